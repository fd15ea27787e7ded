//! Sends an evidence pack, for pages and the API.

use crate::context::RequestContext;
use crate::download::{self, FileName};
use crate::problem::{Answer, Problem};
use countersign_app::actions::make_evidence::{self, EvidenceQuery};
use countersign_app::progress::WorkProgress;
use std::io::Write;

/// Sends the pack as a file, while it is written.
///
/// # Errors
/// [`Problem::NotFound`] if there are no such reports; [`Problem::Busy`] when too many files are
/// being downloaded.
pub async fn send(context: &RequestContext, asked: EvidenceQuery) -> Answer {
    let store = context.state.store.clone();
    if !make_evidence::has_any(&store, &asked).await? {
        return Err(Problem::NotFound);
    }
    let name = asked.file_name();
    let write = async move |out: &mut dyn Write| {
        let mut progress = WorkProgress::hidden();
        make_evidence::run(&store, &asked, out, &mut progress).await.map(|_| ())
    };
    download::reports(context, FileName { name: &name, ending: "zip" }, write).await
}
