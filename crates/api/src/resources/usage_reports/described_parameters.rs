//! The parameters that several operations have, for the description.

/// The report of the address.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "only the description reads it")]
pub(crate) struct OfReport {
    /// The id of the report, a UUID.
    id: String,
}

/// The headers of a change.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "only the description reads it")]
pub(crate) struct ChangeHeaders {
    /// The ETag of the report that you saw.
    #[param(rename = "If-Match")]
    if_match: String,
    /// A key of your choice that makes a retry safe.
    #[param(rename = "Idempotency-Key")]
    idempotency_key: Option<String>,
}

/// The headers of a signature.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "only the description reads it")]
pub(crate) struct SignatureHeaders {
    /// The statement that was signed, in base64.
    #[param(rename = "Countersign-Statement")]
    statement: Option<String>,
    /// The fingerprint of the service account's key, a space, and the Ed25519 signature of the
    /// statement in base64.
    #[param(rename = "Countersign-Signature")]
    signature: Option<String>,
}
