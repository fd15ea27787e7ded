//! Who stamps the log of `serve`, and how often.

use clap::Args;
use countersign_app::actions::stamp_log::StampSchedule;
use countersign_app::failure::Result;
use countersign_app::transparency::authority::StampAuthority;

/// Microseconds of an hour.
const HOUR: i64 = 3_600_000_000;

#[derive(Args, Debug)]
pub(super) struct StampOptions {
    /// The time stamping authority (RFC 3161) that stamps the transparency log, such as
    /// http://timestamp.example/tsr; without it, the log gets no time stamps
    #[arg(long, value_name = "URL")]
    timestamp_url: Option<String>,
    /// The shortest time between two time stamps of the log, in hours
    #[arg(long, value_name = "HOURS", default_value_t = 1)]
    #[arg(value_parser = clap::value_parser!(i64).range(1..=720))]
    timestamp_every: i64,
}

impl StampOptions {
    /// The schedule; `None` if no time stamps are wanted.
    pub(super) fn schedule(&self) -> Result<Option<StampSchedule>> {
        let Some(address) = &self.timestamp_url else { return Ok(None) };
        let authority = StampAuthority::new(address)?;
        Ok(Some(StampSchedule { authority, every: self.timestamp_every * HOUR }))
    }
}
