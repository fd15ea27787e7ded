//! The page of an import: the changes of each file, and the problems of its rows.

use super::header::{Confirm, JobHeader, is_tried, reload_after};
use super::lookup::{of_address, right_in};
use super::problem_words::{ProblemText, Wanted};
use super::refused_rows::{RefusedGroup, groups};
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::signing::SigningView;
use askama::Template;
use countersign_app::failure::Failure;
use countersign_app::jobs::imports::{self, ImportOutcome, ImportedFile, Trouble, Upload, correct};
use countersign_domain::access::Right;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::link::LinkKind;
use countersign_language::text::Locale;
use countersign_store::Tx;
use countersign_store::jobs::Job;
use countersign_web::download::{self, FileName};
use countersign_web::problem::{Answer, Problem};

#[derive(Template)]
#[template(path = "job_import.html")]
struct ImportJobPage {
    layout: Layout,
    header: JobHeader,
    files: Vec<ImportFileRow>,
    problems: Vec<ProblemGroup>,
    /// The sentence above the problems: how many there are, and how many are shown.
    problem_count: String,
    /// How many rows only follow from others; `None` if there are none.
    consequences: Option<String>,
    has_file: bool,
    correction: Option<CorrectionForm>,
    /// The page of the import that has the corrected rows.
    continued: Option<String>,
}

/// The form of the refused rows.
struct CorrectionForm {
    groups: Vec<RefusedGroup>,
    /// When the run ended whose rows these are, in microseconds.
    seen: i64,
    text: String,
    button: String,
    /// How many problems the form does not show; `None` if it shows all.
    more: Option<String>,
    error: Option<String>,
}

/// What a person typed into the form of the refused rows, and why it was not accepted.
#[derive(Default)]
pub(super) struct TypedRows<'a> {
    pub(super) fields: &'a [(String, String)],
    pub(super) error: Option<String>,
}

/// A file of the table.
struct ImportFileRow {
    name: String,
    size: String,
    /// None before the file was read.
    counts: Option<ImportFileCounts>,
}

struct ImportFileCounts {
    rows: String,
    new: String,
    /// None for readings, whose new and different ones are counted together.
    changed: Option<String>,
    refused: String,
    has_refused: bool,
}

/// A number of bytes for people.
pub(super) fn bytes(locale: Locale, bytes: i64) -> String {
    let (unit, size) = match bytes {
        ..10_000 => ("B", 1),
        10_000..10_000_000 => ("kB", 1_000),
        10_000_000..10_000_000_000 => ("MB", 1_000_000),
        _ => ("GB", 1_000_000_000),
    };
    format!("{} {unit}", locale.count(bytes / size))
}

fn number(locale: Locale, number: u64) -> String {
    locale.count(i64::try_from(number).unwrap_or(i64::MAX))
}

pub(super) async fn page(
    context: &Context,
    tx: &mut Tx,
    job: &Job,
    typed: &TypedRows<'_>,
) -> Answer {
    let locale = context.locale;
    let upload = imports::upload(job)?;
    let outcome = imports::outcome(job)?;
    let may_act = right_in(context.person()?, job) == Right::Full;
    let title = locale.say("jobs-import-title").with("count", upload.files.len());
    let mut layout = context.layout(title.to_string());
    layout.reload_after = reload_after(job);
    let back = (addresses::IMPORTS, locale.t("nav-imports"));
    let known = outcome.as_ref();
    let changes = known.is_some_and(changes_anything);
    let confirm = Confirm {
        key: None,
        signing: SigningView::default(),
        label: locale.t("jobs-import-confirm"),
        text: locale.t(match known.is_some_and(|it| it.directory_refused) {
            true => "jobs-import-confirm-readings-text",
            false => "jobs-import-confirm-text",
        }),
    };
    let header = JobHeader {
        confirm: (changes && may_act && is_tried(job)).then_some(confirm),
        outcome: known.map_or_else(Vec::new, |known| texts(locale, job, known)),
        ..JobHeader::of(context, tx, job, back).await?
    };
    let row = |(name, size): &(String, u64)| ImportFileRow {
        name: name.clone(),
        size: bytes(locale, i64::try_from(*size).unwrap_or(i64::MAX)),
        counts: known
            .and_then(|it| it.files.iter().find(|file| file.name == *name))
            .map(|file| counts(locale, file)),
    };
    let count = known.map_or(0, |it| it.problem_count);
    let correction = may_act.then(|| correction(locale, job, &upload, count, typed)).flatten();
    html(&ImportJobPage {
        layout,
        header,
        correction,
        continued: upload
            .continued_by
            .as_deref()
            .and_then(|id| id.parse().ok())
            .map(addresses::job),
        files: upload.files.iter().map(row).collect(),
        problem_count: known.map_or_else(String::new, |it| problem_count(locale, it)),
        consequences: known.and_then(|it| consequences(locale, it)),
        has_file: imports::problems_file(&upload).is_some(),
        problems: outcome.map_or_else(Vec::new, |it| grouped(locale, it.problems)),
    })
}

/// The form of the refused rows, if any can be corrected.
fn correction(
    locale: Locale,
    job: &Job,
    upload: &Upload,
    problems: u64,
    typed: &TypedRows<'_>,
) -> Option<CorrectionForm> {
    let rows = correct::correctable_rows(job, upload);
    let more = problems.saturating_sub(rows.len() as u64);
    let more = i64::try_from(more).ok().filter(|more| *more > 0);
    let (text, button) = match is_tried(job) {
        true => ("jobs-correct-tried-text", "jobs-correct-try"),
        false => ("jobs-correct-done-text", "jobs-correct-import"),
    };
    (!rows.is_empty()).then(|| CorrectionForm {
        groups: groups(locale, &rows, typed.fields),
        seen: job.ended_at.map_or(0, Instant::micros),
        text: locale.t(text),
        button: locale.t(button),
        more: more.map(|more| locale.say("jobs-correct-more").with("count", more).to_string()),
        error: typed.error.clone(),
    })
}

fn counts(locale: Locale, file: &ImportedFile) -> ImportFileCounts {
    ImportFileCounts {
        rows: number(locale, file.rows),
        new: number(locale, file.new),
        changed: (!file.readings).then(|| number(locale, file.changed)),
        refused: number(locale, file.refused),
        has_refused: file.refused > 0,
    }
}

/// Whether executing it would change anything.
fn changes_anything(outcome: &ImportOutcome) -> bool {
    let counts =
        |it: &ImportedFile| (it.readings || !outcome.directory_refused, it.new + it.changed);
    outcome.files.iter().map(counts).any(|(taken, rows)| taken && rows > 0)
}

/// Problems of one file and column whose cells should hold the same.
struct ProblemGroup {
    file: String,
    column: Option<String>,
    /// What to write instead; `None` where the rows or the file as a whole are refused.
    expected: Option<ProblemText>,
    /// What was found, and in which rows; no rows where the file as a whole is wrong.
    found: Vec<(ProblemText, String)>,
}

/// The problems by cause, in the order in which they first appeared.
fn grouped(locale: Locale, problems: Vec<Trouble>) -> Vec<ProblemGroup> {
    let mut groups: Vec<ProblemGroup> = Vec::new();
    for trouble in problems {
        let rows = rows(locale, &trouble);
        let Trouble { file, column, found, expected, .. } = trouble;
        let Wanted { found, expected } = Wanted::of(locale, column.is_some(), found, &expected);
        let found = (found, rows);
        let same = |it: &&mut ProblemGroup| {
            (&it.file, &it.column, &it.expected) == (&file, &column, &expected)
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.found.push(found),
            None => groups.push(ProblemGroup { file, column, expected, found: vec![found] }),
        }
    }
    groups
}

/// The rows of a cause as a person reads them.
fn rows(locale: Locale, trouble: &Trouble) -> String {
    let Some(row) = trouble.row else { return String::new() };
    let mut rows = row.to_string();
    if !trouble.also.is_empty() {
        rows = format!("{rows}, {}", trouble.also);
    }
    if trouble.more > 0 {
        let more = locale.say("jobs-import-rows-more");
        let more = more.with("count", i64::try_from(trouble.more).unwrap_or(i64::MAX));
        rows = format!("{rows} {more}");
    }
    rows
}

fn consequences(locale: Locale, outcome: &ImportOutcome) -> Option<String> {
    let count = i64::try_from(outcome.consequences).unwrap_or(i64::MAX);
    let message = || locale.say("jobs-import-consequences").with("count", count).to_string();
    (count > 0).then(message)
}

/// How many rows are wrong in themselves, and how many causes are shown.
fn problem_count(locale: Locale, outcome: &ImportOutcome) -> String {
    let all = i64::try_from(outcome.problem_count).unwrap_or(i64::MAX);
    match outcome.untold > 0 {
        true => locale.say("jobs-import-problems-some").with("shown", outcome.problems.len()),
        false => locale.say("jobs-import-problems-all"),
    }
    .with("count", all)
    .to_string()
}

/// The results, expected or actual, in sentences.
fn texts(locale: Locale, job: &Job, outcome: &ImportOutcome) -> Vec<String> {
    let mut texts = Vec::new();
    if outcome.directory_refused {
        texts.push(locale.t("jobs-import-directory-refused"));
    }
    match (changes_anything(outcome), job.dry_run) {
        (false, true) => texts.push(locale.t("jobs-import-nothing-would")),
        (false, false) => texts.push(locale.t("jobs-import-nothing")),
        (true, true) => texts.push(locale.t("jobs-import-tried")),
        (true, false) => texts.push(locale.t("jobs-import-done")),
    }
    if outcome.reports_touched > 0 {
        let count = i64::try_from(outcome.reports_touched).unwrap_or(i64::MAX);
        texts.push(locale.say("jobs-import-reports").with("count", count).to_string());
    }
    texts.extend(outcome.moves.iter().filter_map(|it| moves(locale, it)));
    texts
}

/// The changed links, and the month from which they count.
fn moves(locale: Locale, (kind, from, count): &(String, Cycle, u64)) -> Option<String> {
    let key = match LinkKind::from_token(kind)? {
        LinkKind::SubscriptionCustomer => "jobs-import-moves-subscription-customer",
        LinkKind::SubscriptionProduct => "jobs-import-moves-subscription-product",
        LinkKind::CustomerPartner => "jobs-import-moves-customer-partner",
        LinkKind::PartnerDistributor => "jobs-import-moves-partner-distributor",
        LinkKind::PartnerType => "jobs-import-moves-partner-type",
        LinkKind::DistributorRegion => "jobs-import-moves-distributor-region",
        LinkKind::DistributorType => "jobs-import-moves-distributor-type",
        LinkKind::RegionUsageReports => "jobs-import-moves-region-usage-reports",
    };
    let message = locale.say(key).with("count", i64::try_from(*count).unwrap_or(i64::MAX));
    let message = message.with("closed", locale.month(from.plus(-1)));
    Some(message.with("from", locale.month(*from)).to_string())
}

/// Streams every problem as a file.
pub(super) async fn problems(context: &Context) -> Answer {
    let job = context.read(async |tx| of_address(context, tx, Right::Read).await).await?;
    if job.kind != imports::KIND {
        return Err(Problem::NotFound);
    }
    let path = imports::problems_file(&imports::upload(&job)?).ok_or(Problem::NotFound)?;
    let name = format!("problems-{}.csv", job.id);
    download::stream(context, FileName { name: &name, ending: "csv" }, async move |out| {
        let failed = |error: std::io::Error| Failure::io(&path, &error);
        let mut file = std::fs::File::open(&path).map_err(failed)?;
        std::io::copy(&mut file, out).map_err(failed)?;
        Ok(())
    })
}
