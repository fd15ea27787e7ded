//! `verify.html`, the page that checks an evidence pack in a browser: one file that opens from disk
//! and sends nothing. docs/evidence.md says what it checks.
//!
//! It is joined from its parts when it is first needed. Its content security policy names the
//! hashes of its script and its style, so that nothing that a pack contains can run in it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use countersign_domain::export::hex;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

const PAGE: &str = include_str!("page/verify.html");
const STYLE: &str = include_str!("page/verify.css");
const SCRIPT: &str = concat!(
    "\nconst texts = {\nen: ",
    include_str!("page/texts/en.json"),
    ",\nde: ",
    include_str!("page/texts/de.json"),
    ",\nja: ",
    include_str!("page/texts/ja.json"),
    ",\nfr: ",
    include_str!("page/texts/fr.json"),
    "};\n",
    include_str!("page/script/bytes.js"),
    include_str!("page/script/sha256.js"),
    include_str!("page/script/zip.js"),
    include_str!("page/script/unzip.js"),
    include_str!("page/script/tree.js"),
    include_str!("page/script/note.js"),
    include_str!("page/script/kept.js"),
    include_str!("page/script/files.js"),
    include_str!("page/script/log.js"),
    include_str!("page/script/signing.js"),
    include_str!("page/script/ssh.js"),
    include_str!("page/script/passkey.js"),
    include_str!("page/script/signatures.js"),
    include_str!("page/script/witnesses.js"),
    include_str!("page/script/stamps.js"),
    include_str!("page/script/figures.js"),
    include_str!("page/script/replay.js"),
    include_str!("page/script/document.js"),
    include_str!("page/script/report.js"),
    include_str!("page/script/dispatches.js"),
    include_str!("page/script/tables.js"),
    include_str!("page/script/check.js"),
    include_str!("page/script/compare.js"),
    include_str!("page/script/say.js"),
    include_str!("page/script/history.js"),
    include_str!("page/script/reports.js"),
    include_str!("page/script/verdict.js"),
    include_str!("page/script/main.js"),
);

/// How a content security policy names a text.
fn source(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

/// The page.
#[must_use]
pub fn verify_page() -> &'static str {
    static JOINED: LazyLock<String> = LazyLock::new(|| {
        PAGE.replace("{script-hash}", &source(SCRIPT))
            .replace("{style-hash}", &source(STYLE))
            .replace("{style}", STYLE)
            .replace("{script}", SCRIPT)
    });
    &JOINED
}

/// The SHA-256 of the page, by which people compare the one that they have.
#[must_use]
pub fn verify_page_digest() -> &'static str {
    static DIGEST: LazyLock<String> = LazyLock::new(|| hex(&Sha256::digest(verify_page()).into()));
    &DIGEST
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Map, Value};
    use std::collections::BTreeSet;

    const TEXTS: [(&str, &str); 4] = [
        ("en", include_str!("page/texts/en.json")),
        ("de", include_str!("page/texts/de.json")),
        ("ja", include_str!("page/texts/ja.json")),
        ("fr", include_str!("page/texts/fr.json")),
    ];

    fn texts(json: &str) -> Map<String, Value> {
        let mut texts: Map<String, Value> = serde_json::from_str(json).unwrap();
        texts.remove("note");
        texts
    }

    /// The placeholders in all forms of a text.
    fn placeholders(text: &Value) -> BTreeSet<String> {
        let text = text.to_string();
        let parts = text.split('{').filter_map(|part| part.split_once('}'));
        let is_name = |name: &&str| name.chars().all(|c| c.is_ascii_alphabetic());
        parts.map(|(name, _)| name).filter(is_name).map(str::to_owned).collect()
    }

    #[test]
    fn every_language_has_the_same_texts_with_the_same_placeholders() {
        let english = texts(TEXTS[0].1);
        for (language, json) in &TEXTS[1..] {
            let other = texts(json);
            let (keys, expected): (Vec<_>, Vec<_>) =
                (other.keys().collect(), english.keys().collect());
            assert_eq!(keys, expected, "{language}");
            for (key, text) in &english {
                let found = placeholders(&other[key]);
                let is_form = |name: &String| name != "count";
                let expected = placeholders(text).into_iter().filter(is_form);
                let found = found.into_iter().filter(is_form);
                assert!(found.eq(expected), "{language}: {key}");
            }
        }
    }

    #[test]
    fn every_text_is_used_and_every_fault_has_a_text() {
        let english = texts(TEXTS[0].1);
        let used: BTreeSet<&str> = SCRIPT[SCRIPT.find("class Fault").unwrap()..]
            .split('"')
            .chain(PAGE.split("data-text=\"").filter_map(|part| part.split('"').next()))
            .collect();
        for key in english.keys().filter(|key| !key.contains('.')) {
            // Texts about kept records have one form for entries and one for other records.
            let stem = key.split('_').next().unwrap_or(key);
            let is_made = key != stem && SCRIPT.contains(&format!("`{stem}_$"));
            assert!(used.contains(key.as_str()) || is_made || key == "name", "{key} is not used");
        }
        let codes = ["new Fault(\"", "find(check, \"", "code: \"", "say(\"", "sayText(\""];
        for code in codes.iter().flat_map(|before| SCRIPT.split(before).skip(1)) {
            let code = code.split('"').next().unwrap();
            let is_state = ["good", "bad", "open"].contains(&code);
            assert!(english.contains_key(code) || is_state, "{code} has no text");
        }
    }

    #[test]
    fn the_page_is_whole_and_asks_for_nothing() {
        let page = verify_page();
        for marker in ["{script", "{style"] {
            assert!(!page.contains(marker), "{marker}");
        }
        assert_eq!(page.matches("</script").count(), 1, "nothing ends the script early");
        for foreign in ["http:", "https:", "src=", "@import", "url(", "innerHTML", "fetch("] {
            assert!(!page.contains(foreign), "{foreign}");
        }
        assert!(page.contains(&format!("script-src '{}'", source(SCRIPT))));
    }
}
