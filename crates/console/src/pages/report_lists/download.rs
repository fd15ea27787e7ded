//! Export Reports: the whole result of the query as a file, streamed.

use crate::context::Context;
use crate::pages::download_format;
use countersign_app::actions::export_reports;
use countersign_app::progress::WorkProgress;
use countersign_store::reports;
use countersign_web::download::{self, FileName};
use countersign_web::problem::Answer;
use countersign_web::report_query::ReportQuery;
use std::io::Write;

pub(super) async fn show(context: &Context) -> Answer {
    let query = ReportQuery::of(context)?;
    let (format, ending) = download_format::of(context)?;
    let (person, first, present) = context
        .read(async |tx| {
            let person = context.person()?;
            let first = context.installation.first_cycle;
            let present = reports::cycles_present(tx, &query.filter(person, first).scope).await?;
            Ok((person, first, present))
        })
        .await?;
    let filter = query.filter(person, present.first().copied().unwrap_or(first));
    let name = match filter.earlier.last() {
        Some(first) => format!("usage-reports-{first}-to-{}.{ending}", filter.cycle),
        None => format!("usage-reports-{}.{ending}", filter.cycle),
    };
    let store = context.state.store.clone();
    let write = async move |out: &mut dyn Write| {
        let mut progress = WorkProgress::hidden();
        export_reports::run(&store, &filter, format, out, &mut progress).await.map(|_| ())
    };
    download::reports(context, FileName { name: &name, ending }, write).await
}
