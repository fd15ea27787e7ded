//! For which decisions the reader's company offers or requires signatures of its people.

use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use askama::Template;
use countersign_app::actions::change_signing_rules;
use countersign_domain::access::may_use;
use countersign_domain::actor::Person;
use countersign_domain::audit::Event;
use countersign_domain::signature::SigningRule;
use countersign_domain::statement::SIGNED_VERBS;
use countersign_domain::status::Verb;
use countersign_store::signing_rules;
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "people_signing.html")]
struct SigningRulesPage {
    layout: Layout,
    company: String,
    rows: Vec<RuleRow>,
}

struct RuleRow {
    field: &'static str,
    label: String,
    choices: Vec<(&'static str, String, bool)>,
}

pub(super) async fn show(context: &Context) -> Answer {
    let (locale, person) = (context.locale, context.person()?);
    let company_id = person.company_id;
    let rules =
        context.read(async |tx| Ok(signing_rules::of_company(tx, company_id).await?)).await?;
    let row = |verb: Verb| {
        let choice =
            |rule: SigningRule| (rule.token(), locale.t(rule_words(rule)), rules.of(verb) == rule);
        RuleRow {
            field: verb.word(),
            label: locale.t(verb_words(verb)),
            choices: SigningRule::ALL.map(choice).to_vec(),
        }
    };
    html(&SigningRulesPage {
        layout: context.layout(locale.t("signing-rules")),
        company: context.visitor()?.company_name.clone(),
        rows: verbs(person).map(row).collect(),
    })
}

/// The verbs that people of the company can use: a vendor never submits a report.
fn verbs(person: &Person) -> impl Iterator<Item = Verb> {
    SIGNED_VERBS.into_iter().filter(|verb| may_use(person, *verb).is_ok())
}

/// Sets the rules of a form; a verb that it lacks keeps its rule.
pub(super) async fn submit(context: &Context) -> Answer {
    let person = context.person()?;
    if !change_signing_rules::may(person, person.company_id) {
        return Err(Problem::Forbidden);
    }
    let form: HashMap<String, String> = context.form()?;
    let chosen = verbs(person).filter_map(|verb| {
        let rule = SigningRule::parse(form.get(verb.word())?).ok()?;
        Some((verb, rule))
    });
    let rules: Vec<_> = chosen.collect();
    context
        .write(async |tx| {
            let entry = context.audit(Event::SigningRuleChanged);
            change_signing_rules::run(tx, person.company_id, &rules, &entry).await
        })
        .await?;
    let response = redirect::to(addresses::SIGNING_RULES)?;
    Ok(Notice::good(context.locale.t("signing-rules-saved")).on(context, response))
}

const fn rule_words(rule: SigningRule) -> &'static str {
    match rule {
        SigningRule::Off => "signing-rule-off",
        SigningRule::Offered => "signing-rule-offered",
        SigningRule::Required => "signing-rule-required",
    }
}

const fn verb_words(verb: Verb) -> &'static str {
    match verb {
        Verb::Submit => "signing-verb-submit",
        Verb::Approve => "signing-verb-approve",
        Verb::Reject => "signing-verb-reject",
        Verb::AgreeCorrection => "signing-verb-agree",
        Verb::Dispatch => "signing-verb-dispatch",
        Verb::Complete => "signing-verb-complete",
        _ => "signing-verb-return",
    }
}
