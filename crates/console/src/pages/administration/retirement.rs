//! Whether a company, a customer or a product is retired, and the buttons that retire it and
//! restore it.

use crate::access::WRITES_DIRECTORY;
use crate::addresses;
use crate::context::Context;
use crate::notice::Notice;
use crate::reader_zone::zone_of;
use countersign_app::actions::directory_kind::DirectoryKind;
use countersign_app::actions::retire::{self, Retirement, RetirementRefusal};
use countersign_domain::audit::Event;
use countersign_language::datetime::Moment;
use countersign_language::text::Locale;
use countersign_store::{Tx, retirements};
use countersign_web::access::AccessVerdict;
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;
use serde::Deserialize;

/// What a page shows of it.
pub(crate) struct RetirementState {
    /// None if it is in use.
    pub(crate) retired_at: Option<Moment>,
    /// Where the form goes, for people who may retire and restore.
    pub(crate) action: Option<String>,
}

#[derive(Deserialize)]
struct RetirementForm {
    #[serde(default)]
    retires: bool,
}

/// Loads it; none for a kind that is never retired.
pub(crate) async fn load(
    tx: &mut Tx,
    context: &Context,
    kind: DirectoryKind,
    id: i64,
) -> Result<Option<RetirementState>, Problem> {
    let Some(retirable) = kind.retirable() else { return Ok(None) };
    let zone = zone_of(context)?;
    let retired_at = retirements::retired_at(tx, retirable, id).await?;
    let may_write = WRITES_DIRECTORY.check(context.visitor.as_ref()) == AccessVerdict::Open;
    Ok(Some(RetirementState {
        retired_at: retired_at.map(|at| context.locale.moment(at, &zone)),
        action: may_write.then(|| addresses::retirement(kind, id)),
    }))
}

/// Retires or restores it.
pub(super) async fn save(context: &Context, kind: DirectoryKind) -> Answer {
    let id = context.parameter("id")?;
    let RetirementForm { retires } = context.form()?;
    let entry = context.audit(Event::DirectoryChanged);
    let asked = Retirement { kind, id, retires, person: context.person()?, entry: &entry };
    let clock = &context.state.clock;
    let done = context.write(async |tx| retire::run(tx, clock, &asked).await).await?;
    let notice = match done {
        Ok(()) if retires => Notice::good(context.locale.t("directory-retire-done")),
        Ok(()) => Notice::good(context.locale.t("directory-restore-done")),
        Err(RetirementRefusal::NotHere) => return Err(Problem::NotFound),
        Err(RetirementRefusal::NotPermitted) => return Err(Problem::Forbidden),
        Err(refused) => Notice::bad(refusal_words(context.locale, kind, refused)),
    };
    Ok(notice.on(context, redirect::to(&addresses::directory_row(kind, id))?))
}

fn refusal_words(locale: Locale, kind: DirectoryKind, refused: RetirementRefusal) -> String {
    let counted = |key, count: i64| locale.say(key).with("count", count).to_string();
    match refused {
        RetirementRefusal::InUseBelow(count) if kind == DirectoryKind::Vendor => {
            counted("directory-retire-products", count)
        }
        RetirementRefusal::InUseBelow(count) => counted("directory-retire-partners", count),
        RetirementRefusal::Subscriptions(count) => counted("directory-retire-subscriptions", count),
        RetirementRefusal::FormerSubscriptions(count) => {
            counted("directory-retire-former", i64::try_from(count).unwrap_or(i64::MAX))
        }
        RetirementRefusal::OpenReports(count) => counted("directory-retire-reports", count),
        RetirementRefusal::OpenCorrections(count) => counted("directory-retire-corrections", count),
        RetirementRefusal::Deliveries(count) => counted("directory-retire-deliveries", count),
        RetirementRefusal::RetiredAbove if kind == DirectoryKind::Product => {
            locale.t("directory-restore-vendor-first")
        }
        RetirementRefusal::RetiredAbove
        | RetirementRefusal::NotHere
        | RetirementRefusal::NotPermitted => locale.t("directory-restore-distributor-first"),
    }
}
