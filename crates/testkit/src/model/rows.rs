//! The rows of the directory files.

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::TimeZone;
use uuid::Uuid;

use super::csv::unguard;
use super::directory::Subscription;
use super::directory::{Basis, Customer, Directory, Distributor, Partner, Product, Region, Role};
use super::links::{Dated, Since};
use super::settings::{COLUMNS, Settings};
use super::zone::{parse_date, parse_instant};

/// The directory files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DirectoryFile {
    Vendors,
    Regions,
    Distributors,
    Partners,
    Customers,
    Products,
    Subscriptions,
    Users,
}

impl DirectoryFile {
    /// Ordered so that each file refers only to earlier ones.
    pub(super) const IN_ORDER: [DirectoryFile; 8] = [
        DirectoryFile::Vendors,
        DirectoryFile::Regions,
        DirectoryFile::Distributors,
        DirectoryFile::Partners,
        DirectoryFile::Customers,
        DirectoryFile::Products,
        DirectoryFile::Subscriptions,
        DirectoryFile::Users,
    ];

    pub(super) fn of_name(name: &str) -> Option<DirectoryFile> {
        Some(match name {
            "vendors.csv" => DirectoryFile::Vendors,
            "regions.csv" => DirectoryFile::Regions,
            "distributors.csv" => DirectoryFile::Distributors,
            "partners.csv" => DirectoryFile::Partners,
            "customers.csv" => DirectoryFile::Customers,
            "products.csv" => DirectoryFile::Products,
            "subscriptions.csv" => DirectoryFile::Subscriptions,
            "users.csv" => DirectoryFile::Users,
            _ => return None,
        })
    }

    pub(super) fn required(self) -> &'static [&'static str] {
        match self {
            DirectoryFile::Vendors => &["code", "name"],
            DirectoryFile::Regions => &["code", "name", "time_zone", "currency", "usage_reports"],
            DirectoryFile::Distributors => &["code", "name", "region"],
            DirectoryFile::Partners => &["code", "name", "distributor", "type"],
            DirectoryFile::Customers => &["code", "name", "partner"],
            DirectoryFile::Products => &["code", "name", "unit"],
            DirectoryFile::Subscriptions => &["code", "customer", "product"],
            DirectoryFile::Users => &["email", "name", "company", "role"],
        }
    }

    pub(super) fn optional(self) -> Vec<&'static str> {
        let (own, settings): (&[&str], bool) = match self {
            DirectoryFile::Vendors | DirectoryFile::Users => (&[], false),
            DirectoryFile::Customers => (&["since"], false),
            DirectoryFile::Regions => (&["language"], true),
            DirectoryFile::Distributors => (&["type"], true),
            DirectoryFile::Partners => (&["city", "state", "company_id", "since"], true),
            DirectoryFile::Products => (&["vendor", "decimals", "reports_usage", "basis"], false),
            DirectoryFile::Subscriptions => (&["plan", "billable", "ends_on", "since"], false),
        };
        let more: &[&str] = if settings { COLUMNS } else { &[] };
        own.iter().chain(more).copied().collect()
    }
}

/// The cells of one row by column.
#[derive(Debug)]
pub(super) struct Cells<'a>(&'a BTreeMap<String, String>);

impl<'a> Cells<'a> {
    pub(super) fn new(cells: &'a BTreeMap<String, String>) -> Cells<'a> {
        Cells(cells)
    }

    /// A cell with a word; "a blank optional cell means not given".
    pub(super) fn word(&self, column: &str) -> Option<&'a str> {
        self.0.get(column).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }

    /// A text cell without its formula guard.
    pub(super) fn text(&self, column: &str) -> Option<String> {
        self.word(column)?;
        self.0.get(column).map(|cell| unguard(cell))
    }

    /// A code: "exactly, but for outer blanks".
    pub(super) fn code(&self, column: &str) -> Option<String> {
        self.text(column).map(|code| code.trim().to_owned())
    }

    /// "Names 200 characters, units and plans 64"; no control characters.
    fn bounded(&self, column: &str, longest: usize) -> Option<()> {
        let text = self.text(column).unwrap_or_default();
        let fits = text.chars().count() <= longest && !text.chars().any(char::is_control);
        fits.then_some(())
    }

    /// A word of a closed list: "without case".
    pub(super) fn folded(&self, column: &str) -> Option<String> {
        self.word(column).map(str::to_ascii_lowercase)
    }

    /// "1 to 64 printable characters."
    fn new_code(&self) -> Option<String> {
        let code = self.code("code")?;
        let printable = code.chars().all(|char| !char.is_control());
        (code.chars().count() <= 64 && printable).then_some(code)
    }

    /// A cell of `yes` or `no`. The outer option is `None` if it is something else.
    fn choice(&self, column: &str) -> Option<Option<bool>> {
        match self.folded(column).as_deref() {
            None => Some(None),
            Some("yes") => Some(Some(true)),
            Some("no") => Some(Some(false)),
            Some(_) => None,
        }
    }
}

/// The facts at the start of an import.
#[derive(Debug)]
pub(super) struct ImportFacts {
    /// Products with readings: their decimals and vendor are fixed.
    pub(super) products: BTreeSet<String>,
    /// Subscriptions with readings.
    pub(super) subscriptions: BTreeSet<String>,
    /// Regions whose time zone is fixed.
    pub(super) regions: BTreeSet<String>,
    /// When the links of a row take effect.
    pub(super) since: Since,
}

impl ImportFacts {
    /// When the links of a row take effect, or `None` if the cell is no instant.
    fn since(&self, row: &Cells<'_>) -> Option<Since> {
        let given = match row.word("since") {
            None => None,
            Some(text) => Some(parse_instant(text)?),
        };
        Some(Since { given, ..self.since })
    }
}

/// The link of a known item, changed to another value, or the first one.
fn link<T: Clone + PartialEq>(
    known: Option<&Dated<T>>,
    value: T,
    since: &Since,
) -> Option<Dated<T>> {
    let Some(known) = known else { return Dated::first(value, since) };
    let mut link = known.clone();
    link.change(value, since)?;
    Some(link)
}

/// Applies one row: "a known code is updated with the cells given". `None` if it is refused.
pub(super) fn take(
    to: &mut Directory,
    kind: DirectoryFile,
    row: &Cells<'_>,
    facts: &ImportFacts,
) -> Option<()> {
    for column in ["name", "city", "state"] {
        row.bounded(column, 200)?;
    }
    for column in ["unit", "plan"] {
        row.bounded(column, 64)?;
    }
    match kind {
        DirectoryFile::Vendors => {
            let code = company_code(to, kind, row)?;
            to.vendors.insert(code, row.text("name")?);
        }
        DirectoryFile::Regions => return region(to, row, facts),
        DirectoryFile::Distributors => return distributor(to, row, facts),
        DirectoryFile::Partners => return partner(to, row, facts),
        DirectoryFile::Customers => {
            let (code, _) = (row.new_code()?, row.text("name")?);
            let partner = row.code("partner").filter(|it| to.partners.contains_key(it))?;
            let known = to.customers.get(&code).map(|it| &it.partner);
            let partner = link(known, partner, &facts.since(row)?)?;
            to.customers.insert(code, Customer { partner });
        }
        DirectoryFile::Products => return product(to, row, facts),
        DirectoryFile::Subscriptions => return subscription(to, row, facts),
        DirectoryFile::Users => return user(to, row),
    }
    Some(())
}

/// "Codes of vendors, distributors and partners share one space; `operator` is reserved."
fn company_code(to: &Directory, kind: DirectoryFile, row: &Cells<'_>) -> Option<String> {
    let code = row.new_code()?;
    let elsewhere = (kind != DirectoryFile::Vendors && to.vendors.contains_key(&code))
        || (kind != DirectoryFile::Distributors && to.distributors.contains_key(&code))
        || (kind != DirectoryFile::Partners && to.partners.contains_key(&code));
    (code != "operator" && !elsewhere).then_some(code)
}

fn set_all(settings: &mut Settings, row: &Cells<'_>) -> Option<()> {
    for column in COLUMNS {
        if let Some(value) = row.word(column) {
            settings.set(column, value).then_some(())?;
        }
    }
    Some(())
}

fn region(to: &mut Directory, row: &Cells<'_>, facts: &ImportFacts) -> Option<()> {
    let (code, _) = (row.new_code()?, row.text("name")?);
    let zone_name = row.word("time_zone")?.to_owned();
    let zone = TimeZone::get(&zone_name).ok()?;
    let currency = row.word("currency")?;
    if currency.len() != 3 || !currency.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let usage_reports = row.choice("usage_reports")??;
    let known = to.regions.get(&code);
    // "A region's time zone is fixed from the first closing instant at which it has a
    // subscription."
    if known.is_some_and(|it| it.zone_name != zone_name) && facts.regions.contains(&code) {
        return None;
    }
    let mut settings = known.map(|it| it.settings.clone()).unwrap_or_default();
    set_all(&mut settings, row)?;
    let usage_reports = link(known.map(|it| &it.usage_reports), usage_reports, &facts.since)?;
    to.regions.insert(code, Region { zone, zone_name, usage_reports, settings });
    Some(())
}

fn distributor(to: &mut Directory, row: &Cells<'_>, facts: &ImportFacts) -> Option<()> {
    let code = company_code(to, DirectoryFile::Distributors, row)?;
    let name = row.text("name")?;
    let region = row.code("region").filter(|it| to.regions.contains_key(it))?;
    let known = to.distributors.get(&code);
    let isp = match row.folded("type").as_deref() {
        None => known.is_some_and(|it| *it.isp.now()),
        Some("distributor") => false,
        Some("isp") => true,
        Some(_) => return None,
    };
    let mut settings = known.map(|it| it.settings.clone()).unwrap_or_default();
    set_all(&mut settings, row)?;
    let region = link(known.map(|it| &it.region), region, &facts.since)?;
    let isp = link(known.map(|it| &it.isp), isp, &facts.since)?;
    to.distributors.insert(code, Distributor { name, region, isp, settings });
    Some(())
}

fn partner(to: &mut Directory, row: &Cells<'_>, facts: &ImportFacts) -> Option<()> {
    let code = company_code(to, DirectoryFile::Partners, row)?;
    let name = row.text("name")?;
    let distributor = row.code("distributor").filter(|it| to.distributors.contains_key(it))?;
    let msp = match row.folded("type")?.as_str() {
        "msp" => true,
        "reseller" => false,
        _ => return None,
    };
    let known = to.partners.get(&code);
    // "Else version 5 in the OID namespace of `countersign/company/CODE`."
    let company_id = match row.word("company_id") {
        Some(text) => Uuid::parse_str(text).ok()?,
        None => known.map_or_else(|| default_company_id(&code), |it| it.company_id),
    };
    let kept = |column: &str, old: fn(&Partner) -> &String| {
        row.text(column).or_else(|| known.map(|it| old(it).clone())).unwrap_or_default()
    };
    let city = kept("city", |it| &it.city);
    let state = kept("state", |it| &it.state);
    let mut settings = known.map(|it| it.settings.clone()).unwrap_or_default();
    set_all(&mut settings, row)?;
    let since = facts.since(row)?;
    let distributor = link(known.map(|it| &it.distributor), distributor, &since)?;
    let msp = link(known.map(|it| &it.msp), msp, &since)?;
    let partner = Partner { name, distributor, msp, city, state, company_id, settings };
    to.partners.insert(code, partner);
    Some(())
}

fn default_company_id(code: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("countersign/company/{code}").as_bytes())
}

fn product(to: &mut Directory, row: &Cells<'_>, facts: &ImportFacts) -> Option<()> {
    let code = row.new_code()?;
    let (name, unit) = (row.text("name")?, row.text("unit")?);
    let known = to.products.get(&code);
    // "Vendor (needed when there are several)."
    let vendor = match row.code("vendor") {
        Some(vendor) => vendor,
        None => match known {
            Some(known) => known.vendor.clone(),
            None => to.only_vendor()?.to_owned(),
        },
    };
    if !to.vendors.contains_key(&vendor) {
        return None;
    }
    let decimals = match row.word("decimals") {
        None => known.map_or(0, |it| it.decimals),
        Some(text) if text.len() == 1 => text.parse().ok().filter(|it| *it <= 6)?,
        Some(_) => return None,
    };
    // "A product's vendor is fixed once it has readings, as its decimals are."
    let same = |it: &Product| it.decimals == decimals && it.vendor == vendor;
    if !known.is_none_or(same) && facts.products.contains(&code) {
        return None;
    }
    let reports_usage =
        row.choice("reports_usage")?.unwrap_or(known.is_none_or(|it| it.reports_usage));
    let basis = match row.folded("basis").as_deref() {
        None => known.map_or(Basis::Peak, |it| it.basis),
        Some("peak") => Basis::Peak,
        Some("average") => Basis::Average,
        Some("p85") => Basis::P85,
        Some("last") => Basis::Last,
        Some("sum") => Basis::Sum,
        Some(_) => return None,
    };
    let same = |it: &Product| it.steady && it.basis == basis && it.reports_usage == reports_usage;
    let steady = known.is_none_or(same);
    let product = Product { name, unit, vendor, decimals, reports_usage, basis, steady };
    to.first_products.entry(code.clone()).or_insert(product.clone());
    to.products.insert(code, product);
    Some(())
}

fn subscription(to: &mut Directory, row: &Cells<'_>, facts: &ImportFacts) -> Option<()> {
    let code = row.new_code()?;
    let customer = row.code("customer").filter(|it| to.customers.contains_key(it))?;
    let product = row.code("product").filter(|it| to.products.contains_key(it))?;
    let known = to.subscriptions.get(&code);
    // "A subscription with readings takes another product only with at least as many decimals."
    let decimals = |product: &String| to.products[product].decimals;
    let fewer = known.is_some_and(|it| decimals(&product) < decimals(it.product.now()));
    if fewer && facts.subscriptions.contains(&code) {
        return None;
    }
    let billable = row.choice("billable")?.unwrap_or(known.is_none_or(|it| it.billable));
    let ends_on = match row.word("ends_on") {
        None => known.and_then(|it| it.ends_on),
        Some(text) => Some(parse_date(text)?),
    };
    let since = facts.since(row)?;
    let customer = link(known.map(|it| &it.customer), customer, &since)?;
    let product = link(known.map(|it| &it.product), product, &since)?;
    let subscription = Subscription { customer, product, billable, ends_on };
    to.first_subscriptions.entry(code.clone()).or_insert(subscription.clone());
    to.subscriptions.insert(code, subscription);
    Some(())
}

/// "An e-mail given again with another company adds that membership."
fn user(to: &mut Directory, row: &Cells<'_>) -> Option<()> {
    let (email, _) = (row.code("email")?, row.text("name")?);
    let company = row.code("company")?;
    let exists = company == "operator"
        || to.vendors.contains_key(&company)
        || to.distributors.contains_key(&company)
        || to.partners.contains_key(&company);
    if !exists || !email.contains('@') {
        return None;
    }
    let role = Role::parse(row.word("role")?)?;
    to.people.entry(email.to_lowercase()).or_default().insert(company, role);
    Some(())
}
