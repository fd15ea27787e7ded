//! A small installation: two distributors, four partners, a vendor, and October's readings.

use super::browser::Browser;
use axum::Router;
use countersign_app::actions::import::{self, ImportOptions};
use countersign_app::actions::make_installation::{self, NewInstallation};
use countersign_app::actions::run_clock::{self, ClockRun, MissedDeadlines};
use countersign_app::clock::Clock;
use countersign_app::identity::session::{self, Method, SecondFactor, SessionOpening};
use countersign_app::keys::throwaway;
use countersign_app::progress::WorkProgress;
use countersign_app::random::SystemRandom;
use countersign_console::app::App;
use countersign_console::router;
use countersign_delivery::outbound_config::OutboundConfig;
use countersign_domain::actor::Role;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_store::{DatabaseUrl, Store, people};
use countersign_testkit::databases::Databases;
use countersign_testkit::prepared::Prepared;
use countersign_web::state::{Site, State};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use tempfile::TempDir;

/// The machine's time in these tests.
pub(crate) const MACHINE: &str = "2026-11-22T12:00:00Z";

const FILES: [(&str, &str); 7] = [
    ("vendors.csv", "code,name\nACME,Acme Security\n"),
    (
        "regions.csv",
        "code,name,time_zone,currency,usage_reports,language,settle_days\n\
         EU,Europe,Europe/Berlin,EUR,yes,de,\nNOR,<b>North</b>,Europe/Oslo,NOK,yes,en,2\n",
    ),
    (
        "distributors.csv",
        "code,name,region,type,auto_submit_days\nD1,Nordlicht & Söhne,EU,,7\nD2,Fjord,NOR,,\n",
    ),
    (
        "partners.csv",
        "code,name,distributor,type,city,state,hold_flagged\n\
         P1,Ångström IT AB,D1,msp,Lund,,yes\nP2,<script>alert(1)</script>,D1,msp,Kiel,SH,\n\
         P3,Fjordnett,D2,msp,Bergen,,\nP4,Shop 24,D1,reseller,,,\n",
    ),
    (
        "customers.csv",
        "code,name,partner\nC1,Kiel Werft,P1\nC2,\"Lund \"\"Bygg\"\"\",P1\nC3,Nord GmbH,P2\n\
         C4,Fisk AS,P3\n",
    ),
    (
        "products.csv",
        "code,name,unit,decimals,basis\nEP,Endpoint Shield,Seats,0,peak\n\
         GB,Cloud Space,GB,2,average\n",
    ),
    (
        "subscriptions.csv",
        "code,customer,product,plan,billable,ends_on\nS1,C1,EP,Gold,yes,\nS2,C2,EP,,no,2027-01-31\n\
         S3,C3,EP,,yes,\nS4,C4,GB,,yes,\n",
    ),
];

const USERS: [(&str, &str, &str); 9] = [
    ("op@x.example", "operator", "Administrator"),
    ("helpdesk@x.example", "operator", "Support Engineer"),
    ("d1@x.example", "D1", "Administrator"),
    ("d1billing@x.example", "D1", "Billing Manager"),
    ("d1licence@x.example", "D1", "License Manager"),
    ("d2@x.example", "D2", "Administrator"),
    ("p1@x.example", "P1", "Administrator"),
    ("p4@x.example", "P4", "Administrator"),
    ("v@x.example", "ACME", "Administrator"),
];

/// The companies that have a person in every role, one of each kind.
pub(crate) const STAFFED: [&str; 4] = ["operator", "ACME", "D1", "P1"];

/// When the database was made.
fn begin() -> Instant {
    Instant::parse("2026-10-01T00:00:00Z").unwrap()
}

fn staff() -> impl Iterator<Item = (&'static str, &'static str)> {
    STAFFED.into_iter().flat_map(|company| Role::ALL.map(|role| (company, role.name())))
}

/// The address of the person with this role in one of the companies that have a person in every
/// role.
pub(crate) fn address(company: &str, role: &str) -> String {
    format!("{}.{company}@staff.example", role.replace(' ', ".")).to_lowercase()
}

static PREPARED: Prepared = Prepared::new();

/// A rehearsal database with its console.
pub(crate) struct ConsoleFixture {
    pub(crate) folder: TempDir,
    pub(crate) app: Arc<App>,
    /// Made once: the routes of the console take longer to put together than most pages.
    router: OnceLock<Router>,
}

impl ConsoleFixture {
    /// The directory and October's readings. Reports are made, and none is submitted.
    pub(crate) async fn new() -> Self {
        Self::copied(|folder| Databases::Sqlite(folder.to_owned())).await
    }

    /// The same on PostgreSQL.
    pub(crate) async fn on_postgresql() -> Self {
        Self::copied(|_| Databases::Postgres).await
    }

    async fn copied(databases: fn(&Path) -> Databases) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = PREPARED.copy_by(&databases(folder.path()), folder.path(), Self::original);
        let store = Store::open(&DatabaseUrl::parse(&database).unwrap()).await.unwrap();
        Self::of(folder, store).with_key().await
    }

    /// What is copied. It has no key yet, as keys are stored nowhere.
    async fn original(folder: TempDir, database: String) -> TempDir {
        let url = DatabaseUrl::parse(&database).unwrap();
        Self::without_key(folder, &url, true).await.filled().await.folder
    }

    /// The same on the database at this address.
    pub(crate) async fn on(database: &str) -> Self {
        let url = DatabaseUrl::parse(database).unwrap();
        let folder = tempfile::tempdir().unwrap();
        Self::made_at(folder, &url, true).await.filled().await
    }

    async fn filled(self) -> Self {
        let fixture = self;
        for (name, text) in FILES {
            fixture.file(name, text.as_bytes());
        }
        let readings = [("S1", 1000, "780"), ("S2", 5, ""), ("S3", 300, "296"), ("S4", 40, "39.5")];
        fixture.fill(&readings.map(|(code, had, used)| (code.to_owned(), had, used))).await;
        fixture.clock_to("2026-11-03T12:00:00Z").await;
        fixture
    }

    /// The first distributor with so many more partners whose reports were not submitted in time.
    /// People must decide on all of them.
    pub(crate) async fn with_partners(count: usize) -> Self {
        let fixture = Self::empty().await;
        let (mut partners, mut customers, mut subscriptions) =
            (String::new(), String::new(), String::new());
        let mut readings = Vec::new();
        for number in 1..=count {
            writeln!(partners, "N{number},Nachbar {number},D1,msp,Kiel,,").unwrap();
            writeln!(customers, "NC{number},Kunde {number},N{number}").unwrap();
            writeln!(subscriptions, "NS{number},NC{number},EP,,yes,").unwrap();
            readings.push((format!("NS{number}"), 100 + number, "95"));
        }
        for (name, text) in FILES {
            let more = match name {
                "partners.csv" => &partners,
                "customers.csv" => &customers,
                "subscriptions.csv" => &subscriptions,
                _ => "",
            };
            let text = text.replace("type,auto_submit_days", "type,auto_submit_days,auto_approve");
            let text = text.replace("EU,,7", "EU,,7,no").replace("NOR,,\n", "NOR,,,\n");
            fixture.file(name, format!("{text}{more}").as_bytes());
        }
        fixture.fill(&readings).await;
        fixture.clock_to("2026-11-15T12:00:00Z").await;
        fixture
    }

    /// The same as [`ConsoleFixture::new`], with hostile names, places, units and plans.
    pub(crate) async fn hostile(texts: &[&str]) -> Self {
        const OURS: [&str; 14] = [
            "Acme Security",
            "Europe",
            "Nordlicht & Söhne",
            "Ångström IT AB",
            "Lund",
            "SH",
            "Shop 24",
            "Kiel Werft",
            "Nord GmbH",
            "Endpoint Shield",
            "Cloud Space",
            "Seats",
            "Gold",
            "Fjordnett",
        ];
        let fixture = Self::empty().await;
        for (name, text) in FILES {
            let mut text = text.to_owned();
            for (ours, hostile) in OURS.iter().zip(texts.iter().cycle()) {
                // Names cannot contain such a character. Comments can.
                let hostile = hostile.replace('\u{202e}', "").replace('"', "\"\"");
                let quoted = format!(",\"{hostile}\",");
                text = text.replace(&format!(",{ours},"), &quoted);
                let quoted = quoted.trim_end_matches(',');
                text = text.replace(&format!(",{ours}\n"), &format!("{quoted}\n"));
            }
            fixture.file(name, text.as_bytes());
        }
        let readings = [("S1", 1000, "780"), ("S2", 5, ""), ("S3", 300, "296"), ("S4", 40, "39.5")];
        fixture.fill(&readings.map(|(code, had, used)| (code.to_owned(), had, used))).await;
        fixture.clock_to("2026-11-03T12:00:00Z").await;
        fixture
    }

    /// Imports the files, people for the companies, and a reading for each day of October.
    async fn fill(&self, readings: &[(String, usize, &str)]) {
        let mut users = "email,name,company,role\n".to_owned();
        for (email, company, role) in USERS {
            writeln!(users, "{email},{email} <i>,{company},{role}").unwrap();
        }
        for (company, role) in staff() {
            let email = address(company, role);
            writeln!(users, "{email},{role} <i>,{company},{role}").unwrap();
        }
        self.file("users.csv", users.as_bytes());
        let mut usage = "subscription,observed_at,provisioned,used\n".to_owned();
        for day in 1..=31 {
            for (code, provisioned, used) in readings {
                writeln!(usage, "{code},2026-10-{day:02},{provisioned},{used}").unwrap();
            }
        }
        self.file("usage-2026-10.csv", usage.as_bytes());
        self.import().await;
    }

    /// An empty rehearsal database.
    pub(crate) async fn empty() -> Self {
        Self::made(true).await
    }

    /// An ordinary database that was made on 1 October and whose clock has not run since: October's
    /// readings are there, its reports are made, and every deadline has passed meanwhile.
    pub(crate) async fn neglected() -> Self {
        let fixture = Self::made(false).await;
        for (name, text) in FILES {
            fixture.file(name, text.as_bytes());
        }
        let readings = [("S1", 1000, "780"), ("S2", 5, ""), ("S3", 300, "296"), ("S4", 40, "39.5")];
        fixture.fill(&readings.map(|(code, had, used)| (code.to_owned(), had, used))).await;
        let until = fixture.app.state.clock.machine_time();
        let run =
            ClockRun { until, rehearsal: false, missed: MissedDeadlines::Wait, chosen_by: None };
        run_clock::run(&fixture.app.state.store, run, &mut WorkProgress::hidden()).await.unwrap();
        fixture
    }

    async fn made(rehearsal: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = DatabaseUrl::Sqlite(folder.path().join("countersign.db"));
        Self::made_at(folder, &url, rehearsal).await
    }

    async fn made_at(folder: TempDir, url: &DatabaseUrl, rehearsal: bool) -> Self {
        Self::without_key(folder, url, rehearsal).await.with_key().await
    }

    async fn without_key(folder: TempDir, url: &DatabaseUrl, rehearsal: bool) -> Self {
        std::fs::create_dir(folder.path().join("data")).unwrap();
        let store = Store::open(url).await.unwrap();
        let (now, first_cycle) = (begin(), Cycle::parse("2026-10").unwrap());
        let wanted = NewInstallation { rehearsal, demo: false, now, first_cycle };
        make_installation::run(&store, &wanted).await.unwrap();
        Self::of(folder, store)
    }

    /// The same, with a key that is stored nowhere.
    async fn with_key(self) -> Self {
        let store = throwaway(self.app.state.store.clone(), begin()).await.unwrap();
        Self::of(self.folder, store)
    }

    fn of(folder: TempDir, store: Store) -> Self {
        let origin = "http://127.0.0.1:8080".to_owned();
        let site = Site { origin, trusted_proxies: Vec::new(), demo: false };
        let clock = Clock::fixed(Instant::parse(MACHINE).unwrap());
        Self { folder, app: Arc::new(App::new(store, clock, site)), router: OnceLock::new() }
    }

    /// The same, with permission to send.
    pub(crate) fn sending(self, outbound: OutboundConfig) -> Self {
        let State { store, clock, site, .. } = &*self.app.state;
        let app = App::new(store.clone(), *clock, site.clone()).sending(outbound);
        self.replacing(app)
    }

    /// The same database with another console.
    pub(crate) fn replacing(self, app: App) -> Self {
        Self { app: Arc::new(app), router: OnceLock::new(), folder: self.folder }
    }

    pub(crate) fn router(&self) -> Router {
        self.router.get_or_init(|| router(&self.app)).clone()
    }

    async fn import(&self) {
        let paths = vec![self.folder.path().join("data")];
        let options = ImportOptions {
            paths,
            dry_run: false,
            rejected: None,
            person_id: None,
            problems: None,
        };
        let (store, clock) = (&self.app.state.store, &self.app.state.clock);
        let done = import::run(store, clock, &options, &mut WorkProgress::hidden()).await;
        let problems = done.unwrap().problems;
        assert!(problems.is_empty(), "{:?}", problems.causes());
        let now = self.app.state.clock.machine_time();
        self.app.state.store.write(async |tx| people::accept_all(tx, now).await).await.unwrap();
    }

    /// Adds a vendor with a product, of which there are no reports.
    pub(crate) async fn add_vendor(&self) {
        self.file("vendors.csv", b"code,name\nACME,Acme Security\nOTHER,Other Vendor\n");
        self.file(
            "products.csv",
            b"code,name,unit,decimals,basis,vendor\nEP,Endpoint Shield,Seats,0,peak,ACME\n\
              GB,Cloud Space,GB,2,average,ACME\nOTHERPRODUCT,Other Product,Seats,0,peak,OTHER\n",
        );
        self.import().await;
    }

    /// Adds the operator's Administrator if there is none.
    pub(crate) async fn add_operator(&self) {
        let users = "email,name,company,role\nop@x.example,Olga,operator,Administrator\n";
        self.file("users.csv", users.as_bytes());
        self.import().await;
    }

    /// Imports readings.
    pub(crate) async fn add_readings(&self, rows: &[&str]) {
        let text = format!("subscription,observed_at,provisioned,used\n{}\n", rows.join("\n"));
        self.file("usage-late.csv", text.as_bytes());
        self.import().await;
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join("data").join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Does all work due up to an instant.
    pub(crate) async fn clock_to(&self, until: &str) {
        let until = Instant::parse(until).unwrap();
        let run =
            ClockRun { until, rehearsal: true, missed: MissedDeadlines::Wait, chosen_by: None };
        run_clock::run(&self.app.state.store, run, &mut WorkProgress::hidden()).await.unwrap();
    }

    /// A browser in which this person is signed in.
    pub(crate) async fn sign_in(&self, email: &str) -> Browser {
        self.sign_in_with(&self.session_of(email).await).await
    }

    /// A browser with the cookie of this session.
    pub(crate) async fn sign_in_with(&self, session: &str) -> Browser {
        Browser::open(self.router(), session).await
    }

    /// The cookie of a new session of this person.
    pub(crate) async fn session_of(&self, email: &str) -> String {
        let now = self.app.state.clock.machine_time();
        let open = async |tx: &mut _| {
            let acting = people::acting(tx, email).await?;
            let opening = SessionOpening {
                person_id: acting[0].person_id,
                company_id: Some(acting[0].company_id),
                method: Method::Demo,
                second_factor: SecondFactor::Passed,
                user_agent: "test",
                address: "127.0.0.1",
            };
            session::open(tx, &opening, now, &SystemRandom).await
        };
        let token = self.app.state.store.write(open).await.unwrap();
        token.text()
    }
}
