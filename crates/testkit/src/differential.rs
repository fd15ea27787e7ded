//! Compares the real program with the model: the same steps must give the same bytes.
//!
//! It uses the program as people do, through its command line and files, and knows nothing else
//! about it.

mod shown;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::dataset::{self, Case, CaseStep, Size};
use crate::model::{Cycle, Filters, LateView, Model, RowOutcome, SubscriptionView, parse_csv};

/// The program under test and the database it uses.
#[derive(Debug, Clone)]
pub struct Program {
    pub binary: PathBuf,
    /// The URL of an empty database.
    pub database: String,
    /// An existing folder for its files.
    pub folder: PathBuf,
    /// Whether subscriptions that are in no line are compared with the model too, and whether
    /// everything adds up.
    pub missing: bool,
}

/// The subscriptions of a report, and its late differences.
type ShownReport = (Vec<SubscriptionView>, Vec<LateView>);

/// What was compared already: exports, and the subscriptions and late differences of reports, as
/// the model had them then.
#[derive(Default)]
struct ComparedReports {
    exports: BTreeMap<String, String>,
    reports: BTreeMap<(String, String, String), ShownReport>,
}

type Compared<T> = Result<T, String>;

impl Program {
    /// Runs the case of a seed through program and model, and returns the first difference.
    pub fn agrees_with_model(&self, seed: u64, size: Size) -> Compared<()> {
        let case = dataset::generate(seed, size);
        self.follow(&case).map_err(|difference| format!("seed {seed}: {difference}"))
    }

    fn follow(&self, case: &Case) -> Compared<()> {
        let mut model = case.model();
        let mut seen = ComparedReports::default();
        self.start(case)?;
        for (number, step) in case.steps.iter().enumerate() {
            let place =
                |difference: String| format!("step {number}, {}: {difference}", summary(step));
            self.step(number, step, &mut model).map_err(place)?;
            // Sometimes everything is compared, not only what the step should change.
            let is_last = number + 1 == case.steps.len();
            if is_last || number % 8 == 7 {
                seen = ComparedReports::default();
            }
            self.compare(case, &model, &mut seen).map_err(place)?;
            if self.missing && (is_last || number % 8 == 7) {
                self.compare_missing(case, &model).map_err(place)?;
            }
        }
        self.filtered_exports(&model)?;
        self.expect(&["verify"], 0)
    }

    /// Compares exports and reports that have changed.
    fn compare(&self, case: &Case, model: &Model, seen: &mut ComparedReports) -> Compared<()> {
        for cycle in &case.cycles {
            let parsed = Cycle::parse(cycle).ok_or("no cycle")?;
            let expected = model.export_csv(parsed, &Filters::default());
            if seen.exports.get(cycle) != Some(&expected) {
                self.export(cycle, &Filters::default(), model).map_err(|difference| {
                    let closer = self.look_closer(parsed, model);
                    format!("{difference}\n{closer}")
                })?;
                seen.exports.insert(cycle.clone(), expected);
            }
        }
        for report in model.reports() {
            let (cycle, partner) = (report.cycle.to_string(), report.partner.clone());
            let key = (cycle, partner, report.vendor.clone());
            let shown = (report.subscriptions.clone(), report.late.clone());
            if seen.reports.get(&key) != Some(&shown) {
                self.shows_the_same(&report, model)?;
                seen.reports.insert(key, shown);
            }
        }
        Ok(())
    }

    /// The subscription that causes a difference between the exports of a cycle, if it is only one.
    fn look_closer(&self, cycle: Cycle, model: &Model) -> String {
        let reports = model.reports().into_iter().filter(|report| report.cycle == cycle);
        let difference = |report| self.shows_the_same(&report, model).err();
        reports.filter_map(difference).next().unwrap_or_default()
    }

    /// Compares what is in no line of the closed cycles, and whether everything adds up.
    fn compare_missing(&self, case: &Case, model: &Model) -> Compared<()> {
        let first = Cycle::parse(&case.first_cycle).ok_or("no first cycle")?;
        for cycle in case.cycles.iter().filter_map(|cycle| Cycle::parse(cycle)) {
            if cycle >= first && cycle < Cycle::running(model.stand()) {
                self.names_what_is_missing(cycle, model)?;
                self.loses_nothing(cycle, model)?;
            }
        }
        Ok(())
    }

    fn start(&self, case: &Case) -> Compared<()> {
        let mut arguments = vec!["init", "--rehearsal", &case.start];
        // The first cycle is the one that runs everywhere at the start, so giving it changes
        // nothing.
        if case.seed.is_multiple_of(2) {
            arguments.extend(["--first-cycle", &case.first_cycle]);
        }
        self.expect(&arguments, 0)
    }

    fn step(&self, number: usize, step: &CaseStep, model: &mut Model) -> Compared<()> {
        let came_to = step.take(model);
        match (step, came_to) {
            (CaseStep::Import(files), dataset::Result::Imported(imported)) => {
                let refused = imported.refused_directory_rows
                    + imported.refused_readings
                    + imported.refused_usage_files;
                let rejected = self.import(number, files, i32::from(refused > 0))?;
                same("refused readings", imported.refused_readings, rejected)
            }
            (CaseStep::Clock(instant), _) => self.expect(&["clock", "--until", instant], 0),
            (CaseStep::Apply { text, as_email, company }, dataset::Result::Applied(rows)) => {
                self.apply(number, text, as_email, company.as_deref(), &rows)
            }
            _ => Err("a step came to something else".to_owned()),
        }
    }

    /// Imports files and returns the number of readings that the program wrote as refused.
    fn import(&self, number: usize, files: &[(String, String)], status: i32) -> Compared<usize> {
        let folder = self.folder.join(format!("import-{number}"));
        let rejected = self.folder.join(format!("rejected-{number}"));
        for folder in [&folder, &rejected] {
            fs::create_dir_all(folder).map_err(|error| error.to_string())?;
        }
        for (name, text) in files {
            fs::write(folder.join(name), text).map_err(|error| error.to_string())?;
        }
        self.expect(&["import", &path(&folder), "--rejected", &path(&rejected)], status)?;
        let mut count = 0;
        for entry in fs::read_dir(&rejected).map_err(|error| error.to_string())? {
            let file = entry.map_err(|error| error.to_string())?.path();
            if path(&file).ends_with(".rejected.csv") {
                count += read(&file)?.len().saturating_sub(1);
            }
        }
        Ok(count)
    }

    fn apply(
        &self,
        number: usize,
        text: &str,
        email: &str,
        company: Option<&str>,
        rows: &[(RowOutcome, String)],
    ) -> Compared<()> {
        let file = self.folder.join(format!("apply-{number}.csv"));
        let result = self.folder.join(format!("apply-{number}.result.csv"));
        fs::write(&file, text).map_err(|error| error.to_string())?;
        let mut arguments = vec!["apply".to_owned(), path(&file), format!("--as={email}")];
        arguments.extend(company.map(|code| format!("--company={code}")));
        arguments.extend(["-o".to_owned(), path(&result)]);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let output = self.run(&arguments)?;
        let records = read(&result)?;
        same("result rows", rows.len(), records.len().saturating_sub(1))?;
        let column = |name: &str| records[0].iter().position(|it| it == name);
        let (word, message) = (column("result"), column("message"));
        let word = word.ok_or("the result file has no column `result`")?;
        for (record, (outcome, why)) in records[1..].iter().zip(rows) {
            let said = message.and_then(|at| record.get(at)).map_or("", String::as_str);
            same("the result", outcome.word(), record[word].as_str()).map_err(|difference| {
                format!("{difference}\n  row: {record:?}\n  model: {why}\n  message: {said}")
            })?;
        }
        let refused = rows.iter().any(|(outcome, _)| *outcome == RowOutcome::Refused);
        same("the exit status", Some(i32::from(refused)), output.status.code())
    }

    /// Filtered exports of every report at the end.
    fn filtered_exports(&self, model: &Model) -> Compared<()> {
        for report in model.reports().iter().step_by(3) {
            let part = report.partner.to_uppercase();
            let cycle = report.cycle.to_string();
            for filters in [
                Filters { partner: Some(&part), ..Filters::default() },
                Filters { status: Some(report.status), ..Filters::default() },
                Filters { distributor: Some(&report.distributor), ..Filters::default() },
            ] {
                self.export(&cycle, &filters, model)
                    .map_err(|difference| format!("at the end, {filters:?}: {difference}"))?;
            }
        }
        Ok(())
    }

    fn export(&self, cycle: &str, filters: &Filters<'_>, model: &Model) -> Compared<()> {
        let file = self.folder.join("export.csv");
        let mut arguments = vec!["export".to_owned(), format!("--cycle={cycle}")];
        arguments.extend(filters.status.map(|token| format!("--status={token}")));
        arguments.extend(filters.partner.map(|part| format!("--partner={part}")));
        arguments.extend(filters.distributor.map(|code| format!("--distributor={code}")));
        arguments.extend(["-o".to_owned(), path(&file)]);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        self.expect(&arguments, 0)?;
        let found = fs::read(&file).map_err(|error| error.to_string())?;
        let parsed = Cycle::parse(cycle).ok_or("no cycle")?;
        let expected = model.export_csv(parsed, filters);
        if found == expected.as_bytes() {
            return Ok(());
        }
        let found = String::from_utf8_lossy(&found);
        Err(format!("export of {cycle}: {}", first_difference(&expected, &found)))
    }

    fn expect(&self, arguments: &[&str], status: i32) -> Compared<()> {
        let output = self.run(arguments)?;
        if output.status.code() == Some(status) {
            return Ok(());
        }
        Err(format!(
            "{arguments:?} ended with {} and not {status}\n{}{}",
            output.status,
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        ))
    }

    fn run(&self, arguments: &[&str]) -> Compared<Output> {
        Command::new(&self.binary)
            .args(arguments)
            .args(["--database", &self.database])
            .output()
            .map_err(|error| format!("{}: {error}", self.binary.display()))
    }
}

fn path(of: &Path) -> String {
    of.to_string_lossy().into_owned()
}

fn read(file: &Path) -> Compared<Vec<Vec<String>>> {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let records = parse_csv(&text).ok_or("an open quote")?;
    if records.is_empty() { Err(format!("{} is empty", file.display())) } else { Ok(records) }
}

fn same<T: PartialEq + std::fmt::Debug + Copy>(what: &str, expected: T, found: T) -> Compared<()> {
    if expected == found {
        return Ok(());
    }
    Err(format!("{what}: the model says {expected:?}, the program {found:?}"))
}

fn summary(step: &CaseStep) -> String {
    match step {
        CaseStep::Import(files) => {
            let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
            format!("import of {}", names.join(" "))
        }
        CaseStep::Clock(instant) => format!("clock to {instant}"),
        CaseStep::Apply { as_email, company, .. } => format!("apply as {as_email} ({company:?})"),
    }
}

/// The first cell that differs with its line, or a different number of lines, or bytes.
fn first_difference(expected: &str, found: &str) -> String {
    let (Some(ours), Some(theirs)) = (parse_csv(expected), parse_csv(found)) else {
        return "the program's file is no CSV".to_owned();
    };
    let mut out = String::new();
    for (number, (our, their)) in ours.iter().zip(&theirs).enumerate() {
        for (column, cell) in our.iter().enumerate() {
            if their.get(column) != Some(cell) {
                let name = &ours[0][column];
                let their = their.get(column);
                write!(
                    out,
                    "line {number}, {name}: the model says {cell:?}, the program {their:?}\n  \
                     model's line: {our:?}\n  program's line: {:?}",
                    theirs[number]
                )
                .expect("a string takes all");
                return out;
            }
        }
    }
    if ours.len() != theirs.len() {
        let (longer, whose) =
            if ours.len() > theirs.len() { (&ours, "model") } else { (&theirs, "program") };
        let extra = &longer[ours.len().min(theirs.len())];
        return format!(
            "{} lines and {}; only the {whose} has {extra:?}",
            ours.len(),
            theirs.len()
        );
    }
    let at = expected.bytes().zip(found.bytes()).position(|(one, other)| one != other);
    format!("the cells are the same, the bytes differ at {at:?}")
}

#[cfg(test)]
mod tests {
    use super::first_difference;

    #[test]
    fn a_difference_names_its_line_and_column() {
        let difference = first_difference("a,b\r\n1,2\r\n", "a,b\r\n1,3\r\n");
        assert!(difference.starts_with("line 1, b: the model says \"2\", the program Some(\"3\")"));
        let difference = first_difference("a\r\n1\r\n", "a\r\n1\r\n2\r\n");
        assert_eq!(difference, "2 lines and 3; only the program has [\"2\"]");
        let difference = first_difference("a\r\n1\r\n", "a\r\n1\n");
        assert_eq!(difference, "the cells are the same, the bytes differ at Some(4)");
    }
}
