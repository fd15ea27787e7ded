//! Dated links: what something belongs to, and since when.

use jiff::Timestamp;

/// When a link that a row gives takes effect.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Since {
    /// "The instant is that of the import … and at least 1 µs later than the instant … at which
    /// it stands."
    pub(crate) import: Timestamp,
    /// "Back to the closing instant of the last cycle."
    pub(crate) earliest: Timestamp,
    /// "A file or form may give an earlier instant."
    pub(crate) given: Option<Timestamp>,
}

impl Since {
    /// The instant, or `None` if it is later than the import, because only an earlier one may be
    /// given.
    fn instant(&self) -> Option<Timestamp> {
        let instant = self.given.unwrap_or(self.import);
        (instant <= self.import).then_some(instant)
    }
}

/// A value with its past, in order of its instants. Of two at one instant, the one given later
/// comes last and is in effect.
#[derive(Debug, Clone)]
pub(crate) struct Dated<T>(Vec<(Timestamp, T)>);

impl<T: PartialEq> Dated<T> {
    /// The first link.
    pub(crate) fn first(value: T, since: &Since) -> Option<Dated<T>> {
        Some(Dated(vec![(since.instant()?, value)]))
    }

    /// The value at an instant. "The first one holds for all time before it too."
    pub(crate) fn at(&self, instant: Timestamp) -> &T {
        let held = self.0.iter().rev().find(|(since, _)| *since <= instant);
        &held.unwrap_or(&self.0[0]).1
    }

    /// The value after the last change.
    pub(crate) fn now(&self) -> &T {
        &self.0[self.0.len() - 1].1
    }

    /// The value at an instant and all later ones.
    pub(crate) fn since(&self, instant: Timestamp) -> impl Iterator<Item = &T> {
        let later = self.0.iter().filter(move |(since, _)| *since > instant);
        [self.at(instant)].into_iter().chain(later.map(|(_, value)| value))
    }

    /// All values, in order.
    pub(crate) fn all(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|(_, value)| value)
    }

    /// The instants at which they took effect.
    pub(crate) fn instants(&self) -> impl Iterator<Item = Timestamp> {
        self.0.iter().map(|(since, _)| *since)
    }

    /// The instant of the last change.
    pub(crate) fn last_change(&self) -> Timestamp {
        self.0[self.0.len() - 1].0
    }

    /// Changes the link to another value. `None` if that is refused: before the earliest instant,
    /// or before a later link with another value, because "a past one is never changed".
    pub(crate) fn change(&mut self, value: T, since: &Since) -> Option<()> {
        let instant = since.instant()?;
        let place = self.0.partition_point(|(held, _)| *held <= instant);
        let stays = self.0[place..].iter().all(|(_, later)| *later == value);
        if stays && *self.at(instant) == value {
            return Some(());
        }
        if !stays || instant < since.earliest {
            return None;
        }
        self.0.insert(place, (instant, value));
        Some(())
    }
}
