//! The query of a list in its address, and the text of an empty list.

use crate::addresses;
use crate::context::Context;
use countersign_web::problem::Problem;
use serde::Deserialize;

pub(super) const ROWS: usize = 50;

#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Query {
    pub(super) find: Option<String>,
    pub(super) after: Option<String>,
    pub(super) distributor: Option<i64>,
    pub(super) partner: Option<i64>,
}

impl Query {
    pub(super) fn of(context: &Context) -> Result<Self, Problem> {
        let mut query: Self = context.query()?;
        let text = query.find.take().map(|text| text.trim().to_owned());
        query.find = text.filter(|text| !text.is_empty());
        Ok(query)
    }

    /// The address of the page after this code.
    pub(super) fn next(&self, path: &str, after: &str) -> String {
        let number = |number: Option<i64>| number.map(|number| number.to_string());
        let parts = [
            ("find", self.find.clone()),
            ("distributor", number(self.distributor)),
            ("partner", number(self.partner)),
            ("after", Some(after.to_owned())),
        ];
        let given: Vec<_> =
            parts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
        addresses::with_query(path, &given)
    }
}

/// Why a list is empty, and how to fill it.
pub(super) struct Empty {
    pub(super) title: String,
    pub(super) text: String,
}

impl Empty {
    pub(super) fn of(context: &Context, key: &str) -> Self {
        let locale = context.locale;
        Self { title: locale.t(key), text: locale.t(&format!("{key}-text")) }
    }
}
