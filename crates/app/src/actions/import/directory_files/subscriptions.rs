//! `subscriptions.csv`

use super::cells::{SeenCodes, code, since, yes_no};
use super::read_rows::{CHUNK, read_rows};
use super::row_error::{RowError, SheetError};
use crate::actions::import::context::ImportContext;
use crate::actions::import::directory::{Directory, ThinSubscription, place, thin, thin_day};
use crate::actions::import::staged_links::Set;
use crate::formats::expected::{Expected, Thing};
use crate::formats::sheet::{Cells, Columns, Problem, Sheet};
use countersign_domain::link::LinkKind;
use countersign_domain::zone::{day_number, parse_date};
use countersign_store::retirements::RetirableKind;
use countersign_store::subscription_changes::{self, SubscriptionChange};
use countersign_store::subscriptions::{self, Subscription, SubscriptionUpdate};
use countersign_store::{StoreError, products, readings};

pub(super) const COLUMNS: Columns = Columns {
    names: &["code", "customer", "product", "plan", "billable", "ends_on", "since"],
    required: 3,
};

#[derive(Default)]
struct StagedSubscriptions {
    new: Vec<Subscription>,
    given: Vec<SubscriptionUpdate>,
    /// The terms that known subscriptions lose.
    changes: Vec<SubscriptionChange>,
}

impl StagedSubscriptions {
    async fn write(&mut self, context: &mut ImportContext<'_>) -> Result<(), StoreError> {
        subscriptions::insert(context.tx, &self.new).await?;
        context.new += self.new.len() as u64;
        let turn = context.installation.turns;
        subscription_changes::record(context.tx, turn, &self.changes).await?;
        context.changed += subscriptions::update(context.tx, &self.given).await?;
        *self = Self::default();
        Ok(())
    }
}

pub(super) async fn import(
    context: &mut ImportContext<'_>,
    sheet: &mut Sheet,
) -> Result<(), SheetError> {
    let (mut seen, mut staged) = (SeenCodes::default(), StagedSubscriptions::default());
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
    let mut staged = StagedSubscriptions::default();
    stage(context, row, seen, &mut staged).await?;
    let clears = staged.given.first().filter(|_| context.blank_clears);
    let clears = clears.map(|it| (it.id, [it.plan.is_none(), it.ends_on.is_none()]));
    staged.write(context).await?;
    if let Some((id, columns)) = clears {
        subscriptions::clear(context.tx, id, columns).await?;
    }
    Ok(())
}

async fn stage(
    context: &mut ImportContext<'_>,
    row: &impl Cells,
    seen: &mut SeenCodes,
    staged: &mut StagedSubscriptions,
) -> Result<(), RowError> {
    let (code, customer, product) = (code(row)?, row.needed(1)?, row.needed(2)?);
    let directory = &mut *context.directory;
    let customer_id = directory.customer_codes.get(customer);
    let customer_id =
        customer_id.ok_or_else(|| Problem::unknown("customer", Thing::Customer, customer))?;
    let product_id = directory.product_codes.get(product);
    let product_id =
        product_id.ok_or_else(|| Problem::unknown("product", Thing::Product, product))?;
    let plan = row.text(3)?.map(str::to_owned);
    let billable = yes_no(row, 4)?;
    let ends_on =
        row.parsed(5, |text| parse_date(text).map(day_number).map_err(|_| Expected::Date))?;
    let since = since(context, row, 6)?;
    let directory = &mut *context.directory;
    let partner = directory.customers[place(customer_id)];
    let known = directory.subscription_codes.get(code);
    check_in_use(directory, known, (customer, customer_id), (product, product_id))?;
    let Some(id) = known else {
        let id = directory.subscription_codes.add(code);
        let (customer, product) = (thin(customer_id), thin(product_id));
        directory.subscriptions.push(ThinSubscription {
            customer,
            product,
            home: partner,
            in_force_day: None,
            billable: billable.unwrap_or(true),
            ends_on: ends_on.map(thin_day),
        });
        seen.note(id, code)?;
        staged.new.push(Subscription {
            id,
            code: code.to_owned(),
            customer_id,
            product_id,
            plan,
            billable: billable.unwrap_or(true),
            ends_on,
            home_partner_id: i64::from(partner),
        });
        return Ok(());
    };
    seen.note(id, code)?;
    let before = directory.subscriptions[place(id)];
    let (customer, product) = (i64::from(before.customer), i64::from(before.product));
    check_product(context, id, product, product_id).await?;
    mark_product(context, id, product, product_id).await?;
    let kind = LinkKind::SubscriptionCustomer;
    let set = Set { kind, id, before: customer, after: customer_id };
    context.set_link(set, since)?;
    let kind = LinkKind::SubscriptionProduct;
    let set = Set { kind, id, before: product, after: product_id };
    context.set_link(set, since)?;
    let moves = customer != customer_id;
    let known = &mut context.directory.subscriptions[place(id)];
    known.customer = thin(customer_id);
    known.product = thin(product_id);
    staged.changes.extend(set_terms(context, id, billable, ends_on));
    staged.given.push(SubscriptionUpdate {
        id,
        customer_id: Some(customer_id),
        product_id: Some(product_id),
        plan,
        billable,
        ends_on,
        moves,
    });
    Ok(())
}

/// Gives a known subscription the terms of a row, and returns those that it loses, if any changes.
fn set_terms(
    context: &mut ImportContext<'_>,
    id: i64,
    billable: Option<bool>,
    ends_on: Option<i64>,
) -> Option<SubscriptionChange> {
    let keeps_end = !context.blank_clears;
    let known = &mut context.directory.subscriptions[place(id)];
    let ThinSubscription { billable: was_billable, ends_on: end, .. } = *known;
    known.billable = billable.unwrap_or(was_billable);
    known.ends_on = ends_on.map(thin_day).or_else(|| end.filter(|_| keeps_end));
    ((known.billable, known.ends_on) != (was_billable, end)).then(|| SubscriptionChange {
        subscription_id: id,
        billable: was_billable,
        ends_on: end.map(i64::from),
    })
}

/// A subscription begins at no customer, partner or product that is retired, and moves to none.
fn check_in_use(
    directory: &Directory,
    known: Option<i64>,
    (customer, customer_id): (&str, i64),
    (product, product_id): (&str, i64),
) -> Result<(), Problem> {
    let before = known.map(|id| directory.subscriptions[place(id)]);
    let customer_before = before.map(|it| i64::from(it.customer));
    let at_customer = (RetirableKind::Customer, customer_id);
    directory.check_in_use("customer", customer, at_customer, customer_before)?;
    let partner = |customer: i64| i64::from(directory.customers[place(customer)]);
    let at_partner = (RetirableKind::Partner, partner(customer_id));
    directory.check_in_use("customer", customer, at_partner, customer_before.map(partner))?;
    let of_product = (RetirableKind::Product, product_id);
    directory.check_in_use("product", product, of_product, before.map(|it| i64::from(it.product)))
}

/// Readings keep the decimals with which they were imported, so a subscription that has readings
/// takes no product with fewer.
async fn check_product(
    context: &mut ImportContext<'_>,
    id: i64,
    before: i64,
    after: i64,
) -> Result<(), RowError> {
    let decimals = |product: i64| context.directory.products[place(product)].decimals;
    let (needed, found) = (decimals(before), decimals(after));
    if found >= needed {
        return Ok(());
    }
    if !has_readings(context, id).await? {
        return Ok(());
    }
    let code = context.directory.products[place(after)].code.clone();
    Err(Problem::cell("product", &code, Expected::EnoughDecimals(needed)).into())
}

/// The product that a subscription changes to gets its readings, and with them a fixed vendor and
/// fixed decimals. Only a subscription whose product has readings can have any.
async fn mark_product(
    context: &mut ImportContext<'_>,
    id: i64,
    before: i64,
    after: i64,
) -> Result<(), StoreError> {
    let is_read = |product: i64| context.directory.products[place(product)].has_readings;
    if is_read(after) || !is_read(before) || !has_readings(context, id).await? {
        return Ok(());
    }
    products::mark_read(context.tx, after).await?;
    context.directory.products[place(after)].has_readings = true;
    Ok(())
}

async fn has_readings(context: &mut ImportContext<'_>, id: i64) -> Result<bool, StoreError> {
    let home = i64::from(context.directory.subscriptions[place(id)].home);
    readings::has_any(context.tx, (home, id)).await
}
