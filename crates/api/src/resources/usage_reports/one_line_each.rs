//! Refuses a body that names a line twice, because it would be unclear which one counts.

use crate::problem::ApiProblem;
use std::collections::HashSet;

/// Checks that each product occurs once in the body's lines.
///
/// # Errors
/// 422 with the place of the first product that occurs again.
pub(crate) fn check<'a>(products: impl Iterator<Item = &'a str>) -> Result<(), ApiProblem> {
    let mut seen = HashSet::new();
    for (at, product) in products.enumerate() {
        if !seen.insert(product) {
            let detail = format!("The product {product:?} has a line already. Name it once.");
            return Err(ApiProblem::invalid_body(format!("/lines/{at}/product"), detail));
        }
    }
    Ok(())
}
