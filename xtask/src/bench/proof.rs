//! What proofs cost: decisions with a signature beside bare ones, the evidence of a partner beside
//! an export of its lines, and proofs in a log a hundred times as long.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::engine::Database;
use super::files::{APPROVER, APPROVES};
use super::lanes::{Bench, text};
use super::measure::{self, Contest, Run, contest};
use crate::cargo::{self, Failure};

/// The months of a partner's evidence.
const MONTHS: u32 = 36;
const FIRST: &str = "2023-11";
const LAST: &str = "2026-10";
/// After the end of the last month, and after its last deadline.
const OVER: &str = "2026-11-01T00:00:00Z";
const DECIDED: &str = "2026-12-01T00:00:00Z";
/// The partners among which the one is, and the one.
const AMONG: &str = "20";
const PARTNER: &str = "P00001";

/// The leaves of a long log, and of a short one.
pub(super) const LEAVES: [u64; 2] = [100_000_000, 1_000_000];

impl Bench<'_> {
    /// The approvals of [`Bench::approvals`] with one signature over all of them, beside the same
    /// without it.
    pub(super) fn signed(&self, wide: &Database) -> Result<Contest, Failure> {
        let database = self.engine.copy(wide, "signing")?;
        let [key, public, statement] =
            ["id_ed25519", "id_ed25519.pub", "approve.txt"].map(|name| self.directory.join(name));
        let mut generate = Command::new("ssh-keygen");
        generate.args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(&key);
        cargo::run(&mut generate)?;
        let rule = ["signing-rule", "set", "offered", "--company", APPROVES, "--verb", "approve"];
        self.prepare(&database, &rule)?;
        self.prepare(&database, &["signing-key", "add", text(&public)?, "--as", APPROVER])?;
        let approve = ["statement", "approve", "--cycle", "2026-10", "--as", APPROVER, "-o"];
        self.prepare(&database, &[&approve[..], &[text(&statement)?]].concat())?;
        let mut sign = Command::new("ssh-keygen");
        sign.args(["-q", "-Y", "sign", "-n", "countersign@v1", "-f"]).arg(&key).arg(&statement);
        cargo::run(sign.stdout(Stdio::null()).stderr(Stdio::null()))?;
        self.engine.settle(&database)?;
        let decisions = self.decisions(wide)?;
        let result = self.directory.join("result.csv");
        let bare = ["apply", text(&decisions)?, "--as", APPROVER, "-o", text(&result)?];
        let signature = format!("{}.sig", text(&statement)?);
        let signed = [&bare[..], &["--signature", &signature]].concat();
        let run = |arguments: &[&str]| {
            self.on_copy(&database, "signed", |copy| measure::run(&mut self.ours(copy, arguments)))
        };
        let contest = contest(self.runs, |_| run(&signed), |_| run(&bare))?;
        self.engine.drop(&database)?;
        Ok(contest)
    }

    /// The evidence of all months of one partner, beside exports of the same lines, a cycle each.
    pub(super) fn evidence(&self) -> Result<Contest, Failure> {
        let months = self.directory.join("months");
        let mut sample = Command::new(&self.programs.countersign);
        sample.arg("sample").arg(&months).args(["--until", LAST, "--partners", AMONG]);
        sample.args(["--months", &MONTHS.to_string()]);
        cargo::run(sample.stdout(Stdio::null()))?;
        let database = self.engine.create("months")?;
        self.prepare(&database, &["init", "--rehearsal", OVER, "--first-cycle", FIRST])?;
        self.prepare(&database, &["import", text(&months)?])?;
        self.prepare(&database, &["clock", "--until", DECIDED])?;
        self.engine.settle(&database)?;
        let pack = self.directory.join("pack.zip");
        let evidence = ["evidence", "--from", FIRST, "--to", LAST, "--partner", PARTNER];
        let evidence = [&evidence[..], &["-o", text(&pack)?]].concat();
        let lines = self.directory.join("months.csv");
        let contest = contest(
            self.runs,
            |_| {
                let run = measure::run(&mut self.ours(&database, &evidence))?;
                fs::remove_file(&pack).map_err(|e| format!("{}: {e}", pack.display()))?;
                Ok(run)
            },
            |_| self.exports(&database, &lines),
        )?;
        self.engine.drop(&database)?;
        Ok(contest)
    }

    /// An export of each month of the partner; the sum of their times.
    fn exports(&self, database: &Database, lines: &Path) -> Result<Run, Failure> {
        let mut sum = Run { elapsed: Duration::ZERO, peak_kib: 0 };
        for month in 0..MONTHS {
            let (year, month) = (2023 + (month + 10) / 12, (month + 10) % 12 + 1);
            let cycle = format!("{year}-{month:02}");
            let export = ["export", "--cycle", &cycle, "--partner", PARTNER, "-o", text(lines)?];
            let run = measure::run(&mut self.ours(database, &export))?;
            sum.elapsed += run.elapsed;
            sum.peak_kib = sum.peak_kib.max(run.peak_kib);
        }
        Ok(sum)
    }

    /// One proof that a leaf is in a log, in a long log beside a short one.
    pub(super) fn prove(&self) -> Result<Contest, Failure> {
        let of = |size: u64| -> Result<Run, Failure> {
            let database = self.engine.create("log")?;
            self.prepare(&database, &["init"])?;
            let mut lane = Command::new(&self.programs.proof_lane);
            lane.args([self.engine.url(&database), size.to_string()]);
            let said = cargo::output(&mut lane)?;
            let said = String::from_utf8_lossy(&said);
            let nanos = said.trim().parse().map_err(|_| format!("proof_lane said {said:?}"))?;
            self.engine.drop(&database)?;
            Ok(Run { elapsed: Duration::from_nanos(nanos), peak_kib: 0 })
        };
        Ok(Contest { ours: of(LEAVES[0])?, floor: of(LEAVES[1])? })
    }
}
