//! The result of every item, as a file.

use super::lookup::of_address;
use crate::context::Context;
use crate::pages::download_format;
use countersign_app::actions::export_reports::ExportFormat;
use countersign_app::failure::{Failure, Result};
use countersign_app::formats::csv_out::{Dialect, RecordWriter};
use countersign_app::formats::row_cells::RowCells;
use countersign_app::formats::xlsx_out::{XlsxColumn, XlsxTable};
use countersign_app::jobs::decisions;
use countersign_domain::access::Right;
use countersign_store::Store;
use countersign_store::job_items::{self, ListedJobItem};
use countersign_web::download::{self, FileName};
use countersign_web::problem::{Answer, Problem};
use std::io::Write;
use uuid::Uuid;

/// Items that are read at once.
const READ: i64 = 1_000;

/// The columns with the widths that they have in a sheet.
const COLUMNS: [XlsxColumn; 7] = [
    XlsxColumn { heading: "cycle", width: 10.0 },
    XlsxColumn { heading: "partner", width: 14.0 },
    XlsxColumn { heading: "partner_name", width: 30.0 },
    XlsxColumn { heading: "vendor", width: 14.0 },
    XlsxColumn { heading: "version", width: 10.0 },
    XlsxColumn { heading: "result", width: 14.0 },
    XlsxColumn { heading: "message", width: 60.0 },
];

/// Streams the file.
pub(super) async fn show(context: &Context) -> Answer {
    let job = context.read(async |tx| of_address(context, tx, Right::Read).await).await?;
    let store = context.state.store.clone();
    let (format, ending) = download_format::of(context)?;
    let name = format!("results-{}.{ending}", job.id);
    let file = FileName { name: &name, ending };
    match format {
        ExportFormat::Csv(dialect) => download::stream(context, file, async move |out| {
            csv(&store, job.id, dialect, out).await
        }),
        ExportFormat::Xlsx => {
            download::stream(context, file, async move |out| xlsx(&store, job.id, out).await)
        }
        ExportFormat::JsonLines => {
            Err(Problem::BadRequest("results come as csv or xlsx".to_owned()))
        }
    }
}

async fn csv(store: &Store, job: Uuid, dialect: Dialect, out: &mut dyn Write) -> Result<()> {
    let failed = |error: std::io::Error| Failure::System(format!("the file of results: {error}"));
    let mut text = Vec::new();
    if dialect.mark {
        text.extend_from_slice(b"\xef\xbb\xbf");
    }
    let mut heading = RecordWriter::new(&mut text, dialect);
    COLUMNS.iter().for_each(|column| heading.plain(column.heading));
    heading.end();
    let rows = async |items: &[ListedJobItem]| {
        items.iter().for_each(|item| row(&mut RecordWriter::new(&mut text, dialect), item));
        out.write_all(&text).map_err(failed)?;
        text.clear();
        Ok(())
    };
    each(store, job, rows).await
}

async fn xlsx(store: &Store, job: Uuid, out: &mut dyn Write) -> Result<()> {
    let mut table = XlsxTable::begin("results", COLUMNS.to_vec())?;
    let rows = async |items: &[ListedJobItem]| {
        items.iter().for_each(|item| row(&mut table, item));
        Ok(())
    };
    each(store, job, rows).await?;
    table.end(out)
}

/// Passes all items to `take`, some at a time; the last time there are none.
async fn each(
    store: &Store,
    job: Uuid,
    mut take: impl AsyncFnMut(&[ListedJobItem]) -> Result<()>,
) -> Result<()> {
    store
        .reading(async |tx| {
            let mut after = 0;
            loop {
                let items = job_items::listed(tx, job, after, READ, None).await?;
                take(&items).await?;
                let Some(last) = items.last() else { break };
                after = last.position;
            }
            Ok(())
        })
        .await
}

fn row(table: &mut impl RowCells, item: &ListedJobItem) {
    table.plain(&item.cycle.to_string());
    table.text(&item.partner_code);
    table.text(&item.partner_name);
    table.text(&item.vendor_code);
    table.number_or_empty(item.version.as_ref());
    table.plain(item.result.as_deref().unwrap_or_default());
    let message = item.message.as_deref().unwrap_or_default();
    let refusal = decisions::refusal(message).map(|refusal| refusal.to_string());
    table.text(refusal.as_deref().unwrap_or(message));
    table.end_row();
}
