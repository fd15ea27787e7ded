//! Two instances of `serve` on one PostgreSQL, one of which is killed again and again, give the
//! same result as an undisturbed one: each report is submitted once and each message is sent once.
//!
//! COUNTERSIGN_SEED sets the moments of the kills. A failure prints it.
//!
//! SQL here: a rehearsal's reports are moved to an ordinary database so that their deadlines have
//! just passed, leases are expired early, and the content of the outbox is read.

use countersign_store::{DatabaseUrl, Store, StoreError, Tx, Value};
use countersign_testkit::command_line::{CommandLine, table};
use countersign_testkit::databases::Databases;
use countersign_testkit::interruption::{random_moments, seed};
use countersign_testkit::mail_server::MailServer;
use std::collections::BTreeSet;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

const BINARY: &str = env!("CARGO_BIN_EXE_countersign");
/// How often one of the two is killed.
const KILLS: u32 = 10;
/// The longest time from one kill to the next.
const LONGEST: Duration = Duration::from_millis(900);
/// How long all the work may take.
const PATIENCE: Duration = Duration::from_secs(180);

/// The machine's time plus some seconds, in the format of the database.
fn machine_time(seconds: i64) -> countersign_domain::instant::Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_micros();
    let micros = i64::try_from(since).unwrap() + seconds * 1_000_000;
    countersign_domain::instant::Instant::from_micros(micros)
}

/// Works on a database without the program.
fn beneath<T>(program: &CommandLine, work: impl AsyncFnOnce(&mut Tx) -> T) -> T {
    try_beneath(program, async |tx| Ok(work(tx).await)).unwrap()
}

/// The same for work that another process may keep from ending.
fn try_beneath<T>(
    program: &CommandLine,
    work: impl AsyncFnOnce(&mut Tx) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let url = DatabaseUrl::parse(&program.database).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = Store::open(&url).await.unwrap();
        let mut tx = store.begin().await?;
        let done = work(&mut tx).await?;
        tx.commit().await?;
        Ok(done)
    })
}

/// An ordinary database in which every partner's deadline has just passed.
fn due() -> CommandLine {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data").display().to_string();
    let program = CommandLine::new(BINARY, Databases::Postgres.fresh().unwrap());
    program.expect(&["init", "--rehearsal", "2026-10-01T00:00:00Z"], 0).unwrap();
    let sample = std::process::Command::new(BINARY)
        .args(["sample", &data, "--partners", "250", "--subscriptions", "4", "--months", "1"])
        .output()
        .unwrap();
    assert!(sample.status.success(), "{sample:?}");
    program.expect(&["import", &data], 0).unwrap();
    program.expect(&["clock", "--until", "2026-11-05T00:00:00Z"], 0).unwrap();
    beneath(&program, async |tx| {
        let (ran, passed) = (machine_time(-60), machine_time(-30));
        let ordinary = "UPDATE installation SET rehearsal = FALSE, ran_until = $1";
        tx.execute(ordinary, &[ran.into()]).await.unwrap();
        tx.execute("UPDATE reports SET deadline = $1", &[passed.into()]).await.unwrap();
        tx.execute("DELETE FROM reminders", &[]).await.unwrap();
        tx.execute("DELETE FROM outbox", &[]).await.unwrap();
    });
    program
}

/// An instance of `serve`; it ends with the test.
struct Serving(Child);

impl Serving {
    fn start(program: &CommandLine, mail: &MailServer) -> Self {
        let (url, from) = (mail.url(), "Countersign <reports@x.example>");
        let serve = ["serve", "--listen", "127.0.0.1:0", "--smtp-url", &url, "--mail-from", from];
        let mut command = program.command(&serve);
        Self(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap())
    }

    fn is_running(&mut self) -> bool {
        self.0.try_wait().unwrap().is_none()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// How many deadlines and messages are still due.
fn left(program: &CommandLine) -> i64 {
    beneath(program, async |tx| {
        let now = machine_time(0);
        let left = "SELECT (SELECT COUNT(*) FROM reports WHERE status = 'preparing') \
            + (SELECT COUNT(*) FROM outbox WHERE sent_at IS NULL AND failed_at IS NULL \
            AND due_at <= $1)";
        tx.first(left, &[now.into()], |row| row.get(0)).await.unwrap().unwrap()
    })
}

/// Waits until nothing is due. Work that a killed instance had taken is released early.
fn wait(program: &CommandLine, began: Instant) {
    while left(program) > 0 {
        assert!(began.elapsed() < PATIENCE, "{} are left", left(program));
        // A running instance may hold one of these rows: the next round frees it.
        let _freed = try_beneath(program, async |tx| {
            let free = "UPDATE outbox SET next_attempt_at = $1 WHERE lease IS NOT NULL \
                AND sent_at IS NULL AND created_at < $2";
            let (now, before) = (machine_time(-1), machine_time(-10));
            tx.execute(free, &[now.into(), before.into()]).await
        });
        std::thread::sleep(Duration::from_secs(2));
    }
}

/// The resulting reports, without the instants of execution.
fn reports(program: &CommandLine) -> Vec<Vec<String>> {
    // This test changed the deadlines without the program. That is found, and nothing else.
    let found = program.expect(&["verify"], 1).unwrap().err;
    let is_deadline = |line: &str| {
        line.contains("the first deadline") || line.contains("was not made at the deadline")
    };
    let others: Vec<&str> = found.lines().filter(|line| !is_deadline(line)).collect();
    assert!(others.is_empty(), "{others:?}");
    let rows = table(&program.expect(&["export", "--cycle", "2026-10"], 0).unwrap().out);
    let is_shown = |name: &str| !["deadline", "submitted_at", "decided_at"].contains(&name);
    let shown: Vec<bool> = rows[0].iter().map(|name| is_shown(name)).collect();
    let cells = |row: &Vec<String>| {
        let cells = row.iter().zip(&shown).filter(|(_, shown)| **shown);
        cells.map(|(cell, _)| cell.clone()).collect()
    };
    rows.iter().map(cells).collect()
}

/// Who was to get which message, and what was sent under which id.
fn told(program: &CommandLine) -> (BTreeSet<String>, BTreeSet<String>) {
    beneath(program, async |tx| {
        let rows = "SELECT kind, person_id, cycle, partner_id, vendor_id FROM outbox";
        let row = |row: countersign_store::Row<'_>| {
            let about = [row.get::<Option<i64>>(2)?, row.get(3)?, row.get(4)?];
            Ok(format!("{} {} {about:?}", row.get::<String>(0)?, row.get::<i64>(1)?))
        };
        let all = tx.all(rows, &[], row).await.unwrap();
        let count = all.len();
        let rows: BTreeSet<String> = all.into_iter().collect();
        assert_eq!(rows.len(), count, "somebody is told twice");
        let sent = "SELECT DISTINCT message_id FROM outbox WHERE sent_at IS NOT NULL";
        let sent = tx.all(sent, &[] as &[Value<'_>], |row| row.get(0)).await.unwrap();
        (rows, sent.into_iter().collect())
    })
}

/// The sent messages by id. A message sent twice has the same id and the same recipient.
fn taken(mail: &MailServer) -> BTreeSet<String> {
    let mut by_name = std::collections::BTreeMap::new();
    for it in mail.taken() {
        let name = it.header("Message-ID").unwrap().trim_matches(['<', '>']).to_owned();
        let known = by_name.entry(name).or_insert_with(|| it.to.clone());
        assert_eq!(*known, it.to);
    }
    by_name.into_keys().collect()
}

#[test]
fn two_instances_of_which_one_dies_do_everything_once() {
    let seed = seed();
    eprintln!("COUNTERSIGN_SEED={seed}");
    let base = due();
    let alone = CommandLine::new(BINARY, Databases::Postgres.copy(&base.database).unwrap());
    let shared = CommandLine::new(BINARY, Databases::Postgres.copy(&base.database).unwrap());

    let mail = MailServer::start();
    let one = Serving::start(&alone, &mail);
    wait(&alone, Instant::now());
    drop(one);
    let (expected, (rows, sent)) = (reports(&alone), told(&alone));
    assert!(expected.len() > 300 && rows.len() > 20, "{} {}", expected.len(), rows.len());
    assert_eq!(taken(&mail), sent);

    let mail = MailServer::start();
    let mut both = [Serving::start(&shared, &mail), Serving::start(&shared, &mail)];
    let began = Instant::now();
    for (number, moment) in random_moments(seed, KILLS, LONGEST).into_iter().enumerate() {
        std::thread::sleep(moment);
        both[number % 2] = Serving::start(&shared, &mail);
    }
    wait(&shared, began);
    assert!(both.iter_mut().all(Serving::is_running), "one ended by itself");
    drop(both);
    assert_eq!(reports(&shared), expected);
    let (rows_of_both, sent_by_both) = told(&shared);
    assert_eq!(rows_of_both, rows);
    assert_eq!(taken(&mail), sent_by_both);
}
