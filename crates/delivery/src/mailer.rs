//! Hands messages to the mail server.

use super::message::EmailMessage;
use super::settings::{MailEncryption, MailSettings};
use countersign_domain::email::ascii_domain;
use countersign_domain::instant::Instant;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MessageBuilder, MultiPart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{Error, PoolConfig};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::time::{Duration, UNIX_EPOCH};

/// Connections to the server: messages are sent one after the other.
const CONNECTIONS: u32 = 1;
/// How long an idle connection is kept.
const KEPT: Duration = Duration::from_secs(30);
/// The name of the attachment with the proofs.
const PROOF: &str = "countersign-proof.txt";
/// Characters of a server's response that are kept.
const TOLD: usize = 300;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailVerdict {
    /// The server took it.
    Taken,
    /// It is retried; the server's response.
    Later(String),
    /// It is given up; the server's response.
    Never(String),
    /// The server could not be reached or broke off, so other messages would fail too.
    Away(String),
}

pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    /// How it is reached.
    pub settings: MailSettings,
}

impl Mailer {
    /// A mailer with these settings. Nothing is sent yet.
    ///
    /// # Errors
    /// Fails if the machine's certificates cannot be used.
    pub fn new(settings: MailSettings) -> Result<Self, String> {
        let server = &settings.server;
        let tls = || TlsParameters::new(server.host.clone()).map_err(|error| error.to_string());
        let tls = match server.encryption {
            MailEncryption::Tls => Tls::Wrapper(tls()?),
            MailEncryption::StartTls => Tls::Required(tls()?),
            MailEncryption::None => Tls::None,
        };
        let builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&server.host)
            .port(server.port)
            .tls(tls)
            .timeout(Some(settings.patience))
            .hello_name(ClientId::Domain(settings.from.domain().to_owned()))
            .pool_config(PoolConfig::new().max_size(CONNECTIONS).idle_timeout(KEPT));
        let transport = match &settings.login {
            Some(login) => {
                builder.credentials(Credentials::new(login.user.clone(), login.password.clone()))
            }
            None => builder,
        };
        Ok(Self { transport: transport.build(), settings })
    }

    /// Connects to the server, signs in if there is an account, and sends nothing.
    ///
    /// # Errors
    /// Why the server refuses the connection or the account.
    pub async fn greet(&self) -> Result<(), String> {
        let connected = self.transport.test_connection();
        match tokio::time::timeout(self.settings.patience, connected).await {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) => Err("it does not answer as a mail server".to_owned()),
            Ok(Err(error)) => Err(error_chain(&error)),
            Err(_) => Err("it did not answer in time".to_owned()),
        }
    }

    /// Sends a message.
    pub async fn send(
        &self,
        message: &EmailMessage,
        to: &str,
        message_id: &str,
        at: Instant,
    ) -> MailVerdict {
        match mime_message(&self.settings, message, to, message_id, at) {
            Ok(message) => self.hand_over(message).await,
            Err(why) => MailVerdict::Never(why),
        }
    }

    /// Hands a message to the server.
    pub(super) async fn hand_over(&self, message: Message) -> MailVerdict {
        let to = message.envelope().to();
        let beyond_ascii = to.iter().find(|to| !AsRef::<str>::as_ref(to).is_ascii()).cloned();
        let sending = self.transport.send(message);
        match tokio::time::timeout(self.settings.patience, sending).await {
            Ok(Ok(_)) => MailVerdict::Taken,
            Ok(Err(error)) => match beyond_ascii.filter(|_| lacks_utf8(&error)) {
                Some(to) => MailVerdict::Never(format!(
                    "the mail server cannot deliver to {to}: it does not offer SMTPUTF8"
                )),
                None => verdict(&error),
            },
            Err(_) => MailVerdict::Away("the mail server did not answer in time".to_owned()),
        }
    }
}

/// Whether the server accepts ASCII addresses only. The client reports this before it sends
/// anything, and no later attempt would succeed.
fn lacks_utf8(error: &Error) -> bool {
    error.is_client() && error_chain(error).contains("SMTPUTF8")
}

/// An address in the form that every server accepts, as far as possible: its domain in the form of
/// the domain name system.
pub(super) fn reachable(address: &Address) -> Address {
    let domain = ascii_domain(address.domain());
    Address::new(address.user(), &domain).unwrap_or_else(|_| address.clone())
}

/// The meaning of an error for the message. A refused account or a missing encryption is not the
/// message's fault, however final the server's response is.
fn verdict(error: &Error) -> MailVerdict {
    let reason = error_chain(error);
    let code = error.status().map(u16::from);
    match code {
        Some(421 | 454 | 530..=539) | None => MailVerdict::Away(reason),
        Some(500..) => MailVerdict::Never(reason),
        Some(_) => MailVerdict::Later(reason),
    }
}

/// An error with its causes; the server's response in it is shortened.
pub(super) fn error_chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text = format!("{text}: {inner}");
        cause = inner.source();
    }
    visible(&text)
}

/// The response of another machine, as far as it is kept and shown.
pub(super) fn visible(text: &str) -> String {
    let visible = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    visible.take(TOLD).collect()
}

/// The message as it travels.
///
/// # Errors
/// The fault of its addresses.
pub fn mime_message(
    settings: &MailSettings,
    message: &EmailMessage,
    to: &str,
    message_id: &str,
    at: Instant,
) -> Result<Message, String> {
    let recipient: Address = to.parse().map_err(|_| format!("{to:?} is not an e-mail address"))?;
    let mut builder = head(settings, message, message_id, at)
        .to(Mailbox::new(Some(message.reader.clone()), reachable(&recipient)));
    if let Some(unsubscribe) = &message.unsubscribe {
        let address = ListUnsubscribe(format!("<{unsubscribe}>"));
        builder = builder.header(address).header(ListUnsubscribePost);
    }
    builder.multipart(body(message)?).map_err(|error| error.to_string())
}

/// Who sends a message, what it is about, and what it is known by.
pub(super) fn head(
    settings: &MailSettings,
    message: &EmailMessage,
    message_id: &str,
    at: Instant,
) -> MessageBuilder {
    let name = message.sender.clone().unwrap_or_else(|| settings.name.clone());
    let micros = u64::try_from(at.micros()).unwrap_or_default();
    Message::builder()
        .from(Mailbox::new(Some(name), reachable(&settings.from)))
        .subject(message.subject.clone())
        .date(UNIX_EPOCH + Duration::from_micros(micros))
        .message_id(Some(format!("<{message_id}>")))
        .header(AutoSubmitted)
}

/// What a message says, as text and as a page, with the proofs that it carries.
pub(super) fn body(message: &EmailMessage) -> Result<MultiPart, String> {
    let text = message.text().map_err(|error| error.to_string())?;
    let html = message.html().map_err(|error| error.to_string())?;
    let body = MultiPart::alternative_plain_html(text, html);
    Ok(match &message.proof {
        Some(proof) => MultiPart::mixed().multipart(body).singlepart(
            Attachment::new(PROOF.to_owned()).body(proof.clone(), ContentType::TEXT_PLAIN),
        ),
        None => body,
    })
}

macro_rules! header {
    ($(#[$doc:meta])* $name:ident, $text:literal, $value:literal) => {
        $(#[$doc])*
        #[derive(Clone)]
        struct $name;

        impl Header for $name {
            fn name() -> HeaderName {
                HeaderName::new_from_ascii_str($text)
            }

            fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
                Ok(Self)
            }

            fn display(&self) -> HeaderValue {
                HeaderValue::new(Self::name(), $value.to_owned())
            }
        }
    };
}

header!(
    /// Tells machines not to answer.
    AutoSubmitted, "Auto-Submitted", "auto-generated"
);
header!(
    /// One click is enough (RFC 8058).
    ListUnsubscribePost, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"
);

/// The address to decline it.
#[derive(Clone)]
struct ListUnsubscribe(String);

impl Header for ListUnsubscribe {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe")
    }

    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(text.to_owned()))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), self.0.clone())
    }
}
