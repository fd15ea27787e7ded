//! The fixed part of the data set: one vendor, its products, the regions and the distributors.
//! Every company and product name is invented.

use super::words::{self, NameParts};

/// Code and name of the vendor.
pub(super) const VENDOR: (&str, &str) = ("OSTRELUME", "Ostrelume Software");

/// A region, with the time of day at which its figures are read.
pub(super) struct Region {
    /// The row of `regions.csv`, in the order of [`REGION_COLUMNS`].
    pub(super) row: [&'static str; 10],
    /// The time of a day's readings, UTC: within the same local day all year.
    pub(super) read_at: &'static str,
    /// The time of those that failed at first.
    pub(super) retried_at: &'static str,
}

/// The header of `regions.csv`.
pub(super) const REGION_COLUMNS: [&str; 10] = [
    "code",
    "name",
    "time_zone",
    "currency",
    "usage_reports",
    "language",
    "auto_submit_days",
    "settle_days",
    "over_provisioning_threshold_percent",
    "reminder_days",
];

const fn region(
    row: [&'static str; 10],
    read_at: &'static str,
    retried_at: &'static str,
) -> Region {
    Region { row, read_at, retried_at }
}

/// The regions in the order in which a day's figures are read, so that a file stays in order.
#[rustfmt::skip]
pub(super) const REGIONS: [Region; 7] = [
    region(["aotearoa", "Aotearoa", "Pacific/Auckland", "NZD", "no", "en", "", "", "", ""],
        "02:00:00Z", "02:40:00Z"),
    region(["japan", "日本", "Asia/Tokyo", "JPY", "yes", "ja", "7", "", "", "3 1"],
        "08:00:00Z", "08:40:00Z"),
    region(["gulf", "الخليج", "Asia/Dubai", "AED", "yes", "en", "", "2", "", ""],
        "11:00:00Z", "11:40:00Z"),
    region(["east-med", "Eastern Mediterranean", "Europe/Athens", "EUR", "yes", "en",
        "", "", "12.5", ""], "12:00:00Z", "12:40:00Z"),
    region(["nordics", "Nordics", "Europe/Stockholm", "SEK", "yes", "en", "", "", "", ""],
        "13:00:00Z", "13:40:00Z"),
    region(["iberia", "Iberia", "Europe/Madrid", "EUR", "yes", "en", "6", "", "", ""],
        "14:00:00Z", "14:40:00Z"),
    region(["brazil", "Brasil", "America/Sao_Paulo", "BRL", "yes", "en", "", "", "15", "2"],
        "17:00:00Z", "17:40:00Z"),
];

/// A distributor and its share of the partners.
pub(super) struct Distributor {
    /// The index of its region in [`REGIONS`].
    pub(super) region: usize,
    /// The row of `distributors.csv` without the region, which comes after the name there.
    pub(super) row: [&'static str; 8],
    /// Its share of the partners, in parts of all shares.
    pub(super) share: u64,
    /// How its partners, their customers and people are named.
    pub(super) locale: &'static NameParts,
}

impl Distributor {
    pub(super) fn code(&self) -> &'static str {
        self.row[0]
    }

    /// The domain of its people's e-mail addresses.
    pub(super) fn domain(&self) -> String {
        format!("{}.example", self.code().to_lowercase())
    }
}

const fn distributor(
    region: usize,
    share: u64,
    locale: &'static NameParts,
    row: [&'static str; 8],
) -> Distributor {
    Distributor { region, row, share, locale }
}

/// The distributors, in the order of their regions.
#[rustfmt::skip]
pub(super) const DISTRIBUTORS: [Distributor; 13] = [
    distributor(0, 4, &words::PACIFIC,
        ["KORIMARUA", "Kōrimarua Distribution Ltd", "", "", "", "", "", ""]),
    distributor(1, 13, &words::JAPANESE,
        ["KIRIMINE", "霧嶺流通株式会社", "distributor", "", "", "", "", ""]),
    distributor(1, 7, &words::JAPANESE,
        ["HAYASEBA", "早瀬葉商事株式会社", "", "", "8", "", "yes", ""]),
    distributor(2, 8, &words::ARABIC,
        ["SADAFNUR", "صدف النور للتوزيع", "", "", "", "", "", ""]),
    distributor(3, 6, &words::GREEK,
        ["THALYSSA", "Θαλύσσα Διανομές Α.Ε.", "", "", "", "", "", "yes"]),
    distributor(3, 6, &words::BULGARIAN,
        ["VEDRILIST", "Ведрилист Дистрибуция ООД", "", "4", "", "", "", ""]),
    distributor(3, 4, &words::HEBREW,
        ["ALONIYAM", "אלוניים הפצה בע\"מ", "", "", "", "", "", ""]),
    distributor(4, 16, &words::NORDIC,
        ["NORDLICHT", "Nordlichtbrücke Vertrieb GmbH", "", "", "", "", "", ""]),
    distributor(4, 9, &words::NORDIC,
        ["YSTERVIK", "Ysterviks Grossist AB", "", "", "", "no", "", ""]),
    distributor(4, 4, &words::NORDIC,
        ["SKARLJUS", "Skärljus Nät AB", "isp", "", "", "", "", ""]),
    distributor(5, 8, &words::SPANISH,
        ["ALMORANA", "Almoraña Mayorista, S.L.", "", "", "", "", "yes", ""]),
    distributor(5, 5, &words::PORTUGUESE,
        ["CERDECAL", "Cerdeçal Distribuição, Lda.", "", "", "", "", "", ""]),
    distributor(6, 10, &words::BRAZILIAN,
        ["JAGUAREMA", "Jaguarema Distribuidora Ltda.", "", "", "", "", "", ""]),
];

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
    pub(super) row: [&'static str; 6],
    /// The decimals of its quantities, as in the row.
    pub(super) decimals: u8,
    /// The step in which it is provisioned, scaled by the decimals.
    pub(super) step: u64,
    /// The largest number of steps of an ordinary subscription.
    pub(super) steps: u32,
    /// Its share of the subscriptions, of 100.
    pub(super) share: u32,
    /// How its use moves.
    pub(super) course: Course,
}

/// The header of `products.csv`.
pub(super) const PRODUCT_COLUMNS: [&str; 6] =
    ["code", "name", "unit", "decimals", "reports_usage", "basis"];

/// The products; their shares add up to 100.
#[rustfmt::skip]
pub(super) const PRODUCTS: [Product; 8] = [
    Product { row: ["EP", "Ostrelume Endpoint", "Seats", "0", "yes", "peak"],
        decimals: 0, step: 1, steps: 120, share: 30, course: Course::Steady },
    Product { row: ["ML", "Ostrelume Mail", "Mailboxes", "0", "", ""],
        decimals: 0, step: 5, steps: 40, share: 22, course: Course::Steady },
    Product { row: ["VT", "Ostrelume Vault", "GB", "2", "yes", "average"],
        decimals: 2, step: 50_00, steps: 80, share: 15, course: Course::Steady },
    Product { row: ["TR", "Ostrelume Transit", "Mbit/s", "3", "yes", "p85"],
        decimals: 3, step: 500, steps: 400, share: 8, course: Course::Spiky },
    Product { row: ["SW", "Ostrelume Sweep", "Scan hours", "1", "yes", "sum"],
        decimals: 1, step: 100, steps: 60, share: 7, course: Course::Portions },
    Product { row: ["ED", "Ostrelume Edge", "Gateways", "0", "yes", "last"],
        decimals: 0, step: 1, steps: 12, share: 7, course: Course::Steady },
    Product { row: ["ID", "Ostrelume Identity", "Users", "0", "yes", "peak"],
        decimals: 0, step: 10, steps: 50, share: 6, course: Course::Steady },
    Product { row: ["CA", "Ostrelume Care", "Contracts", "0", "no", ""],
        decimals: 0, step: 1, steps: 6, share: 5, course: Course::Unreported },
];
