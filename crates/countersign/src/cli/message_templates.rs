//! `countersign message-templates`: an installation's own texts for its messages.

use super::outcome::Ended;
use super::output::print;
use clap::{Args, Subcommand};
use countersign_app::failure::{Failure, Result};
use countersign_delivery::message_texts::Overrides;
use countersign_delivery::overrides;
use countersign_language::text::{Locale, mail_catalogue};
use std::path::{Path, PathBuf};

/// Shows and checks message templates: your own texts for messages
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign message-templates show de > templates/de.ftl   (then keep only what you change)
  countersign message-templates check templates
  countersign serve --message-templates templates")]
pub(super) struct MessageTemplates {
    #[command(subcommand)]
    what: TemplatesVerb,
}

#[derive(Subcommand, Debug)]
enum TemplatesVerb {
    Show(ShowTemplates),
    Check(Check),
}

/// Prints the built-in texts in one language, as a file to start from
#[derive(Args, Debug)]
struct ShowTemplates {
    /// The code of the language, such as de
    #[arg(value_name = "LANGUAGE", value_parser = language)]
    language: Locale,
}

/// Checks a folder of message templates, as serve does when it starts
#[derive(Args, Debug)]
struct Check {
    /// The folder with en.ftl, de.ftl and their like
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// The language of a code.
pub(super) fn language(text: &str) -> std::result::Result<Locale, String> {
    let named = Locale::ALL.into_iter().find(|locale| locale.code() == text);
    named.ok_or_else(|| format!("give one of {}", Locale::ALL.map(Locale::code).join(", ")))
}

impl MessageTemplates {
    pub(super) fn run(self) -> Result<Ended> {
        match self.what {
            TemplatesVerb::Show(show) => print(mail_catalogue(show.language))?,
            TemplatesVerb::Check(check) => {
                load(&check.folder)?;
                print("all templates can be sent\n")?;
            }
        }
        Ok(Ended::Done)
    }
}

/// Reads a folder of message templates and checks them.
pub(super) fn load(folder: &Path) -> Result<Overrides> {
    overrides::load(folder).map_err(|faults| {
        let faults: Vec<String> = faults.iter().map(|fault| format!("\n  {fault}")).collect();
        Failure::Usage(format!("please correct the message templates:{}", faults.concat()))
    })
}
