//! Writes totals per product as a table.

use crate::formats::csv_out::{Dialect, RecordWriter};
use countersign_store::reports::ProductTotal;

const COLUMNS: [&str; 8] = [
    "cycle",
    "vendor",
    "product",
    "product_name",
    "unit",
    "chargeable",
    "chargeable_last_month",
    "change",
];

/// The totals as CSV; `vendor` gives the code of a vendor by its number.
#[must_use]
pub fn csv<'a>(
    totals: &[ProductTotal],
    vendor: impl Fn(i64) -> &'a str,
    dialect: Dialect,
) -> Vec<u8> {
    let mut out = Vec::new();
    if dialect.mark {
        out.extend_from_slice(b"\xef\xbb\xbf");
    }
    let mut header = RecordWriter::new(&mut out, dialect);
    COLUMNS.iter().for_each(|column| header.plain(column));
    header.end();
    for total in totals {
        let mut record = RecordWriter::new(&mut out, dialect);
        record.plain(&total.cycle.to_string());
        record.text(vendor(total.vendor_id));
        record.text(&total.product);
        record.text(&total.name);
        record.text(&total.unit);
        for units in [total.now, total.before, total.change()] {
            match units {
                Some(units) => record.number(&units),
                None => record.empty(),
            }
        }
        record.end();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use countersign_domain::cycle::Cycle;
    use countersign_domain::quantity::Quantity;

    #[test]
    fn text_is_guarded_against_formulas_and_what_is_absent_is_empty() {
        let units = |units: i64| Some(Quantity::from_units(units));
        let total = |product: &str, now, before| ProductTotal {
            cycle: Cycle::parse("2026-10").unwrap(),
            vendor_id: 7,
            product: product.to_owned(),
            name: "=SUM(A1)".to_owned(),
            unit: "Seats".to_owned(),
            now,
            before,
            out_of_range: product == "MAX",
        };
        let totals = [
            total("EP", units(780), units(990)),
            total("-1", units(5), None),
            total("GB", None, units(3)),
            total("MAX", None, units(3)),
        ];
        let text = String::from_utf8(csv(&totals, |_| "ACME", Dialect::STANDARD)).unwrap();
        assert_eq!(
            text.lines().collect::<Vec<_>>(),
            [
                "cycle,vendor,product,product_name,unit,chargeable,chargeable_last_month,change",
                "2026-10,ACME,EP,'=SUM(A1),Seats,780,990,-210",
                "2026-10,ACME,'-1,'=SUM(A1),Seats,5,,5",
                "2026-10,ACME,GB,'=SUM(A1),Seats,,3,-3",
                "2026-10,ACME,MAX,'=SUM(A1),Seats,,3,",
            ]
        );
    }
}
