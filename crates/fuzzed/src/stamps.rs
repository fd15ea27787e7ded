//! Answers of time stamping authorities.

use countersign_app::random::SeededRandom;
use countersign_app::transparency::time_stamp::{StampRequest, TimeStamp};

/// An answer ends where it says, and is of one note and one request.
pub fn time_stamp(input: &[u8]) {
    let Ok(stamp) = TimeStamp::read(input) else { return };
    assert!(stamp.at.may_be_written());
    let longer = [input, &[0]].concat();
    assert!(TimeStamp::read(&longer).is_err(), "something follows");
    assert!(TimeStamp::read(&input[..input.len() - 1]).is_err(), "its end is missing");
    // No one finds a text with the hash of these.
    assert!(TimeStamp::of("another note", input).is_err());
    assert!(StampRequest::of("another note", &SeededRandom::new(1)).check(input).is_err());
}
