//! The options of `serve` for sending messages. No option takes a password, because others on the
//! machine could read it in the list of processes.

use super::message_templates;
use clap::Args;
use countersign_app::failure::{Failure, Result};
use countersign_delivery::settings::{Login, MailSettings, Server};
use countersign_delivery::words::Overrides;
use std::path::PathBuf;
use std::sync::Arc;

const PASSWORD: &str = "COUNTERSIGN_SMTP_PASSWORD";

#[derive(Args, Debug)]
pub(super) struct Mail {
    /// The mail server: smtps://host encrypts from the start, smtp://host by STARTTLS
    ///
    /// Without one, messages wait in the outbox. On this machine smtp:// does not encrypt.
    #[arg(long, value_name = "URL", env = "COUNTERSIGN_SMTP_URL", requires = "mail_from")]
    smtp_url: Option<String>,
    /// The account at the mail server; its password is in COUNTERSIGN_SMTP_PASSWORD, or in a file
    #[arg(long, value_name = "NAME", env = "COUNTERSIGN_SMTP_USER", requires = "smtp_url")]
    smtp_user: Option<String>,
    /// The file that holds the password of the account
    #[arg(
        long,
        value_name = "FILE",
        env = "COUNTERSIGN_SMTP_PASSWORD_FILE",
        requires = "smtp_user"
    )]
    smtp_password_file: Option<PathBuf>,
    /// The sender of messages, such as Countersign <reports@example.com>
    #[arg(long, value_name = "ADDRESS", env = "COUNTERSIGN_MAIL_FROM")]
    mail_from: Option<String>,
    /// Also send messages in a rehearsal
    #[arg(long, requires = "smtp_url")]
    mail_in_rehearsal: bool,
    /// A folder with message templates, en.ftl, de.ftl and ja.ftl; see countersign
    /// message-templates
    #[arg(long, value_name = "DIR", env = "COUNTERSIGN_MESSAGE_TEMPLATES")]
    message_templates: Option<PathBuf>,
}

impl Mail {
    /// The settings of the mail server; none if no server was named.
    pub(super) fn settings(&self) -> Result<Option<MailSettings>> {
        let (Some(url), Some(from)) = (&self.smtp_url, &self.mail_from) else { return Ok(None) };
        let wrong = |what: &str, why: String| Failure::Usage(format!("{what}: {why}"));
        let server = Server::parse(url).map_err(|why| wrong("--smtp-url", why))?;
        let settings = MailSettings::new(server, from).map_err(|why| wrong("--mail-from", why))?;
        let (login, in_rehearsal) = (self.login()?, self.mail_in_rehearsal);
        Ok(Some(MailSettings { login, in_rehearsal, ..settings }))
    }

    /// The message templates, checked.
    pub(super) fn message_templates(&self) -> Result<Arc<Overrides>> {
        let Some(folder) = &self.message_templates else { return Ok(Arc::default()) };
        message_templates::load(folder).map(Arc::new)
    }

    fn login(&self) -> Result<Option<Login>> {
        let Some(user) = &self.smtp_user else { return Ok(None) };
        let password = match &self.smtp_password_file {
            Some(file) => std::fs::read_to_string(file).map_err(|error| {
                Failure::Usage(format!("{} cannot be read: {error}", file.display()))
            })?,
            None => std::env::var(PASSWORD).map_err(|_| {
                Failure::Usage(format!(
                    "--smtp-user needs a password: set {PASSWORD}, or name a file with \
                     --smtp-password-file"
                ))
            })?,
        };
        let password = password.trim_end_matches(['\r', '\n']).to_owned();
        Ok(Some(Login { user: user.clone(), password }))
    }
}
