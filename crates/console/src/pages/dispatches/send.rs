//! Sends exactly the reports that the reader saw, or nothing.

use super::new::{self, NewDispatchErrors, NewDispatchQuery};
use super::selection::Selection;
use super::sign;
use crate::addresses;
use crate::context::Context;
use crate::free_text;
use crate::notice::Notice;
use crate::reader_zone::zone_of;
use crate::refusal_words::refusal_words;
use crate::signing::SentTouch;
use axum::http::StatusCode;
use countersign_app::actions::dispatch_reports::{
    self, DispatchOrder, DispatchOutcome as Outcome, RefusedReport,
};
use countersign_domain::actor::Person;
use countersign_domain::dispatch;
use countersign_domain::instant::Instant;
use countersign_domain::refusal::Refusal;
use countersign_domain::signature::SignatureFault;
use countersign_store::dispatches::Dispatch;
use countersign_store::{Result as StoreResult, Tx};
use countersign_web::blocking;
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;

/// The result.
enum SendOutcome {
    Sent(Dispatch),
    Refused(Vec<RefusedReport>),
    /// The approved reports have changed, or there are none.
    Changed,
    /// The signature does not count.
    NotSigned(SignatureFault),
}

/// Everything that the sending thread needs.
struct SendOrder {
    person: Person,
    purchase_order: Option<String>,
    note: Option<String>,
    now: Instant,
    machine_time: Instant,
    selection: Selection,
    touch: Option<SentTouch>,
}

/// The page before sending, with input from before the session ended.
pub(super) async fn again(context: &Context) -> Answer {
    new::again(context, context.form()?, NewDispatchErrors::default(), StatusCode::OK).await
}

/// Sends, and leads to the dispatch.
pub(super) async fn send(context: &Context) -> Answer {
    let asked: NewDispatchQuery = context.form()?;
    let purchase_order = dispatch::purchase_order(&asked.purchase_order);
    let note = dispatch::note(&asked.note);
    let (Ok(purchase_order), Ok(note)) = (&purchase_order, &note) else {
        let locale = context.locale;
        let errors = NewDispatchErrors {
            purchase_order: purchase_order.err().map(|_| locale.t("dispatch-order-wrong")),
            note: free_text::error_key(&asked.note).map(|key| locale.t(key)),
            ..NewDispatchErrors::default()
        };
        return new::again(context, asked, errors, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let sending = SendOrder {
        person: context.person()?.clone(),
        purchase_order: purchase_order.clone(),
        note: note.clone(),
        now: context.now,
        machine_time: context.machine_time,
        selection: Selection::of(context, &asked).await?,
        touch: SentTouch::of(context)?,
    };
    let store = context.state.store.clone();
    let work = async move || store.write(async |tx| sending.carry_out(tx).await).await;
    match blocking::run(work).await?? {
        SendOutcome::Sent(sent) => {
            let text = context.locale.say("dispatch-sent").with("count", sent.report_count);
            let text = text.with_text("number", sent.name()).to_string();
            let page = redirect::to(&addresses::dispatch(sent.id))?;
            Ok(Notice::good(text).on(context, page))
        }
        SendOutcome::Changed => {
            let text = Some(context.locale.t("dispatch-changed"));
            new::again(
                context,
                asked,
                NewDispatchErrors { text, ..NewDispatchErrors::default() },
                StatusCode::CONFLICT,
            )
            .await
        }
        SendOutcome::NotSigned(fault) => {
            let refusal = Refusal::SignatureRefused(fault);
            let text = Some(refusal_words(context.locale, &refusal, &zone_of(context)?));
            let errors = NewDispatchErrors { text, ..NewDispatchErrors::default() };
            new::again(context, asked, errors, StatusCode::CONFLICT).await
        }
        SendOutcome::Refused(refused) => {
            let errors = NewDispatchErrors {
                text: Some(context.locale.t("dispatch-refused")),
                reports: words(context, &refused).await?,
                ..NewDispatchErrors::default()
            };
            new::again(context, asked, errors, StatusCode::CONFLICT).await
        }
    }
}

impl SendOrder {
    async fn carry_out(&self, tx: &mut Tx) -> StoreResult<SendOutcome> {
        let wanted = self.selection.reports(tx, &self.person).await?;
        let Some(wanted) = wanted else { return Ok(SendOutcome::Changed) };
        let (touch, times) = (self.touch.as_ref(), (self.now, self.machine_time));
        let signed = match sign::signed(tx, &self.person, &wanted, touch, times).await? {
            Ok(signed) => signed,
            Err(fault) => return Ok(SendOutcome::NotSigned(fault)),
        };
        let order = DispatchOrder {
            person: &self.person,
            purchase_order: self.purchase_order.clone(),
            note: self.note.clone(),
            now: self.now,
            signed: signed.as_ref(),
        };
        Ok(match dispatch_reports::run(tx, &order, &wanted).await? {
            Outcome::Sent(sent) => SendOutcome::Sent(sent),
            Outcome::Refused(refused) => SendOutcome::Refused(refused),
            Outcome::Nothing => SendOutcome::Changed,
        })
    }
}

/// Each report that could not be sent, by name and with the reason.
async fn words(context: &Context, refused: &[RefusedReport]) -> Result<Vec<String>, Problem> {
    let zone = zone_of(context)?;
    let text = |it: &RefusedReport| {
        let partner = it.partner.as_deref().unwrap_or("–");
        let why = refusal_words(context.locale, &it.refusal, &zone);
        format!("{partner}{}{why}", context.locale.colon())
    };
    Ok(refused.iter().map(text).collect())
}
