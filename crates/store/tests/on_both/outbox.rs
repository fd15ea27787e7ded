//! The outbox: leased by one worker at a time, retried, given up, removed after a time.

use crate::content::{ABOUT, ReportContent, made, store_all};
use crate::databases::{NOW, on_both};
use countersign_domain::actor::{CompanyKind, Role};
use countersign_domain::code::company_uuid;
use countersign_domain::instant::Instant;
use countersign_domain::message::MessageKind;
use countersign_store::companies::{self, Company};
use countersign_store::message_choices::{self, MessagePreference};
use countersign_store::outbox::{
    self, AttemptOutcome, ClaimedNotification, MessageName, MessageQuery, MessageState,
    NewNotification, OutboxLease,
};
use countersign_store::people::{self, Membership, MembershipConsent, PersonRecord};
use countersign_store::{Result, Store, StoreError, Tx, known_browsers, reminders};
use uuid::Uuid;

const MINUTE: i64 = 60_000_000;

const fn after(minutes: i64) -> Instant {
    NOW.plus_micros(minutes * MINUTE)
}

const fn id(number: u64) -> Uuid {
    Uuid::from_u64_pair(number, 1)
}

const fn lease(number: u64, minutes: i64) -> OutboxLease {
    OutboxLease { id: id(number), until: after(minutes) }
}

fn new(event: u64, person_id: i64, kind: MessageKind) -> NewNotification {
    NewNotification {
        event: id(event),
        person_id,
        kind,
        company_id: kind.is_joined().then_some(1),
        report: None,
        data: "{}".to_owned(),
        secret: kind.lets_in().then(|| format!("secret {event}")),
        created_at: NOW,
        due_at: NOW,
        expires_at: after(6_000),
    }
}

/// A partner's Administrator, its Billing Manager, and a person in support.
async fn fill(tx: &mut Tx) -> Result<()> {
    let company = Company {
        id: 1,
        code: "P".to_owned(),
        kind: CompanyKind::Partner,
        name: "Company P".to_owned(),
        company_id: company_uuid("P"),
    };
    companies::insert(tx, &[company]).await?;
    for (id, role) in
        [(1, Role::Administrator), (2, Role::BillingManager), (3, Role::SupportEngineer)]
    {
        let email = format!("{id}@x.example");
        let (email_folded, name) = (email.clone(), format!("Person {id}"));
        people::insert(tx, &PersonRecord { id, email, email_folded, name }).await?;
        people::join(
            tx,
            &Membership { person_id: id, company_id: 1, role },
            MembershipConsent::Given(NOW),
        )
        .await?;
    }
    Ok(())
}

async fn filled(store: &Store, rows: &[NewNotification]) {
    store.write(fill).await.unwrap();
    store.write(async |tx| outbox::put(tx, rows).await).await.unwrap();
}

async fn take(
    store: &Store,
    now: Instant,
    lease: OutboxLease,
    message: &str,
) -> Vec<ClaimedNotification> {
    let taken = store.write(async |tx| outbox::take(tx, now, lease, message).await).await;
    taken.unwrap().unwrap_or_default()
}

async fn finish(store: &Store, message: &str, holder: u64, outcome: AttemptOutcome<'_>) -> bool {
    store.write(async |tx| outbox::finish(tx, message, id(holder), outcome).await).await.unwrap()
}

fn events(rows: &[ClaimedNotification]) -> Vec<Uuid> {
    rows.iter().map(|row| row.event).collect()
}

async fn listed(store: &Store, state: MessageState) -> Vec<(String, i64, i64, Option<String>)> {
    let mut tx = store.read().await.unwrap();
    let listed = outbox::list(&mut tx, &MessageQuery::first(state, 100)).await.unwrap();
    let told = |it: outbox::ListedMessage| (it.email, it.rows, it.attempts, it.last_error);
    listed.into_iter().map(told).collect()
}

#[tokio::test]
async fn what_is_due_for_one_person_and_kind_is_one_message() {
    on_both(async |store| {
        let later = NewNotification { due_at: after(5), ..new(4, 1, MessageKind::Review) };
        let rows = [
            new(1, 1, MessageKind::Review),
            new(2, 1, MessageKind::Review),
            new(3, 1, MessageKind::Rejected),
            later,
            new(1, 2, MessageKind::Review),
        ];
        filled(store, &rows).await;
        let mut taken = Vec::new();
        for number in 1..=4 {
            let message = format!("m{number}");
            taken.push(events(&take(store, NOW, lease(1, 10), &message).await));
        }
        taken.sort();
        assert_eq!(taken, [vec![], vec![id(1)], vec![id(1), id(2)], vec![id(3)]]);
        assert_eq!(events(&take(store, after(5), lease(1, 20), "m5").await), [id(4)]);
    })
    .await;
}

#[tokio::test]
async fn what_concerns_an_account_is_a_message_of_its_own() {
    on_both(async |store| {
        let rows = [new(1, 1, MessageKind::NewSignIn), new(2, 1, MessageKind::NewSignIn)];
        filled(store, &rows).await;
        let first = take(store, NOW, lease(1, 10), "m1").await;
        let second = take(store, NOW, lease(1, 10), "m2").await;
        let mut both = [events(&first), events(&second)].concat();
        both.sort();
        assert_eq!(both, [id(1), id(2)]);
    })
    .await;
}

/// Leases and returns everything, as one of several workers.
fn take_all(store: &Store, taker: u64) -> Vec<(Uuid, i64)> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let (mut mine, mut misses) = (Vec::new(), 0);
        while misses < 20 {
            let message = format!("{taker}-{}-{misses}", mine.len());
            let got = take(store, NOW, lease(100 + taker, 10), &message).await;
            misses += u32::from(got.is_empty());
            mine.extend(got.into_iter().map(|row| (row.event, row.person_id)));
        }
        mine
    })
}

#[tokio::test]
async fn of_many_who_take_at_once_each_row_goes_to_one() {
    on_both(async |store| {
        let rows: Vec<NewNotification> = (0..60)
            .map(|number| new(number, 1 + number.cast_signed() % 3, MessageKind::NewSignIn))
            .collect();
        filled(store, &rows).await;
        let takers = (0..4_u64).map(|taker| {
            let store = store.clone();
            std::thread::spawn(move || take_all(&store, taker))
        });
        let mut all = Vec::new();
        for taker in takers.collect::<Vec<_>>() {
            all.extend(taker.join().unwrap());
        }
        all.sort();
        let mut expected: Vec<_> = rows.iter().map(|row| (row.event, row.person_id)).collect();
        expected.sort();
        assert_eq!(all, expected);
    })
    .await;
}

#[tokio::test]
async fn a_lease_that_ran_out_lets_another_send_the_same_message() {
    on_both(async |store| {
        filled(store, &[new(1, 1, MessageKind::Approved), new(2, 1, MessageKind::Approved)]).await;
        assert_eq!(take(store, NOW, lease(1, 10), "m1").await.len(), 2);
        assert!(take(store, after(9), lease(2, 19), "m2").await.is_empty());
        let again = take(store, after(10), lease(2, 20), "m2").await;
        assert_eq!((again.len(), again[0].message_id.as_str()), (2, "m1"));
        // A worker that lost the lease cannot report a result.
        assert!(!finish(store, "m1", 1, AttemptOutcome::Sent(after(10))).await);
        assert!(finish(store, "m1", 2, AttemptOutcome::Sent(after(11))).await);
        assert!(take(store, after(99), lease(3, 109), "m3").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_message_keeps_its_id_and_its_rows_through_all_attempts() {
    on_both(async |store| {
        filled(store, &[new(1, 1, MessageKind::Approved)]).await;
        take(store, NOW, lease(1, 10), "m1").await;
        assert!(finish(store, "m1", 1, AttemptOutcome::Again(after(30), "421 busy")).await);
        let more = new(2, 1, MessageKind::Approved);
        store.write(async |tx| outbox::put(tx, std::slice::from_ref(&more)).await).await.unwrap();
        assert_eq!(events(&take(store, after(1), lease(1, 10), "m2").await), [id(2)]);
        assert!(finish(store, "m2", 1, AttemptOutcome::Sent(after(1))).await);
        let again = take(store, after(30), lease(1, 40), "m3").await;
        assert_eq!((events(&again), again[0].attempts), (vec![id(1)], 1));
        assert_eq!(again[0].message_id, "m1");
        let waits = [("1@x.example".to_owned(), 1, 1, Some("421 busy".to_owned()))];
        assert_eq!(listed(store, MessageState::Waiting).await, waits);
    })
    .await;
}

#[tokio::test]
async fn what_waits_is_withdrawn_and_what_is_on_its_way_stays() {
    on_both(async |store| {
        let rows = [1, 2, 3].map(|person| new(1, person, MessageKind::Approved));
        filled(store, &[&rows[..], &[new(2, 3, MessageKind::Approved)]].concat()).await;
        assert_eq!(take(store, NOW, lease(1, 10), "m1").await.len(), 1);
        assert!(finish(store, "m1", 1, AttemptOutcome::Sent(NOW)).await);
        assert_eq!(take(store, NOW, lease(2, 10), "m2").await.len(), 1);
        let withdrawn = async || {
            let withdrawn = store.write(async |tx| outbox::withdraw(tx, id(1)).await).await;
            withdrawn.unwrap()
        };
        assert_eq!(withdrawn().await, [3]);
        assert_eq!(withdrawn().await, [0_i64; 0]);
        assert_eq!(
            listed(store, MessageState::Waiting).await.len(),
            2,
            "one in hand, one of event 2"
        );
    })
    .await;
}

#[tokio::test]
async fn what_was_given_up_is_listed_and_sent_again_on_demand() {
    on_both(async |store| {
        filled(store, &[new(1, 1, MessageKind::Rejected), new(2, 2, MessageKind::Rejected)]).await;
        for (message, holder) in [("m1", 1), ("m2", 2)] {
            take(store, NOW, lease(holder, 10), message).await;
            assert!(
                finish(store, message, holder, AttemptOutcome::GivenUp(NOW, "550 no such")).await
            );
        }
        let counts = outbox::counts(&mut store.read().await.unwrap()).await.unwrap();
        assert_eq!((counts.waiting, counts.sent, counts.failed), (0, 0, 2));
        assert_eq!(listed(store, MessageState::Failed).await.len(), 2);
        let mut tx = store.begin().await.unwrap();
        assert!(outbox::resend(&mut tx, "m1", after(1)).await.unwrap());
        assert!(!outbox::resend(&mut tx, "m1", after(1)).await.unwrap());
        assert!(!outbox::resend(&mut tx, "m2", after(6_000)).await.unwrap(), "it is too late");
        assert_eq!(outbox::resend_all(&mut tx, after(1)).await.unwrap(), 1);
        tx.commit().await.unwrap();
        let again = take(store, after(1), lease(3, 11), "m3").await;
        assert_eq!((again.len(), again[0].attempts), (1, 0));
    })
    .await;
}

#[tokio::test]
async fn a_secret_is_gone_once_it_was_sent_or_opens_nothing_any_more() {
    on_both(async |store| {
        let rows = [
            new(1, 1, MessageKind::Invitation),
            NewNotification { expires_at: after(60), ..new(2, 2, MessageKind::PasswordReset) },
        ];
        filled(store, &rows).await;
        let secrets = async || {
            let mut tx = store.read().await.unwrap();
            // SQL here: only the sender reads a secret.
            let asked = "SELECT secret FROM outbox WHERE secret IS NOT NULL ORDER BY secret";
            crate::databases::texts(&mut tx, asked).await
        };
        assert_eq!(secrets().await, ["toy:1 terces", "toy:2 terces"], "they are sealed");
        let taken = take(store, NOW, lease(1, 10), "m1").await;
        assert_eq!(taken[0].secret.as_deref(), Some("secret 1"));
        assert!(finish(store, "m1", 1, AttemptOutcome::Sent(NOW)).await);
        assert_eq!(secrets().await, ["toy:2 terces"]);
        let expire = async |tx: &mut Tx| outbox::expire(tx, after(60), "too late").await;
        assert_eq!(store.write(expire).await.unwrap(), 1);
        assert!(secrets().await.is_empty());
        let told = [("2@x.example".to_owned(), 1, 0, Some("too late".to_owned()))];
        assert_eq!(listed(store, MessageState::Failed).await, told);
        let remove = async |tx: &mut Tx| outbox::remove_old(tx, after(61)).await;
        assert_eq!(store.write(remove).await.unwrap(), 2);
    })
    .await;
}

#[tokio::test]
async fn nobody_is_told_of_one_event_twice() {
    on_both(async |store| {
        filled(store, &[new(1, 1, MessageKind::Ready), new(1, 2, MessageKind::Ready)]).await;
        let again = [new(1, 1, MessageKind::Ready)];
        let twice = store.write(async |tx| outbox::put(tx, &again).await).await;
        assert!(matches!(twice, Err(StoreError::Conflict(_))), "{twice:?}");
    })
    .await;
}

#[tokio::test]
async fn who_declined_a_kind_is_no_recipient_of_it_and_gets_nothing_that_waits() {
    on_both(async |store| {
        filled(store, &[new(1, 2, MessageKind::Reminder), new(2, 2, MessageKind::Rejected)]).await;
        let choice = MessagePreference { person_id: 2, kind: MessageKind::Reminder, wanted: false };
        let mut tx = store.begin().await.unwrap();
        let token = message_choices::token(&mut tx, 2, MessageKind::Reminder, id(7)).await.unwrap();
        assert_eq!(token, id(7));
        message_choices::choose(&mut tx, &choice, id(8)).await.unwrap();
        outbox::decline(&mut tx, 2, MessageKind::Reminder).await.unwrap();
        assert_eq!(message_choices::of_token(&mut tx, id(7)).await.unwrap(), Some(choice));
        assert_eq!(message_choices::of_token(&mut tx, id(8)).await.unwrap(), None);
        let declined = message_choices::declined(&mut tx, 2).await.unwrap();
        assert_eq!(declined, [MessageKind::Reminder]);
        let asked = async |tx: &mut Tx, kind| {
            let found = outbox::recipients(tx, &[1, 9], kind).await.unwrap();
            found.into_iter().map(|(_, person, _)| person).collect::<Vec<_>>()
        };
        assert_eq!(asked(&mut tx, MessageKind::Reminder).await, [1, 3]);
        assert_eq!(asked(&mut tx, MessageKind::Rejected).await, [1, 2, 3]);
        tx.commit().await.unwrap();
        assert_eq!(events(&take(store, NOW, lease(1, 10), "m1").await), [id(2)]);
        assert!(take(store, NOW, lease(1, 10), "m2").await.is_empty());
        let addressee = outbox::addressee(&mut store.read().await.unwrap(), 2, Some(1)).await;
        let addressee = addressee.unwrap().unwrap();
        assert_eq!((addressee.email.as_str(), addressee.language), ("2@x.example", None));
        assert_eq!(addressee.company_name.as_deref(), Some("Company P"));
    })
    .await;
}

#[tokio::test]
async fn times_to_look_at_reports_are_found_moved_and_taken_away() {
    on_both(async |store| {
        let first = made(&ABOUT);
        let second = made(&ReportContent { partner_id: ABOUT.partner_id + 1, ..ABOUT });
        store_all(store, &[&first, &second]).await;
        let rows = [(first.key(), after(2)), (second.key(), after(1))];
        let mut tx = store.begin().await.unwrap();
        assert_eq!(reminders::next(&mut tx).await.unwrap(), None);
        reminders::insert(&mut tx, &rows).await.unwrap();
        assert_eq!(reminders::next(&mut tx).await.unwrap(), Some(after(1)));
        let due = reminders::due(&mut tx, after(2), 9).await.unwrap();
        assert_eq!(due, [rows[1], rows[0]]);
        assert_eq!(reminders::due(&mut tx, after(1), 9).await.unwrap(), [rows[1]]);
        reminders::put(&mut tx, &[(second.key(), after(3))]).await.unwrap();
        reminders::remove(&mut tx, &[first.key()]).await.unwrap();
        assert_eq!(reminders::next(&mut tx).await.unwrap(), Some(after(3)));
    })
    .await;
}

#[tokio::test]
async fn a_browser_is_known_to_whom_it_belongs() {
    on_both(async |store| {
        store.write(fill).await.unwrap();
        let mut tx = store.begin().await.unwrap();
        assert!(!known_browsers::has_any(&mut tx, 1).await.unwrap());
        known_browsers::add(&mut tx, 1, &[1; 32], NOW).await.unwrap();
        assert!(known_browsers::has_any(&mut tx, 1).await.unwrap());
        assert!(known_browsers::is_known(&mut tx, 1, &[1; 32]).await.unwrap());
        assert!(!known_browsers::is_known(&mut tx, 1, &[2; 32]).await.unwrap());
        assert!(!known_browsers::is_known(&mut tx, 2, &[1; 32]).await.unwrap());
        assert!(known_browsers::note_use(&mut tx, 1, &[1; 32], after(1)).await.unwrap());
        assert!(!known_browsers::note_use(&mut tx, 1, &[2; 32], after(2)).await.unwrap());
        assert!(!known_browsers::note_use(&mut tx, 2, &[1; 32], after(2)).await.unwrap());
        known_browsers::add(&mut tx, 1, &[3; 32], after(1)).await.unwrap();
        assert_eq!(known_browsers::forget(&mut tx, 2, None).await.unwrap(), 0);
        assert_eq!(known_browsers::forget(&mut tx, 1, Some(&[1; 32])).await.unwrap(), 1);
        assert!(known_browsers::is_known(&mut tx, 1, &[1; 32]).await.unwrap());
        assert_eq!(known_browsers::remove_old(&mut tx, after(1)).await.unwrap(), 0);
        assert_eq!(known_browsers::remove_old(&mut tx, after(2)).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_list_has_pages_and_is_searched_by_its_recipient() {
    on_both(async |store| {
        let kinds = [MessageKind::Review, MessageKind::Rejected, MessageKind::Approved];
        let mut rows: Vec<_> = (1..).zip(kinds).map(|(event, kind)| new(event, 1, kind)).collect();
        rows.push(new(4, 2, MessageKind::Review));
        filled(store, &rows).await;
        let all = MessageQuery::first(MessageState::Waiting, 100);
        let mut tx = store.read().await.unwrap();
        let whole = outbox::list(&mut tx, &all).await.unwrap();
        assert_eq!(whole.len(), 4);
        let second = MessageQuery { skipped: 2, limit: 1, ..all };
        assert_eq!(outbox::list(&mut tx, &second).await.unwrap(), whole[2..3]);
        let of_second = MessageQuery { recipient: "2@x.example", ..all };
        let found = outbox::list(&mut tx, &of_second).await.unwrap();
        assert_eq!(found.iter().map(|it| it.email.as_str()).collect::<Vec<_>>(), ["2@x.example"]);
        let nobody = MessageQuery { recipient: "x.example", ..all };
        assert_eq!(outbox::list(&mut tx, &nobody).await.unwrap(), []);
        assert_eq!(outbox::failed(&mut tx).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_message_is_read_by_its_name_before_and_after_its_first_attempt() {
    on_both(async |store| {
        let later = NewNotification { due_at: after(5), ..new(3, 1, MessageKind::Review) };
        let rows = [
            new(1, 1, MessageKind::Review),
            new(2, 1, MessageKind::Review),
            later,
            new(1, 2, MessageKind::Review),
        ];
        filled(store, &rows).await;
        let kept = async |name: &MessageName| {
            let mut tx = store.read().await.unwrap();
            outbox::kept(&mut tx, name).await.unwrap()
        };
        let mut tx = store.read().await.unwrap();
        let first = MessageQuery {
            recipient: "1@x.example",
            ..MessageQuery::first(MessageState::Waiting, 9)
        };
        let listed = outbox::list(&mut tx, &first).await.unwrap();
        drop(tx);
        let names: Vec<_> = listed.iter().map(outbox::ListedMessage::message_name).collect();
        assert_eq!(names.len(), 2, "one is due later");
        let untried = kept(&names[0]).await.unwrap();
        assert_eq!((untried.notifications.len(), untried.next_attempt_at), (2, Some(NOW)));
        assert_eq!(take(store, NOW, lease(1, 10), "m1").await.len(), 2);
        assert!(finish(store, "m1", 1, AttemptOutcome::Sent(after(1))).await);
        assert_eq!(kept(&names[0]).await, None, "it has an id now");
        let sent = kept(&MessageName::Id("m1".to_owned())).await.unwrap();
        assert_eq!((sent.notifications.len(), sent.sent_at), (2, Some(after(1))));
        assert_eq!((sent.person_id, sent.company_id), (1, Some(1)));
        assert_eq!(kept(&MessageName::Id("m2".to_owned())).await, None);
    })
    .await;
}
