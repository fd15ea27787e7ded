//! How a verb ends: with everything done, or with some items refused.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    Done,
    SomeRefused,
}
