//! Entries of the audit record in the reader's language.
//!
//! Entries hold stable codes, which `docs/operating/people.md` lists. A value consists of parts
//! separated by `; `. A part is a role, a code, or a code and a value. Anything else is shown
//! unchanged.

use crate::text::Locale;
use countersign_domain::actor::Role;

/// The separator of the values before and after.
const CHANGE: &str = " → ";
/// The separator of the parts of a value.
const PARTS: &str = "; ";

/// Codes without a value.
const CODES: [&str; 22] = [
    "added",
    "all",
    "by hand",
    "by mail",
    "changed",
    "deadlines kept",
    "device",
    "identity provider none",
    "invitation",
    "machine",
    "messages sent again",
    "passkey",
    "password",
    "recovery code",
    "removed",
    "reset",
    "scheduled",
    "second factor optional",
    "second factor required",
    "secret renewed",
    "set-up",
    "tested",
];

/// Codes with a value.
const WITH_VALUE: [&str; 18] = [
    "customer",
    "deadlines moved",
    "dispatch",
    "distributor",
    "file",
    "identity provider",
    "job",
    "made",
    "partner",
    "product",
    "refreshed",
    "region",
    "reports",
    "rows",
    "submitted",
    "subscription",
    "until",
    "vendor",
];

impl Locale {
    /// The change in an entry.
    pub fn audit_change(self, change: &str) -> String {
        let values: Vec<String> = change.split(CHANGE).map(|it| self.audit_value(it)).collect();
        values.join(CHANGE)
    }

    pub fn audit_value(self, value: &str) -> String {
        let parts: Vec<String> = value.split(PARTS).map(|it| self.audit_part(it)).collect();
        parts.join(PARTS)
    }

    fn audit_part(self, part: &str) -> String {
        let key = |code: &str| format!("audit-value-{}", code.replace(' ', "-"));
        if let Some(role) = Role::ALL.into_iter().find(|role| role.name() == part) {
            return self.role(role);
        }
        if CODES.contains(&part) {
            return self.t(&key(part));
        }
        let value_of =
            |code: &&'static str| Some((*code, part.strip_prefix(code)?.strip_prefix(' ')?));
        match WITH_VALUE.iter().find_map(value_of) {
            Some((code, value)) => {
                self.say_any(key(code)).with("value", value.to_owned()).to_string()
            }
            None => part.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_words_in_every_language() {
        for locale in Locale::ALL {
            for code in CODES {
                assert!(!locale.audit_value(code).contains("audit-value"), "{locale:?} {code}");
            }
            for code in WITH_VALUE {
                let words = locale.audit_value(&format!("{code} X-7"));
                let is_said = words.contains("X-7") && !words.contains("audit-value");
                assert!(is_said && words != format!("{code} X-7"), "{locale:?} {words}");
            }
        }
    }

    #[test]
    fn parts_are_said_one_by_one_and_what_is_unknown_stays() {
        let said = |text| Locale::German.audit_change(text);
        assert_eq!(said("Billing Manager → Support Manager"), "Abrechnung → Supportleitung");
        assert_eq!(
            said("second factor optional; identity provider https://id.example countersign"),
            "Zweiter Faktor optional; Identitätsdienst: https://id.example countersign"
        );
        for unknown in ["", "users.csv", "https://id.example", "regions", "42 → 43"] {
            assert_eq!(said(unknown), unknown);
        }
    }
}
