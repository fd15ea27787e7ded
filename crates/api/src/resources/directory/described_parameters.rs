//! The parameters that several operations have, for the description.

/// The row of the address.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "only the description reads it")]
pub(crate) struct OfCode {
    /// The code from import files.
    code: String,
}

/// The text of a search.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only the description reads it")]
pub(crate) struct Search {
    /// A part of a name or code, in any case.
    find: Option<String>,
}

/// The header of a change.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "only the description reads it")]
pub(crate) struct ContentHeaders {
    /// The ETag that you saw, or `*` for any version.
    #[param(rename = "If-Match")]
    if_match: Option<String>,
}
