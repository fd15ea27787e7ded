//! Every page in every language, compared with the files that are checked in. `COUNTERSIGN_BLESS=1`
//! writes them.
//!
//! A page is opened by the first person who may open it, at the address from [`super::addresses`].
//! Tokens, hashes and random ids are replaced by fixed words.

use super::addresses::Addresses;
use super::expected::Expected;
use super::probe::{FormOrigin, Probe, ProbeAnswer};
use super::{expectation, readers};
use crate::console::fixture::{ConsoleFixture, STAFFED, address};
use countersign_console::listing;
use countersign_domain::actor::Role;
use countersign_language::text::Locale;
use countersign_web::routes::ListedRoute;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Kinds of company in [`STAFFED`], in the order in which their people request a page.
const KINDS: [usize; 4] = [2, 0, 3, 1];

/// The audit record. Entries of the same instant have no order there.
const AUDIT: &str = "/audit";

/// Pages by file name.
type Pages = BTreeMap<String, String>;

fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/program/console/pages")
}

/// The first person who gets a page, or `None` if only a stranger does.
fn reader(expected: &Expected) -> Option<(usize, Role)> {
    let all = readers(expected);
    let of = |kind| all.iter().find(|(of, _, status)| *of == kind && *status == 200);
    KINDS.into_iter().find_map(of).map(|(kind, role, _)| (*kind, *role))
}

/// `/usage-reports/{id}/reject` in German is `usage-reports.id.reject.de.html`.
fn file_name(route: &ListedRoute, locale: Locale) -> String {
    let path = route.path.trim_matches('/').replace(['{', '}'], "").replace('/', ".");
    let path = if path.is_empty() { "start" } else { &path };
    format!("{path}.{}.html", locale.code())
}

/// A page without what differs between runs.
fn settled(page: &str) -> String {
    let is_word = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    let mut settled = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(start) = rest.find(is_word) {
        let (before, from) = rest.split_at(start);
        let (word, after) = from.split_at(from.find(|c| !is_word(c)).unwrap_or(from.len()));
        settled.push_str(before);
        settled.push_str(fixed(word));
        rest = after;
    }
    settled.push_str(rest);
    settled
}

/// A page whose table has its rows in the order of their text.
fn with_sorted_rows(page: &str) -> String {
    let Some((before, table)) = page.split_once("<tbody><tr>") else { return page.to_owned() };
    let Some((rows, after)) = table.split_once("</tr></tbody>") else { return page.to_owned() };
    let mut rows: Vec<&str> = rows.split("</tr><tr>").collect();
    rows.sort_unstable();
    format!("{before}<tbody><tr>{}</tr></tbody>{after}", rows.join("</tr><tr>"))
}

/// The fixed word for a random value or a hash.
fn fixed(word: &str) -> &str {
    match word {
        _ if word.len() == 36 && word.as_bytes()[14] == b'4' => "RANDOM-ID",
        _ if word.len() >= 12 && word.bytes().all(|it| it.is_ascii_hexdigit()) => "HASH",
        _ => word,
    }
}

/// The pages to open and their readers. The audit record comes first, because opening others adds
/// entries of the same instant.
fn routes() -> Vec<(ListedRoute, Option<(usize, Role)>)> {
    // What is saved as a file is no page.
    let is_page = |it: &ListedRoute| it.method == "GET" && !it.path.ends_with(".html");
    let get = listing().into_iter().filter(is_page);
    let mut routes: Vec<_> = get
        .filter_map(|route| {
            let expected = expectation(&route)?;
            let reader = reader(expected);
            (reader.is_some() || expected.stranger == 200).then_some((route, reader))
        })
        .collect();
    routes.sort_by_key(|(route, _)| route.path != AUDIT);
    routes
}

/// Opens every page. A person has one session, because pages list sessions.
async fn pages() -> Pages {
    let fixture = ConsoleFixture::new().await;
    let addresses = Addresses::of(&fixture).await;
    let (mut pages, mut probes) = (Pages::new(), BTreeMap::new());
    for (route, reader) in routes() {
        let person = reader.map(|(kind, role)| address(STAFFED[kind], role.name()));
        if !probes.contains_key(&person) {
            let probe = match &person {
                Some(person) => Probe::of(&fixture, person).await,
                None => Probe::stranger(&fixture),
            };
            probes.insert(person.clone(), probe);
        }
        let path = addresses.own(route.path, reader.map_or(0, |(kind, _)| kind));
        for locale in Locale::ALL {
            let answer =
                probes[&person].reading(locale).send(&route, &path, FormOrigin::Ours).await;
            if is_page(&answer) {
                let page = settled(&answer.body);
                let name = file_name(&route, locale);
                assert!(!page.contains("Unknown localization key"), "{name} lacks a message");
                let page = if route.path == AUDIT { with_sorted_rows(&page) } else { page };
                pages.insert(name, page);
            }
        }
    }
    pages
}

fn is_page(answer: &ProbeAnswer) -> bool {
    answer.status == 200 && answer.body.starts_with("<!doctype html>")
}

fn recorded() -> Pages {
    let files = fs::read_dir(fixture()).into_iter().flatten().map(|file| file.unwrap().path());
    let named = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    files.map(|path| (named(&path), fs::read_to_string(&path).unwrap())).collect()
}

/// Writes the pages, and removes files of pages that no longer exist.
fn bless(pages: &Pages) {
    fs::create_dir_all(fixture()).unwrap();
    for name in recorded().keys().filter(|name| !pages.contains_key(*name)) {
        fs::remove_file(fixture().join(name)).unwrap();
    }
    for (name, page) in pages {
        fs::write(fixture().join(name), page).unwrap();
    }
}

#[tokio::test]
async fn every_page_in_every_language_is_the_one_that_is_recorded() {
    let pages = pages().await;
    if std::env::var_os("COUNTERSIGN_BLESS").is_some() {
        return bless(&pages);
    }
    let recorded = recorded();
    let names = pages.keys().chain(recorded.keys().filter(|name| !pages.contains_key(*name)));
    let differ: Vec<String> =
        names.filter_map(|name| difference(name, &pages, &recorded)).collect();
    assert!(
        differ.is_empty(),
        "{} pages differ; look at each, and write them anew with COUNTERSIGN_BLESS=1:\n{}",
        differ.len(),
        differ.join("\n")
    );
}

/// The first line that differs.
fn difference(name: &str, pages: &Pages, recorded: &Pages) -> Option<String> {
    let (Some(page), Some(record)) = (pages.get(name), recorded.get(name)) else {
        let word = if recorded.contains_key(name) { "is no page any more" } else { "is new" };
        return Some(format!("{name} {word}"));
    };
    if page == record {
        return None;
    }
    let mut lines = page.lines().zip(record.lines()).enumerate();
    let (at, (is, was)) = lines.find(|(_, (is, was))| is != was)?;
    Some(format!("{name}:{}: {is:?}, not {was:?}", at + 1))
}

#[test]
fn random_words_are_replaced_and_others_are_not() {
    let page = "<a id=\"0f9cbb53-7f5c-4f1c-9d1a-6f0b7a1f0e55\">0123456789abcdef0123 on-time</a>";
    assert_eq!(settled(page), "<a id=\"RANDOM-ID\">HASH on-time</a>");
    let page = "0f9cbb53-7f5c-5f1c-9d1a-6f0b7a1f0e55";
    assert_eq!(settled(page), page);
}
