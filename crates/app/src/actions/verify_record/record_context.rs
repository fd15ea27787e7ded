//! Data with which many reports are compared, read once: it grows with the directory and with
//! statements about whole cycles, never with reports.

use crate::actions::ownership::Ownership;
use crate::signatures::signing_record::{SIGNING_EVENTS, Signatory, SigningRecord};
use countersign_domain::actor::CompanyKind;
use countersign_domain::code::OPERATOR_CODE;
use countersign_domain::cycle::Cycle;
use countersign_domain::history::Entry;
use countersign_domain::instant::Instant;
use countersign_store::completeness::DistributorCycle;
use countersign_store::cycle_closings::{self, Closing};
use countersign_store::installation;
use countersign_store::signing_keys::{self, KeyOwner, SigningKey};
use countersign_store::{
    Result, StoreError, Tx, audit, companies, deadline_choices, partners, service_accounts,
    subscriptions,
};
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;

/// Partners with arrivals read at once.
const CHUNK: i64 = 10_000;

pub(super) struct RecordContext {
    /// The directory with its dated links.
    pub(super) ownership: Ownership,
    /// Subscriptions that have moved.
    moved: HashSet<i64>,
    /// Companies whose kind contradicts other tables.
    pub(super) misnamed: Vec<(String, CompanyKind)>,
    pub(super) is_rehearsal: bool,
    pub(super) first_cycle: Cycle,
    codes: HashMap<i64, Box<str>>,
    closings: HashMap<DistributorCycle, Vec<Closing>>,
    /// Deadlines that the operator gave to everyone, with the instant of the choice.
    pub(super) choices: Vec<(Instant, Option<Instant>)>,
    /// Partners with readings that no report has been compared with, and the first day.
    arrivals: HashMap<i64, i64>,
    /// The public keys of people and service accounts.
    pub(super) signing_keys: BTreeMap<Uuid, SigningKey>,
    /// The company and the name of each service account.
    accounts: HashMap<Uuid, (i64, String)>,
    /// What the audit record says of keys and of the rules for signatures.
    pub(super) signing: SigningRecord,
}

impl RecordContext {
    pub(super) async fn load(tx: &mut Tx) -> Result<Self> {
        let ownership = Ownership::load(tx).await?;
        let snapshot = &ownership.snapshot;
        let moved = subscriptions::moved(tx).await?.into_iter().collect();
        let (mut codes, mut misnamed) = (HashMap::new(), Vec::new());
        companies::each_code(tx, |it| {
            let is_what_it_says = match it.kind {
                CompanyKind::Operator => it.code == OPERATOR_CODE,
                CompanyKind::Vendor => it.code != OPERATOR_CODE,
                CompanyKind::Distributor => snapshot.distributor(it.id).is_ok(),
                CompanyKind::Partner => it.made_through.is_some(),
            };
            let is_one = it.made_through.is_none() || it.kind == CompanyKind::Partner;
            let is_other =
                snapshot.distributor(it.id).is_err() || it.kind == CompanyKind::Distributor;
            if !(is_what_it_says && is_one && is_other) {
                misnamed.push((it.code.to_owned(), it.kind));
            }
            codes.insert(it.id, it.code.into());
        })
        .await?;
        let mut closings: HashMap<_, Vec<Closing>> = HashMap::new();
        for (of, closing) in cycle_closings::all(tx).await? {
            closings.entry(of).or_default().push(closing);
        }
        let choices = deadline_choices::all(tx).await?;
        let mut arrivals = HashMap::new();
        let mut after = 0;
        loop {
            let found = partners::arrivals(tx, after, CHUNK).await?;
            let Some((last, _)) = found.last() else { break };
            after = *last;
            arrivals.extend(found);
        }
        let missing = || StoreError::Corrupt("the installation's row is missing".to_owned());
        let installation = installation::load(tx).await?.ok_or_else(missing)?;
        Ok(Self {
            ownership,
            moved,
            misnamed,
            is_rehearsal: installation.rehearsal,
            first_cycle: installation.first_cycle,
            codes,
            closings,
            choices: choices.into_iter().map(|(_, at, deadline)| (at, deadline)).collect(),
            arrivals,
            signing_keys: signing_keys::all(tx).await?,
            accounts: service_accounts::names(tx).await?.into_iter().collect(),
            signing: SigningRecord::of(&audit::of_events(tx, SIGNING_EVENTS).await?),
        })
    }

    /// The owner of a key as histories name them.
    pub(super) fn signatory(&self, owner: KeyOwner) -> Option<Signatory> {
        Some(match owner {
            KeyOwner::Person(id) => Signatory::Person(id),
            KeyOwner::Account(id) => {
                let (company_id, name) = self.accounts.get(&id)?.clone();
                Signatory::Account { company_id, name }
            }
        })
    }

    /// Whether a signer had a key in use. A rehearsal has another clock than its audit record.
    pub(super) fn was_in_use(&self, fingerprint: &str, signatory: &Signatory, at: Instant) -> bool {
        self.is_rehearsal || self.signing.was_in_use(fingerprint, signatory, at)
    }

    /// Whether an entry lacks the signature that a rule required, as far as instants tell.
    pub(super) fn lacks_signature(&self, entry: &Entry) -> bool {
        !self.is_rehearsal && self.signing.lacks_signature(entry)
    }

    /// Whether a subscription has ever moved.
    pub(super) fn has_moved(&self, subscription_id: i64) -> bool {
        self.moved.contains(&subscription_id)
    }

    /// The code of a company.
    pub(super) fn code(&self, id: i64) -> &str {
        self.codes.get(&id).map_or("nobody", |code| code)
    }

    /// When a distributor closed a cycle.
    pub(super) fn closings(&self, distributor_id: i64, cycle: Cycle) -> &[Closing] {
        self.closings.get(&DistributorCycle { distributor_id, cycle }).map_or(&[], Vec::as_slice)
    }

    /// Every closing with its distributor and cycle.
    pub(super) fn all_closings(&self) -> impl Iterator<Item = (&DistributorCycle, &Closing)> {
        self.closings.iter().flat_map(|(of, closings)| closings.iter().map(move |it| (of, it)))
    }

    /// The UTC day from which a partner has readings that are not processed yet.
    pub(super) fn arrived_since(&self, partner_id: i64) -> Option<i64> {
        self.arrivals.get(&partner_id).copied()
    }
}
