//! Random choices without state: every choice is a hash of the seed, a stream and an index, so
//! nothing must be remembered between two uses of the same subscription.

/// The increment of splitmix64.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// The subject of a choice. Two streams never share their numbers.
#[derive(Clone, Copy)]
pub(crate) enum Stream {
    Partner = 1,
    /// A partner's name and settings.
    PartnerName,
    /// How a partner buys, and whether its figures stop.
    Habit,
    /// How the sizes of partners are spread within a group.
    Size,
    /// The names of customers.
    Customer,
    /// Where the subscriptions of one customer end and those of the next begin.
    Division,
    Subscription,
    Day,
    /// Whether the last days of a month come late.
    Late,
    /// The names of people.
    Person,
    /// The stories of the demonstration.
    Story,
}

/// A small sequence of numbers for one subject.
pub(crate) struct Dice(u64);

impl Dice {
    /// The sequence of the subject `index` in `stream`.
    pub(crate) fn new(seed: u64, stream: Stream, index: u64) -> Self {
        let start = mix(seed ^ (stream as u64).wrapping_mul(GOLDEN));
        Self(mix(start.wrapping_add(index.wrapping_mul(GOLDEN))))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        mix(self.0)
    }

    /// A number from 0 up to, not including, `limit`.
    pub(crate) fn below(&mut self, limit: u32) -> u32 {
        // The product of two 32-bit numbers, halved: always less than `limit`.
        (((self.next() >> 32) * u64::from(limit)) >> 32) as u32
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: u32, high: u32) -> u32 {
        low + self.below(high - low + 1)
    }

    /// True in `share` of 1000 cases.
    pub(crate) fn permille(&mut self, share: u32) -> bool {
        self.below(1000) < share
    }

    /// One of `items`, which is never empty because the word lists are constants.
    pub(crate) fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        let len = items.len() as u64;
        // A remainder of `len` is an index.
        items[(self.next() % len) as usize]
    }
}

/// The finisher of splitmix64.
fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}
