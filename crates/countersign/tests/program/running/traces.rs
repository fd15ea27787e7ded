//! The traces that `serve` sends to a collector.

use super::RunningFixture;
use countersign_testkit::web_server::{Manner, WebServer};
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::common::v1::{KeyValue, any_value::Value};
use opentelemetry_proto::tonic::trace::v1::{ResourceSpans, Span};
use prost::Message;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

const TRACE: &str = "0af7651916cd43dd8448eb211c80319c";
const PARENT: &str = "b7ad6b7169203331";

/// A `serve` that sends traces, and what it says.
struct Traced {
    child: Child,
    console: SocketAddr,
    metrics: SocketAddr,
    said: JoinHandle<String>,
}

impl Traced {
    /// Starts it; spans are sent after this many milliseconds, or when it ends.
    fn start(fixture: &RunningFixture, collector: &str, (delay, options): (&str, &[&str])) -> Self {
        let verb = ["serve", "--listen", "127.0.0.1:0", "--metrics", "127.0.0.1:0"];
        let mut command = fixture.command(&[&verb, options].concat());
        command.env("OTEL_BSP_SCHEDULE_DELAY", delay).env("COUNTERSIGN_TRACES_TO", collector);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
        let mut said = String::new();
        let mut address = |before: &str| -> SocketAddr {
            for line in lines.by_ref() {
                if let Some(found) = line.strip_prefix(before) {
                    return found.split([' ', '/']).next().unwrap().parse().unwrap();
                }
                said += &line;
            }
            panic!("it ended: {said}")
        };
        let (metrics, console) = (address("metrics at http://"), address("serving http://"));
        let said = thread::spawn(move || lines.fold(said, |said, line| said + &line));
        Self { child, console, metrics, said }
    }

    /// Stops it as systemd does, and returns what it has said.
    fn stopped(mut self) -> String {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        assert!(self.child.wait().unwrap().success());
        self.said.join().unwrap()
    }
}

fn get(address: SocketAddr, target: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    let head = format!(
        "GET {target} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
         traceparent: 00-{TRACE}-{PARENT}-01\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

fn received(collector: &WebServer) -> Vec<ResourceSpans> {
    let heard = collector.heard();
    let requests = heard.iter().map(|it| {
        assert_eq!(it.line, "POST /in/v1/traces HTTP/1.1");
        assert_eq!(it.header("content-type"), "application/x-protobuf");
        ExportTraceServiceRequest::decode(&*it.body).unwrap()
    });
    requests.flat_map(|it| it.resource_spans).collect()
}

fn spans(received: &[ResourceSpans]) -> Vec<&Span> {
    received.iter().flat_map(|it| &it.scope_spans).flat_map(|it| &it.spans).collect()
}

fn attributes(given: &[KeyValue]) -> BTreeMap<&str, String> {
    let shown = |it: &KeyValue| match it.value.as_ref().unwrap().value.as_ref().unwrap() {
        Value::StringValue(text) => text.clone(),
        Value::IntValue(number) => number.to_string(),
        other => panic!("{other:?}"),
    };
    given.iter().map(|it| (&*it.key, shown(it))).collect()
}

fn hex(id: &[u8]) -> String {
    id.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[track_caller]
fn called<'a>(spans: &[&'a Span], name: &str) -> &'a Span {
    let found = spans.iter().find(|it| it.name == name);
    found.unwrap_or_else(|| panic!("no {name} in {spans:#?}"))
}

#[test]
fn requests_and_clock_runs_are_sent_before_the_program_ends() {
    let (fixture, collector) = (RunningFixture::new(), WebServer::start());
    let late = ("600000", &["--trusted-proxy", "127.0.0.1", "--log", "warn"][..]);
    let served = Traced::start(&fixture, &collector.url(), late);
    let page = get(served.console, "/sign-in?next=secret-query");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    get(served.console, "/secret-path/secret-part");
    thread::sleep(Duration::from_millis(500));
    assert_eq!(collector.heard().len(), 0);
    served.stopped();

    let received = received(&collector);
    let resource = attributes(&received[0].resource.as_ref().unwrap().attributes);
    assert_eq!(resource["service.name"], "countersign");
    assert_eq!(resource["service.version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(resource["service.instance.id"].len(), 36);

    let spans = spans(&received);
    let request = called(&spans, "GET /sign-in");
    assert_eq!((&*hex(&request.trace_id), &*hex(&request.parent_span_id)), (TRACE, PARENT));
    assert_eq!(request.kind, 2, "a server's");
    let given = attributes(&request.attributes);
    let id = page.lines().find_map(|line| line.strip_prefix("x-request-id: ")).unwrap();
    let expected = BTreeMap::from([
        ("countersign.id", id.to_owned()),
        ("http.request.method", "GET".to_owned()),
        ("http.response.status_code", "200".to_owned()),
        ("http.route", "/sign-in".to_owned()),
    ]);
    assert_eq!(given, expected);
    let missing = called(&spans, "GET /{*rest}");
    assert_eq!(attributes(&missing.attributes)["http.response.status_code"], "404");
    let bodies = collector.heard().into_iter().flat_map(|it| it.body).collect::<Vec<_>>();
    assert!(!String::from_utf8_lossy(&bodies).contains("secret"));

    let run = called(&spans, "clock_run");
    assert_eq!(run.parent_span_id, b"");
    assert_eq!(attributes(&run.attributes).into_keys().collect::<Vec<_>>(), ["countersign.until"]);
    let transactions = || spans.iter().filter(|it| it.name.starts_with("transaction "));
    assert!(transactions().all(|it| it.parent_span_id != b""), "{spans:#?}");
    let of_run = |it: &&&Span| it.parent_span_id == run.span_id && it.trace_id == run.trace_id;
    assert!(transactions().any(|it| of_run(&it)), "{spans:#?}");
}

#[test]
fn only_a_trusted_proxy_says_which_trace_a_request_belongs_to() {
    let (fixture, collector) = (RunningFixture::new(), WebServer::start());
    let served = Traced::start(&fixture, &collector.url(), ("600000", &[]));
    get(served.console, "/sign-in");
    served.stopped();
    let received = received(&collector);
    let request = called(&spans(&received), "GET /sign-in");
    assert_ne!(hex(&request.trace_id), TRACE);
    assert_eq!(request.parent_span_id, b"");
}

#[test]
fn pages_are_served_while_the_collector_is_away_and_the_log_says_so_once() {
    let fixture = RunningFixture::new();
    let away = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let served = Traced::start(&fixture, &format!("http://{away}"), ("50", &[]));
    for _ in 0..10 {
        assert!(get(served.console, "/sign-in").starts_with("HTTP/1.1 200"));
        thread::sleep(Duration::from_millis(100));
    }
    let metrics = get(served.metrics, "/metrics");
    let failed = "countersign_trace_spans_total{outcome=\"failed\"} ";
    let failed = metrics.lines().find_map(|line| line.strip_prefix(failed)).expect("some failed");
    assert!(failed.parse::<u32>().unwrap() >= 10, "{metrics}");
    assert!(!metrics.contains("outcome=\"sent\""), "{metrics}");
    let said = served.stopped();
    assert_eq!(said.matches("event=\"traces-not-sent\"").count(), 1, "{said}");
}

#[test]
fn a_collector_that_never_answers_does_not_keep_the_program_from_ending() {
    let (fixture, collector) = (RunningFixture::new(), WebServer::start());
    collector.will(&[Manner::Hangs]);
    let served = Traced::start(&fixture, &collector.url(), ("50", &[]));
    assert!(get(served.console, "/sign-in").starts_with("HTTP/1.1 200"));
    let began = Instant::now();
    served.stopped();
    assert!(began.elapsed() < Duration::from_secs(9), "{:?}", began.elapsed());
}
