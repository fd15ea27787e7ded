//! The database for the tests of this module: two companies and three people.

use super::hashing::Hasher;
use crate::keys::throwaway;
use crate::random::SeededRandom;
use countersign_domain::actor::{CompanyKind, Role};
use countersign_domain::code::{company_uuid, fold_email};
use countersign_domain::instant::Instant;
use countersign_store::companies::{self, Company};
use countersign_store::people::{self, Membership, MembershipConsent, PersonRecord};
use countersign_store::{DatabaseUrl, Store, Tx, passwords, second_factors};
use tempfile::TempDir;

/// The present instant, 2026-10-01T10:00:00Z.
pub(crate) const NOW: Instant = Instant::from_micros(1_790_848_800_000_000);
/// An Administrator of one company.
pub(crate) const EVA: i64 = 1;
/// A person who acts for both companies.
pub(crate) const OLE: i64 = 2;
/// A person without a company.
pub(crate) const IDA: i64 = 3;
/// A distributor.
pub(crate) const NORD: i64 = 1;
/// A partner.
pub(crate) const FJORD: i64 = 2;
/// A password that is accepted.
pub(crate) const PASSWORD: &str = "correct horse battery staple";

/// The database and its services.
pub(crate) struct Fixture {
    pub(crate) store: Store,
    pub(crate) hasher: Hasher,
    pub(crate) random: SeededRandom,
    _folder: TempDir,
}

async fn fill(tx: &mut Tx) -> countersign_store::Result<()> {
    let company = |id, code: &str, name: &str, kind| Company {
        id,
        code: code.to_owned(),
        kind,
        name: name.to_owned(),
        company_id: company_uuid(code),
    };
    let nord = company(NORD, "NORD", "Nordlicht", CompanyKind::Distributor);
    let fjord = company(FJORD, "FJORD", "Fjordnett", CompanyKind::Partner);
    companies::insert(tx, &[nord, fjord]).await?;
    for (id, email, name) in [
        (EVA, "eva@nordlicht.example", "Eva Lind"),
        (OLE, "ole@fjordnett.example", "Ole Berg"),
        (IDA, "ida@kiel.example", "Ida Kiel"),
    ] {
        let (email, name) = (email.to_owned(), name.to_owned());
        people::insert(tx, &PersonRecord { id, email_folded: fold_email(&email), email, name })
            .await?;
    }
    for (person_id, company_id, role) in [
        (EVA, NORD, Role::Administrator),
        (OLE, NORD, Role::BillingManager),
        (OLE, FJORD, Role::Administrator),
    ] {
        people::join(
            tx,
            &Membership { person_id, company_id, role },
            MembershipConsent::Given(NOW),
        )
        .await?;
    }
    Ok(())
}

impl Fixture {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = DatabaseUrl::Sqlite(folder.path().join("fixture.db"));
        let store = Store::open(&url).await.unwrap();
        store.migrate(NOW).await.unwrap();
        store.write(fill).await.unwrap();
        let store = throwaway(store, NOW).await.unwrap();
        let random = SeededRandom::new(1);
        let hasher = Hasher::cheap(&random);
        Self { store, hasher, random, _folder: folder }
    }

    pub(crate) async fn set_password(&self, person_id: i64, password: &str) {
        let phc = self.hasher.hash(password, &self.random).await.unwrap();
        self.store.write(async |tx| passwords::put(tx, person_id, &phc, NOW).await).await.unwrap();
    }

    pub(crate) async fn confirm_factor(&self, person_id: i64) {
        self.store
            .write(async |tx| {
                assert!(second_factors::begin(tx, person_id, &[7; 20]).await?);
                second_factors::confirm(tx, person_id, 0, NOW).await
            })
            .await
            .unwrap();
    }
}
