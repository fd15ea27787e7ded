//! A time stamp of the fixture's log.

use crate::stamping;
use crate::upgrade::rehearsal::{MACHINE, Stage, at};
use countersign_testkit::time_stamping::TimeStampingAuthority;

impl Stage {
    /// Has the last checkpoint stamped.
    pub(crate) async fn stamp(&self) {
        let authority = TimeStampingAuthority::start();
        stamping::ask(self.store(), &authority.url(), at(MACHINE)).await.unwrap().unwrap();
    }
}
