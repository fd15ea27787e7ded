//! The partners of the main story, whose figures are fixed one by one.

use super::super::timeline::day;

/// A partner with fixed figures.
pub(super) struct HeroPartner {
    partner: &'static str,
    pub(super) customers: &'static [&'static str],
    /// What they subscribe to.
    pub(super) subscriptions: &'static [HeroSubscription],
}

/// A subscription that is told.
pub(super) struct HeroSubscription {
    /// Index of its customer.
    pub(super) customer: usize,
    /// The product's code and the plan.
    pub(super) product: [&'static str; 2],
    pub(super) billable: bool,
    /// Start dates, each with the provisioned and the used units.
    from: &'static [(&'static str, &'static str, &'static str)],
}

/// The daily reading from a day on.
pub(super) struct UnitsStep {
    /// The first such day.
    pub(super) from: i64,
    /// Units in force.
    pub(super) provisioned: &'static str,
    /// Units used, empty if none are reported.
    pub(super) used: &'static str,
}

impl HeroSubscription {
    pub(super) fn steps(&self) -> Vec<UnitsStep> {
        let step = |&(date, provisioned, used)| UnitsStep { from: day(date), provisioned, used };
        self.from.iter().map(step).collect()
    }
}

/// What is told of a partner.
pub(super) fn of(partner: &str) -> Option<&'static HeroPartner> {
    [&ANGSTROM, &FJORDNETT].into_iter().find(|hero| hero.partner == partner)
}

const fn sold(
    customer: usize,
    product: [&'static str; 2],
    from: &'static [(&'static str, &'static str, &'static str)],
) -> HeroSubscription {
    HeroSubscription { customer, product, billable: true, from }
}

/// Kiel Werft closed a branch on 9 October and returned no seats. Skåne Tandvård left on the 14th,
/// and its archive still exists.
#[rustfmt::skip]
const ANGSTROM: HeroPartner = HeroPartner {
    partner: "ANGSTROM",
    customers: &["Kiel Werft", "Lund Bygg", "Skåne Tandvård", "Malmfrukt AB"],
    subscriptions: &[
        sold(0, ["ES", "Business"], &[
            ("2025-09-01", "380", "372"), ("2026-01-08", "400", "394"),
            ("2026-03-02", "420", "420"), ("2026-10-09", "420", "210"),
        ]),
        sold(1, ["ES", "Enterprise"], &[
            ("2025-09-01", "450", "441"), ("2025-12-04", "470", "462"),
            ("2026-02-10", "520", "515"), ("2026-04-14", "600", "594"),
            ("2026-06-09", "640", "633"), ("2026-08-03", "580", "570"),
        ]),
        sold(1, ["MG", "Archive"], &[
            ("2025-09-01", "270", "262"), ("2026-02-02", "285", "280"),
            ("2026-05-18", "300", "291"), ("2026-09-07", "300", "294"),
            ("2026-10-12", "300", "296"),
        ]),
        sold(2, ["LA", "1 year"], &[
            ("2025-09-01", "200", "188.5"), ("2026-04-01", "250", "241.25"),
            ("2026-10-15", "250", "0"),
        ]),
        sold(3, ["LA", "90 days"], &[
            ("2025-11-20", "350", "341.5"), ("2026-06-01", "400", "392.75"),
        ]),
        sold(1, ["NW", "Flow and DNS"], &[
            ("2025-09-01", "80", "76.125"), ("2026-05-04", "95.5", "91.25"),
        ]),
        sold(0, ["CR", "8 to 6"], &[("2025-09-01", "1", "")]),
        sold(1, ["CR", "Round the clock"], &[("2026-01-01", "2", "")]),
        HeroSubscription { customer: 3, product: ["ES", "Trial"], billable: false,
            from: &[("2026-09-21", "25", "8")] },
        sold(1, ["CV", "Two sites"], &[
            ("2025-09-01", "900", "868.4"), ("2026-05-11", "1200", "1164.75"),
            ("2026-10-01", "1200", "902.5"),
        ]),
        sold(3, ["SD", "Team"], &[("2025-10-06", "40", "39"), ("2026-07-01", "45", "44")]),
    ],
};

/// Fjordnett grew by a shipping line's mailboxes, and never looks at its reports.
#[rustfmt::skip]
const FJORDNETT: HeroPartner = HeroPartner {
    partner: "FJORDNETT",
    customers: &["Vestbris Rederi AS", "Fløyheim Hotell", "Kaldvik Fisk & Sønner"],
    subscriptions: &[
        sold(0, ["ES", "Business"], &[
            ("2025-09-01", "360", "350"), ("2026-04-20", "390", "384"),
            ("2026-10-02", "390", "290"),
        ]),
        sold(1, ["ES", "Essential"], &[
            ("2025-09-01", "180", "175"), ("2026-06-15", "250", "244"),
        ]),
        sold(0, ["MG", "Standard"], &[
            ("2025-09-01", "250", "245"), ("2026-03-09", "270", "264"),
            ("2026-10-05", "370", "360"),
        ]),
        sold(2, ["MG", "Standard"], &[("2025-09-01", "110", "108"), ("2026-07-06", "120", "120")]),
        sold(2, ["LA", "90 days"], &[("2025-09-01", "125", "118.75")]),
        sold(1, ["CR", "8 to 6"], &[("2025-09-01", "2", "")]),
    ],
};
