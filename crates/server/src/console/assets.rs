//! Style sheet and scripts: part of the program, named by their content, kept for good.

use super::access::Access;
use super::context::Context;
use super::problem::{Answer, Problem};
use super::routes::Route;
use axum::body::Bytes;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use std::io::Write;
use std::sync::LazyLock;

const STYLE: &str = concat!(
    include_str!("../../assets/style/tokens.css"),
    include_str!("../../assets/style/base.css"),
    include_str!("../../assets/style/layout.css"),
    include_str!("../../assets/style/table.css"),
    include_str!("../../assets/style/form.css"),
    include_str!("../../assets/style/chart.css"),
    include_str!("../../assets/style/identity.css"),
    include_str!("../../assets/style/report.css"),
    include_str!("../../assets/style/work.css"),
    include_str!("../../assets/style/print.css"),
);

/// Name, extension, kind and content.
const FILES: [(&str, &str, &str, &str); 5] = [
    ("console", "css", "text/css; charset=utf-8", STYLE),
    (
        "console",
        "js",
        "text/javascript; charset=utf-8",
        include_str!("../../assets/script/console.js"),
    ),
    ("draft", "js", "text/javascript; charset=utf-8", include_str!("../../assets/script/draft.js")),
    (
        "prefetch",
        "json",
        "application/speculationrules+json",
        include_str!("../../assets/script/prefetch.json"),
    ),
    ("mark", "svg", "image/svg+xml", include_str!("../../assets/mark.svg")),
];

struct Asset {
    file: String,
    kind: &'static str,
    plain: Bytes,
    packed: Bytes,
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| FILES.iter().map(Asset::of).collect());

impl Asset {
    fn of((name, extension, kind, content): &(&str, &str, &'static str, &'static str)) -> Self {
        let hash: [u8; 32] = Sha256::digest(content).into();
        let hash = countersign_domain::export::hex(&hash);
        let mut packer = GzEncoder::new(Vec::new(), Compression::best());
        let packed = packer.write_all(content.as_bytes()).and_then(|()| packer.finish());
        Self {
            file: format!("{name}.{}.{extension}", &hash[..12]),
            kind,
            plain: Bytes::from_static(content.as_bytes()),
            packed: packed.unwrap_or_default().into(),
        }
    }
}

/// The address of a file such as `console.css`.
pub(crate) fn address(file: &str) -> String {
    let (name, extension) = file.split_once('.').unwrap_or((file, ""));
    let at = FILES.iter().position(|it| it.0 == name && it.1 == extension);
    at.map_or_else(String::new, |at| format!("/assets/{}", ASSETS[at].file))
}

/// Tells a browser that understands it which links to fetch when somebody lingers on them. No
/// page that can be got changes anything, so one fetched in vain does no harm.
pub(crate) static PREFETCH: LazyLock<Option<HeaderValue>> =
    LazyLock::new(|| HeaderValue::from_str(&format!("\"{}\"", address("prefetch.json"))).ok());

/// The files.
pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/assets/{file}", Access::Everyone, show)]
}

async fn show(context: &Context) -> Answer {
    let file: String = context.parameter("file")?;
    let asset = ASSETS.iter().find(|asset| asset.file == file).ok_or(Problem::NotFound)?;
    let accepted = context.headers.get(header::ACCEPT_ENCODING).and_then(|it| it.to_str().ok());
    let packed = accepted.is_some_and(|accepted| accepted.contains("gzip"));
    let body = if packed { asset.packed.clone() } else { asset.plain.clone() };
    let mut response = Response::new(body.into());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    let kept = HeaderValue::from_static("public, max-age=31536000, immutable");
    headers.insert(header::CACHE_CONTROL, kept);
    if packed {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    Ok(response)
}
