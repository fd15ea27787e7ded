//! The time stamps of a pack.

use super::checked_log::{CheckedLog, lines_if_there};
use super::findings::PackFindings;
use crate::evidence::files::{STAMP_FILES, STAMPS};
use crate::evidence::pack_files::PackFiles;
use crate::evidence::records::StampLine;
use crate::transparency::checkpoint::SignedCheckpoint;
use crate::transparency::stamped::{StampFiles, StampSummary};
use crate::transparency::time_stamp::TimeStamp;
use countersign_domain::instant::Instant;
use std::collections::BTreeSet;

/// Checks that each time stamp is of its checkpoint and that the log continues it, and says when
/// they were made. Who signed them is not verified.
pub(super) fn check(pack: &mut impl PackFiles, log: &CheckedLog, findings: &mut PackFindings) {
    let (mut summary, mut last, mut named) = (StampSummary::default(), 0, BTreeSet::new());
    for (number, text) in (1..).zip(lines_if_there(pack, STAMPS, findings)) {
        let Ok(line) = serde_json::from_str::<StampLine>(&text) else {
            findings.add_at(STAMPS, number, "it is not a stamped checkpoint");
            continue;
        };
        let files = StampFiles::of(STAMP_FILES, line.size);
        let at = match line.size > last {
            true => read(pack, &files, &line, log),
            false => Err("it is not in its order".to_owned()),
        };
        match at {
            Ok(at) => {
                last = line.size;
                summary.add(last, at);
            }
            Err(why) => findings.add_at(STAMPS, number, why),
        }
        named.extend([files.note, files.answer]);
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
fn read(
    pack: &mut impl PackFiles,
    files: &StampFiles,
    line: &StampLine,
    log: &CheckedLog,
) -> Result<Instant, String> {
    let note = pack.text(&files.note)?;
    let checkpoint = SignedCheckpoint::parse(&note).filter(|it| it.size == line.size);
    let checkpoint = checkpoint.ok_or("its checkpoint cannot be read")?;
    if checkpoint.signed_by(&log.keys).is_none() {
        return Err("none of the keys of the log signed its checkpoint".to_owned());
    }
    if !log.continues(&checkpoint, &line.path) {
        return Err("the log of the pack does not continue what was stamped".to_owned());
    }
    let answer = pack.read(&files.answer)?;
    let stamp = TimeStamp::of(&note, &answer).map_err(|fault| fault.to_string())?;
    Ok(stamp.at)
}
