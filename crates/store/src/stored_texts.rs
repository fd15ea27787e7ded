//! Reads single stored texts of the directory: a stored text stays, even if it would be refused as
//! a new one.

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    REGION_NAME = "SELECT name FROM regions WHERE code = $1";
    REGION_LANGUAGE = "SELECT language FROM regions WHERE code = $1";
    COMPANY_NAME = "SELECT name FROM companies WHERE code = $1";
    PARTNER_CITY = "SELECT p.city FROM partners p JOIN companies c ON c.id = p.id \
        WHERE c.code = $1";
    PARTNER_STATE = "SELECT p.state FROM partners p JOIN companies c ON c.id = p.id \
        WHERE c.code = $1";
    CUSTOMER_NAME = "SELECT name FROM customers WHERE code = $1";
    PRODUCT_NAME = "SELECT name FROM products WHERE code = $1";
    PRODUCT_UNIT = "SELECT unit FROM products WHERE code = $1";
    SUBSCRIPTION_PLAN = "SELECT plan FROM subscriptions WHERE code = $1";
    PERSON_NAME = "SELECT name FROM people WHERE email_folded = $1";
}

/// The column of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoredText {
    /// The name of a region.
    RegionName,
    /// The tag of a region's language.
    RegionLanguage,
    /// The name of a vendor, distributor or partner.
    CompanyName,
    /// The city of a partner.
    PartnerCity,
    /// The state of a partner.
    PartnerState,
    /// The name of a customer.
    CustomerName,
    /// The name of a product.
    ProductName,
    /// The unit of a product.
    ProductUnit,
    /// The plan of a subscription.
    SubscriptionPlan,
    /// The name of a person.
    PersonName,
}

/// A text by the code of its row, or by the folded address of a person; `None` if there is none.
///
/// # Errors
/// Fails when the database does.
pub async fn find(tx: &mut Tx, text: StoredText, code: &str) -> Result<Option<String>> {
    let statement = match text {
        StoredText::RegionName => REGION_NAME,
        StoredText::RegionLanguage => REGION_LANGUAGE,
        StoredText::CompanyName => COMPANY_NAME,
        StoredText::PartnerCity => PARTNER_CITY,
        StoredText::PartnerState => PARTNER_STATE,
        StoredText::CustomerName => CUSTOMER_NAME,
        StoredText::ProductName => PRODUCT_NAME,
        StoredText::ProductUnit => PRODUCT_UNIT,
        StoredText::SubscriptionPlan => SUBSCRIPTION_PLAN,
        StoredText::PersonName => PERSON_NAME,
    };
    let found: Option<Option<String>> =
        tx.first(statement, &[code.into()], |row| row.get(0)).await?;
    Ok(found.flatten())
}
