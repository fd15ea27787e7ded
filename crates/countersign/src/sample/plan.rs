//! Which partner belongs to which distributor, and which subscriptions each partner has.

use std::ops::Range;

use super::catalogue::{DISTRIBUTORS, Distributor};
use super::random::{Dice, Stream};

/// Sizes of ten partners in a row, in parts of 100: many small ones, few large ones.
const SIZES: [u64; 10] = [2, 4, 5, 6, 7, 8, 9, 12, 17, 30];

/// A partner and its subscriptions, which have consecutive numbers.
#[derive(Clone, Copy)]
pub(super) struct Partner {
    /// Its index among the partners.
    pub(super) number: u32,
    /// The index of its distributor in [`DISTRIBUTORS`].
    distributor: u32,
    first: u32,
    end: u32,
}

impl Partner {
    pub(super) fn distributor(&self) -> &'static Distributor {
        &DISTRIBUTORS[self.distributor as usize]
    }

    /// The numbers of its subscriptions.
    pub(super) fn subscriptions(&self) -> Range<u32> {
        self.first..self.end
    }

    pub(super) fn code(&self) -> String {
        format!("P{:05}", self.number + 1)
    }

    /// Whether it manages its customers' products itself.
    pub(super) fn is_msp(&self, seed: u64) -> bool {
        !Dice::new(seed, Stream::Partner, u64::from(self.number)).permille(80)
    }

    /// Whether `subscription` is the first one of a customer.
    pub(super) fn opens_customer(&self, seed: u64, subscription: u32) -> bool {
        subscription == self.first
            || Dice::new(seed, Stream::Division, u64::from(subscription)).permille(333)
    }
}

/// The whole layout, which takes a few bytes per partner and nothing per subscription.
pub(super) struct Plan {
    /// All partners, grouped by distributor.
    pub(super) partners: Vec<Partner>,
    /// The number of all subscriptions.
    pub(super) subscriptions: u32,
}

impl Plan {
    /// Lays out `partners` with `average` subscriptions each. Their total is exactly the product.
    pub(super) fn new(seed: u64, partners: u32, average: u32) -> Self {
        let mut plan = Self { partners: Vec::new(), subscriptions: partners * average };
        let ends = ends_of(u64::from(partners), DISTRIBUTORS.iter().map(|one| one.share));
        let mut distributor = 0;
        let mut first = 0;
        for group in (0..partners).step_by(SIZES.len()) {
            let weights = shuffled(seed, group);
            let members = (partners - group).min(10);
            let group_total = u64::from(members) * u64::from(average);
            let group_first = first;
            let shares = weights.into_iter().take(members as usize);
            for (number, end) in (group..).zip(ends_of(group_total, shares)) {
                while ends[distributor as usize] <= number {
                    distributor += 1;
                }
                let end = group_first + end;
                plan.partners.push(Partner { number, distributor, first, end });
                first = end;
            }
        }
        plan
    }

    /// The partners of one region after the other, in the order of the regions.
    pub(super) fn by_region(&self) -> impl Iterator<Item = &[Partner]> {
        self.partners.chunk_by(|a, b| a.distributor().region == b.distributor().region)
    }
}

/// The end of each share of `total`, so that the shares add up to exactly `total`.
fn ends_of(total: u64, shares: impl Iterator<Item = u64> + Clone) -> Vec<u32> {
    let all: u64 = shares.clone().sum();
    let sums = shares.scan(0, |sum, share| {
        *sum += share;
        Some(*sum)
    });
    // Never above `total`, which is a number of partners or of subscriptions.
    sums.map(|sum| (total * sum / all) as u32).collect()
}

fn shuffled(seed: u64, group: u32) -> [u64; 10] {
    let mut dice = Dice::new(seed, Stream::Size, u64::from(group));
    let mut sizes = SIZES;
    for (left, at) in (2..).zip(1..sizes.len()) {
        sizes.swap(at, dice.below(left) as usize);
    }
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_subscriptions_are_shared_out_without_a_gap() {
        for partners in [1, 7, 60, 1_234] {
            let plan = Plan::new(9, partners, 25);
            let mut next = 0;
            for partner in &plan.partners {
                assert_eq!(partner.first, next);
                assert!(partner.first <= partner.end);
                next = partner.end;
            }
            assert_eq!(next, partners * 25);
            assert_eq!(plan.subscriptions, next);
            assert_eq!(plan.partners.len(), partners as usize);
            assert_eq!(plan.by_region().map(<[Partner]>::len).sum::<usize>(), partners as usize);
        }
    }

    #[test]
    fn every_distributor_has_partners_in_the_default_size() {
        let plan = Plan::new(1, 60, 25);
        let mut found: Vec<u32> = plan.partners.iter().map(|one| one.distributor).collect();
        found.dedup();
        assert_eq!(found.len(), DISTRIBUTORS.len());
        assert_eq!(plan.by_region().count(), 7);
    }
}
