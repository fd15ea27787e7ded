//! The directory: partners, customers with their subscriptions, and products, as far as they are
//! one's own or below.

mod customer;
mod customers;
mod partner;
mod partners;
mod products;
mod tree;

use crate::context::Context;
use crate::route::Route;
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::{self, Distributor, Operator, Partner, Vendor};
use countersign_domain::actor::Person;
use countersign_store::directory::Whose;
use countersign_web::access::Access;
use countersign_web::problem::Problem;
use serde::Deserialize;

/// Rows of a page.
const ROWS: usize = 50;

/// The pages.
pub(crate) fn routes() -> Vec<Route> {
    let of = |kinds: &'static [CompanyKind]| Access::Of(kinds, Area::Directory, Right::Read);
    vec![
        Route::get("/partners", of(&[Distributor, Operator]), partners::show),
        Route::get("/partners/{id}", of(&[Distributor, Operator, Partner]), partner::show),
        Route::get("/customers", of(&[Distributor, Partner, Operator]), customers::show),
        Route::get("/customers/{id}", of(&[Distributor, Partner, Operator]), customer::show),
        Route::get("/products", of(&[Vendor, Distributor, Partner, Operator]), products::show),
    ]
}

/// Whose directory a person looks at; none for a vendor, who has products alone.
fn whose(person: &Person) -> Option<Whose> {
    match person.company_kind {
        Operator => Some(Whose::Everybodys),
        Distributor => Some(Whose::Distributors(person.company_id)),
        Partner => Some(Whose::Partners(person.company_id)),
        Vendor => None,
    }
}

/// Whether a partner under a distributor lies within what a person looks at.
fn is_within(whose: Whose, partner: i64, distributor: i64) -> bool {
    match whose {
        Whose::Everybodys => true,
        Whose::Distributors(id) => id == distributor,
        Whose::Partners(id) => id == partner,
    }
}

/// What a list is asked for in its address.
#[derive(Clone, Debug, Default, Deserialize)]
struct Query {
    find: Option<String>,
    after: Option<String>,
    distributor: Option<i64>,
    partner: Option<i64>,
}

impl Query {
    fn of(context: &Context) -> Result<Self, Problem> {
        let mut query: Self = context.query()?;
        let text = query.find.take().map(|text| text.trim().to_owned());
        query.find = text.filter(|text| !text.is_empty());
        Ok(query)
    }

    /// The address of the page after this code.
    fn next(&self, path: &str, after: &str) -> Result<String, Problem> {
        let number = |number: Option<i64>| number.map(|number| number.to_string());
        let parts = [
            ("find", self.find.clone()),
            ("distributor", number(self.distributor)),
            ("partner", number(self.partner)),
            ("after", Some(after.to_owned())),
        ];
        let given: Vec<_> =
            parts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
        let query = serde_html_form::to_string(given);
        Ok(format!("{path}?{}", query.map_err(|error| Problem::Fault(error.to_string()))?))
    }
}

/// Why a list is empty, and what would fill it.
struct Empty {
    title: String,
    text: String,
}

impl Empty {
    fn of(context: &Context, key: &str) -> Self {
        let locale = context.locale;
        Self { title: locale.t(key), text: locale.t(&format!("{key}-text")) }
    }
}
