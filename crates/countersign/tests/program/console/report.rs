//! One report and its parties: edited, submitted, decided, inspected, downloaded.

mod approving;
mod deciding;
mod explaining;
mod extending;
mod hostile;
mod outliers;
mod preparing;
mod reading;
mod vendor;

use crate::console::browser::{Browser, Page};
use crate::console::fixture::ConsoleFixture;

/// The report of P1 for October: one line, EP, 1000 provisioned and 780 used, 22 % over.
pub(crate) async fn report_of(browser: &Browser) -> String {
    reports_of(browser, "2026-10").await.into_iter().next().unwrap()
}

/// The reports of a cycle that are listed for a person.
pub(crate) async fn reports_of(browser: &Browser, cycle: &str) -> Vec<String> {
    let page = browser.get(&format!("/usage-reports?cycle={cycle}")).await.expect(&[]);
    let is_id = |c: &char| c.is_ascii_hexdigit() || *c == '-';
    let ids = page.body.split("<tr data-row id=\"r-").skip(1);
    let ids = ids.map(|rest| rest.chars().take_while(is_id).collect::<String>());
    let mut found: Vec<String> =
        ids.filter(|id| id.len() == 36).map(|id| format!("/usage-reports/{id}")).collect();
    found.dedup();
    found
}

/// The value of a field of the page.
pub(crate) fn field(page: &Page, name: &str) -> String {
    let at = page.body.find(&format!("name=\"{name}\""));
    let at = at.unwrap_or_else(|| panic!("no field {name} in {}", page.body));
    let tag_start = page.body[..at].rfind('<').unwrap();
    let (tag, rest) = page.body[tag_start..].split_once('>').unwrap();
    if tag.starts_with("<textarea") {
        let text = rest.split("</textarea>").next().unwrap();
        return plain(text.strip_prefix('\n').unwrap_or(text));
    }
    let value = tag.split("value=\"").nth(1).map_or("", |rest| rest.split('"').next().unwrap());
    plain(value)
}

/// The text of a page without markup.
fn plain(text: &str) -> String {
    let marks = [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    marks.iter().fold(text.to_owned(), |text, (written, mark)| text.replace(written, mark))
}

/// The form of the page as it was opened.
fn form(page: &Page) -> Vec<(String, String)> {
    let names = page.body.split("name=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let own = names.filter(|name| {
        let stem = name.trim_start_matches("was-").split('-').next().unwrap_or_default();
        ["version", "language", "comment", "chargeable"].contains(&stem) && *name != "language"
            || *name == "was-comment"
    });
    let mut fields: Vec<(String, String)> =
        own.map(|name| (name.to_owned(), field(page, name))).collect();
    fields.push(("language".to_owned(), "en".to_owned()));
    fields
}

/// The form with some fields changed.
pub(crate) fn typed(page: &Page, over: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut fields = form(page);
    fields.retain(|(name, _)| over.iter().all(|(typed, _)| typed != name));
    fields.extend(over.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    fields
}

async fn send(browser: &Browser, path: &str, fields: &[(String, String)]) -> Page {
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(path, &fields).await
}

/// The number of the only line's product, as the form's fields carry it.
fn line_of(page: &Page) -> String {
    let rest = page.body.split("id=\"line-").nth(1).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

/// P1's report with a comment on its line, submitted: it waits for the distributor.
pub(crate) async fn submitted(fixture: &ConsoleFixture) -> (Browser, String) {
    let partner = fixture.sign_in("p1@x.example").await;
    let report = report_of(&partner).await;
    let page = partner.get(&report).await;
    let comment = format!("comment-{}", line_of(&page));
    let fields = typed(&page, &[(&comment, "Kiel branch closed on 9 Oct"), ("then", "submit")]);
    let confirm = send(&partner, &format!("{report}/draft"), &fields).await.leads_on();
    assert_eq!(confirm, format!("{report}/submit"));
    let version = field(&partner.get(&confirm).await, "version");
    let sent = partner.post(&confirm, &[("version", &version)]).await;
    assert_eq!(sent.leads_on(), report);
    (partner, report)
}
