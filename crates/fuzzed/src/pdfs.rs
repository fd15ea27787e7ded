//! PDF files that come from anyone.

use countersign_app::actions::check_evidence::{PackTrust, run_pdf};
use countersign_app::printed::reader::is_pdf;

/// A PDF is read and checked without a panic; what is no PDF is refused.
pub fn pdf(input: &[u8]) {
    let checked = run_pdf("input", input, &PackTrust::default());
    assert!(is_pdf(input) || checked.is_err());
}
