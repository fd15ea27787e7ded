//! Refuses a body that names a line twice: which of the two counts would be a guess.

use crate::problem::ApiProblem;
use std::collections::HashSet;

/// Checks the products of the lines of a body.
///
/// # Errors
/// 422 with the place of the first product that was named before.
pub(super) fn check<'a>(products: impl Iterator<Item = &'a str>) -> Result<(), ApiProblem> {
    let mut seen = HashSet::new();
    for (at, product) in products.enumerate() {
        if !seen.insert(product) {
            let detail = format!("The product {product:?} has a line already. Name it once.");
            return Err(ApiProblem::invalid_body(format!("/lines/{at}/product"), detail));
        }
    }
    Ok(())
}
