//! The installation's one row: its kind, its clock, and its first cycle.

use crate::error::{Result, StoreError};
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;

/// The columns of an installation `i`, in the order in which [`from_row`] reads them.
macro_rules! installation_columns {
    () => {
        "i.rehearsal, i.created_at, i.clock_at, i.ran_until, i.first_cycle, i.turns, i.demo, \
         i.moved_turn"
    };
}
pub(crate) use installation_columns;

statements! {
    LOAD = concat!("SELECT ", installation_columns!(), " FROM installation i WHERE i.id = 1");
    MADE_AT = "SELECT created_at FROM installation WHERE id = 1";
    CREATE = "INSERT INTO installation \
        (id, rehearsal, created_at, clock_at, ran_until, first_cycle, turns, demo) \
        VALUES (1, $1, $2, $2, NULL, $3, 0, FALSE)";
    MARK_MOVED = "UPDATE installation SET moved_turn = turns WHERE id = 1";
    MARK_DEMO = "UPDATE installation SET demo = TRUE WHERE id = 1";
    BEGIN_REHEARSAL = "UPDATE installation SET rehearsal = TRUE, clock_at = $1 WHERE id = 1";
    TAKE_TURN = "UPDATE installation SET turns = turns + 1 WHERE id = 1";
    ADVANCE = "UPDATE installation SET ran_until = $1, \
        clock_at = CASE WHEN clock_at < $1 THEN $1 ELSE clock_at END WHERE id = 1";
}

/// The installation of a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Installation {
    /// Whether its clock moves by hand.
    pub rehearsal: bool,
    /// When it was made.
    pub created_at: Instant,
    /// The time of a rehearsal's clock; otherwise the instant to which the clock last ran.
    pub clock_at: Instant,
    /// The instant up to which all due work is done; none before the first run.
    pub ran_until: Option<Instant>,
    /// The first cycle for which reports are made.
    pub first_cycle: Cycle,
    /// A counter of the work lock: a holder whose count is one above its last knows that no other
    /// held it since.
    pub turns: i64,
    /// Whether it is a demonstration: invented, and open to every user of the machine.
    pub demo: bool,
    /// The turn in which a dated link changed last.
    pub moved_turn: Option<i64>,
}

impl Installation {
    /// `at`, or the end of the clock's last run if that is later.
    #[must_use]
    pub fn not_before_last_run(&self, at: Instant) -> Instant {
        self.ran_until.map_or(at, |ran_until| at.max(ran_until))
    }

    /// The time that this installation has reached: that of a rehearsal's clock, or of the clock's
    /// last run.
    #[must_use]
    pub fn reached(&self) -> Instant {
        self.not_before_last_run(self.clock_at)
    }
}

/// The installation; none in a database that no one has initialised.
///
/// # Errors
/// Fails when the database does.
pub async fn load(tx: &mut Tx) -> Result<Option<Installation>> {
    tx.first(LOAD, &[], |row| from_row(row, 0)).await
}

/// The installation whose columns begin at `first`.
pub(crate) fn from_row(row: Row<'_>, first: usize) -> Result<Installation> {
    Ok(Installation {
        rehearsal: row.get(first)?,
        created_at: row.get(first + 1)?,
        clock_at: row.get(first + 2)?,
        ran_until: row.get(first + 3)?,
        first_cycle: row.get(first + 4)?,
        turns: row.get(first + 5)?,
        demo: row.get(first + 6)?,
        moved_turn: row.get(first + 7)?,
    })
}

/// When the installation was made, which tells it from every other one: to the microsecond, and
/// the same in each of its backups. Works on a schema of any version.
///
/// # Errors
/// Fails when the database does.
pub async fn made_at(tx: &mut Tx) -> Result<Option<Instant>> {
    tx.first(MADE_AT, &[], |row| row.get(0)).await
}

/// Makes the installation.
///
/// # Errors
/// [`StoreError::Conflict`] when there is one already.
pub async fn create(tx: &mut Tx, rehearsal: bool, now: Instant, first_cycle: Cycle) -> Result<()> {
    tx.execute(CREATE, &[rehearsal.into(), now.into(), first_cycle.into()]).await?;
    Ok(())
}

/// Records that a dated link changes in this turn.
pub(crate) async fn mark_moved(tx: &mut Tx) -> Result<()> {
    tx.execute(MARK_MOVED, &[]).await?;
    Ok(())
}

/// Marks the installation as a demonstration, for good.
///
/// # Errors
/// Fails when the database does.
pub async fn mark_demo(tx: &mut Tx) -> Result<()> {
    tx.execute(MARK_DEMO, &[]).await?;
    Ok(())
}

/// Makes the installation a rehearsal, whose clock stands at `at`.
///
/// # Errors
/// Fails when the database does.
pub async fn begin_rehearsal(tx: &mut Tx, at: Instant) -> Result<()> {
    tx.execute(BEGIN_REHEARSAL, &[at.into()]).await?;
    Ok(())
}

/// Waits like [`take_work_lock`], in a database that may have no installation yet.
pub(crate) async fn wait_for_turn(tx: &mut Tx) -> Result<()> {
    tx.execute(TAKE_TURN, &[]).await?;
    Ok(())
}

/// Waits for any other process that works on the clock or the directory, keeps others waiting until
/// this transaction ends, and returns the installation as it then is.
///
/// # Errors
/// [`StoreError::Corrupt`] when there is no installation.
pub async fn take_work_lock(tx: &mut Tx) -> Result<Installation> {
    wait_for_turn(tx).await?;
    let missing = || StoreError::Corrupt("the installation's row is missing".to_owned());
    load(tx).await?.ok_or_else(missing)
}

/// Records that all work due up to `until` is done. The clock never goes back: a rehearsal that
/// began after its first cycle catches up on earlier work.
///
/// # Errors
/// Fails when the database does.
pub async fn advance(tx: &mut Tx, until: Instant) -> Result<()> {
    tx.execute(ADVANCE, &[until.into()]).await?;
    Ok(())
}
