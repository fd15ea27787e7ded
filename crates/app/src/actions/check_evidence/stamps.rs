//! The time stamps of a pack.

use super::checked_log::{CheckedLog, lines};
use super::findings::PackFindings;
use crate::evidence::files::{STAMP_FILES, STAMPS, stamp_answer, stamped_note};
use crate::evidence::pack_files::PackFiles;
use crate::evidence::records::StampLine;
use crate::transparency::checkpoint::SignedCheckpoint;
use crate::transparency::stamped::StampSummary;
use crate::transparency::time_stamp::TimeStamp;
use countersign_domain::instant::Instant;
use std::collections::BTreeSet;

/// Checks that each time stamp is of its checkpoint and that the log continues it, and says when
/// they were made. Who signed them is not verified.
pub(super) fn check(pack: &mut impl PackFiles, log: &CheckedLog, findings: &mut PackFindings) {
    let has_any = pack.has(STAMPS);
    let texts = if has_any { lines(pack, STAMPS, findings) } else { Vec::new() };
    let (mut summary, mut last, mut named) = (StampSummary::default(), 0, BTreeSet::new());
    for (number, text) in (1..).zip(texts) {
        let Ok(line) = serde_json::from_str::<StampLine>(&text) else {
            findings.add_at(STAMPS, number, "it is not a stamped checkpoint");
            continue;
        };
        named.extend([stamped_note(line.size), stamp_answer(line.size)]);
        if line.size <= last {
            findings.add_at(STAMPS, number, "it is not in its order");
            continue;
        }
        match read(pack, &line, log) {
            Ok(at) => {
                last = line.size;
                summary.add(last, at);
            }
            Err(why) => findings.add_at(STAMPS, number, why),
        }
    }
    let files = pack.names().iter().filter(|name| name.starts_with(STAMP_FILES));
    for file in files.filter(|name| !named.contains(*name)) {
        findings.add(file, format!("{STAMPS} does not name it"));
    }
    for sentence in summary.sentences(STAMP_FILES, "the pack has these files") {
        findings.hold(sentence);
    }
}

/// The instant that a time stamp names.
fn read(pack: &mut impl PackFiles, line: &StampLine, log: &CheckedLog) -> Result<Instant, String> {
    let note = pack.text(&stamped_note(line.size))?;
    let checkpoint = SignedCheckpoint::parse(&note).filter(|it| it.size == line.size);
    let checkpoint = checkpoint.ok_or("its checkpoint cannot be read")?;
    if checkpoint.signed_by(&log.keys).is_none() {
        return Err("none of the keys of the log signed its checkpoint".to_owned());
    }
    if !log.continues(&checkpoint, &line.path) {
        return Err("the log of the pack does not continue what was stamped".to_owned());
    }
    let answer = pack.read(&stamp_answer(line.size))?;
    let stamp = TimeStamp::of(&note, &answer).map_err(|fault| fault.to_string())?;
    Ok(stamp.at)
}
