//! The dispatches that contain documents of a pack's reports.

use super::log_places::LogPlaces;
use crate::evidence::records::{DispatchLine, LogPlace, push_line};
use crate::failure::Result;
use countersign_domain::dispatch::Heading;
use countersign_domain::export::hex;
use countersign_domain::leaf::LeafName;
use countersign_store::transparency::leaves;
use countersign_store::{Tx, companies, dispatches};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Dispatches by the code of their distributor and their number.
#[derive(Default)]
pub(super) struct SentDispatches(BTreeMap<(String, i64), Uuid>);

impl SentDispatches {
    /// Adds a dispatch, if it is not there yet.
    pub(super) fn add(&mut self, distributor: String, number: i64, id: Uuid) {
        self.0.insert((distributor, number), id);
    }

    /// A line for each.
    pub(super) async fn lines(&self, tx: &mut Tx, log: &mut LogPlaces) -> Result<Vec<u8>> {
        let mut lines = Vec::new();
        if self.0.is_empty() {
            return Ok(lines);
        }
        let vendors = companies::not_partners(tx).await?;
        let vendors: HashMap<i64, String> =
            vendors.into_iter().map(|company| (company.id, company.code)).collect();
        for ((distributor, number), id) in &self.0 {
            let Some(dispatch) = dispatches::find(tx, *id).await? else { continue };
            let heading = Heading {
                distributor: distributor.clone(),
                number: *number,
                vendor: vendors.get(&dispatch.vendor_id).cloned().unwrap_or_default(),
                created_at: dispatch.created_at,
                purchase_order: dispatch.purchase_order,
                note: dispatch.note,
            };
            let mut documents = Vec::new();
            dispatches::each_part(tx, *id, |_, hash, _| documents.push(hex(&hash))).await?;
            let name = LeafName::dispatch(dispatch.distributor_id, *number);
            let position = leaves::position(tx, &name).await?;
            let LogPlace { index, path } = log.of(tx, position).await?;
            let line = DispatchLine {
                distributor: distributor.clone(),
                distributor_id: dispatch.distributor_id,
                number: *number,
                hash: hex(&dispatch.hash),
                heading: heading.text(),
                documents,
                index,
                path,
            };
            push_line(&mut lines, &line)?;
        }
        Ok(lines)
    }
}
