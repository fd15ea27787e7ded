//! Links by hand-worked cases.

use super::*;

/// Customers 1 and 2 belong to partners 11 and 12, those to distributors 21 and 22, those to
/// regions 31 and 32.
struct Now;

impl CurrentLinks for Now {
    fn partner(&self, customer: i64) -> i64 {
        customer + 10
    }
    fn distributor(&self, partner: i64) -> i64 {
        partner + 10
    }
    fn region(&self, distributor: i64) -> i64 {
        distributor + 10
    }
}

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn change(kind: LinkKind, id: i64, since: &str, before: i64, after: i64) -> LinkChange {
    LinkChange { kind, id, since: at(since), before, after, recorded_at: at(since) }
}

fn october() -> Cycle {
    Cycle::parse("2026-10").unwrap()
}

#[test]
fn a_cycle_closes_when_the_next_month_begins_in_utc() {
    assert_eq!(closing(october()), at("2026-11-01T00:00:00Z"));
    assert_eq!(closing(Cycle::parse("2026-12").unwrap()), at("2027-01-01T00:00:00Z"));
}

#[test]
fn a_change_acts_from_the_cycle_that_has_not_closed() {
    assert_eq!(acts_from(at("2026-10-31T23:59:59.999999Z")), october());
    assert_eq!(acts_from(at("2026-11-01T00:00:00Z")), october().plus(1));
}

#[test]
fn the_first_value_holds_for_all_time_before() {
    let mut links = Links::default();
    let kind = LinkKind::CustomerPartner;
    assert_eq!(links.value_before(kind, 1, 12, at("1999-01-01T00:00:00Z")), 12);
    links.push(change(kind, 1, "2026-11-02T00:00:00Z", 11, 12));
    assert_eq!(links.value_before(kind, 1, 12, at("1999-01-01T00:00:00Z")), 11);
    assert_eq!(links.value_before(kind, 1, 12, at("2026-11-02T00:00:00Z")), 11);
    assert_eq!(links.value_before(kind, 1, 12, at("2026-11-02T00:00:00.000001Z")), 12);
    assert!(!links.has_changed(kind, 2) && links.has_changed(kind, 1));
}

#[test]
fn of_two_changes_at_one_instant_the_later_one_holds() {
    let mut links = Links::default();
    let kind = LinkKind::CustomerPartner;
    assert_eq!(links.push(change(kind, 1, "2026-11-02T00:00:00Z", 11, 12)), 0);
    assert_eq!(links.push(change(kind, 1, "2026-11-02T00:00:00Z", 12, 13)), 1);
    assert_eq!(links.value_before(kind, 1, 13, at("2026-11-02T00:00:00Z")), 11);
    assert_eq!(links.value_before(kind, 1, 13, at("2026-11-02T00:00:00.000001Z")), 13);
    assert_eq!(links.values(kind, 1, 13).collect::<Vec<_>>(), [11, 12, 13]);
    let since = |text| links.values_since(kind, 1, 13, at(text));
    assert_eq!(since("2026-11-02T00:00:00Z"), [13, 12, 11]);
    assert_eq!(since("2026-11-02T00:00:00.000001Z"), [13, 13]);
}

#[test]
fn a_value_may_turn_out_to_have_held_earlier() {
    let mut links = Links::default();
    let kind = LinkKind::CustomerPartner;
    let (fifth, tenth) = ("2026-11-05T00:00:00Z", "2026-11-10T00:00:00Z");
    links.push(change(kind, 1, tenth, 11, 12));
    assert_eq!(links.contradiction(kind, 1, at(fifth), 13), Some(at(tenth)));
    assert_eq!(links.contradiction(kind, 1, at(fifth), 12), None);
    assert_eq!(links.contradiction(kind, 1, at(tenth), 13), None);
    links.push(change(kind, 1, fifth, 11, 12));
    links.push(change(kind, 1, "2026-11-20T00:00:00Z", 12, 13));
    let value = |text| links.value_before(kind, 1, 13, at(text));
    assert_eq!(value("2026-11-04T00:00:00Z"), 11);
    assert_eq!(value("2026-11-07T00:00:00Z"), 12);
    assert_eq!(value("2026-11-15T00:00:00Z"), 12);
    assert_eq!(value("2026-11-21T00:00:00Z"), 13);
}

#[test]
fn a_subscription_counts_for_whom_the_whole_chain_names() {
    let mut links = Links::default();
    let subscription = LinkedSubscription { id: 5, customer: 2, product: 1 };
    links.push(change(LinkKind::SubscriptionCustomer, 5, "2026-11-10T00:00:00Z", 1, 2));
    links.push(change(LinkKind::CustomerPartner, 1, "2026-10-20T00:00:00Z", 17, 11));
    links.push(change(LinkKind::PartnerDistributor, 11, "2026-11-03T00:00:00Z", 29, 21));
    links.push(change(LinkKind::DistributorRegion, 29, "2026-11-03T00:00:00Z", 33, 39));
    let partner = |text| links.partner_before(&Now, subscription, at(text));
    assert_eq!(partner("2026-10-01T00:00:00Z"), 17);
    assert_eq!(partner("2026-11-01T00:00:00Z"), 11);
    assert_eq!(partner("2026-12-01T00:00:00Z"), 12);
    let region = |text| links.region_before(&Now, 11, at(text));
    assert_eq!(region("2026-11-01T00:00:00Z"), 33);
    assert_eq!(region("2026-12-01T00:00:00Z"), 31);
    assert_eq!(links.partners(&Now, subscription), [11, 12, 17]);
}

#[test]
fn a_region_is_as_it_was_known_before_a_change_was_recorded() {
    let mut links = Links::default();
    let subscription = LinkedSubscription { id: 5, customer: 2, product: 1 };
    let dated_back = |kind, id, before, after, recorded: &str| LinkChange {
        recorded_at: at(recorded),
        ..change(kind, id, "2026-11-05T00:00:00Z", before, after)
    };
    let (tenth, twelfth) = ("2026-11-10T00:00:00Z", "2026-11-12T00:00:00Z");
    links.push(dated_back(LinkKind::PartnerDistributor, 12, 21, 22, tenth));
    links.push(dated_back(LinkKind::DistributorRegion, 22, 33, 32, twelfth));
    let eighth = at("2026-11-08T00:00:00Z");
    let known = |text| links.region_as_known(&Now, subscription, eighth, at(text));
    assert_eq!(known("2026-11-09T23:59:59.999999Z"), 31);
    assert_eq!(known(tenth), 33);
    assert_eq!(known(twelfth), 32);
    let before = at("2026-11-05T00:00:00Z");
    assert_eq!(links.region_as_known(&Now, subscription, before, at(twelfth)), 31);
    assert_eq!(links.region_changes(&Now, subscription), [at(tenth), at(twelfth)]);
}

#[test]
fn what_changed_since_an_instant_is_named_once() {
    let mut links = Links::default();
    let kind = LinkKind::SubscriptionCustomer;
    links.push(change(kind, 5, "2026-10-10T00:00:00Z", 1, 2));
    links.push(change(kind, 5, "2026-11-10T00:00:00Z", 2, 1));
    links.push(change(kind, 5, "2026-11-11T00:00:00Z", 1, 2));
    links.push(change(kind, 6, "2026-10-10T00:00:00Z", 1, 2));
    assert_eq!(links.changed_since(kind, closing(october())), [5]);
}

#[test]
fn every_word_reads_back() {
    for kind in LinkKind::ALL {
        assert_eq!(LinkKind::from_token(kind.token()), Some(kind));
    }
}
