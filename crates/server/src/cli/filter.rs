//! The filter of report lists and exports.

use clap::Args;
use countersign_domain::cycle::Cycle;
use countersign_domain::status::Status;
use countersign_store::reports::{Filter, Scope};

/// Which reports.
#[derive(Args, Debug)]
pub(super) struct FilterArgs {
    /// The report cycle
    #[arg(long, value_name = "YYYY-MM", value_parser = Cycle::parse)]
    cycle: Cycle,
    /// Only reports of this status: preparing, under-review, rejected, approved, submitted,
    /// completed
    #[arg(long, value_parser = Status::parse)]
    status: Option<Status>,
    /// Only partners whose name, code or company id has this text in it
    #[arg(long, value_name = "TEXT")]
    partner: Option<String>,
    /// Only reports of this distributor
    #[arg(long, value_name = "CODE")]
    distributor: Option<String>,
}

impl From<FilterArgs> for Filter {
    /// An empty text narrows nothing.
    fn from(args: FilterArgs) -> Self {
        let code = args.distributor.filter(|code| !code.is_empty());
        Self {
            scope: code.map_or(Scope::All, Scope::DistributorCode),
            cycle: args.cycle,
            status: args.status,
            find: args.partner.filter(|text| !text.is_empty()),
            flagged: false,
        }
    }
}
