//! `partners.csv`

use super::cells::{SeenCodes, code, since};
use super::companies::{Number, account_type, company};
use super::read_rows::{CHUNK, read_rows};
use super::row_error::{RowError, SheetError};
use super::settings_cells::{given, with_settings};
use crate::actions::directory_snapshot::DirectorySnapshot;
use crate::actions::import::context::ImportContext;
use crate::actions::import::directory::place;
use crate::actions::import::staged_links::Set;
use crate::formats::expected::{Expected, Thing};
use crate::formats::sheet::{Cells, Columns, Problem, Sheet};
use countersign_domain::actor::CompanyKind;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::link::LinkKind;
use countersign_domain::settings::Settings;
use countersign_store::companies::{self, Company};
use countersign_store::partners::{self, Partner, PartnerUpdate};
use countersign_store::retirements::RetirableKind;
use countersign_store::settings::{self, Level};
use countersign_store::{StoreError, Tx};
use uuid::Uuid;

pub(super) const COLUMNS: Columns = Columns {
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

pub(super) async fn import(
    context: &mut ImportContext<'_>,
    sheet: &mut Sheet,
) -> Result<(), SheetError> {
    let mut partners = Partners::load(context.tx).await?;
    read_rows(context, sheet, async |context, row| partners.put(context, row).await).await?;
    Ok(partners.write_new(context).await?)
}

/// The rows of partners: new ones are written many at once.
pub(super) struct Partners {
    seen: SeenCodes,
    /// The directory before these rows.
    before: DirectorySnapshot,
    new: NewPartners,
}

/// New partners on their way into the database, and the settings they come with.
#[derive(Default)]
struct NewPartners {
    companies: Vec<Company>,
    partners: Vec<Partner>,
    settings: Vec<(i64, String, Settings)>,
}

/// What a row says of a partner.
struct PartnerRow<'a> {
    name: &'a str,
    distributor_id: i64,
    account_type: &'static str,
    city: Option<&'a str>,
    state: Option<&'a str>,
    company_id: Option<Uuid>,
    since: Option<Instant>,
    settings: Settings,
    code: &'a str,
}

impl<'a> PartnerRow<'a> {
    fn read(context: &ImportContext<'_>, row: &'a impl Cells) -> Result<Self, Problem> {
        let (name, distributor) = (row.needed_text(1)?, row.needed(2)?);
        let distributor_id = context.directory.company(distributor, CompanyKind::Distributor);
        let unknown = || Problem::unknown("distributor", Thing::Distributor, distributor);
        let distributor_id = distributor_id.ok_or_else(unknown)?;
        let known = context.directory.company_codes.get(code(row)?);
        let before = known.map(|id| context.directory.companies[place(id)].above);
        let above = (RetirableKind::Distributor, distributor_id);
        context.directory.check_in_use("distributor", distributor, above, before)?;
        row.needed(3)?;
        Ok(Self {
            name,
            distributor_id,
            account_type: account_type(row, 3, &["msp", "reseller"])?.unwrap_or("msp"),
            city: row.text(4)?,
            state: row.text(5)?,
            company_id: row.parsed(6, parse_uuid)?,
            since: since(context, row, 7)?,
            settings: given(row, 8)?,
            code: code(row)?,
        })
    }
}

impl Partners {
    /// Loads what the rows are compared with.
    pub(super) async fn load(tx: &mut Tx) -> Result<Self, StoreError> {
        let before = DirectorySnapshot::load(tx).await?;
        Ok(Self { seen: SeenCodes::default(), before, new: NewPartners::default() })
    }

    /// Checks a row and writes it; a new partner is written with the next ones.
    pub(super) async fn put(
        &mut self,
        context: &mut ImportContext<'_>,
        row: &impl Cells,
    ) -> Result<(), RowError> {
        let read = PartnerRow::read(context, row)?;
        let kind = CompanyKind::Partner;
        match context.company_number(row, kind, read.distributor_id, &mut self.seen)? {
            Number::New(id) => self.put_new(context, company(id, row, kind)?, read).await?,
            Number::Known { id, above } => put_known(context, id, above, read).await?,
        }
        Ok(())
    }

    async fn put_new(
        &mut self,
        context: &mut ImportContext<'_>,
        company: Company,
        row: PartnerRow<'_>,
    ) -> Result<(), StoreError> {
        let id = company.id;
        let company_id = row.company_id.unwrap_or(company.company_id);
        let made_through = made_through(context, &self.before, row.distributor_id, &row.settings)?;
        context.directory.companies[place(id)].made_through = made_through.number();
        self.new.partners.push(Partner {
            id,
            code: company.code.clone(),
            name: company.name.clone(),
            company_id,
            distributor_id: row.distributor_id,
            account_type: row.account_type.to_owned(),
            city: row.city.map(str::to_owned),
            state: row.state.map(str::to_owned),
            made_through,
            in_force_day: None,
            settings: Settings::default(),
        });
        if row.settings != Settings::default() {
            self.new.settings.push((id, company.code.clone(), row.settings));
        }
        self.new.companies.push(Company { company_id, ..company });
        context.new += 1;
        if self.new.partners.len() >= CHUNK {
            self.write_new(context).await?;
        }
        Ok(())
    }

    /// Writes the new partners.
    pub(super) async fn write_new(
        &mut self,
        context: &mut ImportContext<'_>,
    ) -> Result<(), StoreError> {
        let new = std::mem::take(&mut self.new);
        companies::insert(context.tx, &new.companies).await?;
        partners::insert(context.tx, &new.partners).await?;
        for (id, code, given) in &new.settings {
            let by = context.by();
            settings::change(context.tx, Level::Partner, *id, code, given, by).await?;
        }
        Ok(())
    }
}

async fn put_known(
    context: &mut ImportContext<'_>,
    id: i64,
    distributor_before: i64,
    row: PartnerRow<'_>,
) -> Result<(), RowError> {
    let PartnerRow { code, name, distributor_id, account_type, city, state, .. } = row;
    let kind = LinkKind::PartnerDistributor;
    let set = Set { kind, id, before: distributor_before, after: distributor_id };
    context.set_link(set, row.since)?;
    let known = partners::account_type(context.tx, id).await?;
    let [before, after] = [known.as_str(), account_type].map(|it| i64::from(it == "msp"));
    let set = Set { kind: LinkKind::PartnerType, id, before, after };
    context.set_link(set, row.since)?;
    let (distributor_id, account_type) = (Some(distributor_id), Some(account_type));
    let given = PartnerUpdate { distributor_id, account_type, city, state };
    let changed = update_partner(context.tx, id, name, row.company_id, &given).await?;
    let clears = [city, state].map(|cell| context.blank_clears && cell.is_none());
    let cleared = partners::clear(context.tx, id, clears).await?;
    let by = context.by();
    let set = settings::change(context.tx, Level::Partner, id, code, &row.settings, by).await?;
    context.changed += u64::from(changed || cleared || set);
    Ok(())
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

/// Reports of cycles whose making had come before a partner did are not made for it, but for
/// what arriving readings may still make: imported history makes no reports.
fn made_through(
    context: &ImportContext<'_>,
    directory: &DirectorySnapshot,
    distributor_id: i64,
    own: &Settings,
) -> Result<Cycle, StoreError> {
    let before_first = context.installation.first_cycle.plus(-1);
    let Some(ran_until) = context.installation.ran_until else { return Ok(before_first) };
    let (_, zone) = directory.region_of(distributor_id)?;
    let mut cycle = zone.cycle_of(ran_until);
    while cycle > before_first && directory.making_under(distributor_id, own, cycle)? > ran_until {
        cycle = cycle.plus(-1);
    }
    Ok(cycle.max(before_first))
}

fn parse_uuid(text: &str) -> Result<Uuid, Expected> {
    let shaped = text.len() == 36;
    let id = shaped.then(|| Uuid::parse_str(text).ok()).flatten();
    id.ok_or(Expected::Uuid)
}
