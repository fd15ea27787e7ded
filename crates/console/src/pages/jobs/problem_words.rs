//! The problems of an import in the reader's language, each as one sentence or two.

use countersign_app::formats::expected::Expected;
use countersign_app::formats::file_fault::FileFault;
use countersign_domain::actor::Role;
use countersign_domain::instant::Instant;
use countersign_domain::language;
use countersign_domain::quantity::{MAX_DECIMALS, QuantityError};
use countersign_domain::settings::Setting;
use countersign_domain::text::TextFault;
use countersign_language::text::{Locale, Message};
use std::borrow::Borrow;

/// The text of a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ProblemText {
    pub(super) text: String,
    /// Whether it is English in every language: it was stored before problems had codes.
    pub(super) is_english: bool,
}

impl ProblemText {
    /// What to write instead.
    pub(super) fn of(locale: Locale, expected: &Expected) -> Self {
        let say = |key| locale.say(key);
        let from = |message: Message, from: &Instant| message.with_text("from", from);
        let message = match expected {
            Expected::InEnglish(words) => {
                return Self { text: words.to_string(), is_english: true };
            }
            Expected::Value => say("row-problem-value"),
            Expected::Figure => say("row-problem-figure"),
            Expected::VendorCode => say("row-problem-vendor-code"),
            Expected::Utf8 => say("row-problem-utf8"),
            Expected::Text(fault) => of_text(locale, *fault),
            Expected::Code => say("row-problem-code"),
            Expected::CodeOnce => say("row-problem-code-once"),
            Expected::UnreservedCode => say("row-problem-code-reserved"),
            Expected::CodeNotOf(kind) => say("row-problem-code-taken").with("kind", kind.token()),
            Expected::Known { thing, .. } => {
                say("row-problem-unknown").with("thing", thing.token())
            }
            Expected::InUse => say("directory-wrong-retired"),
            Expected::OneOf(words) => one_of(locale, say("row-problem-one-of"), words),
            Expected::Role => one_of(locale, say("row-problem-role"), &Role::ALL.map(Role::name)),
            Expected::Language => one_of(locale, say("row-problem-language"), language::CODES),
            Expected::YesNo => say("row-problem-yes-no"),
            Expected::Setting(setting) => of_setting(locale, *setting),
            Expected::Decimals => whole(locale, 0, i64::from(MAX_DECIMALS)),
            Expected::DecimalsOf(it) => say("row-problem-decimals-fixed").with("decimals", *it),
            Expected::VendorOf => say("row-problem-vendor-fixed"),
            Expected::EnoughDecimals(it) => say("row-problem-enough-decimals").with("count", *it),
            Expected::Zone => say("row-problem-zone"),
            Expected::ZoneOf(zone) => say("row-problem-zone-fixed").with_text("zone", zone),
            Expected::Currency => say("row-problem-currency"),
            Expected::Email => say("row-problem-email"),
            Expected::EmailOnce => say("row-problem-email-once"),
            Expected::OtherAdministrator => say("row-problem-administrator"),
            Expected::Uuid => say("directory-wrong-company-id"),
            Expected::Date => say("row-problem-date"),
            Expected::Instant => say("row-problem-instant"),
            Expected::PastInstant => say("row-problem-past"),
            Expected::SinceLastChange(last) => from(say("row-problem-last-change"), last),
            Expected::SinceClosing { closing, closed } => {
                from(say("row-problem-closed"), closing).with("month", locale.month(*closed))
            }
            Expected::InstantOrDate => say("row-problem-instant-or-date"),
            Expected::NotAhead => say("row-problem-ahead"),
            Expected::NotPurged(earliest) => from(say("row-problem-purged"), earliest),
            Expected::Quantity(error) => of_quantity(locale, *error),
            Expected::DecimalPoint => say("row-problem-decimal-point"),
            Expected::OneMark => say("row-problem-one-mark"),
            Expected::NothingBehindQuote { found } => {
                say("row-problem-quote").with_text("found", found)
            }
            Expected::Heading { found, cell } => {
                say("row-problem-heading").with_text("found", found).with("cell", *cell)
            }
            Expected::Cells { found, header } => {
                say("row-problem-cells").with("found", *found).with("header", *header)
            }
            Expected::File(fault) => of_file(locale, fault),
        };
        Self { text: message.to_string(), is_english: false }
    }
}

/// What a page says of a refused cell, or of a row or a file that is refused as a whole.
pub(super) struct Wanted {
    /// What was found; where the whole is refused, the sentence about it.
    pub(super) found: ProblemText,
    /// What to write instead, where `found` does not say so.
    pub(super) expected: Option<ProblemText>,
}

impl Wanted {
    pub(super) fn of(locale: Locale, is_cell: bool, found: String, expected: &Expected) -> Self {
        let text = ProblemText::of(locale, expected);
        if !is_cell && !text.is_english {
            return Self { found: text, expected: None };
        }
        let found = ProblemText { text: found, is_english: !is_cell };
        Self { found, expected: Some(text).filter(|it| !it.text.is_empty()) }
    }
}

fn one_of(locale: Locale, message: Message, words: &[impl Borrow<str>]) -> Message {
    message.with("words", locale.items(words))
}

fn whole(locale: Locale, from: i64, to: i64) -> Message {
    locale.say("row-problem-whole").with("from", from).with("to", to)
}

fn of_text(locale: Locale, fault: TextFault) -> Message {
    match fault {
        TextFault::TooLong { longest } => locale.say("row-problem-too-long").with("most", longest),
        TextFault::Control { .. } => locale.say("row-problem-control"),
        TextFault::Unseen => locale.say("row-problem-unseen"),
        TextFault::Blank => locale.say("row-problem-unseeable"),
    }
}

fn of_setting(locale: Locale, setting: Setting) -> Message {
    match setting {
        Setting::OverProvisioningThresholdPercent => locale.say("row-problem-percent"),
        Setting::ReminderDays => locale.say("row-problem-reminders"),
        _ => setting.range().map_or_else(
            || locale.say("row-problem-yes-no"),
            |range| whole(locale, *range.start(), *range.end()),
        ),
    }
}

fn of_quantity(locale: Locale, error: QuantityError) -> Message {
    match error {
        QuantityError::NotANumber => locale.say("row-problem-number"),
        QuantityError::Exponent => locale.say("row-problem-exponent"),
        QuantityError::Negative => locale.say("report-error-negative"),
        QuantityError::TooLarge => locale.say("report-error-too-large"),
        QuantityError::TooManyDecimals { allowed } => {
            locale.say("report-error-decimals").with("count", allowed)
        }
    }
}

fn of_file(locale: Locale, fault: &FileFault) -> Message {
    let say = |key| locale.say(key);
    match fault {
        FileFault::Unopened(error) => say("file-problem-unopened").with_text("error", error),
        FileFault::Unread(error) => say("file-problem-unread").with_text("error", error),
        FileFault::Gzip(error) => say("file-problem-gzip").with_text("error", error),
        FileFault::Bomb(times) => say("file-problem-bomb").with_text("times", times),
        FileFault::Utf16 => say("file-problem-utf16"),
        FileFault::Empty => say("file-problem-empty"),
        FileFault::BrokenHeader => say("file-problem-broken-header"),
        FileFault::HeaderNotText => say("file-problem-header-not-text"),
        FileFault::UnknownColumn { found, known } => {
            say("file-problem-unknown-column").with_text("found", found).with_text("known", known)
        }
        FileFault::ColumnTwice(name) => say("file-problem-column-twice").with_text("name", name),
        FileFault::NoColumn(name) => say("file-problem-no-column").with_text("name", name),
        FileFault::MixedMarks { comma, point } => {
            say("file-problem-marks").with_text("comma", comma).with_text("point", point)
        }
        FileFault::CutOff(row) => say("file-problem-cut").with_text("row", row),
        FileFault::TooManyCells(row) => say("file-problem-cells").with_text("row", row),
        FileFault::TooLong(row) => say("file-problem-long").with_text("row", row),
        FileFault::Conflict => say("file-problem-conflict"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use countersign_app::formats::expected::Thing;
    use countersign_domain::actor::CompanyKind;
    use std::collections::BTreeSet;

    #[test]
    fn every_thing_and_every_kind_of_company_has_its_sentence_in_every_language() {
        let things = [
            Thing::Region,
            Thing::Company,
            Thing::Vendor,
            Thing::Distributor,
            Thing::Partner,
            Thing::Customer,
            Thing::Product,
            Thing::Subscription,
        ];
        let unknown = things.map(|thing| Expected::Known { thing, code: "X".to_owned() });
        let taken = CompanyKind::ALL.map(Expected::CodeNotOf);
        let texts: BTreeSet<String> = Locale::ALL
            .into_iter()
            .flat_map(|locale| unknown.iter().chain(&taken).map(move |it| (locale, it)))
            .map(|(locale, expected)| ProblemText::of(locale, expected).text)
            .collect();
        assert_eq!(texts.len(), Locale::ALL.len() * (things.len() + CompanyKind::ALL.len()));
    }

    #[test]
    fn an_earlier_text_stays_english() {
        let earlier = Expected::InEnglish("the code of a partner".into());
        let text = ProblemText::of(Locale::German, &earlier);
        assert_eq!((text.text.as_str(), text.is_english), ("the code of a partner", true));
    }
}
