//! Signed decisions as the tests of the program make them.

#[path = "../program/signatures/fixture.rs"]
#[expect(dead_code, reason = "the journeys use less of it than the tests of signatures")]
pub(crate) mod fixture;
