//! JSON of any shape. Numbers stay as they were written and never become floats, and a name that an
//! object has twice is refused.

use countersign_domain::event_mapping::JsonPointer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::fmt::{self, Formatter};

/// How deep lists and objects may lie in each other.
const DEEPEST: usize = 32;

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JsonTree {
    /// Null.
    Null,
    /// True or false.
    Bool(bool),
    /// A number as it was written.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Self>),
    /// An object.
    Object(BTreeMap<String, Self>),
}

impl JsonTree {
    /// Reads a value.
    ///
    /// # Errors
    /// Why it is none.
    pub fn parse(text: &str) -> serde_json::Result<Self> {
        let value: &RawValue = serde_json::from_str(text)?;
        Self::of(value, DEEPEST)
    }

    fn of(value: &RawValue, deep: usize) -> serde_json::Result<Self> {
        let text = value.get();
        let deeper = || {
            let too_deep = || serde_json::Error::custom("lists and objects lie too deep");
            deep.checked_sub(1).ok_or_else(too_deep)
        };
        Ok(match text.as_bytes().first() {
            Some(b'n') => Self::Null,
            Some(b't') => Self::Bool(true),
            Some(b'f') => Self::Bool(false),
            Some(b'"') => Self::Text(serde_json::from_str(text)?),
            Some(b'[') => {
                let (deep, list) = (deeper()?, serde_json::from_str::<Vec<&RawValue>>(text)?);
                let list = list.into_iter().map(|it| Self::of(it, deep));
                Self::List(list.collect::<serde_json::Result<_>>()?)
            }
            Some(b'{') => {
                let (deep, members) = (deeper()?, serde_json::from_str::<JsonMembers<'_>>(text)?);
                let members = members.0.into_iter().map(|(name, it)| {
                    let value = Self::of(it, deep)?;
                    Ok((name, value))
                });
                Self::Object(members.collect::<serde_json::Result<_>>()?)
            }
            _ => Self::Number(text.to_owned()),
        })
    }

    /// The value that a pointer names; `None` if there is none.
    #[must_use]
    pub fn at(&self, pointer: &JsonPointer) -> Option<&Self> {
        pointer.members().try_fold(self, |value, member| match value {
            Self::Object(members) => members.get(&*member),
            Self::List(list) => {
                let is_plain = &*member == "0" || !member.starts_with(['0', '+']);
                list.get(member.parse::<usize>().ok().filter(|_| is_plain)?)
            }
            _ => None,
        })
    }

    /// The value as JSON in one form: without blanks, and the names of an object in order.
    #[must_use]
    pub fn canonical(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    fn write(&self, text: &mut String) {
        match self {
            Self::Null => text.push_str("null"),
            Self::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
            Self::Number(number) => text.push_str(number),
            Self::Text(value) => text.push_str(&quoted(value)),
            Self::List(list) => {
                text.push('[');
                for (place, value) in list.iter().enumerate() {
                    text.push_str(if place == 0 { "" } else { "," });
                    value.write(text);
                }
                text.push(']');
            }
            Self::Object(members) => {
                text.push('{');
                for (place, (name, value)) in members.iter().enumerate() {
                    text.push_str(if place == 0 { "" } else { "," });
                    text.push_str(&quoted(name));
                    text.push(':');
                    value.write(text);
                }
                text.push('}');
            }
        }
    }
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text can always be written as JSON")
}

/// The members of an object, each with a name of its own.
pub(super) struct JsonMembers<'a>(pub(super) BTreeMap<String, &'a RawValue>);

impl<'de: 'a, 'a> Deserialize<'de> for JsonMembers<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = JsonMembers<'de>;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = BTreeMap::new();
        while let Some((name, value)) = map.next_entry::<String, &'de RawValue>()? {
            let shown = super::problem::quoted(&name);
            if members.insert(name, value).is_some() {
                return Err(A::Error::custom(format!("the name {shown} is given twice")));
            }
        }
        Ok(JsonMembers(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at<'a>(tree: &'a JsonTree, pointer: &str) -> Option<&'a JsonTree> {
        tree.at(&JsonPointer::parse(pointer).unwrap())
    }

    #[test]
    fn a_pointer_finds_a_number_as_it_was_written() {
        let tree = JsonTree::parse(
            " {\"a\": [1, {\"b/c\": 0.1000000000000000055}], \"e\": 1e400, \"\": \"x\"} ",
        );
        let tree = tree.unwrap();
        let number = |text: &str| JsonTree::Number(text.to_owned());
        assert_eq!(at(&tree, "/a/1/b~1c"), Some(&number("0.1000000000000000055")));
        assert_eq!(at(&tree, "/a/0"), Some(&number("1")));
        assert_eq!(at(&tree, "/e"), Some(&number("1e400")));
        assert_eq!(at(&tree, "/"), Some(&JsonTree::Text("x".to_owned())));
        for none in ["/b", "/a/2", "/a/00", "/a/+0", "/a/-", "/a/01", "/e/0", "/a/1/b/c"] {
            assert_eq!(at(&tree, none), None, "{none}");
        }
    }

    #[test]
    fn one_value_has_one_form() {
        let forms =
            ["{\"b\":[1.0,null],\"a\":\"\\u00e9\"}", " { \"a\" : \"é\", \"b\" : [ 1.0 , null ] } "];
        for form in forms {
            let canonical = JsonTree::parse(form).unwrap().canonical();
            assert_eq!(canonical, "{\"a\":\"é\",\"b\":[1.0,null]}");
        }
        assert_ne!(JsonTree::parse("1.0").unwrap(), JsonTree::parse("1").unwrap());
    }

    #[test]
    fn a_name_given_twice_and_what_lies_too_deep_are_refused() {
        for (text, about) in [
            ("{\"a\":1,\"a\":1}", "given twice"),
            ("[{\"a\":1,\"\\u0061\":2}]", "given twice"),
            ("[1", "EOF"),
            ("01", "invalid number"),
            ("1 2", "trailing"),
        ] {
            let error = JsonTree::parse(text).unwrap_err();
            assert!(error.to_string().contains(about), "{text}: {error}");
        }
        let deep = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        assert!(JsonTree::parse(&deep(DEEPEST)).is_ok());
        for levels in [DEEPEST + 1, 1_000_000] {
            assert!(JsonTree::parse(&deep(levels)).unwrap_err().to_string().contains("too deep"));
        }
    }
}
