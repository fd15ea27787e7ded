//! Puts what the outbox holds into words.

use super::letter::{Figures, Item, Letter, one_line};
use crate::console::text::Locale;
use crate::messages::facts::{AccountFacts, Change, ReportFacts};
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::message::Kind;
use countersign_domain::status::Status;
use countersign_domain::zone::Zone;

/// Things that a letter tells one by one; of the others it tells how many they are.
const TOLD: usize = 50;

/// Who reads it, and how.
#[derive(Clone, Debug)]
pub struct Reader {
    /// Their language.
    pub locale: Locale,
    /// Their name.
    pub name: String,
    /// The company that they are told as.
    pub company: Option<String>,
    /// The zone of times that belong to no report.
    pub zone: Zone,
    /// Scheme and host of the console.
    pub origin: String,
    /// Where to decline what can be declined.
    pub unsubscribe: Option<String>,
}

/// A report of a letter.
#[derive(Clone, Debug)]
pub struct About {
    /// Its month.
    pub cycle: Cycle,
    /// Name of its vendor.
    pub vendor: String,
    /// What is told of it.
    pub facts: ReportFacts,
}

impl Reader {
    fn t(&self, key: &str) -> String {
        self.locale.t(key)
    }

    /// An instant in a zone, which is named: mail is read anywhere.
    fn moment(&self, at: Instant, zone: &Zone) -> String {
        format!("{} ({})", self.locale.deadline(at, zone).words(), zone.name())
    }

    fn letter(&self, subject: &str, text: String) -> Letter {
        let greeting = self.locale.say("mail-greeting").with_text("name", one_line(&self.name));
        Letter {
            locale: self.locale,
            reader: one_line(&self.name),
            sender: None,
            subject: one_line(subject),
            paragraphs: vec![greeting.to_string(), text],
            items: Vec::new(),
            more: None,
            action: None,
            notes: Vec::new(),
            why: String::new(),
            unsubscribe: None,
        }
    }
}

/// A letter about reports, all of one kind and for one company.
///
/// # Errors
/// Where a time zone is none.
///
/// # Panics
/// Without a report.
pub fn of_reports(reader: &Reader, kind: Kind, reports: &[About]) -> Result<Letter, String> {
    let first = reports.first().expect("a letter is about something");
    let (locale, count) = (reader.locale, i64::try_from(reports.len()).unwrap_or(i64::MAX));
    let zone = Zone::parse(&first.facts.zone)?;
    let deadline = locale.deadline(first.facts.deadline, &zone).words();
    let say = |what: &str| {
        locale
            .say_any(format!("mail-{}-{what}", kind.token()))
            .with("count", count)
            .with("month", locale.month(first.cycle))
            .with("partner", one_line(&first.facts.partner))
            .with("deadline", deadline.clone())
            .to_string()
    };
    let items = reports.iter().take(TOLD).map(|about| item(reader, kind, about));
    let items = items.collect::<Result<Vec<_>, _>>()?;
    let more = reports.len().saturating_sub(TOLD);
    let more = i64::try_from(more).ok().filter(|more| *more > 0);
    let changes = reports.iter().any(|about| !about.facts.changes.is_empty());
    let company = reader.company.as_deref().map(one_line).unwrap_or_default();
    let one = if let [one] = reports { Some(one) } else { None };
    Ok(Letter {
        sender: sender(kind, first),
        items,
        more: more.map(|more| locale.say("mail-more").with("count", more).to_string()),
        action: Some(match one {
            Some(about) => (reader.t("mail-open-report"), address(reader, about)),
            None => (reader.t("mail-open-list"), format!("{}/usage-reports", reader.origin)),
        }),
        notes: match kind {
            Kind::Reminder if changes => vec![reader.t("mail-penalty-avoid")],
            _ => Vec::new(),
        },
        why: locale.say("mail-why-report").with("company", company).to_string(),
        unsubscribe: reader.unsubscribe.clone(),
        ..reader.letter(&say("subject"), say("text"))
    })
}

/// In whose name a letter comes: a partner hears from its distributor, a distributor from the
/// vendor that sent something back.
fn sender(kind: Kind, about: &About) -> Option<String> {
    let name = match kind {
        Kind::Returned => &about.vendor,
        Kind::Review => return None,
        _ => &about.facts.distributor,
    };
    Some(one_line(name)).filter(|name| !name.is_empty())
}

fn address(reader: &Reader, about: &About) -> String {
    format!("{}/usage-reports/{}", reader.origin, about.facts.id)
}

fn item(reader: &Reader, kind: Kind, about: &About) -> Result<Item, String> {
    let (locale, facts) = (reader.locale, &about.facts);
    let zone = Zone::parse(&facts.zone)?;
    let (month, vendor) = (locale.month(about.cycle), one_line(&about.vendor));
    let title = match kind {
        Kind::Review | Kind::Returned => {
            format!("{} · {month} · {vendor}", one_line(&facts.partner))
        }
        _ => format!("{month} · {vendor}"),
    };
    let mut told = Vec::new();
    let mut tell = |key: &str, value: String| told.push((reader.t(key), value));
    match kind {
        Kind::Ready | Kind::Reminder | Kind::Rejected => {
            tell("mail-deadline", reader.moment(facts.deadline, &zone));
        }
        Kind::Submitted => {
            let status = if facts.approved { Status::Approved } else { Status::UnderReview };
            tell("mail-state", locale.status(status));
        }
        Kind::Review | Kind::Returned => {
            if let Some(by) = facts.review_by {
                tell("mail-review-by", reader.moment(by, &zone));
            }
        }
        _ => {}
    }
    let reason = facts.reason.iter().map(|text| (None, text.clone()));
    let of_lines = facts.line_reasons.iter();
    let of_lines = of_lines.map(|(product, text)| (Some(one_line(product)), text.clone()));
    Ok(Item {
        title,
        address: address(reader, about),
        facts: told,
        figures: figures(reader, kind, &facts.changes),
        quotes: reason.chain(of_lines).collect(),
    })
}

/// What the deadline changes, or has changed, in units of each product.
fn figures(reader: &Reader, kind: Kind, changes: &[Change]) -> Option<Figures> {
    let locale = reader.locale;
    let (caption, before, after) = match kind {
        Kind::Submitted => ("mail-penalties", "mail-without", "mail-charged"),
        _ => ("mail-coming", "mail-now", "mail-at-deadline"),
    };
    let row = |change: &Change| {
        let more = change.to.micros().saturating_sub(change.from.micros());
        [
            one_line(&change.product),
            one_line(&change.unit),
            locale.units(change.from),
            locale.units(change.to),
            locale.signed(more),
        ]
    };
    let head = ["mail-product", "mail-unit", before, after, "mail-difference"];
    let head = head.map(|key| reader.t(key));
    let rows: Vec<_> = changes.iter().map(row).collect();
    (!rows.is_empty()).then(|| Figures { caption: reader.t(caption), head, rows })
}

/// A letter about the reader's account. `token` is that of its link.
///
/// # Errors
/// Where a link was to be sent and is not there any more.
pub fn of_account(
    reader: &Reader,
    kind: Kind,
    facts: &AccountFacts,
    token: Option<&str>,
) -> Result<Letter, String> {
    let locale = reader.locale;
    let company = reader.company.as_deref().map_or_else(|| "Countersign".to_owned(), one_line);
    let say = |what: &str| {
        let message = locale.say_any(format!("mail-{}-{what}", kind.token()));
        message.with("company", company.clone()).to_string()
    };
    let host = reader.origin.split_once("://").map_or(reader.origin.as_str(), |(_, host)| host);
    let mut letter = Letter {
        sender: reader.company.as_deref().map(one_line).filter(|name| !name.is_empty()),
        why: locale.say("mail-why-account").with_text("host", host).to_string(),
        ..reader.letter(&say("subject"), say("text"))
    };
    if kind.lets_in() {
        let gone = || "its link was sent before, or opens nothing any more".to_owned();
        let token = token.ok_or_else(gone)?;
        let address = format!("{}/link/{token}", reader.origin);
        letter.action = Some((say("button"), address));
        if let Some(until) = facts.until {
            let until = reader.moment(until, &reader.zone);
            letter.notes.push(locale.say("mail-link-until").with("until", until).to_string());
        }
    } else {
        let mut told = vec![(reader.t("mail-when"), reader.moment(facts.at, &reader.zone))];
        for (key, value) in [("mail-browser", &facts.device), ("mail-address", &facts.address)] {
            told.extend(value.iter().map(|text| (reader.t(key), one_line(text))));
        }
        letter.items.push(Item { title: say("subject"), facts: told, ..Item::default() });
        letter.action = Some((say("button"), format!("{}/account", reader.origin)));
        letter.notes.push(say("note"));
    }
    Ok(letter)
}
