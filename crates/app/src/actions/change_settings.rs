//! Changes the settings of a region, a distributor or a partner.
//!
//! Each setting travels with the value that the person saw, so that a change made meanwhile by
//! another person is never overwritten unseen. Changes act on reports made afterwards, because a
//! report keeps the rules with which it was made.

use crate::actions::directory_snapshot::DirectorySnapshot;
use crate::clock::Clock;
use countersign_domain::access::{Area, Right, right, takes_part};
use countersign_domain::actor::{CompanyKind, Person};
use countersign_domain::settings::{Origin, Rules, Setting, Settings, may_write};
use countersign_store::companies::Distributor;
use countersign_store::settings::{self, Level, SettingAuthor};
use countersign_store::{Result, Tx, companies, installation, partners, regions};

/// A level as a person sees it: its own settings, and those that it inherits.
#[derive(Clone, Debug)]
pub struct SettingsLevel {
    /// Which level.
    pub level: Level,
    /// The number of the region or company.
    pub id: i64,
    /// The code of the region or company.
    pub code: String,
    /// The name of the region or company.
    pub name: String,
    /// The values that are set at this level.
    pub own: Settings,
    /// The name of the region above, or of the region itself.
    pub region: String,
    /// The distributor above, or the distributor itself; none for a region.
    pub distributor: Option<(i64, String)>,
    /// Whether reports are made for this level.
    pub has_reports: bool,
    region_settings: Settings,
    distributor_settings: Settings,
}

impl SettingsLevel {
    /// Loads a level; `None` if there is no such region or company.
    async fn load(tx: &mut Tx, level: Level, id: i64) -> Result<Option<Self>> {
        let snapshot = DirectorySnapshot::load(tx).await?;
        match level {
            Level::Region => {
                let region = snapshot.regions().find(|region| region.id == id);
                Ok(region.map(|region| Self {
                    level,
                    id,
                    code: region.code.clone(),
                    name: region.name.clone(),
                    own: region.settings,
                    region: region.name.clone(),
                    distributor: None,
                    has_reports: region.usage_reports,
                    region_settings: region.settings,
                    distributor_settings: Settings::default(),
                }))
            }
            Level::Distributor => {
                let known = snapshot.distributors().any(|distributor| distributor.id == id);
                if known { Self::of_distributor(&snapshot, id).map(Some) } else { Ok(None) }
            }
            Level::Partner => {
                let Some(partner) = partners::by_id(tx, id).await? else { return Ok(None) };
                let above = Self::of_distributor(&snapshot, partner.distributor_id)?;
                let has_reports = snapshot.takes_part(&partner)?;
                let (code, name, own) = (partner.code, partner.name, partner.settings);
                Ok(Some(Self { level, id, code, name, own, has_reports, ..above }))
            }
        }
    }

    fn of_distributor(snapshot: &DirectorySnapshot, id: i64) -> Result<Self> {
        let company = snapshot.company(id)?;
        let Distributor { settings: own, account_type, .. } = snapshot.distributor(id)?;
        let own = *own;
        let (region, _) = snapshot.region_of(id)?;
        Ok(Self {
            level: Level::Distributor,
            id,
            code: company.code.clone(),
            name: company.name.clone(),
            own,
            region: region.name.clone(),
            distributor: Some((id, company.name.clone())),
            has_reports: takes_part(region.usage_reports, account_type, "msp"),
            region_settings: region.settings,
            distributor_settings: own,
        })
    }

    /// The level as the origin of a value.
    #[must_use]
    pub const fn origin(&self) -> Origin {
        match self.level {
            Level::Region => Origin::Region,
            Level::Distributor => Origin::Distributor,
            Level::Partner => Origin::Partner,
        }
    }

    /// The rules that would apply if nothing were set at this level.
    #[must_use]
    pub fn inherited(&self) -> Rules {
        let none = Settings::default();
        match self.level {
            Level::Region => Rules::resolve(&none, &none, &none),
            Level::Distributor => Rules::resolve(&self.region_settings, &none, &none),
            Level::Partner => {
                Rules::resolve(&self.region_settings, &self.distributor_settings, &none)
            }
        }
    }

    /// Loads a level that exists for a person. Nothing of it is loaded before this is known, so
    /// that response times reveal nothing to an outsider.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn seen(tx: &mut Tx, person: &Person, level: Level, id: i64) -> Result<Option<Self>> {
        match is_seen(tx, person, level, id).await? {
            true => Self::load(tx, level, id).await,
            false => Ok(None),
        }
    }

    /// Loads the level of the region or company with a code, as [`Self::seen`] does.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn of_code(
        tx: &mut Tx,
        person: &Person,
        level: Level,
        code: &str,
    ) -> Result<Option<Self>> {
        let id = match level {
            Level::Region => {
                let all = regions::all(tx).await?;
                all.into_iter().find(|region| region.code == code).map(|region| region.id)
            }
            Level::Distributor | Level::Partner => {
                companies::of_code(tx, code).await?.map(|company| company.id)
            }
        };
        match id {
            Some(id) => Self::seen(tx, person, level, id).await,
            None => Ok(None),
        }
    }

    /// Whether a person who sees the level may write its settings.
    #[must_use]
    pub fn is_written_by(&self, person: &Person) -> bool {
        let (kind, role) = (person.company_kind, person.role);
        right(kind, role, Area::PartnerSettings) == Right::Full && may_write(kind, self.origin())
    }
}

/// Whether a level exists for a person: it is their own company's, a company below it, or the
/// person is the operator's.
async fn is_seen(tx: &mut Tx, person: &Person, level: Level, id: i64) -> Result<bool> {
    let own = person.company_id;
    Ok(match (person.company_kind, level) {
        (CompanyKind::Operator, _) => true,
        (CompanyKind::Distributor, Level::Distributor) | (CompanyKind::Partner, Level::Partner) => {
            id == own
        }
        (CompanyKind::Distributor, Level::Partner) => {
            partners::distributor_of(tx, id).await? == Some(own)
        }
        _ => false,
    })
}

/// A person's change of settings.
#[derive(Clone, Copy, Debug, Default)]
pub struct SettingsInput {
    /// The values that the person saw.
    pub was: Settings,
    /// The values that the person wants.
    pub wanted: Settings,
}

impl SettingsInput {
    /// The settings that both the person and another person changed, to different values.
    pub fn conflicts(&self, stored: &Settings) -> impl Iterator<Item = Setting> {
        let (change, stored) = (*self, *stored);
        Setting::ALL.into_iter().filter(move |setting| {
            let [was, wanted, stored] =
                [&change.was, &change.wanted, &stored].map(|it| it.get(*setting));
            wanted != was && stored != was && stored != wanted
        })
    }

    /// The values to store: the person's changes over the stored ones.
    fn over(&self, stored: &Settings) -> Settings {
        let mut after = *stored;
        for setting in Setting::ALL {
            let wanted = self.wanted.get(setting);
            if wanted != self.was.get(setting) {
                after.set(setting, wanted);
            }
        }
        after
    }
}

/// Why nothing was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingsRefusal {
    /// The level does not exist for this person.
    NotHere,
    /// The person may read it but not write it.
    NotPermitted,
    /// Another person changed the same settings meanwhile.
    Stale,
}

/// Writes a change and returns how many settings became different.
///
/// # Errors
/// Fails when the database does.
pub async fn run(
    tx: &mut Tx,
    clock: &Clock,
    person: &Person,
    level: Level,
    id: i64,
    change: &SettingsInput,
) -> Result<std::result::Result<usize, SettingsRefusal>> {
    // Changes are numbered, and two at once must not get one number.
    let installation = installation::take_work_lock(tx).await?;
    let Some(place) = SettingsLevel::seen(tx, person, level, id).await? else {
        return Ok(Err(SettingsRefusal::NotHere));
    };
    if !place.is_written_by(person) {
        return Ok(Err(SettingsRefusal::NotPermitted));
    }
    if change.conflicts(&place.own).next().is_some() {
        return Ok(Err(SettingsRefusal::Stale));
    }
    let after = change.over(&place.own);
    let differs = |setting: &Setting| after.get(*setting) != place.own.get(*setting);
    let changed = Setting::ALL.iter().filter(|setting| differs(setting)).count();
    let by = SettingAuthor { at: clock.now(&installation), person_id: Some(person.id) };
    settings::replace(tx, level, id, &place.code, &after, by).await?;
    Ok(Ok(changed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(days: Option<i64>) -> Settings {
        let mut settings = Settings::default();
        settings.set(Setting::AutoSubmitDays, days);
        settings
    }

    #[test]
    fn only_what_was_changed_here_and_elsewhere_is_a_conflict() {
        let conflicts = |was, wanted, stored| {
            let change = SettingsInput { was: days(was), wanted: days(wanted) };
            change.conflicts(&days(stored)).count()
        };
        assert_eq!(conflicts(Some(5), Some(7), Some(5)), 0, "nobody else");
        assert_eq!(conflicts(Some(5), Some(7), Some(6)), 1, "both");
        assert_eq!(conflicts(Some(5), Some(7), None), 1, "somebody else inherits now");
        assert_eq!(conflicts(Some(5), Some(7), Some(7)), 0, "both the same");
        assert_eq!(conflicts(Some(5), Some(5), Some(6)), 0, "somebody else only");
    }

    #[test]
    fn what_others_changed_stays() {
        let mut change = SettingsInput { was: days(None), wanted: days(Some(7)) };
        change.was.set(Setting::ReviewDays, Some(5));
        change.wanted.set(Setting::ReviewDays, Some(5));
        let after = change.over(&Settings::default());
        assert_eq!(after, days(Some(7)));
    }
}
