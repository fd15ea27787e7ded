//! The directory files: who exists, under whom, and what is licensed.

use std::io;
use std::path::{Path, PathBuf};

use super::calendar::Calendar;
use super::catalogue::{DISTRIBUTORS, PRODUCT_COLUMNS, PRODUCTS, REGION_COLUMNS, REGIONS, VENDOR};
use super::cells::record;
use super::folder::{DIRECTORY_FILES, PartialFile};
use super::people;
use super::plan::{Partner, Plan};
use super::random::{Dice, Stream};
use super::subscription::{Subscription, UsageHabit};
use super::usage;

/// The headers of the directory files, in the order of [`DIRECTORY_FILES`].
pub(super) const HEADERS: [&[&str]; 8] = [
    &["code", "name"],
    &REGION_COLUMNS,
    &[
        "code",
        "name",
        "region",
        "type",
        "auto_submit_days",
        "over_provisioning_threshold_percent",
        "auto_approve",
        "hold_flagged",
        "hold_incomplete",
    ],
    &[
        "code",
        "name",
        "distributor",
        "type",
        "city",
        "state",
        "auto_submit_days",
        "over_provisioning_threshold_percent",
    ],
    &["code", "name", "partner"],
    &PRODUCT_COLUMNS,
    &["code", "customer", "product", "plan", "billable", "ends_on"],
    &people::COLUMNS,
];

/// What was written apart from the readings.
#[derive(Default)]
pub(super) struct WrittenDirectory {
    /// The files, in the order in which they were written.
    pub(super) files: Vec<PathBuf>,
    /// Their size.
    pub(super) bytes: u64,
    pub(super) rows: [u64; 8],
}

pub(super) fn vendors() -> Vec<u8> {
    let mut out = Vec::new();
    record(&mut out, HEADERS[0]);
    record(&mut out, &[VENDOR.0, VENDOR.1]);
    out
}

/// Writes the directory files of `plan` into `dir`.
pub(super) fn write(
    dir: &Path,
    seed: u64,
    plan: &Plan,
    calendar: &Calendar,
) -> io::Result<WrittenDirectory> {
    let mut written = WrittenDirectory::default();
    for (at, (name, header)) in DIRECTORY_FILES.iter().zip(HEADERS).enumerate() {
        let mut sheet = SampleSheet { draft: PartialFile::create(dir, name)?, rows: 0 };
        record(&mut sheet.draft.out, header);
        match at {
            0 => sheet.row(&[VENDOR.0, VENDOR.1])?,
            1 => REGIONS.iter().try_for_each(|region| sheet.row(&region.row))?,
            2 => distributors(&mut sheet)?,
            3 => plan.partners.iter().try_for_each(|one| partner(&mut sheet, seed, one))?,
            4 => plan.partners.iter().try_for_each(|one| customers(&mut sheet, seed, one))?,
            5 => PRODUCTS.iter().try_for_each(|product| sheet.row(&product.row))?,
            6 => {
                let row = |one| subscriptions(&mut sheet, seed, one, calendar);
                plan.partners.iter().try_for_each(row)?;
            }
            _ => people::write(&mut sheet, seed, plan)?,
        }
        written.rows[at] = sheet.rows;
        let (path, bytes) = sheet.draft.finish()?;
        written.files.push(path);
        written.bytes += bytes;
    }
    Ok(written)
}

/// A file of records that counts them.
pub(super) struct SampleSheet {
    draft: PartialFile,
    rows: u64,
}

impl SampleSheet {
    /// Appends one record.
    pub(super) fn row(&mut self, cells: &[&str]) -> io::Result<()> {
        record(&mut self.draft.out, cells);
        self.rows += 1;
        self.draft.relieve()
    }
}

fn distributors(sheet: &mut SampleSheet) -> io::Result<()> {
    for distributor in &DISTRIBUTORS {
        let [code, name, rest @ ..] = distributor.row;
        let region = REGIONS[distributor.region].row[0];
        let [kind, days, threshold, approve, flagged, incomplete] = rest;
        sheet.row(&[code, name, region, kind, days, threshold, approve, flagged, incomplete])?;
    }
    Ok(())
}

fn partner(sheet: &mut SampleSheet, seed: u64, partner: &Partner) -> io::Result<()> {
    let distributor = partner.distributor();
    let kind = if partner.is_msp(seed) { "msp" } else { "reseller" };
    let mut dice = Dice::new(seed, Stream::PartnerName, u64::from(partner.number));
    let name = distributor.locale.partner(&mut dice);
    let (city, state) = dice.pick(distributor.locale.places);
    let days = if dice.permille(60) { dice.pick(&["3", "8", "10"]) } else { "" };
    let threshold = if dice.permille(70) { dice.pick(&["5", "15", "17.5", "20"]) } else { "" };
    let code = partner.code();
    sheet.row(&[&code, &name, distributor.code(), kind, city, state, days, threshold])
}

/// The code of the customer with the number `customer` (from 1) of a partner.
fn customer_code(partner: &str, customer: u32) -> String {
    format!("{partner}-C{customer:03}")
}

fn customers(sheet: &mut SampleSheet, seed: u64, partner: &Partner) -> io::Result<()> {
    let code = partner.code();
    let mut customer = 0;
    for number in partner.subscriptions() {
        if partner.opens_customer(seed, number) {
            customer += 1;
            let mut dice = Dice::new(seed, Stream::Customer, u64::from(number));
            let name = partner.distributor().locale.customer(&mut dice);
            sheet.row(&[&customer_code(&code, customer), &name, &code])?;
        }
    }
    Ok(())
}

fn subscriptions(
    sheet: &mut SampleSheet,
    seed: u64,
    partner: &Partner,
    calendar: &Calendar,
) -> io::Result<()> {
    let months = calendar.months.len() as u32;
    let habit = UsageHabit::of(seed, partner.number, calendar.days);
    let partner_code = partner.code();
    let mut customer = 0;
    for number in partner.subscriptions() {
        customer += u32::from(partner.opens_customer(seed, number));
        let subscription = Subscription::of(seed, number, habit, months, calendar.days);
        let ends_on = subscription.ends.and_then(|day| calendar.date(day)).unwrap_or_default();
        sheet.row(&[
            &usage::code(number),
            &customer_code(&partner_code, customer),
            subscription.product.row[0],
            subscription.plan,
            if subscription.billable { "" } else { "no" },
            &ends_on,
        ])?;
    }
    Ok(())
}
