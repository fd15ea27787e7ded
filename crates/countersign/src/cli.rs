//! The command line: one file per verb, each of which parses its options, calls an action and
//! prints the result.

mod acting_person;
mod apply;
mod audit;
mod backup;
mod backup_destination;
mod backup_options;
mod check_pack;
mod check_pdf;
mod clock;
mod company;
mod config;
mod copy_database;
mod demo;
mod dispatch;
mod doctor;
mod evidence;
mod export;
mod export_pdf;
mod filter;
mod generate;
mod health;
mod import;
mod init;
mod key;
mod key_file;
mod listening;
mod log;
mod mail;
mod message_templates;
mod migrate;
mod open_files;
mod outbound_options;
mod outcome;
mod output;
mod process;
mod public_url;
mod purge;
mod record;
mod report;
mod restore;
mod sample;
mod serve;
mod session;
mod signed_files;
mod signing_key;
mod signing_rule;
mod source;
mod stamp_options;
mod statement;
mod token;
mod trace_options;
mod undo;
mod user;
mod verify;
mod webhook;
mod witness;

use crate::config::command_line;
use clap::{ArgMatches, Command, CommandFactory, FromArgMatches, Parser, Subcommand};
use countersign_app::failure::{Failure, Result};
use outcome::Ended;
use std::process::ExitCode;

/// From readings to agreed usage reports: one record for vendors, distributors and MSP partners.
#[derive(Parser, Debug)]
#[command(name = "countersign", version, arg_required_else_help = true)]
#[command(disable_help_subcommand = true)]
#[command(
    after_help = "Exit status: 0 done; 1 done, but some items were refused; 2 wrong request; \
     3 could not continue: what was committed stays, and the same command continues from there."
)]
pub struct Cli {
    #[command(subcommand)]
    verb: CliVerb,
}

#[derive(Subcommand, Debug)]
enum CliVerb {
    Init(init::Init),

    Demo(demo::Demo),
    Serve(Box<serve::Serve>),
    Health(health::Health),
    Config(config::ConfigVerb),
    Doctor(Box<doctor::Doctor>),
    MessageTemplates(message_templates::MessageTemplates),
    Import(import::Import),
    Clock(clock::Clock),
    Apply(apply::Apply),
    Undo(undo::Undo),
    Statement(statement::Statement),
    Audit(audit::Audit),
    Dispatch(dispatch::Dispatch),
    Complete(process::Complete),
    Return(process::Return),
    Export(export::Export),
    Evidence(evidence::Evidence),
    Report(report::Report),
    User(user::User),
    Token(token::Token),
    SigningKey(signing_key::SigningKey),
    SigningRule(signing_rule::SigningRule),
    Source(source::Source),
    Webhook(webhook::Webhook),
    Verify(verify::Verify),
    Witness(witness::Witness),
    Key(key::KeyVerb),
    Backup(backup::Backup),
    Restore(restore::Restore),
    Purge(purge::Purge),
    Migrate(migrate::Migrate),
    CopyDatabase(copy_database::CopyDatabase),
    Sample(sample::Sample),
    Completions(generate::Completions),
    Generate(generate::Generate),
}

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    match read_and_run() {
        Ok(Ended::Done) => ExitCode::SUCCESS,
        Ok(Ended::SomeRefused) => ExitCode::from(1),
        Err(failure) => {
            eprintln!("countersign: {failure}");
            ExitCode::from(match failure {
                Failure::Usage(_) => 2,
                Failure::System(_) | Failure::Away(_) => 3,
            })
        }
    }
}

/// Reads the command line, completed by the options of other sources, and does what it says.
fn read_and_run() -> Result<Ended> {
    let arguments = command_line::completed(&command(), std::env::args_os().collect())?;
    let matches = command().get_matches_from(arguments);
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime =
        runtime.map_err(|error| Failure::System(format!("the runtime cannot start: {error}")))?;
    runtime.block_on(run(cli.verb, &matches))
}

/// The command line's description.
fn command() -> Command {
    command_line::described(Cli::command())
}

async fn run(verb: CliVerb, matches: &ArgMatches) -> Result<Ended> {
    match verb {
        CliVerb::Init(verb) => verb.run().await,

        CliVerb::Demo(verb) => verb.run().await,
        CliVerb::Serve(verb) => verb.run().await,
        CliVerb::Health(verb) => verb.run().await,
        CliVerb::Doctor(verb) => verb.run().await,
        CliVerb::Config(verb) => verb.run(&command(), matches),
        CliVerb::MessageTemplates(verb) => verb.run(),
        CliVerb::Import(verb) => verb.run().await,
        CliVerb::Clock(verb) => verb.run().await,
        CliVerb::Apply(verb) => verb.run().await,
        CliVerb::Undo(verb) => verb.run().await,
        CliVerb::Statement(verb) => verb.run().await,
        CliVerb::Audit(verb) => verb.run().await,
        CliVerb::Dispatch(verb) => verb.run().await,
        CliVerb::Complete(verb) => verb.run().await,
        CliVerb::Return(verb) => verb.run().await,
        CliVerb::Export(verb) => verb.run().await,
        CliVerb::Evidence(verb) => verb.run().await,
        CliVerb::Report(verb) => verb.run().await,
        CliVerb::User(verb) => verb.run().await,
        CliVerb::Token(verb) => verb.run().await,
        CliVerb::SigningKey(verb) => verb.run().await,
        CliVerb::SigningRule(verb) => verb.run().await,
        CliVerb::Source(verb) => verb.run().await,
        CliVerb::Webhook(verb) => verb.run().await,
        CliVerb::Verify(verb) => verb.run().await,
        CliVerb::Witness(verb) => verb.run().await,
        CliVerb::Key(verb) => verb.run().await,
        CliVerb::Backup(verb) => verb.run().await,
        CliVerb::Restore(verb) => verb.run().await,
        CliVerb::Purge(verb) => verb.run().await,
        CliVerb::Migrate(verb) => verb.run().await,
        CliVerb::CopyDatabase(verb) => verb.run().await,
        CliVerb::Sample(verb) => verb.run(),
        CliVerb::Completions(verb) => verb.run(command()),
        CliVerb::Generate(verb) => verb.run(command()),
    }
}
