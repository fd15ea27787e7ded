//! Every page in an invented language, which is half as long again as English, written from right
//! to left, and enclosed in marks: nothing is cut off or overprinted, and every text comes from
//! the catalogue.

use crate::accessible::{LOOKS, READERS, STRANGER, give_provider, walk};
use crate::console_fixture::ConsoleFixture;
use crate::fixture::{Stage, pictures};
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

/// Files with problems of several kinds.
const BROKEN: [(&str, &str); 3] = [
    ("customers.csv", "code,name,partner\nC8,Hafen Nord,P1\nC9,Werft,NOBODY\nC10,,P2\n"),
    ("partners.csv", "code,name,distributor,type,auto_submit_days\nP9,Neu,D1,shop,99\n"),
    ("usage-nov.csv", "subscription,observed_at,provisioned\nS1,2026-11-02,12x\n"),
];

/// Names that are the same in every language.
const NAMES: [&str; 6] = ["Countersign", "UTC", "AR-XB", "CSV", "JSON Lines", "Apache License 2.0"];

fn found(window: &Window, script: &str) -> Vec<String> {
    let found = window.run(script);
    let texts = found.as_array().into_iter().flatten().filter_map(Value::as_str);
    texts.map(str::to_owned).collect()
}

fn is_name(fault: &str) -> bool {
    NAMES.iter().any(|name| fault.ends_with(&format!(": {name}")))
}

/// What is wrong with pages in the invented language, with the pages of each fault.
#[derive(Default)]
struct Faults(BTreeMap<String, Vec<String>>);

impl Faults {
    /// Looks at the page that the window shows.
    fn look(&mut self, window: &Window, name: &str) {
        let mut note = |fault, place| self.0.entry(fault).or_default().push(place);
        for fault in found(window, ELSEWHERE) {
            note(fault, format!("mirrored-{name}"));
        }
        for look in LOOKS.iter().take(2) {
            window.look(look.1);
            for fault in found(window, OUTSIDE) {
                note(fault, format!("mirrored-{name} {}", look.0));
            }
            window.keep_picture(&pictures().join("mirrored"), &format!("{name}-{}", look.0));
        }
        window.look(LOOKS[0].1);
    }

    fn expect_none(mut self) {
        self.0.retain(|fault, _| !is_name(fault));
        assert!(self.0.is_empty(), "{:#?}", self.0);
    }
}

#[test]
fn every_page_holds_a_longer_language_from_right_to_left() {
    let stage = Stage::new();
    stage.clock_to("2026-11-08T12:00:00Z");
    give_provider(&stage);
    let window = stage.window();
    let mut faults = Faults::default();
    for reader in std::iter::once(STRANGER).chain(READERS) {
        if !reader.1.is_empty() {
            stage.let_in(&window, reader.1);
        }
        stage.speak(&window, MIRRORED);
        walk(&stage, &window, reader, |name| faults.look(&window, name));
    }
    faults.expect_none();
}

/// Selects the first report of a list, and asks for a decision on it.
fn decide(window: &Window, action: &str) {
    window.click("input[data-pick]");
    window.click(&format!("button[name=action][value={action}]"));
}

#[test]
fn pages_that_only_a_form_leads_to_hold_it_too() {
    let stage = Stage::of(|| ConsoleFixture::with_partners(3));
    let window = stage.window();
    let mut faults = Faults::default();
    stage.let_in(&window, "d1@x.example");
    stage.speak(&window, MIRRORED);
    let list = stage.at("/usage-reports?cycle=2026-10&status=under-review");
    window.go(&list);
    decide(&window, "totals");
    window.wait_for("main table.totals, main table");
    faults.look(&window, "bulk-totals");
    window.go(&list);
    decide(&window, "reject");
    window.wait_for("textarea[name=reasons]");
    faults.look(&window, "bulk-reasons");
    window.fill("textarea[name=reasons]", " ");
    window.click("form.narrow button.primary");
    window.wait_for("textarea[aria-invalid]");
    faults.look(&window, "bulk-reasons-missing");
    window.fill("textarea[name=reasons]", "too low");
    window.click("form.narrow button.primary");
    window.wait_for("form[action$='/confirm']");
    faults.look(&window, "bulk-preview");
    window.click("form[action$='/confirm'] button");
    window.wait_for(".job-state.done");
    faults.look(&window, "bulk-done");
    window.go(&list);
    decide(&window, "approve");
    window.wait_for("form[action$='/confirm']");
    faults.look(&window, "bulk-approve");
    faults.expect_none();
}

#[test]
fn the_problems_of_an_import_hold_it_too() {
    let stage = Stage::new();
    let window = stage.window();
    let mut faults = Faults::default();
    stage.let_in(&window, "op@x.example");
    stage.speak(&window, MIRRORED);
    window.go(&stage.at("/imports"));
    for (name, text) in BROKEN {
        let path = stage.fixture.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        window.choose_file("input[type=file]", &path);
    }
    window.click("form[enctype] button.primary");
    window.wait_for(".refused-row");
    faults.look(&window, "import-problems");
    faults.expect_none();
}
