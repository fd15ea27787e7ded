//! Imports the directory files: one bad row, and none of them changes anything.

mod cells;
mod companies;
mod customers;
mod read_rows;

mod partners;
mod people;
mod products;
mod regions;
mod row_error;
mod settings_cells;
mod subscriptions;
mod text_bounds;

use super::context::ImportContext;
use super::directory::Directory;
use super::files::FileKind;
use super::moves::link_instant;
use super::options::ImportOptions;
use super::report::{FileReport, ImportReport};
use super::unknown_codes::Hanging;
use crate::actions::audit;
use crate::actions::directory_kind::DirectoryKind;
use crate::clock::Clock;
use crate::failure::{Failure, Result};
use crate::formats::file_fault::FileFault;
use crate::formats::sheet::{Cells, Columns, ProblemKind, Sheet};
use crate::formats::usage_columns::USAGE_COLUMNS;
use cells::SeenCodes;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_store::audit::AuditEntry;
use countersign_store::{Store, StoreError, installation};
use partners::Partners;
pub(super) use row_error::RowError;
use row_error::SheetError;
use std::path::{Path, PathBuf};

/// The result of the directory files.
pub(super) enum DirectoryOutcome {
    /// They are stored.
    Taken,
    /// A dry run: the directory that they would give.
    Tried(Directory),
    /// Nothing was changed: the directory that the accepted rows would give, and the refused codes.
    Refused(Unknown),
}

/// Subscriptions of refused directory files, which readings may name.
pub(super) struct Unknown {
    directory: Directory,
    hanging: Hanging,
}

impl Unknown {
    /// Whether a code is only unknown because the directory files were refused.
    pub(super) fn has_subscription(&self, code: &str) -> bool {
        self.directory.subscription_codes.get(code).is_some()
            || self.hanging.has(ProblemKind::Subscription, code)
    }
}

/// Imports directory files, in the order in which they refer to each other.
pub(super) async fn import(
    store: &Store,
    clock: &Clock,
    files: &[(FileKind, PathBuf)],
    options: &ImportOptions,
    report: &mut ImportReport,
) -> Result<DirectoryOutcome> {
    let mut tx = store.begin().await?;
    let installation = installation::take_work_lock(&mut tx).await?;
    let mut directory = Directory::load(&mut tx).await?;
    let mut context = ImportContext {
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
        return Ok(DirectoryOutcome::Refused(Unknown { directory, hanging }));
    }
    if options.dry_run {
        tx.rollback().await?;
        return Ok(DirectoryOutcome::Tried(directory));
    }
    for member in members {
        if let Some(entry) = member.entry(|event| by_file(options, clock.machine_time(), event)) {
            audit::record(&mut tx, entry).await?;
        }
    }
    tx.commit().await?;
    Ok(DirectoryOutcome::Taken)
}

/// The audit entry of a file of people: who imported it, and from where.
fn by_file(options: &ImportOptions, at: Instant, event: Event) -> AuditEntry {
    let entry = match options.person_id {
        Some(_) => audit::entry(event, at),
        None => audit::of_machine(event, at),
    };
    AuditEntry { person_id: options.person_id, about: Some("users.csv".to_owned()), ..entry }
}

/// Imports a file; false if the transaction cannot be used any more.
async fn import_file(context: &mut ImportContext<'_>, kind: FileKind, path: &Path) -> Result<bool> {
    match Sheet::open(path, columns_of(kind)) {
        Ok(mut sheet) => import_sheet(context, kind, &mut sheet).await,
        Err(fault) => {
            context.problems.file(path, fault);
            context.hanging.add_file(kind);
            Ok(true)
        }
    }
}

/// Imports the rows of one sheet and collects their problems. False if the database refused a row,
/// so that the transaction cannot be used any more.
async fn import_sheet(
    context: &mut ImportContext<'_>,
    kind: FileKind,
    sheet: &mut Sheet,
) -> Result<bool> {
    context.kind = kind;
    let path = sheet.path().to_owned();
    let read = match kind {
        FileKind::Vendors => companies::vendors(context, sheet).await,
        FileKind::Regions => regions::import(context, sheet).await,
        FileKind::Distributors => companies::distributors(context, sheet).await,
        FileKind::Partners => partners::import(context, sheet).await,
        FileKind::Customers => customers::import(context, sheet).await,
        FileKind::Products => products::import(context, sheet).await,
        FileKind::Subscriptions => subscriptions::import(context, sheet).await,
        FileKind::Users => people::import(context, sheet).await,
        FileKind::Usage => Ok(()),
    };
    context.write_links().await?;
    match read {
        Ok(()) => Ok(true),
        Err(SheetError::Unreadable(fault)) => {
            context.problems.file(&path, fault);
            context.hanging.add_file(kind);
            Ok(true)
        }
        // If rows were refused before, the conflict is their consequence: a row that this one needs
        // is missing.
        Err(SheetError::Store(StoreError::Conflict(_))) if !context.problems.is_empty() => {
            context.problems.consequence();
            Ok(false)
        }
        Err(SheetError::Store(StoreError::Conflict(_))) => {
            context.problems.file(&path, FileFault::Conflict);
            Ok(false)
        }
        Err(SheetError::Store(error)) => Err(Failure::from(error)),
    }
}

/// Checks one row of a form and writes it.
pub(super) async fn put_row(
    context: &mut ImportContext<'_>,
    kind: DirectoryKind,
    row: &impl Cells,
) -> std::result::Result<(), RowError> {
    text_bounds::check_row(context, row).await?;
    let mut seen = SeenCodes::default();
    match kind {
        DirectoryKind::Region => regions::put(context, row, &mut seen).await?,
        DirectoryKind::Vendor => companies::put_vendor(context, row, &mut seen).await?,
        DirectoryKind::Distributor => companies::put_distributor(context, row, &mut seen).await?,
        DirectoryKind::Partner => {
            let mut partners = Partners::load(context.tx).await?;
            partners.put(context, row).await?;
            partners.write_new(context).await?;
        }
        DirectoryKind::Product => products::put(context, row, &mut seen).await?,
        DirectoryKind::Customer => customers::put(context, row, &mut seen).await?,
        DirectoryKind::Subscription => subscriptions::put(context, row, &mut seen).await?,
    }
    Ok(context.write_links().await?)
}

/// The columns of a kind of file.
#[must_use]
pub fn columns_of(kind: FileKind) -> &'static Columns {
    match kind {
        FileKind::Vendors => &companies::VENDOR_COLUMNS,
        FileKind::Regions => &regions::COLUMNS,
        FileKind::Distributors => &companies::DISTRIBUTOR_COLUMNS,
        FileKind::Partners => &partners::COLUMNS,
        FileKind::Customers => &customers::COLUMNS,
        FileKind::Products => &products::COLUMNS,
        FileKind::Subscriptions => &subscriptions::COLUMNS,
        FileKind::Users => &people::COLUMNS,
        FileKind::Usage => &USAGE_COLUMNS,
    }
}
