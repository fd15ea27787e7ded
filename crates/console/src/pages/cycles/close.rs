//! Closes a cycle, if nothing blocks it by now.

use super::scope::CycleScope;
use super::times::times;
use crate::addresses;
use crate::context::Context;
use crate::notice::Notice;
use countersign_app::actions::close_cycle::{self, ClosingOutcome as Closed};
use countersign_store::Tx;
use countersign_web::problem::Answer;
use countersign_web::redirect;

pub(super) async fn close(context: &Context) -> Answer {
    let scope = context.read(async |tx| CycleScope::one(context, tx).await).await?;
    let cycle = scope.cycle(context)?;
    let person = context.person()?;
    let times = times(context);
    let work = async |tx: &mut Tx| close_cycle::run(tx, person, cycle, times).await;
    let answer = context.write(work).await?;
    let month = context.locale.month(cycle);
    let say = |key| context.locale.say(key).with_text("month", &month).to_string();
    let notice = match answer {
        Closed::Closed | Closed::ClosedBefore => Notice::good(say("cycle-was-closed")),
        Closed::InTheWay(_) => Notice::bad(say("cycle-not-closed")),
    };
    Ok(notice.on(context, redirect::to(&addresses::cycle(cycle))?))
}
