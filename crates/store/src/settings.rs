//! Settings of regions, distributors and partners, and the record of their changes.

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::{Row, Value};
use countersign_domain::instant::Instant;
use countersign_domain::settings::{Setting, Settings};

/// The columns of the settings, in the order of [`Setting::ALL`].
macro_rules! columns {
    ($prefix:literal) => {
        concat!(
            $prefix,
            "auto_submit_days, ",
            $prefix,
            "resubmit_days, ",
            $prefix,
            "settle_days, ",
            $prefix,
            "over_provisioning_threshold_percent, ",
            $prefix,
            "auto_approve, ",
            $prefix,
            "hold_flagged, ",
            $prefix,
            "hold_incomplete, ",
            $prefix,
            "carry_forward_cycles, ",
            $prefix,
            "reminder_days"
        )
    };
}
pub(crate) use columns;

macro_rules! write {
    ($table:literal) => {
        concat!(
            "UPDATE ",
            $table,
            " SET auto_submit_days = $2, resubmit_days = $3, ",
            "settle_days = $4, over_provisioning_threshold_percent = $5, auto_approve = $6, ",
            "hold_flagged = $7, hold_incomplete = $8, carry_forward_cycles = $9, ",
            "reminder_days = $10 WHERE id = $1"
        )
    };
}

statements! {
    OF_REGION = concat!("SELECT ", columns!(""), " FROM regions WHERE id = $1");
    OF_DISTRIBUTOR = concat!("SELECT ", columns!(""), " FROM distributors WHERE id = $1");
    OF_PARTNER = concat!("SELECT ", columns!(""), " FROM partners WHERE id = $1");
    WRITE_REGION = write!("regions");
    WRITE_DISTRIBUTOR = write!("distributors");
    WRITE_PARTNER = write!("partners");
    LAST_CHANGE = "SELECT COALESCE(MAX(id), 0) FROM setting_changes";
    RECORD = "INSERT INTO setting_changes (id, changed_at, level, code, setting, before, after) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
}

/// A level that has settings of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// A region.
    Region,
    /// A distributor.
    Distributor,
    /// A partner.
    Partner,
}

impl Level {
    const fn word(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Distributor => "distributor",
            Self::Partner => "partner",
        }
    }
}

/// Reads nine columns, from `first` on.
pub(crate) fn from_row(row: &Row<'_>, first: usize) -> Result<Settings> {
    let mut settings = Settings::default();
    for (at, setting) in Setting::ALL.into_iter().enumerate() {
        settings.set(setting, row.get(first + at)?);
    }
    Ok(settings)
}

/// The nine values, in the order of the columns.
pub(crate) fn values(settings: &Settings) -> [Value<'static>; 9] {
    Setting::ALL.map(|setting| settings.get(setting).into())
}

/// Sets what `given` gives at one level and leaves the rest; each change is recorded.
///
/// # Errors
/// The engine's.
pub async fn change(
    tx: &mut Tx,
    level: Level,
    id: i64,
    code: &str,
    given: &Settings,
    now: Instant,
) -> Result<()> {
    let (load, write) = match level {
        Level::Region => (OF_REGION, WRITE_REGION),
        Level::Distributor => (OF_DISTRIBUTOR, WRITE_DISTRIBUTOR),
        Level::Partner => (OF_PARTNER, WRITE_PARTNER),
    };
    let own = tx.first(load, &[id.into()], |row| from_row(&row, 0)).await?.unwrap_or_default();
    let mut after = own;
    let mut next = tx.first(LAST_CHANGE, &[], |row| row.get::<i64>(0)).await?.unwrap_or(0);
    for setting in Setting::ALL {
        let value = given.get(setting);
        if value.is_none() || value == own.get(setting) {
            continue;
        }
        after.set(setting, value);
        next += 1;
        let before = own.get(setting);
        let (level, name) = (level.word(), setting.name());
        let row = [
            next.into(),
            now.into(),
            level.into(),
            code.into(),
            name.into(),
            before.into(),
            value.into(),
        ];
        tx.execute(RECORD, &row).await?;
    }
    if after != own {
        let [a, b, c, d, e, f, g, h, i] = values(&after);
        tx.execute(write, &[id.into(), a, b, c, d, e, f, g, h, i]).await?;
    }
    Ok(())
}
