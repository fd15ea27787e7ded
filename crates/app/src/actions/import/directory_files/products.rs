//! `products.csv`

use super::cells::{SeenCodes, code, yes_no};
use super::read_rows::read_rows;
use super::row_error::{RowError, SheetError};
use crate::actions::import::context::ImportContext;
use crate::actions::import::directory::place;
use crate::formats::expected::{Expected, Thing};
use crate::formats::sheet::{Cells, Columns, Problem, Sheet};
use countersign_domain::actor::CompanyKind;
use countersign_domain::basis::Basis;
use countersign_domain::quantity::{MAX_DECIMALS, without_zeros};
use countersign_store::product_changes;
use countersign_store::products::{self, Product};
use countersign_store::retirements::RetirableKind;
use std::borrow::Cow;

pub(super) const COLUMNS: Columns = Columns {
    names: &["code", "name", "unit", "vendor", "decimals", "reports_usage", "basis"],
    required: 3,
};

pub(super) async fn import(
    context: &mut ImportContext<'_>,
    sheet: &mut Sheet,
) -> Result<(), SheetError> {
    let mut seen = SeenCodes::default();
    read_rows(context, sheet, async |context, row| put(context, row, &mut seen).await).await
}

/// Checks a row and writes it.
pub(super) async fn put(
    context: &mut ImportContext<'_>,
    row: &impl Cells,
    seen: &mut SeenCodes,
) -> Result<(), RowError> {
    let (code, name, unit) = (code(row)?, row.needed_text(1)?, row.needed_text(2)?);
    let vendor_id = vendor(context, row)?;
    let decimals = row.parsed_figure(4, parse_decimals)?;
    let reports_usage = yes_no(row, 5)?;
    let basis = row.parsed(6, |text| Basis::parse(text).map_err(|_| bases()))?;
    let Some(id) = context.directory.product_codes.get(code) else {
        // Only a stored product has a number.
        let vendor_id = vendor_id.or_else(|| only_vendor(context)).ok_or_else(needs_vendor)?;
        let vendor = context.directory.company_codes.code(vendor_id);
        let of_vendor = (RetirableKind::Vendor, vendor_id);
        context.directory.check_in_use("vendor", vendor, of_vendor, None)?;
        let product = Product {
            id: context.directory.product_codes.add(code),
            code: code.to_owned(),
            name: name.to_owned(),
            unit: unit.to_owned(),
            vendor_id,
            decimals: decimals.unwrap_or(0),
            reports_usage: reports_usage.unwrap_or(true),
            basis: basis.unwrap_or(Basis::Peak),
            has_readings: false,
        };
        seen.note(product.id, code)?;
        products::insert(context.tx, &product).await?;
        context.directory.products.push(product);
        context.new += 1;
        return Ok(());
    };
    seen.note(id, code)?;
    let known = &mut context.directory.products[place(id)];
    if let Some(new) = decimals.filter(|new| known.has_readings && *new != known.decimals) {
        let expected = Expected::DecimalsOf(known.decimals);
        return Err(Problem::cell("decimals", &new.to_string(), expected).into());
    }
    if let Some(new) = vendor_id.filter(|new| known.has_readings && *new != known.vendor_id) {
        let text = row.text(3)?.unwrap_or_default();
        debug_assert_ne!(new, known.vendor_id);
        return Err(Problem::cell("vendor", text, Expected::VendorOf).into());
    }
    let before = known.clone();
    known.name = name.to_owned();
    known.unit = unit.to_owned();
    known.vendor_id = vendor_id.unwrap_or(known.vendor_id);
    known.decimals = decimals.unwrap_or(known.decimals);
    known.reports_usage = reports_usage.unwrap_or(known.reports_usage);
    known.basis = basis.unwrap_or(known.basis);
    if *known != before {
        let turn = context.installation.turns;
        product_changes::record(context.tx, &before, known, turn).await?;
        products::update(context.tx, known).await?;
        context.changed += 1;
    }
    Ok(())
}

fn vendor(context: &ImportContext<'_>, row: &impl Cells) -> Result<Option<i64>, Problem> {
    let Some(code) = row.raw(3)? else { return Ok(None) };
    let directory = &*context.directory;
    let found = directory.company(code, CompanyKind::Vendor);
    let found = found.ok_or_else(|| Problem::unknown("vendor", Thing::Vendor, code))?;
    let known = row.raw(0)?.and_then(|product| directory.product_codes.get(product));
    let before = known.map(|id| directory.products[place(id)].vendor_id);
    directory.check_in_use("vendor", code, (RetirableKind::Vendor, found), before)?;
    Ok(Some(found))
}

fn only_vendor(context: &ImportContext<'_>) -> Option<i64> {
    let mut vendors = (1..)
        .zip(&context.directory.companies)
        .filter(|(_, company)| company.kind == CompanyKind::Vendor);
    let first = vendors.next().map(|(id, _)| id);
    if vendors.next().is_some() { None } else { first }
}

fn needs_vendor() -> Problem {
    Problem::cell("vendor", "", Expected::VendorCode)
}

fn bases() -> Expected {
    Expected::OneOf(Basis::ALL.map(|basis| Cow::Borrowed(basis.token())).to_vec())
}

fn parse_decimals(text: &str) -> Result<u8, Expected> {
    let text = without_zeros(text);
    let number = text.parse().ok().filter(|number| *number <= MAX_DECIMALS && text.len() == 1);
    number.ok_or(Expected::Decimals)
}
