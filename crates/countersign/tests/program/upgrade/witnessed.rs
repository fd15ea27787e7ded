//! A witness of the fixture's log, whose key is always the same.

use crate::upgrade::rehearsal::{MACHINE, Stage, at};
use countersign_app::actions::{audit, manage_witnesses, take_cosignature};
use countersign_app::transparency::checkpoint::SignedCheckpoint;
use countersign_app::transparency::cosignature::Cosigner;
use countersign_domain::audit::Event;
use countersign_store::Tx;
use countersign_store::transparency::checkpoints;

impl Stage {
    /// Lets the witness of a person's company cosign the last checkpoint.
    pub(crate) async fn witness(&self, email: &str) {
        let person = self.person(email).await;
        let cosigner = Cosigner::new("witness.p1.example/reports", [7; 32]).unwrap();
        let key = cosigner.key().text();
        let work = async |tx: &mut Tx| {
            let entry = audit::of_machine_as(Event::WitnessAdded, at(MACHINE), &person);
            let added = manage_witnesses::add(tx, &person, &key, entry, &self.random).await?;
            added.unwrap();
            let note = checkpoints::last(tx).await?.unwrap().note;
            let checkpoint = SignedCheckpoint::parse(&note).unwrap();
            let line = cosigner.cosign(checkpoint.text(), at(MACHINE)).line();
            let note = format!("{note}{line}\n");
            take_cosignature::run(tx, person.company_id, &note, at(MACHINE)).await
        };
        self.store().write(work).await.unwrap().unwrap();
    }
}
