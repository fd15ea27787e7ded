//! Companies of every kind, which share one space of codes, and the further columns of
//! distributors.

use crate::error::{Result, StoreError};
use crate::schema;
use crate::settings;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;
use countersign_domain::actor::CompanyKind;
use countersign_domain::settings::Settings;
use uuid::Uuid;

statements! {
    ALL = "SELECT id, code, kind, name, company_id FROM companies ORDER BY id";
    OF_CODE = "SELECT id, code, kind, name, company_id FROM companies WHERE code = $1";
    OF_ID = "SELECT id, code, kind, name, company_id FROM companies WHERE id = $1";
    NOT_PARTNERS = "SELECT id, code, kind, name, company_id FROM companies \
        WHERE kind <> 'partner' ORDER BY id";
    EACH_CODE = "SELECT c.id, c.code, c.kind, p.distributor_id, p.made_through, p.in_force_day \
        FROM companies c LEFT JOIN partners p ON p.id = c.id ORDER BY c.id";
    UPDATE = "UPDATE companies SET name = COALESCE($2, name), \
        company_id = COALESCE($3, company_id) WHERE id = $1 AND NOT (name = COALESCE($2, name) \
        AND company_id = COALESCE($3, company_id))";
    DISTRIBUTORS = concat!("SELECT id, region_id, type, ", settings::columns!(""),
        " FROM distributors ORDER BY id");
    DISTRIBUTOR_TYPE = "SELECT type FROM distributors WHERE id = $1";
    UPDATE_DISTRIBUTOR = "UPDATE distributors SET region_id = COALESCE($2, region_id), \
        type = COALESCE($3, type) WHERE id = $1 AND NOT (region_id = COALESCE($2, region_id) \
        AND type = COALESCE($3, type))";
}

/// A company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    /// The primary key.
    pub id: i64,
    /// The code from import files.
    pub code: String,
    /// The kind.
    pub kind: CompanyKind,
    /// The name that people see.
    pub name: String,
    /// The company id, which distinguishes companies of the same name.
    pub company_id: Uuid,
}

/// The further columns of a distributor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distributor {
    /// The company's number.
    pub id: i64,
    /// The number of its region.
    pub region_id: i64,
    /// `distributor` or `isp`.
    pub account_type: String,
    /// The settings at this level.
    pub settings: Settings,
}

/// The columns of a company that an import needs.
#[derive(Clone, Copy, Debug)]
pub struct CompanyCode<'a> {
    /// The primary key.
    pub id: i64,
    /// The code from import files.
    pub code: &'a str,
    /// The kind.
    pub kind: CompanyKind,
    /// The number of a partner's distributor.
    pub distributor_id: Option<i64>,
    /// The last cycle whose making has passed for a partner.
    pub made_through: Option<i64>,
    /// Readings of a partner before this UTC day are kept as in force.
    pub in_force_day: Option<i64>,
}

fn kind(token: &str) -> Result<CompanyKind> {
    CompanyKind::from_token(token)
        .ok_or_else(|| StoreError::Corrupt(format!("unknown kind of company: {token:?}")))
}

fn company(row: Row<'_>) -> Result<Company> {
    Ok(Company {
        id: row.get(0)?,
        code: row.get(1)?,
        kind: kind(row.get(2)?)?,
        name: row.get(3)?,
        company_id: row.get(4)?,
    })
}

/// Every company, by number.
///
/// # Errors
/// Fails when the database does.
pub async fn all(tx: &mut Tx) -> Result<Vec<Company>> {
    tx.all(ALL, &[], company).await
}

/// The company with this code.
///
/// # Errors
/// Fails when the database does.
pub async fn of_code(tx: &mut Tx, code: &str) -> Result<Option<Company>> {
    tx.first(OF_CODE, &[code.into()], company).await
}

/// The company with this number.
///
/// # Errors
/// Fails when the database does.
pub async fn of_id(tx: &mut Tx, id: i64) -> Result<Option<Company>> {
    tx.first(OF_ID, &[id.into()], company).await
}

/// Every vendor and distributor, and the operator; they are few.
///
/// # Errors
/// Fails when the database does.
pub async fn not_partners(tx: &mut Tx) -> Result<Vec<Company>> {
    tx.all(NOT_PARTNERS, &[], company).await
}

/// Passes the columns that an import needs of each company to `take`, by number.
///
/// # Errors
/// Fails when the database does.
pub async fn each_code(tx: &mut Tx, mut take: impl FnMut(CompanyCode<'_>)) -> Result<()> {
    tx.each(EACH_CODE, &[], |row| {
        take(CompanyCode {
            id: row.get(0)?,
            code: row.get(1)?,
            kind: kind(row.get(2)?)?,
            distributor_id: row.get(3)?,
            made_through: row.get(4)?,
            in_force_day: row.get(5)?,
        });
        Ok(())
    })
    .await
}

/// Adds companies.
///
/// # Errors
/// Fails when the database does.
pub async fn insert(tx: &mut Tx, companies: &[Company]) -> Result<()> {
    let rows: Vec<_> = companies
        .iter()
        .map(|company| {
            [
                company.id.into(),
                (&company.code).into(),
                company.kind.token().into(),
                (&company.name).into(),
                company.company_id.into(),
            ]
        })
        .collect();
    tx.insert(&schema::COMPANIES, &rows).await
}

/// Sets the given values; true if that changed anything.
///
/// # Errors
/// Fails when the database does.
pub async fn update(
    tx: &mut Tx,
    id: i64,
    name: Option<&str>,
    company_id: Option<Uuid>,
) -> Result<bool> {
    Ok(tx.execute(UPDATE, &[id.into(), name.into(), company_id.into()]).await? > 0)
}

/// The further columns of every distributor.
///
/// # Errors
/// Fails when the database does.
pub async fn distributors(tx: &mut Tx) -> Result<Vec<Distributor>> {
    tx.all(DISTRIBUTORS, &[], |row| {
        Ok(Distributor {
            id: row.get(0)?,
            region_id: row.get(1)?,
            account_type: row.get(2)?,
            settings: settings::from_row(&row, 3)?,
        })
    })
    .await
}

/// `distributor` or `isp`; empty if there is no such distributor.
///
/// # Errors
/// Fails when the database does.
pub async fn distributor_type(tx: &mut Tx, id: i64) -> Result<String> {
    Ok(tx.first(DISTRIBUTOR_TYPE, &[id.into()], |row| row.get(0)).await?.unwrap_or_default())
}

/// Adds the further columns of a distributor.
///
/// # Errors
/// Fails when the database does.
pub async fn insert_distributor(tx: &mut Tx, distributor: &Distributor) -> Result<()> {
    let own =
        [distributor.id.into(), distributor.region_id.into(), (&distributor.account_type).into()];
    let row: Vec<_> = own.into_iter().chain(settings::values(&distributor.settings)).collect();
    tx.insert(&schema::DISTRIBUTORS, &[row]).await
}

/// Sets the given values about a distributor; true if that changed anything.
///
/// # Errors
/// Fails when the database does.
pub async fn update_distributor(
    tx: &mut Tx,
    id: i64,
    region_id: Option<i64>,
    account_type: Option<&str>,
) -> Result<bool> {
    Ok(tx.execute(UPDATE_DISTRIBUTOR, &[id.into(), region_id.into(), account_type.into()]).await?
        > 0)
}
