//! A dispatch attached to a message, by the same server as all others.

use super::content::Load;
use super::{Verdict, address, whole};
use crate::delivery::post::{self, Post};
use lettre::Message;
use lettre::message::header::ContentType;
use lettre::message::{Attachment, Mailbox, MultiPart};

/// Bytes of an attachment: many servers take no more.
const LARGEST: u64 = 20 << 20;

/// Sends it to all recipients in one message.
pub(super) async fn send(post: Option<&Post>, to: &str, load: Load) -> Verdict {
    let Some(post) = post else {
        return Verdict::later("no mail server is set up for this process (--smtp-url)");
    };
    match message(post, to, load) {
        Ok(message) => match post.hand_over(message).await {
            post::Verdict::Taken => Verdict::Sent,
            post::Verdict::Later(why) | post::Verdict::Away(why) => Verdict::Later(why),
            post::Verdict::Never(why) => Verdict::Never(why),
        },
        Err(why) => Verdict::never(why),
    }
}

fn message(post: &Post, to: &str, mut load: Load) -> Result<Message, String> {
    let recipients = address::recipients(to).map_err(|_| format!("{to:?} is no address"))?;
    let bytes = whole(&mut load.file, LARGEST).map_err(|error| error.to_string())?;
    let too_large = || format!("its file has more than {} MiB; use another way", LARGEST >> 20);
    let bytes = bytes.ok_or_else(too_large)?;
    let mut builder = post::head(&post.settings, &load.letter, &load.message_id, load.at);
    for recipient in recipients {
        builder = builder.to(Mailbox::new(None, post::reachable(&recipient)));
    }
    let kind = ContentType::parse(load.media_type).map_err(|error| error.to_string())?;
    let body = MultiPart::mixed()
        .multipart(post::body(&load.letter)?)
        .singlepart(Attachment::new(load.name).body(bytes, kind));
    builder.multipart(body).map_err(|error| error.to_string())
}
