//! Packs with signed decisions: what is changed in them is found.

use super::signed_pack::{ATTACKS, Attack, SIGNING, keep, signed_pack};
use crate::verifying::fixture::VerifyFixture;

#[test]
fn what_is_changed_of_keys_rules_and_signatures_in_a_pack_is_found() {
    for fixture in [VerifyFixture::on_sqlite(), VerifyFixture::on_postgresql()] {
        let whole = signed_pack(&fixture, false);
        let found = whole.check();
        assert_eq!(found.broken, Vec::<String>::new());
        assert_eq!(found.open, Vec::<String>::new());
        assert_eq!(found.counts.signatures, 4);
        assert_eq!(whole.text(SIGNING).lines().count(), 7, "{}", whole.text(SIGNING));
        for Attack { what, change, words, .. } in ATTACKS {
            let mut pack = whole.clone();
            change(&mut pack);
            pack.refit();
            let found = pack.check().broken;
            let all_found = words.iter().all(|it| found.iter().any(|found| found.contains(it)));
            let is_meant = |found: &String| words.iter().any(|it| found.contains(it));
            assert!(all_found && found.iter().all(is_meant), "{what}: {found:#?}");
        }
        // Without any change of a rule, the pack says nothing of it.
        let mut pack = whole.clone();
        keep(&mut pack, SIGNING, |line| line["event"] == "signing-key-added");
        pack.refit();
        assert_eq!(pack.check().broken, Vec::<String>::new());
    }
}

#[test]
fn the_pack_of_a_rehearsal_says_what_is_not_compared() {
    let found = signed_pack(&VerifyFixture::on_sqlite(), true).check();
    assert_eq!(found.broken, Vec::<String>::new());
    assert!(found.open[0].contains("the pack is from a rehearsal"), "{:?}", found.open);
}
