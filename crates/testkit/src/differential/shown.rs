//! Compares what the program shows besides its exports with the model: late differences, what is in
//! no line and why, and that everything adds up.

use serde_json::Value;

use super::{Compared, Program, same};
use crate::conservation::{CountedSubscription, CycleAccount, Late};
use crate::model::{Cycle, LateView, Model, ReportView, SubscriptionView, UncountedSubscription};

impl Program {
    /// A report consists of the same subscriptions and lists the same late differences as in the
    /// model.
    pub(super) fn shows_the_same(&self, report: &ReportView, model: &Model) -> Compared<()> {
        let shown = self.show(report)?;
        let found = subscriptions(&shown)?;
        let expected = &report.subscriptions;
        let ours = expected.iter().find(|one| !found.contains(one));
        let theirs = found.iter().find(|one| !expected.contains(one));
        if let Some(differs) = ours.or(theirs) {
            return Err(format!(
                "{} {} {}: the model counts {ours:?}, the program {theirs:?}\n{}",
                report.cycle,
                report.partner,
                report.vendor,
                model.explain(&differs.subscription, report.cycle)
            ));
        }
        same("the number of subscriptions", expected.len(), found.len())?;
        late_differences(report, &shown)
    }

    /// `report missing` lists the same subscriptions as the model, with the same reasons.
    pub(super) fn names_what_is_missing(&self, cycle: Cycle, model: &Model) -> Compared<()> {
        let found = self.missing(cycle)?;
        let expected = model.named(cycle);
        for one in &expected {
            let listed: Vec<&Value> = found.iter().filter(|it| is_of(it, one)).collect();
            match listed.as_slice() {
                [] if one.optional => {}
                [listed] => agree(one, listed)?,
                _ => {
                    let explained = model.explain(&one.subscription, cycle);
                    return Err(format!(
                        "the model names {one:?}, the program {listed:?}\n{explained}"
                    ));
                }
            }
        }
        match found.iter().find(|listed| !expected.iter().any(|one| is_of(listed, one))) {
            None => Ok(()),
            Some(listed) => {
                let explained = model.explain(&text(listed, "subscription")?, cycle);
                Err(format!("{cycle}: only the program names {listed}\n{explained}"))
            }
        }
    }

    /// Lines, late differences and missing subscriptions add up to the figures of the readings.
    pub(super) fn loses_nothing(&self, cycle: Cycle, model: &Model) -> Compared<()> {
        let mut account = CycleAccount::default();
        for report in model.reports().iter().filter(|report| report.cycle == cycle) {
            let shown = self.show(report)?;
            account.counted.extend(subscriptions(&shown)?.into_iter().map(|one| {
                CountedSubscription {
                    subscription: one.subscription,
                    product: one.product,
                    default: one.used.unwrap_or(one.provisioned),
                }
            }));
            for one in list(&shown, "late_differences")? {
                account.late.push(Late {
                    partner: report.partner.clone(),
                    product: text(one, "product")?,
                    stands: optional(one, "default_chargeable"),
                    now: text(one, "default_chargeable_now")?,
                });
            }
        }
        for one in self.missing(cycle)? {
            account.named.push(text(&one, "subscription")?);
        }
        account.balances(model, cycle)
    }

    fn show(&self, report: &ReportView) -> Compared<Value> {
        let (cycle, partner) = (report.cycle, &report.partner);
        let which = [
            format!("--cycle={cycle}"),
            format!("--partner={partner}"),
            format!("--vendor={}", report.vendor),
        ];
        let mut shown = self.json(&["report", "show"], &which)?;
        match shown.as_slice() {
            [_] => Ok(shown.remove(0)),
            all => Err(format!("{cycle} {partner}: {} reports and not one", all.len())),
        }
    }

    fn missing(&self, cycle: Cycle) -> Compared<Vec<Value>> {
        self.json(&["report", "missing"], &[format!("--cycle={cycle}")])
    }

    fn json(&self, verbs: &[&str], more: &[String]) -> Compared<Vec<Value>> {
        let mut arguments = verbs.to_vec();
        arguments.extend(more.iter().map(String::as_str));
        arguments.push("--format=json");
        let output = self.run(&arguments)?;
        same("the exit status", Some(0), output.status.code()).map_err(|difference| {
            format!("{arguments:?}: {difference}\n{}", String::from_utf8_lossy(&output.stderr))
        })?;
        serde_json::from_slice(&output.stdout).map_err(|error| format!("{arguments:?}: {error}"))
    }
}

/// The subscriptions that count in the lines of a report.
fn subscriptions(shown: &Value) -> Compared<Vec<SubscriptionView>> {
    let mut found = Vec::new();
    for line in list(shown, "lines")? {
        let product = text(line, "product")?;
        for one in list(line, "subscriptions")? {
            let standing = text(one, "standing")?;
            if ["counted", "carried-forward"].contains(&standing.as_str()) {
                found.push(SubscriptionView {
                    subscription: text(one, "subscription")?,
                    customer: text(one, "customer")?,
                    product: product.clone(),
                    provisioned: text(one, "provisioned")?,
                    used: optional(one, "used"),
                    carried: standing == "carried-forward",
                });
            }
        }
    }
    Ok(found)
}

fn late_differences(report: &ReportView, shown: &Value) -> Compared<()> {
    let read = |one: &Value| {
        let stands = optional(one, "provisioned").zip(optional(one, "default_chargeable"));
        let now = (text(one, "provisioned_now")?, text(one, "default_chargeable_now")?);
        Ok(LateView { product: text(one, "product")?, stands, now })
    };
    let differences = list(shown, "late_differences")?;
    let mut found: Vec<LateView> = differences.iter().map(read).collect::<Compared<_>>()?;
    found.retain(|late| late.stands.as_ref() != Some(&late.now));
    found.sort_by(|one, other| one.product.cmp(&other.product));
    if found == report.late {
        return Ok(());
    }
    Err(format!(
        "late differences of {} {} {}: the model lists {:?}, the program {found:?}",
        report.cycle, report.partner, report.vendor, report.late
    ))
}

fn is_of(listed: &Value, one: &UncountedSubscription) -> bool {
    listed["subscription"].as_str() == Some(&one.subscription)
}

/// The companies are the same, and the reason is one of those that apply.
fn agree(one: &UncountedSubscription, listed: &Value) -> Compared<()> {
    let cycle = one.cycle.to_string();
    let cells = [
        ("cycle", &cycle),
        ("distributor", &one.distributor),
        ("partner", &one.partner),
        ("vendor", &one.vendor),
        ("product", &one.product),
        ("customer", &one.customer),
    ];
    let differs = cells.iter().any(|(key, cell)| listed[*key].as_str() != Some(cell.as_str()));
    let reason = text(listed, "reason")?;
    if differs || !one.reasons.contains(&reason.as_str()) {
        return Err(format!("the model names {one:?}, the program {listed}"));
    }
    Ok(())
}

fn list<'a>(of: &'a Value, key: &str) -> Compared<&'a Vec<Value>> {
    of[key].as_array().ok_or_else(|| format!("no list of {key} in {of}"))
}

fn text(of: &Value, key: &str) -> Compared<String> {
    optional(of, key).ok_or_else(|| format!("no {key} in {of}"))
}

fn optional(of: &Value, key: &str) -> Option<String> {
    of[key].as_str().map(str::to_owned)
}
