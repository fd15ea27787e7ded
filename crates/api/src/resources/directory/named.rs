//! What a request names: the code in its address, and the codes in its parameters.

use crate::context::Context;
use crate::problem::ApiProblem;
use crate::query::{Parameters, wrong};
use countersign_web::problem::Problem;

/// The code in the address.
///
/// # Errors
/// The answer for a row that does not exist, if no row can have the code.
pub(crate) fn code(context: &Context) -> Result<String, ApiProblem> {
    let code: String = context.parameter("code")?;
    if code.contains('\0') {
        return Err(Problem::NotFound.into());
    }
    Ok(code)
}

/// The text to find, without blanks around it.
pub(super) fn find(given: &mut Parameters) -> Option<String> {
    let text = given.take("find").map(|text| text.trim().to_owned());
    text.filter(|text| !text.is_empty())
}

/// A parameter that names a row which does not exist for the caller.
pub(super) fn unknown(parameter: &str, code: &str) -> ApiProblem {
    wrong("bad_request", parameter, &format!("{parameter} is {code:?}, which does not exist."))
}
