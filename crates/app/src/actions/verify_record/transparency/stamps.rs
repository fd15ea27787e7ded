//! Time stamps, each compared with its checkpoint. Who signed them is not verified.

use crate::actions::verify_record::findings::Findings;
use crate::transparency::stamped::{self, ComparedStamp, StampSummary};
use countersign_store::{Result, Tx};

/// Time stamps in memory at once.
const CHUNK: i64 = 200;

pub(super) async fn verify(tx: &mut Tx, findings: &mut Findings) -> Result<()> {
    let (mut summary, mut after) = (StampSummary::default(), i64::MIN);
    loop {
        let some = stamped::after(tx, after, CHUNK).await?;
        let Some(last) = some.last() else { break };
        after = last.size;
        for ComparedStamp { size, stamped } in some {
            match stamped {
                Ok(stamped) => summary.add(size.cast_unsigned(), stamped.at),
                Err(why) => findings.add(format!("time stamp of {size} records: {why}")),
            }
        }
    }
    let files = "countersign verify --stamps-to FOLDER writes these files";
    findings.held.extend(summary.sentences("", files));
    Ok(())
}
