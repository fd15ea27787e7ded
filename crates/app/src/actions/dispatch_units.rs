//! The chargeable units of a dispatch per report and per product, as its documents
//! recorded them when it was sent.
//!
//! Amendments have differences instead of units. The totals leave them out, because totals are
//! compared with the previous month.

use crate::failure::Result;
use countersign_domain::correction::FIRST_AMENDMENT;
use countersign_domain::cycle::Cycle;
use countersign_domain::quantity::Quantity;
use countersign_store::dispatches::{self, DispatchedDocument};
use countersign_store::reports::{Key, ProductTotal, Scope, totals_before};
use countersign_store::{StoreError, Tx};
use serde::Deserialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Documents read at once.
const CHUNK: i64 = 500;
/// Units have at most as many decimals.
const DECIMALS: u8 = 6;

/// The parts of a document with units.
#[derive(Deserialize)]
struct UnitsDocument {
    lines: Vec<UnitsLine>,
}

#[derive(Deserialize)]
struct UnitsLine {
    product: String,
    product_name: String,
    unit: String,
    /// In a report.
    chargeable: Option<String>,
    /// In an amendment; with its sign.
    difference: Option<String>,
}

/// The units of a product in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentUnits {
    /// The name of the product.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// Millionths; of an amendment, the difference.
    pub micros: i64,
    /// Whether it is a difference.
    pub is_difference: bool,
}

/// The units of a dispatch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DispatchUnits {
    /// The units of each document, by its position.
    pub documents: HashMap<i64, Vec<DocumentUnits>>,
    /// The totals of its reports.
    pub totals: Vec<ProductTotal>,
    /// Whether it has amendments, which the totals leave out.
    pub has_amendments: bool,
}

/// Reads the units of a dispatch. `scope` limits the reports of the previous month to those that
/// the reader may see.
///
/// # Errors
/// Fails when the database does, or when this program did not write a document.
pub async fn run(tx: &mut Tx, dispatch: Uuid, scope: &Scope) -> Result<DispatchUnits> {
    let mut units = DispatchUnits::default();
    let (mut sums, mut reports) = (BTreeMap::new(), Vec::new());
    let mut after = 0;
    loop {
        let documents = dispatches::documents(tx, dispatch, after, CHUNK).await?;
        for document in &documents {
            let lines = lines_of(document)?;
            if document.amendment >= FIRST_AMENDMENT {
                units.has_amendments = true;
            } else {
                add(&mut sums, document.key, &lines)?;
                reports.push(document.key);
            }
            let units_of = lines.iter().map(UnitsLine::units).collect::<Result<_>>()?;
            units.documents.insert(document.position, units_of);
        }
        let Some(last) = documents.last() else { break };
        after = last.position;
    }
    let before = totals_before(tx, scope, &reports).await?;
    units.totals = merged(sums, before);
    Ok(units)
}

fn unreadable(why: &dyn std::fmt::Display) -> StoreError {
    StoreError::Corrupt(format!("a dispatched document: {why}"))
}

fn lines_of(document: &DispatchedDocument) -> Result<Vec<UnitsLine>> {
    let read: UnitsDocument =
        serde_json::from_str(&document.text).map_err(|error| unreadable(&error))?;
    Ok(read.lines)
}

impl UnitsLine {
    fn micros(&self) -> Result<i64> {
        let text = self.chargeable.as_ref().or(self.difference.as_ref());
        let text = text.ok_or_else(|| unreadable(&"a line without units"))?;
        let (sign, size) = text.strip_prefix('-').map_or((1, text.as_str()), |size| (-1, size));
        let units = Quantity::parse(size, DECIMALS);
        Ok(units.map_err(|_| unreadable(&format!("{text:?} are no units")))?.micros() * sign)
    }

    fn units(&self) -> Result<DocumentUnits> {
        Ok(DocumentUnits {
            name: self.product_name.clone(),
            unit: self.unit.clone(),
            micros: self.micros()?,
            is_difference: self.chargeable.is_none(),
        })
    }
}

/// The latest month first, then by vendor, product and unit.
type SumKey = (Reverse<Cycle>, i64, String, String);

/// The sum of a product, and its name.
type Sums = BTreeMap<SumKey, (i128, String)>;

fn add(sums: &mut Sums, key: Key, lines: &[UnitsLine]) -> Result<()> {
    for line in lines {
        let month = Reverse(key.cycle);
        let place = (month, key.vendor_id, line.product.clone(), line.unit.clone());
        let sum = sums.entry(place).or_insert_with(|| (0, line.product_name.clone()));
        sum.0 += i128::from(line.micros()?);
    }
    Ok(())
}

/// The sums of the documents beside those of the month before.
fn merged(sums: Sums, before: Vec<ProductTotal>) -> Vec<ProductTotal> {
    let mut all: BTreeMap<SumKey, ProductTotal> = before
        .into_iter()
        .map(|total| {
            let month = Reverse(total.cycle);
            ((month, total.vendor_id, total.product.clone(), total.unit.clone()), total)
        })
        .collect();
    for (key, (micros, name)) in sums {
        let now = i64::try_from(micros).ok().map(Quantity::from_micros);
        let earlier = all.get(&key);
        let before = earlier.and_then(|total| total.before);
        let out_of_range = now.is_none() || earlier.is_some_and(|total| total.out_of_range);
        let (Reverse(cycle), vendor_id, product, unit) = key.clone();
        let total =
            ProductTotal { cycle, vendor_id, product, name, unit, now, before, out_of_range };
        all.insert(key, total);
    }
    all.into_values().collect()
}
