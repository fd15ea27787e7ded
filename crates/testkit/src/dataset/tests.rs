//! Properties of the generated cases.

use std::collections::BTreeMap;

use super::*;
use crate::model::Filters;

/// How often each thing happens over some seeds.
fn census(seeds: std::ops::Range<u64>) -> BTreeMap<String, usize> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut count = |what: String| *counts.entry(what).or_default() += 1;
    for seed in seeds {
        let case = generate(seed, Size::default());
        let mut model = case.model();
        for step in &case.steps {
            match step.take(&mut model) {
                Result::Moved => count("clock".to_owned()),
                Result::Imported(it) => {
                    count(format!("import, directory ok: {}", it.refused_directory_rows == 0));
                    count(format!("import, readings ok: {}", it.refused_readings == 0));
                }
                Result::Applied(rows) => {
                    for (outcome, why) in rows {
                        count(format!("{} {why}", outcome.word()));
                    }
                }
            }
        }
        for cycle in &case.cycles {
            let cycle = Cycle::parse(cycle).unwrap();
            let text = model.export_csv(cycle, &Filters::default());
            let records = crate::model::parse_csv(&text).unwrap();
            for record in &records[1..] {
                let of = |name: &str| {
                    let at = records[0].iter().position(|column| column == name).unwrap();
                    record[at].as_str()
                };
                count(format!("line, {} by {}", of("status"), of("review_kind")));
                for column in ["penalty", "carried_forward", "flagged", "approval"] {
                    count(format!("line, {column}: {}", of(column)));
                }
                count(format!("line, used absent: {}", of("used").is_empty()));
            }
        }
    }
    counts
}

#[test]
fn the_same_seed_gives_the_same_case() {
    assert_eq!(
        format!("{:?}", generate(7, Size::default())),
        format!("{:?}", generate(7, Size::default()))
    );
    assert_ne!(
        format!("{:?}", generate(7, Size::default())),
        format!("{:?}", generate(8, Size::default()))
    );
}

#[test]
fn the_first_import_of_every_case_is_taken() {
    for seed in 0..20 {
        let case = generate(seed, Size::default());
        let Result::Imported(imported) = case.steps[0].take(&mut case.model()) else {
            panic!("seed {seed} does not begin with an import");
        };
        assert_eq!(imported.refused_directory_rows, 0, "seed {seed}");
    }
}

#[test]
fn everything_worth_comparing_happens() {
    let counts = census(0..60);
    let listing: String =
        counts.iter().map(|(what, count)| format!("{count:6} {what}\n")).collect();
    for what in [
        "already done ",
        "done ",
        "import, directory ok: false",
        "import, readings ok: false",
        "line, Approved by automatic submission (no penalties)",
        "line, Approved by automatic submission (penalties)",
        "line, Approved by manual submission",
        "line, MSP preparing by ",
        "line, Rejected by manual submission",
        "line, Under review by automatic submission (penalties)",
        "line, Under review by manual submission",
        "line, Under review by reopened",
        "line, approval: manual",
        "line, carried_forward: yes",
        "line, penalty: yes",
        "line, used absent: true",
        "refused a line needs a comment",
        "refused nobody decides on what they edited or submitted",
        "refused the role does not allow it",
        "refused the version is not the report's",
    ] {
        assert!(counts.get(what).is_some_and(|count| *count >= 3), "{what}\n{listing}");
    }
}

/// Takes every step of some cases, and checks the model after every fifth step and the last one.
fn after_some_steps(seeds: std::ops::Range<u64>, mut look: impl FnMut(u64, &Case, &Model)) {
    for seed in seeds.map(|seed| first_seed() + seed) {
        let case = generate(seed, Size::default());
        let mut model = case.model();
        for (number, step) in case.steps.iter().enumerate() {
            step.take(&mut model);
            if number % 5 == 0 || number + 1 == case.steps.len() {
                look(seed, &case, &model);
            }
        }
    }
}

#[test]
fn nothing_is_lost_and_nothing_counts_twice() {
    after_some_steps(0..24, |seed, case, model| {
        for cycle in &case.cycles {
            let cycle = Cycle::parse(cycle).unwrap();
            if cycle < Cycle::running(model.stand()) {
                let balances = model.account(cycle).balances(model, cycle);
                assert_eq!(balances, Ok(()), "seed {seed}, {}", model.stand());
            }
        }
    });
}

#[test]
fn moves_come_at_every_moment_and_every_reason_is_given() {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut count = |what: String| *counts.entry(what).or_default() += 1;
    for seed in 0..40 {
        let case = generate(seed, Size::default());
        let mut model = case.model();
        for step in &case.steps {
            if let CaseStep::Import(files) = step {
                let next = Cycle::running(model.stand()).plus(1).start_in_utc();
                let last = Cycle::running(model.stand()).start_in_utc();
                let before = next.as_second() - model.stand().as_second() < 26 * 3600;
                let after = model.stand().as_second() - last.as_second() < 26 * 3600;
                for (name, text) in files {
                    let name = name.split(['.', '-']).next().unwrap_or_default();
                    let dated = text.contains("since") && text.contains("Z,");
                    count(format!("{name}, before a closing: {before}, after one: {after}"));
                    count(format!("{name}, dated: {dated}"));
                }
            }
            step.take(&mut model);
        }
        for report in model.reports() {
            for late in &report.late {
                count(format!("late difference, with a line: {}", late.stands.is_some()));
            }
        }
        for cycle in &case.cycles {
            for named in model.named(Cycle::parse(cycle).unwrap()) {
                count(format!("named, {}", named.reasons[0]));
            }
        }
    }
    let listing: String =
        counts.iter().map(|(what, count)| format!("{count:6} {what}\n")).collect();
    let moved = ["regions", "distributors", "partners", "customers", "subscriptions", "usage"];
    let around =
        ["before a closing: true, after one: false", "before a closing: false, after one: true"];
    let moments = moved.iter().flat_map(|name| around.map(|when| format!("{name}, {when}")));
    let dated = moved[2..5].iter().map(|name| format!("{name}, dated: true"));
    let reasons = [
        "not-made-yet",
        "came-too-late",
        "reseller",
        "isp",
        "region-off",
        "before-first-cycle",
        "no-data",
        "ended",
    ];
    let reasons = reasons.iter().map(|reason| format!("named, {reason}"));
    let late = ["true", "false"].map(|line| format!("late difference, with a line: {line}"));
    for what in moments.chain(dated).chain(reasons).chain(late) {
        assert!(counts.get(&what).is_some_and(|count| *count >= 3), "{what}\n{listing}");
    }
}
