//! A rehearsal database, with the actions of its people and its clock.

use crate::upgrade::browser::Browser;
use countersign_app::actions::apply_decisions::{self, ApplyOrder};
use countersign_app::actions::dispatch_reports::{
    self, DispatchOrder, DispatchOutcome, ReportToSend,
};
use countersign_app::actions::import::{self, ImportOptions};
use countersign_app::actions::report_batch::ReportBatch;
use countersign_app::actions::run_clock::{self, ClockRun, MissedDeadlines};
use countersign_app::actions::{audit, sequence_log};
use countersign_app::clock::Clock;
use countersign_app::identity::hashing::Hasher;
use countersign_app::identity::session::{self, Method, SecondFactor, SessionOpening};
use countersign_app::keys::source::KeySource;
use countersign_app::progress::WorkProgress;
use countersign_app::random::SeededRandom;
use countersign_app::transparency::key_file::LogKeyFile;
use countersign_console::app::App;
use countersign_console::router;
use countersign_domain::actor::{Channel, CompanyKind, Person};
use countersign_domain::audit::Event;
use countersign_domain::code::fold_email;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::workflow::{Command, CommandOutcome};
use countersign_store::reports::{self, Filter, Key, StoredReport};
use countersign_store::{DatabaseUrl, Store, companies, dispatches, installation, people};
use countersign_web::state::Site;
use std::sync::Arc;

/// The machine's time, whatever the rehearsal's time.
pub(crate) const MACHINE: &str = "2026-11-06T12:00:00Z";

/// A database with its console.
pub(crate) struct Stage {
    pub(crate) app: Arc<App>,
    pub(crate) random: SeededRandom,
}

pub(crate) fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// A month.
pub(crate) fn cycle(text: &str) -> Cycle {
    Cycle::parse(text).unwrap()
}

/// The key for all databases here, whichever program filled them.
const KEY: &str = "countersign-key-1 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

/// The key of all logs here: that of the test vectors of C2SP signed-note.
const LOG_KEY: &str =
    "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

/// The same database, with that key.
async fn sealing(store: Store, url: &DatabaseUrl) -> Store {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), KEY).unwrap();
    let source = KeySource::new(Some(file.path()), None, url);
    store.migrate(at(MACHINE)).await.unwrap();
    source.begin(store, at(MACHINE)).await.unwrap().0
}

impl Stage {
    /// The console for the database at `url`. Sessions opened with the same seed would have the
    /// same ids, so a database that is opened again needs another seed.
    pub(crate) async fn open(url: &str, seed: u64) -> Self {
        let url = DatabaseUrl::parse(url).unwrap();
        let store = sealing(Store::open(&url).await.unwrap(), &url).await;
        let origin = "http://127.0.0.1:8080".to_owned();
        let site = Site { origin, trusted_proxies: Vec::new(), demo: false };
        let random = SeededRandom::new(seed);
        let mut app = App::new(store, Clock::fixed(at(MACHINE)), site);
        app.hasher = Hasher::cheap(&random);
        Self { app: Arc::new(app), random }
    }

    pub(crate) fn store(&self) -> &Store {
        &self.app.state.store
    }

    /// Adds all records to the transparency log, and signs it.
    pub(crate) async fn log(&self) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.log-key"), LOG_KEY).unwrap();
        let key = LogKeyFile::beside(Some(&folder.path().join("a.key")));
        sequence_log::run(self.store(), &key, at(MACHINE)).await.unwrap();
    }

    /// The time of the rehearsal's clock.
    pub(crate) async fn now(&self) -> Instant {
        let mut tx = self.store().read().await.unwrap();
        let found = installation::load(&mut tx).await.unwrap().unwrap();
        tx.rollback().await.unwrap();
        found.clock_at
    }

    /// Does all work due up to an instant.
    pub(crate) async fn clock(&self, until: &str) {
        let missed = MissedDeadlines::Wait;
        let run = ClockRun { until: at(until), rehearsal: true, missed, chosen_by: None };
        run_clock::run(self.store(), run, &mut WorkProgress::hidden()).await.unwrap();
    }

    /// Imports files, each with its name and its text.
    pub(crate) async fn import(&self, files: &[(&str, &str)]) {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let paths = vec![folder.path().to_owned()];
        let options = ImportOptions {
            paths,
            dry_run: false,
            rejected: None,
            person_id: None,
            problems: None,
        };
        let (store, clock) = (self.store(), &self.app.state.clock);
        let done = import::run(store, clock, &options, &mut WorkProgress::hidden()).await.unwrap();
        assert!(done.problems.is_empty(), "{:?}", done.problems.causes());
    }

    /// A person, acting for their only company or for the one that is named.
    pub(crate) async fn person(&self, email: &str) -> Person {
        let mut tx = self.store().read().await.unwrap();
        let acting = people::acting(&mut tx, &fold_email(email)).await.unwrap().remove(0);
        tx.rollback().await.unwrap();
        Person {
            id: acting.person_id,
            company_id: acting.company_id,
            company_kind: acting.company_kind,
            role: acting.role,
            channel: Channel::Api,
            machine_user: None,
            account: None,
        }
    }

    pub(crate) async fn company(&self, code: &str) -> i64 {
        let mut tx = self.store().read().await.unwrap();
        let found = companies::of_code(&mut tx, code).await.unwrap();
        tx.rollback().await.unwrap();
        found.unwrap_or_else(|| panic!("no company {code}")).id
    }

    /// The reports of a month.
    pub(crate) async fn reports(&self, month: &str) -> Vec<StoredReport> {
        let mut tx = self.store().read().await.unwrap();
        let keys = reports::keys(&mut tx, &Filter::of_cycle(cycle(month))).await.unwrap();
        let found = reports::find(&mut tx, &keys).await.unwrap();
        tx.rollback().await.unwrap();
        found.into_iter().flatten().collect()
    }

    /// The key of a partner's report of a month.
    pub(crate) async fn key(&self, month: &str, partner: &str, vendor: &str) -> Key {
        let (partner_id, vendor_id) = (self.company(partner).await, self.company(vendor).await);
        Key { cycle: cycle(month), partner_id, vendor_id }
    }

    /// Executes a person's command on a report to ACME.
    pub(crate) async fn act(&self, email: &str, month: &str, partner: &str, command: Command) {
        let (person, key) = (self.person(email).await, self.key(month, partner, "ACME").await);
        let now = self.now().await;
        let work = async |tx: &mut _| {
            let mut batch = ReportBatch::open(tx, &person, &[key], now).await?;
            let answer = batch.execute(tx, key, &command, None).await?;
            batch.commit(tx).await?;
            Ok(answer)
        };
        let answer = self.store().write(work).await.unwrap();
        let done = matches!(answer, Ok(CommandOutcome::Done(_)));
        assert!(done, "{email} {month} {partner} {command:?}: {answer:?}");
    }

    /// Applies a person's decisions on the command line, all of which must succeed.
    pub(crate) async fn apply(&self, email: &str, rows: &str) {
        let file = tempfile::NamedTempFile::new().unwrap();
        let header = "cycle,partner,action,vendor,product,chargeable,comment";
        std::fs::write(file.path(), format!("{header}\n{rows}\n")).unwrap();
        let machine_user = Some("billing".to_owned());
        let person = Person { channel: Channel::Cli, machine_user, ..self.person(email).await };
        let (now, mut out) = (self.now().await, Vec::new());
        let hidden = &mut WorkProgress::hidden();
        let entry = &audit::of_machine_as(Event::DecisionsApplied, now, &person);
        let (path, signed) = (file.path(), None);
        let order = ApplyOrder { file: path, person: &person, now, entry, signed };
        let tally = apply_decisions::run(self.store(), order, &mut out, hidden).await;
        let told = String::from_utf8(out).unwrap();
        assert_eq!(tally.unwrap().refused, 0, "{email}: {told}");
        apply_decisions::complete(self.store(), file.path(), &person).await.unwrap();
    }

    /// Dispatches to ACME all approved reports of a month, as a person of a distributor.
    pub(crate) async fn dispatch(&self, email: &str, month: &str, purchase_order: Option<&str>) {
        let person = &self.person(email).await;
        let (vendor, now) = (self.company("ACME").await, self.now().await);
        let purchase_order = purchase_order.map(str::to_owned);
        let note = Some("In the order of our books".to_owned());
        let order = DispatchOrder { person, purchase_order, note, now, signed: None };
        let send = async |tx: &mut _| {
            let own = person.company_id;
            let mut ready = dispatches::approved(tx, own, cycle(month), vendor).await?;
            ready.extend(dispatches::amended(tx, own, vendor).await?);
            let wanted =
                |it: &dispatches::Approved| ReportToSend { key: it.key, version: Some(it.version) };
            let wanted: Vec<ReportToSend> = ready.iter().map(wanted).collect();
            dispatch_reports::run(tx, &order, &wanted).await
        };
        let answer = self.store().write(send).await.unwrap();
        assert!(matches!(answer, DispatchOutcome::Sent(_)), "{email} {month}: {answer:?}");
    }

    /// A browser without a session.
    pub(crate) fn browser(&self) -> Browser {
        Browser::new(router(&self.app), None)
    }

    /// A browser in which a person is signed in.
    pub(crate) async fn signed_in(&self, email: &str) -> Browser {
        let person = self.person(email).await;
        let opening = SessionOpening {
            person_id: person.id,
            company_id: Some(person.company_id),
            method: Method::Demo,
            second_factor: SecondFactor::Passed,
            user_agent: "Small browser",
            address: "127.0.0.1",
        };
        let now = self.app.state.clock.machine_time();
        let open = async |tx: &mut _| {
            people::accept(tx, person.id, person.company_id, now).await?;
            session::open(tx, &opening, now, &self.random).await
        };
        let token = self.store().write(open).await.unwrap();
        let mut browser = Browser::new(router(&self.app), Some(token.text()));
        let front = browser.get("/").await.shown();
        let is_operator = person.company_kind == CompanyKind::Operator;
        assert!(is_operator || front.body.contains("/usage-reports"), "{}", front.body);
        browser
    }
}
