//! How messages are sent, as `serve` is told it. A password never comes on the command line, where
//! others on the machine could read it: it is a setting that is hidden from help and refused there.

use super::message_templates;
use clap::Args;
use countersign_app::failure::{Failure, Result};
use countersign_delivery::message_texts::Overrides;
use countersign_delivery::settings::{Login, MailSettings, SmtpServer};
use std::path::PathBuf;
use std::sync::Arc;

#[derive(Args, Debug)]
pub(super) struct Mail {
    /// The mail server: smtps://host encrypts from the start, smtp://host by STARTTLS
    ///
    /// Without one, messages wait in the outbox. On this machine smtp:// does not encrypt.
    #[arg(long, value_name = "URL", requires = "mail_from")]
    smtp_url: Option<String>,
    /// The account at the mail server; its password is in COUNTERSIGN_SMTP_PASSWORD, or in a file
    #[arg(long, value_name = "NAME", requires = "smtp_url")]
    smtp_user: Option<String>,
    /// The password of the account; not for the command line
    #[arg(long, value_name = "PASSWORD", hide = true, hide_env_values = true)]
    #[arg(requires = "smtp_user")]
    smtp_password: Option<String>,
    /// The file that holds the password of the account
    #[arg(long, value_name = "FILE", requires = "smtp_user", conflicts_with = "smtp_password")]
    smtp_password_file: Option<PathBuf>,
    /// The sender of messages, such as Countersign <reports@example.com>
    #[arg(long, value_name = "ADDRESS")]
    mail_from: Option<String>,
    /// Also send messages in a rehearsal
    #[arg(long, requires = "smtp_url")]
    mail_in_rehearsal: bool,
    /// A folder with message templates, en.ftl, de.ftl and their like; see countersign
    /// message-templates
    #[arg(long, value_name = "DIR")]
    message_templates: Option<PathBuf>,
}

impl Mail {
    /// The settings of the mail server; `None` if no server was named.
    pub(super) fn settings(&self) -> Result<Option<MailSettings>> {
        let (Some(url), Some(from)) = (&self.smtp_url, &self.mail_from) else { return Ok(None) };
        let wrong = |what: &str, why: String| Failure::Usage(format!("{what}: {why}"));
        let server = SmtpServer::parse(url).map_err(|why| wrong("--smtp-url", why))?;
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
        let password = match (&self.smtp_password, &self.smtp_password_file) {
            (Some(password), _) => password.clone(),
            (None, Some(file)) => std::fs::read_to_string(file).map_err(|error| {
                Failure::Usage(format!("{} cannot be read: {error}", file.display()))
            })?,
            (None, None) => {
                return Err(Failure::Usage(
                    "--smtp-user needs a password: set COUNTERSIGN_SMTP_PASSWORD, or name a file \
                     with --smtp-password-file"
                        .to_owned(),
                ));
            }
        };
        let password = password.trim_end_matches(['\r', '\n']).to_owned();
        Ok(Some(Login { user: user.clone(), password }))
    }
}
