//! Reads the directory as a person may see it: regions, companies, customers, subscriptions and
//! products, by code.
//!
//! A vendor sees itself and its products. Others also see every vendor, because their reports name
//! vendors; a partner sees its own distributor and region.

use crate::reader_scope::{self, is_within};
use countersign_domain::actor::{CompanyKind, Person};
use countersign_store::companies::{Company, Distributor};
use countersign_store::directory::{self, DirectorySubscription, ListedCustomer};
use countersign_store::partners::Partner;
use countersign_store::products::Product;
use countersign_store::regions::Region;
use countersign_store::{Result, Tx, companies, partners, products, regions};

/// A distributor with its company and region.
#[derive(Clone, Debug)]
pub struct ReadDistributor {
    /// Its company.
    pub company: Company,
    /// The number of its region.
    pub region_id: i64,
    /// The code of its region.
    pub region: String,
    /// `distributor` or `isp`.
    pub account_type: String,
}

/// The vendors that a person may see.
///
/// # Errors
/// Fails when the database does.
pub async fn vendors(tx: &mut Tx, person: &Person) -> Result<Vec<Company>> {
    let is_vendor = person.company_kind == CompanyKind::Vendor;
    let mut found = companies::not_partners(tx).await?;
    found.retain(|it| it.kind == CompanyKind::Vendor);
    found.retain(|it| !is_vendor || it.id == person.company_id);
    Ok(found)
}

/// The distributors that a person may see.
///
/// # Errors
/// Fails when the database does.
pub async fn distributors(tx: &mut Tx, person: &Person) -> Result<Vec<ReadDistributor>> {
    let own = match person.company_kind {
        CompanyKind::Operator => None,
        CompanyKind::Distributor => Some(person.company_id),
        CompanyKind::Partner => partners::distributor_of(tx, person.company_id).await?,
        CompanyKind::Vendor => return Ok(Vec::new()),
    };
    let is_operator = person.company_kind == CompanyKind::Operator;
    let all = companies::not_partners(tx).await?;
    let regions = regions::all(tx).await?;
    let read = |it: Distributor| {
        let company = all.iter().find(|company| company.id == it.id)?.clone();
        let region = regions.iter().find(|region| region.id == it.region_id);
        let region = region.map(|region| region.code.clone()).unwrap_or_default();
        let Distributor { region_id, account_type, .. } = it;
        Some(ReadDistributor { company, region_id, region, account_type })
    };
    let found = companies::distributors(tx).await?.into_iter();
    Ok(found.filter(|it| is_operator || own == Some(it.id)).filter_map(read).collect())
}

/// The regions that a person may see.
///
/// # Errors
/// Fails when the database does.
pub async fn regions(tx: &mut Tx, person: &Person) -> Result<Vec<Region>> {
    let mut found = regions::all(tx).await?;
    if person.company_kind != CompanyKind::Operator {
        let distributors = distributors(tx, person).await?;
        found.retain(|region| distributors.iter().any(|it| it.region_id == region.id));
    }
    Ok(found)
}

/// The products that a person may see.
///
/// # Errors
/// Fails when the database does.
pub async fn products(tx: &mut Tx, person: &Person) -> Result<Vec<Product>> {
    let is_vendor = person.company_kind == CompanyKind::Vendor;
    let mut found = products::all(tx).await?;
    found.retain(|it| !is_vendor || it.vendor_id == person.company_id);
    Ok(found)
}

/// The partner with this code, if the person may see it.
///
/// # Errors
/// Fails when the database does.
pub async fn partner(tx: &mut Tx, person: &Person, code: &str) -> Result<Option<Partner>> {
    let Some(scope) = reader_scope::directory(person) else { return Ok(None) };
    let company = companies::of_code(tx, code).await?;
    let Some(company) = company.filter(|it| it.kind == CompanyKind::Partner) else {
        return Ok(None);
    };
    let found = partners::by_id(tx, company.id).await?;
    Ok(found.filter(|it| is_within(scope, it.id, it.distributor_id)))
}

/// The customer with this code, if the person may see it.
///
/// # Errors
/// Fails when the database does.
pub async fn customer(tx: &mut Tx, person: &Person, code: &str) -> Result<Option<ListedCustomer>> {
    let Some(scope) = reader_scope::directory(person) else { return Ok(None) };
    let found = directory::customer_by_code(tx, code).await?;
    Ok(found.filter(|it| is_within(scope, it.partner_id, it.distributor_id)))
}

/// The subscription with this code, if the person may see it.
///
/// # Errors
/// Fails when the database does.
pub async fn subscription(
    tx: &mut Tx,
    person: &Person,
    code: &str,
) -> Result<Option<DirectorySubscription>> {
    let Some(scope) = reader_scope::directory(person) else { return Ok(None) };
    let found = directory::subscription_by_code(tx, code).await?;
    Ok(found.filter(|it| is_within(scope, it.partner_id, it.distributor_id)))
}
