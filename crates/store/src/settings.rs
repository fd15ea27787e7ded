//! Settings of regions, distributors and partners, and the record of their changes.

use crate::error::Result;
use crate::sql::statements;
use crate::transparency::pending;
use crate::tx::Tx;
use crate::value::{Row, Value};
use countersign_domain::instant::Instant;
use countersign_domain::leaf::{LeafKind, LeafName};
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
            "reminder_days, ",
            $prefix,
            "review_days"
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
            "reminder_days = $10, review_days = $11 WHERE id = $1"
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
    RECORD = "INSERT INTO setting_changes (id, changed_at, level, code, setting, before, after, \
        person_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    CHANGES = "SELECT s.changed_at, s.setting, s.before, s.after, p.name FROM setting_changes s \
        LEFT JOIN people p ON p.id = s.person_id WHERE s.level = $1 AND s.code = $2 \
        ORDER BY s.id DESC LIMIT $3";
    EACH_CHANGE = "SELECT id, level, code, setting, before, after FROM setting_changes ORDER BY id";
    EACH_REGION = concat!("SELECT code, ", columns!(""), " FROM regions ORDER BY id");
    EACH_DISTRIBUTOR = concat!("SELECT c.code, ", columns!("d."),
        " FROM distributors d JOIN companies c ON c.id = d.id ORDER BY d.id");
    EACH_PARTNER = concat!("SELECT c.code, ", columns!("p."),
        " FROM partners p JOIN companies c ON c.id = p.id ORDER BY p.id");
    OF_PARTNERS = concat!("SELECT p.id, c.code, c.name, ", columns!("p."),
        " FROM partners p JOIN companies c ON c.id = p.id WHERE p.distributor_id = $1 ",
        "AND c.code > $2 AND COALESCE(", columns!("p."), ") IS NOT NULL ",
        "ORDER BY c.code LIMIT $3");
}

/// A level with settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// A region.
    Region,
    /// A distributor.
    Distributor,
    /// A partner.
    Partner,
}

impl Level {
    /// Every level.
    pub const ALL: [Self; 3] = [Self::Region, Self::Distributor, Self::Partner];

    /// The word of the record of changes.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Distributor => "distributor",
            Self::Partner => "partner",
        }
    }
}

/// Reads the settings' columns, from `first` on.
pub(crate) fn from_row(row: &Row<'_>, first: usize) -> Result<Settings> {
    let mut settings = Settings::default();
    for (at, setting) in Setting::ALL.into_iter().enumerate() {
        settings.set(setting, row.get(first + at)?);
    }
    Ok(settings)
}

/// The values, in the order of the columns.
pub(crate) fn values(settings: &Settings) -> [Value<'static>; Setting::ALL.len()] {
    Setting::ALL.map(|setting| settings.get(setting).into())
}

/// The person who changes settings, and the instant.
#[derive(Clone, Copy, Debug)]
pub struct SettingAuthor {
    /// The instant.
    pub at: Instant,
    /// The person; none for a command.
    pub person_id: Option<i64>,
}

/// Sets the values in `given` at one level and keeps the rest; each change is recorded. True if
/// there was any.
///
/// # Errors
/// Fails when the database does.
pub async fn change(
    tx: &mut Tx,
    level: Level,
    id: i64,
    code: &str,
    given: &Settings,
    by: SettingAuthor,
) -> Result<bool> {
    let own = of(tx, level, id).await?.unwrap_or_default();
    let mut after = own;
    for setting in Setting::ALL {
        after.set(setting, given.get(setting).or(own.get(setting)));
    }
    write(tx, level, id, code, [&own, &after], by).await
}

/// Replaces the settings of one level by the given ones; a missing value is inherited from then on.
/// Each change is recorded. True if there was any.
///
/// # Errors
/// Fails when the database does.
pub async fn replace(
    tx: &mut Tx,
    level: Level,
    id: i64,
    code: &str,
    given: &Settings,
    by: SettingAuthor,
) -> Result<bool> {
    let own = of(tx, level, id).await?.unwrap_or_default();
    write(tx, level, id, code, [&own, given], by).await
}

/// The values that are set at one level.
///
/// # Errors
/// Fails when the database does.
pub async fn of(tx: &mut Tx, level: Level, id: i64) -> Result<Option<Settings>> {
    let load = match level {
        Level::Region => OF_REGION,
        Level::Distributor => OF_DISTRIBUTOR,
        Level::Partner => OF_PARTNER,
    };
    tx.first(load, &[id.into()], |row| from_row(&row, 0)).await
}

async fn write(
    tx: &mut Tx,
    level: Level,
    id: i64,
    code: &str,
    [own, after]: [&Settings; 2],
    by: SettingAuthor,
) -> Result<bool> {
    if own == after {
        return Ok(false);
    }
    let mut next = tx.first(LAST_CHANGE, &[], |row| row.get::<i64>(0)).await?.unwrap_or(0);
    for setting in Setting::ALL {
        let (before, value) = (own.get(setting), after.get(setting));
        if before == value {
            continue;
        }
        next += 1;
        let row = [
            next.into(),
            by.at.into(),
            level.word().into(),
            code.into(),
            setting.name().into(),
            before.into(),
            value.into(),
            by.person_id.into(),
        ];
        tx.execute(RECORD, &row).await?;
        pending::add(tx, &[LeafName::numbered(LeafKind::Setting, next)]).await?;
    }
    let write = match level {
        Level::Region => WRITE_REGION,
        Level::Distributor => WRITE_DISTRIBUTOR,
        Level::Partner => WRITE_PARTNER,
    };
    let mut row = vec![id.into()];
    row.extend(values(after));
    tx.execute(write, &row).await?;
    Ok(true)
}

/// A recorded change of a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingChange {
    /// The instant.
    pub changed_at: Instant,
    /// The name of the setting.
    pub setting: String,
    /// The value before; `None` if it was inherited.
    pub before: Option<i64>,
    /// The value after; `None` if it is inherited.
    pub after: Option<i64>,
    /// The person; none for a command.
    pub person: Option<String>,
}

/// The last `limit` changes at one level, the newest first.
///
/// # Errors
/// Fails when the database does.
pub async fn changes(
    tx: &mut Tx,
    level: Level,
    code: &str,
    limit: i64,
) -> Result<Vec<SettingChange>> {
    tx.all(CHANGES, &[level.word().into(), code.into(), limit.into()], |row| {
        Ok(SettingChange {
            changed_at: row.get(0)?,
            setting: row.get(1)?,
            before: row.get(2)?,
            after: row.get(3)?,
            person: row.get(4)?,
        })
    })
    .await
}

/// A partner with settings at its level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfPartner {
    /// The company's number.
    pub id: i64,
    /// The code from import files.
    pub code: String,
    /// The name that people see.
    pub name: String,
    /// What is set for it.
    pub settings: Settings,
}

/// Up to `limit` of a distributor's partners with settings at their level, after a code, by code.
///
/// # Errors
/// Fails when the database does.
pub async fn of_partners(
    tx: &mut Tx,
    distributor: i64,
    after: &str,
    limit: i64,
) -> Result<Vec<OfPartner>> {
    tx.all(OF_PARTNERS, &[distributor.into(), after.into(), limit.into()], |row| {
        Ok(OfPartner {
            id: row.get(0)?,
            code: row.get(1)?,
            name: row.get(2)?,
            settings: from_row(&row, 3)?,
        })
    })
    .await
}

/// The stored row of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedSettingChange {
    /// Its number.
    pub id: i64,
    /// The word of the level.
    pub level: String,
    /// The code of the region or company.
    pub code: String,
    /// The setting's name.
    pub setting: String,
    /// The value before; `None` if it was inherited.
    pub before: Option<i64>,
    /// The value after; `None` if it is inherited.
    pub after: Option<i64>,
}

/// Passes every change to `take`, in order.
///
/// # Errors
/// Fails when the database does.
pub async fn each_change(tx: &mut Tx, mut take: impl FnMut(RecordedSettingChange)) -> Result<()> {
    tx.each(EACH_CHANGE, &[], |row| {
        take(RecordedSettingChange {
            id: row.get(0)?,
            level: row.get(1)?,
            code: row.get(2)?,
            setting: row.get(3)?,
            before: row.get(4)?,
            after: row.get(5)?,
        });
        Ok(())
    })
    .await
}

/// Passes the set values of each region or company of a level to `take`, by its code.
///
/// # Errors
/// Fails when the database does.
pub async fn each_of(
    tx: &mut Tx,
    level: Level,
    mut take: impl FnMut(&str, Settings),
) -> Result<()> {
    let each = match level {
        Level::Region => EACH_REGION,
        Level::Distributor => EACH_DISTRIBUTOR,
        Level::Partner => EACH_PARTNER,
    };
    tx.each(each, &[], |row| {
        take(row.get(0)?, from_row(&row, 1)?);
        Ok(())
    })
    .await
}
