//! `countersign sample`

use super::outcome::Ended;
use super::output::print;
use crate::sample;
use clap::Args;
use countersign_app::failure::{Failure, Result};
use countersign_app::progress::WorkProgress;
use countersign_domain::cycle::Cycle;
use std::path::PathBuf;

/// Writes a believable data set as import files, with invented names
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign sample data/
  countersign sample data/ --partners 4000 --months 1 --seed 7

The same numbers give the same bytes.")]
pub(super) struct Sample {
    /// The folder: empty, or written by this verb before
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The number of partners
    #[arg(long, value_name = "N", default_value_t = sample::SampleOptions::default().partners)]
    partners: u32,
    /// The number of months with readings
    #[arg(long, value_name = "M", default_value_t = sample::SampleOptions::default().months)]
    months: u32,
    /// The last of these months
    #[arg(long, value_name = "YYYY-MM", value_parser = Cycle::parse)]
    until: Option<Cycle>,
    /// The average number of subscriptions of a partner
    #[arg(long, value_name = "N")]
    #[arg(default_value_t = sample::SampleOptions::default().subscriptions_per_partner)]
    subscriptions: u32,
    /// The seed of the data set; the same seed gives the same files
    #[arg(long, value_name = "S", default_value_t = sample::SampleOptions::default().seed)]
    seed: u64,
}

impl Sample {
    pub(super) fn run(self) -> Result<Ended> {
        let defaults = sample::SampleOptions::default();
        let end = self.until.map_or(defaults.end, |cycle| {
            let date = cycle.first_date();
            (date.year(), date.month())
        });
        let options = sample::SampleOptions {
            partners: self.partners,
            months: self.months,
            seed: self.seed,
            subscriptions_per_partner: self.subscriptions,
            end,
        };
        let mut progress = WorkProgress::on_terminal();
        let mut begun = false;
        let written = sample::write(&self.folder, &options, &mut |done, total| {
            if !begun {
                progress.begin("writing readings", "", Some(total));
                begun = true;
            }
            progress.at(done);
        });
        progress.end();
        let summary = written.map_err(|error| match error.kind() {
            std::io::ErrorKind::InvalidInput | std::io::ErrorKind::AlreadyExists => {
                Failure::Usage(error.to_string())
            }
            _ => Failure::io(&self.folder, &error),
        })?;
        print(&format!(
            "{}: {} partners, {} customers, {} subscriptions, {} readings\n",
            self.folder.display(),
            summary.partners,
            summary.customers,
            summary.subscriptions,
            summary.readings
        ))?;
        Ok(Ended::Done)
    }
}
