//! What can be chosen in the fields of the directory: what is stored, and the words of the files.

use super::field_table::{FieldSpecification, Input, Options};
use countersign_domain::actor::CompanyKind;
use countersign_language::text::NameParts;
use countersign_store::{Tx, companies, regions};
use countersign_web::problem::Problem;

/// Codes or words of the files, each with its label.
pub(super) type Choices = Vec<(String, String)>;

/// What the directory offers.
pub(super) struct StoredOptions {
    regions: Choices,
    distributors: Choices,
    vendors: Choices,
}

impl StoredOptions {
    /// Loads them; there are few.
    ///
    /// # Errors
    /// Fails when the database does.
    pub(super) async fn load(tx: &mut Tx) -> Result<Self, Problem> {
        let companies = companies::not_partners(tx).await?;
        let of = |kind: CompanyKind| {
            let of_kind = companies.iter().filter(|company| company.kind == kind);
            named(of_kind.map(|it| (it.code.as_str(), it.name.as_str())))
        };
        let regions = regions::all(tx).await?;
        Ok(Self {
            regions: named(regions.iter().map(|it| (it.code.as_str(), it.name.as_str()))),
            distributors: of(CompanyKind::Distributor),
            vendors: of(CompanyKind::Vendor),
        })
    }

    /// What can be chosen in a field; none where it is typed.
    pub(super) fn of(&self, locale: NameParts, field: &FieldSpecification) -> Option<Choices> {
        let Input::Choice(options) = field.input else { return None };
        Some(match options {
            Options::Regions => self.regions.clone(),
            Options::Distributors => self.distributors.clone(),
            Options::Vendors => self.vendors.clone(),
            Options::Words(words) => {
                let labelled = words.iter();
                labelled.map(|(word, label)| ((*word).to_owned(), locale.t(label))).collect()
            }
        })
    }

    /// The label of a value where it is one that can be chosen; else the value.
    pub(super) fn label(
        &self,
        locale: NameParts,
        field: &FieldSpecification,
        value: &str,
    ) -> String {
        label(self.of(locale, field).as_ref(), value)
    }
}

/// The label of a value among the choices of its field; the value where it has none.
pub(super) fn label(choices: Option<&Choices>, value: &str) -> String {
    let found = choices.into_iter().flatten().find(|(word, _)| word == value);
    found.map_or_else(|| value.to_owned(), |(_, label)| label.clone())
}

fn named<'a>(rows: impl Iterator<Item = (&'a str, &'a str)>) -> Choices {
    let mut named: Choices =
        rows.map(|(code, name)| (code.to_owned(), format!("{name} · {code}"))).collect();
    named.sort();
    named
}
