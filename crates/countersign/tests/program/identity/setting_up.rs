//! The set-up link of an empty installation, on both engines.

use crate::identity::browser::Browser;
use axum::http::StatusCode;
use countersign_app::actions::make_installation::{self, NewInstallation};
use countersign_app::clock::Clock;
use countersign_app::identity::hashing::Hasher;
use countersign_app::identity::{set_up_link, token::Token};
use countersign_app::random::SeededRandom;
use countersign_console::app::App;
use countersign_console::router;
use countersign_domain::actor::{CompanyKind, Role};
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_store::people::{self, Membership, MembershipConsent, PersonRecord};
use countersign_store::{DatabaseUrl, Store, Tx, installation, set_up};
use countersign_testkit::databases::Databases;
use countersign_web::state::Site;
use std::sync::Arc;
use tempfile::TempDir;

/// 2026-10-01T10:00:00Z.
const NOW: Instant = Instant::from_micros(1_790_848_800_000_000);
const DAY: i64 = 86_400_000_000;
pub(crate) const ANNA: [(&str, &str); 3] = [
    ("name", "Anna Berg"),
    ("email", "anna@operator.example"),
    ("password", "correct horse battery staple"),
];

/// An installation that was just made.
pub(crate) struct Fresh {
    pub(crate) store: Store,
    random: SeededRandom,
    _folder: TempDir,
}

impl Fresh {
    pub(crate) async fn on_each() -> [Self; 2] {
        let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let file = Databases::Sqlite(folders[0].path().to_owned());
        let urls = [file, Databases::Postgres].map(|databases| databases.fresh().unwrap());
        let [first, second] = folders;
        [Self::open(&urls[0], first).await, Self::open(&urls[1], second).await]
    }

    async fn open(url: &str, folder: TempDir) -> Self {
        let store = Store::open(&DatabaseUrl::parse(url).unwrap()).await.unwrap();
        let first_cycle = Cycle::from_number(2026 * 12 + 8);
        let wanted = NewInstallation { rehearsal: false, demo: false, now: NOW, first_cycle };
        assert!(make_installation::run(&store, &wanted).await.unwrap());
        Self { store, random: SeededRandom::new(1), _folder: folder }
    }

    pub(crate) async fn link(&self) -> Option<Token> {
        let make = async |tx: &mut Tx| set_up_link::make(tx, NOW, &self.random).await;
        self.store.write(make).await.unwrap()
    }

    pub(crate) fn browser_at(&self, after: i64) -> Browser {
        let site = Site {
            origin: "http://localhost".to_owned(),
            trusted_proxies: Vec::new(),
            demo: false,
        };
        let clock = Clock::fixed(NOW.plus_micros(after));
        let mut app = App::new(self.store.clone(), clock, site);
        app.hasher = Hasher::cheap(&self.random);
        Browser::new(router(&Arc::new(app)))
    }
}

#[tokio::test]
async fn the_link_makes_one_operator_and_then_none() {
    for fresh in Fresh::on_each().await {
        let link = set_up_link::path(&fresh.link().await.unwrap());
        let mut anna = fresh.browser_at(0);
        anna.get("/sign-in").await.shows(&["Open the set-up link"]);
        anna.get(&link).await.shows(&["Welcome to Countersign", "Use at least 15 characters"]);
        assert_eq!(anna.post(&link, &ANNA).await.leads_to(), "/");
        anna.get("/people").await.shows(&["Anna Berg", "anna@operator.example", "Administrator"]);
        assert!(!anna.get("/sign-in").await.body.contains("set-up link"));
        for after in [0, 1] {
            let mut other = fresh.browser_at(after);
            assert_eq!(other.get(&link).await.status, StatusCode::NOT_FOUND);
            let eve = [("name", "Eve"), ("email", "eve@evil.example"), ANNA[2]];
            assert_eq!(other.post(&link, &eve).await.status, StatusCode::NOT_FOUND);
            assert_eq!(other.cookie("session"), None);
        }
        assert!(fresh.link().await.is_none(), "there is an operator");
        let staff = async |tx: &mut Tx| people::staff(tx, 1, NOW).await;
        assert_eq!(fresh.store.reading(staff).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn a_link_ends_with_its_day_with_the_next_link_and_with_an_operator_from_elsewhere() {
    for fresh in Fresh::on_each().await {
        let first = fresh.link().await.unwrap();
        let second = fresh.link().await.unwrap();
        let (first, link) = (set_up_link::path(&first), set_up_link::path(&second));
        let closed = async |after, path: &str| {
            let mut browser = fresh.browser_at(after);
            let page = browser.get(path).await;
            let sent = browser.post(path, &ANNA).await;
            assert_eq!(page.status, sent.status);
            page.status == StatusCode::NOT_FOUND
        };
        assert!(closed(0, &first).await, "another link took its place");
        assert!(closed(0, "/set-up/x").await);
        assert!(closed(DAY, &link).await, "a day is over");
        let mut early = fresh.browser_at(DAY - 1);
        early.get(&link).await.shows(&["Welcome"]);
        let invite = async |tx: &mut Tx| {
            let (email, name) = ("ben@operator.example".to_owned(), "Ben".to_owned());
            let person = PersonRecord { id: 1, email_folded: email.clone(), email, name };
            people::insert(tx, &person).await?;
            let role = Role::SupportEngineer;
            let membership = Membership { person_id: 1, company_id: 1, role };
            let consent = MembershipConsent::Asked { name: "Ben", company_since: None };
            people::join(tx, &membership, consent).await
        };
        fresh.store.write(invite).await.unwrap();
        assert!(closed(0, &link).await, "the operator has a person, if only an invited one");
        assert!(fresh.link().await.is_none());
    }
}

#[tokio::test]
async fn only_the_hash_is_stored() {
    for fresh in Fresh::on_each().await {
        let token = fresh.link().await.unwrap();
        let mut tx = fresh.store.begin().await.unwrap();
        let hashed = set_up::link_expires(&mut tx, &token.hash()).await.unwrap();
        assert_eq!(hashed, Some(NOW.plus_micros(DAY)));
        let plain = set_up::link_expires(&mut tx, token.text().as_bytes()).await.unwrap();
        assert_eq!(plain, None);
    }
}

#[tokio::test]
async fn of_two_at_once_one_becomes_the_operator() {
    for fresh in Fresh::on_each().await {
        let link = set_up_link::path(&fresh.link().await.unwrap());
        let (mut anna, mut eve) = (fresh.browser_at(0), fresh.browser_at(0));
        let second = [("name", "Eve Holm"), ("email", "eve@operator.example"), ANNA[2]];
        let (one, other) = tokio::join!(anna.post(&link, &ANNA), eve.post(&link, &second));
        let mut statuses = [one.status, other.status];
        statuses.sort();
        assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::NOT_FOUND]);
        let staff = async |tx: &mut Tx| people::staff(tx, 1, NOW).await;
        assert_eq!(fresh.store.reading(staff).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn what_is_wrong_is_said_beside_its_field_and_an_account_with_an_owner_is_left_alone() {
    for fresh in Fresh::on_each().await {
        let link = set_up_link::path(&fresh.link().await.unwrap());
        let known = async |tx: &mut Tx| {
            let (email, name) = ("eva@nordlicht.example".to_owned(), "Eva Lind".to_owned());
            let person = PersonRecord { id: 7, email_folded: email.clone(), email, name };
            people::insert(tx, &person).await
        };
        fresh.store.write(known).await.unwrap();
        let mut anna = fresh.browser_at(0);
        let wrong = [("name", " "), ("email", "anna"), ("password", "short")];
        let page = anna.post(&link, &wrong).await;
        page.refuses(&["id=\"error-name\"", "id=\"error-email\"", "id=\"error-password\""]);
        assert!(!page.body.contains("short\""), "a password is not shown again");
        let taken = [ANNA[0], ("email", "EVA@nordlicht.example"), ANNA[2]];
        anna.post(&link, &taken).await.refuses(&["already belongs to another company"]);
        let own = [ANNA[0], ANNA[1], ("password", "anna@operator.example")];
        anna.post(&link, &own).await.refuses(&["consists of your name"]);
        assert_eq!(anna.post(&link, &ANNA).await.leads_to(), "/");
        let of_operator = async |tx: &mut Tx| people::companies_of(tx, 8).await;
        let companies = fresh.store.reading(of_operator).await.unwrap();
        assert_eq!(companies.len(), 1);
        assert_eq!(companies[0].kind, CompanyKind::Operator);
    }
}

#[tokio::test]
async fn a_newcomer_can_begin_with_a_rehearsal_and_move_its_clock() {
    for fresh in Fresh::on_each().await {
        let link = set_up_link::path(&fresh.link().await.unwrap());
        let mut anna = fresh.browser_at(0);
        anna.get(&link).await.shows(&["name=\"rehearsal\""]);
        let [name, email, password] = ANNA;
        anna.post(&link, &[name, email, password, ("rehearsal", "1")]).await.leads_to();
        let found = async |tx: &mut Tx| installation::load(tx).await;
        let made = fresh.store.reading(found).await.unwrap().unwrap();
        assert_eq!((made.rehearsal, made.clock_at), (true, NOW));
        anna.get("/clock").await.shows(&["action=\"/clock/move\""]);
        for (day, error) in
            [("2026-09-30", "has not reached"), ("2028-01-01", "at most a year"), ("x", "error")]
        {
            anna.post("/clock/move", &[("day", day)]).await.refuses(&["move-error", error]);
        }
        assert_eq!(anna.post("/clock/move", &[("day", "2026-11-02")]).await.leads_to(), "/clock");
        let moved = fresh.store.reading(found).await.unwrap().unwrap();
        assert_eq!(moved.clock_at, Instant::parse("2026-11-03T00:00:00Z").unwrap());
    }
}

#[tokio::test]
async fn the_clock_of_real_work_cannot_be_moved() {
    for fresh in Fresh::on_each().await {
        let link = set_up_link::path(&fresh.link().await.unwrap());
        let mut anna = fresh.browser_at(0);
        anna.post(&link, &ANNA).await.leads_to();
        assert!(!anna.get("/clock").await.body.contains("/clock/move"));
        let page = anna.post("/clock/move", &[("day", "2026-11-02")]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    }
}
