//! Verifies settings: each value is the one that its last change set, and each change begins where
//! the one before ended. Numbers of changes have no gaps.

use super::findings::Findings;
use countersign_domain::settings::Setting;
use countersign_store::settings::{self, Level};
use countersign_store::{Result, Tx, deadline_choices, directory_changes};
use std::collections::HashMap;

/// Level, code and setting.
type SettingPlace = (Level, String, &'static str);

fn text(value: Option<i64>) -> String {
    value.map_or_else(|| "nothing".to_owned(), |value| value.to_string())
}

pub(super) async fn verify(tx: &mut Tx, findings: &mut Findings) -> Result<()> {
    let mut last: HashMap<SettingPlace, i64> = HashMap::new();
    let mut numbers = Numbers::new("setting_changes");
    settings::each_change(tx, |change| {
        numbers.next(change.id, findings);
        let setting = Setting::ALL.into_iter().find(|it| it.name() == change.setting);
        let level = Level::ALL.into_iter().find(|it| it.word() == change.level);
        let (Some(setting), Some(level)) = (setting, level) else {
            let (level, setting) = (&change.level, &change.setting);
            findings
                .add(format!("setting change {}: no {level} has a setting {setting}", change.id));
            return;
        };
        let place = (level, change.code, setting.name());
        let before = last.get(&place).copied();
        if change.before != before {
            findings.add(format!(
                "setting change {}, {} of {} {}: before is {}, expected {}",
                change.id,
                setting.name(),
                level.word(),
                place.1,
                text(change.before),
                text(before)
            ));
        }
        match change.after {
            Some(after) => drop(last.insert(place, after)),
            None => drop(last.remove(&place)),
        }
    })
    .await?;
    for level in Level::ALL {
        settings::each_of(tx, level, |code, set| {
            for setting in Setting::ALL {
                let changed = last.remove(&(level, code.to_owned(), setting.name()));
                if set.get(setting) != changed {
                    findings.add(format!(
                        "{} {code}: {} is {}, but its last change set {}",
                        level.word(),
                        setting.name(),
                        text(set.get(setting)),
                        text(changed)
                    ));
                }
            }
        })
        .await?;
    }
    for ((level, code, setting), _) in last {
        let level = level.word();
        findings.add(format!("{setting} was set for {level} {code}, but there is no such {level}"));
    }
    let mut numbers = Numbers::new("directory_changes");
    directory_changes::each_number(tx, |number| numbers.next(number, findings)).await?;
    let mut numbers = Numbers::new("deadline_choices");
    for (number, _, _) in deadline_choices::all(tx).await? {
        numbers.next(number, findings);
    }
    Ok(())
}

/// Rows that are numbered from 1 without gaps.
struct Numbers {
    table: &'static str,
    last: i64,
}

impl Numbers {
    const fn new(table: &'static str) -> Self {
        Self { table, last: 0 }
    }

    fn next(&mut self, number: i64, findings: &mut Findings) {
        let expected = self.last + 1;
        if number != expected {
            findings.add(format!("{}: number {expected} is missing", self.table));
        }
        self.last = number;
    }
}
