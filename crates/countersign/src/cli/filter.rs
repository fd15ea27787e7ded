//! The filter of report lists and exports.

use clap::Args;
use countersign_app::failure::{Failure, Result};
use countersign_domain::actor::CompanyKind;
use countersign_domain::cycle::Cycle;
use countersign_domain::status::Status;
use countersign_store::reports::{Filter, Scope};
use countersign_store::{Tx, companies};

/// The options that select reports.
#[derive(Args, Debug)]
pub(super) struct FilterArgs {
    /// The report cycle
    #[arg(long, value_name = "YYYY-MM", value_parser = Cycle::parse)]
    cycle: Cycle,
    /// Only reports with this status: preparing, under-review, rejected, approved, submitted,
    /// completed
    #[arg(long, value_parser = parse_status)]
    status: Option<Status>,
    /// Only partners whose name, code or company id contains this text, ignoring case and accents
    #[arg(long, value_name = "TEXT")]
    partner: Option<String>,
    /// Only reports of this distributor
    #[arg(long, value_name = "CODE")]
    distributor: Option<String>,
}

impl FilterArgs {
    /// The filter. An empty text does not restrict it.
    pub(super) async fn filter(self, tx: &mut Tx) -> Result<Filter> {
        let code = self.distributor.filter(|code| !code.is_empty());
        if let Some(code) = &code {
            let company = companies::of_code(tx, code).await?;
            if company.is_none_or(|company| company.kind != CompanyKind::Distributor) {
                return Err(Failure::Usage(format!("no distributor {code}")));
            }
        }
        Ok(Filter {
            status: self.status,
            find: self.partner.filter(|text| !text.is_empty()),
            ..Filter::new(code.map_or(Scope::All, Scope::DistributorCode), self.cycle)
        })
    }
}

/// The status of a token, in any case.
fn parse_status(text: &str) -> std::result::Result<Status, String> {
    Status::parse(&text.to_ascii_lowercase())
}
