//! `countersign report`

mod missing;
mod table;

use super::acting_person::Acting;
use super::filter::FilterArgs;
use super::outcome::Ended;
use super::output::print;
use super::session::{Database, Session, Threads};
use clap::{Args, Subcommand, ValueEnum};
use countersign_app::actions::show_report;
use countersign_app::failure::{Failure, Result};
use countersign_domain::cycle::Cycle;
use countersign_store::Tx;
use countersign_store::reports::{self, ListRow, PagePosition, SortKey};
use missing::Make;

/// Rows of a table without `--limit`.
const IN_A_TABLE: u32 = 50;
/// Rows in one read.
const PAGE: i64 = 1_000;

/// Lists reports, shows one in full, or finds subscriptions that are in none
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign report list --cycle 2026-10 --status under-review
  countersign report show --cycle 2026-10 --partner P-17
  countersign report show --cycle 2026-11 --partner P-17      (the running cycle, so far)
  countersign report show --cycle 2026-10 --partner P-17 --format json
  countersign report missing --cycle 2026-10
  countersign report make --cycle 2026-10 --partner P-17 --as billing@nord.example")]
#[command(disable_help_subcommand = true)]
pub(super) struct Report {
    #[command(subcommand)]
    verb: ReportVerb,
}

#[derive(Subcommand, Debug)]
enum ReportVerb {
    /// Lists the reports of a cycle
    List {
        #[command(flatten)]
        filter: FilterArgs,
        /// The largest number of rows [default: 50 in a table, all in JSON]
        #[arg(long, value_name = "N")]
        limit: Option<u32>,
        /// The output: for a person or for a script
        #[arg(long, value_enum, default_value_t = View::Table)]
        format: View,
        #[command(flatten)]
        database: Database,
    },
    /// Shows a partner's report: lines with their subscriptions, deadline, history
    Show {
        /// The report cycle; the running one is shown so far
        #[arg(long, value_name = "YYYY-MM", value_parser = Cycle::parse)]
        cycle: Cycle,
        /// The code of the partner
        #[arg(long, value_name = "CODE")]
        partner: String,
        /// The code of the vendor, if there are several
        #[arg(long, value_name = "CODE")]
        vendor: Option<String>,
        /// The output: for a person or for a script
        #[arg(long, value_enum, default_value_t = View::Table)]
        format: View,
        #[command(flatten)]
        database: Database,
    },
    /// Lists the subscriptions of a cycle that no report counts, each with the reason
    Missing {
        /// The report cycle
        #[arg(long, value_name = "YYYY-MM", value_parser = Cycle::parse)]
        cycle: Cycle,
        /// Only subscriptions that count for this distributor
        #[arg(long, value_name = "CODE")]
        distributor: Option<String>,
        /// The output: for a person or for a script
        #[arg(long, value_enum, default_value_t = View::Table)]
        format: View,
        #[command(flatten)]
        database: Database,
    },
    /// Makes a missing report whose readings came too late for the system to make it
    Make {
        /// The report cycle
        #[arg(long, value_name = "YYYY-MM", value_parser = Cycle::parse)]
        cycle: Cycle,
        /// The code of the partner
        #[arg(long, value_name = "CODE")]
        partner: String,
        /// The code of the vendor [default: every vendor whose report is missing]
        #[arg(long, value_name = "CODE")]
        vendor: Option<String>,
        #[command(flatten)]
        acting: Acting,
        #[command(flatten)]
        database: Database,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum View {
    /// A readable table
    Table,
    /// JSON
    Json,
}

impl Report {
    pub(super) async fn run(self) -> Result<Ended> {
        match self.verb {
            ReportVerb::List { filter, limit, format, database } => {
                let session = database.open_to_read(Threads::One).await?;
                match format {
                    View::Table => list(&session, filter, limit.unwrap_or(IN_A_TABLE)).await,
                    View::Json => list_json(&session, filter, limit).await,
                }
            }
            ReportVerb::Missing { cycle, distributor, format, database } => {
                missing::list(&database, cycle, distributor.as_deref(), format).await
            }
            ReportVerb::Make { cycle, partner, vendor, acting, database } => {
                let (partner, vendor, acting) = (&*partner, vendor.as_deref(), &acting);
                missing::make(&database, Make { cycle, partner, vendor, acting }).await
            }
            ReportVerb::Show { cycle, partner, vendor, format, database } => {
                let session = database.open_to_read(Threads::One).await?;
                let views = show_report::run(
                    &session.store,
                    cycle,
                    &partner,
                    vendor.as_deref(),
                    session.now(),
                )
                .await?;
                match format {
                    View::Json => print(&format!("{}\n", json_text(&views)?))?,
                    View::Table => {
                        let rehearsal = session.installation.rehearsal;
                        for view in &views {
                            print(&table::report(view, rehearsal))?;
                        }
                    }
                }
                Ok(Ended::Done)
            }
        }
    }
}

async fn list(session: &Session, filter: FilterArgs, limit: u32) -> Result<Ended> {
    let read = async |tx: &mut Tx| -> Result<_> {
        let filter = filter.filter(tx).await?;
        let (by_code, first) = (SortKey::Partner.into(), PagePosition::First);
        let page = reports::page(tx, &filter, by_code, &first, i64::from(limit)).await?;
        let counts = reports::counts(tx, &filter, i64::MAX).await?;
        Ok((page, counts, filter.status))
    };
    let (page, counts, status) = session.store.reading(read).await?;
    print(&table::list(&page.rows, &counts.statuses, status))?;
    Ok(Ended::Done)
}

/// Prints the reports page by page, as one JSON text.
async fn list_json(session: &Session, filter: FilterArgs, limit: Option<u32>) -> Result<Ended> {
    session.store.reading(async |tx| print_json(tx, filter, limit).await).await?;
    Ok(Ended::Done)
}

async fn print_json(tx: &mut Tx, filter: FilterArgs, limit: Option<u32>) -> Result<()> {
    let filter = filter.filter(tx).await?;
    let (mut turn, mut left) = (PagePosition::First, limit.map_or(i64::MAX, i64::from));
    let mut before = "[";
    loop {
        let page =
            reports::page(tx, &filter, SortKey::Partner.into(), &turn, left.min(PAGE)).await?;
        left -= i64::try_from(page.rows.len()).unwrap_or(left);
        for row in &page.rows {
            let text = json_text(&json(row))?.replace('\n', "\n  ");
            print(&format!("{before}\n  {text}"))?;
            before = ",";
        }
        match page.next {
            Some(next) if left > 0 => turn = PagePosition::After(next),
            _ => break,
        }
    }
    print(if before == "[" { "[]\n" } else { "\n]\n" })
}

fn json(row: &ListRow) -> serde_json::Value {
    let instant = |at: Option<countersign_domain::instant::Instant>| at.map(|at| at.to_string());
    serde_json::json!({
        "id": row.id.to_string(),
        "cycle": row.key.cycle.to_string(),
        "distributor": row.distributor,
        "vendor": row.vendor,
        "partner": row.partner,
        "partner_name": row.partner_name,
        "city": row.city,
        "state": row.state,
        "status": row.status.token(),
        "review_kind": row.review.map(countersign_domain::status::ReviewKind::label),
        "flagged": row.flagged,
        "deadline": row.deadline.to_string(),
        "submitted_at": instant(row.submitted_at),
        "decided_at": instant(row.decided_at),
        "version": row.version,
    })
}

fn json_text(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string_pretty(value).map_err(|error| Failure::System(error.to_string()))
}
