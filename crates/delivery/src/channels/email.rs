//! Sends a dispatch as an attachment, through the same server as all other messages.

use super::file::whole;
use super::payload::Payload;
use super::verdict::DeliveryVerdict;
use crate::mailer::{self, Mailer};
use countersign_app::channels::address;
use lettre::Message;
use lettre::message::header::ContentType;
use lettre::message::{Attachment, Mailbox, MultiPart};

/// The largest attachment: many servers accept no more.
const LARGEST: u64 = 20 << 20;

/// Sends it to all recipients in one message.
pub(super) async fn send(mailer: Option<&Mailer>, to: &str, payload: Payload) -> DeliveryVerdict {
    let Some(mailer) = mailer else {
        return DeliveryVerdict::later("no mail server is set up for this process (--smtp-url)");
    };
    match message(mailer, to, payload) {
        Ok(message) => match mailer.hand_over(message).await {
            mailer::MailVerdict::Taken => DeliveryVerdict::Sent,
            mailer::MailVerdict::Later(why) | mailer::MailVerdict::Away(why) => {
                DeliveryVerdict::Later(why)
            }
            mailer::MailVerdict::Never(why) => DeliveryVerdict::Never(why),
        },
        Err(why) => DeliveryVerdict::never(why),
    }
}

fn message(mailer: &Mailer, to: &str, mut payload: Payload) -> Result<Message, String> {
    let recipients = address::recipients(to).map_err(|_| format!("{to:?} is not an address"))?;
    let bytes = whole(&mut payload.file, LARGEST).map_err(|error| error.to_string())?;
    let too_large = || format!("its file has more than {} MiB; use another channel", LARGEST >> 20);
    let bytes = bytes.ok_or_else(too_large)?;
    let mut builder =
        mailer::head(&mailer.settings, &payload.message, &payload.message_id, payload.at);
    for recipient in recipients {
        builder = builder.to(Mailbox::new(None, mailer::reachable(&recipient)));
    }
    let kind = ContentType::parse(payload.media_type).map_err(|error| error.to_string())?;
    let body = MultiPart::mixed()
        .multipart(mailer::body(&payload.message)?)
        .singlepart(Attachment::new(payload.name).body(bytes, kind));
    builder.multipart(body).map_err(|error| error.to_string())
}
