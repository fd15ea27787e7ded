//! Pages of the console over HTTP, beside a static page of the same server, and the list as JSON.
//!
//! `console_lane URL EMAIL SECONDS` prints a line `name rate median p99` for each of `hello`,
//! `list`, `report`, `brief` and `json`: pages a second, and nanoseconds. `json` is the list of
//! the API, and `brief` the console's list asked as often, because the quotas of tokens allow only
//! so many requests. `cargo xtask bench` runs it, signed in as a person who sees all reports.

use axum::Router;
use axum::http::HeaderValue;
use axum::response::Html;
use axum::routing::get;
use countersign_api::Api;
use countersign_app::actions::audit;
use countersign_app::actions::manage_tokens::{self, TokenOwner, TokenRequest};
use countersign_app::clock::Clock;
use countersign_app::identity::session::{self, Method, SecondFactor, SessionOpening};
use countersign_app::random::SystemRandom;
use countersign_console::app::App;
use countersign_domain::actor::{Channel, Person};
use countersign_domain::api_scope::Scope;
use countersign_domain::audit::Event;
use countersign_domain::code::fold_email;
use countersign_store::{DatabaseUrl, Store, Tx, people};
use countersign_web::serve::{self, Limits};
use countersign_web::state::Site;
use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// Connections at once, each asking as soon as it was answered.
const CLIENTS: usize = 4;
/// Requests of each connection, the first of which are not counted, where a quota allows no more:
/// a token has 600 a minute.
const WITHIN_QUOTA: (usize, usize) = (100, 500);
const CYCLE: &str = "/usage-reports?cycle=2026-10";
/// What lists are asked for.
const LISTS: [&str; 6] =
    ["", "&status=under-review", "&sort=surprise", "&sort=-surprise", "&sort=due", "&sort=city"];

/// One connection.
struct Client {
    stream: BufReader<TcpStream>,
    head: String,
    body: Vec<u8>,
}

impl Client {
    fn connect(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::new(stream), head: String::new(), body: Vec::new() })
    }

    /// Asks for a page, with a header that says who asks, and reads it to its end.
    fn get(&mut self, path: &str, who: &str) -> Result<&[u8]> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n{who}\r\n\r\n");
        self.stream.get_mut().write_all(request.as_bytes())?;
        self.head.clear();
        while !self.head.ends_with("\r\n\r\n") {
            if self.stream.read_line(&mut self.head)? == 0 {
                return Err("the server hung up".into());
            }
        }
        if !self.head.starts_with("HTTP/1.1 200") {
            return Err(format!("{path}: {}", self.head).into());
        }
        let length = self.head.lines().find_map(|line| line.strip_prefix("content-length: "));
        let length: usize = length.ok_or("an answer without a length")?.parse()?;
        self.body.resize(length, 0);
        self.stream.read_exact(&mut self.body)?;
        Ok(&self.body)
    }
}

/// When a connection stops asking.
#[derive(Clone, Copy)]
enum Until {
    Passed(Duration),
    Asked(usize),
}

/// The result of a lane: pages a second, and the times of each. Every connection has its own
/// header.
fn measure(
    address: SocketAddr,
    who: &[String; CLIENTS],
    paths: &[String],
    until: Until,
) -> Result<String> {
    let started = Instant::now();
    let client = |number: usize| -> Result<Vec<u64>> {
        let (mut client, mut times) = (Client::connect(address)?, Vec::new());
        let mut at = number * 7;
        while match until {
            Until::Passed(time) => started.elapsed() < time,
            Until::Asked(count) => times.len() < count,
        } {
            let asked = Instant::now();
            client.get(&paths[at % paths.len()], &who[number])?;
            times.push(u64::try_from(asked.elapsed().as_nanos())?);
            at += 1;
        }
        Ok(times)
    };
    let mut times = Vec::new();
    std::thread::scope(|scope| {
        let clients: Vec<_> =
            (0..CLIENTS).map(|number| scope.spawn(move || client(number))).collect();
        for client in clients {
            times.extend(client.join().map_err(|_| "a client broke")??);
        }
        Ok::<_, Box<dyn Error + Send + Sync>>(())
    })?;
    let seconds = started.elapsed().as_millis().max(1);
    times.sort_unstable();
    let rate = times.len() as u128 * 1000 / seconds;
    let part = |hundredth: usize| times[(times.len() - 1) * hundredth / 100];
    Ok(format!("{rate} {} {}", part(50), part(99)))
}

/// A session of a person, as the header that carries it, and a token for each connection.
async fn sign_in(
    store: &Store,
    email: &str,
    now: countersign_domain::instant::Instant,
) -> Result<(String, [String; CLIENTS])> {
    let mut tx = store.begin().await?;
    let acting = people::acting(&mut tx, &fold_email(email)).await?;
    let acting = acting.first().ok_or("there is no such person")?;
    let opening = SessionOpening {
        person_id: acting.person_id,
        company_id: Some(acting.company_id),
        method: Method::Password,
        second_factor: SecondFactor::None,
        user_agent: "",
        address: "",
    };
    people::accept(&mut tx, acting.person_id, acting.company_id, now).await?;
    let token = session::open(&mut tx, &opening, now, &SystemRandom).await?;
    let person = Person {
        id: acting.person_id,
        company_id: acting.company_id,
        company_kind: acting.company_kind,
        role: acting.role,
        channel: Channel::Cli,
        machine_user: None,
        account: None,
    };
    let mut tokens = Vec::new();
    for _ in 0..CLIENTS {
        let text = api_token(&mut tx, &person, now).await?;
        tokens.push(format!("Authorization: Bearer {text}"));
    }
    tx.commit().await?;
    let tokens = tokens.try_into().map_err(|_| "a token is missing")?;
    Ok((format!("Cookie: session={}", token.text()), tokens))
}

/// A new token that reads reports.
async fn api_token(
    tx: &mut Tx,
    person: &Person,
    now: countersign_domain::instant::Instant,
) -> Result<String> {
    let request = TokenRequest {
        name: "bench".to_owned(),
        scopes: vec![Scope::ReportsRead],
        days: 1,
        ..TokenRequest::default()
    };
    let entry = audit::of_machine_as(Event::TokenMade, now, person);
    let (owner, random) = (TokenOwner::Person, SystemRandom);
    let made = manage_tokens::make(tx, person, owner, &request, entry, &random).await?;
    Ok(made.map_err(|fault| format!("{fault:?}"))?.text().to_owned())
}

/// The addresses of the reports of a list, whose rows open them beside it.
fn reports(page: &[u8]) -> Result<Vec<String>> {
    let page = String::from_utf8_lossy(page);
    let ids = page.split("<tr data-row id=\"r-").skip(1).filter_map(|rest| rest.get(..36));
    let found: Vec<_> = ids.map(|id| format!("/usage-reports/{id}")).collect();
    if found.is_empty() { Err("the list has no reports".into()) } else { Ok(found) }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let mut next = |what: &str| arguments.next().ok_or(format!("{what} is missing"));
    let url = DatabaseUrl::parse(&next("URL")?)?;
    let email = next("EMAIL")?;
    let time = Duration::from_secs(next("SECONDS")?.parse()?);
    let store = Store::open(&url).await?;
    let clock = Clock::default();
    let (cookie, tokens) = sign_in(&store, &email, clock.machine_time()).await?;
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    let site = Site { origin: format!("http://{address}"), trusted_proxies: vec![], demo: false };
    let app = Arc::new(App::new(store, clock, site));
    let api = Api::new(Arc::clone(&app.state));
    let make = move || {
        let hello = get(|| async {
            ([("x-static", HeaderValue::from_static("yes"))], Html("<p>hello</p>"))
        });
        let pages = countersign_console::router(&app).merge(countersign_api::router(&api));
        pages.merge(Router::new().route("/hello", hello))
    };
    // Connections to a database are driven by this thread, which therefore must not block.
    tokio::task::spawn_blocking(move || lanes(make, listener, (&cookie, &tokens), time)).await?
}

/// Serves, and asks for each lane's pages in turn.
fn lanes(
    make: impl Fn() -> Router + Clone + Send + 'static,
    listener: TcpListener,
    (cookie, tokens): (&str, &[String; CLIENTS]),
    time: Duration,
) -> Result<()> {
    let address = listener.local_addr()?;
    let (stop, stopped) = watch::channel(false);
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let server =
        std::thread::spawn(move || serve::run(make, listener, threads, Limits::default(), stopped));
    let lists = LISTS.map(|rest| format!("{CYCLE}{rest}"));
    let json = LISTS.map(|rest| format!("/api/v1{CYCLE}{rest}"));
    let reports = reports(Client::connect(address)?.get(&lists[0], cookie)?)?;
    let session = std::array::from_fn(|_| cookie.to_owned());
    let timed = (Until::Passed(time / 4), Until::Passed(time));
    let few = (Until::Asked(WITHIN_QUOTA.0), Until::Asked(WITHIN_QUOTA.1));
    for (name, who, paths, (warm_up, until)) in [
        ("hello", &session, &["/hello".to_owned()][..], timed),
        ("list", &session, &lists[..], timed),
        ("report", &session, &reports[..], timed),
        ("brief", &session, &lists[..], few),
        ("json", tokens, &json[..], few),
    ] {
        measure(address, who, paths, warm_up)?;
        println!("{name} {}", measure(address, who, paths, until)?);
    }
    stop.send_replace(true);
    server.join().map_err(|_| "the server broke")??;
    Ok(())
}
