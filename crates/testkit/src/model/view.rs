//! What a script that uses the model can see of its reports.

use jiff::Timestamp;

use super::basis::Figure;
use super::installation::{Key, Model};
use super::number::format_quantity;
use super::report::{Report, Sums};
use super::zone::Cycle;

#[derive(Debug, Clone)]
pub struct ReportView {
    pub cycle: Cycle,
    /// The partner's code.
    pub partner: String,
    /// The vendor's code.
    pub vendor: String,
    /// The code of the distributor it was made under.
    pub distributor: String,
    /// The token of its status.
    pub status: &'static str,
    pub deadline: Timestamp,
    pub version: u64,
    pub comment: Option<String>,
    /// Its lines by product code.
    pub lines: Vec<LineView>,
    /// The subscriptions in its lines, by code.
    pub subscriptions: Vec<SubscriptionView>,
    /// Its late differences by product code.
    pub late: Vec<LateView>,
    /// The people who edited or submitted it, by e-mail address in small letters.
    pub hands: Vec<String>,
}

#[derive(Debug, Clone)]
pub struct LineView {
    /// The product's code.
    pub product: String,
    /// The product's decimals.
    pub decimals: u32,
    /// Provisioned units.
    pub provisioned: String,
    /// The default chargeable units.
    pub default: String,
    /// Chargeable units.
    pub chargeable: String,
    /// The comment, whether it counts or not.
    pub comment: Option<String>,
    /// Whether a person cannot submit it as it is.
    pub unexplained: bool,
}

/// A subscription in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubscriptionView {
    pub subscription: String,
    /// Code of its customer.
    pub customer: String,
    /// Code of the line's product.
    pub product: String,
    /// Provisioned units.
    pub provisioned: String,
    /// Used units, if any.
    pub used: Option<String>,
    /// Whether it counts with its last reading.
    pub carried: bool,
}

/// The later sums of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateView {
    /// The product's code.
    pub product: String,
    /// The current provisioned and default chargeable units, or `None` if there is no line.
    pub stands: Option<(String, String)>,
    /// The same with the later readings.
    pub now: (String, String),
}

/// A kind of row that may give an instant for its links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkRow {
    /// `partners.csv`: distributor and type.
    Partner,
    /// `customers.csv`: partner.
    Customer,
    /// `subscriptions.csv`: customer and product.
    Subscription,
}

impl Model {
    /// The instant of the last change of a row's links, or `None` for an unknown code.
    pub fn last_change(&self, kind: LinkRow, code: &str) -> Option<Timestamp> {
        let directory = &self.directory;
        Some(match kind {
            LinkRow::Partner => {
                let partner = directory.partners.get(code)?;
                partner.distributor.last_change().max(partner.msp.last_change())
            }
            LinkRow::Customer => directory.customers.get(code)?.partner.last_change(),
            LinkRow::Subscription => {
                let subscription = directory.subscriptions.get(code)?;
                subscription.customer.last_change().max(subscription.product.last_change())
            }
        })
    }

    pub fn has_readings(&self, subscription: &str) -> bool {
        self.readings.contains_key(subscription)
    }

    /// Whether a region's time zone is fixed.
    pub fn has_fixed_zone(&self, region: &str) -> bool {
        self.regions_with_fixed_zones().contains(region)
    }

    /// All reports, by partner, vendor and cycle.
    pub fn reports(&self) -> Vec<ReportView> {
        let view = |(key, report): (&Key, &Report)| ReportView {
            cycle: key.cycle,
            partner: key.partner.clone(),
            vendor: key.vendor.clone(),
            distributor: report.distributor.clone(),
            status: report.status.token(),
            deadline: report.deadline,
            version: report.version,
            comment: report.comment.as_ref().map(|comment| comment.text.clone()),
            lines: report
                .lines
                .iter()
                .map(|(product, line)| LineView {
                    product: product.clone(),
                    decimals: line.decimals,
                    provisioned: format_quantity(line.provisioned),
                    default: format_quantity(line.default),
                    chargeable: format_quantity(line.chargeable),
                    comment: line.comment.as_ref().map(|comment| comment.text.clone()),
                    unexplained: line.is_unexplained(report.rules.threshold_hundredths),
                })
                .collect(),
            subscriptions: self.subscriptions(key, report),
            late: late(report),
            hands: report.hands.iter().cloned().collect(),
        };
        self.reports.iter().map(view).collect()
    }
}

impl Model {
    fn subscriptions(&self, key: &Key, report: &Report) -> Vec<SubscriptionView> {
        let view = |(code, (product, figure)): (&String, &(String, Figure))| SubscriptionView {
            subscription: code.clone(),
            customer: self.owner(code, key.cycle).customer.to_owned(),
            product: product.clone(),
            provisioned: format_quantity(figure.provisioned),
            used: figure.used.map(format_quantity),
            carried: figure.carried,
        };
        report.counted.iter().map(view).collect()
    }
}

/// The differences that are visible in provisioned or default units.
fn late(report: &Report) -> Vec<LateView> {
    let units = |sums: &Sums| (format_quantity(sums.provisioned), format_quantity(sums.default));
    let view = |(product, sums): (&String, &Sums)| LateView {
        product: product.clone(),
        stands: report.sums_of(product).as_ref().map(units),
        now: units(sums),
    };
    let shows = |view: &LateView| view.stands.as_ref() != Some(&view.now);
    report.late.iter().map(view).filter(shows).collect()
}
