//! The directory files: one bad row and none of them changes anything.

mod bounds;
mod companies;
mod customers;
mod hanging;
mod products;
mod regions;
mod settings_cells;
mod subscriptions;

pub(super) use hanging::Hanging;

use super::directory::Directory;
use super::moves::{Moves, SINCE_EXPECTED, link_instant};
use super::{FileKind, FileReport, Options, Problems, Report, people};
use crate::actions::audit;
use crate::clock::Clock;
use crate::failure::{Failure, Result};
use crate::formats::sheet::{Columns, Kind, Problem, Row, Sheet};
use countersign_domain::audit::Event;
use countersign_domain::code::{CODE_EXPECTED, is_code};
use countersign_domain::instant::Instant;
use countersign_store::audit::Entry;
use countersign_store::installation::{self, Installation};
use countersign_store::links::Recorded;
use countersign_store::settings::By;
use countersign_store::{Store, StoreError, Tx};
use hanging::space;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// New or changed rows that are written at once.
const CHUNK: usize = 5_000;

/// What is said where the database has something that a row goes against.
const CONFLICT: &str = "does not fit what the database holds by now; import it again";

/// What a row can fail with.
pub(super) enum RowError {
    /// The row is bad.
    Bad(Problem),
    /// The database would not have it.
    Store(StoreError),
}

impl From<Problem> for RowError {
    fn from(problem: Problem) -> Self {
        Self::Bad(problem)
    }
}

impl From<StoreError> for RowError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// What the files of one import share.
pub(super) struct Context<'a> {
    pub(super) tx: &'a mut Tx,
    pub(super) directory: &'a mut Directory,
    pub(super) installation: Installation,
    pub(super) now: Instant,
    pub(super) person_id: Option<i64>,
    /// Whether a blank cell takes away what was there; in a file it says nothing.
    pub(super) blank_clears: bool,
    /// Since when a link holds that is changed now.
    pub(super) linked_at: Instant,
    /// Links that are set and not written yet.
    pub(super) staged_links: Vec<Recorded>,
    /// What became of memberships.
    pub(super) members: Vec<people::MemberChange>,
    /// What moves.
    pub(super) moves: &'a mut Moves,
    pub(super) problems: &'a mut Problems,
    /// The kind of the file in hand.
    pub(super) kind: FileKind,
    /// Codes whose own rows were refused.
    pub(super) hanging: Hanging,
    pub(super) rows: u64,
    /// Rows of the file in hand that brought something new.
    pub(super) new: u64,
    /// Rows of the file in hand that changed something that was there.
    pub(super) changed: u64,
}

impl Context<'_> {
    /// Who changes settings, and when.
    pub(super) const fn by(&self) -> By {
        By { at: self.now, person_id: self.person_id }
    }
}

/// What came of the directory files.
pub(super) enum Came {
    /// They are in the database.
    Taken,
    /// They would be: the directory as it would be.
    Tried(Directory),
    /// None of them changed anything: the directory as it was put together, and what was refused.
    Refused(Unknown),
}

/// Subscriptions that an import speaks of, and that its refused directory files do not bring.
pub(super) struct Unknown {
    directory: Directory,
    hanging: Hanging,
}

impl Unknown {
    /// Whether a code is only unknown because the directory files were refused.
    pub(super) fn has_subscription(&self, code: &str) -> bool {
        self.directory.subscription_codes.get(code).is_some()
            || self.hanging.has(Kind::Subscription, code)
    }
}

/// Imports directory files, in the order in which they refer to each other.
pub(super) async fn import(
    store: &Store,
    clock: &Clock,
    files: &[(FileKind, PathBuf)],
    options: &Options,
    report: &mut Report,
) -> Result<Came> {
    let mut tx = store.begin().await?;
    let installation = installation::take_turn(&mut tx).await?;
    let mut directory = Directory::load(&mut tx).await?;
    let mut context = Context {
        tx: &mut tx,
        directory: &mut directory,
        now: clock.now(&installation),
        person_id: options.person_id,
        blank_clears: false,
        linked_at: link_instant(&installation, clock.now(&installation)),
        staged_links: Vec::new(),
        members: Vec::new(),
        moves: &mut report.moves,
        installation,
        problems: &mut report.problems,
        kind: FileKind::Vendors,
        hanging: Hanging::default(),
        rows: 0,
        new: 0,
        changed: 0,
    };
    for (kind, path) in files {
        let (rows, refused) = (context.rows, context.problems.refused());
        (context.new, context.changed) = (0, 0);
        let is_usable = import_file(&mut context, *kind, path).await?;
        report.files.push(FileReport {
            file: path.clone(),
            kind: *kind,
            rows: context.rows - rows,
            new: context.new,
            changed: context.changed,
            refused: context.problems.refused() - refused,
        });
        if !is_usable {
            break;
        }
    }
    let hanging = std::mem::take(&mut context.hanging);
    let members = std::mem::take(&mut context.members);
    report.directory_rows = context.rows;
    report.directory_refused = !report.problems.is_empty();
    if report.directory_refused {
        tx.rollback().await?;
        return Ok(Came::Refused(Unknown { directory, hanging }));
    }
    if options.dry_run {
        tx.rollback().await?;
        return Ok(Came::Tried(directory));
    }
    for member in members {
        if let Some(entry) = member.entry(|event| by_file(options, clock.machine_time(), event)) {
            audit::record(&mut tx, entry).await?;
        }
    }
    tx.commit().await?;
    Ok(Came::Taken)
}

/// What the audit record says of who brought a file of people in, and from where.
fn by_file(options: &Options, at: Instant, event: Event) -> Entry {
    let entry = match options.person_id {
        Some(_) => audit::entry(event, at),
        None => audit::of_machine(event, at),
    };
    Entry { person_id: options.person_id, about: Some("users.csv".to_owned()), ..entry }
}

/// Imports a file; whether the transaction can be used further.
async fn import_file(context: &mut Context<'_>, kind: FileKind, path: &Path) -> Result<bool> {
    match Sheet::open(path, columns_of(kind)) {
        Ok(mut sheet) => import_sheet(context, kind, &mut sheet).await,
        Err(problem) => {
            context.problems.file(path, &problem);
            context.hanging.add_file(kind);
            Ok(true)
        }
    }
}

/// Imports the rows of one sheet; what is wrong with them goes to the problems. Whether the
/// transaction can be used further: not after the database refused a row.
pub(super) async fn import_sheet(
    context: &mut Context<'_>,
    kind: FileKind,
    sheet: &mut Sheet,
) -> Result<bool> {
    context.kind = kind;
    let path = sheet.path().to_owned();
    let read = match kind {
        FileKind::Vendors => companies::vendors(context, sheet).await,
        FileKind::Regions => regions::import(context, sheet).await,
        FileKind::Distributors => companies::distributors(context, sheet).await,
        FileKind::Partners => companies::partners(context, sheet).await,
        FileKind::Customers => customers::import(context, sheet).await,
        FileKind::Products => products::import(context, sheet).await,
        FileKind::Subscriptions => subscriptions::import(context, sheet).await,
        FileKind::Users => people::import(context, sheet).await,
        FileKind::Usage => Ok(()),
    };
    context.write_links().await?;
    match read {
        Ok(()) => Ok(true),
        Err(SheetError::Unreadable(problem)) => {
            context.problems.file(&path, &problem);
            context.hanging.add_file(kind);
            Ok(true)
        }
        // Where rows are refused already, that is why; a row that is missing is missed.
        Err(SheetError::Store(StoreError::Conflict(_))) if !context.problems.is_empty() => {
            context.problems.consequence();
            Ok(false)
        }
        Err(SheetError::Store(StoreError::Conflict(_))) => {
            context.problems.file(&path, CONFLICT);
            Ok(false)
        }
        Err(SheetError::Store(error)) => Err(Failure::from(error)),
    }
}

pub(super) fn columns_of(kind: FileKind) -> &'static Columns {
    match kind {
        FileKind::Vendors => &companies::VENDOR_COLUMNS,
        FileKind::Regions => &regions::COLUMNS,
        FileKind::Distributors => &companies::DISTRIBUTOR_COLUMNS,
        FileKind::Partners => &companies::PARTNER_COLUMNS,
        FileKind::Customers => &customers::COLUMNS,
        FileKind::Products => &products::COLUMNS,
        FileKind::Subscriptions => &subscriptions::COLUMNS,
        FileKind::Users | FileKind::Usage => &people::COLUMNS,
    }
}

/// What a file can fail with.
pub(super) enum SheetError {
    /// Nothing more can be read of it.
    Unreadable(String),
    /// The database would not have it.
    Store(StoreError),
}

impl From<StoreError> for SheetError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Hands every row of a sheet with as many cells as its header to `take`; a bad row is noted
/// and the next one read, so that a person is told all of them at once. A row that names what was
/// refused is counted.
pub(super) async fn each_row(
    context: &mut Context<'_>,
    sheet: &mut Sheet,
    mut take: impl AsyncFnMut(&mut Context<'_>, &Row<'_>) -> std::result::Result<(), RowError>,
) -> std::result::Result<(), SheetError> {
    let path = sheet.path().to_owned();
    while let Some(row) = sheet.next_row().map_err(SheetError::Unreadable)? {
        let number = row.number();
        let taken = match bounds::check(context, &row).await {
            Ok(()) => take(context, &row).await,
            Err(error) => Err(error),
        };
        context.rows += 1;
        match taken {
            Ok(()) => {}
            Err(RowError::Bad(problem)) => {
                match problem.missing.as_ref().is_some_and(|it| context.hanging.hangs(it)) {
                    true => context.problems.consequence(),
                    false => context.problems.row(&path, number, &problem),
                }
                if let (Some(kind), Ok(Some(code))) = (space(context.kind), row.raw(0)) {
                    context.hanging.add(kind, code);
                }
            }
            Err(RowError::Store(error)) => return Err(error.into()),
        }
    }
    Ok(())
}

/// The codes of one file, each of which may stand there once.
#[derive(Default)]
pub(super) struct Seen(HashSet<i64>);

impl Seen {
    /// Notes the number of a row's code.
    pub(super) fn note(&mut self, number: i64, code: &str) -> std::result::Result<(), Problem> {
        if self.0.insert(number) {
            return Ok(());
        }
        Err(Problem::cell("code", code, "each code once in the file"))
    }
}

/// The row's own code, in the first column.
pub(super) fn code<'a>(row: &Row<'a>) -> std::result::Result<&'a str, Problem> {
    let code = row.needed(0)?;
    if is_code(code) { Ok(code) } else { Err(Problem::cell("code", code, CODE_EXPECTED)) }
}

/// Since when the links of a row hold, where that is said.
pub(super) fn since(
    context: &Context<'_>,
    row: &Row<'_>,
    column: usize,
) -> std::result::Result<Option<Instant>, Problem> {
    let since = row.parsed(column, |text| Instant::parse(text).map_err(|_| SINCE_EXPECTED))?;
    if since.is_some_and(|since| since > context.linked_at) {
        let found = row.raw(column)?.unwrap_or_default();
        return Err(Problem::cell("since", found, "an instant that has come"));
    }
    Ok(since)
}

/// A yes-or-no cell.
pub(super) fn yes_no(row: &Row<'_>, column: usize) -> std::result::Result<Option<bool>, Problem> {
    row.parsed(column, |text| countersign_domain::settings::parse_yes_no(text).ok_or("yes or no"))
}
