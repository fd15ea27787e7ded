//! The record of the tests of `verify`.

#[path = "../program/verifying/fixture.rs"]
#[expect(dead_code, reason = "the journeys use less of it than the tests of verify")]
pub(crate) mod fixture;
