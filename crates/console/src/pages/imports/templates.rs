//! The files that can be imported: their columns in words, and a template of each to fill in.

use crate::context::Context;
use crate::pages::administration::file_columns::{ColumnText, explained};
use countersign_app::actions::import::{FileKind, classify, columns_of};
use countersign_language::text::Locale;
use countersign_web::download::{self, FileName};
use countersign_web::problem::{Answer, Problem};
use std::path::Path;

/// A file that can be imported.
pub(super) struct FileTemplate {
    /// Its name without the ending.
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) columns: Vec<ColumnText>,
}

/// In the order in which they refer to each other.
const FILES: [&str; 9] = [
    "regions",
    "vendors",
    "products",
    "distributors",
    "partners",
    "customers",
    "subscriptions",
    "users",
    "usage",
];

/// Every file that can be imported.
pub(super) fn all(locale: Locale) -> Vec<FileTemplate> {
    let of = |name| {
        let label = locale.t(&format!("imports-file-{name}"));
        Some(FileTemplate { name, label, columns: explained(locale, kind(name)?) })
    };
    FILES.into_iter().filter_map(of).collect()
}

fn kind(name: &str) -> Option<FileKind> {
    classify(Path::new(&format!("{name}.csv")))
}

/// A template: the heading row of a file.
pub(super) async fn download(context: &Context) -> Answer {
    let file: String = context.parameter("file")?;
    let name = FILES.into_iter().find(|name| file == format!("{name}.csv"));
    let kind = name.and_then(kind).ok_or(Problem::NotFound)?;
    let separator = context.locale.conventions().csv_separator.to_string();
    let text = format!("{}\r\n", columns_of(kind).names.join(&separator));
    download::attachment(text.into(), FileName { name: &file, ending: "csv" })
}
