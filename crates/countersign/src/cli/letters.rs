//! `countersign letters`

use super::outcome::Ended;
use super::output::print;
use clap::{Args, Subcommand};
use countersign_app::failure::{Failure, Result};
use countersign_delivery::overrides;
use countersign_delivery::words::Overrides;
use countersign_language::text::{Locale, mail_catalogue};
use std::path::{Path, PathBuf};

/// Own words for the letters that are sent by e-mail
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign letters show de > letters/de.ftl     (then leave what is to be said otherwise)
  countersign letters check letters
  countersign serve --letters letters")]
pub(super) struct Letters {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    Show(Show),
    Check(Check),
}

/// Prints what letters say in a language, as a file to begin with
#[derive(Args, Debug)]
struct Show {
    /// The language: en, de or ja
    #[arg(value_name = "LANGUAGE", value_parser = language)]
    language: Locale,
}

/// Tries a folder with own words out, as serve does when it starts
#[derive(Args, Debug)]
struct Check {
    /// The folder with en.ftl, de.ftl, ja.ftl
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

fn language(text: &str) -> std::result::Result<Locale, String> {
    let named = Locale::ALL.into_iter().find(|locale| locale.code() == text);
    named.ok_or_else(|| "give en, de or ja".to_owned())
}

impl Letters {
    pub(super) fn run(self) -> Result<Ended> {
        match self.what {
            What::Show(show) => print(mail_catalogue(show.language))?,
            What::Check(check) => {
                load(&check.folder)?;
                print("all of it can be sent\n")?;
            }
        }
        Ok(Ended::Done)
    }
}

/// Reads a folder with own words and tries them out.
pub(super) fn load(folder: &Path) -> Result<Overrides> {
    overrides::load(folder).map_err(|faults| {
        let faults: Vec<String> = faults.iter().map(|fault| format!("\n  {fault}")).collect();
        let many = if faults.len() == 1 { "one thing is" } else { "these things are" };
        Failure::Usage(format!("{many} wrong with the words of letters:{}", faults.concat()))
    })
}
