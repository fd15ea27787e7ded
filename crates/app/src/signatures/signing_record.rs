//! Reads from the audit record when each signing key was in use, and which rules applied.
//!
//! All of it is compared by instants. A process reads its clock before its turn in the database,
//! and a long run decides with the instant at which it began. So an entry near a change counts as
//! wrong only if it is wrong before and after the change.

use countersign_domain::actor::Actor;
use countersign_domain::audit::Event;
use countersign_domain::history::Entry;
use countersign_domain::instant::Instant;
use countersign_domain::signature::SigningRule;
use countersign_domain::statement::{rule_verb, verb_of_key};
use countersign_store::audit::AuditEntry;
use std::collections::{BTreeMap, VecDeque};

/// The events of the audit record on which signatures rest.
pub const SIGNING_EVENTS: [Event; 3] =
    [Event::SigningKeyAdded, Event::SigningKeyRemoved, Event::SigningRuleChanged];
/// A rule counts if it was in force for this long before a decision, in microseconds. Clocks of
/// processes that share a database differ by less.
const BEFORE: i64 = 60 * 1_000_000;
/// A rule counts if it stayed in force for this long after it: no run of decisions takes longer.
const AFTER: i64 = 60 * BEFORE;

/// The owner of a key, as histories name them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Signatory {
    /// A person, by number.
    Person(i64),
    /// A service account of a company.
    Account {
        /// The number of the company.
        company_id: i64,
        /// The name of the account.
        name: String,
    },
}

impl Signatory {
    /// Who decided; `None` if the system did.
    #[must_use]
    pub fn of(actor: &Actor) -> Option<Self> {
        let Actor::Person(person) = actor else { return None };
        Some(match &person.account {
            None => Self::Person(person.id),
            Some(name) => Self::Account { company_id: person.company_id, name: name.clone() },
        })
    }
}

/// The time during which a key was in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyPeriod {
    /// When it was registered.
    pub added_at: Instant,
    /// When it was removed; `None` if it is in use.
    pub removed_at: Option<Instant>,
}

impl KeyPeriod {
    /// Whether the key was in use at an instant.
    #[must_use]
    pub fn holds(&self, at: Instant) -> bool {
        let (earliest, latest) = (at.plus_micros(-BEFORE), at.plus_micros(BEFORE));
        self.added_at <= latest && self.removed_at.is_none_or(|end| earliest <= end)
    }
}

/// The keys and rules that the audit record names.
#[derive(Clone, Debug, Default)]
pub struct SigningRecord {
    keys: BTreeMap<(String, Signatory), Vec<KeyPeriod>>,
    rules: BTreeMap<(i64, &'static str), Vec<(Instant, SigningRule)>>,
    /// What contradicts itself, a sentence each.
    pub faults: Vec<String>,
}

/// When a key was registered, and when removed.
#[derive(Default)]
struct KeyInstants {
    added: Vec<Instant>,
    removed: Vec<Instant>,
}

/// One change of a rule.
struct RuleChange {
    at: Instant,
    before: SigningRule,
    after: SigningRule,
}

impl SigningRecord {
    /// Reads entries of [`SIGNING_EVENTS`], which are in the order of their instants.
    #[must_use]
    pub fn of(entries: &[AuditEntry]) -> Self {
        let mut record = Self::default();
        let mut keys: BTreeMap<_, KeyInstants> = BTreeMap::new();
        let mut rules: BTreeMap<_, Vec<RuleChange>> = BTreeMap::new();
        for entry in entries {
            let is_read = match entry.event {
                Event::SigningRuleChanged => rule_change(entry)
                    .map(|(place, change)| rules.entry(place).or_default().push(change)),
                Event::SigningKeyAdded => {
                    key(entry).map(|key| keys.entry(key).or_default().added.push(entry.at))
                }
                Event::SigningKeyRemoved => {
                    key(entry).map(|key| keys.entry(key).or_default().removed.push(entry.at))
                }
                _ => Some(()),
            };
            if is_read.is_none() {
                let (id, event) = (entry.id.simple(), entry.event.name());
                record.faults.push(format!("audit entry {id}: it cannot be read as {event}"));
            }
        }
        for (key, instants) in keys {
            record.add_key(key, instants);
        }
        for (place, changes) in rules {
            record.add_rules(place, &changes);
        }
        record
    }

    /// A signer has a key registered once at a time, so the first removal ends the first period.
    fn add_key(&mut self, key: (String, Signatory), instants: KeyInstants) {
        let KeyInstants { added, removed } = instants;
        if removed.len() > added.len() || removed.iter().zip(&added).any(|(end, start)| end < start)
        {
            self.faults.push(format!("the audit record removes the key {} too early", key.0));
        }
        let ends = removed.into_iter().map(Some).chain(std::iter::repeat(None));
        let periods = added.into_iter().zip(ends);
        let periods = periods.map(|(added_at, removed_at)| KeyPeriod { added_at, removed_at });
        self.keys.insert(key, periods.collect());
    }

    fn add_rules(&mut self, place: (i64, &'static str), changes: &[RuleChange]) {
        let mut held = SigningRule::Off;
        let mut rules = Vec::with_capacity(changes.len());
        for of_instant in changes.chunk_by(|one, next| one.at == next.at) {
            for change in self.in_order(place, of_instant, held) {
                held = change.after;
                rules.push((change.at, held));
            }
        }
        self.rules.insert(place, rules);
    }

    /// Changes of one instant in the order that their rules before give, from the rule that held.
    fn in_order<'a>(
        &mut self,
        (company_id, verb): (i64, &str),
        changes: &'a [RuleChange],
        mut held: SigningRule,
    ) -> Vec<&'a RuleChange> {
        let mut ordered = Vec::with_capacity(changes.len());
        let mut is_taken = vec![false; changes.len()];
        // The places of those that begin with each rule, and of all.
        let mut waiting: BTreeMap<&str, VecDeque<usize>> = BTreeMap::new();
        for (at, change) in changes.iter().enumerate() {
            waiting.entry(change.before.token()).or_default().push_back(at);
        }
        let mut all = 0..changes.len();
        while ordered.len() < changes.len() {
            let queue = waiting.get_mut(held.token());
            let next = queue.and_then(|queue| first_left(|| queue.pop_front(), &is_taken));
            let Some(at) = next.or_else(|| first_left(|| all.next(), &is_taken)) else { break };
            let change = &changes[at];
            if next.is_none() {
                let (before, held, at) = (change.before.token(), held.token(), change.at);
                self.faults.push(format!(
                    "the audit record lacks a change of the rule of company number {company_id} \
                     for {verb} before {at}: it goes on from {before}, and the change before \
                     left {held}"
                ));
            }
            is_taken[at] = true;
            held = change.after;
            ordered.push(change);
        }
        ordered
    }

    /// Whether it names no key and no rule.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.rules.is_empty()
    }

    /// The periods in which a signer had a key in use.
    #[must_use]
    pub fn periods(&self, fingerprint: &str, signatory: &Signatory) -> &[KeyPeriod] {
        let key = (fingerprint.to_owned(), signatory.clone());
        self.keys.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Whether a signer had a key in use.
    #[must_use]
    pub fn was_in_use(&self, fingerprint: &str, signatory: &Signatory, at: Instant) -> bool {
        self.periods(fingerprint, signatory).iter().any(|period| period.holds(at))
    }

    /// Whether a person's entry lacks the signature that their company required. What the system
    /// does, and what is done to an amendment, is never signed.
    #[must_use]
    pub fn lacks_signature(&self, entry: &Entry) -> bool {
        let Actor::Person(person) = &entry.actor else { return false };
        let Some(verb) = rule_verb(entry.verb) else { return false };
        let Some(rules) = self.rules.get(&(person.company_id, verb.key())) else { return false };
        let at = entry.recorded_at;
        let (from, until) = (at.plus_micros(-BEFORE), at.plus_micros(AFTER));
        let count_until = |at: Instant| rules.partition_point(|(changed, _)| *changed <= at);
        // The rule that held before, and those that began near it.
        let Some(before) = count_until(from).checked_sub(1) else { return false };
        let near = rules.get(before..count_until(until)).unwrap_or_default();
        entry.signed.is_none() && near.iter().all(|(_, rule)| *rule == SigningRule::Required)
    }

    /// The rules as the last changes left them, by the number of the company; those that are off
    /// are left out.
    #[must_use]
    pub fn current_rules(&self) -> BTreeMap<(i64, &'static str), SigningRule> {
        let last = self.rules.iter().filter_map(|(place, rules)| Some((*place, rules.last()?.1)));
        last.filter(|(_, rule)| *rule != SigningRule::Off).collect()
    }
}

/// The first place that is not taken yet.
fn first_left(next: impl FnMut() -> Option<usize>, is_taken: &[bool]) -> Option<usize> {
    std::iter::from_fn(next).find(|at| !is_taken[*at])
}

/// The name of the service account, if it is one's key, and the fingerprint of a key that an entry
/// is about.
#[must_use]
pub fn key_of(entry: &AuditEntry) -> Option<(Option<&str>, &str)> {
    let about = entry.about.as_deref()?;
    Some(match about.rsplit_once(": ") {
        Some((name, fingerprint)) => (Some(name), fingerprint),
        None => (None, about),
    })
}

/// The key that an entry registers or removes, with its owner.
fn key(entry: &AuditEntry) -> Option<(String, Signatory)> {
    let (account, fingerprint) = key_of(entry)?;
    let signatory = match account {
        Some(name) => Signatory::Account { company_id: entry.company_id?, name: name.to_owned() },
        None => Signatory::Person(entry.about_person_id.or(entry.person_id)?),
    };
    Some((fingerprint.to_owned(), signatory))
}

/// The company and the verb of a change, and what it changes.
fn rule_change(entry: &AuditEntry) -> Option<((i64, &'static str), RuleChange)> {
    let verb = verb_of_key(entry.about.as_deref()?)?;
    let rule = |text: &Option<String>| SigningRule::parse(text.as_deref()?).ok();
    let (before, after) = (rule(&entry.before)?, rule(&entry.after)?);
    Some(((entry.company_id?, verb.key()), RuleChange { at: entry.at, before, after }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use countersign_domain::actor::{Channel, CompanyKind, Person, Role, SystemRule};
    use countersign_domain::status::{Status, Verb};
    use uuid::Uuid;

    const SECOND: i64 = 1_000_000;
    const MINUTE: i64 = 60 * SECOND;
    const HOUR: i64 = 60 * MINUTE;

    fn at(micros: i64) -> Instant {
        Instant::from_micros(1_793_000_000_000_000 + micros)
    }

    fn audit(event: Event, at: Instant, about: &str) -> AuditEntry {
        AuditEntry {
            id: Uuid::from_u128(7),
            at,
            event,
            person_id: Some(17),
            company_id: Some(3),
            about_person_id: None,
            about: Some(about.to_owned()),
            before: None,
            after: None,
            address: None,
            email: None,
        }
    }

    fn changed(at: Instant, before: &str, after: &str) -> AuditEntry {
        AuditEntry {
            before: Some(before.to_owned()),
            after: Some(after.to_owned()),
            ..audit(Event::SigningRuleChanged, at, "report.submit")
        }
    }

    fn person(account: Option<&str>) -> Actor {
        Actor::Person(Person {
            id: 17,
            company_id: 3,
            company_kind: CompanyKind::Partner,
            role: Role::BillingManager,
            channel: Channel::Api,
            machine_user: None,
            account: account.map(str::to_owned),
        })
    }

    fn entry(verb: Verb, actor: Actor, recorded_at: Instant) -> Entry {
        Entry {
            version: 2,
            at: recorded_at,
            recorded_at,
            actor,
            verb,
            from: Some(Status::Preparing),
            to: Status::UnderReview,
            reason: None,
            changes: Vec::new(),
            lines: Vec::new(),
            frozen: None,
            signed: None,
        }
    }

    #[test]
    fn an_entry_lacks_its_signature_only_if_the_rule_held_around_it() {
        let record = SigningRecord::of(&[
            changed(at(0), "off", "required"),
            changed(at(9 * HOUR), "required", "offered"),
        ]);
        assert_eq!(record.faults, Vec::<String>::new());
        let submitted = |micros| entry(Verb::Submit, person(None), at(micros));
        for (micros, lacks) in [
            (-SECOND, false),
            (MINUTE - 1, false),
            (MINUTE, true),
            (8 * HOUR - 1, true),
            (8 * HOUR, false),
            (10 * HOUR, false),
        ] {
            assert_eq!(record.lacks_signature(&submitted(micros)), lacks, "{micros}");
        }
        let during = at(HOUR);
        assert!(record.lacks_signature(&entry(Verb::Submit, person(Some("Robot")), during)));
        for verb in Verb::ALL.into_iter().filter(|verb| *verb != Verb::Submit) {
            assert!(!record.lacks_signature(&entry(verb, person(None), during)), "{verb:?}");
        }
        let by_system = Actor::System(SystemRule::DeadlinePassed);
        assert!(!record.lacks_signature(&entry(Verb::Submit, by_system, during)));
        let Actor::Person(mut elsewhere) = person(None) else { unreachable!() };
        elsewhere.company_id = 4;
        let elsewhere = Actor::Person(elsewhere);
        assert!(!record.lacks_signature(&entry(Verb::Submit, elsewhere, during)));
    }

    #[test]
    fn a_change_that_is_left_out_breaks_the_sequence_and_one_instant_may_have_several() {
        let whole = [
            changed(at(0), "off", "required"),
            changed(at(HOUR), "offered", "required"),
            changed(at(HOUR), "required", "offered"),
        ];
        let record = SigningRecord::of(&whole);
        assert_eq!(record.faults, Vec::<String>::new());
        let held = record.current_rules();
        assert_eq!(held.get(&(3, "report.submit")), Some(&SigningRule::Required));
        assert_eq!(SigningRecord::of(&whole[1..]).faults.len(), 1);
        assert_eq!(SigningRecord::of(&[changed(at(0), "off", "on")]).faults.len(), 1);
    }

    #[test]
    fn very_many_changes_of_one_instant_are_put_in_order_in_one_pass() {
        let rounds = ["off", "offered", "required", "off"];
        let of_round = rounds.windows(2).map(|pair| changed(at(0), pair[0], pair[1]));
        let mut many: Vec<AuditEntry> = of_round.cycle().take(60_000).collect();
        many.reverse();
        let record = SigningRecord::of(&many);
        assert_eq!(record.faults, Vec::<String>::new());
        assert!(record.current_rules().is_empty(), "the last one is off again");
    }

    #[test]
    fn a_key_is_in_use_between_its_entries_and_of_its_owner_only() {
        let added = |micros, about| audit(Event::SigningKeyAdded, at(micros), about);
        let removed = |micros| audit(Event::SigningKeyRemoved, at(micros), "SHA256:a");
        let by_admin = AuditEntry { about_person_id: Some(18), ..added(0, "SHA256:b") };
        let entries = [
            added(0, "SHA256:a"),
            by_admin,
            added(0, "A: Robot: SHA256:c"),
            removed(2 * HOUR),
            added(3 * HOUR, "SHA256:a"),
        ];
        let record = SigningRecord::of(&entries);
        let (mine, other) = (Signatory::of(&person(None)).unwrap(), Signatory::Person(18));
        let account = Signatory::of(&person(Some("A: Robot"))).unwrap();
        let in_use = |key, owner: &Signatory, micros| record.was_in_use(key, owner, at(micros));
        for (micros, is_in_use) in [
            (-MINUTE - 1, false),
            (-MINUTE, true),
            (2 * HOUR + MINUTE, true),
            (2 * HOUR + MINUTE + 1, false),
            (4 * HOUR, true),
        ] {
            assert_eq!(in_use("SHA256:a", &mine, micros), is_in_use, "{micros}");
        }
        assert!(in_use("SHA256:b", &other, HOUR) && in_use("SHA256:c", &account, HOUR));
        assert!(!in_use("SHA256:b", &mine, HOUR) && !in_use("SHA256:c", &mine, HOUR));
        assert_eq!(record.faults, Vec::<String>::new());
        assert_eq!(SigningRecord::of(&entries[3..]).faults.len(), 1);
    }
}
