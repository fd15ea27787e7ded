//! Mappings of events: where the subscription and the figures of a reading are in the events
//! (CloudEvents) of one type.
//!
//! A reading always has provisioned units and may have none used, so a mapping always says where
//! the provisioned units are.

use crate::export::content_hash;
use crate::history::Hash;
use crate::text::TextKind;
use std::borrow::Cow;
use std::fmt::{self, Display, Formatter};

/// The most mappings: each request with events reads them all.
pub const MOST_MAPPINGS: usize = 1_000;
/// The most bytes of a pointer.
const LONGEST_POINTER: usize = 200;
/// The word for the subject of an event, where a pointer into its data may be given instead.
const SUBJECT: &str = "subject";

/// The form of a pointer that is expected.
pub const POINTER_EXPECTED: &str = "a JSON pointer into the data, such as /seats/used";

/// A JSON pointer (RFC 6901) to a value in the data of an event. It is never the data as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonPointer(String);

impl JsonPointer {
    /// Reads a pointer.
    ///
    /// # Errors
    /// The form that is expected.
    pub fn parse(text: &str) -> Result<Self, String> {
        let is_escaped = |token: &str| {
            token.split('~').skip(1).all(|after| after.starts_with('0') || after.starts_with('1'))
        };
        let fits = text.len() <= LONGEST_POINTER
            && text.strip_prefix('/').is_some_and(|rest| rest.split('/').all(is_escaped))
            && !text.chars().any(char::is_control);
        if fits { Ok(Self(text.to_owned())) } else { Err(POINTER_EXPECTED.to_owned()) }
    }

    /// The pointer as it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The names of the members, from the outermost on.
    pub fn members(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.0.split('/').skip(1).map(|token| match token.contains('~') {
            true => Cow::Owned(token.replace("~1", "/").replace("~0", "~")),
            false => Cow::Borrowed(token),
        })
    }
}

impl Display for JsonPointer {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where the code of the subscription is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SubscriptionPlace {
    /// It is the subject of the event.
    Subject,
    /// It is in the data.
    Data(JsonPointer),
}

impl SubscriptionPlace {
    /// Reads `subject`, or a pointer.
    ///
    /// # Errors
    /// The forms that are expected.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text == SUBJECT {
            return Ok(Self::Subject);
        }
        let expected = |_| format!("{SUBJECT}, or {POINTER_EXPECTED}");
        JsonPointer::parse(text).map(Self::Data).map_err(expected)
    }
}

impl Display for SubscriptionPlace {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Subject => f.write_str(SUBJECT),
            Self::Data(pointer) => pointer.fmt(f),
        }
    }
}

/// How the events of a type become readings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventMapping {
    /// The type of the events.
    pub event_type: String,
    /// Where the code of the subscription is.
    pub subscription: SubscriptionPlace,
    /// Where the provisioned units are.
    pub provisioned: JsonPointer,
    /// Where the used units are; none if the events have none.
    pub used: Option<JsonPointer>,
}

impl EventMapping {
    /// The hash of all that decides how an event is read.
    #[must_use]
    pub fn hash(&self) -> Hash {
        let subscription = self.subscription.to_string();
        let used = self.used.as_ref().map_or("", JsonPointer::text);
        let parts = [&self.event_type, subscription.as_str(), self.provisioned.text(), used];
        content_hash(&format!("{parts:?}"))
    }
}

impl Display for EventMapping {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { subscription, provisioned, used, .. } = self;
        write!(f, "subscription {subscription}, provisioned {provisioned}")?;
        used.as_ref().map_or(Ok(()), |used| write!(f, ", used {used}"))
    }
}

/// Whether events can have this type.
#[must_use]
pub fn is_event_type(text: &str) -> bool {
    TextKind::Name.check(text).is_ok() && text.trim() == text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_names_a_member_of_the_data() {
        for (text, members) in [
            ("/used", &["used"][..]),
            ("/seats/0/used", &["seats", "0", "used"]),
            ("/a~1b/~01", &["a/b", "~1"]),
            ("/", &[""]),
        ] {
            let pointer = JsonPointer::parse(text).unwrap();
            assert_eq!(pointer.members().collect::<Vec<_>>(), members);
            assert_eq!(pointer.text(), text);
        }
        let long = format!("/{}", "x".repeat(LONGEST_POINTER));
        for wrong in ["", "used", "#/used", "/a~2", "/a~", "/a\n", &long] {
            assert!(JsonPointer::parse(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn the_subscription_is_the_subject_or_in_the_data() {
        assert_eq!(SubscriptionPlace::parse("subject"), Ok(SubscriptionPlace::Subject));
        for text in ["subject", "/subject"] {
            assert_eq!(SubscriptionPlace::parse(text).unwrap().to_string(), text);
        }
        assert!(SubscriptionPlace::parse("source").unwrap_err().contains("subject, or"));
    }

    #[test]
    fn each_part_of_a_mapping_changes_its_hash() {
        let pointer = |text| JsonPointer::parse(text).unwrap();
        let mapping = EventMapping {
            event_type: "usage".to_owned(),
            subscription: SubscriptionPlace::Subject,
            provisioned: pointer("/a"),
            used: Some(pointer("/b")),
        };
        let others = [
            EventMapping { event_type: "other".to_owned(), ..mapping.clone() },
            EventMapping { used: None, ..mapping.clone() },
            EventMapping { used: Some(pointer("/a")), ..mapping.clone() },
            EventMapping { provisioned: pointer("/b"), ..mapping.clone() },
            EventMapping {
                subscription: SubscriptionPlace::Data(pointer("/s")),
                ..mapping.clone()
            },
        ];
        assert!(others.iter().all(|other| other.hash() != mapping.hash()));
        let read_alike =
            EventMapping { used: None, provisioned: pointer("/a, used /b"), ..mapping.clone() };
        assert_eq!(read_alike.to_string(), mapping.to_string());
        assert!(read_alike.hash() != mapping.hash());
    }

    #[test]
    fn a_type_is_a_text_that_people_can_see() {
        for (text, is) in [("com.example.usage", true), ("", false), (" x", false), ("a\n", false)]
        {
            assert_eq!(is_event_type(text), is, "{text:?}");
        }
    }
}
