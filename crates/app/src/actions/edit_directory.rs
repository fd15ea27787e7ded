//! Adds and changes one region, vendor, distributor, partner or product from a form of the
//! operator's Administrator.
//!
//! The rules are those of the directory files ([`one_row`]). Each cell travels with the value that
//! the person saw, so that a change made meanwhile by another person is never overwritten unseen.
//! Changes are recorded with the person who made them; the same transaction adds the entry of the
//! audit record.

use crate::actions::audit;
use crate::actions::import::moves::is_zone_fixed;
use crate::actions::import::one_row::{self, OneRow};
use crate::actions::import::{FileKind, ReportedCause};
use crate::clock::Clock;
use crate::failure::Result;
use countersign_domain::access::{Area, Right, right};
use countersign_domain::actor::{CompanyKind, Person};
use countersign_domain::instant::Instant;
use countersign_domain::settings::yes_no;
use countersign_store::audit::AuditEntry;
use countersign_store::directory_changes::{self, ChangedField, Of};
use countersign_store::regions::Region;
use countersign_store::{Result as StoreResult, Store, Tx};
use countersign_store::{companies, installation, partners, products, regions};

/// A kind of directory file that also has a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A row of `regions.csv`.
    Region,
    /// A row of `vendors.csv`.
    Vendor,
    /// A row of `distributors.csv`.
    Distributor,
    /// A row of `partners.csv`.
    Partner,
    /// A row of `products.csv`.
    Product,
}

impl EntryKind {
    /// The word for it in the record of changes.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Vendor => "vendor",
            Self::Distributor => "distributor",
            Self::Partner => "partner",
            Self::Product => "product",
        }
    }

    /// The columns, in the order of the files; code and name come first.
    #[must_use]
    pub const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Region => &["code", "name", "usage_reports", "time_zone", "currency", "language"],
            Self::Vendor => &["code", "name"],
            Self::Distributor => &["code", "name", "region", "type"],
            Self::Partner => {
                &["code", "name", "distributor", "type", "city", "state", "company_id", "since"]
            }
            Self::Product => {
                &["code", "name", "unit", "vendor", "decimals", "reports_usage", "basis"]
            }
        }
    }

    const fn file(self) -> FileKind {
        match self {
            Self::Region => FileKind::Regions,
            Self::Vendor => FileKind::Vendors,
            Self::Distributor => FileKind::Distributors,
            Self::Partner => FileKind::Partners,
            Self::Product => FileKind::Products,
        }
    }
}

/// A stored region, company or product as a row of its file.
#[derive(Clone, Debug)]
pub struct StoredRow {
    /// The number of the region, company or product.
    pub id: i64,
    /// The cells by column.
    pub cells: Vec<(&'static str, String)>,
    /// Columns that can no longer be changed, including the code.
    pub fixed: Vec<&'static str>,
}

impl StoredRow {
    /// Loads it; none if it does not exist.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn load(tx: &mut Tx, kind: EntryKind, id: i64) -> StoreResult<Option<Self>> {
        match kind {
            EntryKind::Region => {
                let region = regions::all(tx).await?.into_iter().find(|region| region.id == id);
                let Some(region) = region else { return Ok(None) };
                let installation = installation::load(tx).await?;
                let is_fixed = match installation {
                    Some(it) => is_zone_fixed(tx, &it, id, it.reached()).await?,
                    None => false,
                };
                Ok(Some(Self::of_region(&region, is_fixed)))
            }
            EntryKind::Vendor => {
                let all = companies::not_partners(tx).await?;
                let vendor = all.iter().find(|it| it.id == id && it.kind == CompanyKind::Vendor);
                Ok(vendor.map(|it| Self::new(kind, id, [&it.code, &it.name], &[])))
            }
            EntryKind::Distributor => Self::of_distributor(tx, id).await,
            EntryKind::Partner => Self::of_partner(tx, id).await,
            EntryKind::Product => Self::of_product(tx, id).await,
        }
    }

    /// The cells in the order of the columns.
    fn new<const N: usize>(
        kind: EntryKind,
        id: i64,
        cells: [&str; N],
        fixed: &[&'static str],
    ) -> Self {
        let cells = kind.columns().iter().zip(cells).map(|(column, it)| (*column, it.to_owned()));
        let fixed = std::iter::once("code").chain(fixed.iter().copied());
        Self { id, cells: cells.collect(), fixed: fixed.collect() }
    }

    fn of_region(region: &Region, is_zone_fixed: bool) -> Self {
        let Region { code, name, time_zone, currency, language, .. } = region;
        let cells = [code, name, yes_no(region.usage_reports), time_zone, currency, language];
        let fixed: &[&str] = if is_zone_fixed { &["time_zone"] } else { &[] };
        Self::new(EntryKind::Region, region.id, cells, fixed)
    }

    async fn of_distributor(tx: &mut Tx, id: i64) -> StoreResult<Option<Self>> {
        let all = companies::distributors(tx).await?;
        let Some(own) = all.iter().find(|it| it.id == id) else { return Ok(None) };
        let companies = companies::not_partners(tx).await?;
        let regions = regions::all(tx).await?;
        let region = regions.iter().find(|region| region.id == own.region_id);
        let region = region.map_or("", |region| region.code.as_str());
        let company = companies.iter().find(|company| company.id == id);
        let cells = company.map(|it| [it.code.as_str(), &it.name, region, &own.account_type]);
        Ok(cells.map(|cells| Self::new(EntryKind::Distributor, id, cells, &[])))
    }

    async fn of_partner(tx: &mut Tx, id: i64) -> StoreResult<Option<Self>> {
        let Some(partner) = partners::by_id(tx, id).await? else { return Ok(None) };
        let companies = companies::not_partners(tx).await?;
        let distributor = companies.iter().find(|it| it.id == partner.distributor_id);
        let cells = [
            partner.code.as_str(),
            &partner.name,
            distributor.map_or("", |it| it.code.as_str()),
            &partner.account_type,
            partner.city.as_deref().unwrap_or_default(),
            partner.state.as_deref().unwrap_or_default(),
            &partner.company_id.to_string(),
            // `since` belongs to a change and is stored with the link.
            "",
        ];
        Ok(Some(Self::new(EntryKind::Partner, id, cells, &[])))
    }

    async fn of_product(tx: &mut Tx, id: i64) -> StoreResult<Option<Self>> {
        let all = products::all(tx).await?;
        let Some(product) = all.iter().find(|it| it.id == id) else { return Ok(None) };
        let companies = companies::not_partners(tx).await?;
        let vendor = companies.iter().find(|it| it.id == product.vendor_id);
        let cells = [
            product.code.as_str(),
            &product.name,
            &product.unit,
            vendor.map_or("", |it| it.code.as_str()),
            &product.decimals.to_string(),
            yes_no(product.reports_usage),
            product.basis.token(),
        ];
        let fixed: &[&str] = if product.has_readings { &["vendor", "decimals"] } else { &[] };
        Ok(Some(Self::new(EntryKind::Product, id, cells, fixed)))
    }

    /// The text of a cell; blank if the kind has no such column.
    #[must_use]
    pub fn cell(&self, column: &str) -> &str {
        let found = self.cells.iter().find(|(name, _)| *name == column);
        found.map_or("", |(_, text)| text.as_str())
    }
}

/// A cell of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilledCell {
    /// The text that the person saw.
    pub was: String,
    /// The text that the person wants.
    pub wanted: String,
}

/// The cells of a form by column; a column that is missing stays as it is.
pub type FilledRow = Vec<(&'static str, FilledCell)>;

/// The columns that both the person and another person changed, to different texts.
pub fn conflicts(row: &FilledRow, stored: &StoredRow) -> impl Iterator<Item = &'static str> {
    row.iter().filter_map(|(column, cell)| {
        let there = stored.cell(column);
        let both = cell.wanted != cell.was && there != cell.was && there != cell.wanted;
        both.then_some(*column)
    })
}

/// Why nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DirectoryRefusal {
    /// There is no such region, company or product.
    NotHere,
    /// The person may not write the directory.
    NotPermitted,
    /// Another person changed the same cells meanwhile.
    Stale,
    /// A cell is invalid.
    Wrong(ReportedCause),
}

/// The number of the row, or the reason why nothing was written.
pub type DirectoryResult = std::result::Result<i64, DirectoryRefusal>;

/// Adds a row or changes an existing one, and returns its number. `entry` says for the audit record
/// who did this, and from where.
///
/// # Errors
/// When the database refuses it; nothing is written then.
pub async fn run(
    store: &Store,
    clock: &Clock,
    person: &Person,
    (kind, id): (EntryKind, Option<i64>),
    row: &FilledRow,
    entry: &AuditEntry,
) -> Result<DirectoryResult> {
    let writes = right(person.company_kind, person.role, Area::Directory) == Right::Full;
    if !writes {
        return Ok(Err(DirectoryRefusal::NotPermitted));
    }
    let mut tx = store.begin().await?;
    let done = put(&mut tx, clock, (kind, id), row, entry.clone(), person.id).await?;
    match &done {
        Ok(_) => tx.commit().await?,
        Err(_) => tx.rollback().await?,
    }
    Ok(done)
}

async fn put(
    tx: &mut Tx,
    clock: &Clock,
    (kind, id): (EntryKind, Option<i64>),
    row: &FilledRow,
    entry: AuditEntry,
    person_id: i64,
) -> Result<DirectoryResult> {
    let installation = installation::take_work_lock(tx).await?;
    let stored = match id {
        Some(id) => StoredRow::load(tx, kind, id).await?,
        None => None,
    };
    if id.is_some() && stored.is_none() {
        return Ok(Err(DirectoryRefusal::NotHere));
    }
    if stored.as_ref().is_some_and(|stored| conflicts(row, stored).next().is_some()) {
        return Ok(Err(DirectoryRefusal::Stale));
    }
    let columns = kind.columns().iter();
    let cells: Vec<_> = columns.map(|it| (*it, cell(stored.as_ref(), row, it))).collect();
    let now = clock.now(&installation);
    let row = OneRow { kind: kind.file(), cells: &cells, is_new: stored.is_none(), person_id };
    let done = one_row::put(tx, installation, now, &row).await?;
    if let Ok(id) = &done {
        record(tx, (kind, *id), stored.as_ref(), (now, person_id), entry).await?;
    }
    Ok(done.map_err(DirectoryRefusal::Wrong))
}

/// Records what changed, as it is stored now.
async fn record(
    tx: &mut Tx,
    (kind, id): (EntryKind, i64),
    before: Option<&StoredRow>,
    (at, person_id): (Instant, i64),
    entry: AuditEntry,
) -> StoreResult<()> {
    let Some(after) = StoredRow::load(tx, kind, id).await? else { return Ok(()) };
    let differs = |column: &str| match before {
        Some(before) => before.cell(column) != after.cell(column),
        None => !after.cell(column).is_empty(),
    };
    let columns = kind.columns().iter().filter(|column| differs(column));
    let field = |column: &&str| ChangedField {
        name: (*column).to_owned(),
        before: before.map(|before| before.cell(column).to_owned()),
        after: after.cell(column).to_owned(),
    };
    let fields: Vec<ChangedField> = columns.map(field).collect();
    let of = Of { kind: kind.word(), code: after.cell("code"), at, person_id };
    directory_changes::record(tx, of, &fields).await?;
    if fields.is_empty() {
        return Ok(());
    }
    let about = Some(format!("{} {}", kind.word(), after.cell("code")));
    audit::record(tx, AuditEntry { about, ..entry }).await
}

/// The new text of a column: the person's change, otherwise the stored text.
fn cell(stored: Option<&StoredRow>, row: &FilledRow, column: &str) -> String {
    let there = stored.map_or("", |stored| stored.cell(column));
    let filled = row.iter().find(|(name, _)| *name == column).map(|(_, cell)| cell);
    let changed = filled.filter(|cell| cell.wanted != cell.was && column != "code");
    let new_code = filled.filter(|_| stored.is_none());
    new_code.or(changed).map_or_else(|| there.to_owned(), |cell| cell.wanted.clone())
}
