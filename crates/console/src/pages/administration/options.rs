//! What can be chosen in the fields of the directory: what is stored, and the words of the files.

use super::currencies::CURRENCIES;
use super::field_table::{FieldSpecification, Input, Options};
use countersign_app::actions::directory_kind::DirectoryKind;
use countersign_domain::actor::CompanyKind;
use countersign_domain::zone::Zone;
use countersign_language::text::Locale;
use countersign_store::directory::{self, DirectoryQuery, DirectoryScope};
use countersign_store::retirements::RetirableKind;
use countersign_store::{Tx, companies, products, regions, retirements};
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
    /// What is retired and offered no more, by the column that may still hold it.
    retired: Vec<(&'static str, String, String)>,
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
                let rows = page.rows.iter().map(|it| (it.id, &*it.code, &*it.name));
                let partners = options.in_use(tx, RetirableKind::Partner, rows).await?;
                options.partners = page.next.is_none().then_some(partners);
            }
            DirectoryKind::Subscription => {
                let page = directory::customers(tx, &asked).await?;
                let rows = page.rows.iter().map(|it| (it.id, &*it.code, &*it.name));
                let customers = options.in_use(tx, RetirableKind::Customer, rows).await?;
                options.customers = page.next.is_none().then_some(customers);
                let products = products::all(tx).await?;
                let rows = products.iter().map(|it| (it.id, &*it.code, &*it.name));
                options.products = options.in_use(tx, RetirableKind::Product, rows).await?;
            }
            _ => options.load_companies(tx).await?,
        }
        Ok(options)
    }

    /// Loads regions and companies other than partners; there are few.
    async fn load_companies(&mut self, tx: &mut Tx) -> Result<(), Problem> {
        let companies = companies::not_partners(tx).await?;
        let of = |kind: CompanyKind| {
            let of_kind = companies.iter().filter(move |company| company.kind == kind);
            of_kind.map(|it| (it.id, &*it.code, &*it.name))
        };
        let regions = regions::all(tx).await?;
        self.regions = named(regions.iter().map(|it| (it.code.as_str(), it.name.as_str())));
        let rows = of(CompanyKind::Distributor);
        self.distributors = self.in_use(tx, RetirableKind::Distributor, rows).await?;
        let rows = of(CompanyKind::Vendor);
        self.vendors = self.in_use(tx, RetirableKind::Vendor, rows).await?;
        Ok(())
    }

    /// The rows of a kind that are in use; the retired ones are kept for the rows that have them.
    async fn in_use<'a>(
        &mut self,
        tx: &mut Tx,
        kind: RetirableKind,
        rows: impl Iterator<Item = (i64, &'a str, &'a str)> + Clone,
    ) -> Result<Choices, Problem> {
        let retired = retirements::among(tx, kind, rows.clone().map(|(id, ..)| id)).await?;
        let (gone, there): (Vec<_>, Vec<_>) = rows.partition(|(id, ..)| retired.contains(id));
        let gone = named(gone.into_iter().map(|(_, code, name)| (code, name)));
        let column = kind.token();
        self.retired.extend(gone.into_iter().map(|(code, label)| (column, code, label)));
        Ok(named(there.into_iter().map(|(_, code, name)| (code, name))))
    }

    /// The label of a value that is not offered: of what is retired, or the value itself.
    pub(super) fn not_offered(&self, column: &str, value: &str) -> String {
        let found = self.retired.iter().find(|(of, code, _)| *of == column && code == value);
        found.map_or_else(|| value.to_owned(), |(_, _, label)| label.clone())
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
        match label(self.of(locale, field).as_ref(), value) {
            same if same == value => self.not_offered(field.column, value),
            label => label,
        }
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
