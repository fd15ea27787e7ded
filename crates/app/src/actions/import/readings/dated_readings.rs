//! Finds the stored readings of rows with a date instead of an instant.
//!
//! A date became an instant when its row was first read, and stays that instant. A row that is
//! given again is the same reading, also after a move to another time zone.

use crate::actions::import::directory::{DateOfReading, Directory};
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::{DAY_MICROS, Instant};
use countersign_store::readings::{self, FirstReceipt, Reading};
use countersign_store::{Result, Tx};
use jiff::civil::Date;
use std::ops::RangeInclusive;

/// A reading with a date.
pub(super) struct DatedReading {
    /// Its place in the batch.
    pub(super) place: usize,
    pub(super) date: Date,
    /// The instant that the date means, then others that it may have meant before.
    pub(super) noons: Vec<Instant>,
}

impl DatedReading {
    /// Whether the date may have meant another instant before.
    pub(super) const fn is_open(&self) -> bool {
        self.noons.len() > 1
    }
}

/// What decides which stored readings are those of a date.
pub(super) struct DatedReadings<'a> {
    pub(super) directory: &'a Directory,
    pub(super) rehearsal: bool,
    /// The first cycle of the installation.
    pub(super) first_cycle: Cycle,
}

impl DatedReadings<'_> {
    /// Gives each date its meaning by the links of this directory, which have changed since its row
    /// was read.
    pub(super) fn mean_again(&self, dated: &mut [DatedReading], batch: &mut [Reading]) {
        for DatedReading { place, date, noons } in dated {
            let reading = &mut batch[*place];
            let subscription = reading.subscription_id;
            *noons = self.directory.noons_of(DateOfReading { subscription, date: *date });
            reading.observed_at = noons.first().copied().unwrap_or(reading.observed_at);
        }
    }

    /// Gives each dated reading of a batch the instant of the stored reading that may have come
    /// from the same date. Without one it keeps the instant that the date means now.
    pub(super) async fn find(
        &self,
        tx: &mut Tx,
        dated: &[DatedReading],
        batch: &mut [Reading],
    ) -> Result<()> {
        for DatedReading { place, date, noons } in dated.iter().filter(|it| it.is_open()) {
            let reading = &mut batch[*place];
            let key = (reading.partner_id, reading.subscription_id);
            let of = DateOfReading { subscription: reading.subscription_id, date: *date };
            let mut found: Option<((bool, Instant), Instant)> = None;
            for instant in noons {
                let Some(receipt) = readings::first_receipt(tx, key, *instant).await? else {
                    continue;
                };
                let read = self.read_within(receipt, *instant);
                let meant = self.directory.first_meant(of, *instant, &read, self.first_cycle);
                let Some(at) = meant else { continue };
                // The reading that was read first is the right one. One that has changed since
                // comes last, because nothing says when it was first read.
                let rank = (matches!(receipt, FirstReceipt::NotAfter(_)), at);
                if found.is_none_or(|(best, _)| rank < best) {
                    found = Some((rank, *instant));
                }
            }
            if let Some((_, instant)) = found {
                reading.observed_at = instant;
            }
        }
        Ok(())
    }

    /// When a stored reading was first read.
    fn read_within(&self, receipt: FirstReceipt, observed_at: Instant) -> RangeInclusive<Instant> {
        match receipt {
            FirstReceipt::At(at) => at..=at,
            FirstReceipt::NotAfter(at) if self.rehearsal => Instant::from_micros(i64::MIN)..=at,
            // No reading is taken more than a day before its instant.
            FirstReceipt::NotAfter(at) => observed_at.plus_micros(-DAY_MICROS)..=at,
        }
    }
}
