//! The data for work that is killed: a data set of some size, and databases at stages where each
//! verb has work.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::KilledCommand;
use crate::command_line::CommandLine;
use crate::databases::Databases;
use crate::model::parse_csv;

/// When the scene begins, in the month before the last one of the data set.
const BEGINNING: &str = "2026-09-01T00:00:00Z";
/// When it ends: the reports of the last month are agreed, and those of the next one are with their
/// partners.
pub(super) const END: &str = "2026-12-03T12:00:00Z";
/// The cycles that have reports then.
pub(super) const CYCLES: [&str; 3] = ["2026-09", "2026-10", "2026-11"];
/// An agreed cycle, and one with its partners.
const AGREED: &str = "2026-10";
const PREPARING: &str = "2026-11";
/// The distributor whose people decide, and one of whose partners edits.
const DISTRIBUTOR: &str = "NORDLICHT";

/// The amount of work.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub partners: u32,
    /// Subscriptions of each, on average.
    pub subscriptions: u32,
    pub months: u32,
    /// Rows of each file of decisions.
    pub rows: usize,
}

/// A data set, and databases at several stages.
#[derive(Debug)]
pub struct Scene {
    pub(super) binary: PathBuf,
    pub(super) databases: Databases,
    pub(super) folder: PathBuf,
    works: Vec<KilledCommand>,
}

impl Scene {
    /// Makes the data set and the stages in `folder`.
    ///
    /// # Errors
    /// The error of the program or the disk.
    pub fn prepare(
        binary: &Path,
        databases: Databases,
        folder: &Path,
        size: Size,
    ) -> Result<Self, String> {
        let mut scene = Self {
            binary: binary.to_owned(),
            databases,
            folder: folder.to_owned(),
            works: Vec::new(),
        };
        let data = folder.join("data").display().to_string();
        scene.sample(&data, size)?;
        let empty = CommandLine::new(binary, scene.databases.fresh()?);
        empty.expect(&["init", "--rehearsal", BEGINNING, "--first-cycle", CYCLES[0]], 0)?;
        let imported = CommandLine::new(binary, scene.databases.copy(&empty.database)?);
        imported.expect(&["import", &data], 0)?;
        let in_hand = CommandLine::new(binary, scene.databases.copy(&imported.database)?);
        in_hand.expect(&["clock", "--until", END], 0)?;
        scene.add("import", &empty, &["import", &data]);
        scene.add("clock", &imported, &["clock", "--until", END]);
        let (edits, partner_side) = scene.edits(&in_hand, size.rows)?;
        scene.add("apply of edits", &in_hand, &["apply", &edits, "--as", &partner_side]);
        let (decisions, distributor_side) = scene.decisions(&in_hand, size.rows)?;
        let arguments = ["apply", &decisions, "--as", &distributor_side];
        scene.add("apply of decisions", &in_hand, &arguments);
        Ok(scene)
    }

    /// The work whose name begins with `verb`.
    pub fn works<'a>(&'a self, verb: &'a str) -> impl Iterator<Item = &'a KilledCommand> {
        self.works.iter().filter(move |work| work.name.starts_with(verb))
    }

    fn add(&mut self, name: &'static str, start: &CommandLine, arguments: &[&str]) {
        self.works.push(KilledCommand {
            name,
            start: start.database.clone(),
            arguments: arguments.iter().map(ToString::to_string).collect(),
            has_result: arguments[0] == "apply",
        });
    }

    fn sample(&self, data: &str, size: Size) -> Result<(), String> {
        let (partners, months) = (size.partners.to_string(), size.months.to_string());
        let subscriptions = size.subscriptions.to_string();
        let output = std::process::Command::new(&self.binary)
            .args(["sample", data, "--partners", &partners, "--months", &months])
            .args(["--subscriptions", &subscriptions, "--until", AGREED])
            .output()
            .map_err(|error| error.to_string())?;
        match output.status.success() {
            true => Ok(()),
            false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
        }
    }

    /// Edits of one report that undo each other, so that a row executed twice, not at all or out of
    /// order leaves another result.
    fn edits(&self, program: &CommandLine, rows: usize) -> Result<(String, String), String> {
        let lines = self.lines_of_distributor(program, PREPARING)?;
        let staffed = self.people()?;
        let partner_side = |partner: &str| staffed.iter().find(|(_, company)| company == partner);
        let partner = lines.iter().find_map(|(partner, _)| partner_side(partner).map(|_| partner));
        let partner = partner.ok_or("no partner with people has a report in hand")?;
        let email = partner_side(partner).map(|(email, _)| email.clone());
        let products: Vec<&String> =
            lines.iter().filter(|(of, _)| of == partner).map(|(_, product)| product).collect();
        let mut text = String::from("cycle,partner,action,product,chargeable,comment\r\n");
        for row in 0..rows {
            let product = products[row % products.len()];
            let action = match row % 7 {
                3 => format!("edit,{product},,note {row}"),
                5 => format!("reset,{product},,"),
                _ => format!("edit,{product},{},", row % 3 + 5),
            };
            write!(text, "{PREPARING},{partner},{action}\r\n").expect("a string takes all");
        }
        self.file("edits.csv", &text).map(|path| (path, email.unwrap_or_default()))
    }

    /// Decisions that undo each other, on all reports of a distributor in turn.
    fn decisions(&self, program: &CommandLine, rows: usize) -> Result<(String, String), String> {
        let lines = self.lines_of_distributor(program, AGREED)?;
        let mut partners: Vec<&String> = lines.iter().map(|(partner, _)| partner).collect();
        partners.dedup();
        let staffed = self.people()?;
        let email = staffed.iter().find(|(_, company)| company == DISTRIBUTOR);
        let email = email.map(|(email, _)| email.clone()).unwrap_or_default();
        let mut text = String::from("cycle,partner,action,comment\r\n");
        for row in 0..rows {
            let partner = partners[row % partners.len()];
            let action = match (row / partners.len()) % 3 {
                1 => "approve,note",
                2 => "approve,",
                _ => "reopen,look again",
            };
            write!(text, "{AGREED},{partner},{action}\r\n").expect("a string takes all");
        }
        self.file("decisions.csv", &text).map(|path| (path, email))
    }

    /// Partner and product of every line of the distributor's reports.
    fn lines_of_distributor(
        &self,
        program: &CommandLine,
        cycle: &str,
    ) -> Result<Vec<(String, String)>, String> {
        let arguments = ["export", "--cycle", cycle, "--distributor", DISTRIBUTOR];
        columns(&program.expect(&arguments, 0)?.out, ["partner", "product"])
    }

    /// Address and company of everyone who may edit or decide.
    fn people(&self) -> Result<Vec<(String, String)>, String> {
        let users = self.folder.join("data/users.csv");
        let text = fs::read_to_string(&users).map_err(|error| error.to_string())?;
        let people = columns(&text, ["email", "company"])?;
        Ok(people.into_iter().filter(|(email, _)| email.starts_with("billing@")).collect())
    }

    fn file(&self, name: &str, text: &str) -> Result<String, String> {
        let path = self.folder.join(name);
        fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(path.display().to_string())
    }
}

/// Two columns of a table.
fn columns(text: &str, names: [&str; 2]) -> Result<Vec<(String, String)>, String> {
    let table = parse_csv(text).ok_or("the file is no CSV")?;
    let header = table.first().ok_or("the file is empty")?;
    let place = |name| header.iter().position(|it| it == name);
    let places = names.map(place);
    let [Some(left), Some(right)] = places else { return Err(format!("no columns {names:?}")) };
    Ok(table[1..].iter().map(|row| (row[left].clone(), row[right].clone())).collect())
}
