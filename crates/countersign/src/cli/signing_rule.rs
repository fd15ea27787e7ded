//! `countersign signing-rule`

use super::company;
use super::outcome::Ended;
use super::output::{print, table};
use super::session::{Database, Threads};
use clap::{Args, Subcommand};
use countersign_app::actions::{audit, change_signing_rules};
use countersign_app::failure::{Failure, Result};
use countersign_domain::audit::Event;
use countersign_domain::signature::SigningRule as Rule;
use countersign_domain::statement::{SIGNED_VERBS, parse_verb};
use countersign_domain::status::Verb;
use countersign_store::signing_rules;

/// Says for which verbs a company offers or requires signatures of its people
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign signing-rule set required --company NORD --verb approve --verb reject
  countersign signing-rule set off --company NORD --verb reject
  countersign signing-rule list --company NORD

A rule is off, offered or required. What the system does on its own, such as an automatic \
submission, is never signed.")]
#[command(disable_help_subcommand = true)]
pub(super) struct SigningRule {
    #[command(subcommand)]
    verb: SigningRuleVerb,
}

#[derive(Subcommand, Debug)]
enum SigningRuleVerb {
    /// Sets the rule of a company for verbs
    Set {
        /// off, offered or required
        #[arg(value_name = "RULE", value_parser = Rule::parse)]
        rule: Rule,
        /// submit, approve, reject, agree-correction, dispatch, complete or return; repeat it for
        /// several
        #[arg(long = "verb", value_name = "VERB", value_parser = parse_verb)]
        #[arg(required = true)]
        verbs: Vec<Verb>,
        #[command(flatten)]
        of: OfCompany,
    },
    /// Lists the rules of a company
    List(OfCompany),
}

#[derive(Args, Debug)]
struct OfCompany {
    /// The company
    #[arg(long, value_name = "CODE")]
    company: String,
    #[command(flatten)]
    database: Database,
}

impl SigningRule {
    pub(super) async fn run(self) -> Result<Ended> {
        match self.verb {
            SigningRuleVerb::Set { rule, verbs, of } => of.set(rule, &verbs).await,
            SigningRuleVerb::List(of) => of.list().await,
        }
    }
}

impl OfCompany {
    async fn set(self, rule: Rule, verbs: &[Verb]) -> Result<Ended> {
        let session = self.database.open().await?;
        let mut tx = session.store.begin().await?;
        let company = company::of_any_kind(&mut tx, &self.company).await?;
        let rules: Vec<_> = verbs.iter().map(|verb| (*verb, rule)).collect();
        let entry = audit::of_machine(Event::SigningRuleChanged, session.clock.machine_time());
        let changed = change_signing_rules::run(&mut tx, company.id, &rules, &entry).await?;
        tx.commit().await?;
        let rules = if changed == 1 { "rule" } else { "rules" };
        print(&format!("{changed} {rules} changed\n"))?;
        Ok(Ended::Done)
    }

    async fn list(self) -> Result<Ended> {
        let session = self.database.open_to_read(Threads::One).await?;
        let rules = session
            .store
            .reading(async |tx| {
                let company = company::of_any_kind(tx, &self.company).await?;
                Ok::<_, Failure>(signing_rules::of_company(tx, company.id).await?)
            })
            .await?;
        let mut table = table(&["Verb", "Rule"]);
        for verb in SIGNED_VERBS {
            table.add_row([verb.word(), rules.of(verb).token()]);
        }
        print(&format!("{table}\n"))?;
        Ok(Ended::Done)
    }
}
