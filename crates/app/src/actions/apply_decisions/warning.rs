//! The warning for an applied row whose figure looks like a typing error. Files cannot be asked for
//! confirmation, so the row is applied and its message contains the warning.

use crate::actions::report_batch::ReportBatch;
use countersign_domain::outlier::Outlier;
use countersign_domain::workflow::Command;
use countersign_store::reports::{self, Key};
use countersign_store::{Result, Tx};

/// The warning about an edit that was applied; empty if there is none.
pub(super) async fn of(
    tx: &mut Tx,
    batch: &ReportBatch<'_>,
    key: Key,
    command: &Command,
) -> Result<String> {
    let Command::Edit { product: Some(product), chargeable: Some(_), .. } = command else {
        return Ok(String::new());
    };
    let line = batch
        .stored(key)
        .and_then(|stored| stored.report.lines.iter().find(|line| line.product.code == *product));
    // Last month is read only if the figure is unusual for this month.
    let found = line.and_then(|line| {
        let figure = line.edited?;
        Outlier::of(line, figure, None).map(|_| (line, figure))
    });
    let Some((line, figure)) = found else { return Ok(String::new()) };
    let last_month = reports::last_month(tx, key).await?;
    let charged = last_month.iter().find(|it| it.product_id == line.product.id);
    let found = Outlier::of(line, figure, charged.map(|it| it.chargeable));
    Ok(found.map(|found| format!("please check: {found}")).unwrap_or_default())
}
