//! What a refused cell or row should have instead: a code with its arguments, which each skin puts
//! into its reader's language. `Display` is the English of the command line, of the files of
//! problems, and of the API.

use super::file_fault::FileFault;
use super::problem::{Cause, ProblemKind, Reference};
use countersign_domain::actor::{CompanyKind, Role};
use countersign_domain::code::{CODE_EXPECTED, EMAIL_EXPECTED};
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::language;
use countersign_domain::quantity::QuantityError;
use countersign_domain::settings::Setting;
use countersign_domain::text::TextFault;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// What was expected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expected {
    /// A value, which is required.
    Value,
    /// A figure, which is required.
    Figure,
    /// The code of a vendor, because there is not exactly one.
    VendorCode,
    /// Bytes that are text.
    Utf8,
    /// A text within its bounds.
    Text(TextFault),
    /// A code.
    Code,
    /// A code that the file does not have twice.
    CodeOnce,
    /// A code that is not reserved.
    UnreservedCode,
    /// A code that no company of this kind has.
    CodeNotOf(CompanyKind),
    /// The code of something that is known.
    Known {
        /// The thing.
        thing: Thing,
        /// The code in the cell.
        code: String,
    },
    /// Something that is not retired.
    InUse,
    /// One of these words.
    OneOf(Vec<Cow<'static, str>>),
    /// The name of a role.
    Role,
    /// Yes or no.
    YesNo,
    /// A value of a setting.
    Setting(Setting),
    /// A number of decimals that a product can have.
    Decimals,
    /// The decimals that the product has, because it has readings.
    DecimalsOf(u8),
    /// The vendor that the product has, because it has readings.
    VendorOf,
    /// A product with at least so many decimals, because the subscription has readings.
    EnoughDecimals(u8),
    /// A time zone.
    Zone,
    /// The time zone that the region has, because one of its months has closed.
    ZoneOf(String),
    /// A currency.
    Currency,
    /// The tag of a language of the program.
    Language,
    /// An e-mail address.
    Email,
    /// An address that the file does not have twice for the company.
    EmailOnce,
    /// Another Administrator in the company first.
    OtherAdministrator,
    /// A UUID.
    Uuid,
    /// A date.
    Date,
    /// An instant.
    Instant,
    /// An instant that is not in the future.
    PastInstant,
    /// This instant or a later one, because the link last changed then.
    SinceLastChange(Instant),
    /// This instant or a later one, because the cycle is closed.
    SinceClosing {
        /// When the cycle closed.
        closing: Instant,
        /// The cycle.
        closed: Cycle,
    },
    /// An instant or a date.
    InstantOrDate,
    /// An instant at most 24 hours ahead.
    NotAhead,
    /// This instant or a later one, because earlier readings were purged.
    NotPurged(Instant),
    /// A quantity.
    Quantity(QuantityError),
    /// A decimal point, because of the separator of the file.
    DecimalPoint,
    /// One decimal mark, and nothing between thousands.
    OneMark,
    /// A row without text after a closing quote.
    NothingBehindQuote {
        /// The cell, shortened and in quotes.
        found: String,
    },
    /// A heading for a cell that has text.
    Heading {
        /// The text, shortened and in quotes.
        found: String,
        /// The number of the cell, from 1.
        cell: usize,
    },
    /// As many cells as the header has.
    Cells {
        /// How many the row has.
        found: usize,
        /// How many the header has.
        header: usize,
    },
    /// Another file: this one cannot be used, or not to its end.
    File(FileFault),
    /// English words: of a file of decisions, whose results are English, or of an import whose
    /// problems were stored before they had codes.
    #[serde(untagged)]
    InEnglish(Cow<'static, str>),
}

/// A thing that a cell names by its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Thing {
    /// A region.
    Region,
    /// A company of any kind.
    Company,
    /// A vendor.
    Vendor,
    /// A distributor.
    Distributor,
    /// A partner.
    Partner,
    /// A customer.
    Customer,
    /// A product.
    Product,
    /// A subscription.
    Subscription,
}

impl Thing {
    /// Its word in messages.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Company => "company",
            Self::Vendor => "vendor",
            Self::Distributor => "distributor",
            Self::Partner => "partner",
            Self::Customer => "customer",
            Self::Product => "product",
            Self::Subscription => "subscription",
        }
    }

    /// The things among which its code is unique.
    const fn space(self) -> ProblemKind {
        match self {
            Self::Region => ProblemKind::Region,
            Self::Company | Self::Vendor | Self::Distributor | Self::Partner => {
                ProblemKind::Company
            }
            Self::Customer => ProblemKind::Customer,
            Self::Product => ProblemKind::Product,
            Self::Subscription => ProblemKind::Subscription,
        }
    }
}

impl Expected {
    /// Why the cell is refused, for a reader that knows the form of each field.
    #[must_use]
    pub fn cause(&self) -> Cause {
        match self {
            Self::Value | Self::Figure | Self::VendorCode => Cause::Blank,
            Self::Known { thing, code } => {
                Cause::Unknown(Reference { kind: thing.space(), code: code.clone() })
            }
            Self::DecimalsOf(_) | Self::VendorOf | Self::ZoneOf(_) => Cause::Fixed,
            Self::UnreservedCode | Self::CodeNotOf(_) => Cause::Taken,
            Self::InUse => Cause::Retired,
            _ => Cause::Malformed,
        }
    }

    /// What was found, in English, where the row or the file as a whole is refused.
    #[must_use]
    pub fn found(&self) -> String {
        match self {
            Self::NothingBehindQuote { found } => found.clone(),
            Self::Heading { found, cell } => {
                format!("{found} in cell {cell}, which has no heading")
            }
            Self::Cells { found, .. } => format!("{found} cells"),
            Self::File(fault) => fault.to_string(),
            _ => String::new(),
        }
    }
}

impl From<TextFault> for Expected {
    fn from(fault: TextFault) -> Self {
        Self::Text(fault)
    }
}

impl From<QuantityError> for Expected {
    fn from(error: QuantityError) -> Self {
        Self::Quantity(error)
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(fault) => write!(f, "{fault}"),
            Self::CodeNotOf(kind) => write!(f, "a code that is not that of a {}", kind.token()),
            Self::Known { thing: Thing::Subscription, .. } => f.write_str("a known subscription"),
            Self::Known { thing, .. } => write!(f, "the code of a {}", thing.token()),
            Self::OneOf(words) => f.write_str(&one_of(words)),
            Self::Role => write!(f, "one of {}", Role::ALL.map(Role::name).join(", ")),
            Self::Language => write!(f, "one of the languages {}", language::CODES.join(", ")),
            Self::Setting(setting) => f.write_str(setting.expected()),
            Self::DecimalsOf(decimals) => {
                write!(f, "{decimals}, fixed because the product has readings")
            }
            Self::EnoughDecimals(decimals) => write!(
                f,
                "a product with at least {decimals} decimals: the subscription has readings"
            ),
            Self::ZoneOf(zone) => {
                write!(f, "{zone}, fixed because a month has closed with its subscriptions")
            }
            Self::SinceLastChange(last) => write!(f, "{last} or later: it last changed then"),
            Self::SinceClosing { closing, closed } => {
                write!(f, "{closing} or later: {closed} is closed")
            }
            Self::NotPurged(earliest) => {
                write!(f, "{earliest} or later: earlier readings were purged")
            }
            Self::Quantity(error) => write!(f, "{error}"),
            Self::Cells { header, .. } => write!(f, "{header} as in the header"),
            Self::InEnglish(words) => f.write_str(words),
            _ => f.write_str(self.words()),
        }
    }
}

impl Expected {
    /// The English words of what has no arguments.
    const fn words(&self) -> &'static str {
        match self {
            Self::Value => "a value: it is required",
            Self::Figure => "a number: it is required",
            Self::VendorCode => "the code of a vendor, because there is not exactly one",
            Self::Utf8 => "UTF-8 text without NUL",
            Self::Code => CODE_EXPECTED,
            Self::CodeOnce => "each code once in the file",
            Self::UnreservedCode => "another code: this one is reserved",
            Self::InUse => "one that is in use: this one is retired, and can be restored",
            Self::YesNo => "yes or no",
            Self::Decimals => "a whole number from 0 to 6",
            Self::VendorOf => "its present vendor, fixed because the product has readings",
            Self::Zone => "a time zone of the IANA database such as Europe/Berlin",
            Self::Currency => "three letters such as EUR",
            Self::Email => EMAIL_EXPECTED,
            Self::EmailOnce => "each address once per company in the file",
            Self::OtherAdministrator => "another Administrator in the company first",
            Self::Uuid => "a UUID such as 123e4567-e89b-12d3-a456-426614174000",
            Self::Date => "a date such as 2026-10-31",
            Self::Instant => "an instant such as 2026-11-01T08:30:00Z",
            Self::PastInstant => "an instant that is not in the future",
            Self::InstantOrDate => "an instant such as 2026-10-01T08:30:00Z or a date",
            Self::NotAhead => "an instant at most 24 hours from now",
            Self::DecimalPoint => {
                "a decimal point: only files with ; between the cells can have decimal commas"
            }
            Self::OneMark => {
                "a figure with one decimal mark and nothing between thousands, such as 1234,5"
            }
            Self::NothingBehindQuote { .. } => "nothing between a closing quote and the next cell",
            Self::Heading { .. } => "a heading for it, or nothing",
            // Either a file, whose fault says it all, or written by `Display` with its arguments.
            _ => "",
        }
    }
}

/// Words as a choice: `peak, average or last`.
fn one_of(words: &[Cow<'static, str>]) -> String {
    match words {
        [] => String::new(),
        [only] => only.to_string(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_stored_as_a_code_and_an_earlier_text_stays_as_it_is() {
        let stored = |expected: &Expected| serde_json::to_string(expected).unwrap();
        let read = |text: &str| serde_json::from_str::<Expected>(text).unwrap();
        let unknown = Expected::Known { thing: Thing::Partner, code: "P9".to_owned() };
        for (expected, text) in [
            (Expected::Value, "\"value\""),
            (unknown, "{\"known\":{\"thing\":\"partner\",\"code\":\"P9\"}}"),
            (Expected::Setting(Setting::ReminderDays), "{\"setting\":\"reminder_days\"}"),
            (Expected::InEnglish("the code of a partner".into()), "\"the code of a partner\""),
            (Expected::InEnglish("".into()), "\"\""),
        ] {
            assert_eq!((stored(&expected).as_str(), read(text)), (text, expected));
        }
    }

    #[test]
    fn words_are_a_choice() {
        let words = ["peak", "average", "last"].map(Cow::Borrowed);
        assert_eq!(one_of(&words), "peak, average or last");
        assert_eq!(one_of(&words[..1]), "peak");
    }
}
