//! Items that wait until their mappings and subscriptions are looked up, and are checked then.

use super::item_result::ItemRefusal;
use super::kept_cells::KeptCells;
use super::mapped_event::{MappedEvent, Mappings};
use super::sender::{SentReading, may_send};
use super::{Importer, unknown_subscription};
use crate::formats::cells::Cells;
use crate::formats::cloud_event::CloudEvent;
use crate::formats::problem::Problem;
use countersign_domain::actor::Person;

/// An item that waits until its subscription is looked up.
pub(super) enum Waiting {
    Reading(KeptCells),
    Event(Box<CloudEvent>),
    Refused(ItemRefusal),
}

/// The same once it is known how its events are read.
pub(super) enum Readable {
    Reading(KeptCells),
    Event(MappedEvent),
    Refused(ItemRefusal),
}

impl Readable {
    pub(super) fn of(waiting: Waiting, mappings: &Mappings) -> Self {
        match waiting {
            Waiting::Reading(cells) => Self::Reading(cells),
            Waiting::Event(event) => match MappedEvent::of(&event, mappings) {
                Ok(mapped) => Self::Event(mapped),
                Err(refusal) => Self::Refused(refusal),
            },
            Waiting::Refused(refusal) => Self::Refused(refusal),
        }
    }

    /// The code of its subscription, if it has one.
    pub(super) fn code(&self) -> Option<&str> {
        match self {
            Self::Reading(cells) | Self::Event(MappedEvent { cells, .. }) => cells.needed(0).ok(),
            Self::Refused(_) => None,
        }
    }

    /// Checks the item and adds its reading to the batch.
    pub(super) fn check(self, importer: &mut Importer, sender: &Person) -> Result<(), ItemRefusal> {
        match self {
            Self::Refused(refusal) => Err(refusal),
            Self::Reading(cells) => {
                check_cells(importer, sender, &cells).map_err(|problem| (&problem).into())
            }
            Self::Event(MappedEvent { cells, event, mapping }) => {
                let done = check_cells(importer, sender, &cells);
                done.map_err(|problem| ItemRefusal::of_event(&problem, &mapping))?;
                importer.events.push(event);
                Ok(())
            }
        }
    }
}

fn check_cells(importer: &mut Importer, sender: &Person, cells: &KeptCells) -> Result<(), Problem> {
    let code = cells.needed(0)?;
    let subscription =
        importer.directory.subscription(code).ok_or_else(|| unknown_subscription(code))?;
    let observed_at = importer.observed_at(cells, subscription).ok().map(|it| it.observed_at);
    let sent = SentReading { subscription, observed_at, first_cycle: importer.first_cycle };
    // A subscription of others cannot be told from one that does not exist.
    if !may_send(&importer.directory, sender, sent) {
        return Err(unknown_subscription(code));
    }
    let reading = importer.reading(cells)?;
    importer.batch.push(reading);
    Ok(())
}
