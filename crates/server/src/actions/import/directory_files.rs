//! The directory files: one bad row and none of them changes anything.

mod companies;
mod customers;
mod products;
mod regions;
mod settings_cells;
mod subscriptions;

use super::directory::Directory;
use super::moves::{Moves, SINCE_EXPECTED, link_instant};
use super::{FileKind, FileReport, Options, Problems, Report, people};
use crate::clock::Clock;
use crate::failure::{Failure, Result};
use crate::formats::sheet::{Columns, Problem, Row, Sheet};
use countersign_domain::code::{CODE_EXPECTED, is_code};
use countersign_domain::instant::Instant;
use countersign_store::installation::{self, Installation};
use countersign_store::links::Recorded;
use countersign_store::settings::By;
use countersign_store::{Store, StoreError, Tx};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// New or changed rows that are written at once.
const CHUNK: usize = 5_000;

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
    /// What moves.
    pub(super) moves: &'a mut Moves,
    pub(super) problems: &'a mut Problems,
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

/// Imports directory files, in the order in which they refer to each other. Of a dry run, the
/// directory as it would be.
pub(super) async fn import(
    store: &Store,
    clock: &Clock,
    files: &[(FileKind, PathBuf)],
    options: &Options,
    report: &mut Report,
) -> Result<Option<Directory>> {
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
        moves: &mut report.moves,
        installation,
        problems: &mut report.problems,
        rows: 0,
        new: 0,
        changed: 0,
    };
    for (kind, path) in files {
        let (rows, refused) = (context.rows, context.problems.count());
        (context.new, context.changed) = (0, 0);
        import_file(&mut context, *kind, path).await?;
        report.files.push(FileReport {
            file: path.clone(),
            kind: *kind,
            rows: context.rows - rows,
            new: context.new,
            changed: context.changed,
            refused: context.problems.count() - refused,
        });
    }
    report.directory_rows = context.rows;
    report.directory_refused = !report.problems.is_empty();
    if report.directory_refused || options.dry_run {
        tx.rollback().await?;
    } else {
        tx.commit().await?;
    }
    Ok((options.dry_run && !report.directory_refused).then_some(directory))
}

async fn import_file(context: &mut Context<'_>, kind: FileKind, path: &Path) -> Result<()> {
    match Sheet::open(path, columns_of(kind)) {
        Ok(mut sheet) => import_sheet(context, kind, &mut sheet).await,
        Err(problem) => {
            context.problems.file(path, &problem);
            Ok(())
        }
    }
}

/// Imports the rows of one sheet; what is wrong with them goes to the problems.
pub(super) async fn import_sheet(
    context: &mut Context<'_>,
    kind: FileKind,
    sheet: &mut Sheet,
) -> Result<()> {
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
        Ok(()) => Ok(()),
        Err(SheetError::Unreadable(problem)) => {
            context.problems.file(&path, &problem);
            Ok(())
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
/// and the next one read, so that a person is told all of them at once.
pub(super) async fn each_row(
    context: &mut Context<'_>,
    sheet: &mut Sheet,
    mut take: impl AsyncFnMut(&mut Context<'_>, &Row<'_>) -> std::result::Result<(), RowError>,
) -> std::result::Result<(), SheetError> {
    let path = sheet.path().to_owned();
    while let Some(row) = sheet.next_row().map_err(SheetError::Unreadable)? {
        let number = row.number();
        let taken = match row.check_width() {
            Ok(()) => take(context, &row).await,
            Err(problem) => Err(problem.into()),
        };
        context.rows += 1;
        match taken {
            Ok(()) => {}
            Err(RowError::Bad(problem)) => context.problems.row(&path, number, &problem),
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
