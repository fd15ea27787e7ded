//! Products of vendors.

use crate::error::{Result, StoreError};
use crate::schema;
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::basis::Basis;
use countersign_domain::line::ProductTerms;

statements! {
    ALL = "SELECT p.id, p.code, p.name, p.unit, p.vendor_id, p.decimals, p.reports_usage, \
        p.basis, p.has_readings FROM products p ORDER BY p.id";
    UPDATE = "UPDATE products SET name = $2, unit = $3, vendor_id = $4, decimals = $5, \
        reports_usage = $6, basis = $7 WHERE id = $1";
    MARK = "UPDATE products SET has_readings = TRUE WHERE id = $1";
}

/// A product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// The primary key.
    pub id: i64,
    /// The code from import files.
    pub code: String,
    /// The name that people see.
    pub name: String,
    /// Billing unit.
    pub unit: String,
    /// The number of its vendor.
    pub vendor_id: i64,
    /// The decimals of its quantities.
    pub decimals: u8,
    /// Whether used readings count.
    pub reports_usage: bool,
    /// The basis of its figures.
    pub basis: Basis,
    /// Whether it has readings, so that its vendor and decimals are fixed.
    pub has_readings: bool,
}

impl Product {
    /// Its present terms.
    #[must_use]
    pub fn terms(&self) -> ProductTerms {
        ProductTerms {
            id: self.id,
            code: self.code.clone(),
            name: self.name.clone(),
            unit: self.unit.clone(),
            decimals: self.decimals,
            basis: self.basis,
            reports_usage: self.reports_usage,
        }
    }
}

pub(crate) fn basis(token: &str) -> Result<Basis> {
    Basis::parse(token).map_err(StoreError::Corrupt)
}

pub(crate) fn decimals(number: i64) -> Result<u8> {
    u8::try_from(number).map_err(|_| StoreError::Corrupt(format!("{number} decimals")))
}

/// Every product, by number.
///
/// # Errors
/// Fails when the database does.
pub async fn all(tx: &mut Tx) -> Result<Vec<Product>> {
    tx.all(ALL, &[], |row| {
        Ok(Product {
            id: row.get(0)?,
            code: row.get(1)?,
            name: row.get(2)?,
            unit: row.get(3)?,
            vendor_id: row.get(4)?,
            decimals: decimals(row.get(5)?)?,
            reports_usage: row.get(6)?,
            basis: basis(row.get(7)?)?,
            has_readings: row.get(8)?,
        })
    })
    .await
}

/// Adds a product.
///
/// # Errors
/// Fails when the database does.
pub async fn insert(tx: &mut Tx, product: &Product) -> Result<()> {
    let row = [
        product.id.into(),
        (&product.code).into(),
        (&product.name).into(),
        (&product.unit).into(),
        product.vendor_id.into(),
        i64::from(product.decimals).into(),
        product.reports_usage.into(),
        product.basis.token().into(),
        product.has_readings.into(),
    ];
    tx.insert(&schema::PRODUCTS, &[row]).await
}

/// Writes the present values of a product.
///
/// # Errors
/// Fails when the database does.
pub async fn update(tx: &mut Tx, product: &Product) -> Result<()> {
    let row = [
        product.id.into(),
        (&product.name).into(),
        (&product.unit).into(),
        product.vendor_id.into(),
        i64::from(product.decimals).into(),
        product.reports_usage.into(),
        product.basis.token().into(),
    ];
    tx.execute(UPDATE, &row).await?;
    Ok(())
}

/// Records that a product has readings.
///
/// # Errors
/// Fails when the database does.
pub async fn mark_read(tx: &mut Tx, id: i64) -> Result<()> {
    tx.execute(MARK, &[id.into()]).await?;
    Ok(())
}
