//! The vendors, distributors and products that lists and filters name.

use countersign_domain::actor::{CompanyKind, Person};
use countersign_store::companies::Company;
use countersign_store::products::Product;
use countersign_store::{Result, Tx, companies, products};

/// All vendors, distributors and products.
#[derive(Debug)]
pub(crate) struct Catalogue {
    companies: Vec<Company>,
    products: Vec<Product>,
}

impl Catalogue {
    ///
    /// # Errors
    /// Fails when the database does.
    pub(crate) async fn load(tx: &mut Tx) -> Result<Self> {
        let mut companies = companies::not_partners(tx).await?;
        let mut products = products::all(tx).await?;
        companies.sort_by(|a, b| a.name.cmp(&b.name));
        products.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(Self { companies, products })
    }

    /// The name of a vendor or distributor; its code if it is unknown.
    pub(crate) fn company<'a>(&'a self, code: &'a str) -> &'a str {
        let company = self.companies.iter().find(|company| company.code == code);
        company.map_or(code, |company| &company.name)
    }

    /// The vendor with this number.
    pub(crate) fn vendor(&self, id: i64) -> Option<&Company> {
        self.companies.iter().find(|company| company.id == id)
    }

    /// The vendors that a person may choose from: a vendor has no choice.
    pub(crate) fn vendors(&self, person: &Person) -> Vec<&Company> {
        let chooses = person.company_kind != CompanyKind::Vendor;
        let vendors = self.companies.iter().filter(|it| it.kind == CompanyKind::Vendor);
        vendors.filter(|_| chooses).collect()
    }

    /// The products that a person may choose from: a vendor's are its own.
    pub(crate) fn products(&self, person: &Person) -> Vec<&Product> {
        let is_vendor = person.company_kind == CompanyKind::Vendor;
        let own = |it: &&Product| !is_vendor || it.vendor_id == person.company_id;
        self.products.iter().filter(own).collect()
    }
}
