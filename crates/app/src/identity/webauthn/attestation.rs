//! The attestation object, of which only the authenticator data counts.

use super::fault::{Result, WebAuthnFault};
use minicbor::Decoder;
use minicbor::decode::Error;

/// The authenticator data in an attestation object. The statement is not read, whatever its format:
/// nothing is trusted because of it.
///
/// # Errors
/// [`WebAuthnFault::Attestation`]; also if a member is missing or there twice, or bytes follow.
pub fn authenticator_data(object: &[u8]) -> Result<&[u8]> {
    let mut reader = Decoder::new(object);
    let found = read(&mut reader).ok().flatten();
    let data = found.filter(|_| reader.position() == object.len());
    data.ok_or(WebAuthnFault::Attestation)
}

/// The data, if each member is there once.
fn read<'a>(reader: &mut Decoder<'a>) -> std::result::Result<Option<&'a [u8]>, Error> {
    let (mut format, mut statement, mut data) = (None, None, None);
    // A map without a length is not canonical.
    let Some(members) = reader.map()? else { return Ok(None) };
    for _ in 0..members {
        let is_repeated = match reader.str()? {
            "fmt" => format.replace(reader.str()?).is_some(),
            "attStmt" => statement.replace(reader.skip()?).is_some(),
            "authData" => data.replace(reader.bytes()?).is_some(),
            _ => return Ok(None),
        };
        if is_repeated {
            return Ok(None);
        }
    }
    Ok(data.filter(|_| format.is_some() && statement.is_some()))
}
