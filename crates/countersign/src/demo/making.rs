//! Makes the demonstration: fourteen closed months one after the other, and the open month.

use super::clockwork::{self, bring_readings};
use super::sample_installation::SampleInstallation;
use super::story::Story;
use super::timeline::{BEGAN, FIRST_CYCLE, NOW, OPEN_CYCLE, cycle, instant};
use super::{corrections, files, october, past};
use countersign_app::actions::make_installation::{self, NewInstallation};
use countersign_app::failure::{Failure, Result};
use countersign_app::progress::WorkProgress;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::zone::Zone;
use countersign_store::{Store, reports};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MadeDemo {
    /// The time that its clock shows.
    pub now: Instant,
    /// The cycle whose reports are being agreed on.
    pub cycle: Cycle,
    pub partners: usize,
    pub readings: u64,
    pub reports: u64,
}

/// Makes the demonstration in an empty database.
///
/// # Errors
/// [`Failure::Usage`] if there already is an installation, otherwise the error of the engine or the
/// disk.
pub async fn make(store: &Store, progress: &mut WorkProgress) -> Result<MadeDemo> {
    let (first, open) = (cycle(FIRST_CYCLE), cycle(OPEN_CYCLE));
    let began = instant(BEGAN);
    let wanted = NewInstallation { rehearsal: true, demo: true, now: began, first_cycle: first };
    if !make_installation::run(store, &wanted).await? {
        let message = format!("there is a database at {} already", store.url());
        return Err(Failure::Usage(message));
    }
    let months = u64::try_from(open.months_since(first)).unwrap_or(0) + 1;
    progress.begin("making the demonstration", "", Some(months));
    let installation = SampleInstallation::new();
    files::import_directory(store, &installation).await?;
    let story = Story::set(store).await?;
    let (mut readings, mut read_until) = (0, began);
    for month in 0..months {
        let cycle = first.plus(i32::try_from(month).unwrap_or(i32::MAX));
        let month_read = noon_of_last_day(cycle)?;
        clockwork::run(store, month_read).await?;
        readings += bring_readings(store, &installation, read_until, month_read).await?;
        read_until = month_read;
        if cycle == open {
            october::play(&story, store, &installation).await?;
        } else {
            past::play(&story, cycle, cycle == open.plus(-1)).await?;
        }
        progress.at(month + 1);
    }
    corrections::play(&story).await?;
    let now = instant(NOW);
    clockwork::run(store, now).await?;
    readings += bring_readings(store, &installation, read_until, now).await?;
    let reports = store.reading(async |tx| reports::count(tx).await).await?;
    progress.end();
    Ok(MadeDemo { now, cycle: open, partners: installation.holdings.len(), readings, reports })
}

/// By then the last readings of a month have arrived, and the month has not ended in any region.
fn noon_of_last_day(cycle: Cycle) -> Result<Instant> {
    let utc = Zone::parse("UTC").map_err(Failure::System)?;
    let noon = utc.noon(cycle.last_date());
    noon.ok_or_else(|| Failure::System(format!("{cycle} has no last day")))
}
