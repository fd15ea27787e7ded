//! A log that is served, and the command of a witness elsewhere.

use countersign::router;
use countersign_app::actions::manage_tokens::{self, TokenOwner, TokenRequest};
use countersign_app::actions::{audit, manage_witnesses};
use countersign_app::clock::Clock;
use countersign_app::random::SystemRandom;
use countersign_app::transparency::cosignature::Cosigner;
use countersign_console::app::App;
use countersign_domain::actor::{Channel, Person};
use countersign_domain::api_scope::Scope;
use countersign_domain::audit::Event;
use countersign_domain::email::fold_email;
use countersign_store::{Store, Tx, people};
use countersign_testkit::command_line::Ended;
use countersign_web::serve::{self, Limits};
use countersign_web::state::Site;
use std::fs;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Command;
use std::thread::JoinHandle;
use tempfile::TempDir;
use tokio::sync::watch;

const BINARY: &str = env!("CARGO_BIN_EXE_countersign");
/// The name of the witness.
pub(super) const NAME: &str = "witness.p1.example/reports";

/// The console and the API of a store, until it is dropped.
pub(super) struct ServedLog {
    address: String,
    stop: watch::Sender<bool>,
    thread: Option<JoinHandle<()>>,
}

impl ServedLog {
    pub(super) fn of(store: &Store, is_public: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let site = Site { origin: address.clone(), trusted_proxies: Vec::new(), demo: false };
        let app = App::new(store.clone(), Clock::default(), site).with_public_log(is_public);
        let make = router::maker(app);
        let (stop, stopped) = watch::channel(false);
        let serve = move || serve::run(make, listener, 1, Limits::default(), stopped).unwrap();
        Self { address, stop, thread: Some(std::thread::spawn(serve)) }
    }

    /// The address of the log for everyone.
    pub(super) fn open(&self) -> String {
        format!("{}/log", self.address)
    }

    /// The same for programs with a token.
    pub(super) fn api(&self) -> String {
        format!("{}/api/v1/log", self.address)
    }
}

impl Drop for ServedLog {
    fn drop(&mut self) {
        self.stop.send_replace(true);
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

/// A witness with its files.
pub(super) struct WitnessCommand {
    folder: TempDir,
}

impl WitnessCommand {
    pub(super) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs one round.
    pub(super) fn run(&self, log: &str, more: &[&str]) -> Ended {
        let mut command = Command::new(BINARY);
        command.current_dir(self.folder.path()).args(["witness", "--log", log, "--name", NAME]);
        Ended::from(command.args(more).output().unwrap())
    }

    /// Runs one round that has to end with this status.
    pub(super) fn expect(&self, log: &str, more: &[&str], status: i32) -> Ended {
        let ended = self.run(log, more);
        assert_eq!(ended.status, Some(status), "{ended:?}");
        ended
    }

    /// The public key of the witness.
    pub(super) fn key(&self) -> String {
        let text = fs::read_to_string(self.file("witness.key")).unwrap();
        let private = text.lines().last().unwrap();
        Cosigner::parse(private).unwrap().key().text()
    }

    /// The files that hold evidence.
    pub(super) fn evidence(&self) -> Vec<PathBuf> {
        let all = fs::read_dir(self.folder.path()).unwrap().map(|it| it.unwrap().path());
        let is_evidence = |path: &PathBuf| path.to_string_lossy().contains("evidence-");
        all.filter(is_evidence).collect()
    }

    /// A file with a token of a person for the log.
    pub(super) async fn token(&self, store: &Store, email: &str) -> String {
        let person = person(store, email).await;
        let now = Clock::default().machine_time();
        let request = TokenRequest {
            name: "Witness".to_owned(),
            scopes: vec![Scope::LogWitness],
            networks: String::new(),
            days: 30,
        };
        let make = async |tx: &mut Tx| {
            let entry = audit::of_machine_as(Event::TokenMade, now, &person);
            people::accept_all(tx, now).await?;
            let owner = TokenOwner::Person;
            manage_tokens::make(tx, &person, owner, &request, entry, &SystemRandom).await
        };
        let made = store.write(make).await.unwrap().unwrap();
        let path = self.file("token.txt");
        fs::write(&path, made.text()).unwrap();
        path.display().to_string()
    }
}

pub(super) async fn person(store: &Store, email: &str) -> Person {
    let read = async |tx: &mut Tx| people::acting(tx, &fold_email(email)).await;
    let acting = store.reading(read).await.unwrap().remove(0);
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

/// Registers a witness for a person's company.
pub(super) async fn register(store: &Store, email: &str, key: &str) {
    let person = person(store, email).await;
    let at = Clock::default().machine_time();
    let add = async |tx: &mut Tx| {
        let entry = audit::of_machine_as(Event::WitnessAdded, at, &person);
        manage_witnesses::add(tx, &person, key, entry, &SystemRandom).await
    };
    store.write(add).await.unwrap().unwrap();
}
