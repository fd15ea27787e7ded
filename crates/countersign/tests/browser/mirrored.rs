//! Every page in an invented language, which is half as long again as English, written from right
//! to left, and enclosed in marks: nothing is cut off or overprinted, and every text comes from
//! the catalogue.

use crate::accessible::{LOOKS, READERS, STRANGER, give_provider, walk};
use crate::fixture::Stage;
use countersign_testkit::browser::Window;
use serde_json::Value;
use std::collections::BTreeMap;

/// The code of the language.
const MIRRORED: &str = "ar-XB";

/// Texts that leave their box or are cut off by it. A box that shows an ellipsis means it.
const OUTSIDE: &str = "
const found = new Set();
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const block = (it) => getComputedStyle(it).display.startsWith('inline') &&
  !getComputedStyle(it).display.includes('-') ? block(it.parentElement) : it;
while (texts.nextNode()) {
  const node = texts.currentNode;
  const unseen = '.heard, pre, svg, option, script, style';
  if (!node.data.trim() || node.parentElement.closest(unseen)) continue;
  if (!node.parentElement.checkVisibility({ visibilityProperty: true })) continue;
  const box = block(node.parentElement);
  const style = getComputedStyle(box);
  if (style.textOverflow === 'ellipsis' || style.display === 'contents') continue;
  const range = document.createRange();
  range.selectNodeContents(node);
  const edge = box.getBoundingClientRect();
  for (const part of range.getClientRects()) {
    if (part.width > 1 && (part.left < edge.left - 2 || part.right > edge.right + 2)) {
      found.add(`outside ${box.localName}.${box.className}: ${node.data.trim().slice(0, 40)}`);
    }
  }
}
return [...found];";

/// Texts with letters that are neither from the catalogue, and so between marks, nor marked as what
/// people or companies are called, as codes, or as times.
const ELSEWHERE: &str = "
const found = new Set();
const data = 'bdi, time, code, pre, kbd, .mono, svg, script, style, option, textarea, body [lang]';
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
let depth = 0;
while (texts.nextNode()) {
  const node = texts.currentNode;
  if (node.parentElement.closest(data)) continue;
  let outside = '';
  for (const letter of node.data) {
    if (letter === '⟦') depth += 1;
    else if (letter === '⟧') depth -= 1;
    else if (depth <= 0) outside += letter;
  }
  if (/\\p{L}{2}/u.test(outside)) {
    const at = node.parentElement;
    const text = outside.replace(/^[^\\p{L}]+/u, '').trim().slice(0, 60);
    found.add(`no catalogue ${at.localName}.${at.className}: ${text}`);
  }
}
if (depth !== 0) found.add(`${depth} marks are open at the end`);
for (const name of ['title', 'aria-label', 'placeholder', 'alt']) {
  for (const it of document.querySelectorAll(`body [${name}]`)) {
    const text = it.getAttribute(name);
    const isName = it.closest('bdi, [hidden]') || /^[\\w-]+[.]csv$/.test(text);
    if (/\\p{L}{2}/u.test(text) && !text.includes('⟦') && !isName) {
      found.add(`no catalogue ${name} of ${it.localName}.${it.className}: ${text.slice(0, 60)}`);
    }
  }
}
return [...found];";

/// Names that are the same in every language.
const NAMES: [&str; 7] =
    ["Countersign", "UTC", "AR-XB", "CSV", "JSON Lines", "SHA-256", "Apache License 2.0"];

fn found(window: &Window, script: &str) -> Vec<String> {
    let found = window.run(script);
    let texts = found.as_array().into_iter().flatten().filter_map(Value::as_str);
    texts.map(str::to_owned).collect()
}

fn is_name(fault: &str) -> bool {
    NAMES.iter().any(|name| fault.ends_with(&format!(": {name}")))
}

#[test]
fn every_page_holds_a_longer_language_from_right_to_left() {
    let stage = Stage::new();
    stage.clock_to("2026-11-08T12:00:00Z");
    give_provider(&stage);
    let window = stage.window();
    let mut all = BTreeMap::<_, Vec<_>>::new();
    for reader in std::iter::once(STRANGER).chain(READERS) {
        if !reader.1.is_empty() {
            stage.let_in(&window, reader.1);
        }
        stage.speak(&window, MIRRORED);
        walk(&stage, &window, reader, |name| {
            let name = format!("mirrored-{name}");
            let mut note = |fault, place| all.entry(fault).or_default().push(place);
            for fault in found(&window, ELSEWHERE) {
                note(fault, name.clone());
            }
            for look in LOOKS.iter().take(2) {
                window.look(look.1);
                for fault in found(&window, OUTSIDE) {
                    note(fault, format!("{name} {}", look.0));
                }
            }
        });
    }
    all.retain(|fault, _| !is_name(fault));
    assert!(all.is_empty(), "{all:#?}");
}
