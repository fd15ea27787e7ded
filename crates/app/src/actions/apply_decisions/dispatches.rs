//! The dispatches of a group: neighbouring `dispatch` rows of one vendor and note form one.

use super::{Read1, RowResult, Word, goes_with};
use crate::actions::dispatch_reports::{DispatchOrder, Parcel};
use countersign_domain::actor::Person;
use countersign_domain::instant::Instant;
use countersign_domain::workflow::Command;
use countersign_store::reports::{Key, StoredReport};
use countersign_store::{Result, Tx};
use std::collections::HashMap;

/// Puts the reports that the rows have moved into dispatches and names these in the results.
pub(super) async fn put_together(
    tx: &mut Tx,
    person: &Person,
    now: Instant,
    group: &[Read1],
    mut changed: HashMap<Key, StoredReport>,
    results: &mut [RowResult],
) -> Result<()> {
    let mut first = 0;
    for rows in group.chunk_by(goes_with) {
        let results = &mut results[first..first + rows.len()];
        first += rows.len();
        let mut reports = Vec::new();
        for ((_, asked), (word, _)) in rows.iter().zip(&*results) {
            let sent = asked.as_ref().ok().filter(|it| it.command == Command::Dispatch);
            let sent = sent.filter(|_| *word == Word::Done);
            reports.extend(sent.and_then(|it| changed.remove(&it.key)));
        }
        let (Some(like), Some((_, Ok(asked)))) = (reports.first(), rows.first()) else { continue };
        let order = DispatchOrder {
            person,
            purchase_order: None,
            note: asked.note.clone(),
            now,
            signed: None,
        };
        let mut parcel = Parcel::open(tx, &order, like).await?;
        parcel.add(tx, &reports).await?;
        let number = parcel.close(tx).await?.number;
        for (_, message) in results.iter_mut().filter(|(word, _)| *word == Word::Done) {
            *message = format!("dispatch {number}");
        }
    }
    Ok(())
}
