//! The digest of everything behind a report's lines: their terms, their figures, and every
//! subscription. The entry of the first submission holds it; from then on all of that is frozen.

use super::FigureRow;
use countersign_domain::export::hex;
use countersign_domain::instant::Instant;
use countersign_domain::line::Line;
use countersign_domain::quantity::Quantity;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The digest of lines, sorted by code, and of their figures, sorted by product and subscription,
/// as 64 hexadecimal digits.
#[must_use]
pub fn digest(lines: &[Line], rows: &[FigureRow]) -> String {
    digest_of(digested(lines, rows))
}

/// The texts that the digest covers, one after the other.
pub fn digested(lines: &[Line], rows: &[FigureRow]) -> impl Iterator<Item = String> {
    lines.iter().map(of_line).chain(rows.iter().map(of_row))
}

/// The digest of such texts.
#[must_use]
pub fn digest_of(texts: impl IntoIterator<Item = impl AsRef<[u8]>>) -> String {
    let begun = Sha256::new().chain_update(b"countersign/figures/1");
    let whole = texts.into_iter().fold(begun, Sha256::chain_update);
    hex(&whole.finalize().into())
}

fn micros(quantity: Option<Quantity>) -> Option<i64> {
    quantity.map(Quantity::micros)
}

fn of_line(line: &Line) -> String {
    let (product, figures) = (&line.product, &line.figures);
    let units = [
        Some(figures.provisioned.micros()),
        micros(figures.used),
        Some(figures.default_chargeable.micros()),
    ];
    let digested: Value = json!([
        [&product.code, &product.name, &product.unit],
        [product.id, i64::from(product.decimals), figures.subscriptions, figures.without_used],
        [product.reports_usage, figures.carried_forward],
        product.basis.token(),
        units,
    ]);
    digested.to_string()
}

fn of_row(row: &FigureRow) -> String {
    let mut digested: Value = json!([
        [row.product_id, row.subscription_id, row.home_partner_id, row.after_end],
        [&row.subscription_code, &row.customer_code, &row.customer_name],
        [&row.plan],
        row.billable,
        row.standing.token(),
        [row.ends_on, row.provisioned_on, row.used_on, row.in_force_at.map(Instant::micros)],
        [micros(row.provisioned), micros(row.used)],
        [row.provisioned_days, row.used_days],
    ]);
    if let (Some(begins_at), Some(digested)) = (row.begins_at, digested.as_array_mut()) {
        digested.push(begins_at.micros().into());
    }
    digested.to_string()
}
