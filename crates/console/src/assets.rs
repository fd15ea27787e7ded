//! The style sheet and scripts: part of the program, named by their content, cached for good.

use axum::body::Bytes;
use axum::http::HeaderValue;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use std::io::Write;
use std::sync::LazyLock;

const STYLE: &str = concat!(
    include_str!("../assets/style/tokens.css"),
    include_str!("../assets/style/base.css"),
    include_str!("../assets/style/layout.css"),
    include_str!("../assets/style/table.css"),
    include_str!("../assets/style/form.css"),
    include_str!("../assets/style/chart.css"),
    include_str!("../assets/style/identity.css"),
    include_str!("../assets/style/report.css"),
    include_str!("../assets/style/work.css"),
    include_str!("../assets/style/lane.css"),
    include_str!("../assets/style/set-up.css"),
    include_str!("../assets/style/help.css"),
    include_str!("../assets/style/print.css"),
);

/// Name, extension, media type and content.
const FILES: [(&str, &str, &str, &str); 8] = [
    ("console", "css", "text/css; charset=utf-8", STYLE),
    (
        "console",
        "js",
        "text/javascript; charset=utf-8",
        include_str!("../assets/script/console.js"),
    ),
    ("list", "js", "text/javascript; charset=utf-8", include_str!("../assets/script/list.js")),
    ("draft", "js", "text/javascript; charset=utf-8", include_str!("../assets/script/draft.js")),
    (
        "remarks",
        "js",
        "text/javascript; charset=utf-8",
        include_str!("../assets/script/remarks.js"),
    ),
    (
        "passkey",
        "js",
        "text/javascript; charset=utf-8",
        include_str!("../assets/script/passkey.js"),
    ),
    (
        "prefetch",
        "json",
        "application/speculationrules+json",
        include_str!("../assets/script/prefetch.json"),
    ),
    ("mark", "svg", "image/svg+xml", include_str!("../assets/mark.svg")),
];

pub(crate) struct Asset {
    /// The name, which changes with the content.
    file: String,
    pub(crate) kind: &'static str,
    pub(crate) plain: Bytes,
    /// The content compressed with gzip.
    pub(crate) packed: Bytes,
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

/// The file with a name such as `console.0123456789ab.css`.
pub(crate) fn find(file: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.file == file)
}

/// The address of a file such as `console.css`.
pub(crate) fn address(file: &str) -> String {
    let (name, extension) = file.split_once('.').unwrap_or((file, ""));
    let at = FILES.iter().position(|it| it.0 == name && it.1 == extension);
    at.map_or_else(String::new, |at| format!("/assets/{}", ASSETS[at].file))
}

/// Tells supporting browsers which links to prefetch when a person lingers on them. No GET changes
/// anything, so an unused prefetch does no harm.
pub(crate) static PREFETCH: LazyLock<Option<HeaderValue>> =
    LazyLock::new(|| HeaderValue::from_str(&format!("\"{}\"", address("prefetch.json"))).ok());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_names_start_and_end_and_no_side_of_the_page() {
        for side in ["-left", "-right", " left:", " right:", ": left", ": right"] {
            let found = STYLE.lines().find(|line| line.contains(side));
            assert_eq!(found, None, "{side} is another side from right to left");
        }
    }
}
