//! The tour that is checked in is the output of the command.

use xtask::cargo::root;
use xtask::tour::differences;

#[test]
fn every_stop_of_the_tour_has_its_picture_and_its_words() {
    let differences = differences(&root());
    assert!(differences.is_empty(), "{}: `cargo xtask tour` writes it", differences.join(", "));
}
