//! `vendors.csv` and `distributors.csv`, and what they share with `partners.csv`: the codes of all
//! companies differ.

use super::cells::{SeenCodes, code};
use super::read_rows::read_rows;
use super::row_error::{RowError, SheetError};
use super::settings_cells::{given, with_settings};
use crate::actions::import::context::ImportContext;
use crate::actions::import::directory::{ThinCompany, place};
use crate::actions::import::staged_links::Set;
use crate::formats::expected::{Expected, Thing};
use crate::formats::sheet::{Cells, Columns, Problem, Sheet};
use countersign_domain::actor::CompanyKind;
use countersign_domain::code::{OPERATOR_CODE, company_uuid};
use countersign_domain::link::LinkKind;
use countersign_domain::settings::Settings;
use countersign_store::companies::{self, Company, Distributor};
use countersign_store::settings::{self, Level};
use std::borrow::Cow;

pub(super) const VENDOR_COLUMNS: Columns = Columns { names: &["code", "name"], required: 2 };

pub(super) const DISTRIBUTOR_COLUMNS: Columns =
    Columns { names: with_settings!["code", "name", "region", "type"], required: 3 };

/// The number of a row's company: a known one of this kind, or a new one.
pub(super) enum Number {
    Known { id: i64, above: i64 },
    New(i64),
}

impl ImportContext<'_> {
    /// The number of a row's company.
    ///
    /// # Errors
    /// A problem of its code.
    pub(super) fn company_number(
        &mut self,
        row: &impl Cells,
        kind: CompanyKind,
        above: i64,
        seen: &mut SeenCodes,
    ) -> Result<Number, Problem> {
        let code = code(row)?;
        if code == OPERATOR_CODE {
            return Err(Problem::cell("code", code, Expected::UnreservedCode));
        }
        if let Some(id) = self.directory.company_codes.get(code) {
            let known = &mut self.directory.companies[place(id)];
            if known.kind != kind {
                return Err(Problem::cell("code", code, Expected::CodeNotOf(known.kind)));
            }
            seen.note(id, code)?;
            let before = std::mem::replace(&mut known.above, above);
            return Ok(Number::Known { id, above: before });
        }
        let id = self.directory.company_codes.add(code);
        let new = ThinCompany { kind, above, made_through: 0, in_force_day: i64::MIN };
        self.directory.companies.push(new);
        seen.note(id, code)?;
        Ok(Number::New(id))
    }
}

/// A new company as its row describes it.
pub(super) fn company(id: i64, row: &impl Cells, kind: CompanyKind) -> Result<Company, Problem> {
    let code = row.needed(0)?.to_owned();
    let name = row.needed_text(1)?.to_owned();
    let company_id = company_uuid(&code);
    Ok(Company { id, code, kind, name, company_id })
}

pub(super) async fn vendors(
    context: &mut ImportContext<'_>,
    sheet: &mut Sheet,
) -> Result<(), SheetError> {
    let mut seen = SeenCodes::default();
    read_rows(context, sheet, async |context, row| put_vendor(context, row, &mut seen).await).await
}

/// Checks a row of a vendor and writes it.
pub(super) async fn put_vendor(
    context: &mut ImportContext<'_>,
    row: &impl Cells,
    seen: &mut SeenCodes,
) -> Result<(), RowError> {
    let name = row.needed_text(1)?;
    let kind = CompanyKind::Vendor;
    match context.company_number(row, kind, 0, seen)? {
        Number::New(id) => {
            companies::insert(context.tx, &[company(id, row, kind)?]).await?;
            context.new += 1;
        }
        Number::Known { id, .. } => {
            let changed = companies::update(context.tx, id, Some(name), None).await?;
            context.changed += u64::from(changed);
        }
    }
    Ok(())
}

pub(super) async fn distributors(
    context: &mut ImportContext<'_>,
    sheet: &mut Sheet,
) -> Result<(), SheetError> {
    let mut seen = SeenCodes::default();
    read_rows(context, sheet, async |context, row| put_distributor(context, row, &mut seen).await)
        .await
}

/// Checks a row of a distributor and writes it.
pub(super) async fn put_distributor(
    context: &mut ImportContext<'_>,
    row: &impl Cells,
    seen: &mut SeenCodes,
) -> Result<(), RowError> {
    let (name, region) = (row.needed_text(1)?, row.needed(2)?);
    let region_id = context.directory.region_codes.get(region);
    let region_id = region_id.ok_or_else(|| Problem::unknown("region", Thing::Region, region))?;
    let account_type = account_type(row, 3, &["distributor", "isp"])?;
    let given = given(row, 4)?;
    let kind = CompanyKind::Distributor;
    let (id, is_new, changed) = match context.company_number(row, kind, region_id, seen)? {
        Number::New(id) => {
            companies::insert(context.tx, &[company(id, row, kind)?]).await?;
            let account_type = account_type.unwrap_or("distributor").to_owned();
            let settings = Settings::default();
            let new = Distributor { id, region_id, account_type, settings };
            companies::insert_distributor(context.tx, &new).await?;
            (id, true, false)
        }
        Number::Known { id, above } => {
            let kind = LinkKind::DistributorRegion;
            let set = Set { kind, id, before: above, after: region_id };
            context.set_link(set, None)?;
            set_distributor_type(context, id, account_type).await?;
            let named = companies::update(context.tx, id, Some(name), None).await?;
            let region_id = Some(region_id);
            let moved =
                companies::update_distributor(context.tx, id, region_id, account_type).await?;
            (id, false, named || moved)
        }
    };
    let (code, by) = (row.needed(0)?, context.by());
    let set = settings::change(context.tx, Level::Distributor, id, code, &given, by).await?;
    context.new += u64::from(is_new);
    context.changed += u64::from(!is_new && (changed || set));
    Ok(())
}

/// Records that a distributor becomes an ISP, or stops being one.
async fn set_distributor_type(
    context: &mut ImportContext<'_>,
    id: i64,
    account_type: Option<&str>,
) -> Result<(), RowError> {
    let Some(account_type) = account_type else { return Ok(()) };
    let known = companies::distributor_type(context.tx, id).await?;
    let [before, after] = [known.as_str(), account_type].map(|it| i64::from(it == "distributor"));
    let set = Set { kind: LinkKind::DistributorType, id, before, after };
    Ok(context.set_link(set, None)?)
}

/// The account type in a cell: one of those that the kind of company knows.
pub(super) fn account_type(
    row: &impl Cells,
    column: usize,
    known: &[&'static str],
) -> Result<Option<&'static str>, Problem> {
    let Some(found) = row.raw(column)? else { return Ok(None) };
    if let Some(known) = known.iter().find(|known| known.eq_ignore_ascii_case(found)) {
        return Ok(Some(*known));
    }
    let words = known.iter().copied().map(Cow::Borrowed).collect();
    Err(Problem::cell("type", found, Expected::OneOf(words)))
}
