//! Regions: time zone, currency, language, and whether usage reports exist there.

use crate::error::Result;
use crate::schema;
use crate::settings;
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::settings::Settings;

statements! {
    ALL = concat!("SELECT id, code, name, time_zone, currency, language, usage_reports, ",
        settings::columns!(""), " FROM regions ORDER BY id");
    UPDATE = "UPDATE regions SET name = COALESCE($2, name), time_zone = COALESCE($3, time_zone), \
        currency = COALESCE($4, currency), language = COALESCE($5, language), \
        usage_reports = COALESCE($6, usage_reports) WHERE id = $1 \
        AND NOT (name = COALESCE($2, name) AND time_zone = COALESCE($3, time_zone) \
        AND currency = COALESCE($4, currency) AND language = COALESCE($5, language) \
        AND usage_reports = COALESCE($6, usage_reports))";
    HAS_REPORTS = "SELECT 1 FROM reports r JOIN distributors d ON d.id = r.distributor_id \
        WHERE d.region_id = $1 LIMIT 1";
    USAGE_REPORTS = "SELECT usage_reports FROM regions WHERE id = $1";
}

/// A region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// The primary key.
    pub id: i64,
    /// The code from import files.
    pub code: String,
    /// The name that people see.
    pub name: String,
    /// The IANA name of its time zone.
    pub time_zone: String,
    /// The ISO 4217 code of its currency.
    pub currency: String,
    /// The tag of its language.
    pub language: String,
    /// Whether usage reports exist there.
    pub usage_reports: bool,
    /// The settings at this level.
    pub settings: Settings,
}

/// The given values of a known region.
#[derive(Clone, Copy, Debug, Default)]
pub struct RegionUpdate<'a> {
    /// The name that people see.
    pub name: Option<&'a str>,
    /// Its time zone.
    pub time_zone: Option<&'a str>,
    /// Its currency.
    pub currency: Option<&'a str>,
    /// Its language.
    pub language: Option<&'a str>,
    /// Whether usage reports exist there.
    pub usage_reports: Option<bool>,
}

/// Every region, by number.
///
/// # Errors
/// Fails when the database does.
pub async fn all(tx: &mut Tx) -> Result<Vec<Region>> {
    tx.all(ALL, &[], |row| {
        Ok(Region {
            id: row.get(0)?,
            code: row.get(1)?,
            name: row.get(2)?,
            time_zone: row.get(3)?,
            currency: row.get(4)?,
            language: row.get(5)?,
            usage_reports: row.get(6)?,
            settings: settings::from_row(&row, 7)?,
        })
    })
    .await
}

/// Adds a region.
///
/// # Errors
/// Fails when the database does.
pub async fn insert(tx: &mut Tx, region: &Region) -> Result<()> {
    let own = [
        region.id.into(),
        (&region.code).into(),
        (&region.name).into(),
        (&region.time_zone).into(),
        (&region.currency).into(),
        (&region.language).into(),
        region.usage_reports.into(),
    ];
    let row: Vec<_> = own.into_iter().chain(settings::values(&region.settings)).collect();
    tx.insert(&schema::REGIONS, &[row]).await
}

/// Sets the given values; true if that changed anything.
///
/// # Errors
/// Fails when the database does.
pub async fn update(tx: &mut Tx, id: i64, given: &RegionUpdate<'_>) -> Result<bool> {
    let values = [
        id.into(),
        given.name.into(),
        given.time_zone.into(),
        given.currency.into(),
        given.language.into(),
        given.usage_reports.into(),
    ];
    Ok(tx.execute(UPDATE, &values).await? > 0)
}

/// Whether usage reports exist in a region.
///
/// # Errors
/// Fails when the database does.
pub async fn has_usage_reports(tx: &mut Tx, id: i64) -> Result<bool> {
    Ok(tx.first(USAGE_REPORTS, &[id.into()], |row| row.get(0)).await?.unwrap_or(false))
}

/// Whether reports were made under a distributor of the region, so that its time zone is fixed.
///
/// # Errors
/// Fails when the database does.
pub async fn has_reports(tx: &mut Tx, id: i64) -> Result<bool> {
    Ok(tx.first(HAS_REPORTS, &[id.into()], |_| Ok(())).await?.is_some())
}
