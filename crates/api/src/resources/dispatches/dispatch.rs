//! A dispatch as the API shows it.

use countersign_domain::erasure::in_words;
use countersign_domain::export::hex;
use countersign_store::dispatches::{Dispatch as StoredDispatch, DispatchOutcomes};
use countersign_store::{Result, Tx, companies, people};
use serde::Serialize;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use utoipa::ToSchema;

/// A dispatch.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Dispatch {
    /// The id, a UUID.
    #[schema(format = "uuid")]
    id: String,
    /// What people call it: the code of its distributor and its number.
    name: String,
    /// Its number among those of its distributor.
    number: i64,
    /// The code of the distributor.
    distributor: String,
    /// The code of the vendor.
    vendor: String,
    #[schema(format = "date-time")]
    sent_at: String,
    /// The name of the person who sent it.
    sent_by: Option<String>,
    purchase_order: Option<String>,
    note: Option<String>,
    /// The earliest month of its reports.
    #[schema(example = "2026-10")]
    first_cycle: String,
    /// The latest month of its reports.
    #[schema(example = "2026-10")]
    last_cycle: String,
    /// The number of its reports.
    reports: i64,
    /// Reports that wait for the vendor.
    waiting: i64,
    /// Reports that the vendor completed.
    completed: i64,
    /// Reports that the vendor returned.
    returned: i64,
    /// The SHA-256 over its heading and the hashes of its documents.
    hash: String,
}

/// The names that dispatches show, by number.
pub(super) struct Names {
    companies: HashMap<i64, String>,
    people: HashMap<i64, String>,
}

impl Names {
    /// Loads the names for a few dispatches.
    pub(super) async fn load(tx: &mut Tx, dispatches: &[StoredDispatch]) -> Result<Self> {
        let all = companies::not_partners(tx).await?;
        let companies = all.into_iter().map(|it| (it.id, it.code)).collect();
        let mut names = HashMap::new();
        for id in dispatches.iter().map(|it| it.person_id) {
            if let Entry::Vacant(place) = names.entry(id) {
                place.insert(people::name(tx, id).await?.unwrap_or_default());
            }
        }
        Ok(Self { companies, people: names })
    }
}

impl Dispatch {
    pub(super) fn of(it: &StoredDispatch, outcomes: &DispatchOutcomes, names: &Names) -> Self {
        let sender = names.people.get(&it.person_id).filter(|name| !name.is_empty());
        Self {
            id: it.id.to_string(),
            name: it.name(),
            number: it.number,
            distributor: it.distributor.clone(),
            vendor: names.companies.get(&it.vendor_id).cloned().unwrap_or_default(),
            sent_at: it.created_at.to_string(),
            sent_by: sender.map(|name| in_words(name).into_owned()),
            purchase_order: it.purchase_order.clone(),
            note: it.note.clone(),
            first_cycle: it.first_cycle.to_string(),
            last_cycle: it.last_cycle.to_string(),
            reports: it.report_count,
            waiting: outcomes.waiting,
            completed: outcomes.completed,
            returned: outcomes.returned,
            hash: hex(&it.hash),
        }
    }
}
