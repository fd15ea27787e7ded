//! Decisions that are signed with SSH keys.

use super::fixture::{
    SshKey, decide, now, on_both, person, recorded, register, report, set_rule, state,
};
use crate::verifying::fixture::verify;
use countersign_app::actions::check_evidence::{self, PackFindings, PackTrust};
use countersign_app::actions::manage_signing_keys::{self, KeyRemovalFault, Signer};
use countersign_app::actions::{audit, check_signature, print_report};
use countersign_app::signatures::bulk;
use countersign_app::signatures::public_key::PublicKey;
use countersign_app::signatures::ssh::{NAMESPACE, SshSignature};
use countersign_app::signatures::verify::{SignedStatement, VerifiedRoots};
use countersign_domain::actor::Person;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_domain::refusal::Refusal;
use countersign_domain::signature::{Envelope, SignatureFault, SignatureKind, SigningRule};
use countersign_domain::statement::Statement;
use countersign_domain::status::Verb;
use countersign_domain::workflow::{Command, CommandOutcome};
use countersign_store::reports::{self, Key};
use countersign_store::{Store, Tx};

const SUBMIT: Command = Command::Submit { comment: None };
const APPROVE: Command = Command::Approve { note: None };

fn refused(fault: SignatureFault) -> Result<CommandOutcome, Refusal> {
    Err(Refusal::SignatureRefused(fault))
}

fn is_done(answer: &Result<CommandOutcome, Refusal>) -> bool {
    matches!(answer, Ok(CommandOutcome::Done(_)))
}

#[test]
fn a_signed_decision_is_recorded_with_its_statement_and_signature() {
    on_both(&async |store: &Store| {
        let (p1, d1) = (person(store, "p1").await, person(store, "d1").await);
        let key = report(store, "2026-11", "P1").await;
        for (who, command, kind) in [(&p1, &SUBMIT, "ed25519"), (&d1, &APPROVE, "ecdsa")] {
            let (verb, ssh) = (command.verb(), SshKey::new(kind));
            let registered = register(store, who, &ssh).await;
            set_rule(store, who.company_id, verb, SigningRule::Offered).await;
            let signed = ssh.sign(&state(store, who, key, verb).await);
            let answer = decide(store, who, key, command, Some(&signed), now(store).await).await;
            assert!(is_done(&answer), "{answer:?}");
            let (entries, signatures) = recorded(store, key).await;
            let entry = entries.iter().rfind(|it| it.verb == verb).unwrap();
            assert_eq!(entry.signed, Some(check_signature::of_entry(&signed)));
            let stored = signatures.last().unwrap();
            assert_eq!((stored.version, stored.key_id), (entry.version, registered.id));
            assert_eq!(Statement::parse(&stored.statement), Some(signed.statement));
            assert_eq!(Envelope::parse(&stored.envelope), Some(signed.envelope));
        }
        assert_eq!(recorded(store, key).await.1.len(), 2);
        let found = in_a_pdf(store, key).await;
        assert_eq!((found.counts.signatures, found.broken), (2, Vec::new()));
        assert_eq!(verify(store).await.signatures, 2);
        assert_eq!(verify(store).await.broken, Vec::<String>::new());
    });
}

/// What a check of the report's PDF finds.
async fn in_a_pdf(store: &Store, key: Key) -> PackFindings {
    let gathered = store.reading(async |tx| {
        let stored = reports::find(tx, &[key]).await?.remove(0).unwrap();
        print_report::gather(tx, stored, None, "en").await
    });
    let pdf = gathered.await.unwrap().print().unwrap();
    check_evidence::run_pdf("x.pdf", &pdf, &PackTrust::default()).unwrap().findings
}

/// What the tests of one signed submission need: P1's report, whose submission has to be signed,
/// and a key that everyone has registered.
struct Signing {
    p1: Person,
    p2: Person,
    d1: Person,
    mine: Key,
    ssh: SshKey,
    at: Instant,
    statement: Statement,
}

impl Signing {
    async fn new(store: &Store) -> Self {
        let (p1, p2) = (person(store, "p1").await, person(store, "p2").await);
        let (d1, d2) = (person(store, "d1").await, person(store, "d2").await);
        let ssh = SshKey::new("ed25519");
        for who in [&p1, &p2, &d1, &d2] {
            register(store, who, &ssh).await;
            for verb in [Verb::Submit, Verb::Approve] {
                set_rule(store, who.company_id, verb, SigningRule::Required).await;
            }
        }
        let (mine, at) = (report(store, "2026-11", "P1").await, now(store).await);
        let statement = state(store, &p1, mine, Verb::Submit).await;
        Self { p1, p2, d1, mine, ssh, at, statement }
    }
}

#[test]
fn a_signature_of_anything_else_is_refused() {
    use SignatureFault::*;
    on_both(&async |store: &Store| {
        let Signing { p1, p2, mine, ssh, at, statement, .. } = Signing::new(store).await;
        let (good, other) = (ssh.sign(&statement), SshKey::new("ed25519"));
        let changed = |change: &dyn Fn(&mut Statement)| {
            let mut changed = statement.clone();
            change(&mut changed);
            changed
        };
        let with = |change: &dyn Fn(&mut Statement)| ssh.sign(&changed(change));
        let stolen = state(store, &p1, report(store, "2026-10", "P1").await, Verb::Submit).await;
        let of = |statement: &Statement, envelope: Envelope| SignedStatement {
            statement: statement.clone(),
            envelope,
        };
        let text = statement.text();
        let for_git = Envelope { signature: ssh.sign_for("git", &text), ..good.envelope.clone() };
        let of_other = other.sign(&statement).envelope;
        let pretended = Envelope { key: good.envelope.key.clone(), ..of_other.clone() };
        let passkey = Envelope { kind: SignatureKind::Passkey, ..good.envelope.clone() };
        let smuggled = format!("a text\n{}", good.envelope.signature);
        let smuggled = Envelope { signature: smuggled, ..good.envelope.clone() };
        let cut = Envelope { signature: "x".into(), ..good.envelope.clone() };
        for (what, signed, fault) in [
            ("another report", ssh.sign(&stolen), OtherReport),
            ("another version", with(&|it| it.version = 1), OtherVersion),
            ("another verb", with(&|it| it.verb = Verb::Approve), OtherVerb),
            ("another document", with(&|it| it.document = [7; 32]), OtherDocument),
            ("another person", with(&|it| it.person = p2.id), OtherPerson),
            ("another company", with(&|it| it.company = "P2".into()), OtherCompany),
            ("other data", with(&|it| it.unseen.no_data += 1), OtherUnseen),
            ("another namespace", of(&statement, for_git), OtherNamespace),
            ("a key of no one", of(&statement, of_other), UnknownKey),
            ("a key of no one under another name", of(&statement, pretended), Wrong),
            ("no signature", of(&statement, cut), Unreadable),
            ("a passkey", of(&statement, passkey), UnknownKey),
            ("a text before the signature", of(&statement, smuggled), Unreadable),
            (
                "the signature of another statement",
                of(&changed(&|it| it.at = it.at.plus_micros(1)), good.envelope.clone()),
                Wrong,
            ),
        ] {
            let answer = decide(store, &p1, mine, &SUBMIT, Some(&signed), at).await;
            assert_eq!(answer, refused(fault), "{what}");
        }
    });
}

#[test]
fn a_signature_counts_for_one_decision_of_one_person_only() {
    use SignatureFault::*;
    on_both(&async |store: &Store| {
        let Signing { p1, p2, d1, mine, ssh, at, statement } = Signing::new(store).await;
        let good = ssh.sign(&statement);
        let day = 86_400 * 1_000_000;
        for (later, fault) in [(day + 1, TooOld), (-120 * 1_000_000 - 1, FromTheFuture)] {
            let at = statement.at.plus_micros(later);
            let answer = decide(store, &p1, mine, &SUBMIT, Some(&good), at).await;
            assert_eq!(answer, refused(fault));
        }
        let unsigned = decide(store, &p1, mine, &SUBMIT, None, at).await;
        assert_eq!(unsigned, Err(Refusal::SignatureNeeded(Verb::Submit)));
        let stranger = decide(store, &p2, mine, &SUBMIT, Some(&good), at).await;
        assert_eq!(stranger, Err(Refusal::NoSuchReport));
        let (before, none) = recorded(store, mine).await;
        assert!(none.is_empty() && before.iter().all(|it| it.signed.is_none()));
        assert!(is_done(&decide(store, &p1, mine, &SUBMIT, Some(&good), at).await));
        // The same statement again changes nothing, also after the report came back.
        let again = decide(store, &p1, mine, &SUBMIT, Some(&good), at).await;
        assert!(!is_done(&again), "{again:?}");
        let reject = Command::Reject { reasons: Some("no".into()), line_reasons: Vec::new() };
        assert!(is_done(&decide(store, &d1, mine, &reject, None, at).await));
        let (product, comment) = (Some("EP".to_owned()), Some("as agreed".to_owned()));
        let explain = Command::Edit { product, chargeable: None, comment };
        assert!(is_done(&decide(store, &p1, mine, &explain, None, at).await));
        let again = decide(store, &p1, mine, &SUBMIT, Some(&good), at).await;
        assert_eq!(again, refused(OtherVersion));
        assert_eq!(recorded(store, mine).await.1.len(), 1);
    });
}

#[test]
fn a_removed_key_signs_nothing_more_and_what_it_signed_stays() {
    on_both(&async |store: &Store| {
        let p1 = person(store, "p1").await;
        let key = report(store, "2026-11", "P1").await;
        let ssh = SshKey::new("ed25519");
        let registered = register(store, &p1, &ssh).await;
        set_rule(store, p1.company_id, Verb::Submit, SigningRule::Offered).await;
        let signed = ssh.sign(&state(store, &p1, key, Verb::Submit).await);
        let at = now(store).await;
        let remove = async |tx: &mut Tx| {
            let entry = audit::of_machine_as(Event::SigningKeyRemoved, at, &p1);
            manage_signing_keys::remove(tx, &p1, Signer::Person, registered.id, entry).await
        };
        assert_eq!(store.write(remove).await.unwrap(), Ok(()));
        let again = store.write(remove).await.unwrap();
        assert_eq!(again, Err(KeyRemovalFault::Removed(at)), "it is removed once");
        let answer = decide(store, &p1, key, &SUBMIT, Some(&signed), at).await;
        assert_eq!(answer, refused(SignatureFault::UnknownKey));
        set_rule(store, p1.company_id, Verb::Submit, SigningRule::Off).await;
        register(store, &p1, &ssh).await;
        let answer = decide(store, &p1, key, &SUBMIT, Some(&signed), at).await;
        assert_eq!(answer, Err(Refusal::SignaturesOff(Verb::Submit)));
        assert!(is_done(&decide(store, &p1, key, &SUBMIT, None, at).await));
    });
}

#[test]
fn one_signature_covers_many_statements_by_their_root() {
    on_both(&async |store: &Store| {
        let (p1, d2) = (person(store, "p1").await, person(store, "d2").await);
        let (own, other) =
            (report(store, "2026-11", "P1").await, report(store, "2026-11", "P5").await);
        let ssh = SshKey::new("ed25519");
        register(store, &p1, &ssh).await;
        set_rule(store, p1.company_id, Verb::Submit, SigningRule::Required).await;
        let mut statements = vec![state(store, &d2, other, Verb::Approve).await];
        statements.push(state(store, &p1, own, Verb::Submit).await);
        statements.push(state(store, &d2, own, Verb::Approve).await);
        let bulk = bulk::over(&statements).unwrap();
        let signature = ssh.sign_for(NAMESPACE, &bulk.text);
        let signature = SshSignature::parse(&signature).unwrap().armoured().unwrap();
        let envelope = |place: usize| Envelope {
            bulk: Some(bulk.places[place].clone()),
            signature: signature.clone(),
            ..ssh.sign(&statements[1]).envelope
        };
        let signed = |place: usize| SignedStatement {
            statement: statements[1].clone(),
            envelope: envelope(place),
        };
        let at = now(store).await;
        let mut forged = signed(1);
        forged.envelope.bulk.as_mut().unwrap().root = "00".repeat(32);
        for wrong in [signed(0), signed(2), forged] {
            let answer = decide(store, &p1, own, &SUBMIT, Some(&wrong), at).await;
            assert_eq!(answer, refused(SignatureFault::OtherRoot));
        }
        // A tree of one's own leads to a root that was not signed.
        let mut alone = signed(1);
        let places = bulk::over(&statements[1..2]).unwrap().places;
        alone.envelope.bulk = Some(places[0].clone());
        let answer = decide(store, &p1, own, &SUBMIT, Some(&alone), at).await;
        assert_eq!(answer, refused(SignatureFault::Wrong));
        assert!(is_done(&decide(store, &p1, own, &SUBMIT, Some(&signed(1)), at).await));
        assert_eq!(recorded(store, own).await.1.len(), 1);
    });
}

#[test]
fn a_root_that_was_verified_vouches_for_its_own_key_and_signature_only() {
    on_both(&async |store: &Store| {
        let p1 = person(store, "p1").await;
        let own = report(store, "2026-11", "P1").await;
        let statements = [
            state(store, &p1, own, Verb::Submit).await,
            state(store, &p1, own, Verb::Reject).await,
        ];
        let bulk = bulk::over(&statements).unwrap();
        let [ssh, stranger] = [SshKey::new("ed25519"), SshKey::new("ed25519")];
        let signed = |place: usize, by: &SshKey, text: &str| {
            let signature = by.sign_for(NAMESPACE, text);
            let signature = SshSignature::parse(&signature).unwrap().armoured().unwrap();
            let bulk = Some(bulk.places[place].clone());
            let envelope = Envelope { bulk, signature, ..ssh.sign(&statements[0]).envelope };
            SignedStatement { statement: statements[place].clone(), envelope }
        };
        let key = PublicKey::parse(&ssh.public()).unwrap();
        let mut verified = VerifiedRoots::default();
        let mut verify = |it: &SignedStatement, key| it.verify(key, &mut verified);
        assert_eq!(verify(&signed(0, &ssh, &bulk.text), &key), Ok(()));
        assert_eq!(verify(&signed(1, &ssh, &bulk.text), &key), Ok(()));
        let wrong = Err(SignatureFault::Wrong);
        assert_eq!(verify(&signed(1, &ssh, "another text"), &key), wrong);
        assert_eq!(verify(&signed(1, &stranger, &bulk.text), &key), wrong);
        // The same signature, said to be of another key.
        let other = PublicKey::parse(&stranger.public()).unwrap();
        let mut borrowed = signed(1, &ssh, &bulk.text);
        borrowed.envelope.key = other.fingerprint();
        assert_eq!(verify(&borrowed, &other), wrong);
    });
}
