//! Packs as the tests of the program make and change them.

#[path = "../program/evidence/pack.rs"]
#[expect(dead_code, reason = "the journeys use less of it than the tests of packs")]
pub(crate) mod pack;
#[path = "../program/evidence/pack_files.rs"]
pub(crate) mod pack_files;
#[path = "../program/evidence/signed_pack.rs"]
#[expect(dead_code, reason = "the journeys use less of it than the tests of packs")]
pub(crate) mod signed_pack;
