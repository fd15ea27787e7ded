//! Writes totals per product as a table: CSV or XLSX, with the same columns.

use crate::failure::Result;
use crate::formats::csv_out::{Dialect, RecordWriter};
use crate::formats::row_cells::RowCells;
use crate::formats::xlsx_out::{XlsxColumn, XlsxTable};
use countersign_store::reports::ProductTotal;

/// The columns with the widths that they have in a sheet.
const COLUMNS: [XlsxColumn; 8] = [
    XlsxColumn { heading: "cycle", width: 10.0 },
    XlsxColumn { heading: "vendor", width: 14.0 },
    XlsxColumn { heading: "product", width: 14.0 },
    XlsxColumn { heading: "product_name", width: 30.0 },
    XlsxColumn { heading: "unit", width: 14.0 },
    XlsxColumn { heading: "chargeable", width: 20.0 },
    XlsxColumn { heading: "chargeable_last_month", width: 24.0 },
    XlsxColumn { heading: "change", width: 20.0 },
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
    let mut table = RecordWriter::new(&mut out, dialect);
    COLUMNS.iter().for_each(|column| table.plain(column.heading));
    table.end_row();
    rows(&mut table, totals, vendor);
    out
}

/// The same as XLSX.
///
/// # Errors
/// Fails if there is no space for temporary files.
pub fn xlsx<'a>(totals: &[ProductTotal], vendor: impl Fn(i64) -> &'a str) -> Result<Vec<u8>> {
    let mut table = XlsxTable::begin("totals", COLUMNS.to_vec())?;
    rows(&mut table, totals, vendor);
    let mut out = Vec::new();
    table.end(&mut out)?;
    Ok(out)
}

fn rows<'a>(table: &mut impl RowCells, totals: &[ProductTotal], vendor: impl Fn(i64) -> &'a str) {
    for total in totals {
        table.plain(&total.cycle.to_string());
        table.text(vendor(total.vendor_id));
        table.text(&total.product);
        table.text(&total.name);
        table.text(&total.unit);
        for units in [total.now, total.before, total.change()] {
            table.number_or_empty(units.as_ref());
        }
        table.end_row();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{Data, Reader, Xlsx};
    use countersign_domain::cycle::Cycle;
    use countersign_domain::quantity::Quantity;
    use std::io::Cursor;

    fn totals() -> [ProductTotal; 4] {
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
        [
            total("EP", units(780), units(990)),
            total("-1", units(5), None),
            total("GB", None, units(3)),
            total("MAX", None, units(3)),
        ]
    }

    #[test]
    fn text_is_guarded_against_formulas_and_what_is_absent_is_empty() {
        let text = String::from_utf8(csv(&totals(), |_| "ACME", Dialect::STANDARD)).unwrap();
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

    #[test]
    fn a_sheet_has_numbers_as_numbers_and_codes_as_text() {
        let file = xlsx(&totals(), |_| "ACME").unwrap();
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(file)).unwrap();
        let sheet = book.worksheet_range("totals").unwrap();
        let rows: Vec<&[Data]> = sheet.rows().collect();
        assert_eq!(rows.len(), 5);
        let text = |text: &str| Data::String(text.to_owned());
        assert_eq!(rows[1][5..], [Data::Float(780.0), Data::Float(990.0), Data::Float(-210.0)]);
        assert_eq!(rows[2][2..4], [text("-1"), text("=SUM(A1)")]);
        assert_eq!(rows[3][5..], [Data::Empty, Data::Float(3.0), Data::Float(-3.0)]);
    }
}
