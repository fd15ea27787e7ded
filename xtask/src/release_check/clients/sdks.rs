//! The SDKs of CloudEvents, OpenMeter and Standard Webhooks, unchanged: events come in, and a
//! message goes out to a receiver on this machine.

use std::path::Path;
use std::process::Command;

use super::{OPERATOR, PROGRAMS, Sample};
use crate::cargo::{self, Failure, root};
use crate::server::Server;

/// What the program of the SDKs does: it maps a type of events, sends events, and adds a webhook.
const SCOPES: [&str; 4] = ["readings.write", "directory.read", "directory.write", "webhooks.write"];
/// The receiver of the webhook.
const HERE: &str = "127.0.0.1";

/// Runs the program of the SDKs against a server that trusts the receiver's certificate.
///
/// # Errors
/// Fails if an SDK does not work.
pub(super) fn check(sample: &Sample, python: &Path) -> Result<(), Failure> {
    let folder = sample.folder.path();
    let mut certify = Command::new(python.join("python"));
    certify.args(["-m", "trustme", "--quiet", "--identities", HERE, "--dir"]).arg(folder);
    cargo::run(&mut certify)?;
    let token = sample.token(OPERATOR, &SCOPES)?;
    let mut serve = sample.on_database("serve");
    serve.env("SSL_CERT_FILE", folder.join("client.pem"));
    serve.args(["--allow-network", HERE, "--deliver-in-rehearsal"]);
    let server = Server::start(&mut serve)?;
    let mut program = Command::new(python.join("python"));
    program.arg(root().join(PROGRAMS).join("sdks.py")).args([&server.address, &token]);
    cargo::run(program.args(["server.pem", "server.key"].map(|file| folder.join(file))))
}
