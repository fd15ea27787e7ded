//! Changes of the terms of products. They can only be added and read; a product that never changed
//! has no row.

use crate::error::Result;
use crate::products::{Product, basis};
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::basis::Basis;
use countersign_domain::product_change::{ProductChange, ProductChanges};

statements! {
    ALL = "SELECT product_id, turn, name, unit, reports_usage, basis FROM product_changes \
        ORDER BY product_id, turn";
    RECORD = "INSERT INTO product_changes (product_id, turn, name, unit, reports_usage, basis) \
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (product_id, turn) DO NOTHING";
}

/// Every change of every product, of which there are few.
///
/// # Errors
/// Fails when the database does.
pub async fn all(tx: &mut Tx) -> Result<ProductChanges> {
    let changes = tx.all(ALL, &[], |row| {
        Ok(ProductChange {
            product_id: row.get(0)?,
            turn: row.get(1)?,
            name: row.get(2)?,
            unit: row.get(3)?,
            reports_usage: row.get(4)?,
            basis: basis(row.get(5)?)?,
        })
    });
    Ok(changes.await?.into_iter().collect())
}

/// Keeps the terms that a product loses in this turn of the work lock, if any of them changes. If
/// it changes twice, those before the first change are kept.
///
/// # Errors
/// Fails when the database does.
pub async fn record(tx: &mut Tx, before: &Product, after: &Product, turn: i64) -> Result<()> {
    if terms(before) == terms(after) {
        return Ok(());
    }
    let row = [
        before.id.into(),
        turn.into(),
        (&before.name).into(),
        (&before.unit).into(),
        before.reports_usage.into(),
        before.basis.token().into(),
    ];
    tx.execute(RECORD, &row).await?;
    Ok(())
}

fn terms(product: &Product) -> (&str, &str, bool, Basis) {
    (&product.name, &product.unit, product.reports_usage, product.basis)
}
