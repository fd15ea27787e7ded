//! A region, a company or a product as it is stored, cell by cell.

use crate::actions::directory_kind::DirectoryKind;
use crate::actions::import::moves::is_zone_fixed;
use countersign_domain::actor::CompanyKind;
use countersign_domain::settings::yes_no;
use countersign_domain::zone::date_of_number;
use countersign_store::regions::Region;
use countersign_store::{
    Result, Tx, companies, customers, directory, installation, partners, products, regions,
    subscriptions,
};

/// What a row of its file would hold of a region, a company or a product as it is stored.
#[derive(Clone, Debug)]
pub struct StoredRow {
    /// Its number.
    pub id: i64,
    /// Its cells, by column.
    pub cells: Vec<(&'static str, String)>,
    /// Columns that can be changed no more, the code among them.
    pub fixed: Vec<&'static str>,
}

impl StoredRow {
    /// Loads it; `None` if there is no such one.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn load(tx: &mut Tx, kind: DirectoryKind, id: i64) -> Result<Option<Self>> {
        match kind {
            DirectoryKind::Region => Self::of_region(tx, id).await,
            DirectoryKind::Vendor => Self::of_vendor(tx, id).await,
            DirectoryKind::Distributor => Self::of_distributor(tx, id).await,
            DirectoryKind::Partner => Self::of_partner(tx, id).await,
            DirectoryKind::Product => Self::of_product(tx, id).await,
            DirectoryKind::Customer => Self::of_customer(tx, id).await,
            DirectoryKind::Subscription => Self::of_subscription(tx, id).await,
        }
    }

    /// Loads the row with a code; `None` if there is no such one.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn of_code(tx: &mut Tx, kind: DirectoryKind, code: &str) -> Result<Option<Self>> {
        let company = async |tx: &mut Tx, kind: CompanyKind| {
            let found = companies::of_code(tx, code).await?;
            Result::Ok(found.filter(|it| it.kind == kind).map(|it| it.id))
        };
        let id = match kind {
            DirectoryKind::Region => {
                let all = regions::all(tx).await?;
                all.into_iter().find(|it| it.code == code).map(|it| it.id)
            }
            DirectoryKind::Vendor => company(tx, CompanyKind::Vendor).await?,
            DirectoryKind::Distributor => company(tx, CompanyKind::Distributor).await?,
            DirectoryKind::Partner => company(tx, CompanyKind::Partner).await?,
            DirectoryKind::Product => {
                let all = products::all(tx).await?;
                all.into_iter().find(|it| it.code == code).map(|it| it.id)
            }
            DirectoryKind::Customer => directory::customer_by_code(tx, code).await?.map(|it| it.id),
            DirectoryKind::Subscription => {
                directory::subscription_by_code(tx, code).await?.map(|it| it.id)
            }
        };
        match id {
            Some(id) => Self::load(tx, kind, id).await,
            None => Ok(None),
        }
    }

    fn new(id: i64, cells: &[(&'static str, &str)], fixed: &[&'static str]) -> Self {
        let cells = cells.iter().map(|(column, text)| (*column, (*text).to_owned()));
        let fixed = std::iter::once("code").chain(fixed.iter().copied());
        Self { id, cells: cells.collect(), fixed: fixed.collect() }
    }

    async fn of_region(tx: &mut Tx, id: i64) -> Result<Option<Self>> {
        let region = regions::all(tx).await?.into_iter().find(|region| region.id == id);
        let Some(region) = region else { return Ok(None) };
        let is_zone_fixed = match installation::load(tx).await? {
            Some(installation) => {
                is_zone_fixed(tx, &installation, id, installation.reached()).await?
            }
            None => false,
        };
        let Region { code, name, time_zone, currency, language, usage_reports, .. } = &region;
        let cells: [(_, &str); 6] = [
            ("code", code),
            ("name", name),
            ("usage_reports", yes_no(*usage_reports)),
            ("time_zone", time_zone),
            ("currency", currency),
            ("language", language),
        ];
        let fixed: &[&str] = if is_zone_fixed { &["time_zone"] } else { &[] };
        Ok(Some(Self::new(id, &cells, fixed)))
    }

    async fn of_vendor(tx: &mut Tx, id: i64) -> Result<Option<Self>> {
        let all = companies::not_partners(tx).await?;
        let vendor = all.iter().find(|it| it.id == id && it.kind == CompanyKind::Vendor);
        Ok(vendor.map(|it| Self::new(id, &[("code", &it.code), ("name", &it.name)], &[])))
    }

    async fn of_distributor(tx: &mut Tx, id: i64) -> Result<Option<Self>> {
        let all = companies::distributors(tx).await?;
        let Some(own) = all.iter().find(|it| it.id == id) else { return Ok(None) };
        let companies = companies::not_partners(tx).await?;
        let Some(company) = companies.iter().find(|it| it.id == id) else { return Ok(None) };
        let regions = regions::all(tx).await?;
        let region = regions.iter().find(|region| region.id == own.region_id);
        let cells: [(_, &str); 4] = [
            ("code", &company.code),
            ("name", &company.name),
            ("region", region.map_or("", |region| &region.code)),
            ("type", &own.account_type),
        ];
        Ok(Some(Self::new(id, &cells, &[])))
    }

    async fn of_partner(tx: &mut Tx, id: i64) -> Result<Option<Self>> {
        let Some(partner) = partners::by_id(tx, id).await? else { return Ok(None) };
        let companies = companies::not_partners(tx).await?;
        let distributor = companies.iter().find(|it| it.id == partner.distributor_id);
        let company_id = partner.company_id.to_string();
        let cells: [(_, &str); 8] = [
            ("code", &partner.code),
            ("name", &partner.name),
            ("distributor", distributor.map_or("", |it| &it.code)),
            ("type", &partner.account_type),
            ("city", partner.city.as_deref().unwrap_or_default()),
            ("state", partner.state.as_deref().unwrap_or_default()),
            ("company_id", &company_id),
            // A person gives it with a change; it is kept with the link.
            ("since", ""),
        ];
        Ok(Some(Self::new(id, &cells, &[])))
    }

    async fn of_product(tx: &mut Tx, id: i64) -> Result<Option<Self>> {
        let all = products::all(tx).await?;
        let Some(product) = all.iter().find(|it| it.id == id) else { return Ok(None) };
        let companies = companies::not_partners(tx).await?;
        let vendor = companies.iter().find(|it| it.id == product.vendor_id);
        let decimals = product.decimals.to_string();
        let cells: [(_, &str); 7] = [
            ("code", &product.code),
            ("name", &product.name),
            ("unit", &product.unit),
            ("vendor", vendor.map_or("", |it| &it.code)),
            ("decimals", &decimals),
            ("reports_usage", yes_no(product.reports_usage)),
            ("basis", product.basis.token()),
        ];
        let fixed: &[&str] = if product.has_readings { &["vendor", "decimals"] } else { &[] };
        Ok(Some(Self::new(id, &cells, fixed)))
    }

    async fn of_customer(tx: &mut Tx, id: i64) -> Result<Option<Self>> {
        let Some(customer) = customers::by_id(tx, id).await? else { return Ok(None) };
        let partner = partners::by_id(tx, customer.partner_id).await?;
        let partner = partner.map_or_else(String::new, |it| it.code);
        let cells: [(_, &str); 4] = [
            ("code", &customer.code),
            ("name", &customer.name),
            ("partner", &partner),
            ("since", ""),
        ];
        Ok(Some(Self::new(id, &cells, &[])))
    }

    async fn of_subscription(tx: &mut Tx, id: i64) -> Result<Option<Self>> {
        let Some(it) = subscriptions::by_id(tx, id).await? else { return Ok(None) };
        let all = products::all(tx).await?;
        let product = all.iter().find(|product| product.id == it.product_id);
        let ends_on = it.ends_on.map(|day| date_of_number(day).to_string()).unwrap_or_default();
        let cells: [(_, &str); 7] = [
            ("code", &it.code),
            ("customer", &it.customer_code),
            ("product", product.map_or("", |product| &product.code)),
            ("plan", it.plan.as_deref().unwrap_or_default()),
            ("billable", yes_no(it.billable)),
            ("ends_on", &ends_on),
            ("since", ""),
        ];
        Ok(Some(Self::new(id, &cells, &[])))
    }

    /// A cell; blank where the kind has no such column.
    #[must_use]
    pub fn cell(&self, column: &str) -> &str {
        let found = self.cells.iter().find(|(name, _)| *name == column);
        found.map_or("", |(_, text)| text.as_str())
    }
}
