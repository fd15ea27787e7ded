//! The messages that a person can decline.

use crate::addresses;
use crate::context::Context;
use crate::notice::Notice;
use countersign_app::actions::choose_messages;
use countersign_app::random::SystemRandom;
use countersign_domain::message::{MessageKind, choices};
use countersign_store::Tx;
use countersign_store::message_choices::{self, MessagePreference};
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use serde::Deserialize;

pub(super) struct MessageChoice {
    /// The value of the field.
    pub(super) token: &'static str,
    pub(super) label: String,
    pub(super) wanted: bool,
}

#[derive(Deserialize)]
struct MessagesForm {
    #[serde(default)]
    wanted: Vec<String>,
}

/// The kinds that the visitor can decline as a member of their company.
fn kinds(context: &Context) -> Result<Vec<MessageKind>, Problem> {
    let person = context.visitor()?.person.as_ref();
    let of = person.map(|person| choices(person.company_kind, person.role));
    Ok(of.into_iter().flatten().collect())
}

pub(super) async fn load(tx: &mut Tx, context: &Context) -> Result<Vec<MessageChoice>, Problem> {
    let declined = message_choices::declined(tx, context.visitor()?.person_id).await?;
    let choice = |kind: MessageKind| MessageChoice {
        token: kind.token(),
        label: context.locale.message_kind(kind),
        wanted: !declined.contains(&kind),
    };
    Ok(kinds(context)?.into_iter().map(choice).collect())
}

pub(super) async fn choose(context: &Context) -> Answer {
    let form: MessagesForm = context.form()?;
    let person_id = context.visitor()?.person_id;
    let kinds = kinds(context)?;
    let wants = |kind: MessageKind| form.wanted.iter().any(|token| token == kind.token());
    context
        .write(async |tx| {
            for kind in &kinds {
                let choice = MessagePreference { person_id, kind: *kind, wanted: wants(*kind) };
                choose_messages::run(tx, &choice, &SystemRandom).await?;
            }
            Ok(())
        })
        .await?;
    let response = redirect::to(addresses::ACCOUNT)?;
    Ok(Notice::good(context.locale.t("account-saved")).on(context, response))
}
