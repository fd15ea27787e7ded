//! Decisions on many reports that one touch signs.

use super::fixture::{decide, now, on_both, person, recorded, report, set_rule};
use super::touching::{ORIGIN, add, site, touch};
use crate::verifying::fixture::verify;
use countersign_app::jobs::decisions::at_once::{self, RequestTime};
use countersign_app::jobs::decisions::{
    DecisionTally, JobDecision, JobTouch, ReportToDecide, signing, tally,
};
use countersign_app::jobs::{self, Begin};
use countersign_app::signatures::passkey::challenge_of;
use countersign_domain::actor::{Channel, Person};
use countersign_domain::instant::Instant;
use countersign_domain::signature::{Envelope, SignatureFault, SigningRule};
use countersign_domain::status::Verb;
use countersign_domain::workflow::Command;
use countersign_store::jobs::{self as stored_jobs, Job};
use countersign_store::reports::{self, Key};
use countersign_store::{Store, StoreError, Tx, job_statements};
use countersign_testkit::authenticator::Authenticator;
use uuid::Uuid;

/// Two reports that wait for a decision, which the person has to sign, and their device.
struct Waiting {
    d1: Person,
    keys: Vec<Key>,
    device: Authenticator,
    at: Instant,
}

impl Waiting {
    async fn new(store: &Store) -> Self {
        let (at, mut keys) = (now(store).await, Vec::new());
        for (partner, who) in [("P1", "p1"), ("P2", "p2")] {
            let (key, who) = (report(store, "2026-11", partner).await, person(store, who).await);
            let comment = Some("as agreed".to_owned());
            let comment = Command::Edit { product: None, chargeable: None, comment };
            for command in [comment, Command::Submit { comment: None }] {
                decide(store, &who, key, &command, None, at).await.unwrap();
            }
            keys.push(key);
        }
        let d1 = Person { channel: Channel::Console, ..person(store, "d1").await };
        let device = Authenticator::new(b"one", ORIGIN);
        add(store, &d1, &device).await;
        set_rule(store, d1.company_id, Verb::Approve, SigningRule::Required).await;
        Self { d1, keys, device, at }
    }

    const fn time(&self) -> RequestTime {
        RequestTime { now: self.at, machine_time: self.at }
    }

    /// A previewed job that approves both.
    async fn preview(&self, store: &Store) -> Job {
        let start = async |tx: &mut Tx| {
            let found = reports::find(tx, &self.keys).await?;
            let wanted = found.into_iter().flatten().map(|it| ReportToDecide {
                report_id: it.names.report_id,
                key: it.key(),
                version: Some(it.report.version),
            });
            let (wanted, approve) =
                (wanted.collect::<Vec<_>>(), JobDecision::Approve { note: None });
            at_once::start(tx, &self.d1, &approve, &wanted, Begin::Previewed, self.time()).await
        };
        let id = store.write(start).await.unwrap();
        find(store, id).await
    }

    async fn state(&self, store: &Store, job: &Job) -> String {
        let state = async |tx: &mut Tx| signing::state(tx, job, &self.d1, self.at).await;
        store.write(state).await.unwrap().unwrap()
    }

    async fn sign(
        &self,
        store: &Store,
        job: &Job,
        (text, at): (&str, Instant),
    ) -> Result<JobTouch, SignatureFault> {
        let (site, used) = (site(), self.device.sign(&challenge_of(text)));
        let sign = async |tx: &mut Tx| {
            let touch = touch(&site, &self.device, &used);
            signing::sign(tx, job, &self.d1, &touch, (at, at)).await
        };
        store.write(sign).await.unwrap()
    }

    /// Confirms the job, and returns its results.
    async fn confirm(&self, store: &Store, job: &Job, touch: Option<JobTouch>) -> DecisionTally {
        let confirm = async |tx: &mut Tx| {
            assert!(jobs::confirm_signed(tx, job, &self.d1, touch.clone()).await?);
            at_once::run(tx, job.id, &self.d1, self.time()).await?;
            tally(tx, job.id).await
        };
        store.write(confirm).await.unwrap()
    }
}

async fn find(store: &Store, id: Uuid) -> Job {
    let found = async |tx: &mut Tx| stored_jobs::find(tx, id).await;
    store.reading::<_, StoreError>(found).await.unwrap().unwrap()
}

#[test]
fn one_touch_signs_every_report_of_a_job() {
    on_both(&async |store: &Store| {
        let waiting = Waiting::new(store).await;
        let job = waiting.preview(store).await;
        assert_eq!((job.done, job.refused), (2, 0), "the preview needs no signature");
        let text = waiting.state(store, &job).await;
        assert!(text.starts_with("countersign statements 1\n2\n"), "{text}");
        let touch = waiting.sign(store, &job, (&text, waiting.at)).await.unwrap();
        let tally = waiting.confirm(store, &job, Some(touch)).await;
        assert_eq!(tally, DecisionTally { done: 2, already_done: 0, refused: 0 });
        let mut roots = Vec::new();
        for &key in &waiting.keys {
            let (entries, signatures) = recorded(store, key).await;
            let entry = entries.iter().rfind(|it| it.verb == Verb::Approve).unwrap();
            let signature = signatures.last().unwrap();
            assert!(entry.signed.is_some() && entry.version == signature.version);
            roots.push(Envelope::parse(&signature.envelope).unwrap().bulk.unwrap().root);
        }
        assert_eq!(roots[0], roots[1]);
        let left = async |tx: &mut Tx| job_statements::first(tx, job.id).await;
        assert_eq!(store.reading::<_, StoreError>(left).await.unwrap(), None);
        let found = verify(store).await;
        assert_eq!((found.signatures, found.broken), (2, Vec::new()));
    });
}

#[test]
fn a_job_without_the_signature_of_its_statements_changes_nothing() {
    on_both(&async |store: &Store| {
        let waiting = Waiting::new(store).await;
        let job = waiting.preview(store).await;
        let fault = waiting.sign(store, &job, ("x", waiting.at)).await;
        assert_eq!(fault, Err(SignatureFault::OtherRoot), "nothing was stated");
        let text = waiting.state(store, &job).await;
        let fault = waiting.sign(store, &job, ("x", waiting.at)).await;
        assert_eq!(fault, Err(SignatureFault::Wrong));
        let late = waiting.at.plus_micros(300_000_001);
        let fault = waiting.sign(store, &job, (&text, late)).await;
        assert_eq!(fault, Err(SignatureFault::TooOld));
        let tally = waiting.confirm(store, &job, None).await;
        assert_eq!(tally, DecisionTally { done: 0, already_done: 0, refused: 2 });
    });
}

#[test]
fn a_report_that_changed_after_its_statement_is_left_out() {
    on_both(&async |store: &Store| {
        let waiting = Waiting::new(store).await;
        let job = waiting.preview(store).await;
        let text = waiting.state(store, &job).await;
        let reject = Command::Reject { reasons: Some("no".into()), line_reasons: Vec::new() };
        let Waiting { d1, keys, at, .. } = &waiting;
        decide(store, d1, keys[0], &reject, None, *at).await.unwrap();
        let touch = waiting.sign(store, &job, (&text, *at)).await.unwrap();
        let tally = waiting.confirm(store, &job, Some(touch)).await;
        assert_eq!(tally, DecisionTally { done: 1, already_done: 0, refused: 1 });
        assert_eq!(verify(store).await.broken, Vec::<String>::new());
    });
}

#[test]
fn a_job_that_is_signed_decides_nothing_unsigned() {
    on_both(&async |store: &Store| {
        let waiting = Waiting::new(store).await;
        set_rule(store, waiting.d1.company_id, Verb::Approve, SigningRule::Offered).await;
        let job = waiting.preview(store).await;
        let text = waiting.state(store, &job).await;
        let touch = waiting.sign(store, &job, (&text, waiting.at)).await.unwrap();
        let lose = async |tx: &mut Tx| {
            let first = job_statements::first(tx, job.id).await?.unwrap();
            job_statements::remove_until(tx, job.id, first.position).await
        };
        store.write(lose).await.unwrap();
        let tally = waiting.confirm(store, &job, Some(touch)).await;
        assert_eq!(tally, DecisionTally { done: 1, already_done: 0, refused: 1 });
        assert_eq!(verify(store).await.signatures, 1);
    });
}
