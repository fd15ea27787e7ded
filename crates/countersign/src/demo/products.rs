//! The two vendors and what they sell.

/// Code and name of the vendors.
pub(super) const VENDORS: [(&str, &str); 2] =
    [("KESTERVALL", "Kestervall Security"), ("TIDEMORA", "Tidemora Cloud")];

/// The header of `products.csv`.
pub(super) const PRODUCT_COLUMNS: [&str; 7] =
    ["code", "name", "unit", "vendor", "decimals", "reports_usage", "basis"];

/// How the use of a product moves from day to day.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Course {
    /// Close to the same every day.
    Steady,
    /// Mostly lower than the peaks of a few days.
    Spiky,
    /// A month's quota in daily portions, fewer at weekends.
    Portions,
    /// No use is reported.
    Unreported,
}

/// A product and the sizes in which it is sold.
pub(super) struct Product {
    /// The row of `products.csv`.
    pub(super) row: [&'static str; 7],
    /// The place of its vendor in [`VENDORS`].
    pub(super) vendor: usize,
    /// The decimals of its quantities, as in the row.
    pub(super) decimals: u8,
    /// The step in which it is provisioned, scaled by the decimals.
    pub(super) step: u64,
    /// The largest number of steps of an ordinary subscription.
    pub(super) steps: u32,
    /// How many of 1000 customers of its vendor have it.
    pub(super) share: u32,
    /// How its use moves.
    pub(super) course: Course,
    /// The plans that it is sold under.
    pub(super) plans: &'static [&'static str],
}

impl Product {
    pub(super) const fn code(&self) -> &'static str {
        self.row[0]
    }

    /// Whether the story uses this product.
    pub(super) const fn is_flagship(&self) -> bool {
        self.share == FLAGSHIP
    }
}

const FLAGSHIP: u32 = 850;

#[rustfmt::skip]
pub(super) const PRODUCTS: [Product; 8] = [
    Product { row: ["ES", "Endpoint Shield", "Seats", "KESTERVALL", "0", "yes", "last"], vendor: 0,
        decimals: 0, step: 5, steps: 60, share: FLAGSHIP, course: Course::Steady,
        plans: &["Essential", "Business", "Enterprise"] },
    Product { row: ["MG", "Mail Guard", "Mailboxes", "KESTERVALL", "", "", ""], vendor: 0,
        decimals: 0, step: 10, steps: 30, share: 450, course: Course::Steady,
        plans: &["Standard", "Archive"] },
    Product { row: ["LA", "Log Archive", "GB", "KESTERVALL", "2", "yes", "average"], vendor: 0,
        decimals: 2, step: 25_00, steps: 40, share: 250, course: Course::Steady,
        plans: &["90 days", "1 year"] },
    Product { row: ["NW", "Net Watch", "Mbit/s", "KESTERVALL", "3", "yes", "p85"], vendor: 0,
        decimals: 3, step: 500, steps: 300, share: 150, course: Course::Spiky,
        plans: &["Flow", "Flow and DNS"] },
    Product { row: ["CR", "Care Contract", "Contracts", "KESTERVALL", "0", "no", ""], vendor: 0,
        decimals: 0, step: 1, steps: 4, share: 200, course: Course::Unreported,
        plans: &["8 to 6", "Round the clock"] },
    Product { row: ["CV", "Cloud Vault", "GB", "TIDEMORA", "2", "yes", "average"], vendor: 1,
        decimals: 2, step: 50_00, steps: 60, share: FLAGSHIP, course: Course::Steady,
        plans: &["One site", "Two sites"] },
    Product { row: ["SD", "Sync Desk", "Users", "TIDEMORA", "0", "yes", "peak"], vendor: 1,
        decimals: 0, step: 5, steps: 30, share: 400, course: Course::Steady,
        plans: &["Team", "Company"] },
    Product { row: ["CP", "Compute Pool", "vCPU hours", "TIDEMORA", "1", "yes", "sum"], vendor: 1,
        decimals: 1, step: 1_000, steps: 40, share: 250, course: Course::Portions,
        plans: &["Pay as you go", "Reserved"] },
];
