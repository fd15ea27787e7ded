//! Other people's programs against the API: a fuzzer as an Administrator of each kind of company,
//! clients in Python and TypeScript that are generated from the description, and SDKs.

mod sdks;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::cargo::{self, Failure, root};
use crate::npm;
use crate::server::Server;

/// The folder of the programs, and where their packages are installed.
const PROGRAMS: &str = "xtask/clients";
const PACKAGES: &str = "target/python-clients";
const DISTRIBUTOR: &str = "admin@nordlicht.example";
const OPERATOR: &str = "admin@operator.example";
/// An Administrator of each kind of company of the sample.
const CALLERS: [(&str, &str); 4] = [
    ("operator", OPERATOR),
    ("vendor", "admin@ostrelume.example"),
    ("distributor", DISTRIBUTOR),
    ("partner", "admin@p00020.nordlicht.example"),
];
const SCOPES: [&str; 7] = [
    "reports.read",
    "reports.edit",
    "reports.decide",
    "directory.read",
    "directory.write",
    "settings.write",
    "people.read",
];
/// How long the fuzzer has for each caller.
const SECONDS: &str = "60";

/// A month of the sample that is served.
struct Sample {
    binary: PathBuf,
    folder: tempfile::TempDir,
}

impl Sample {
    fn new(binary: &Path) -> Result<Self, Failure> {
        let sample = Self { binary: binary.to_owned(), folder: cargo::temporary_folder()? };
        let files = sample.folder.path().join("files");
        let files = files.to_str().ok_or_else(|| "a temporary folder is not UTF-8".to_owned())?;
        let month = ["--months", "1", "--until", "2026-10", "--partners", "40"];
        quietly(sample.program("sample").arg(files).args(month))?;
        let begin = ["--rehearsal", "2026-10-01T00:00:00Z", "--first-cycle", "2026-10"];
        quietly(sample.on_database("init").args(begin))?;
        quietly(sample.on_database("import").arg(files))?;
        quietly(sample.on_database("clock").args(["--until", "2026-11-04T00:00:00Z"]))?;
        Ok(sample)
    }

    fn program(&self, verb: &str) -> Command {
        let mut command = Command::new(&self.binary);
        command.arg(verb);
        command
    }

    fn on_database(&self, verb: &str) -> Command {
        let mut command = self.program(verb);
        let file = self.folder.path().join("sample.db");
        command.env("COUNTERSIGN_DATABASE", format!("sqlite:{}", file.display()));
        command
    }

    fn token(&self, email: &str, scopes: &[&str]) -> Result<String, Failure> {
        let mut create = self.on_database("token");
        create.args(["create", "--as", email, "--name", "release check"]);
        // The people of the sample have not accepted their invitations.
        create.args(["--account", "release check", "--role", "Administrator"]);
        create.args(scopes.iter().flat_map(|scope| ["--scope", scope]));
        Ok(String::from_utf8_lossy(&cargo::output(&mut create)?).trim().to_owned())
    }
}

/// Runs the clients, the SDKs and the fuzzer.
///
/// # Errors
/// Fails if a client or an SDK does not work, if the fuzzer finds a server error or an answer that
/// the description does not allow, or if the packages cannot be downloaded.
pub(super) fn run(binary: &Path) -> Result<(), Failure> {
    let (python, node) = (python()?, npm::fetched("clients")?);
    let sample = Sample::new(binary)?;
    sdks::check(&sample, &python)?;
    let distributor = sample.token(DISTRIBUTOR, &SCOPES)?;
    let server = Server::start(&mut sample.on_database("serve"))?;
    let description = sample.folder.path().join("openapi.json");
    let fetch = format!("{}/api/openapi.json", server.address);
    cargo::run(Command::new("curl").args(["--silent", "--fail", &fetch, "-o"]).arg(&description))?;
    in_python(&python, &description, [&server.address, &distributor])?;
    in_typescript(&node, &description, [&server.address, &distributor])?;
    let mut failed = Vec::new();
    for (kind, email) in CALLERS {
        eprintln!("== as the Administrator of the {kind}");
        if let Err(failure) =
            fuzz(&python, &server.address, &sample.token(email, &SCOPES)?, sample.folder.path())
        {
            eprintln!("{failure}");
            failed.push(kind);
        }
    }
    match failed.is_empty() {
        true => Ok(()),
        false => Err(format!("the fuzzer found something as {}", failed.join(", ")).into()),
    }
}

fn quietly(command: &mut Command) -> Result<(), Failure> {
    cargo::run(command.stdout(Stdio::null()))
}

/// The folder of the Python programs, installed if they are not there.
fn python() -> Result<PathBuf, Failure> {
    let place = root().join(PACKAGES);
    let wanted = root().join(PROGRAMS).join("requirements.txt");
    let installed = place.join("requirements.txt");
    if fs::read(&wanted).ok() != fs::read(&installed).ok() {
        super::install_python(&place, &["--requirement".as_ref(), wanted.as_os_str()])?;
        fs::copy(&wanted, &installed).map_err(|e| format!("{}: {e}", installed.display()))?;
    }
    Ok(place.join("bin"))
}

fn in_python(python: &Path, description: &Path, caller: [&str; 2]) -> Result<(), Failure> {
    let package = description.with_file_name("generated");
    let mut generate = Command::new(python.join("openapi-python-client"));
    generate.args(["generate", "--overwrite", "--path"]).arg(description);
    quietly(generate.arg("--output-path").arg(&package).stderr(Stdio::null()))?;
    let mut program = Command::new(python.join("python"));
    program.arg(root().join(PROGRAMS).join("use.py")).args(caller);
    cargo::run(program.env("PYTHONPATH", &package))
}

fn in_typescript(node: &Path, description: &Path, caller: [&str; 2]) -> Result<(), Failure> {
    let tool = |name: &str| {
        let mut command = Command::new(node.join("node_modules/.bin").join(name));
        command.current_dir(node);
        command
    };
    let program = node.join("use.ts");
    fs::copy(root().join(PROGRAMS).join("use.ts"), &program)
        .map_err(|e| format!("{}: {e}", program.display()))?;
    quietly(tool("openapi-typescript").arg(description).args(["--output", "api.d.ts"]))?;
    let modules = ["--module", "nodenext", "--target", "es2022", "--skipLibCheck"];
    cargo::run(tool("tsc").args(["--strict", "--outDir", "out"]).args(modules).arg("use.ts"))?;
    cargo::run(Command::new("node").arg(node.join("out/use.js")).args(caller))
}

/// Generates requests from the description, within the quota of a token. The fuzzer leaves what it
/// learns in `folder`.
fn fuzz(python: &Path, address: &str, token: &str, folder: &Path) -> Result<(), Failure> {
    let mut fuzz = Command::new(python.join("schemathesis"));
    fuzz.arg("run").arg(format!("{address}/api/openapi.json"));
    fuzz.args(["--header", &format!("Authorization: Bearer {token}")]);
    fuzz.args(["--phases", "fuzzing", "--max-time", SECONDS, "--rate-limit", "500/m"]);
    // Refused credentials would lock out the address.
    fuzz.args(["--exclude-path", "/api/oauth/token"]);
    let conformance = "status_code_conformance,content_type_conformance,\
                       response_schema_conformance";
    fuzz.args(["--checks", &format!("not_a_server_error,{conformance}")]);
    cargo::run(fuzz.current_dir(folder))
}
