//! `vendors.csv`, `distributors.csv`, `partners.csv`: companies share one space of codes.

use super::cells::{SeenCodes, code, since};
use super::read_rows::{CHUNK, read_rows};
use super::row_error::{RowError, SheetError};
use super::settings_cells::{given, with_settings};
use crate::actions::directory_snapshot::DirectorySnapshot;
use crate::actions::import::context::ImportContext;
use crate::actions::import::directory::{ThinCompany, place};
use crate::actions::import::staged_links::Set;
use crate::formats::sheet::{Columns, Problem, ProblemKind, Sheet, SheetRow};
use countersign_domain::actor::CompanyKind;
use countersign_domain::code::{OPERATOR_CODE, company_uuid};
use countersign_domain::cycle::Cycle;
use countersign_domain::link::LinkKind;
use countersign_domain::settings::Settings;
use countersign_store::companies::{self, Company, Distributor};
use countersign_store::partners::{self, Partner, PartnerUpdate};
use countersign_store::settings::{self, Level};
use countersign_store::{StoreError, Tx};
use uuid::Uuid;

pub(super) const VENDOR_COLUMNS: Columns = Columns { names: &["code", "name"], required: 2 };

pub(super) const DISTRIBUTOR_COLUMNS: Columns =
    Columns { names: with_settings!["code", "name", "region", "type"], required: 3 };

pub(super) const PARTNER_COLUMNS: Columns = Columns {
    names: with_settings![
        "code",
        "name",
        "distributor",
        "type",
        "city",
        "state",
        "company_id",
        "since"
    ],
    required: 4,
};

/// The number of a row's company: a known one of this kind, or a new one.
enum Number {
    Known { id: i64, above: i64 },
    New(i64),
}

impl ImportContext<'_> {
    fn company_number(
        &mut self,
        row: &SheetRow<'_>,
        kind: CompanyKind,
        above: i64,
        seen: &mut SeenCodes,
    ) -> Result<Number, Problem> {
        let code = code(row)?;
        if code == OPERATOR_CODE {
            return Err(Problem::cell("code", code, "another code: this one is reserved"));
        }
        if let Some(id) = self.directory.company_codes.get(code) {
            let known = &mut self.directory.companies[place(id)];
            if known.kind != kind {
                let expected = format!("a code that is not that of a {}", known.kind.token());
                return Err(Problem::cell("code", code, expected));
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

fn company(id: i64, row: &SheetRow<'_>, kind: CompanyKind) -> Result<Company, Problem> {
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
    read_rows(context, sheet, async |context, row| {
        row.needed_text(1)?;
        let kind = CompanyKind::Vendor;
        match context.company_number(row, kind, 0, &mut seen)? {
            Number::New(id) => {
                companies::insert(context.tx, &[company(id, row, kind)?]).await?;
                context.new += 1;
            }
            Number::Known { id, .. } => {
                let name = Some(row.needed_text(1)?);
                let changed = companies::update(context.tx, id, name, None).await?;
                context.changed += u64::from(changed);
            }
        }
        Ok(())
    })
    .await
}

pub(super) async fn distributors(
    context: &mut ImportContext<'_>,
    sheet: &mut Sheet,
) -> Result<(), SheetError> {
    let mut seen = SeenCodes::default();
    read_rows(context, sheet, async |context, row| {
        let (name, region) = (row.needed_text(1)?, row.needed(2)?);
        let region_id = context.directory.region_codes.get(region);
        let region_id = region_id.ok_or_else(|| {
            Problem::unknown("region", ProblemKind::Region, region, "the code of a region")
        })?;
        let account_type = account_type(row, 3, &["distributor", "isp"])?;
        let given = given(row, 4)?;
        let kind = CompanyKind::Distributor;
        let (id, is_new, changed) = match context.company_number(row, kind, region_id, &mut seen)? {
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
                let moved =
                    companies::update_distributor(context.tx, id, Some(region_id), account_type)
                        .await?;
                (id, false, named || moved)
            }
        };
        let code = row.needed(0)?;
        let by = context.by();
        let set = settings::change(context.tx, Level::Distributor, id, code, &given, by).await?;
        context.new += u64::from(is_new);
        context.changed += u64::from(!is_new && (changed || set));
        Ok(())
    })
    .await
}

pub(super) async fn partners(
    context: &mut ImportContext<'_>,
    sheet: &mut Sheet,
) -> Result<(), SheetError> {
    let snapshot = DirectorySnapshot::load(context.tx).await?;
    let mut seen = SeenCodes::default();
    let mut new = NewPartners::default();
    read_rows(context, sheet, async |context, row| {
        take_partner(context, row, &mut seen, &snapshot, &mut new).await
    })
    .await?;
    new.write(context).await?;
    Ok(())
}

/// New partners to write, and their settings.
#[derive(Default)]
struct NewPartners {
    companies: Vec<Company>,
    partners: Vec<Partner>,
    settings: Vec<(i64, String, Settings)>,
}

impl NewPartners {
    async fn write(&mut self, context: &mut ImportContext<'_>) -> Result<(), StoreError> {
        companies::insert(context.tx, &self.companies).await?;
        partners::insert(context.tx, &self.partners).await?;
        for (id, code, given) in &self.settings {
            let by = context.by();
            settings::change(context.tx, Level::Partner, *id, code, given, by).await?;
        }
        *self = Self::default();
        Ok(())
    }
}

async fn take_partner(
    context: &mut ImportContext<'_>,
    row: &SheetRow<'_>,
    seen: &mut SeenCodes,
    snapshot: &DirectorySnapshot,
    new: &mut NewPartners,
) -> Result<(), RowError> {
    let (name, distributor) = (row.needed_text(1)?, row.needed(2)?);
    let distributor_id = context.directory.company(distributor, CompanyKind::Distributor);
    let distributor_id = distributor_id.ok_or_else(|| {
        Problem::unknown(
            "distributor",
            ProblemKind::Company,
            distributor,
            "the code of a distributor",
        )
    })?;
    row.needed(3)?;
    let account_type = account_type(row, 3, &["msp", "reseller"])?.unwrap_or("msp");
    let (city, state) = (row.text(4)?, row.text(5)?);
    let company_id = row.parsed(6, parse_uuid)?;
    let since = since(context, row, 7)?;
    let given = given(row, 8)?;
    let kind = CompanyKind::Partner;
    match context.company_number(row, kind, distributor_id, seen)? {
        Number::New(id) => {
            let company = company(id, row, kind)?;
            let company_id = company_id.unwrap_or(company.company_id);
            let made_through = made_through(context, snapshot, distributor_id, &given)?;
            context.directory.companies[place(id)].made_through = made_through.number();
            new.partners.push(Partner {
                id,
                code: company.code.clone(),
                name: company.name.clone(),
                company_id,
                distributor_id,
                account_type: account_type.to_owned(),
                city: city.map(str::to_owned),
                state: state.map(str::to_owned),
                made_through,
                in_force_day: None,
                settings: Settings::default(),
            });
            if given != Settings::default() {
                new.settings.push((id, company.code.clone(), given));
            }
            new.companies.push(Company { company_id, ..company });
            context.new += 1;
            if new.partners.len() >= CHUNK {
                new.write(context).await?;
            }
        }
        Number::Known { id, above } => {
            let code = row.needed(0)?;
            let kind = LinkKind::PartnerDistributor;
            let set = Set { kind, id, before: above, after: distributor_id };
            context.set_link(set, since)?;
            let known = partners::account_type(context.tx, id).await?;
            let [before, after] = [known.as_str(), account_type].map(|it| i64::from(it == "msp"));
            let set = Set { kind: LinkKind::PartnerType, id, before, after };
            context.set_link(set, since)?;
            let account_type = Some(account_type);
            let row =
                PartnerUpdate { distributor_id: Some(distributor_id), account_type, city, state };
            let changed = update_partner(context.tx, id, name, company_id, &row).await?;
            let clears = [row.city, row.state].map(|cell| context.blank_clears && cell.is_none());
            let cleared = partners::clear(context.tx, id, clears).await?;
            let by = context.by();
            let set = settings::change(context.tx, Level::Partner, id, code, &given, by).await?;
            context.changed += u64::from(changed || cleared || set);
        }
    }
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

async fn update_partner(
    tx: &mut Tx,
    id: i64,
    name: &str,
    company_id: Option<Uuid>,
    given: &PartnerUpdate<'_>,
) -> Result<bool, StoreError> {
    let named = companies::update(tx, id, Some(name), company_id).await?;
    Ok(partners::update(tx, id, given).await? || named)
}

/// The last cycle whose making counts as passed for a new partner. Earlier cycles make no reports
/// for it, because imported history makes none; only arriving readings may.
fn made_through(
    context: &ImportContext<'_>,
    snapshot: &DirectorySnapshot,
    distributor_id: i64,
    own: &Settings,
) -> Result<Cycle, StoreError> {
    let before_first = context.installation.first_cycle.plus(-1);
    let Some(ran_until) = context.installation.ran_until else { return Ok(before_first) };
    let (_, zone) = snapshot.region_of(distributor_id)?;
    let mut cycle = zone.cycle_of(ran_until);
    while cycle > before_first && snapshot.making_under(distributor_id, own, cycle)? > ran_until {
        cycle = cycle.plus(-1);
    }
    Ok(cycle.max(before_first))
}

fn account_type(
    row: &SheetRow<'_>,
    column: usize,
    known: &[&'static str],
) -> Result<Option<&'static str>, Problem> {
    let Some(found) = row.raw(column)? else { return Ok(None) };
    if let Some(known) = known.iter().find(|known| known.eq_ignore_ascii_case(found)) {
        return Ok(Some(*known));
    }
    Err(Problem::cell("type", found, known.join(" or ")))
}

fn parse_uuid(text: &str) -> Result<Uuid, &'static str> {
    let shaped = text.len() == 36;
    let id = shaped.then(|| Uuid::parse_str(text).ok()).flatten();
    id.ok_or("a UUID such as 123e4567-e89b-12d3-a456-426614174000")
}
