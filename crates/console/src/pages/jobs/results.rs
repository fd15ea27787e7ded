//! The result of every item, as a file.

use super::lookup::of_address;
use crate::context::Context;
use countersign_app::failure::{Failure, Result};
use countersign_app::formats::csv_out::{Dialect, RecordWriter};
use countersign_app::jobs::decisions;
use countersign_domain::access::Right;
use countersign_store::Store;
use countersign_store::job_items::{self, ListedJobItem};
use countersign_web::download::{self, FileName};
use countersign_web::problem::Answer;
use std::io::Write;
use uuid::Uuid;

/// Items that are read at once.
const READ: i64 = 1_000;

/// Streams the file.
pub(super) async fn show(context: &Context) -> Answer {
    let job = context.read(async |tx| of_address(context, tx, Right::Read).await).await?;
    let store = context.state.store.clone();
    let name = format!("results-{}.csv", job.id);
    download::stream(context, FileName { name: &name, ending: "csv" }, async move |out| {
        write(&store, job.id, out).await
    })
}

async fn write(store: &Store, job: Uuid, out: &mut dyn Write) -> Result<()> {
    let failed = |error: std::io::Error| Failure::System(format!("the file of results: {error}"));
    let mut text = b"cycle,partner,partner_name,vendor,version,result,message\r\n".to_vec();
    store
        .reading(async |tx| {
            let mut after = 0;
            loop {
                let items = job_items::listed(tx, job, after, READ, None).await?;
                for item in &items {
                    push(&mut text, item);
                }
                out.write_all(&text).map_err(failed)?;
                text.clear();
                let Some(last) = items.last() else { break };
                after = last.position;
            }
            Ok(())
        })
        .await
}

fn push(text: &mut Vec<u8>, item: &ListedJobItem) {
    let mut record = RecordWriter::new(text, Dialect::STANDARD);
    record.plain(&item.cycle.to_string());
    record.text(&item.partner_code);
    record.text(&item.partner_name);
    record.text(&item.vendor_code);
    match item.version {
        Some(version) => record.number(&version),
        None => record.empty(),
    }
    record.plain(item.result.as_deref().unwrap_or_default());
    let message = item.message.as_deref().unwrap_or_default();
    let refusal = decisions::refusal(message).map(|refusal| refusal.to_string());
    record.text(refusal.as_deref().unwrap_or(message));
    record.end();
}
