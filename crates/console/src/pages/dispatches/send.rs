//! Sends exactly the reports that the reader saw, or nothing.

use super::new::{self, NewDispatchErrors, NewDispatchQuery, Picked, fingerprint};
use crate::addresses;
use crate::context::Context;
use crate::free_text;
use crate::notice::Notice;
use crate::reader_zone::zone_of;
use crate::refusal_words::refusal_words;
use axum::http::StatusCode;
use countersign_app::actions::dispatch_reports::{
    self, DispatchOrder, DispatchOutcome as Outcome, RefusedReport, ReportToSend,
};
use countersign_domain::actor::{CompanyKind, Person};
use countersign_domain::cycle::Cycle;
use countersign_domain::dispatch;
use countersign_domain::instant::Instant;
use countersign_store::dispatches::Dispatch;
use countersign_store::{Result as StoreResult, Tx, companies};
use countersign_web::blocking;
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;

/// What is to be sent.
enum Selection {
    /// The reports that were picked.
    Picked(Vec<ReportToSend>),
    /// All approved reports, if they are still those that the reader saw.
    All { cycle: Cycle, vendor_id: i64, seen: String },
}

/// The result.
enum SendOutcome {
    Sent(Dispatch),
    Refused(Vec<RefusedReport>),
    /// The approved reports have changed, or there are none.
    Changed,
}

/// Everything that the sending thread needs.
struct SendOrder {
    person: Person,
    purchase_order: Option<String>,
    note: Option<String>,
    now: Instant,
    selection: Selection,
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
        selection: selection(context, &asked).await?,
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
        let order = DispatchOrder {
            person: &self.person,
            purchase_order: self.purchase_order.clone(),
            note: self.note.clone(),
            now: self.now,
            signed: None,
        };
        let wanted = match &self.selection {
            Selection::Picked(wanted) => wanted.clone(),
            Selection::All { cycle, vendor_id, seen } => {
                let own = self.person.company_id;
                let approved = dispatch_reports::ready(tx, own, *cycle, *vendor_id).await?;
                if fingerprint(&approved) != *seen {
                    return Ok(SendOutcome::Changed);
                }
                let all = approved.iter();
                all.map(|it| ReportToSend { key: it.key, version: Some(it.version) }).collect()
            }
        };
        Ok(match dispatch_reports::run(tx, &order, &wanted).await? {
            Outcome::Sent(sent) => SendOutcome::Sent(sent),
            Outcome::Refused(refused) => SendOutcome::Refused(refused),
            Outcome::Nothing => SendOutcome::Changed,
        })
    }
}

async fn selection(context: &Context, asked: &NewDispatchQuery) -> Result<Selection, Problem> {
    let wrong = |why: &str| Problem::BadRequest(why.to_owned());
    let selection = context
        .read(async |tx| {
            let code = asked.vendor.as_deref().ok_or_else(|| wrong("the form names no vendor"))?;
            let company = companies::of_code(tx, code).await?;
            let company = company.filter(|company| company.kind == CompanyKind::Vendor);
            let vendor_id = company.ok_or_else(|| wrong("there is no such vendor"))?.id;
            let selection = if asked.report.is_empty() {
                let cycle =
                    asked.cycle.as_deref().ok_or_else(|| wrong("the form names no cycle"))?;
                let seen = asked
                    .seen
                    .clone()
                    .ok_or_else(|| wrong("the form does not say which reports were shown"))?;
                Selection::All {
                    cycle: Cycle::parse(cycle).map_err(Problem::BadRequest)?,
                    vendor_id,
                    seen,
                }
            } else {
                let picked = Picked::of(tx, context.person()?, &asked.report, context.now).await?;
                let keys = picked.iter().map(|it| (it.stored.key(), it.version));
                let own = keys.filter(|(key, _)| key.vendor_id == vendor_id);
                Selection::Picked(own.map(|(key, version)| ReportToSend { key, version }).collect())
            };
            Ok(selection)
        })
        .await?;
    Ok(selection)
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
