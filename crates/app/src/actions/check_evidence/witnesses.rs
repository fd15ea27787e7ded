//! What witnesses cosigned of the log of a pack.

use super::checked_log::{CheckedLog, lines_if_there};
use super::findings::PackFindings;
use crate::evidence::files::WITNESSES;
use crate::evidence::pack_files::PackFiles;
use crate::evidence::records::WitnessLine;
use crate::transparency::checkpoint::SignedCheckpoint;
use crate::transparency::cosignature::WitnessKey;
use countersign_domain::instant::Instant;

/// Checks the cosignatures, and says who witnessed the log, up to which record, and when. `given`
/// are the keys of witnesses that the reader has from elsewhere.
pub(super) fn check(
    pack: &mut impl PackFiles,
    log: &CheckedLog,
    given: &[WitnessKey],
    findings: &mut PackFindings,
) {
    let mut named = Vec::new();
    for (line, text) in (1..).zip(lines_if_there(pack, WITNESSES, findings)) {
        match read(&text, log) {
            Ok((key, size, at)) => {
                let (name, text) = (key.name(), key.text());
                let vouched = match given.contains(&key) {
                    true => String::new(),
                    false => format!("; its key is only what the pack says: {text}"),
                };
                findings.hold(format!("witnessed by {name} at {at}, up to record {size}{vouched}"));
                named.push(key);
            }
            Err(why) => findings.add_at(WITNESSES, line, why),
        }
    }
    for key in given {
        match named.contains(key) {
            true => findings.hold(format!("you gave the key of this witness: {}", key.text())),
            false => findings.add(
                WITNESSES,
                format!("the witness that you gave did not cosign this log: {}", key.text()),
            ),
        }
    }
}

/// The witness of a line, with the number of records that it saw, and when.
fn read(text: &str, log: &CheckedLog) -> Result<(WitnessKey, u64, Instant), &'static str> {
    let line: WitnessLine =
        serde_json::from_str(text).map_err(|_| "it is not a witnessed checkpoint")?;
    let key = WitnessKey::parse(&line.key).ok_or("it has no key of a witness")?;
    let checkpoint = SignedCheckpoint::parse(&line.note).ok_or("it has no checkpoint")?;
    if checkpoint.signed_by(&log.keys).is_none() {
        return Err("none of the keys of the log signed its checkpoint");
    }
    let made = checkpoint.cosigned_by(std::slice::from_ref(&key)).pop();
    let (_, made) = made.ok_or("the witness did not cosign its checkpoint")?;
    match log.continues(&checkpoint, &line.path) {
        true => Ok((key, checkpoint.size, made.at())),
        false => Err("the log of the pack does not continue what the witness saw"),
    }
}
