//! `customers.csv`

use super::cells::{SeenCodes, code, since};
use super::read_rows::{CHUNK, read_rows};
use super::row_error::{RowError, SheetError};
use crate::actions::import::context::ImportContext;
use crate::actions::import::directory::{place, thin};
use crate::actions::import::staged_links::Set;
use crate::formats::expected::Thing;
use crate::formats::sheet::{Cells, Columns, Problem, Sheet};
use countersign_domain::actor::CompanyKind;
use countersign_domain::link::LinkKind;
use countersign_store::StoreError;
use countersign_store::customers::{self, Customer, CustomerUpdate};
use countersign_store::retirements::RetirableKind;

pub(super) const COLUMNS: Columns =
    Columns { names: &["code", "name", "partner", "since"], required: 3 };

#[derive(Default)]
struct StagedCustomers {
    new: Vec<Customer>,
    given: Vec<CustomerUpdate>,
}

impl StagedCustomers {
    async fn write(&mut self, context: &mut ImportContext<'_>) -> Result<(), StoreError> {
        customers::insert(context.tx, &self.new).await?;
        context.new += self.new.len() as u64;
        context.changed += customers::update(context.tx, &self.given).await?;
        *self = Self::default();
        Ok(())
    }
}

pub(super) async fn import(
    context: &mut ImportContext<'_>,
    sheet: &mut Sheet,
) -> Result<(), SheetError> {
    let (mut seen, mut staged) = (SeenCodes::default(), StagedCustomers::default());
    read_rows(context, sheet, async |context, row| {
        stage(context, row, &mut seen, &mut staged).await?;
        if staged.new.len() + staged.given.len() >= CHUNK {
            staged.write(context).await?;
        }
        Ok(())
    })
    .await?;
    staged.write(context).await?;
    Ok(())
}

/// Checks a row and writes it.
pub(super) async fn put(
    context: &mut ImportContext<'_>,
    row: &impl Cells,
    seen: &mut SeenCodes,
) -> Result<(), RowError> {
    let mut staged = StagedCustomers::default();
    stage(context, row, seen, &mut staged).await?;
    Ok(staged.write(context).await?)
}

async fn stage(
    context: &mut ImportContext<'_>,
    row: &impl Cells,
    seen: &mut SeenCodes,
    staged: &mut StagedCustomers,
) -> Result<(), RowError> {
    let (code, name, partner) = (code(row)?, row.needed_text(1)?, row.needed(2)?);
    let directory = &mut *context.directory;
    let partner_id =
        directory.company(partner, CompanyKind::Partner).ok_or_else(|| unknown(partner))?;
    let name = name.to_owned();
    let since = since(context, row, 3)?;
    let directory = &mut *context.directory;
    let known = directory.customer_codes.get(code);
    let before = known.map(|id| i64::from(directory.customers[place(id)]));
    directory.check_in_use("partner", partner, (RetirableKind::Partner, partner_id), before)?;
    let Some(id) = known else {
        let id = directory.customer_codes.add(code);
        directory.customers.push(thin(partner_id));
        seen.note(id, code)?;
        staged.new.push(Customer { id, code: code.to_owned(), name, partner_id });
        return Ok(());
    };
    seen.note(id, code)?;
    let owner = &mut directory.customers[place(id)];
    let from = i64::from(*owner);
    *owner = thin(partner_id);
    let set = Set { kind: LinkKind::CustomerPartner, id, before: from, after: partner_id };
    context.set_link(set, since)?;
    let moved_to = (from != partner_id).then_some(partner_id);
    staged.given.push(CustomerUpdate { id, name: Some(name), moved_to });
    Ok(())
}

fn unknown(partner: &str) -> Problem {
    Problem::unknown("partner", Thing::Partner, partner)
}
