//! Reads the frozen parts of a report back from the text that its digest covers.

use crate::access::Parties;
use crate::basis::Basis;
use crate::cycle::Cycle;
use crate::export::Names;
use crate::instant::Instant;
use crate::line::ProductTerms;
use crate::zone::Zone;
use serde::Deserialize;
use uuid::Uuid;

/// The parts that are frozen when a report is made.
#[derive(Clone, Debug)]
pub struct FrozenParts {
    /// The identifying data.
    pub names: Names,
    /// The companies.
    pub parties: Parties,
    /// The cycle.
    pub cycle: Cycle,
    /// The time zone.
    pub zone: Zone,
    /// The stored text of the rules.
    pub rules: String,
    /// When it was made.
    pub made_at: Instant,
    /// The first deadline.
    pub deadline: Instant,
    /// The products of the lines that it was made with.
    pub terms: Vec<ProductTerms>,
}

/// The text, element by element.
#[derive(Deserialize)]
struct FrozenText(
    String,
    [i64; 3],
    String,
    [String; 3],
    [String; 3],
    [Option<String>; 2],
    String,
    String,
    [i64; 2],
    Vec<TermsText>,
);

#[derive(Deserialize)]
struct TermsText(i64, String, String, String, u8, String, bool);

impl FrozenParts {
    /// The parts in a text; `None` if it is no such text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let FrozenText(id, parties, cycle, seller, partner, place, zone, rules, times, terms) =
            serde_json::from_str(text).ok()?;
        let [distributor_id, partner_id, vendor_id] = parties;
        let [distributor, distributor_name, vendor] = seller;
        let [partner, partner_name, company_id] = partner;
        let [city, state] = place;
        let names = Names {
            report_id: Uuid::parse_str(&id).ok()?,
            distributor,
            distributor_name,
            vendor,
            partner,
            partner_name,
            company_id,
            city,
            state,
        };
        let [made_at, deadline] = times.map(Instant::from_micros);
        Some(Self {
            names,
            parties: Parties { partner_id, distributor_id, vendor_id },
            cycle: Cycle::parse(&cycle).ok()?,
            zone: Zone::parse(&zone).ok()?,
            rules,
            made_at,
            deadline,
            terms: terms.into_iter().map(TermsText::terms).collect::<Option<_>>()?,
        })
    }
}

impl TermsText {
    fn terms(self) -> Option<ProductTerms> {
        let Self(id, code, name, unit, decimals, basis, reports_usage) = self;
        let basis = Basis::parse(&basis).ok()?;
        Some(ProductTerms { id, code, name, unit, decimals, basis, reports_usage })
    }
}
