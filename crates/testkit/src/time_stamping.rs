//! A time stamping authority on this machine (RFC 3161): OpenSSL makes its certificates and signs,
//! and a web server hears the requests.

use crate::web_server::{Heard, WebServer};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tempfile::TempDir;

/// The certificate that readers trust.
const ROOT: &str = "root.pem";
const CONFIGURATION: &str = "
[tsa]
default_tsa = authority
[authority]
serial = serial
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256
ess_cert_id_alg = sha256
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
[signer]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[req]
distinguished_name = name
[name]
";

/// The authority; it ends with the test.
pub struct TimeStampingAuthority {
    folder: Arc<TempDir>,
    /// What hears the requests.
    pub web: WebServer,
}

impl TimeStampingAuthority {
    /// Makes its certificates, and starts it.
    ///
    /// # Panics
    /// If OpenSSL is missing, or the machine has no free port.
    #[must_use]
    pub fn start() -> Self {
        let folder = tempfile::tempdir().expect("the machine has a place for temporary files");
        fs::write(folder.path().join("tsa.cnf"), CONFIGURATION).expect("the folder is ours");
        let key = "req -config tsa.cnf -nodes -newkey ec -pkeyopt ec_paramgen_curve:P-256";
        let openssl = |arguments: &str| openssl(folder.path(), arguments);
        openssl(&format!(
            "{key} -x509 -extensions root -subj /CN=Root -keyout root.key -out {ROOT}"
        ));
        openssl(&format!("{key} -subj /CN=Signer -keyout signer.key -out signer.csr"));
        openssl(&format!(
            "x509 -req -in signer.csr -CA {ROOT} -CAkey root.key -CAcreateserial -extfile tsa.cnf \
             -extensions signer -out signer.pem"
        ));
        let folder = Arc::new(folder);
        let (signer, count) = (Arc::clone(&folder), AtomicU32::new(0));
        let web = WebServer::answering(move |heard| {
            stamp(signer.path(), heard, count.fetch_add(1, Ordering::Relaxed))
        });
        Self { folder, web }
    }

    /// The address that is asked.
    #[must_use]
    pub fn url(&self) -> String {
        self.web.url()
    }

    /// Puts the certificate that readers trust into a folder, as `root.pem`.
    ///
    /// # Panics
    /// If the folder is not there.
    pub fn write_root(&self, folder: &Path) {
        fs::copy(self.folder.path().join(ROOT), folder.join(ROOT)).expect("the folder is there");
    }

    /// Whether OpenSSL verifies that this authority stamped a note.
    ///
    /// # Panics
    /// If OpenSSL is missing.
    #[must_use]
    pub fn stamped(&self, note: &str, answer: &[u8]) -> bool {
        let folder = tempfile::tempdir().expect("the machine has a place for temporary files");
        self.write_root(folder.path());
        fs::write(folder.path().join("note.txt"), note).expect("the folder is ours");
        fs::write(folder.path().join("answer.tsr"), answer).expect("the folder is ours");
        verifies(folder.path(), "ts -verify -in answer.tsr -data note.txt -CAfile root.pem")
    }
}

/// The answer to a request.
fn stamp(folder: &Path, heard: &Heard, number: u32) -> Vec<u8> {
    let (query, answer) = (format!("{number}.tsq"), format!("{number}.tsr"));
    fs::write(folder.join(&query), &heard.body).expect("the folder is ours");
    openssl(
        folder,
        &format!(
            "ts -reply -config tsa.cnf -queryfile {query} -signer signer.pem -inkey signer.key \
             -out {answer}"
        ),
    );
    fs::read(folder.join(answer)).expect("OpenSSL wrote it")
}

/// Whether OpenSSL ends well with these arguments, in a folder.
///
/// # Panics
/// If OpenSSL is missing.
#[must_use]
pub fn verifies(folder: &Path, arguments: &str) -> bool {
    run(folder, arguments).status.success()
}

fn openssl(folder: &Path, arguments: &str) {
    let output = run(folder, arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "openssl {arguments}: {said}");
}

fn run(folder: &Path, arguments: &str) -> Output {
    let mut command = Command::new("openssl");
    command.current_dir(folder).args(arguments.split_whitespace());
    command.output().expect("OpenSSL is installed")
}
