//! A tiny deterministic generator (splitmix64).

#[derive(Debug, Clone)]
pub(crate) struct Rng(u64);

impl Rng {
    pub(crate) fn new(seed: u64) -> Rng {
        Rng(seed.wrapping_mul(0x2545_F491_4F6C_DD1D) ^ 0x9E37_79B9_7F4A_7C15)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `least` to `most`, both included.
    pub(crate) fn range(&mut self, least: i64, most: i64) -> i64 {
        let span = u64::try_from(most - least + 1).expect("least is not above most");
        least + i64::try_from(self.next() % span).expect("within the span")
    }

    /// A number from 0 to `most`, exclusive.
    pub(crate) fn below(&mut self, most: usize) -> usize {
        let most = u64::try_from(most).expect("fits");
        usize::try_from(self.next() % most).expect("below a usize")
    }

    /// True `percent` times in a hundred.
    pub(crate) fn random(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }

    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for index in (1..list.len()).rev() {
            let other = self.below(index + 1);
            list.swap(index, other);
        }
    }
}
