//! The data of a bench: a month of readings as `countersign sample` makes it, and a wide set with
//! many partners, many lines and one reading each.

use std::collections::HashSet;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::cargo::{self, Failure};

/// A folder of directory files, and files of readings beside it.
#[derive(Debug)]
pub(super) struct BenchFiles {
    /// The directory files alone.
    pub(super) directory: PathBuf,
    /// The readings, each key once, in order of time.
    pub(super) readings: PathBuf,
    /// The same file with every tenth figure changed.
    pub(super) changed: PathBuf,
    pub(super) rows: u64,
}

/// The sample of a month: 25 subscriptions a partner, 31 days.
pub(super) fn sample(
    countersign: &Path,
    top: &Path,
    subscriptions: u32,
) -> Result<BenchFiles, Failure> {
    let directory = top.join(format!("sample-{subscriptions}"));
    let partners = (subscriptions / 25).max(1).to_string();
    eprintln!("== sample of {subscriptions} subscriptions");
    let mut command = Command::new(countersign);
    command.arg("sample").arg(&directory);
    command.args(["--months", "1", "--until", "2026-10", "--partners", &partners]);
    cargo::run(command.stdout(Stdio::null()))?;
    let source = directory.join("usage-2026-10.csv");
    let readings = top.join(format!("usage-{subscriptions}.csv"));
    let changed = top.join(format!("usage-changed-{subscriptions}.csv"));
    let rows = split(&source, &readings, &changed);
    let rows = rows.map_err(|e| format!("{}: {e}", source.display()))?;
    fs::remove_file(&source).map_err(|e| format!("{}: {e}", source.display()))?;
    Ok(BenchFiles { directory, readings, changed, rows })
}

/// Writes the readings without a second one of the same subscription and instant, which a bare
/// table would refuse, and a second time with every tenth figure changed.
fn split(source: &Path, readings: &Path, changed: &Path) -> io::Result<u64> {
    let mut readings = BufWriter::new(File::create(readings)?);
    let mut changed = BufWriter::new(File::create(changed)?);
    let mut seen = HashSet::new();
    let mut rows = 0;
    for (number, line) in BufReader::new(File::open(source)?).lines().enumerate() {
        let line = line?;
        let mut cells = line.splitn(3, ',');
        let key = (cells.next(), cells.next());
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        if !seen.insert(hasher.finish()) {
            continue;
        }
        writeln!(readings, "{line}")?;
        rows += u64::from(number > 0);
        match (key, cells.next()) {
            // One more digit in front gives another figure and never more decimals.
            ((Some(subscription), Some(at)), Some(figures)) if rows % 10 == 1 && number > 0 => {
                writeln!(changed, "{subscription},{at},1{figures}")?;
            }
            _ => writeln!(changed, "{line}")?,
        }
    }
    for file in [readings, changed] {
        file.into_inner()?.sync_all()?;
    }
    Ok(rows)
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Width {
    /// Partners, each of which gets one report.
    pub(super) partners: u32,
    /// Products, each of which is a line of every report.
    pub(super) products: u32,
    /// Distributors that share the partners. The first and every second one after it decide
    /// themselves; for the others the system approves.
    pub(super) distributors: u32,
}

/// The first distributor, and the address of its administrator.
pub(super) const APPROVES: &str = "DIST000";
pub(super) const APPROVER: &str = "admin@dist000.example";

/// Writes a folder with a wide set: every partner has one subscription of each product and one
/// reading of it.
pub(super) fn wide(top: &Path, width: Width) -> Result<PathBuf, Failure> {
    let directory = top.join(format!("wide-{}-{}", width.partners, width.products));
    let written = write_wide(&directory, width);
    written.map_err(|e| format!("{}: {e}", directory.display()))?;
    Ok(directory)
}

fn write_wide(directory: &Path, width: Width) -> io::Result<()> {
    fs::create_dir_all(directory)?;
    let file = |name: &str, header: &str| -> io::Result<BufWriter<File>> {
        let mut file = BufWriter::new(File::create(directory.join(name))?);
        writeln!(file, "{header}")?;
        Ok(file)
    };
    writeln!(file("vendors.csv", "code,name")?, "VEND,Vendor")?;
    let regions = "code,name,time_zone,currency,usage_reports";
    writeln!(file("regions.csv", regions)?, "north,North,Europe/Berlin,EUR,yes")?;
    let mut users = file("users.csv", "email,name,company,role")?;
    writeln!(users, "{APPROVER},Eva Approver,{APPROVES},Administrator")?;
    let mut distributors = file("distributors.csv", "code,name,region,auto_approve")?;
    for number in 0..width.distributors {
        let approves = if number % 2 == 0 { "no" } else { "yes" };
        writeln!(distributors, "DIST{number:03},Großhandel {number},north,{approves}")?;
    }
    let mut products = file("products.csv", "code,name,unit,decimals")?;
    for number in 0..width.products {
        writeln!(products, "PR{number:02},Product {number},Seats,0")?;
    }
    let mut partners = file("partners.csv", "code,name,distributor,type,city,state")?;
    let mut customers = file("customers.csv", "code,name,partner")?;
    let mut subscriptions = file("subscriptions.csv", "code,customer,product,plan")?;
    let mut usage = file("usage-2026-10.csv", "subscription,observed_at,provisioned,used")?;
    for number in 0..width.partners {
        let distributor = u64::from(number) * u64::from(width.distributors);
        let distributor = distributor / u64::from(width.partners);
        let (name, city) = (NAMES[number as usize % NAMES.len()], CITIES[number as usize % 7]);
        let partner = format!("P{number:06}");
        writeln!(partners, "{partner},{name},DIST{distributor:03},msp,{city},")?;
        writeln!(customers, "C{number:06},Customer {number},{partner}")?;
        for product in 0..width.products {
            let code = format!("S{number:06}-{product:02}");
            writeln!(subscriptions, "{code},C{number:06},PR{product:02},Business")?;
            let provisioned = 10 + (number + product) % 90;
            let used = provisioned - (number % 7).min(provisioned / 20);
            writeln!(usage, "{code},2026-10-15T12:00:00Z,{provisioned},{used}")?;
        }
    }
    Ok(())
}

const NAMES: [&str; 11] = [
    "Ångström Systems",
    "Brückner IT",
    "\"Kaya, Demir & Co\"",
    "Løvstad Data",
    "Nimbus Works",
    "Oakfield Computing",
    "Pereira Redes",
    "Quellwasser Technik",
    "Sørensen Net",
    "Tidewater",
    "Žižka Servis",
];

const CITIES: [&str; 7] = ["Malmö", "Köln", "Gdańsk", "Lyon", "Porto", "Cork", "Brno"];
