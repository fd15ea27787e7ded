//! Links that the rows of an import set: checked, counted, and written together.

use super::context::ImportContext;
use crate::formats::expected::Expected;
use crate::formats::sheet::Problem;
use countersign_domain::instant::Instant;
use countersign_domain::link::{LinkChange, LinkKind, acts_from, closing};
use countersign_store::links::{self, RecordedLinkChange};
use countersign_store::{StoreError, readings};

/// A link that a row sets.
#[derive(Clone, Copy, Debug)]
pub(super) struct Set {
    pub(super) kind: LinkKind,
    pub(super) id: i64,
    pub(super) before: i64,
    pub(super) after: i64,
}

impl ImportContext<'_> {
    /// Stages a link that a row sets, unless it is set already.
    pub(super) fn set_link(&mut self, set: Set, since: Option<Instant>) -> Result<(), Problem> {
        let Set { kind, id, before: current, after } = set;
        let links = &self.directory.links;
        let at = since.unwrap_or(self.linked_at);
        let before = links.value_before(kind, id, current, at.plus_micros(1));
        if current == after && before == after {
            return Ok(());
        }
        if let Some(since) = since {
            self.check_since(since)?;
            if let Some(last) = links.contradiction(kind, id, since, after) {
                let expected = Expected::SinceLastChange(last);
                return Err(Problem::cell("since", &since.to_string(), expected));
            }
        } else if current == after {
            return Ok(());
        }
        let recorded_at = self.now;
        let change = LinkChange { kind, id, since: at, before, after, recorded_at };
        let place = self.directory.links.push(change);
        let person_id = self.person_id;
        self.staged_links.push(RecordedLinkChange { change, place, person_id });
        *self.moves.entry((kind, acts_from(at))).or_default() += 1;
        Ok(())
    }

    /// Checks an earlier instant: it may go back to the closing instant of the last closed cycle,
    /// so that no report of a closed cycle changes.
    pub(super) fn check_since(&self, since: Instant) -> Result<(), Problem> {
        let closed = acts_from(self.linked_at).plus(-1);
        let closing = closing(closed);
        if since < closing {
            let expected = Expected::SinceClosing { closing, closed };
            return Err(Problem::cell("since", &since.to_string(), expected));
        }
        Ok(())
    }

    /// Writes the staged links.
    pub(super) async fn write_links(&mut self) -> Result<(), StoreError> {
        if !self.staged_links.is_empty() && self.installation.rehearsal {
            self.record_after_readings().await?;
        }
        links::record(self.tx, &self.staged_links).await?;
        self.staged_links.clear();
        Ok(())
    }

    /// The clock of a rehearsal stands. Changes are recorded after the readings that were received
    /// at its instant, which were read by the links before.
    async fn record_after_readings(&mut self) -> Result<(), StoreError> {
        if readings::is_any_received_at(self.tx, self.now).await? {
            let recorded_at = self.now.plus_micros(1);
            self.staged_links.iter_mut().for_each(|it| it.change.recorded_at = recorded_at);
        }
        Ok(())
    }
}
