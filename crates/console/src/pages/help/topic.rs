//! The page of the help that belongs to a page of the console.

use crate::addresses;
use countersign_domain::actor::CompanyKind;

/// The documents by the beginnings of addresses; the first that fits counts.
const TOPICS: [(&str, &str); 34] = [
    ("/sign-in", "account"),
    ("/set-up", "first-hour"),
    ("/link", "account"),
    ("/forgot-password", "account"),
    ("/account", "account"),
    ("/unsubscribe", "account"),
    ("/companies", "account"),
    ("/people/sign-in", "console"),
    ("/people", "people"),
    ("/audit", "people"),
    ("/imports", "files"),
    ("/jobs", "files"),
    ("/clock", "clock"),
    ("/outbox", "mail"),
    ("/sources", "sources"),
    ("/webhooks", "webhooks"),
    ("/message-templates", "mail"),
    ("/settings/reasons", "reviewing"),
    ("/settings", "rules"),
    ("/dispatches/ways", "delivery"),
    ("/dispatches", "reviewing"),
    ("/ways", "delivery"),
    ("/distributors", "first-hour"),
    ("/regions", "first-hour"),
    ("/vendors", "first-hour"),
    ("/partners", "first-hour"),
    ("/products", "first-hour"),
    ("/customers", "first-hour"),
    ("/subscriptions", "first-hour"),
    ("/cycles", "reviewing"),
    ("/corrections", "rules"),
    ("/late-differences", "rules"),
    ("/bulk", "reviewing"),
    ("/usage-reports/totals", "finding"),
];

/// The address of the help for a page, as a reader of this kind of company needs it.
pub(crate) fn topic(path: &str, kind: Option<CompanyKind>) -> String {
    let is_channels = path.starts_with("/distributors/") && path.contains("/channels");
    let path = if is_channels { "/ways" } else { path };
    let is_of = |start: &str| path == start || path.starts_with(&format!("{start}/"));
    let found = TOPICS.iter().find(|(start, _)| is_of(start)).map(|(_, document)| *document);
    // Only the operator imports files; the other jobs of a company are its decisions.
    let found = found.filter(|it| *it != "files" || kind == Some(CompanyKind::Operator));
    let document = match (kind, found) {
        // Their jobs are decisions, not imports.
        (Some(CompanyKind::Distributor), Some("files")) => "reviewing",
        (Some(CompanyKind::Vendor), Some("reviewing" | "files") | None) => "completing",
        (Some(CompanyKind::Partner), None) => "submitting",
        (Some(CompanyKind::Distributor), None) => "reviewing",
        (Some(CompanyKind::Operator), None) => "first-hour",
        // The operator's work of setting up is none of theirs.
        (Some(kind), Some("first-hour")) if kind != CompanyKind::Operator => "glossary",
        (_, Some(document)) => document,
        (None, None) => return addresses::HELP.to_owned(),
    };
    addresses::help(document)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::help::documents;

    #[test]
    fn every_topic_is_a_document_and_each_kind_of_company_has_its_own() {
        for (_, document) in TOPICS {
            assert!(documents::find(document).is_some(), "{document}");
        }
        let of = |path, kind| topic(path, Some(kind));
        assert_eq!(of("/", CompanyKind::Partner), "/help/submitting");
        assert_eq!(of("/usage-reports", CompanyKind::Distributor), "/help/reviewing");
        assert_eq!(of("/dispatches/x", CompanyKind::Vendor), "/help/completing");
        assert_eq!(of("/customers", CompanyKind::Partner), "/help/glossary");
        assert_eq!(of("/people/sign-in", CompanyKind::Operator), "/help/console");
        assert_eq!(of("/jobs/x", CompanyKind::Operator), "/help/files");
        assert_eq!(of("/jobs/x", CompanyKind::Distributor), "/help/reviewing");
        assert_eq!(of("/jobs/x", CompanyKind::Vendor), "/help/completing");
        assert_eq!(of("/settings/reasons", CompanyKind::Distributor), "/help/reviewing");
        for path in ["/distributors/3/channels", "/distributors/3/channels/add", "/dispatches/ways"]
        {
            assert_eq!(of(path, CompanyKind::Distributor), "/help/delivery");
        }
        assert_eq!(of("/distributors/3", CompanyKind::Operator), "/help/first-hour");
        assert_eq!(topic("/sign-in", None), "/help/account");
        assert_eq!(topic("/nowhere", None), "/help");
    }
}
