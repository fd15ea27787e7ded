//! How a verb ends that did its work: with everything done, or with some items refused.

/// How a verb that did its work ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// Everything was done.
    Done,
    /// Some items were refused, and named.
    SomeRefused,
}
