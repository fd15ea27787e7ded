//! Readings that come as events: an event that comes again changes nothing, even if its reading was
//! superseded since, and no other event takes its name.

use super::effects::ReadingEffect;
use countersign_domain::history::Hash;
use countersign_domain::instant::Instant;
use countersign_store::received_events::{self, ReceivedEvent};
use countersign_store::{Result, Tx};
use std::collections::HashMap;

/// The events of a batch.
pub(super) struct SentEvents {
    /// The company that sends them.
    pub(super) company_id: i64,
    /// One for each reading of the batch, in its order.
    pub(super) events: Vec<ReceivedEvent>,
}

/// What an event is compared with those that came before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Novelty {
    /// It is new, or it is to be read with another mapping than before.
    New,
    /// It came before.
    Repeated,
    /// Another event with its source and id came before.
    Conflict,
}

impl SentEvents {
    /// Compares the events with those that came before, in the database and in the batch.
    pub(super) async fn compare(&self, tx: &mut Tx) -> Result<Vec<Novelty>> {
        let names: Vec<Hash> = self.events.iter().map(|it| it.name).collect();
        let mut known = HashMap::new();
        received_events::each_of(tx, self.company_id, &names, |it| {
            known.insert(it.name, it);
        })
        .await?;
        let novelty = |event: &ReceivedEvent| match known.get(&event.name) {
            Some(before) if before.content != event.content => Novelty::Conflict,
            Some(before) if before.mapping == event.mapping => Novelty::Repeated,
            _ => {
                known.insert(event.name, *event);
                Novelty::New
            }
        };
        Ok(self.events.iter().map(novelty).collect())
    }

    /// Records the new ones.
    pub(super) async fn note(&self, tx: &mut Tx, all: &[Novelty], now: Instant) -> Result<()> {
        let new: Vec<ReceivedEvent> = only_new(&self.events, all).collect();
        received_events::note(tx, self.company_id, &new, now).await
    }
}

/// The items of the new events.
pub(super) fn only_new<T: Copy>(items: &[T], all: &[Novelty]) -> impl Iterator<Item = T> {
    let both = items.iter().zip(all).filter(|(_, novelty)| **novelty == Novelty::New);
    both.map(|(item, _)| *item)
}

/// The effects of all events; `None` for a conflict.
pub(super) fn all_effects(
    all: &[Novelty],
    of_new: Vec<ReadingEffect>,
) -> Vec<Option<ReadingEffect>> {
    let mut of_new = of_new.into_iter();
    let effect = |novelty: &Novelty| match novelty {
        Novelty::New => of_new.next(),
        Novelty::Repeated => Some(ReadingEffect::Unchanged),
        Novelty::Conflict => None,
    };
    all.iter().map(effect).collect()
}
