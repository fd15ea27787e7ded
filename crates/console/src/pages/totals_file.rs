//! Totals per product as a file.

use super::download_format;
use crate::context::Context;
use axum::body::Body;
use countersign_app::actions::export_reports::ExportFormat;
use countersign_app::actions::export_totals;
use countersign_store::reports::ProductTotal;
use countersign_web::download::{FileName, attachment};
use countersign_web::problem::{Answer, Problem};

/// The totals in the format of the address; `name` is that of the file without its ending.
pub(crate) async fn totals_file(context: &Context, totals: &[ProductTotal], name: &str) -> Answer {
    let (format, ending) = download_format::of(context)?;
    let catalogue = context.read(async |tx| Ok(context.app.counts.catalogue(tx).await?)).await?;
    let code = |id: i64| catalogue.vendor(id).map_or("", |vendor| vendor.code.as_str());
    let file = match format {
        ExportFormat::Csv(dialect) => export_totals::csv(totals, code, dialect),
        ExportFormat::Xlsx => {
            export_totals::xlsx(totals, code).map_err(|error| Problem::Fault(error.to_string()))?
        }
        ExportFormat::JsonLines => {
            return Err(Problem::BadRequest("totals come as csv or xlsx".to_owned()));
        }
    };
    attachment(Body::from(file), FileName { name: &format!("{name}.{ending}"), ending })
}
