//! Pages of the console over HTTP, beside a static page of the same server.
//!
//! `console_lane URL EMAIL SECONDS` prints a line `name rate median p99` for each of `hello`,
//! `list` and `report`: pages a second, and nanoseconds. `cargo xtask bench` runs it, signed in as
//! a person who sees all reports.

use axum::Router;
use axum::http::HeaderValue;
use axum::response::Html;
use axum::routing::get;
use countersign_app::clock::Clock;
use countersign_app::identity::session::{self, Method, SecondFactor, SessionOpening};
use countersign_app::random::SystemRandom;
use countersign_console::app::App;
use countersign_domain::code::fold_email;
use countersign_store::{DatabaseUrl, Store, people};
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

    /// Asks for a page and reads it to its end.
    fn get(&mut self, path: &str, cookie: &str) -> Result<&[u8]> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n");
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

/// The result of a lane: pages a second, and the times of each.
fn measure(address: SocketAddr, cookie: &str, paths: &[String], time: Duration) -> Result<String> {
    let started = Instant::now();
    let client = |offset: usize| -> Result<Vec<u64>> {
        let (mut client, mut times) = (Client::connect(address)?, Vec::new());
        let mut at = offset;
        while started.elapsed() < time {
            let asked = Instant::now();
            client.get(&paths[at % paths.len()], cookie)?;
            times.push(u64::try_from(asked.elapsed().as_nanos())?);
            at += 1;
        }
        Ok(times)
    };
    let mut times = Vec::new();
    std::thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS).map(|at| scope.spawn(move || client(at * 7))).collect();
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

/// A session of a person, as the cookie that carries it.
async fn sign_in(
    store: &Store,
    email: &str,
    now: countersign_domain::instant::Instant,
) -> Result<String> {
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
    tx.commit().await?;
    Ok(format!("session={}", token.text()))
}

/// The addresses of the reports of a list.
fn reports(page: &[u8]) -> Vec<String> {
    let page = String::from_utf8_lossy(page);
    let links = page.split("href=\"/usage-reports/").skip(1);
    let ids = links.filter_map(|rest| rest.get(..36)).filter(|id| id.matches('-').count() == 4);
    ids.map(|id| format!("/usage-reports/{id}")).collect()
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
    let cookie = sign_in(&store, &email, clock.machine_time()).await?;
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    let site = Site { origin: format!("http://{address}"), trusted_proxies: vec![], demo: false };
    let app = Arc::new(App::new(store, clock, site));
    let make = move || {
        let hello = get(|| async {
            ([("x-static", HeaderValue::from_static("yes"))], Html("<p>hello</p>"))
        });
        countersign_console::router(&app).merge(Router::new().route("/hello", hello))
    };
    // Connections to a database are driven by this thread, which therefore must not block.
    tokio::task::spawn_blocking(move || lanes(make, listener, &cookie, time)).await?
}

/// Serves, and asks for each lane's pages in turn.
fn lanes(
    make: impl Fn() -> Router + Clone + Send + 'static,
    listener: TcpListener,
    cookie: &str,
    time: Duration,
) -> Result<()> {
    let address = listener.local_addr()?;
    let (stop, stopped) = watch::channel(false);
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let server =
        std::thread::spawn(move || serve::run(make, listener, threads, Limits::default(), stopped));
    let lists = LISTS.map(|rest| format!("{CYCLE}{rest}"));
    let reports = reports(Client::connect(address)?.get(&lists[0], cookie)?);
    for (name, paths) in
        [("hello", &["/hello".to_owned()][..]), ("list", &lists[..]), ("report", &reports[..])]
    {
        measure(address, cookie, paths, time / 4)?;
        println!("{name} {}", measure(address, cookie, paths, time)?);
    }
    stop.send_replace(true);
    server.join().map_err(|_| "the server broke")??;
    Ok(())
}
