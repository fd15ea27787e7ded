//! The sample as a whole: reproducible from its seed, in the import format, in order of time.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::*;

fn made(options: &SampleOptions) -> (tempfile::TempDir, SampleSummary) {
    let dir = tempfile::tempdir().unwrap();
    let summary = write(dir.path(), options, &mut |_, _| {}).unwrap();
    (dir, summary)
}

fn contents(summary: &SampleSummary) -> BTreeMap<String, String> {
    let named = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, fs::read_to_string(path).unwrap())
    };
    summary.files.iter().map(named).collect()
}

/// The lines after the header.
fn rows(text: &str) -> impl Iterator<Item = &str> {
    text.lines().skip(1)
}

fn column(row: &str, at: usize) -> &str {
    row.split(',').nth(at).unwrap()
}

#[test]
fn the_same_seed_writes_the_same_bytes_and_another_one_does_not() {
    let options = SampleOptions { partners: 20, ..SampleOptions::default() };
    let (_first, first) = made(&options);
    let (_again, again) = made(&options);
    let (_other, other) = made(&SampleOptions { seed: 2, ..options });
    assert_eq!(contents(&first), contents(&again));
    for name in ["partners.csv", "subscriptions.csv", "usage-2026-09.csv"] {
        assert_ne!(contents(&first)[name], contents(&other)[name], "{name}");
    }
}

#[test]
fn every_file_has_the_header_of_the_contract() {
    let (_dir, summary) = made(&SampleOptions::default());
    let contents = contents(&summary);
    let expected = [
        ("vendors.csv", "code,name"),
        (
            "regions.csv",
            "code,name,time_zone,currency,usage_reports,language,auto_submit_days,settle_days,\
             over_provisioning_threshold_percent,reminder_days",
        ),
        (
            "distributors.csv",
            "code,name,region,type,auto_submit_days,over_provisioning_threshold_percent,\
             auto_approve,hold_flagged,hold_incomplete",
        ),
        (
            "partners.csv",
            "code,name,distributor,type,city,state,auto_submit_days,\
             over_provisioning_threshold_percent",
        ),
        ("customers.csv", "code,name,partner"),
        ("products.csv", "code,name,unit,decimals,reports_usage,basis"),
        ("subscriptions.csv", "code,customer,product,plan,billable,ends_on"),
        ("users.csv", "email,name,company,role"),
        ("usage-2026-08.csv", "subscription,observed_at,provisioned,used"),
        ("usage-2026-09.csv", "subscription,observed_at,provisioned,used"),
        ("usage-2026-10.csv", "subscription,observed_at,provisioned,used"),
    ];
    assert_eq!(contents.len(), expected.len());
    for (name, header) in expected {
        assert_eq!(contents[name].lines().next(), Some(header), "{name}");
    }
}

#[test]
fn the_counts_add_up() {
    let mut last = (0, 0);
    let dir = tempfile::tempdir().unwrap();
    let options = SampleOptions::default();
    let summary = write(dir.path(), &options, &mut |done, total| {
        assert!(done > last.0 && done <= total);
        last = (done, total);
    })
    .unwrap();
    assert_eq!(last, (1_500 * 92, 1_500 * 92));
    let contents = contents(&summary);
    let count = |name: &str| rows(&contents[name]).count() as u64;
    assert_eq!((count("partners.csv"), summary.partners), (60, 60));
    assert_eq!((count("subscriptions.csv"), summary.subscriptions), (1_500, 1_500));
    assert_eq!(count("customers.csv"), summary.customers);
    assert_eq!(count("users.csv"), summary.users);
    let usage = contents.iter().filter(|(name, _)| name.starts_with("usage"));
    assert_eq!(usage.map(|(_, text)| rows(text).count() as u64).sum::<u64>(), summary.readings);
    assert_eq!(contents.values().map(|text| text.len() as u64).sum::<u64>(), summary.bytes);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), summary.files.len());
}

#[test]
fn readings_are_in_order_of_time_and_late_ones_come_first() {
    let (_dir, summary) = made(&SampleOptions { partners: 200, ..SampleOptions::default() });
    let (mut late, mut corrections) = (0, 0);
    for (name, text) in contents(&summary).iter().filter(|(name, _)| name.starts_with("usage")) {
        let mut seen = BTreeSet::new();
        let mut before = "";
        for row in rows(text) {
            let (subscription, at) = (column(row, 0), column(row, 1));
            assert!(before <= at, "{name}: {row} after {before}");
            before = at;
            late += u64::from(at[..7] != name[6..13]);
            corrections += u64::from(!seen.insert((subscription, at)));
        }
    }
    assert!(late > 0 && corrections > 0);
    assert_eq!((late, corrections), (summary.late_readings, summary.corrected_readings));
}

#[test]
fn every_row_names_something_that_exists() {
    let (_dir, summary) = made(&SampleOptions::default());
    let contents = contents(&summary);
    let codes = |name: &str| -> BTreeSet<&str> {
        let codes: Vec<&str> = rows(&contents[name]).map(|row| column(row, 0)).collect();
        let unique: BTreeSet<&str> = codes.iter().copied().collect();
        assert_eq!(codes.len(), unique.len(), "{name}");
        unique
    };
    let (customers, subscriptions) = (codes("customers.csv"), codes("subscriptions.csv"));
    let products = codes("products.csv");
    for row in rows(&contents["subscriptions.csv"]) {
        assert!(customers.contains(column(row, 1)) && products.contains(column(row, 2)), "{row}");
    }
    for row in rows(&contents["usage-2026-10.csv"]) {
        assert!(subscriptions.contains(column(row, 0)), "{row}");
    }
    let mut companies: BTreeSet<&str> = codes("partners.csv");
    companies.extend(codes("distributors.csv"));
    companies.extend(["operator", catalogue::VENDOR.0]);
    for row in rows(&contents["users.csv"]) {
        assert!(companies.contains(column(row, 2)), "{row}");
    }
}

#[test]
fn an_earlier_sample_is_replaced_and_anything_else_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let small = SampleOptions { partners: 3, ..SampleOptions::default() };
    write(dir.path(), &small, &mut |_, _| {}).unwrap();
    fs::write(dir.path().join(".usage-2026-10.csv.part"), "cut off").unwrap();
    let summary = write(dir.path(), &SampleOptions { months: 1, ..small }, &mut |_, _| {}).unwrap();
    assert_eq!(summary.files.len(), 9);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 9, "no leftovers");

    let refused = |what: &str| {
        let error = write(dir.path(), &small, &mut |_, _| {}).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists, "{what}");
        assert!(error.to_string().contains(what), "{error}");
    };
    fs::write(dir.path().join("usage-old.csv"), "mine").unwrap();
    refused("usage-old.csv");
    fs::remove_file(dir.path().join("usage-old.csv")).unwrap();
    fs::write(dir.path().join("vendors.csv"), "code,name\nMINE,Mine\n").unwrap();
    refused("not written by an earlier sample");
}

#[test]
fn options_out_of_bounds_are_refused_before_anything_is_written() {
    let dir = tempfile::tempdir().unwrap();
    let good = SampleOptions::default();
    for bad in [
        SampleOptions { partners: 0, ..good },
        SampleOptions { partners: MAX_PARTNERS + 1, ..good },
        SampleOptions { months: 0, ..good },
        SampleOptions { subscriptions_per_partner: u32::MAX, ..good },
        SampleOptions { end: (2026, 13), ..good },
        SampleOptions { end: (-1, 1), ..good },
    ] {
        let error = write(dir.path(), &bad, &mut |_, _| {}).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidInput, "{bad:?}");
    }
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
}
