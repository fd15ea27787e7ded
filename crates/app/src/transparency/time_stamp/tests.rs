//! Answers that OpenSSL made, whole and spoiled.

use super::*;

/// The answers are inputs of the fuzzer as well.
macro_rules! answer {
    ($name:literal) => {
        include_bytes!(concat!("../../../../../fuzz/corpus/time_stamp/", $name))
    };
}

const GRANTED: &[u8] = answer!("granted");
const NOTE: &str = "countersign/00ff\n3\n7vcx+ZE5LnVnM3JiuiaOqGCz6g/IWB7WOwSnTl3NdMI=\n\n\
    — countersign/00ff 1CKtK1dt6+gw6RSCGBQrDquS4GXLZINMAPFqP2ESrDbdevetIplW9ANT1tlFrqwqvYf8Ni3G4k/\
    6viUZ7Wyj7Aqwhgw=\n";
/// The nonce that OpenSSL drew for [`NOTE`].
const NONCE: u64 = 0x4240_1471_5320_BC3B;
/// The request that OpenSSL made of both.
const QUERY: &str = "3043020101303130\
    0d0609608648016503040201050004\
    20d1aeabcc722e3921339c007e62f0f0bf0f88992a6e1e1cf355b66c78c1c9406c\
    02084240147153\
    20bc3b0101ff";

fn request() -> StampRequest {
    StampRequest { imprint: Sha256::digest(NOTE).into(), nonce: NONCE }
}

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

#[test]
fn a_request_has_the_bytes_that_openssl_makes() {
    let hex: String = request().bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, QUERY);
}

#[test]
fn an_answer_is_the_time_stamp_of_its_note_and_its_request_alone() {
    let stamp = request().check(GRANTED).unwrap();
    assert_eq!(stamp.at, at("2026-11-30T20:32:37Z"));
    assert_eq!(TimeStamp::of(NOTE, GRANTED), Ok(stamp));
    let later = StampRequest { nonce: NONCE + 1, ..request() };
    assert_eq!(later.check(GRANTED), Err(StampFault::OtherNonce));
    let other = StampRequest { imprint: [7; 32], ..request() };
    assert_eq!(other.check(GRANTED), Err(StampFault::OtherImprint));
    assert_eq!(TimeStamp::of(&NOTE[1..], GRANTED), Err(StampFault::OtherImprint));
}

#[test]
fn an_answer_without_the_nonce_of_the_request_is_not_taken() {
    let answer = answer!("without_nonce");
    assert!(TimeStamp::of(NOTE, answer).is_ok());
    assert_eq!(request().check(answer), Err(StampFault::OtherNonce));
}

#[test]
fn a_fraction_of_a_second_counts() {
    let stamp = TimeStamp::of(NOTE, answer!("fraction")).unwrap();
    assert_eq!(stamp.at, at("2026-11-30T20:34:16.709Z"));
}

#[test]
fn a_refusal_says_why() {
    let fault = request().check(answer!("refused")).unwrap_err();
    let words = "Message digest algorithm is not supported.";
    assert_eq!(fault, StampFault::Refused(words.to_owned()));
    assert_eq!(fault.to_string(), format!("the authority refused: {words}"));
}

#[test]
fn a_hash_of_another_kind_is_no_time_stamp_of_a_checkpoint() {
    assert_eq!(TimeStamp::read(answer!("sha512")), Err(StampFault::Unreadable));
}

#[test]
fn what_is_cut_off_goes_on_or_is_garbage_is_no_answer() {
    for end in 0..GRANTED.len() {
        assert_eq!(TimeStamp::read(&GRANTED[..end]), Err(StampFault::Unreadable), "{end}");
    }
    let more = [GRANTED, &[0]].concat();
    assert_eq!(TimeStamp::read(&more), Err(StampFault::Unreadable));
    let page = answer!("page");
    let beyond = answer!("length_beyond_the_end");
    for garbage in [&page[..], beyond, &[], &[0x30, 0x80, 0, 0], &[0x30; 100_000]] {
        assert_eq!(TimeStamp::read(garbage), Err(StampFault::Unreadable));
    }
}

#[test]
fn no_byte_of_the_imprint_or_the_nonce_can_change() {
    let place = |wanted: &[u8]| GRANTED.windows(wanted.len()).position(|it| it == wanted).unwrap();
    for (wanted, fault) in [
        (&Sha256::digest(NOTE)[..], StampFault::OtherImprint),
        (&NONCE.to_be_bytes()[..], StampFault::OtherNonce),
    ] {
        let at = place(wanted);
        for byte in at..at + wanted.len() {
            let mut changed = GRANTED.to_vec();
            changed[byte] ^= 1;
            assert_eq!(request().check(&changed), Err(fault.clone()), "{byte}");
        }
    }
}
