//! An overview of settings: for the operator regions and distributors as a tree, for others the
//! settings that apply to their company.

use super::level;
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use askama::Template;
use countersign_app::actions::directory_snapshot::DirectorySnapshot;
use countersign_domain::actor::CompanyKind;
use countersign_domain::settings::{Origin, Rules, Setting, Settings};
use countersign_language::text::Locale;
use countersign_store::Tx;
use countersign_store::settings::{self, Level};
use countersign_web::problem::{Answer, Problem};

const ROWS: usize = 50;

#[derive(Template)]
#[template(path = "settings.html")]
struct Overview {
    layout: Layout,
    columns: Vec<String>,
    defaults: Vec<String>,
    rows: Vec<LevelRow>,
}

/// A region or a distributor.
struct LevelRow {
    address: String,
    name: String,
    code: String,
    is_region: bool,
    is_isp: bool,
    cells: Vec<SettingCell>,
}

/// A setting of it.
struct SettingCell {
    /// What the setting is called.
    name: String,
    value: String,
    /// The origin of an inherited value; `None` if it is set here.
    from: Option<&'static str>,
}

/// A distributor's partners with settings at their level.
pub(super) struct Below {
    pub(super) all_partners: String,
    pub(super) partners: Vec<PartnerSettings>,
    pub(super) next: Option<String>,
}

/// A partner with what is set for it.
pub(super) struct PartnerSettings {
    pub(super) address: String,
    pub(super) name: String,
    pub(super) code: String,
    pub(super) settings: Vec<(String, String)>,
}

/// Shows the tree to the operator, and to others the settings that apply to their company.
pub(super) async fn show(context: &Context) -> Answer {
    let person = context.person()?;
    match person.company_kind {
        CompanyKind::Operator => tree(context).await,
        CompanyKind::Distributor => {
            level::page(context, Level::Distributor, person.company_id, None).await
        }
        CompanyKind::Partner => level::page(context, Level::Partner, person.company_id, None).await,
        CompanyKind::Vendor => Err(Problem::NotFound),
    }
}

async fn tree(context: &Context) -> Answer {
    let locale = context.locale;
    let snapshot = context.read(async |tx| Ok(DirectorySnapshot::load(tx).await?)).await?;
    let mut regions: Vec<_> = snapshot.regions().collect();
    regions.sort_by(|a, b| a.code.cmp(&b.code));
    let mut rows = Vec::new();
    for region in regions {
        let none = Settings::default();
        let rules = Rules::resolve(&region.settings, &none, &none);
        rows.push(LevelRow {
            address: addresses::settings(Level::Region, region.id),
            name: region.name.clone(),
            code: region.code.clone(),
            is_region: true,
            is_isp: false,
            cells: cells(locale, &rules, Origin::Region),
        });
        let mut below = Vec::new();
        for distributor in snapshot.distributors().filter(|it| it.region_id == region.id) {
            let company = snapshot.company(distributor.id)?;
            let rules = Rules::resolve(&region.settings, &distributor.settings, &none);
            below.push(LevelRow {
                address: addresses::settings(Level::Distributor, distributor.id),
                name: company.name.clone(),
                code: company.code.clone(),
                is_region: false,
                is_isp: distributor.account_type == "isp",
                cells: cells(locale, &rules, Origin::Distributor),
            });
        }
        below.sort_by(|a, b| a.code.cmp(&b.code));
        rows.extend(below);
    }
    html(&Overview {
        layout: context.layout(locale.t("nav-settings")),
        columns: Setting::ALL.map(|setting| locale.setting(setting)).to_vec(),
        defaults: Setting::ALL
            .map(|setting| locale.setting_value(setting, setting.default_value()))
            .to_vec(),
        rows,
    })
}

fn cells(locale: Locale, rules: &Rules, level: Origin) -> Vec<SettingCell> {
    let cell = |setting: Setting| {
        let resolved = rules.get(setting);
        let from = match resolved.origin {
            Origin::Region => "region",
            _ => "default",
        };
        SettingCell {
            name: locale.setting(setting),
            value: locale.setting_value(setting, resolved.value),
            from: (resolved.origin != level).then_some(from),
        }
    };
    Setting::ALL.into_iter().map(cell).collect()
}

impl Below {
    pub(super) async fn load(
        tx: &mut Tx,
        context: &Context,
        distributor: i64,
        after: &str,
    ) -> Result<Self, Problem> {
        let locale = context.locale;
        let limit = i64::try_from(ROWS).unwrap_or(1) + 1;
        let mut found = settings::of_partners(tx, distributor, after, limit).await?;
        let more = found.len() > ROWS;
        found.truncate(ROWS);
        let next = found
            .last()
            .filter(|_| more)
            .map(|last| addresses::with_query(context.uri.path(), &[("after", &last.code)]));
        let own = |it: settings::OfPartner| PartnerSettings {
            address: addresses::settings(Level::Partner, it.id),
            name: it.name,
            code: it.code,
            settings: own_values(locale, &it.settings),
        };
        // The operator can choose between distributors.
        let all_partners = match context.person()?.company_kind {
            CompanyKind::Operator => addresses::partners_of(distributor),
            _ => addresses::PARTNERS.to_owned(),
        };
        let partners = found.into_iter().map(own).collect();
        Ok(Self { all_partners, partners, next })
    }
}

/// The settings that are set at a level, each with its value.
fn own_values(locale: Locale, own: &Settings) -> Vec<(String, String)> {
    let value = |setting: Setting| {
        let value = own.get(setting)?;
        Some((locale.setting(setting), locale.setting_value(setting, value)))
    };
    Setting::ALL.into_iter().filter_map(value).collect()
}
