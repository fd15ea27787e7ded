//! The evidence pack of a distributor's reports of one cycle.

use super::scope::CycleScope;
use crate::context::Context;
use countersign_app::actions::make_evidence::EvidenceQuery;
use countersign_web::evidence_pack;
use countersign_web::problem::Answer;

pub(super) async fn show(context: &Context) -> Answer {
    let scope = context.read(async |tx| CycleScope::one(context, tx).await).await?;
    let cycle = scope.cycle(context)?;
    let asked = EvidenceQuery {
        reader: Some(context.person()?.clone()),
        from: cycle,
        to: cycle,
        partner: None,
        distributor: Some(scope.code),
        vendor: None,
        language: context.locale.code(),
    };
    evidence_pack::send(context, asked).await
}
