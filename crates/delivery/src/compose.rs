//! Writes messages from the facts in the outbox.

mod account;
mod dispatches;
mod penalties;

use super::message::{EmailMessage, FigureTable, MessageItem, one_line};
use super::message_texts::MessageTexts;
use countersign_app::notifications::facts::{DeadlineChange, ReportFacts};
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::message::MessageKind;
use countersign_domain::status::Status;
use countersign_domain::zone::Zone;
use countersign_language::explanation::Why;
use countersign_language::text::Locale;
use penalties::Penalties;

pub use account::of_account;
pub use dispatches::of_dispatches;

/// Things that a message tells one by one; of the others it tells how many they are.
const TOLD: usize = 50;

#[derive(Clone, Debug)]
pub struct Reader {
    pub locale: Locale,
    /// What is said in it.
    pub words: MessageTexts,
    /// Their name.
    pub name: String,
    /// The company as whose member they get the letter.
    pub company: Option<String>,
    /// The time zone for times without a report.
    pub zone: Zone,
    /// The origin of the console.
    pub origin: String,
    /// The address to decline this kind of message.
    pub unsubscribe: Option<String>,
}

/// A report that a message is about.
#[derive(Clone, Debug)]
pub struct ReportItem {
    /// Its month.
    pub cycle: Cycle,
    pub vendor: String,
    pub facts: ReportFacts,
    /// The explanations of the system's decisions.
    pub whys: Vec<Why>,
}

impl Reader {
    /// An instant with the name of its zone, because mail is read anywhere.
    fn moment(&self, at: Instant, zone: &Zone) -> String {
        self.in_zone(self.locale.deadline(at, zone).words(), zone)
    }

    /// A deadline with its weekday and the name of its zone.
    fn deadline(&self, at: Instant, zone: &Zone) -> String {
        self.in_zone(self.locale.weekday_deadline(at, zone).words(), zone)
    }

    fn in_zone(&self, at: String, zone: &Zone) -> String {
        let zone = self.locale.zone(zone.name());
        self.words.say("mail-moment").with("at", at).with("zone", zone).to_string()
    }

    /// The company as whose member they get the message, on one line.
    fn company_name(&self) -> String {
        self.company.as_deref().map(one_line).unwrap_or_default()
    }

    fn message(&self, subject: &str, text: String) -> EmailMessage {
        let greeting = self.words.say("mail-greeting").with("name", one_line(&self.name));
        let greeting = greeting.with("company", self.company_name());
        EmailMessage {
            locale: self.locale,
            reader: one_line(&self.name),
            sender: None,
            subject: one_line(subject),
            paragraphs: vec![greeting.to_string().trim().to_owned(), text],
            advice: None,
            items: Vec::new(),
            more: None,
            action: None,
            notes: Vec::new(),
            why: String::new(),
            unsubscribe: None,
            unsubscribe_label: self.words.t("mail-unsubscribe"),
            proof: None,
        }
    }

    /// How many things there are that a message about so many does not tell.
    fn more(&self, count: usize) -> Option<String> {
        let more = count.checked_sub(TOLD).filter(|more| *more > 0)?;
        Some(self.words.say("mail-more").with("count", whole(more)).to_string())
    }

    /// The reason why a person gets messages about reports.
    fn why_reports(&self) -> String {
        self.words.say("mail-why-report").with("company", self.company_name()).to_string()
    }
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A message about reports, all of one kind and for one company.
///
/// # Errors
/// Fails if a time zone is invalid.
///
/// # Panics
/// Without a report.
pub fn of_reports(
    reader: &Reader,
    kind: MessageKind,
    reports: &[ReportItem],
) -> Result<EmailMessage, String> {
    let first = reports.first().expect("a message is about something");
    let (locale, words, count) = (reader.locale, &reader.words, whole(reports.len()));
    let zone = Zone::parse(&first.facts.zone)?;
    let deadline = locale.weekday_deadline(first.facts.deadline, &zone).words();
    let day = locale.deadline_day(first.facts.deadline, &zone).words();
    let penalties = Penalties::of(words, reports);
    let distributor = one_line(&first.facts.distributor);
    let say = |what: &str| {
        words
            .say_any(format!("mail-{}-{what}", kind.token()))
            .with("count", count)
            .with("month", locale.month(first.cycle))
            .with("vendor", one_line(&first.vendor))
            .with("partner", one_line(&first.facts.partner))
            .with("distributor", distributor.clone())
            .with("company", reader.company_name())
            .with("deadline", deadline.clone())
            .with("day", day.clone())
            .with("penalties", penalties.lines)
            .with("units", penalties.units.clone())
            .to_string()
    };
    let items = reports.iter().take(TOLD).map(|about| item(reader, kind, about));
    let items = items.collect::<Result<Vec<_>, _>>()?;
    let changes = reports.iter().any(|about| !about.facts.changes.is_empty());
    let open = reports.iter().any(|about| !about.facts.approved);
    let one = if let [one] = reports { Some(one) } else { None };
    Ok(EmailMessage {
        sender: sender(kind, first),
        items,
        more: reader.more(reports.len()),
        action: Some(match one {
            Some(about) => (words.t("mail-open-report"), address(reader, about)),
            None => (words.t("mail-open-list"), format!("{}/usage-reports", reader.origin)),
        }),
        advice: match kind {
            MessageKind::Reminder if changes => Some(words.t("mail-penalty-avoid")),
            MessageKind::Submitted if penalties.lines > 0 && open => Some(say("advice")),
            _ => None,
        },
        why: reader.why_reports(),
        unsubscribe: reader.unsubscribe.clone(),
        ..reader.message(&say("subject"), say("text"))
    })
}

/// In whose name a message comes: a partner hears from its distributor, a distributor from the
/// vendor that sent something back.
fn sender(kind: MessageKind, about: &ReportItem) -> Option<String> {
    let name = match kind {
        MessageKind::Returned => &about.vendor,
        MessageKind::Review => return None,
        _ => &about.facts.distributor,
    };
    Some(one_line(name)).filter(|name| !name.is_empty())
}

fn address(reader: &Reader, about: &ReportItem) -> String {
    format!("{}/usage-reports/{}", reader.origin, about.facts.id)
}

fn item(reader: &Reader, kind: MessageKind, about: &ReportItem) -> Result<MessageItem, String> {
    let (locale, facts) = (reader.locale, &about.facts);
    let zone = Zone::parse(&facts.zone)?;
    let (month, vendor) = (locale.month(about.cycle), one_line(&about.vendor));
    let title = match kind {
        MessageKind::Review | MessageKind::Returned => {
            format!("{} · {month} · {vendor}", one_line(&facts.partner))
        }
        _ => format!("{month} · {vendor}"),
    };
    let mut pairs = Vec::new();
    let mut tell = |key: &str, value: String| pairs.push((reader.words.t(key), value));
    match kind {
        MessageKind::Ready | MessageKind::Reminder | MessageKind::Rejected => {
            tell("mail-deadline", reader.deadline(facts.deadline, &zone));
        }
        MessageKind::Extended => {
            tell("mail-deadline", reader.deadline(facts.deadline, &zone));
            if let Some(before) = facts.deadline_was {
                tell("mail-deadline-was", reader.deadline(before, &zone));
            }
        }
        MessageKind::Submitted => {
            tell("mail-deadline", reader.deadline(facts.deadline, &zone));
            let status = if facts.approved { Status::Approved } else { Status::UnderReview };
            tell("mail-state", locale.status(status));
        }
        MessageKind::Review | MessageKind::Returned => {
            if let Some(by) = facts.review_by {
                tell("mail-review-by", reader.deadline(by, &zone));
            }
        }
        _ => {}
    }
    let reason = facts.reason.iter().map(|text| (None, text.clone()));
    let of_lines = facts.line_reasons.iter();
    let of_lines = of_lines.map(|(product, text)| (Some(one_line(product)), text.clone()));
    Ok(MessageItem {
        title,
        address: address(reader, about),
        facts: pairs,
        figures: figures(reader, kind, &facts.changes),
        quotes: reason.chain(of_lines).collect(),
        whys: about.whys.clone(),
    })
}

/// The changes of the deadline in units of each product.
fn figures(reader: &Reader, kind: MessageKind, changes: &[DeadlineChange]) -> Option<FigureTable> {
    let locale = reader.locale;
    let (caption, before, after) = match kind {
        MessageKind::Submitted => ("mail-penalties", "mail-without", "mail-charged"),
        _ => ("mail-coming", "mail-now", "mail-at-deadline"),
    };
    let row = |change: &DeadlineChange| {
        let more = change.to.micros().saturating_sub(change.from.micros());
        let product =
            reader.words.say("mail-product-unit").with("product", one_line(&change.product));
        [
            product.with("unit", one_line(&change.unit)).to_string(),
            locale.units(change.from),
            locale.units(change.to),
            locale.signed(more),
        ]
    };
    let head = ["mail-product", before, after, "mail-difference"];
    let head = head.map(|key| reader.words.t(key));
    let rows: Vec<_> = changes.iter().map(row).collect();
    (!rows.is_empty()).then(|| FigureTable { caption: reader.words.t(caption), head, rows })
}
