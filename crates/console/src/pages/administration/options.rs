//! What can be chosen in the fields of the directory: what is stored, and the words of the files.

use super::currencies::CURRENCIES;
use super::field_table::{FieldSpecification, Input, Options};
use countersign_app::actions::directory_kind::DirectoryKind;
use countersign_domain::actor::CompanyKind;
use countersign_domain::zone::Zone;
use countersign_language::text::Locale;
use countersign_store::directory::{self, DirectoryQuery, DirectoryScope};
use countersign_store::{Tx, companies, products, regions};
use countersign_web::problem::Problem;

/// Codes or words of the files, each with its label.
pub(super) type Choices = Vec<(String, String)>;

/// The most rows that a list offers; beyond that, their codes are typed.
const MOST: usize = 300;

/// What the directory offers.
#[derive(Default)]
pub(super) struct StoredOptions {
    regions: Choices,
    distributors: Choices,
    vendors: Choices,
    products: Choices,
    /// None if there are too many.
    partners: Option<Choices>,
    /// None if there are too many.
    customers: Option<Choices>,
}

impl StoredOptions {
    /// Loads what the fields of a kind offer.
    ///
    /// # Errors
    /// Fails when the database does.
    pub(super) async fn load(tx: &mut Tx, kind: DirectoryKind) -> Result<Self, Problem> {
        let all = DirectoryScope::Everybodys;
        let asked = DirectoryQuery { whose: all, find: None, after: "", rows: MOST };
        let mut options = Self::default();
        match kind {
            DirectoryKind::Customer => {
                let page = directory::partners(tx, &asked).await?;
                let rows = page.rows.iter().map(|it| (it.code.as_str(), it.name.as_str()));
                options.partners = page.next.is_none().then(|| named(rows));
            }
            DirectoryKind::Subscription => {
                let page = directory::customers(tx, &asked).await?;
                let rows = page.rows.iter().map(|it| (it.code.as_str(), it.name.as_str()));
                options.customers = page.next.is_none().then(|| named(rows));
                let products = products::all(tx).await?;
                let rows = products.iter().map(|it| (it.code.as_str(), it.name.as_str()));
                options.products = named(rows);
            }
            _ => options.load_companies(tx).await?,
        }
        Ok(options)
    }

    /// Loads regions and companies other than partners; there are few.
    async fn load_companies(&mut self, tx: &mut Tx) -> Result<(), Problem> {
        let companies = companies::not_partners(tx).await?;
        let of = |kind: CompanyKind| {
            let of_kind = companies.iter().filter(|company| company.kind == kind);
            named(of_kind.map(|it| (it.code.as_str(), it.name.as_str())))
        };
        let regions = regions::all(tx).await?;
        self.regions = named(regions.iter().map(|it| (it.code.as_str(), it.name.as_str())));
        self.distributors = of(CompanyKind::Distributor);
        self.vendors = of(CompanyKind::Vendor);
        Ok(())
    }

    /// What can be chosen in a field; `None` if it is typed.
    pub(super) fn of(&self, locale: Locale, field: &FieldSpecification) -> Option<Choices> {
        let Input::Choice(options) = field.input else { return None };
        let same = |word: String| (word.clone(), word);
        Some(match options {
            Options::Regions => self.regions.clone(),
            Options::Distributors => self.distributors.clone(),
            Options::Vendors => self.vendors.clone(),
            Options::Products => self.products.clone(),
            Options::Partners => self.partners.clone()?,
            Options::Customers => self.customers.clone()?,
            Options::TimeZones => Zone::names().into_iter().map(same).collect(),
            Options::Currencies => CURRENCIES.map(|code| same(code.to_owned())).to_vec(),
            Options::Languages => {
                let named = |it: &Locale| (it.code().to_owned(), it.own_name().to_owned());
                Locale::ALL.iter().map(named).collect()
            }
            Options::Words(words) => {
                let labelled = words.iter();
                labelled.map(|(word, label)| ((*word).to_owned(), locale.t(label))).collect()
            }
        })
    }

    /// The label of a value where it is one that can be chosen; else the value.
    pub(super) fn label(&self, locale: Locale, field: &FieldSpecification, value: &str) -> String {
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
