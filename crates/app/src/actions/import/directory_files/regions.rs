//! `regions.csv`

use super::cells::{SeenCodes, code, yes_no};
use super::read_rows::read_rows;
use super::row_error::{RowError, SheetError};
use super::settings_cells::{given, with_settings};
use crate::actions::import::context::ImportContext;
use crate::actions::import::directory::{ThinRegion, place};
use crate::actions::import::moves::is_zone_fixed;
use crate::actions::import::staged_links::Set;
use crate::formats::expected::Expected;
use crate::formats::sheet::{Cells, Columns, Problem, Sheet};
use countersign_domain::language;
use countersign_domain::link::LinkKind;
use countersign_domain::zone::Zone;
use countersign_store::links;
use countersign_store::regions::{self, Region, RegionUpdate};
use countersign_store::settings::{self, Level};
use countersign_store::stored_texts::{self, StoredText};

pub(super) const COLUMNS: Columns = Columns {
    names: with_settings!["code", "name", "time_zone", "currency", "usage_reports", "language"],
    required: 5,
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
    let (code, name) = (code(row)?, row.needed_text(1)?);
    let zone = Zone::parse(row.needed(2)?)
        .map_err(|_| expected_zone(row.needed(2).unwrap_or_default()))?;
    let currency = row.needed(3)?;
    if currency.len() != 3 || !currency.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err(Problem::cell("currency", currency, Expected::Currency).into());
    }
    row.needed(4)?;
    let usage_reports = yes_no(row, 4)?.unwrap_or(false);
    let language = row.raw(5)?;
    if let Some(tag) = language {
        check_language(context, code, tag).await?;
    }
    let given_settings = given(row, 6)?;
    let Some(id) = context.directory.region_codes.get(code) else {
        let id = context.directory.region_codes.add(code);
        seen.note(id, code)?;
        let region = Region {
            id,
            code: code.to_owned(),
            name: name.to_owned(),
            time_zone: zone.name().to_owned(),
            currency: currency.to_owned(),
            language: language.unwrap_or("en").to_owned(),
            usage_reports,
            settings: countersign_domain::settings::Settings::default(),
        };
        context.directory.regions.push(ThinRegion { zone });
        regions::insert(context.tx, &region).await?;
        let by = context.by();
        settings::change(context.tx, Level::Region, id, code, &given_settings, by).await?;
        context.new += 1;
        return Ok(());
    };
    seen.note(id, code)?;
    let known = &mut context.directory.regions[place(id)];
    if known.zone.name() != zone.name() {
        let (found, fixed) = (zone.name(), known.zone.name().to_owned());
        if is_zone_fixed(context.tx, &context.installation, id, context.linked_at).await? {
            return Err(Problem::cell("time_zone", found, Expected::ZoneOf(fixed)).into());
        }
        known.zone = zone.clone();
        links::keep_zone(context.tx, id, &fixed).await?;
        context.directory.former_zones.push((id, fixed));
    }
    let before = regions::has_usage_reports(context.tx, id).await?;
    let [before, after] = [before, usage_reports].map(i64::from);
    let set = Set { kind: LinkKind::RegionUsageReports, id, before, after };
    context.set_link(set, None)?;
    let given = RegionUpdate {
        name: Some(name),
        time_zone: Some(zone.name()),
        currency: Some(currency),
        language,
        usage_reports: Some(usage_reports),
    };
    let changed = regions::update(context.tx, id, &given).await?;
    let by = context.by();
    let set = settings::change(context.tx, Level::Region, id, code, &given_settings, by).await?;
    context.changed += u64::from(changed || set);
    Ok(())
}

fn expected_zone(found: &str) -> Problem {
    Problem::cell("time_zone", found, Expected::Zone)
}

/// Checks the tag of a region's language. A stored one that the program does not know stays until
/// it gets another value: its texts are English.
async fn check_language(
    context: &mut ImportContext<'_>,
    code: &str,
    tag: &str,
) -> Result<(), RowError> {
    if language::place(tag).is_some() {
        return Ok(());
    }
    let stored = stored_texts::find(context.tx, StoredText::RegionLanguage, code).await?;
    match stored.as_deref() == Some(tag) {
        true => Ok(()),
        false => Err(Problem::cell("language", tag, Expected::Language).into()),
    }
}
