//! A pack with decisions that were signed in every way, and what someone changes in it.
//!
//! SQL here: an installation that is no rehearsal.

use super::pack::{Pack, asked, made};
use crate::signatures::fixture::{SshKey, decide, now, person, register, report, set_rule, state};
use crate::verifying::fixture::VerifyFixture;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use countersign_app::actions::manage_signing_keys::{self, NewKey, Signer};
use countersign_app::actions::{audit, manage_service_accounts, sequence_log};
use countersign_app::random::SystemRandom;
use countersign_app::signatures::bulk;
use countersign_app::signatures::ssh::{NAMESPACE, SshSignature};
use countersign_app::signatures::verify::SignedStatement;
use countersign_domain::actor::Person;
use countersign_domain::audit::Event;
use countersign_domain::export::{content_hash, hex};
use countersign_domain::instant::Instant;
use countersign_domain::signature::{Envelope, SignatureKind, SigningRule};
use countersign_domain::status::Verb;
use countersign_domain::workflow::Command;
use countersign_store::reports::Key;
use countersign_store::{Store, Tx};
use ring::signature::{Ed25519KeyPair, KeyPair};
use serde_json::{Value, json};

const MINUTE: i64 = 60 * 1_000_000;
const SUBMIT: Command = Command::Submit { comment: None };
pub(crate) const SIGNING: &str = "signing.jsonl";
pub(crate) const REPORT: &str = "reports/2026-11/P1-ACME";
/// The report that an account submitted, and the seed of its key.
const ACCOUNTS: &str = "reports/2026-11/P2-ACME";
const ACCOUNT_SEED: [u8; 32] = [7; 32];

/// A pack with four signatures: P1 submits, an account of P2 submits, and D1 approves both at once.
pub(crate) fn signed_pack(fixture: &VerifyFixture, is_rehearsal: bool) -> Pack {
    let log_key = fixture.log_key();
    Pack::read(&fixture.with(async |store| {
        let sql = "UPDATE installation SET rehearsal = $1";
        store.write(async |tx| tx.execute(sql, &[is_rehearsal.into()]).await).await.unwrap();
        sign_all(store).await;
        let at = Instant::parse("2026-12-30T00:00:00Z").unwrap();
        sequence_log::run(store, &log_key, at).await.unwrap();
        made(store, &asked()).await.unwrap()
    }))
}

async fn sign_all(store: &Store) {
    let (p1, d1) = (person(store, "p1").await, person(store, "d1").await);
    let at = now(store).await.plus_micros(10 * MINUTE);
    for rule in [SigningRule::Offered, SigningRule::Required] {
        set_rule(store, p1.company_id, Verb::Submit, rule).await;
    }
    set_rule(store, d1.company_id, Verb::Approve, SigningRule::Required).await;
    let ssh = SshKey::new("ed25519");
    register(store, &p1, &ssh).await;
    // Registered and not used: it is not in the pack.
    register(store, &p1, &SshKey::new("ecdsa")).await;
    let own = report(store, "2026-11", "P1").await;
    let signed = ssh.sign(&state(store, &p1, own, Verb::Submit).await);
    assert!(decide(store, &p1, own, &SUBMIT, Some(&signed), at).await.is_ok());
    let other = submit_by_account(store, at).await;
    approve(store, &d1, [own, other], at).await;
}

/// A service account of P2 submits with its key.
async fn submit_by_account(store: &Store, at: Instant) -> Key {
    let p2 = person(store, "p2").await;
    let pair = Ed25519KeyPair::from_seed_unchecked(&ACCOUNT_SEED).unwrap();
    set_rule(store, p2.company_id, Verb::Submit, SigningRule::Offered).await;
    let registered_at = now(store).await;
    let text = STANDARD.encode(pair.public_key().as_ref());
    let register = async |tx: &mut Tx| {
        let entry = audit::of_machine_as(Event::ServiceAccountMade, registered_at, &p2);
        let (company_id, role) = (p2.company_id, p2.role);
        let account =
            manage_service_accounts::add(tx, &p2, company_id, "ERP: 1", role, entry, &SystemRandom);
        let account = account.await?.unwrap();
        let entry = audit::of_machine_as(Event::SigningKeyAdded, registered_at, &p2);
        let (signer, new) = (Signer::Account(&account), NewKey { name: "ERP", text: &text });
        manage_signing_keys::add(tx, &p2, signer, new, entry, &SystemRandom).await
    };
    let key = store.write(register).await.unwrap().unwrap();
    let acting = Person { account: Some("ERP: 1".to_owned()), ..p2 };
    let report = report(store, "2026-11", "P2").await;
    let statement = state(store, &acting, report, Verb::Submit).await;
    let signature = STANDARD.encode(pair.sign(statement.text().as_bytes()));
    let (kind, key) = (SignatureKind::Key, key.fingerprint);
    let envelope = Envelope { bulk: None, key, kind, signature };
    let signed = SignedStatement { statement, envelope };
    // Without a comment, the system would approve it.
    let submit = Command::Submit { comment: Some("checked".to_owned()) };
    let answer = decide(store, &acting, report, &submit, Some(&signed), at).await;
    assert!(answer.is_ok(), "{answer:?}");
    report
}

/// One signature approves all.
async fn approve(store: &Store, person: &Person, keys: [Key; 2], at: Instant) {
    let ssh = SshKey::new("ecdsa");
    register(store, person, &ssh).await;
    let mut statements = Vec::new();
    for key in keys {
        statements.push(state(store, person, key, Verb::Approve).await);
    }
    let bulk = bulk::over(&statements).unwrap();
    let signature = SshSignature::parse(&ssh.sign_for(NAMESPACE, &bulk.text)).unwrap();
    let (key, signature) = (signature.key().unwrap().fingerprint(), signature.armoured().unwrap());
    for ((statement, place), of) in statements.into_iter().zip(bulk.places).zip(keys) {
        let (kind, key, signature) = (SignatureKind::Ssh, key.clone(), signature.clone());
        let envelope = Envelope { bulk: Some(place), key, kind, signature };
        let signed = SignedStatement { statement, envelope };
        let command = Command::Approve { note: None };
        let answer = decide(store, person, of, &command, Some(&signed), at).await;
        assert!(answer.is_ok(), "{answer:?}");
    }
}

/// The lines of a file that are kept.
pub(crate) fn keep(pack: &mut Pack, name: &str, is_kept: impl Fn(&Value) -> bool) {
    let lines = pack.text(name);
    let is_kept = |line: &&str| is_kept(&serde_json::from_str(line).unwrap());
    let kept: String = lines.lines().filter(is_kept).map(|line| format!("{line}\n")).collect();
    assert_ne!(kept, lines);
    *pack.file(name) = kept.into_bytes();
}

/// Takes the signatures of a report away, and chains its history again.
fn strip(pack: &mut Pack) {
    pack.rewrite(REPORT, |lines| {
        for line in lines {
            let body = line["body"].as_str().unwrap().to_owned();
            if let Some((before, _)) = body.split_once(",\"signed\":") {
                line["body"] = format!("{before}}}").into();
            }
        }
    });
    leave_out(pack);
}

/// Leaves the signatures of a report out.
fn leave_out(pack: &mut Pack) {
    let signatures = format!("{REPORT}/signatures.jsonl");
    pack.0.retain(|(name, _)| *name != signatures);
}

/// Makes the registration of a key the first of all entries.
fn backdate(pack: &mut Pack) {
    let lines = pack.text(SIGNING);
    let read = |line: &str| serde_json::from_str::<Value>(line).unwrap();
    let mut lines: Vec<Value> = lines.lines().map(read).collect();
    let added = lines.iter().position(|line| line["event"] == "signing-key-added").unwrap();
    let mut added = lines.remove(added);
    added["at"] = (added["at"].as_i64().unwrap() - 1).into();
    lines.insert(0, added);
    let lines: String = lines.iter().map(|line| format!("{line}\n")).collect();
    *pack.file(SIGNING) = lines.into_bytes();
}

/// An account states another document, and signs that: everything but the log fits.
fn restate(pack: &mut Pack) {
    let name = format!("{ACCOUNTS}/signatures.jsonl");
    let lines = pack.text(&name);
    let (own, others) = lines.split_once('\n').unwrap();
    let mut own: Value = serde_json::from_str(own).unwrap();
    let mut statement: Value = serde_json::from_str(own["statement"].as_str().unwrap()).unwrap();
    statement["document"] = "00".repeat(32).into();
    let statement = statement.to_string();
    let pair = Ed25519KeyPair::from_seed_unchecked(&ACCOUNT_SEED).unwrap();
    let mut envelope: Value = serde_json::from_str(own["envelope"].as_str().unwrap()).unwrap();
    envelope["signature"] = STANDARD.encode(pair.sign(statement.as_bytes())).into();
    let envelope = envelope.to_string();
    let signed = json!({
        "statement": hex(&content_hash(&statement)), "envelope": hex(&content_hash(&envelope)),
    });
    let version = own["version"].clone();
    own["statement"] = statement.into();
    own["envelope"] = envelope.into();
    *pack.file(&name) = format!("{own}\n{others}").into_bytes();
    pack.rewrite(ACCOUNTS, |lines| {
        let line = lines.iter_mut().find(|line| line["version"] == version).unwrap();
        let body = line["body"].as_str().unwrap();
        let (before, _) = body.split_once(",\"signed\":").unwrap();
        let (statement, envelope) = (&signed["statement"], &signed["envelope"]);
        let signed = format!("{{\"statement\":{statement},\"envelope\":{envelope}}}");
        line["body"] = format!("{before},\"signed\":{signed}}}").into();
    });
}

/// A change that someone makes, while everything else is made to fit.
pub(crate) struct Attack {
    pub(crate) what: &'static str,
    pub(crate) change: fn(&mut Pack),
    /// What `countersign verify` finds, and nothing else.
    pub(crate) words: &'static [&'static str],
    /// What the page says.
    pub(crate) sentences: &'static [&'static str],
}

const UNSIGNED: &str = "required a signature for report.";
const NOT_SAID: &str = "the audit record does not say that its key was in use by the signer";
const NOT_IN_LOG: &str = "is not in the log";
const PAGE_NOT_SAID: &str = "the audit record does not say that the signer had the key";
const PAGE_NOT_IN_LOG: &str = "it is not in the log of the checkpoint";

pub(crate) const ATTACKS: [Attack; 10] = [
    Attack {
        what: "a statement is about another document",
        change: restate,
        words: &["its statement is about another document", NOT_IN_LOG],
        sentences: &["the signed statement is about another document", PAGE_NOT_IN_LOG],
    },
    Attack {
        what: "the signatures are stripped",
        change: strip,
        words: &[UNSIGNED, NOT_IN_LOG],
        sentences: &["required a signature, and the entry has none", PAGE_NOT_IN_LOG],
    },
    Attack {
        what: "the signatures are left out",
        change: leave_out,
        words: &["the signature of entry"],
        sentences: &["the signature of this entry is missing"],
    },
    Attack {
        what: "another signature is in the place of one",
        change: |pack| {
            let name = format!("{REPORT}/signatures.jsonl");
            pack.replace(&name, "\\\\nU1NI", "\\\\nU1NJ");
        },
        words: &["the entry does not cover its statement and signature"],
        sentences: &["the entry does not cover this statement and signature"],
    },
    Attack {
        what: "a key is backdated beside its signature",
        change: |pack| {
            let name = format!("{REPORT}/signatures.jsonl");
            pack.replace(&name, "\"added_at\":\"2026", "\"added_at\":\"2025");
        },
        words: &[NOT_SAID],
        sentences: &[PAGE_NOT_SAID],
    },
    Attack {
        what: "the registrations are left out",
        change: |pack| keep(pack, SIGNING, |line| line["event"] != "signing-key-added"),
        words: &[NOT_SAID],
        sentences: &[PAGE_NOT_SAID],
    },
    Attack {
        what: "a registration is backdated",
        change: backdate,
        words: &["signing.jsonl, line 1: it is not in the log", NOT_SAID],
        sentences: &[PAGE_NOT_IN_LOG, PAGE_NOT_SAID],
    },
    Attack {
        what: "a change of a rule is left out",
        change: |pack| keep(pack, SIGNING, |line| line["before"] != "off"),
        words: &["lacks a change of the rule"],
        sentences: &["Another change of this signing rule is missing before this one"],
    },
    Attack {
        what: "a rule says something else",
        change: |pack| pack.replace(SIGNING, "\"after\":\"required\"", "\"after\":\"offered\""),
        words: &["it is not in the log"],
        sentences: &[PAGE_NOT_IN_LOG],
    },
    Attack {
        what: "the pack says that it is from a rehearsal",
        change: |pack| {
            pack.replace("manifest.json", "\"rehearsal\": false", "\"rehearsal\": true");
            strip(pack);
        },
        words: &[NOT_IN_LOG],
        sentences: &[PAGE_NOT_IN_LOG],
    },
];
