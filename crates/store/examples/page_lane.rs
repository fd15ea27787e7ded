//! A page of 50 reports by cycle, status and partner text, beside the bare prepared query.
//!
//! `page_lane URL ROUNDS` prints `ours floor alone` in nanoseconds a page, each the median of the
//! rounds: ours with its read transaction, the same statement on a bare connection, and ours
//! inside a transaction that is open already. `cargo xtask bench` runs it.

use countersign_domain::cycle::Cycle;
use countersign_domain::status::Status;
use countersign_store::reports::{self, Filter};
use countersign_store::{DatabaseUrl, Store, all_statements};
use std::error::Error;
use std::time::{Duration, Instant};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What is looked for, in any case: everything, a common name, a rare one, a code.
const TEXTS: [&str; 4] = ["", "tidewater", "ångström", "p0000"];
/// The cycles looked at, counted back from the last.
const CYCLES: i32 = 24;
const STATUSES: [Status; 2] = [Status::Approved, Status::UnderReview];
const LAST: &str = "2026-10";

/// One page that is asked for.
struct Question {
    filter: Filter,
    pattern: String,
}

fn questions() -> Result<Vec<Question>> {
    let last = Cycle::parse(LAST)?;
    let mut questions = Vec::new();
    for back in 0..CYCLES {
        for status in STATUSES {
            for text in TEXTS {
                let partner = (!text.is_empty()).then(|| text.to_owned());
                let cycle = last.plus(-back);
                let filter = Filter { cycle, status: Some(status), partner, distributor: None };
                questions.push(Question { filter, pattern: format!("%{text}%") });
            }
        }
    }
    Ok(questions)
}

/// The bare side: a connection and the statement, prepared.
enum Bare {
    Sqlite(rusqlite::Connection),
    Postgres(tokio_postgres::Client, tokio_postgres::Statement),
}

impl Bare {
    async fn open(url: &DatabaseUrl, sql: &str) -> Result<Self> {
        match url {
            DatabaseUrl::Sqlite(path) => {
                let connection = rusqlite::Connection::open(path)?;
                connection.pragma_update(None, "cache_size", -24_000)?;
                Ok(Self::Sqlite(connection))
            }
            DatabaseUrl::Postgres(url) => {
                let (client, connection) =
                    tokio_postgres::connect(url, tokio_postgres::NoTls).await?;
                tokio::spawn(connection);
                let statement = client.prepare(sql).await?;
                Ok(Self::Postgres(client, statement))
            }
        }
    }

    /// Asks every question; how many rows there were. Every cell is looked at and none is kept.
    async fn ask(&self, sql: &str, questions: &[Question]) -> Result<usize> {
        let mut rows = 0;
        for question in questions {
            let status = question.filter.status.map_or("", Status::token);
            let (cycle, pattern) = (question.filter.cycle.number(), question.pattern.as_str());
            match self {
                Self::Sqlite(connection) => {
                    let mut statement = connection.prepare_cached(sql)?;
                    let width = statement.column_count();
                    let values: [(&str, &dyn rusqlite::ToSql); 8] = [
                        ("$1", &cycle),
                        ("$2", &pattern),
                        ("$3", &""),
                        ("$4", &""),
                        ("$5", &""),
                        ("$6", &""),
                        ("$7", &50),
                        ("$8", &status),
                    ];
                    let mut found = statement.query(values.as_slice())?;
                    while let Some(row) = found.next()? {
                        for column in 0..width {
                            std::hint::black_box(row.get_ref(column)?);
                        }
                        rows += 1;
                    }
                }
                Self::Postgres(client, statement) => {
                    let found = client
                        .query(statement, &[&cycle, &pattern, &"", &"", &"", &"", &50_i64, &status])
                        .await?;
                    rows += std::hint::black_box(found).len();
                }
            }
        }
        Ok(rows)
    }
}

async fn ours(store: &Store, questions: &[Question]) -> Result<usize> {
    let mut rows = 0;
    for question in questions {
        let mut tx = store.read().await?;
        rows +=
            std::hint::black_box(reports::page(&mut tx, &question.filter, None, 50).await?).len();
        tx.rollback().await?;
    }
    Ok(rows)
}

async fn alone(store: &Store, questions: &[Question]) -> Result<usize> {
    let mut rows = 0;
    let mut tx = store.read().await?;
    for question in questions {
        rows +=
            std::hint::black_box(reports::page(&mut tx, &question.filter, None, 50).await?).len();
    }
    tx.rollback().await?;
    Ok(rows)
}

fn median(times: &mut [Duration], questions: usize) -> u128 {
    times.sort_unstable();
    times[times.len() / 2].as_nanos() / questions.max(1) as u128
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let url = DatabaseUrl::parse(&arguments.next().ok_or("URL is missing")?)?;
    let rounds: usize = arguments.next().ok_or("ROUNDS is missing")?.parse()?;
    let named = all_statements().into_iter();
    let mut named = named.filter(|(_, name, _)| *name == "PAGE_OF_STATUS");
    let (_, _, sql) = named.next().ok_or("the store has no PAGE_OF_STATUS")?;
    let questions = questions()?;
    let store = Store::open(&url).await?;
    let bare = Bare::open(&url, sql).await?;
    let mut times = [Vec::new(), Vec::new(), Vec::new()];
    for round in 0..=rounds {
        let started = Instant::now();
        let found = ours(&store, &questions).await?;
        let ours = started.elapsed();
        let started = Instant::now();
        let found_bare = bare.ask(sql, &questions).await?;
        let floor = started.elapsed();
        let started = Instant::now();
        alone(&store, &questions).await?;
        let alone = started.elapsed();
        if found == 0 || found != found_bare {
            return Err(format!("{found} rows, and {found_bare} by the bare query").into());
        }
        if round > 0 {
            for (times, time) in times.iter_mut().zip([ours, floor, alone]) {
                times.push(time);
            }
        }
    }
    let [ours, floor, alone] = times.each_mut().map(|times| median(times, questions.len()));
    println!("{ours} {floor} {alone}");
    Ok(())
}
