//! Kills work at random moments, runs it again, and compares the result with that of an undisturbed
//! run.
//!
//! Every export, the result file of `apply`, and the result of `verify` must be the same. It uses
//! only the program's command line and files.

mod scene;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::command_line::CommandLine;
use crate::dataset::rng::Rng;
pub use scene::{Scene, Size};

/// The environment variable that sets the seed of all random choices.
pub const SEED_VARIABLE: &str = "COUNTERSIGN_SEED";

/// One of so many runs is killed several times before it may finish.
const REPEATED: u32 = 3;

/// A command to be killed.
#[derive(Clone, Debug)]
pub struct KilledCommand {
    /// What it is called.
    pub name: &'static str,
    /// The database it starts from.
    start: String,
    /// The command, without its result file.
    arguments: Vec<String>,
    /// Whether it writes a result file.
    has_result: bool,
}

/// The result: names and bytes of files.
type CameTo = BTreeMap<String, Vec<u8>>;

/// How many runs there were, and how many kills hit a running process.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KillTally {
    /// Runs that were compared with the undisturbed one.
    pub runs: u32,
    /// Processes killed.
    pub kills: u32,
}

/// The seed from the environment, or one from the time.
///
/// # Panics
/// If the environment has something other than a number.
#[must_use]
pub fn seed() -> u64 {
    match std::env::var(SEED_VARIABLE) {
        Ok(text) => text.parse().unwrap_or_else(|_| panic!("{SEED_VARIABLE}: {text:?}")),
        Err(_) => {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            u64::from(since.subsec_nanos())
        }
    }
}

/// Random moments, each shorter than `longest`.
#[must_use]
pub fn random_moments(seed: u64, count: u32, longest: Duration) -> Vec<Duration> {
    let mut random = Rng::new(seed);
    let millis = usize::try_from(longest.as_millis()).unwrap_or(usize::MAX).max(1);
    let mut moment = || Duration::from_millis(u64::try_from(random.below(millis)).unwrap_or(0));
    (0..count).map(|_| moment()).collect()
}

/// Starts a command, kills it after `moment`, and returns whether it was still running.
///
/// # Errors
/// Fails if it does not start.
pub fn kill_after(mut command: Command, moment: Duration) -> Result<bool, String> {
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut process = command.spawn().map_err(|error| error.to_string())?;
    thread::sleep(moment);
    process.kill().map_err(|error| error.to_string())?;
    let ended = process.wait().map_err(|error| error.to_string())?;
    Ok(ended.code().is_none())
}

impl Scene {
    /// Runs `work` undisturbed, then `runs` times with kills at random moments, each run in its own
    /// part of the duration, and compares the results. `report` is called for every run.
    ///
    /// # Errors
    /// The difference, with the moments of the kills.
    pub fn disturb(
        &self,
        work: &KilledCommand,
        runs: u32,
        seed: u64,
        report: &mut dyn FnMut(&str),
    ) -> Result<KillTally, String> {
        let place = |error: String| format!("{}, {SEED_VARIABLE}={seed}: {error}", work.name);
        let (mut took, expected) = self.undisturbed(work).map_err(place)?;
        report(&format!("{} takes {} ms, {SEED_VARIABLE}={seed}", work.name, took.as_millis()));
        let mut random = Rng::new(seed);
        let mut tally = KillTally::default();
        while tally.runs < runs {
            let moments = moments(&mut random, took, tally.runs, runs);
            let place = |error: String| place(format!("killed after {moments:?}: {error}"));
            let (kills, found) = self.killed(work, &moments).map_err(place)?;
            same(&expected, &found).map_err(place)?;
            if kills == 0 {
                // It finished earlier, because the machine was busier when the duration was
                // measured.
                took = took * 3 / 4;
                continue;
            }
            tally.runs += 1;
            tally.kills += kills;
            report(&format!("{} killed {kills} times: the same after {moments:?}", work.name));
        }
        Ok(tally)
    }

    fn undisturbed(&self, work: &KilledCommand) -> Result<(Duration, CameTo), String> {
        let (program, result) = self.set(work)?;
        let arguments = with_result(work, &result);
        let started = Instant::now();
        program.expect(&refs(&arguments), 0)?;
        let took = started.elapsed();
        Ok((took, self.came_to(&program, work, &result)?))
    }

    fn killed(&self, work: &KilledCommand, moments: &[Duration]) -> Result<(u32, CameTo), String> {
        let (program, result) = self.set(work)?;
        let arguments = with_result(work, &result);
        let mut kills = 0;
        for moment in moments {
            // A complete result file means that the work is done, so it is not run again.
            if result.exists() {
                break;
            }
            kills += u32::from(kill_after(program.command(&refs(&arguments)), *moment)?);
        }
        if !result.exists() {
            program.expect(&refs(&arguments), 0)?;
        }
        Ok((kills, self.came_to(&program, work, &result)?))
    }

    /// Prepares a database and a place for a result file.
    fn set(&self, work: &KilledCommand) -> Result<(CommandLine, PathBuf), String> {
        static COUNTER: AtomicU32 = AtomicU32::new(0);
        let number = COUNTER.fetch_add(1, Ordering::Relaxed);
        let program = CommandLine::new(&self.binary, self.databases.copy(&work.start)?);
        Ok((program, self.folder.join(format!("result-{number}.csv"))))
    }

    /// Finishes the work of the database and reads everything from it.
    fn came_to(
        &self,
        program: &CommandLine,
        work: &KilledCommand,
        result: &Path,
    ) -> Result<CameTo, String> {
        let mut came_to = CameTo::new();
        if work.has_result {
            let bytes = fs::read(result).map_err(|error| format!("the result file: {error}"))?;
            came_to.insert("the result file".to_owned(), bytes);
        }
        program.expect(&["clock", "--until", scene::END], 0)?;
        program.expect(&["verify"], 0)?;
        for cycle in scene::CYCLES {
            for format in ["csv", "jsonl"] {
                let file = result.with_extension("export");
                let path = file.display().to_string();
                let arguments = ["export", "--cycle", cycle, "--format", format, "-o", &path];
                program.expect(&arguments, 0)?;
                let bytes = fs::read(&file).map_err(|error| format!("{path}: {error}"))?;
                came_to.insert(format!("the {format} of {cycle}"), bytes);
                fs::remove_file(&file).map_err(|error| format!("{path}: {error}"))?;
            }
        }
        self.databases.remove(&program.database)?;
        Ok(came_to)
    }
}

/// A random moment within the run's part of the duration, or several for some runs.
fn moments(random: &mut Rng, took: Duration, run: u32, runs: u32) -> Vec<Duration> {
    let part = (took / runs).max(Duration::from_millis(1));
    let micros = usize::try_from(part.as_micros()).unwrap_or(usize::MAX);
    let mut moment = || part * run + Duration::from_micros(random.below(micros) as u64);
    let count = if run % REPEATED == 1 { REPEATED } else { 1 };
    (0..count).map(|_| moment()).collect()
}

fn with_result(work: &KilledCommand, result: &Path) -> Vec<String> {
    let mut arguments = work.arguments.clone();
    if work.has_result {
        arguments.extend(["-o".to_owned(), result.display().to_string()]);
    }
    arguments
}

fn refs(arguments: &[String]) -> Vec<&str> {
    arguments.iter().map(String::as_str).collect()
}

fn same(expected: &CameTo, found: &CameTo) -> Result<(), String> {
    for (name, expected) in expected {
        let found = found.get(name).map_or(&[][..], Vec::as_slice);
        if found != expected {
            let lines = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            let (expected, found) = (lines(expected), lines(found));
            let mut pairs = (1..).zip(expected.lines().zip(found.lines()));
            let first = pairs.find(|(_, (expected, found))| expected != found);
            let (left, right) = (expected.lines().count(), found.lines().count());
            return Err(format!("{name} differs, {left} lines and {right}; first: {first:#?}"));
        }
    }
    Ok(())
}
