//! A small installation for messages: one distributor, its partners, and October's readings.

use countersign_app::actions::import::{self, ImportOptions};
use countersign_app::actions::make_installation::{self, NewInstallation};
use countersign_app::actions::report_batch::ReportBatch;
use countersign_app::actions::run_clock::{self, ClockRun, MissedDeadlines};
use countersign_app::clock::Clock;
use countersign_app::keys::throwaway;
use countersign_app::progress::WorkProgress;
use countersign_delivery::mailer::Mailer;
use countersign_delivery::send_batch::{BatchOutcome, MessageSender};
use countersign_delivery::settings::{MailSettings, SmtpServer};
use countersign_domain::actor::{Channel, Person};
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::message::MessageKind;
use countersign_domain::workflow::Command;
use countersign_store::outbox::{self, MessageQuery, MessageState};
use countersign_store::reports::{self, Key};
use countersign_store::{DatabaseUrl, Store, people};
use countersign_testkit::mail_server::MailServer;
use std::fmt::Write as _;
use std::time::Duration;
use tempfile::TempDir;

/// The console's address in messages.
pub(crate) const ORIGIN: &str = "https://reports.example";
/// The machine's time of the first attempt.
pub(crate) const MACHINE: &str = "2026-11-22T12:00:00Z";

const FILES: [(&str, &str); 4] = [
    ("vendors.csv", "code,name\nACME,Acme Security\n"),
    (
        "regions.csv",
        "code,name,time_zone,currency,usage_reports,language\n\
         EU,Europe,Europe/Berlin,EUR,yes,de\n",
    ),
    ("distributors.csv", "code,name,region,auto_approve\nD1,Nordlicht & Söhne,EU,no\n"),
    ("products.csv", "code,name,unit,decimals,basis\nEP,Endpoint Shield,Seats,0,peak\n"),
];

pub(crate) struct MessageFixture {
    pub(crate) store: Store,
    folder: TempDir,
}

pub(crate) fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

impl MessageFixture {
    /// So many partners, at noon after their reports were made. A report is due when 7 November
    /// begins. The first partner has an Administrator, a Billing Manager and a person in support.
    pub(crate) async fn with_partners(count: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = DatabaseUrl::Sqlite(folder.path().join("countersign.db"));
        Self::in_database(folder, &url, count).await
    }

    /// The same in this database.
    pub(crate) async fn in_database(folder: TempDir, url: &DatabaseUrl, count: usize) -> Self {
        let data = folder.path().join("data");
        std::fs::create_dir(&data).unwrap();
        let store = Store::open(url).await.unwrap();
        let (now, first_cycle) = (at("2026-10-01T00:00:00Z"), Cycle::parse("2026-10").unwrap());
        let wanted = NewInstallation { rehearsal: true, demo: false, now, first_cycle };
        make_installation::run(&store, &wanted).await.unwrap();
        let store = throwaway(store, now).await.unwrap();
        for (name, text) in FILES {
            std::fs::write(data.join(name), text).unwrap();
        }
        let mut users = "email,name,company,role\nd1@x.example,Dora,D1,Administrator\n\
            d1s@x.example,Dirk,D1,Support Manager\n\
            v1@x.example,Vera,ACME,Billing Manager\nv1s@x.example,Vito,ACME,Support Engineer\n"
            .to_owned();
        let mut partners = "code,name,distributor,type\n".to_owned();
        let mut customers = "code,name,partner\n".to_owned();
        let mut subscriptions = "code,customer,product\n".to_owned();
        let mut usage = "subscription,observed_at,provisioned,used\n".to_owned();
        for n in 1..=count {
            writeln!(partners, "P{n},Partner {n},D1,msp").unwrap();
            writeln!(customers, "C{n},Kunde {n},P{n}").unwrap();
            writeln!(subscriptions, "S{n},C{n},EP").unwrap();
            for day in 1..=31 {
                writeln!(usage, "S{n},2026-10-{day:02},1000,780").unwrap();
            }
        }
        for (letter, role) in
            [("a", "Administrator"), ("b", "Billing Manager"), ("s", "Support Engineer")]
        {
            writeln!(users, "p1{letter}@x.example,Person 1{letter},P1,{role}").unwrap();
        }
        for (name, text) in [
            ("users.csv", users),
            ("partners.csv", partners),
            ("customers.csv", customers),
            ("subscriptions.csv", subscriptions),
            ("usage-2026-10.csv", usage),
        ] {
            std::fs::write(data.join(name), text).unwrap();
        }
        let fixture = Self { store, folder };
        fixture.import().await;
        fixture.clock_to("2026-11-02T12:00:00+01:00").await;
        fixture
    }

    /// Adds a file of readings: subscription, day, provisioned and used.
    pub(crate) async fn add_readings(&self, name: &str, rows: &str) {
        let text = format!("subscription,observed_at,provisioned,used\n{rows}");
        std::fs::write(self.folder.path().join("data").join(name), text).unwrap();
        self.import().await;
    }

    async fn import(&self) {
        let options = ImportOptions {
            paths: vec![self.folder.path().join("data")],
            dry_run: false,
            rejected: None,
            person_id: None,
            problems: None,
        };
        let (clock, mut progress) = (Clock::default(), WorkProgress::hidden());
        let done = import::run(&self.store, &clock, &options, &mut progress).await;
        let problems = done.unwrap().problems;
        assert!(problems.is_empty(), "{:?}", problems.causes());
    }

    /// Does all work due up to an instant.
    pub(crate) async fn clock_to(&self, until: &str) -> run_clock::WorkDone {
        let run = ClockRun {
            until: at(until),
            rehearsal: true,
            missed: MissedDeadlines::Wait,
            chosen_by: None,
        };
        run_clock::run(&self.store, run, &mut WorkProgress::hidden()).await.unwrap()
    }

    /// The waiting messages: kind, address, and the number of items.
    pub(crate) async fn waiting(&self) -> Vec<(MessageKind, String, i64)> {
        let mut tx = self.store.read().await.unwrap();
        let asked = MessageQuery::first(MessageState::Waiting, 1_000);
        let listed = outbox::list(&mut tx, &asked).await.unwrap();
        tx.rollback().await.unwrap();
        let mut told: Vec<_> = listed.into_iter().map(|it| (it.kind, it.email, it.rows)).collect();
        told.sort_by(|a, b| (a.0.token(), &a.1).cmp(&(b.0.token(), &b.1)));
        told
    }

    /// The number of people for whom messages of a kind wait.
    pub(crate) async fn waiting_of(&self, kind: &str) -> usize {
        self.waiting().await.iter().filter(|(it, ..)| it.token() == kind).count()
    }

    /// Removes what waits, as if it had been sent.
    pub(crate) async fn clear(&self) {
        let server = MailServer::start();
        let post = post(&server);
        let delivery = self.delivery(&post, MACHINE);
        while delivery.send_batch().await.unwrap() == BatchOutcome::On {}
    }

    pub(crate) async fn person(&self, email: &str) -> Person {
        let mut tx = self.store.read().await.unwrap();
        let acting = people::acting(&mut tx, email).await.unwrap().remove(0);
        Person {
            id: acting.person_id,
            company_id: acting.company_id,
            company_kind: acting.company_kind,
            role: acting.role,
            channel: Channel::Console,
            machine_user: None,
            account: None,
        }
    }

    /// The report of a partner.
    pub(crate) async fn report(&self, number: i64) -> Key {
        let mut tx = self.store.read().await.unwrap();
        let keys = reports::keys_after(&mut tx, None, 1_000).await.unwrap();
        for stored in reports::find(&mut tx, &keys).await.unwrap().into_iter().flatten() {
            if stored.names.partner == format!("P{number}") {
                return stored.key();
            }
        }
        panic!("no report of P{number}")
    }

    /// Executes a command of a person on the first report of a partner.
    pub(crate) async fn act(&self, email: &str, of: i64, command: &Command, now: &str) -> bool {
        self.act_on(email, self.report(of).await, command, now).await
    }

    /// Executes a command of a person.
    pub(crate) async fn act_on(&self, email: &str, key: Key, command: &Command, now: &str) -> bool {
        let person = self.person(email).await;
        self.store
            .write(async |tx| {
                let mut batch = ReportBatch::open(tx, &person, &[key], at(now)).await?;
                let answer = batch.execute(tx, key, command, None).await?;
                batch.commit(tx).await?;
                Ok(answer.is_ok())
            })
            .await
            .unwrap()
    }

    /// A person undoes the last decision on the report of a partner.
    pub(crate) async fn undo(&self, email: &str, of: i64, now: &str) -> bool {
        let (person, key) = (self.person(email).await, self.report(of).await);
        self.store
            .write(async |tx| {
                let mut batch = ReportBatch::open(tx, &person, &[key], at(now)).await?;
                let answer = batch.undo(tx, key, None).await?;
                batch.commit(tx).await?;
                Ok(answer.is_ok())
            })
            .await
            .unwrap()
    }

    pub(crate) fn delivery<'a>(&'a self, post: &'a Mailer, machine: &str) -> MessageSender<'a> {
        MessageSender::new(&self.store, Clock::fixed(at(machine)), Some(post), ORIGIN)
    }
}

/// The settings of this mail server, which also apply in a rehearsal.
pub(crate) fn settings(server: &MailServer) -> MailSettings {
    let at = SmtpServer::parse(&server.url()).unwrap();
    let settings = MailSettings::new(at, "Countersign <reports@x.example>").unwrap();
    MailSettings { in_rehearsal: true, patience: Duration::from_secs(20), ..settings }
}

pub(crate) fn post(server: &MailServer) -> Mailer {
    Mailer::new(settings(server)).unwrap()
}
