//! The documents of the help, by the names of their pages.

/// A document.
#[derive(Debug)]
pub(super) struct Document {
    /// The name of its page.
    pub(super) name: &'static str,
    /// Its path in the repository, by which other documents refer to it.
    pub(super) path: &'static str,
    /// The text, in Markdown.
    pub(super) text: &'static str,
}

/// The document that leads to all others.
pub(super) const INDEX: &str = "using";

const fn document(name: &'static str, path: &'static str, text: &'static str) -> Document {
    Document { name, path, text }
}

const DOCUMENTS: [Document; 39] = [
    document("using", "docs/using/README.md", include_str!("../../../../../docs/using/README.md")),
    document(
        "first-hour",
        "docs/using/first-hour.md",
        include_str!("../../../../../docs/using/first-hour.md"),
    ),
    document(
        "submitting",
        "docs/using/submitting.md",
        include_str!("../../../../../docs/using/submitting.md"),
    ),
    document(
        "reviewing",
        "docs/using/reviewing.md",
        include_str!("../../../../../docs/using/reviewing.md"),
    ),
    document(
        "completing",
        "docs/using/completing.md",
        include_str!("../../../../../docs/using/completing.md"),
    ),
    document(
        "finding",
        "docs/using/finding.md",
        include_str!("../../../../../docs/using/finding.md"),
    ),
    document(
        "account",
        "docs/using/account.md",
        include_str!("../../../../../docs/using/account.md"),
    ),
    document("files", "docs/formats.md", include_str!("../../../../../docs/formats.md")),
    document("rules", "docs/rules.md", include_str!("../../../../../docs/rules.md")),
    document("glossary", "GLOSSARY.md", include_str!("../../../../../GLOSSARY.md")),
    document("access", "docs/access.md", include_str!("../../../../../docs/access.md")),
    document(
        "operating",
        "docs/operating/README.md",
        include_str!("../../../../../docs/operating/README.md"),
    ),
    document(
        "backup",
        "docs/operating/backup.md",
        include_str!("../../../../../docs/operating/backup.md"),
    ),
    document(
        "clock",
        "docs/operating/clock.md",
        include_str!("../../../../../docs/operating/clock.md"),
    ),
    document(
        "configuration",
        "docs/operating/configuration.md",
        include_str!("../../../../../docs/operating/configuration.md"),
    ),
    document(
        "console",
        "docs/operating/console.md",
        include_str!("../../../../../docs/operating/console.md"),
    ),
    document(
        "container",
        "docs/operating/container.md",
        include_str!("../../../../../docs/operating/container.md"),
    ),
    document(
        "databases",
        "docs/operating/databases.md",
        include_str!("../../../../../docs/operating/databases.md"),
    ),
    document(
        "debian",
        "docs/operating/debian.md",
        include_str!("../../../../../docs/operating/debian.md"),
    ),
    document(
        "delivery",
        "docs/operating/delivery.md",
        include_str!("../../../../../docs/operating/delivery.md"),
    ),
    document(
        "doctor",
        "docs/operating/doctor.md",
        include_str!("../../../../../docs/operating/doctor.md"),
    ),
    document(
        "exit-statuses",
        "docs/operating/exit-statuses.md",
        include_str!("../../../../../docs/operating/exit-statuses.md"),
    ),
    document(
        "health",
        "docs/operating/health.md",
        include_str!("../../../../../docs/operating/health.md"),
    ),
    document(
        "install",
        "docs/operating/install.md",
        include_str!("../../../../../docs/operating/install.md"),
    ),
    document(
        "keys",
        "docs/operating/keys.md",
        include_str!("../../../../../docs/operating/keys.md"),
    ),
    document(
        "limits",
        "docs/operating/limits.md",
        include_str!("../../../../../docs/operating/limits.md"),
    ),
    document("log", "docs/operating/log.md", include_str!("../../../../../docs/operating/log.md")),
    document(
        "mail",
        "docs/operating/mail.md",
        include_str!("../../../../../docs/operating/mail.md"),
    ),
    document(
        "metrics",
        "docs/operating/metrics.md",
        include_str!("../../../../../docs/operating/metrics.md"),
    ),
    document(
        "move-to-postgresql",
        "docs/operating/move-to-postgresql.md",
        include_str!("../../../../../docs/operating/move-to-postgresql.md"),
    ),
    document(
        "outgoing",
        "docs/operating/outgoing.md",
        include_str!("../../../../../docs/operating/outgoing.md"),
    ),
    document(
        "people",
        "docs/operating/people.md",
        include_str!("../../../../../docs/operating/people.md"),
    ),
    document(
        "rehearsals",
        "docs/operating/rehearsals.md",
        include_str!("../../../../../docs/operating/rehearsals.md"),
    ),
    document(
        "sources",
        "docs/operating/sources.md",
        include_str!("../../../../../docs/operating/sources.md"),
    ),
    document(
        "systemd",
        "docs/operating/systemd.md",
        include_str!("../../../../../docs/operating/systemd.md"),
    ),
    document(
        "upgrade",
        "docs/operating/upgrade.md",
        include_str!("../../../../../docs/operating/upgrade.md"),
    ),
    document(
        "verify",
        "docs/operating/verify.md",
        include_str!("../../../../../docs/operating/verify.md"),
    ),
    document(
        "webhooks",
        "docs/operating/webhooks.md",
        include_str!("../../../../../docs/operating/webhooks.md"),
    ),
    document("licence", "LICENSE", include_str!("../../../../../LICENSE")),
];

/// The document of a page.
pub(super) fn find(name: &str) -> Option<&'static Document> {
    DOCUMENTS.iter().find(|document| document.name == name)
}

/// The document at a path of the repository.
pub(super) fn at(path: &str) -> Option<&'static Document> {
    DOCUMENTS.iter().find(|document| document.path == path)
}

#[cfg(test)]
pub(super) fn all() -> &'static [Document] {
    &DOCUMENTS
}
