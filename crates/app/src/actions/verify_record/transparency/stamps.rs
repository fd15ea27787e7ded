//! Time stamps, each compared with its checkpoint. Who signed them is not verified.

use crate::actions::verify_record::findings::Findings;
use crate::transparency::stamped::{self, ComparedStamp, StampSummary};
use countersign_store::{Result, Tx};

pub(super) async fn verify(tx: &mut Tx, findings: &mut Findings) -> Result<()> {
    let mut summary = StampSummary::default();
    let take = |ComparedStamp { size, stamped }| -> Result<()> {
        match stamped {
            Ok(stamped) => summary.add(size.cast_unsigned(), stamped.at),
            Err(why) => findings.add(format!("time stamp of {size} records: {why}")),
        }
        Ok(())
    };
    stamped::each(tx, take).await?;
    let files = "countersign verify --stamps-to FOLDER writes these files";
    findings.held.extend(summary.sentences("", files));
    Ok(())
}
