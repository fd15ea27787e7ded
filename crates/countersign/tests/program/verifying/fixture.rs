//! A record that contains something of everything: reports in every status, late readings,
//! corrections, dispatches by a delivery channel, a closed cycle, changes by form.

use countersign_app::actions::close_cycle::{self, ClosingOutcome};
use countersign_app::actions::report_batch::ReportBatch;
use countersign_app::actions::sequence_log;
use countersign_app::actions::verify_record::{self, Findings};
use countersign_app::keys::source::KeySource;
use countersign_app::progress::WorkProgress;
use countersign_app::transparency::key_file::LogKeyFile;
use countersign_domain::actor::{Channel, Person};
use countersign_domain::cycle::Cycle;
use countersign_domain::delivery_channel::{ChannelKind, FileFormat};
use countersign_domain::instant::Instant;
use countersign_domain::workflow::{Command, CommandOutcome, Proposal, ProposedLine};
use countersign_store::delivery_channels::{self, ChannelFields, DeliveryChannel};
use countersign_store::directory_changes::{self, ChangedField, Of};
use countersign_store::reports::{self, Filter, Key};
use countersign_store::{
    DatabaseUrl, Store, Tx, companies, deadline_choices, installation, partners, people,
};
use countersign_testkit::command_line::CommandLine;
use countersign_testkit::databases::Databases;
use countersign_testkit::prepared::Prepared;
use std::fs;
use std::path::Path;
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};
use uuid::Uuid;

const BINARY: &str = env!("CARGO_BIN_EXE_countersign");

const FILES: [(&str, &str); 9] = [
    ("vendors.csv", "code,name\nACME,Acme Security\n"),
    (
        "regions.csv",
        "code,name,time_zone,currency,usage_reports,hold_flagged\n\
         R,Region,Europe/Berlin,EUR,yes,yes\nQ,Quiet,Asia/Tokyo,JPY,no,\n",
    ),
    (
        "distributors.csv",
        "code,name,region,resubmit_days\nD1,Nordlicht,R,4\nD2,Fjord,R,\nD3,Quiet,Q,\n",
    ),
    (
        "partners.csv",
        "code,name,distributor,type,city,state,auto_submit_days\nP1,Partner 1,D1,msp,Bremen,HB,\n\
         P2,Partner 2,D1,msp,,,\nP3,Partner 3,D1,msp,,,\nP4,Partner 4,D1,msp,Kiel,SH,9\n\
         P5,Partner 5,D2,msp,,,\nP6,Partner 6,D3,reseller,,,\n",
    ),
    (
        "customers.csv",
        "code,name,partner\nC1,Customer 1,P1\nC2,Customer 2,P2\nC3,Customer 3,P3\n\
         C4,Customer 4,P4\nC5,Customer 5,P5\n",
    ),
    (
        "products.csv",
        "code,name,unit,decimals,basis\nEP,Endpoint,Seats,0,peak\nGB,Space,GB,2,sum\n\
         AV,Average,Units,1,average\nMB,Minutes,Minutes,6,average\n",
    ),
    (
        "subscriptions.csv",
        "code,customer,product,plan,billable,ends_on\nS1,C1,EP,Gold,yes,\nG1,C1,GB,,yes,\n\
         A1,C1,AV,,yes,2026-10-20\nT1,C1,EP,Trial,no,\nE1,C1,EP,,yes,2026-09-20\nF1,C1,EP,,yes,\n\
         S2,C2,EP,,yes,\nG2,C2,GB,,yes,\nS3,C3,EP,,yes,\nS4,C4,EP,,yes,\nA4,C4,AV,,yes,\n\
         S5,C5,EP,,yes,\nS6,C2,EP,,yes,\nM5,C5,MB,,yes,\n",
    ),
    (
        "users.csv",
        "email,name,company,role\nd1@x.example,D,D1,Administrator\nd2@x.example,D,D2,\
         Administrator\nv@x.example,V,ACME,Billing Manager\np1@x.example,P,P1,Administrator\n\
         p2@x.example,P,P2,Administrator\np5@x.example,P,P5,Administrator\n",
    ),
    (
        "usage.csv",
        "subscription,observed_at,provisioned,used\nF1,2026-08-10,7,\nS1,2026-09-20,9,9\n\
         S1,2026-10-02,10,10\nS1,2026-10-09,12,11\nG1,2026-10-03,1.5,1.25\nG1,2026-10-04,2,1\n\
         A1,2026-10-05,10,9\nA1,2026-10-06,13,12\nT1,2026-10-07,3,3\nE1,2026-10-08,4,4\n\
         S2,2026-10-01,20,20\nG2,2026-10-12,5,\nS3,2026-10-03,100,50\nS4,2026-10-03,40,40\n\
         A4,2026-10-03,40,20\nS5,2026-10-03,50,50\n",
    ),
];

static PREPARED: Prepared = Prepared::new();

/// A database with that story.
pub(crate) struct VerifyFixture {
    folder: TempDir,
    pub(crate) program: CommandLine,
    pub(crate) runtime: Runtime,
}

impl VerifyFixture {
    pub(crate) fn on_sqlite() -> Self {
        Self::new(|folder| Databases::Sqlite(folder.to_owned()))
    }

    pub(crate) fn on_postgresql() -> Self {
        Self::new(|_| Databases::Postgres)
    }

    fn new(databases: impl Fn(&Path) -> Databases) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = PREPARED.copy(&databases(folder.path()), folder.path(), Self::played);
        Self::of(folder, database)
    }

    fn of(folder: TempDir, database: String) -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        Self { folder, program: CommandLine::new(BINARY, database), runtime }
    }

    /// Plays the story.
    fn played(folder: TempDir, database: String) -> Self {
        let fixture = Self::of(folder, database);
        fixture.october();
        fixture.after_completion();
        fixture.november();
        let (key, now) = (fixture.log_key(), Instant::parse("2026-12-30T00:00:00Z").unwrap());
        fixture.with(async |store| sequence_log::run(store, &key, now).await.unwrap());
        fixture
    }

    /// The file with the key of the log.
    pub(crate) fn log_key(&self) -> LogKeyFile {
        let url = DatabaseUrl::parse(&self.program.database).unwrap();
        let beside = KeySource::new(None, None, &url).path().map(Path::to_owned);
        LogKeyFile::beside(Some(&beside.unwrap_or_else(|| self.folder.path().join("log.key"))))
    }

    pub(crate) fn run(&self, verb: &[&str]) -> String {
        self.program.expect(verb, 0).unwrap().out
    }

    fn import(&self, files: &[(&str, &str)]) {
        let paths: Vec<String> = files.iter().map(|(name, text)| self.write(name, text)).collect();
        self.run(&[vec!["import"], paths.iter().map(String::as_str).collect()].concat());
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    }

    fn clock(&self, until: &str) {
        self.run(&["clock", "--until", until]);
    }

    pub(crate) fn apply(&self, who: &str, rows: &str) {
        let columns = "cycle,partner,action,product,chargeable,comment,deadline";
        let file = self.write("decisions.csv", &format!("{columns}\n{rows}\n"));
        self.run(&["apply", &file, "--as", &format!("{who}@x.example")]);
    }

    /// Works on the database.
    pub(crate) fn with<T>(&self, work: impl AsyncFnOnce(&Store) -> T) -> T {
        let url = DatabaseUrl::parse(&self.program.database).unwrap();
        self.runtime.block_on(async { work(&Store::open(&url).await.unwrap()).await })
    }

    pub(crate) fn verify(&self) -> Findings {
        self.with(async |store| verify(store).await)
    }

    fn october(&self) {
        self.run(&["init", "--rehearsal", "2026-10-01T00:00:00Z", "--first-cycle", "2026-10"]);
        self.import(&FILES);
        self.with(async |store| store.write(async |tx| beside(tx).await).await.unwrap());
        self.clock("2026-11-03T10:00:00Z");
        self.apply(
            "p1",
            "2026-10,P1,edit,EP,15,one was given back,\n2026-10,P1,edit,GB,3,first month,\n\
             2026-10,P1,submit,,,all checked,",
        );
        self.apply("p2", "2026-10,P2,edit,GB,4.5,some of it was ours,\n2026-10,P2,submit,,,,");
        self.apply("p5", "2026-10,P5,submit,,,,");
        // The figures of P4 have changed since they were made.
        self.import(&[(
            "usage-4.csv",
            "subscription,observed_at,provisioned,used\nS4,2026-10-30,44,41\n",
        )]);
        self.apply("d1", "2026-10,P4,extend,,,they asked for it,2026-12-20");
        self.clock("2026-11-08T09:00:00Z");
        self.apply(
            "d1",
            "2026-10,P2,reject,,,which of it?,\n2026-10,P1,approve,,,fine,\n2026-10,P3,approve,,,,",
        );
        self.apply("d1", "2026-10,P3,reopen,,,a second look,\n2026-10,P3,approve,,,,");
        self.apply("p2", "2026-10,P2,edit,GB,4.75,some of it was ours,");
        self.run(&[
            "dispatch",
            "--cycle=2026-10",
            "--vendor=ACME",
            "--as=d1@x.example",
            "--note=October",
        ]);
        self.run(&["dispatch", "--cycle=2026-10", "--vendor=ACME", "--as=d2@x.example"]);
        self.apply(
            "v",
            "2026-10,P1,complete,,,,\n2026-10,P3,return,,,not ours,\n2026-10,P5,complete,,,,",
        );
    }

    /// Late readings, corrections, and a closed cycle.
    fn after_completion(&self) {
        self.clock("2026-11-20T00:00:00Z");
        self.import(&[
            ("subscriptions.csv", "code,customer,product\nN5,C5,MB\nS7,C2,EP\n"),
            (
                "usage-late.csv",
                "subscription,observed_at,provisioned,used\nS1,2026-10-09,14,13\n\
                 G1,2026-10-05,3,3\nS3,2026-10-04,110,60\nM5,2026-10-06,3,2\n\
                 M5,2026-10-07,4,3\nN5,2026-10-08,5,4\n",
            ),
        ]);
        // October has no line of this product, and keeps to what both were.
        self.import(&[
            ("products.csv", "code,name,unit,basis,reports_usage\nMB,Hours,Hours,peak,no\n"),
            ("subscriptions.csv", "code,customer,product,ends_on\nN5,C5,MB,2026-10-01\n"),
        ]);
        self.act("p1", "P1", &propose("EP", "14"));
        self.act("d1", "P1", &Command::AgreeCorrection);
        let dispatch = ["dispatch", "--cycle=2026-10", "--vendor=ACME", "--as=d1@x.example"];
        self.run(&[&dispatch[..], &["--purchase-order=PO-1"]].concat());
        self.act("v", "P1", &Command::CompleteAmendment);
        self.act("d1", "P1", &propose("GB", "4"));
        self.with(async |store| {
            let person = person(store, "d2").await;
            let cycle = Cycle::parse("2026-10").unwrap();
            let closed = store
                .write(async |tx| {
                    let installation = installation::load(tx).await?.unwrap();
                    let now = installation.clock_at;
                    let times = close_cycle::times(&installation, now, now);
                    close_cycle::run(tx, &person, cycle, times).await
                })
                .await;
            assert_eq!(closed.unwrap(), ClosingOutcome::Closed);
        });
    }

    /// A second month, compared with the first and carried from it.
    fn november(&self) {
        self.import(&[(
            "usage-november.csv",
            "subscription,observed_at,provisioned,used\nS1,2026-11-02,20,18\nG1,2026-11-03,2,2\n\
             S2,2026-11-01,22,21\nS3,2026-11-03,100,99\nS5,2026-11-30,70,70\n",
        )]);
        self.clock("2026-12-03T10:00:00Z");
        self.apply("p1", "2026-11,P1,edit,EP,19,one was lent,\n2026-11,P1,edit,,,the whole of it,");
        let more = "subscription,observed_at,provisioned,used\nS1,2026-11-05,24,23\n";
        self.import(&[("usage-more.csv", more)]);
        self.apply("p5", "2026-11,P5,submit,,,,");
        self.apply("d1", "2026-10,P2,reject,,,still which of it?,");
        // What moves now counts from December on.
        self.import(&[
            (
                "regions.csv",
                "code,name,time_zone,currency,usage_reports\nQ,Quiet,Asia/Seoul,JPY,yes\n",
            ),
            (
                "partners.csv",
                "code,name,distributor,type\nP6,Partner 6,D2,reseller\nP4,Partner 4,D2,msp\n",
            ),
            ("customers.csv", "code,name,partner\nC1,Customer 1,P5\nC5,Customer 5,P1\n"),
        ]);
        self.import(&[("customers.csv", "code,name,partner\nC1,Customer 1,P2\n")]);
        self.with(async |store| store.write(async |tx| under_way(tx).await).await.unwrap());
    }

    /// Executes a command on the October report of a partner.
    fn act(&self, who: &str, partner: &str, command: &Command) {
        self.with(async |store| {
            let person = person(store, who).await;
            let key = key(store, partner).await;
            let done = store
                .write(async |tx| {
                    let now = installation::load(tx).await?.unwrap().clock_at;
                    let mut batch = ReportBatch::open(tx, &person, &[key], now).await?;
                    let answer = batch.execute(tx, key, command, None).await?;
                    batch.commit(tx).await?;
                    Ok(answer)
                })
                .await
                .unwrap();
            assert!(matches!(done, Ok(CommandOutcome::Done(_))), "{who} {command:?}: {done:?}");
        });
    }
}

/// Data besides reports: a delivery channel, a change by form, a choice after a gap.
async fn beside(tx: &mut Tx) -> countersign_store::Result<()> {
    let at = Instant::parse("2026-10-01T00:00:00Z").unwrap();
    let d1 = companies::of_code(tx, "D1").await?.unwrap().id;
    let said = ChannelFields {
        vendor_id: None,
        name: "Archive".to_owned(),
        address: "archive".to_owned(),
        format: FileFormat::Csv,
        host_key: None,
        is_on: true,
    };
    let id = Uuid::from_u128(7);
    let kind = ChannelKind::Folder;
    let (secret, is_locked) = (None, false);
    let channel = DeliveryChannel {
        id,
        distributor_id: d1,
        kind,
        said,
        secret,
        is_locked,
        created_at: at,
        version: 1,
    };
    delivery_channels::insert(tx, &channel).await?;
    for name in ["Nordlicht", "Nordlicht GmbH"] {
        let of = Of { kind: "distributor", code: "D1", at, person_id: 1 };
        let field = ChangedField { name: "name".into(), before: None, after: name.into() };
        directory_changes::record(tx, of, &[field]).await?;
    }
    deadline_choices::record(tx, at, None, Some(1)).await?;
    deadline_choices::record(tx, at, Some(at), None).await
}

/// Data that exists only after a failure or during work, of a partner without reports.
async fn under_way(tx: &mut Tx) -> countersign_store::Result<()> {
    let quiet = companies::of_code(tx, "P6").await?.unwrap().id;
    let vendor_id = companies::of_code(tx, "ACME").await?.unwrap().id;
    let key = Key { cycle: Cycle::parse("2026-11").unwrap(), partner_id: quiet, vendor_id };
    let at = Instant::parse("2026-12-02T00:00:00Z").unwrap();
    reports::note_fault(tx, key, at, "a line has more units than can be counted").await?;
    partners::note_arrivals(tx, &[(quiet, 20_000)]).await
}

async fn person(store: &Store, who: &str) -> Person {
    let mut tx = store.read().await.unwrap();
    let acting = people::acting(&mut tx, &format!("{who}@x.example")).await.unwrap();
    tx.rollback().await.unwrap();
    let acting = &acting[0];
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

async fn key(store: &Store, partner: &str) -> Key {
    let mut tx = store.read().await.unwrap();
    let filter = Filter::of_cycle(Cycle::parse("2026-10").unwrap());
    let keys = reports::keys(&mut tx, &filter).await.unwrap();
    let found = reports::find(&mut tx, &keys).await.unwrap();
    tx.rollback().await.unwrap();
    found.into_iter().flatten().find(|it| it.names.partner == partner).unwrap().key()
}

fn propose(code: &str, figure: &str) -> Command {
    let reason = Some("counted twice".to_owned());
    let line = ProposedLine { chargeable: figure.to_owned(), reason: reason.clone() };
    let lines = [(code.to_owned(), line)].into();
    Command::ProposeCorrection(Proposal { lines, reason, late_products: Vec::new() })
}

/// What `verify` finds in an open database.
pub(crate) async fn verify(store: &Store) -> Findings {
    verify_record::run(store, &mut WorkProgress::hidden()).await.unwrap()
}

pub(crate) fn on_both(test: impl Fn(&VerifyFixture)) {
    test(&VerifyFixture::on_sqlite());
    test(&VerifyFixture::on_postgresql());
}
