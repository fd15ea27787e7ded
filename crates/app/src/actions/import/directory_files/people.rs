//! `users.csv`: who acts for which company.

use super::read_rows::read_rows;
use super::row_error::{RowError, SheetError};
use crate::actions::import::context::ImportContext;
use crate::actions::import::membership::{KnownPeople, NewMembership};
use crate::formats::expected::{Expected, Thing};
use crate::formats::sheet::{Cells, Columns, Problem, Sheet, SheetRow};
use countersign_domain::actor::Role;
use countersign_domain::code::is_email;
use std::collections::{HashMap, HashSet};

pub(super) const COLUMNS: Columns =
    Columns { names: &["email", "name", "company", "role"], required: 4 };

pub(super) async fn import(
    context: &mut ImportContext<'_>,
    sheet: &mut Sheet,
) -> Result<(), SheetError> {
    let mut known = KnownPeople::load(context.tx).await?;
    let had_administrator: HashSet<i64> = known
        .roles
        .iter()
        .filter(|(_, role)| **role == Role::Administrator)
        .map(|((_, company), _)| *company)
        .collect();
    let mut rows: HashMap<(i64, i64), u64> = HashMap::new();
    read_rows(context, sheet, async |context, row| take(context, row, &mut known, &mut rows).await)
        .await?;
    (context.new, context.changed) = (known.new, known.changed);
    let path = sheet.path().to_owned();
    let unled = known.unled(context.tx).await?;
    let mut demoted: Vec<(u64, i64)> = rows
        .iter()
        .filter(|((_, company), _)| had_administrator.contains(company))
        .filter(|((_, company), _)| known.administrators(*company) == 0 || unled.contains(company))
        .map(|((_, company), row)| (*row, *company))
        .collect();
    demoted.sort_unstable();
    for (row, company) in demoted {
        let code = context.directory.company_codes.code(company);
        let problem = Problem::cell("role", code, Expected::OtherAdministrator);
        context.problems.row(&path, row, &problem);
    }
    Ok(())
}

async fn take(
    context: &mut ImportContext<'_>,
    row: &SheetRow<'_>,
    known: &mut KnownPeople,
    rows: &mut HashMap<(i64, i64), u64>,
) -> Result<(), RowError> {
    let (email, name) = (row.needed(0)?, row.needed_text(1)?);
    if !is_email(email) {
        return Err(Problem::cell("email", email, Expected::Email).into());
    }
    let company = row.needed(2)?;
    let company_id = context.directory.company_codes.get(company);
    let company_id =
        company_id.ok_or_else(|| Problem::unknown("company", Thing::Company, company))?;
    row.needed(3)?;
    let role = row.parsed(3, |text| Role::parse(text).map_err(|_| Expected::Role))?;
    let role = role.unwrap_or(Role::Administrator);
    let asks_company = context.person_id.map(|_| context.now);
    let new = NewMembership { email, name, company_id, role, asks_company };
    let change = known.put(context.tx, &new).await?;
    context.members.push(change);
    if rows.insert((change.person_id, company_id), row.number()).is_some() {
        return Err(Problem::cell("email", email, Expected::EmailOnce).into());
    }
    Ok(())
}
