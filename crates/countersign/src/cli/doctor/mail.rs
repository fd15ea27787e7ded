//! Checks that the mail server accepts a connection, and sends a test message on request.

use super::finding::DoctorFinding;
use countersign_app::random::{Random, SystemRandom};
use countersign_delivery::mailer::{MailVerdict, Mailer};
use countersign_delivery::message::EmailMessage;
use countersign_delivery::outbound_config::OutboundConfig;
use countersign_domain::instant::Instant;
use countersign_language::text::Locale;

const ADVICE: &str = "See docs/operating/mail.md.";

/// What the server says.
pub(super) async fn look(
    outbound: &OutboundConfig,
    to: Option<&str>,
    now: Instant,
) -> DoctorFinding {
    let Some(settings) = outbound.mail.clone() else {
        return DoctorFinding::warning(
            "mail",
            "No mail server is set up, so messages wait in the outbox.",
            "Give one with --smtp-url and --mail-from.",
        );
    };
    let server = format!("{}:{}", settings.server.host, settings.server.port);
    let mailer = match Mailer::new(settings) {
        Ok(mailer) => mailer,
        Err(why) => return DoctorFinding::failure("mail", format!("{why}."), ADVICE),
    };
    let Some(to) = to else {
        return match mailer.greet().await {
            Ok(()) => DoctorFinding::ok("mail", format!("{server} lets us in.")),
            Err(why) => DoctorFinding::failure(
                "mail",
                format!("{server} does not let us in: {why}."),
                ADVICE,
            ),
        };
    };
    let id = format!("{}@{}", (&SystemRandom as &dyn Random).id(), outbound.domain());
    match mailer.send(&letter(to), to, &id, now).await {
        MailVerdict::Taken => DoctorFinding::ok(
            "mail",
            format!("{server} took a test message to {to}; look whether it came."),
        ),
        MailVerdict::Later(why) | MailVerdict::Never(why) | MailVerdict::Away(why) => {
            DoctorFinding::failure(
                "mail",
                format!("{server} took no message to {to}: {why}."),
                ADVICE,
            )
        }
    }
}

fn letter(to: &str) -> EmailMessage {
    EmailMessage {
        locale: Locale::default(),
        reader: to.to_owned(),
        sender: None,
        subject: "A test message of Countersign".to_owned(),
        paragraphs: vec!["This is a test. You can delete it.".to_owned()],
        advice: None,
        items: Vec::new(),
        more: None,
        action: None,
        notes: Vec::new(),
        why: "The operator asked for it with countersign doctor --mail-to.".to_owned(),
        unsubscribe: None,
        unsubscribe_label: String::new(),
        proof: None,
    }
}
