//! The evidence pack of one report.

use super::report_view::stored;
use crate::context::Context;
use countersign_app::actions::make_evidence::EvidenceQuery;
use countersign_web::evidence_pack;
use countersign_web::problem::Answer;

pub(super) async fn show(context: &Context) -> Answer {
    let stored = context.read(async |tx| stored(context, tx).await).await?;
    let (cycle, names) = (stored.report.cycle, stored.names);
    let asked = EvidenceQuery {
        reader: Some(context.person()?.clone()),
        from: cycle,
        to: cycle,
        partner: Some(names.partner),
        distributor: None,
        vendor: Some(names.vendor),
        language: context.locale.code(),
    };
    evidence_pack::send(context, asked).await
}
