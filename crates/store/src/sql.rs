//! Statements as named constants that can be listed, so that a test prepares every one of them
//! on both engines.

/// Names statements and lists them as `STATEMENTS`.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $sql:expr;)*) => {
        $($(#[$doc])* const $name: &str = $sql;)*
        pub(crate) const STATEMENTS: &[(&str, &str)] = &[$((stringify!($name), $sql)),*];
    };
}
pub(crate) use statements;

/// Every statement that serves both engines, as module, name and text.
#[must_use]
pub fn all_statements() -> Vec<(&'static str, &'static str, &'static str)> {
    let modules = [
        ("apply_progress", crate::apply_progress::STATEMENTS),
        ("companies", crate::companies::STATEMENTS),
        ("customers", crate::customers::STATEMENTS),
        ("figures", crate::figures::STATEMENTS),
        ("history", crate::history::STATEMENTS),
        ("installation", crate::installation::STATEMENTS),
        ("partners", crate::partners::STATEMENTS),
        ("people", crate::people::STATEMENTS),
        ("products", crate::products::STATEMENTS),
        ("readings", crate::readings::STATEMENTS),
        ("regions", crate::regions::STATEMENTS),
        ("reports", crate::reports::STATEMENTS),
        ("reports::load", crate::reports::LOAD_STATEMENTS),
        ("reports::page", crate::reports::PAGE_STATEMENTS),
        ("settings", crate::settings::STATEMENTS),
        ("subscriptions", crate::subscriptions::STATEMENTS),
    ];
    let named = |(module, statements): (&'static str, &'static [(&'static str, &'static str)])| {
        statements.iter().map(move |(name, sql)| (module, *name, *sql)).collect::<Vec<_>>()
    };
    modules.into_iter().flat_map(named).collect()
}
