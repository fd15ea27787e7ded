//! Every page for every kind of reader, light and dark, wide and narrow: axe-core finds nothing.

use crate::fixture::{Stage, keep_picture};
use countersign_store::companies;
use countersign_store::sign_in_policies::{self, Policy, Provider};
use countersign_testkit::browser::{AXE_VARIABLE, Look, Window, given};
use std::collections::{BTreeMap, BTreeSet};

/// The readers and their first pages. Further pages are found by following links.
pub(crate) const READERS: [(&str, &str); 5] = [
    ("operator", "op@x.example"),
    ("distributor", "d1@x.example"),
    ("partner", "p1@x.example"),
    ("reseller", "p4@x.example"),
    ("vendor", "v@x.example"),
];

/// A reader who has not signed in.
pub(crate) const STRANGER: (&str, &str) = ("stranger", "");

/// The window sizes and colour schemes.
pub(crate) const LOOKS: [(&str, Look); 4] = [
    ("wide-light", Look { width: 1280, height: 900, dark: false }),
    ("narrow-light", Look { width: 390, height: 844, dark: false }),
    ("narrow-dark", Look { width: 390, height: 844, dark: true }),
    ("wide-dark", Look { width: 1280, height: 900, dark: true }),
];

/// The looks at a page of a walk. The dark has the same colours at both widths, so pages take turns
/// in one of them.
const fn looks(page: usize) -> [(&'static str, Look); 3] {
    let [wide, narrow, narrow_dark, wide_dark] = LOOKS;
    [wide, narrow, if page.is_multiple_of(2) { narrow_dark } else { wide_dark }]
}

/// The findings of axe-core, one per line. In the dark only the colours differ, so only the rules
/// about colours are asked there.
const LOOK_FOR_FAULTS: &str = "
const done = arguments[arguments.length - 1];
const options = { resultTypes: ['violations'], preload: false };
if (matchMedia('(prefers-color-scheme: dark)').matches)
  options.runOnly = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
axe.run(document, options).then(
  (found) => done(found.violations.map((fault) => fault.id + ': ' + fault.help + ' at ' +
    fault.nodes.slice(0, 3).map((node) => node.target.join(' ') + ' (' +
      (node.any.concat(node.all, node.none)[0] || {}).message + ')').join(' and '))),
  (error) => done(['axe: ' + error]));";

const LINKS: &str = "return [...document.querySelectorAll('a[href]')]
  .filter((link) => link.origin === location.origin && !link.hasAttribute('download'))
  .map((link) => link.pathname + link.search);";

/// How much wider the page is than its window.
const OVERHANG: &str = "return Math.max(document.documentElement.scrollWidth,
  document.body.scrollWidth) - document.documentElement.clientWidth;";

/// A page's kind: its address without the parts that name one item.
fn kind(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    // A list with a report beside it is another page than the list.
    let path = format!("{path}{}", if query.contains("open=") { "/beside" } else { "" });
    let mut after = "";
    let parts = path.split('/').map(|part| {
        let by_name = matches!(after, "lines" | "so-far" | "one");
        let number = part.len() == 36 || part.parse::<u64>().is_ok();
        let by_name = by_name && part.contains(char::is_uppercase) || after == "help";
        after = if number || by_name { "one" } else { part };
        after
    });
    parts.collect::<Vec<_>>().join("-")
}

fn is_page(address: &str) -> bool {
    !["/export", "/assets", "/results", ".csv", ".jsonl"].iter().any(|it| address.contains(it))
}

/// Looks at the page in every way and returns what is wrong with it.
pub(crate) fn faults(window: &Window, axe: &str, name: &str) -> Vec<(String, String)> {
    faults_in(window, axe, name, &LOOKS)
}

/// Looks at the page in some ways and returns what is wrong with it.
pub(crate) fn faults_in(
    window: &Window,
    axe: &str,
    name: &str,
    looks: &[(&str, Look)],
) -> Vec<(String, String)> {
    let mut faults = Vec::new();
    for (look_name, look) in looks.iter().copied() {
        window.look(look);
        if window.run("return typeof axe").as_str() != Some("object") {
            window.run(axe);
        }
        let found = window.run_to_end(LOOK_FOR_FAULTS);
        let found = found.as_array().into_iter().flatten().filter_map(|it| it.as_str());
        faults.extend(found.map(|fault| (fault.to_owned(), format!("{name} {look_name}"))));
        let overhang = window.run(OVERHANG).as_i64().unwrap_or(0);
        if overhang > 0 {
            let fault = format!("{overhang} pixels wider than the window");
            faults.push((fault, format!("{name} {look_name}")));
        }
        // One picture of each: the wide ones are light, the narrow ones dark.
        if (look.width > 600) != look.dark {
            keep_picture(window, &format!("page-{name}-{look_name}"));
        }
    }
    faults
}

/// Gives the distributor an identity provider, so that all pages about one exist.
pub(crate) fn give_provider(stage: &Stage) {
    let provider = Provider {
        issuer: "https://login.nordlicht.example".to_owned(),
        client_id: "countersign".to_owned(),
        client_secret: None,
        is_locked: false,
        other_audiences: Vec::new(),
    };
    let policy = Policy { second_factor_required: false, provider: Some(provider) };
    let put = async |tx: &mut _| {
        let company = companies::of_code(tx, "D1").await?.unwrap().id;
        sign_in_policies::put(tx, company, &policy).await
    };
    stage.runtime.block_on(stage.fixture.app.state.store.write(put)).unwrap();
}

/// Opens one page of each kind that a reader reaches, calls `look` with its name, and returns how
/// many there are. A stranger has no address.
pub(crate) fn walk(
    stage: &Stage,
    window: &Window,
    (reader, email): (&str, &str),
    mut look: impl FnMut(&str),
) -> usize {
    let mut waiting = vec!["/".to_owned(), "/no-such-page".to_owned()];
    if email.is_empty() {
        waiting.extend(["/sign-in", "/forgot-password", "/sign-on/callback"].map(str::to_owned));
    }
    let mut seen = BTreeSet::new();
    while let Some(address) = waiting.pop() {
        if !is_page(&address) || !seen.insert(kind(&address)) {
            continue;
        }
        window.look(LOOKS[0].1);
        window.go(&stage.at(&address));
        let links = window.run(LINKS);
        let links = links.as_array().into_iter().flatten().filter_map(|it| it.as_str());
        waiting.extend(links.map(str::to_owned));
        look(&format!("{reader}{}", kind(&address)));
    }
    seen.len()
}

#[test]
fn axe_finds_nothing_on_any_page() {
    let stage = Stage::new();
    stage.clock_to("2026-11-08T12:00:00Z");
    give_provider(&stage);
    let axe = std::fs::read_to_string(given(AXE_VARIABLE)).unwrap();
    let window = stage.window();
    let (mut all, mut pages, mut looked) = (BTreeMap::<_, Vec<_>>::new(), 0, 0);
    for reader in std::iter::once(STRANGER).chain(READERS) {
        if !reader.1.is_empty() {
            stage.let_in(&window, reader.1);
        }
        pages += walk(&stage, &window, reader, |name| {
            looked += 1;
            for (fault, place) in faults_in(&window, &axe, name, &looks(looked)) {
                all.entry(fault).or_default().push(place);
            }
        });
    }
    assert!(pages >= 14, "only {pages} pages were found");
    assert!(all.is_empty(), "{all:#?}");
}
