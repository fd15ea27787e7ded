//! The companies as a tree: regions, their distributors, how many partners each has; vendors.

use crate::addresses;
use crate::context::Context;
use countersign_domain::actor::CompanyKind;
use countersign_language::text::Locale;
use countersign_store::retirements::{self, RetirableKind};
use countersign_store::settings::Level;
use countersign_store::{Tx, companies, directory, regions};
use countersign_web::problem::Problem;
use std::collections::HashMap;

pub(super) struct Branch {
    pub(super) id: i64,
    pub(super) settings: String,
    pub(super) code: String,
    pub(super) name: String,
    /// Time zone, currency, and whether usage reports exist.
    pub(super) facts: String,
    pub(super) usage_reports: bool,
    pub(super) distributors: Vec<Twig>,
}

/// A distributor with the number of its partners.
pub(super) struct Twig {
    pub(super) id: i64,
    pub(super) settings: String,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) is_isp: bool,
    pub(super) is_retired: bool,
    pub(super) partners: String,
}

pub(super) struct Leaf {
    pub(super) id: i64,
    pub(super) is_retired: bool,
    pub(super) code: String,
    pub(super) name: String,
}

pub(super) struct Tree {
    pub(super) regions: Vec<Branch>,
    pub(super) vendors: Vec<Leaf>,
}

/// Loads the tree; regions, distributors and vendors are few.
pub(super) async fn load(tx: &mut Tx, context: &Context) -> Result<Tree, Problem> {
    let locale = context.locale;
    let counts: HashMap<i64, i64> = directory::partner_counts(tx).await?.into_iter().collect();
    let all = companies::not_partners(tx).await?;
    let distributors = companies::distributors(tx).await?;
    let ids = all.iter().map(|it| it.id);
    let mut retired = retirements::among(tx, RetirableKind::Vendor, ids.clone()).await?;
    retired.extend(retirements::among(tx, RetirableKind::Distributor, ids).await?);
    let twig = |id: i64, is_isp: bool| {
        let company = all.iter().find(|company| company.id == id)?;
        let count = counts.get(&id).copied().unwrap_or(0);
        Some(Twig {
            id,
            settings: addresses::settings(Level::Distributor, id),
            code: company.code.clone(),
            name: company.name.clone(),
            is_isp,
            is_retired: retired.contains(&id),
            partners: locale.say("directory-partner-count").with("count", count).to_string(),
        })
    };
    let branch = |region: regions::Region| {
        let of = distributors.iter().filter(|it| it.region_id == region.id);
        let mut twigs: Vec<Twig> =
            of.filter_map(|it| twig(it.id, it.account_type == "isp")).collect();
        twigs.sort_by(|a, b| a.code.cmp(&b.code));
        Branch {
            facts: [&region.time_zone, &region.currency, &language(locale, &region.language)]
                .map(String::as_str)
                .join(" · "),
            id: region.id,
            settings: addresses::settings(Level::Region, region.id),
            code: region.code,
            name: region.name,
            usage_reports: region.usage_reports,
            distributors: twigs,
        }
    };
    let mut regions: Vec<Branch> = regions::all(tx).await?.into_iter().map(branch).collect();
    regions.sort_by(|a, b| a.code.cmp(&b.code));
    let vendors = all.iter().filter(|company| company.kind == CompanyKind::Vendor);
    let mut vendors: Vec<Leaf> = vendors
        .map(|it| Leaf {
            id: it.id,
            is_retired: retired.contains(&it.id),
            code: it.code.clone(),
            name: it.name.clone(),
        })
        .collect();
    vendors.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(Tree { regions, vendors })
}

/// The name of a region's language; for a stored tag that is none, what happens instead.
fn language(locale: Locale, tag: &str) -> String {
    match Locale::from_code(tag) {
        Some(known) => known.own_name().to_owned(),
        None => locale.say("directory-language-unknown").with_text("tag", tag).to_string(),
    }
}
