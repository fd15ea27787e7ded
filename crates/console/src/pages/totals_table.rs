//! The table of totals per product, as lists and dispatches show it.

use crate::catalogue::Catalogue;
use crate::context::Context;
use countersign_domain::quantity::Quantity;
use countersign_language::signed_change::SignedChange;
use countersign_language::text::Locale;
use countersign_store::reports::ProductTotal;

/// The table.
pub(crate) struct TotalsTable {
    pub(crate) rows: Vec<TotalRow>,
    /// Whether the rows have to name the month.
    pub(crate) several_months: bool,
    /// Whether they have to name the vendor.
    pub(crate) several_vendors: bool,
    /// The headings of the two figures: the months, or words where there are several.
    pub(crate) now: String,
    pub(crate) before: String,
}

pub(crate) struct TotalRow {
    pub(crate) month: String,
    pub(crate) product: String,
    pub(crate) code: String,
    pub(crate) vendor: String,
    pub(crate) unit: String,
    pub(crate) now: String,
    pub(crate) before: String,
    pub(crate) change: Option<SignedChange>,
}

impl TotalsTable {
    pub(crate) fn of(context: &Context, catalogue: &Catalogue, totals: &[ProductTotal]) -> Self {
        let locale = context.locale;
        let differ = |is: fn(&ProductTotal, &ProductTotal) -> bool| {
            totals.windows(2).any(|two| is(&two[0], &two[1]))
        };
        let several_months = differ(|a, b| a.cycle != b.cycle);
        let month = totals.first().map(|total| total.cycle).filter(|_| !several_months);
        Self {
            rows: totals.iter().map(|total| row(locale, catalogue, total)).collect(),
            several_months,
            several_vendors: differ(|a, b| a.vendor_id != b.vendor_id),
            now: month.map_or_else(|| locale.t("totals-now"), |month| locale.month(month)),
            before: month
                .map_or_else(|| locale.t("totals-before"), |month| locale.month(month.plus(-1))),
        }
    }
}

fn row(locale: Locale, catalogue: &Catalogue, total: &ProductTotal) -> TotalRow {
    let units = |units: Option<Quantity>| units.map_or(String::new(), |it| locale.units(it));
    TotalRow {
        month: locale.month(total.cycle),
        product: total.name.clone(),
        code: total.product.clone(),
        vendor: catalogue.vendor(total.vendor_id).map_or(String::new(), |it| it.name.clone()),
        unit: total.unit.clone(),
        now: units(total.now),
        before: units(total.before),
        change: total.change().map(|_| {
            let now = total.now.unwrap_or(Quantity::ZERO);
            SignedChange::between(locale, total.before, now)
        }),
    }
}
