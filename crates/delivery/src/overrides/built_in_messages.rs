//! Which texts there are for messages, and what each can be filled with.

use countersign_domain::message::{Audience, MessageKind};
use countersign_language::text::{Locale, mail_catalogue};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use std::collections::{BTreeMap, BTreeSet};

/// What every text of a message about reports is given.
const OF_REPORTS: &[&str] = &[
    "count",
    "month",
    "vendor",
    "partner",
    "distributor",
    "company",
    "deadline",
    "day",
    "penalties",
    "units",
];
/// What every text of a message about dispatches is given.
const OF_DISPATCHES: &[&str] = &["count", "number", "reports", "returned", "distributor", "vendor"];
/// What every text of a message about an account is given.
const OF_ACCOUNT: &[&str] = &["company", "what"];

/// What the greeting is given.
const OF_GREETING: &[&str] = &["name", "company"];

/// The endings of the texts that belong to one kind of message.
pub(super) const WHAT: [&str; 5] = ["-subject", "-text", "-button", "-note", "-advice"];

/// The messages, each with its placeholders.
pub(super) struct BuiltInMessages(BTreeMap<String, BTreeSet<String>>);

impl BuiltInMessages {
    pub(super) fn new() -> Self {
        let resource = match fluent_syntax::parser::parse(mail_catalogue(Locale::English)) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        let messages = resource.body.iter().filter_map(|entry| match entry {
            Entry::Message(message) => message.value.as_ref().map(|it| (message.id.name, it)),
            _ => None,
        });
        let blanks = |(key, pattern): (&str, &Pattern<&str>)| {
            let own = asked(pattern).blanks.into_iter();
            let all = own.chain(of_kind(key).iter().copied()).map(str::to_owned);
            (key.to_owned(), all.collect())
        };
        Self(messages.map(blanks).collect())
    }

    /// The placeholders of a message; `None` if there is no such message.
    pub(super) fn blanks(&self, key: &str) -> Option<&BTreeSet<String>> {
        self.0.get(key)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &BTreeSet<String>)> {
        self.0.iter().map(|(key, blanks)| (key.as_str(), blanks))
    }

    /// The messages with the longest common beginning.
    pub(super) fn nearest(&self, key: &str) -> Vec<&str> {
        let common = |it: &str| it.bytes().zip(key.bytes()).take_while(|(a, b)| a == b).count();
        let longest = self.0.keys().map(|it| common(it)).max().unwrap_or(0);
        let near = self.0.keys().map(String::as_str);
        near.filter(|it| longest > "mail-".len() && common(it) == longest).take(4).collect()
    }
}

/// The values of a text because of the kind of message that it belongs to.
fn of_kind(key: &str) -> &'static [&'static str] {
    if key == "mail-greeting" {
        return OF_GREETING;
    }
    let is_of = |kind: &MessageKind| {
        let rest = key.strip_prefix("mail-").and_then(|it| it.strip_prefix(kind.token()));
        rest.is_some_and(|rest| WHAT.contains(&rest))
    };
    match MessageKind::ALL.into_iter().find(is_of) {
        Some(kind) if kind.is_of_dispatch() => OF_DISPATCHES,
        Some(kind) if kind.audience() == Audience::Person => OF_ACCOUNT,
        Some(_) => OF_REPORTS,
        None => &[],
    }
}

/// The references of a text.
#[derive(Default)]
pub(super) struct TextReferences<'a> {
    pub(super) blanks: BTreeSet<&'a str>,
    pub(super) names: BTreeSet<&'a str>,
    pub(super) functions: BTreeSet<&'a str>,
}

/// The references of a pattern.
pub(super) fn asked<'a>(pattern: &Pattern<&'a str>) -> TextReferences<'a> {
    let mut asked = TextReferences::default();
    asked.pattern(pattern);
    asked
}

impl<'a> TextReferences<'a> {
    fn pattern(&mut self, pattern: &Pattern<&'a str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&'a str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                for variant in variants {
                    self.pattern(&variant.value);
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&'a str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.blanks.insert(id.name);
            }
            InlineExpression::MessageReference { id, .. }
            | InlineExpression::TermReference { id, .. } => {
                self.names.insert(id.name);
            }
            InlineExpression::FunctionReference { id, .. } => {
                self.functions.insert(id.name);
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_subject_and_a_text_that_can_be_said_otherwise() {
        let known = BuiltInMessages::new();
        for kind in MessageKind::ALL {
            for what in ["subject", "text"] {
                let key = format!("mail-{}-{what}", kind.token());
                assert!(known.blanks(&key).is_some_and(|it| !it.is_empty()), "{key}");
            }
        }
        assert!(known.blanks("mail-ready-subjects").is_none());
    }

    #[test]
    fn a_name_that_is_nearly_one_is_told_what_it_may_mean() {
        let known = BuiltInMessages::new();
        assert_eq!(known.nearest("mail-ready-sujet"), ["mail-ready-subject"]);
        assert!(known.nearest("subject").is_empty());
    }
}
