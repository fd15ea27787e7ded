//! A page of 50 reports by cycle, status and partner text, beside the bare prepared query.
//!
//! `page_lane URL ROUNDS` prints `ours floor alone` in nanoseconds a page, each the median of the
//! rounds: ours with its read transaction, the same statement on a bare connection, and ours
//! inside a transaction that is open already. `cargo xtask bench` runs it.

use countersign_domain::cycle::Cycle;
use countersign_domain::status::Status;
use countersign_store::reports::{self, Filter, PagePosition, Scope, SortKey};
use countersign_store::{DatabaseUrl, Store, Tx, all_statements, companies};
use std::error::Error;
use std::time::{Duration, Instant};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The text to find: none, a common name, a rare one, a part of a code.
const TEXTS: [&str; 4] = ["", "tidewater", "ångström", "p0000"];
/// The cycles of the questions, counted back from the last.
const CYCLES: i32 = 24;
const STATUSES: [Status; 2] = [Status::Approved, Status::UnderReview];
const LAST: &str = "2026-10";

/// A page to read.
struct Question {
    filter: Filter,
    distributor_id: i64,
    pattern: Option<String>,
}

/// The questions, which ask about the distributors in turn.
fn questions(distributors: &[i64]) -> Result<Vec<Question>> {
    let last = Cycle::parse(LAST)?;
    let mut questions = Vec::new();
    for back in 0..CYCLES {
        for status in STATUSES {
            for text in TEXTS {
                let find = (!text.is_empty()).then(|| text.to_owned());
                let pattern = find.as_ref().map(|text| format!("%{text}%"));
                let distributor_id = distributors[questions.len() % distributors.len()];
                let scope = Scope::Distributor(distributor_id);
                let of_cycle = Filter::new(scope, last.plus(-back));
                let filter = Filter { status: Some(status), find, ..of_cycle };
                questions.push(Question { filter, distributor_id, pattern });
            }
        }
    }
    Ok(questions)
}

/// The names of the statements of such a page, without a text and with one.
const NAMES: [&str; 2] =
    ["Rows Distributor by None of One", "Rows Distributor by None of One with a text"];
/// A page reads one row more than it shows, to know whether another page follows.
const ROWS: i64 = 50;

/// The bare side: a connection and the statements, prepared.
enum Bare {
    Sqlite(rusqlite::Connection),
    Postgres(tokio_postgres::Client, [tokio_postgres::Statement; 2]),
}

impl Bare {
    async fn open(store: &Store, sql: [&str; 2]) -> Result<Self> {
        match store.bare_connection().await? {
            None => {
                let path = store.url().file().ok_or("a file has a path")?;
                let connection = rusqlite::Connection::open(path)?;
                connection.pragma_update(None, "cache_size", -24_000)?;
                Ok(Self::Sqlite(connection))
            }
            Some(client) => {
                let [plain, with_text] = sql;
                let statements = [client.prepare(plain).await?, client.prepare(with_text).await?];
                Ok(Self::Postgres(client, statements))
            }
        }
    }

    /// Asks every question and returns how many rows there were. It reads every cell and keeps
    /// none.
    async fn ask(&self, sql: [&str; 2], questions: &[Question]) -> Result<usize> {
        let mut rows = 0;
        for question in questions {
            let status = question.filter.status.map_or("", Status::token);
            let (cycle, limit) = (question.filter.cycle.number(), ROWS + 1);
            let id = question.distributor_id;
            let of_page = match self {
                Self::Sqlite(connection) => {
                    let at = usize::from(question.pattern.is_some());
                    let mut statement = connection.prepare_cached(sql[at])?;
                    let mut values: Vec<&dyn rusqlite::ToSql> = vec![&cycle, &id, &status];
                    values.extend(question.pattern.iter().map(|it| it as &dyn rusqlite::ToSql));
                    values.push(&limit);
                    let width = statement.column_count();
                    let mut found = statement.query(values.as_slice())?;
                    let mut count = 0;
                    while let Some(row) = found.next()? {
                        for column in 0..width {
                            std::hint::black_box(row.get_ref(column)?);
                        }
                        count += 1;
                    }
                    count
                }
                Self::Postgres(client, [plain, with_text]) => {
                    let found = match &question.pattern {
                        None => client.query(plain, &[&cycle, &id, &status, &limit]).await?,
                        Some(text) => {
                            client.query(with_text, &[&cycle, &id, &status, text, &limit]).await?
                        }
                    };
                    std::hint::black_box(found).len()
                }
            };
            rows += of_page.min(usize::try_from(ROWS)?);
        }
        Ok(rows)
    }
}

async fn page(tx: &mut Tx, filter: &Filter) -> Result<usize> {
    let page =
        reports::page(tx, filter, SortKey::Partner.into(), &PagePosition::First, ROWS).await?;
    Ok(std::hint::black_box(page).rows.len())
}

async fn ours(store: &Store, questions: &[Question]) -> Result<usize> {
    let mut rows = 0;
    for question in questions {
        let mut tx = store.read().await?;
        rows += page(&mut tx, &question.filter).await?;
        tx.rollback().await?;
    }
    Ok(rows)
}

async fn alone(store: &Store, questions: &[Question]) -> Result<usize> {
    let mut rows = 0;
    let mut tx = store.read().await?;
    for question in questions {
        rows += page(&mut tx, &question.filter).await?;
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
    let statements = all_statements();
    let text = |name| statements.iter().find(|(_, other, _)| *other == name).map(|it| it.2);
    let sql = [text(NAMES[0]), text(NAMES[1])].map(|sql| sql.ok_or("the store has no such page"));
    let [plain, with_text] = sql;
    let sql = [plain?, with_text?];
    let store = Store::open(&url).await?;
    let mut tx = store.read().await?;
    let distributors = companies::distributors(&mut tx).await?;
    tx.rollback().await?;
    let distributors: Vec<i64> = distributors.iter().map(|distributor| distributor.id).collect();
    if distributors.is_empty() {
        return Err("there are no distributors".into());
    }
    let questions = questions(&distributors)?;
    let bare = Bare::open(&store, sql).await?;
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
