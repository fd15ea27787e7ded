//! The parts of a device's answer in a form, as the script writes them.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The bytes of a part; none if it is not what the script writes, which no check accepts.
pub(crate) fn decoded(part: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(part).unwrap_or_default()
}
