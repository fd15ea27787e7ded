//! Values of cells and fields: quantities, dates, zones, instants, cycles, settings.

use super::text;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::quantity::{MAX_DECIMALS, Quantity};
use countersign_domain::schedule::Until;
use countersign_domain::settings::Setting;
use countersign_domain::zone::{Zone, has_instants, parse_date};

/// A quantity is the same after it was written and read again, and never negative.
pub fn quantity(input: &[u8]) {
    let Some(text) = text(input) else { return };
    for decimals in 0..=MAX_DECIMALS {
        let Ok(read) = Quantity::parse(text, decimals) else { continue };
        assert!(read.micros() >= 0, "{text:?}");
        assert_eq!(Quantity::parse(&read.to_string(), decimals), Ok(read), "{text:?}");
        assert_eq!(Quantity::parse(text, MAX_DECIMALS), Ok(read), "{text:?}");
    }
}

/// A date is the same after it was written and read again. Its local day lies between the first
/// instants of two days.
pub fn date_and_zone(input: &[u8]) {
    let Some(text) = text(input) else { return };
    let (date, name) = text.split_once(' ').unwrap_or((text, "Europe/Berlin"));
    let Ok(zone) = Zone::parse(name) else { return };
    let Ok(date) = parse_date(date) else { return };
    assert_eq!(parse_date(&date.to_string()), Ok(date));
    if !has_instants(date) {
        return;
    }
    let start = zone.day_start(date);
    if let Ok(next) = date.tomorrow() {
        assert!(start <= zone.day_start(next), "{text:?}");
    }
    let end = Until::parse(&date.to_string()).expect("a date is a deadline").instant(&zone);
    assert!(start <= end, "{text:?}");
}

/// Cycles and instants are the same after they were written and read again.
pub fn cycle_and_instant(input: &[u8]) {
    let Some(text) = text(input) else { return };
    if let Ok(cycle) = Cycle::parse(text) {
        assert_eq!(Cycle::parse(&cycle.to_string()), Ok(cycle));
        assert_eq!(Cycle::from_number(cycle.number()), cycle);
        assert_eq!(cycle.plus(1).plus(-1), cycle);
    }
    if let Ok(instant) = Instant::parse(text) {
        assert!(instant.may_be_written(), "{text:?}");
        assert_eq!(Instant::parse(&String::from(instant)), Ok(instant), "{text:?}");
    }
}

/// The value of a setting is the same after it was written and read again.
pub fn setting(input: &[u8]) {
    let Some(text) = text(input) else { return };
    for setting in Setting::ALL {
        let Ok(value) = setting.parse(text) else { continue };
        assert_eq!(setting.parse(&setting.format(value)), Ok(value), "{setting:?} {text:?}");
    }
}
