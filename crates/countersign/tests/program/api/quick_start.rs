//! The quick starts of docs/api.md, with curl.

use super::fixture::{Programs, SCOPES};
use crate::console::fixture::ConsoleFixture;
use countersign_api::{Api, router};
use countersign_domain::api_scope::Scope;
use countersign_web::serve::{self, Limits};
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use tokio::sync::watch;

/// The commands of the page's shell blocks.
fn commands() -> Vec<String> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/api.md");
    let text = std::fs::read_to_string(page).unwrap();
    let blocks = text.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next());
    blocks.map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_commands_of_the_quick_starts_work_one_after_the_other() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let programs = Programs::of(ConsoleFixture::new().await);
    let (partner, distributor, vendor) = (
        programs.token("p1@x.example", &SCOPES).await,
        programs.token("d1@x.example", &SCOPES).await,
        programs.token("v@x.example", &SCOPES).await,
    );
    let meter = programs.token("op@x.example", &[Scope::ReadingsWrite]).await;
    let operator = programs.token("op@x.example", &SCOPES).await;
    let (stop, stopped) = watch::channel(false);
    let state = Arc::clone(&programs.fixture.app.state);
    let api = Api::new(state);
    let make = move || router(&api);
    let served = std::thread::spawn(move || {
        serve::run(make, listener, 1, Limits::default(), stopped).unwrap();
    });
    let commands = commands();
    assert!(commands.len() >= 10, "{commands:?}");
    let script = format!(
        "set -eu\nPARTNER_TOKEN={partner}\nDISTRIBUTOR_TOKEN={distributor}\n\
         VENDOR_TOKEN={vendor}\nMETER_TOKEN={meter}\nOPERATOR_TOKEN={operator}\n{}",
        commands.join("\n")
    );
    let script = script.replace("https://reports.example", &address);
    let ran = Command::new("bash").args(["-c", &script]).output().unwrap();
    stop.send_replace(true);
    served.join().unwrap();
    let (out, err) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    assert!(ran.status.success(), "{script}\n{out}\n{err}");
    for expected in [
        "{\"row\":1,\"result\":\"created\"}",
        "{\"row\":1,\"result\":\"unchanged\"}\n{\"row\":2,\"result\":\"created\"}\n",
        "\"provisioned\":\"/seats/assigned\"",
        "{\"created\":1,\"unchanged\":0,\"superseded\":0,\"refused\":0",
        "\"status\":\"under-review\"",
        "\"decision\":\"approve\"",
        "\"purchase_order\":\"PO-4711\"",
        "\"result\":\"blocked\"",
        "\"decision\":\"complete\",\"reason\":null,\"state\":\"done\"",
    ] {
        assert!(out.contains(expected), "{expected} is not in {out}");
    }
}
