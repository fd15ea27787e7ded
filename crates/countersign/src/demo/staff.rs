//! The people: who acts for which company, and who can be signed in with one click.

use super::companies::{DISTRIBUTORS, Distributor, Partner};
use super::products::VENDORS;
use super::timeline::dice;
use crate::sample::words::{self, NameParts};
use countersign_console::demonstration::DemoSignIn;
use countersign_domain::actor::{CompanyKind, Role};
use countersign_domain::code::OPERATOR_CODE;

/// A person in one company.
pub(super) struct Member {
    pub(super) email: String,
    pub(super) name: String,
    pub(super) company: &'static str,
    pub(super) role: Role,
}

/// The companies with a person in every role: code, domain of the addresses, and people in the
/// order of [`Role::ALL`].
#[rustfmt::skip]
const FULLY_STAFFED: [(&str, &str, [[&str; 2]; 7]); 4] = [
    (OPERATOR_CODE, "operator.example", [["Ada Brenner", "ada.brenner"],
        ["Milo Farkas", "milo.farkas"], ["Ines Calado", "ines.calado"],
        ["Tomasz Wilk", "tomasz.wilk"], ["Freja Lund", "freja.lund"],
        ["Hana Novotná", "hana.novotna"], ["Oskar Beck", "oskar.beck"]]),
    ("NORDLICHT", "nordlicht.example", [["Karin Vinter", "karin.vinter"],
        ["Pekka Salo", "pekka.salo"], ["Signe Dahl", "signe.dahl"],
        ["Matthias Ohlsen", "matthias.ohlsen"], ["Elin Fors", "elin.fors"],
        ["Rasmus Toft", "rasmus.toft"], ["Jonas Brandt", "jonas.brandt"]]),
    ("ANGSTROM", "angstrom.example", [["Göran Ek", "goran.ek"], ["Maja Ström", "maja.strom"],
        ["Ali Rezai", "ali.rezai"], ["Tove Hallin", "tove.hallin"],
        ["Nils Åberg", "nils.aberg"], ["Sara Wik", "sara.wik"], ["Eva Lind", "eva.lind"]]),
    ("KESTERVALL", "kestervall.example", [["Ruth Okafor", "ruth.okafor"],
        ["Dario Conti", "dario.conti"], ["Lena Hartwig", "lena.hartwig"],
        ["Samir Haddad", "samir.haddad"], ["Clara Moreau", "clara.moreau"],
        ["Theo Jansen", "theo.jansen"], ["Mira Kovač", "mira.kovac"]]),
];

/// A bookkeeper who works for two partners and for their distributor.
const IN_SEVERAL: (&str, &str, [&str; 3]) =
    ("Linnea Holm", "linnea@holm-books.example", ["FJORDNETT", "VASTERDRIFT", "NORDLICHT"]);

/// The Billing Managers of other companies who can be signed in with one click, and why each is
/// offered.
#[rustfmt::skip]
const MORE: [(&str, &str); 13] = [
    ("TIDEMORA", ""),
    ("RHEINBOGEN", ""),
    ("WEIDENTAL", ""),
    ("KIRIMINE", ""),
    ("AOBADOU", ""),
    ("BLUEWATER", ""),
    ("DALHANDEL", "demo-note-reseller"),
    ("FJELLNETT", "demo-note-isp"),
    ("KYSTLINJE", "demo-note-isp-partner"),
    ("SADAFNUR", "demo-note-region-off"),
    ("NAJMATRIMAL", "demo-note-region-off"),
    ("THALYSSA", ""),
    ("HAVNEDATA", ""),
];

const SEVERAL_NOTE: &str = "demo-note-several";

/// Everyone who can be signed in with one click.
#[must_use]
pub fn people() -> Vec<DemoSignIn> {
    let members = members();
    let staffed = |member: &&Member| FULLY_STAFFED.iter().any(|it| it.0 == member.company);
    let several = |member: &&Member| member.email == IN_SEVERAL.1;
    let mut people: Vec<DemoSignIn> = Vec::new();
    people.extend(members.iter().filter(|it| staffed(it) && !several(it)).map(|it| it.sign_in("")));
    people.extend(members.iter().filter(several).map(|it| it.sign_in(SEVERAL_NOTE)));
    for (company, note) in MORE {
        let clerk = members.iter().find(|it| it.company == company && it.role == BILLING);
        people.extend(clerk.map(|it| it.sign_in(note)));
    }
    people
}

const BILLING: Role = Role::BillingManager;

/// Everyone, ordered by who acts for the company first.
pub(super) fn members() -> Vec<Member> {
    let mut members = Vec::new();
    members.extend(staff(OPERATOR_CODE, &words::ENGLISH));
    for (code, _) in VENDORS {
        members.extend(staff(code, &words::ENGLISH));
    }
    for distributor in &DISTRIBUTORS {
        members.extend(staff(distributor.code, distributor.locale));
        for partner in distributor.partners {
            members.extend(staff(partner.code, distributor.locale));
        }
    }
    let (name, email, companies) = IN_SEVERAL;
    members.extend(companies.map(|company| Member::new(email.to_owned(), name, company, BILLING)));
    members
}

/// The people of one company.
fn staff(company: &'static str, locale: &NameParts) -> Vec<Member> {
    if let Some((_, domain, names)) = FULLY_STAFFED.iter().find(|it| it.0 == company) {
        let member = |([name, local], role): (&[&str; 2], Role)| {
            Member::new(format!("{local}@{domain}"), name, company, role)
        };
        return names.iter().zip(Role::ALL).map(member).collect();
    }
    let mut random = dice(company, i64::MAX);
    let domain = format!("{}.example", company.to_lowercase());
    let mut hire = |local: &str, role| {
        let name = locale.person(&mut random);
        Member::new(format!("{local}@{domain}"), &name, company, role)
    };
    vec![hire("admin", Role::Administrator), hire("billing", BILLING)]
}

impl Member {
    fn new(email: String, name: &str, company: &'static str, role: Role) -> Self {
        Self { email, name: name.to_owned(), company, role }
    }

    fn sign_in(&self, note: &'static str) -> DemoSignIn {
        let (company_kind, company_name) = company(self.company);
        DemoSignIn {
            label: format!("{}, {} of {company_name}", self.name, self.role.name()),
            name: self.name.clone(),
            email: self.email.clone(),
            company: self.company,
            company_name,
            company_kind,
            role: self.role,
            note,
        }
    }
}

/// The kind of a company and its name.
fn company(code: &str) -> (CompanyKind, &'static str) {
    let vendor = VENDORS.iter().find(|(vendor, _)| *vendor == code);
    let distributor = DISTRIBUTORS.iter().find(|it: &&Distributor| it.code == code);
    let mut partners = DISTRIBUTORS.iter().flat_map(|it| it.partners);
    let partner = partners.find(|it: &&Partner| it.code == code);
    match (vendor, distributor, partner) {
        (Some((_, name)), ..) => (CompanyKind::Vendor, *name),
        (_, Some(distributor), _) => (CompanyKind::Distributor, distributor.name),
        (.., Some(partner)) => (CompanyKind::Partner, partner.name),
        _ => (CompanyKind::Operator, "Operator"),
    }
}
