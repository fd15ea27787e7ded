//! The second factor: codes of six digits that a device computes from a shared secret and the time
//! (RFC 6238); each works once.

use super::{recovery, session};
use crate::actions::audit;
use crate::random::Random;
use countersign_domain::instant::Instant;
use countersign_store::audit::AuditEntry;
use countersign_store::second_factors::{self, StoredSecondFactor};
use countersign_store::{Result, Tx};
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write;
use totp_rs::{Algorithm, Builder, Totp};
use unicode_normalization::UnicodeNormalization;
use uuid::Uuid;

/// The seconds for which a code is valid.
const STEP: u64 = 30;
/// Steps before and after now whose codes are accepted, because clocks differ.
const SKEW: u16 = 1;
/// Bytes of a secret, as RFC 4226 recommends.
const SECRET_BYTES: usize = 20;
/// The name of the program in a device's list.
const ISSUER: &str = "Countersign";
/// Blank modules around a QR code.
const MARGIN: usize = 4;

/// The data for a device, shown once while a second factor is set up.
#[derive(Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// The secret in groups of four, to type.
    pub secret: String,
    /// The address that opens the entry on the device itself.
    pub uri: String,
    /// The QR code of the address: an SVG path of one unit per module.
    pub path: String,
    /// Its width and height, including the margin.
    pub size: usize,
}

impl std::fmt::Debug for Enrolment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Enrolment").field("size", &self.size).finish_non_exhaustive()
    }
}

fn totp(secret: &[u8], account: &str) -> Totp {
    // The account only names the entry on the device; a colon would end the name.
    let account = match account.replace(':', " ") {
        account if account.trim().is_empty() => ISSUER.to_owned(),
        account => account,
    };
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_skew(SKEW)
        .with_step_duration(STEP)
        .with_secret(secret.to_vec())
        .with_account_name(account)
        .with_issuer(Some(ISSUER))
        .build_noncompliant()
}

/// The digits of a typed code, which may have blanks or the wide digits of a Japanese keyboard.
fn plain(code: &str) -> Option<String> {
    let code: String = code.nfkc().filter(|c| !c.is_whitespace() && *c != '-').take(7).collect();
    (code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit())).then_some(code)
}

/// The step of a code, if it is the present one or a neighbour.
fn step_of(secret: &[u8], code: &str, now: Instant) -> Option<i64> {
    let seconds = u64::try_from(now.micros() / 1_000_000).ok()?;
    let step = totp(secret, ISSUER).check(&plain(code)?, seconds)?;
    i64::try_from(step).ok()
}

/// The code of an instant, as the device shows it; for tests and demonstrations.
#[must_use]
pub fn code_at(secret: &[u8], now: Instant) -> String {
    let seconds = u64::try_from(now.micros() / 1_000_000).unwrap_or(0);
    totp(secret, ISSUER).generate(seconds).to_string()
}

/// Begins to set up a person's second factor, or shows the one that is being set up; none if one is
/// in use already.
///
/// # Errors
/// Fails when the database does.
pub async fn begin(
    tx: &mut Tx,
    person_id: i64,
    email: &str,
    random: &dyn Random,
) -> Result<Option<Enrolment>> {
    let stored = second_factors::find(tx, person_id).await?;
    let secret = match stored {
        Some(stored) if stored.confirmed_at.is_some() => return Ok(None),
        Some(StoredSecondFactor { secret: Some(secret), .. }) => secret,
        _ => {
            let secret = random.bytes::<SECRET_BYTES>();
            second_factors::begin(tx, person_id, &secret).await?;
            secret.to_vec()
        }
    };
    Ok(Some(enrolment(&secret, email)))
}

fn enrolment(secret: &[u8], email: &str) -> Enrolment {
    let totp = totp(secret, email);
    let uri = totp.to_url().expect("the account's name has no colon and is not blank");
    let (path, size) = picture(&uri);
    Enrolment {
        secret: grouped(&totp_rs::Secret::from(secret.to_vec()).to_base32()),
        uri,
        path,
        size,
    }
}

fn grouped(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    chars.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// A QR code as an SVG path, a rectangle for each run of dark modules.
fn picture(text: &str) -> (String, usize) {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)
        .expect("an address of some hundred characters fits into a QR code");
    let width = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let run = row[x..].iter().take_while(|module| **module == Color::Dark).count();
            if run > 0 {
                write!(path, "M{} {}h{run}v1h-{run}z", x + MARGIN, y + MARGIN)
                    .expect("text takes what is written to it");
            }
            x += run.max(1);
        }
    }
    (path, width + 2 * MARGIN)
}

/// Turns on the second factor that is being set up, if the device's code is right, and returns its
/// recovery codes.
///
/// # Errors
/// Fails when the database does.
pub async fn confirm(
    tx: &mut Tx,
    person_id: i64,
    code: &str,
    now: Instant,
    random: &dyn Random,
) -> Result<Option<Vec<String>>> {
    let stored = second_factors::find(tx, person_id).await?;
    let Some(stored) = stored.filter(|stored| stored.confirmed_at.is_none()) else {
        return Ok(None);
    };
    let step = stored.secret.and_then(|secret| step_of(&secret, code, now));
    let Some(step) = step else { return Ok(None) };
    if !second_factors::confirm(tx, person_id, step, now).await? {
        return Ok(None);
    }
    Ok(Some(recovery::renew(tx, person_id, random).await?))
}

/// Whether the device's code is right; it cannot be used again.
///
/// # Errors
/// Fails when the database does.
pub async fn verify(tx: &mut Tx, person_id: i64, code: &str, now: Instant) -> Result<bool> {
    let stored = second_factors::find(tx, person_id).await?;
    let Some(stored) = stored.filter(|stored| stored.confirmed_at.is_some()) else {
        return Ok(false);
    };
    match stored.secret.and_then(|secret| step_of(&secret, code, now)) {
        Some(step) => second_factors::use_step(tx, person_id, step).await,
        None => Ok(false),
    }
}

/// Removes a person's second factor, adds `entry` to the audit record, and ends the person's
/// sessions except for the one that stays.
///
/// # Errors
/// Fails when the database does.
pub async fn remove(
    tx: &mut Tx,
    person_id: i64,
    stays: Option<Uuid>,
    entry: AuditEntry,
) -> Result<()> {
    second_factors::remove(tx, person_id).await?;
    audit::record(tx, entry).await?;
    session::end_all(tx, person_id, stays).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::fixture::{EVA, Fixture, NOW, OLE};

    const SECOND: i64 = 1_000_000;

    /// The secret of RFC 6238, appendix B.
    const RFC: &[u8] = b"12345678901234567890";

    #[test]
    fn codes_are_those_of_the_standard() {
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
        ] {
            let now = Instant::from_micros(seconds * SECOND);
            assert_eq!(code_at(RFC, now), code);
            assert_eq!(step_of(RFC, code, now), Some(seconds / 30), "{code}");
        }
    }

    #[test]
    fn a_code_is_good_one_step_early_or_late_and_no_more() {
        let now = Instant::from_micros(59 * SECOND);
        let at = |seconds: i64| step_of(RFC, "287082", now.plus_micros(seconds * SECOND));
        assert_eq!([at(-30), at(0), at(30)], [Some(1); 3]);
        assert_eq!([at(-59), at(60 + 1)], [Some(1), None]);
        assert_eq!([at(31), at(-60)], [None, None]);
    }

    #[test]
    fn a_code_may_be_typed_with_blanks_or_in_wide_digits() {
        let now = Instant::from_micros(59 * SECOND);
        for code in ["287 082", " 287082 ", "２８７０８２", "287-082"] {
            assert_eq!(step_of(RFC, code, now), Some(1), "{code}");
        }
        for code in ["", "28708", "2870820", "28708x", "٢٨٧٠٨٢"] {
            assert_eq!(step_of(RFC, code, now), None, "{code}");
        }
    }

    #[test]
    fn a_device_is_told_issuer_account_and_secret() {
        let enrolment = enrolment(RFC, "eva+x@nordlicht.example");
        assert_eq!(enrolment.secret, "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert!(enrolment.uri.starts_with("otpauth://totp/Countersign:eva"), "{}", enrolment.uri);
        assert!(enrolment.uri.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
        assert!(enrolment.uri.contains("issuer=Countersign"));
        assert!(!format!("{enrolment:?}").contains("GEZD"));
    }

    #[test]
    fn the_picture_has_the_three_corners_of_a_qr_code() {
        let (path, size) = picture("otpauth://totp/x");
        // The upper edge of a corner is seven modules long, after a margin of four.
        assert!(path.starts_with("M4 4h7v1h-7z"), "{path}");
        assert!(path.contains(&format!("M{} 4h7v1h-7z", size - 4 - 7)));
        assert!(path.contains(&format!("M4 {}h7v1h-7z", size - 4 - 1)));
        assert!(path.chars().all(|c| c.is_ascii_digit() || "Mhvz -".contains(c)));
    }

    #[tokio::test]
    async fn a_factor_is_set_up_by_its_first_code_and_each_code_is_good_once() {
        let fixture = Fixture::new().await;
        let mut tx = fixture.store.begin().await.unwrap();
        let email = "eva@nordlicht.example";
        let first = begin(&mut tx, EVA, email, &fixture.random).await.unwrap();
        assert_eq!(begin(&mut tx, EVA, email, &fixture.random).await.unwrap(), first);
        let secret = second_factors::find(&mut tx, EVA).await.unwrap().unwrap().secret.unwrap();
        let code = code_at(&secret, NOW);
        assert!(!verify(&mut tx, EVA, &code, NOW).await.unwrap());
        let wrong = code_at(&secret, NOW.plus_micros(600 * SECOND));
        assert_eq!(confirm(&mut tx, EVA, &wrong, NOW, &fixture.random).await.unwrap(), None);
        let codes = confirm(&mut tx, EVA, &code, NOW, &fixture.random).await.unwrap().unwrap();
        assert_eq!(codes.len(), 10);
        assert_eq!(begin(&mut tx, EVA, email, &fixture.random).await.unwrap(), None);
        assert!(!verify(&mut tx, EVA, &code, NOW).await.unwrap());
        let later = NOW.plus_micros(30 * SECOND);
        let next = code_at(&secret, later);
        assert!(!verify(&mut tx, OLE, &next, later).await.unwrap());
        assert!(verify(&mut tx, EVA, &next, later).await.unwrap());
        assert!(!verify(&mut tx, EVA, &next, later).await.unwrap());
    }
}
