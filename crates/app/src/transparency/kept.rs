//! Finds the checkpoints and proofs in what people keep: an e-mail with or without its headers, a
//! file that came with a dispatch, an evidence pack, or a note by itself.
//!
//! Mail programs wrap, encode and quote, so the text is searched in every form that it may have.

use super::checkpoint::SignedCheckpoint;
use super::proof::{FORM, Proof};
use super::tree::HIGHEST;
use crate::evidence::kept_pack;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use countersign_domain::leaf::Leaf;
use std::collections::HashSet;
use std::io::Cursor;
use tlog_tiles::{Hash, record_hash};

/// The shortest line of encoded text that is decoded.
const ENCODED: usize = 40;
/// What a line with a signature begins with.
const SIGNATURE: &str = "— ";

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeptProofs {
    /// The checkpoints, each once.
    pub checkpoints: Vec<SignedCheckpoint>,
    /// The proofs, each once.
    pub proofs: Vec<Proof>,
    /// How many begin, but cannot be read.
    pub damaged: usize,
}

/// Finds everything in the bytes of a file.
#[must_use]
pub fn find(bytes: &[u8]) -> KeptProofs {
    if let Some(kept) = kept_pack::find(Cursor::new(bytes)) {
        return kept;
    }
    let mut found = Search::default();
    let raw = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    let quoted = String::from_utf8_lossy(&unquoted(&raw)).into_owned();
    // In JSON, line breaks are written out.
    let escaped = raw.replace("\\n", "\n");
    let parts = decoded(&raw);
    // Only one of the three is the form that was sent.
    let damaged = [raw, quoted, escaped].map(|text| found.search(&text));
    found.kept.damaged = damaged.into_iter().flatten().min().unwrap_or(0);
    for text in parts {
        found.kept.damaged += found.search(&text).unwrap_or(0);
    }
    found.kept
}

/// What was found so far, with the hash of each thing: a file can repeat them very often.
#[derive(Default)]
struct Search {
    kept: KeptProofs,
    seen: HashSet<[u8; 32]>,
}

impl Search {
    /// Whether a thing with this text is new.
    fn is_new(&mut self, text: &str) -> bool {
        self.seen.insert(record_hash(text.as_bytes()).0)
    }

    /// Searches a text, and returns how many proofs in it cannot be read; `None` if none begins.
    fn search(&mut self, text: &str) -> Option<usize> {
        let lines: Vec<&str> = text.lines().map(bare).collect();
        let begun = lines.iter().filter(|line| line.ends_with(FORM)).count();
        let mut read = 0;
        for at in 0..lines.len() {
            if let Some((checkpoint, note)) = checkpoint_at(&lines[at..])
                && self.is_new(&note)
            {
                self.kept.checkpoints.push(checkpoint);
            }
            if let Some((proof, note)) = proof_at(&lines[at..]) {
                read += 1;
                if self.is_new(&proof.text(&note)) {
                    self.kept.proofs.push(proof);
                }
            }
        }
        (begun > 0).then(|| begun - read)
    }
}

/// A line without the marks of a quotation.
fn bare(line: &str) -> &str {
    line.trim_start_matches(['>', ' ']).trim_end()
}

/// The checkpoint that begins with the first of these lines, and its note. A line of the signature
/// may be followed by what follows a text in JSON.
fn checkpoint_at(lines: &[&str]) -> Option<(SignedCheckpoint, String)> {
    let [origin, size, root, "", signatures @ ..] = lines else { return None };
    if !size.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let signatures = signatures.iter().map_while(|line| {
        let (name, signed) = line.strip_prefix(SIGNATURE)?.split_once(' ')?;
        let is_part = |c: char| c.is_ascii_alphanumeric() || "+/=".contains(c);
        let end = signed.find(|c| !is_part(c)).unwrap_or(signed.len());
        Some(format!("{SIGNATURE}{name} {}\n", &signed[..end]))
    });
    let signatures: String = signatures.collect();
    let note = format!("{origin}\n{size}\n{root}\n\n{signatures}");
    SignedCheckpoint::parse(&note).map(|checkpoint| (checkpoint, note))
}

fn proof_at(lines: &[&str]) -> Option<(Proof, String)> {
    let [form, extra, index, rest @ ..] = lines else { return None };
    if !form.ends_with(FORM) {
        return None;
    }
    let leaf = STANDARD.decode(extra.strip_prefix("extra ")?).ok()?;
    let leaf = Leaf::parse(std::str::from_utf8(&leaf).ok()?)?;
    let position = index.strip_prefix("index ")?.parse().ok()?;
    let end = rest.iter().take(HIGHEST + 1).position(|line| line.is_empty())?;
    let path = rest[..end].iter().map(|line| Hash::parse_hash(line).ok());
    let path = path.collect::<Option<Vec<_>>>()?;
    let (checkpoint, note) = checkpoint_at(&rest[end + 1..])?;
    Some((Proof { leaf, position, path, checkpoint }, note))
}

/// A text without the quoted-printable encoding.
fn unquoted(text: &str) -> Vec<u8> {
    let joined = text.replace("=\n", "");
    let mut bytes = Vec::with_capacity(joined.len());
    let mut rest = joined.as_bytes();
    while let [first, after @ ..] = rest {
        let digits = after.get(..2).filter(|_| *first == b'=');
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    bytes
}

/// The texts in the base64 parts of a message.
fn decoded(text: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut part = String::new();
    for line in text.lines().chain([""]) {
        let line = bare(line);
        let is_encoded =
            line.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte));
        if is_encoded && !line.is_empty() && (line.len() >= ENCODED || !part.is_empty()) {
            part.push_str(line);
        } else if !part.is_empty() {
            let bytes = STANDARD.decode(&part).ok();
            texts.extend(bytes.and_then(|bytes| String::from_utf8(bytes).ok()));
            part.clear();
        }
    }
    texts.iter().map(|text| text.replace("\r\n", "\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transparency::checkpoint::LogSigner;
    use countersign_domain::leaf::LeafName;
    use tlog_tiles::{node_hash, record_hash};

    fn proof() -> (String, Proof) {
        let signer = LogSigner::new("countersign/00ff", [7; 32]).unwrap();
        let leaf = Leaf { name: LeafName::dispatch(2, 7), content: [3; 32] };
        let other = record_hash(b"other");
        let root = node_hash(record_hash(leaf.text().as_bytes()), other);
        let note = signer.checkpoint(2, root);
        let checkpoint = SignedCheckpoint::parse(&note).unwrap();
        let proof = Proof { leaf, position: 0, path: vec![other], checkpoint };
        (proof.text(&note), proof)
    }

    #[test]
    fn a_proof_is_found_in_whatever_a_mail_program_made_of_it() {
        let (text, proof) = proof();
        assert!(proof.holds());
        let quoted_printable = text.replace('=', "=3D").replace('—', "=E2=80=94");
        let soft = quoted_printable.replace("extra Y", "extra =\r\nY");
        let base64 = STANDARD.encode(format!("Guten Tag\r\n\r\n{}", text.replace('\n', "\r\n")));
        let base64: Vec<&str> =
            base64.as_bytes().chunks(76).map(|it| std::str::from_utf8(it).unwrap()).collect();
        let forwarded: String = text.lines().map(|line| format!("> {line}\n")).collect();
        let json = serde_json::json!({ "proof": text, "then": 1 }).to_string();
        for kept in [
            text.clone(),
            text.replace('\n', "\r\n"),
            format!("Content-Type: text/plain\r\n\r\n{soft}\r\n-- \r\nx"),
            format!("Content-Transfer-Encoding: base64\r\n\r\n{}\r\n--x--", base64.join("\r\n")),
            forwarded,
            json,
        ] {
            let found = find(kept.as_bytes());
            assert_eq!(found.proofs, std::slice::from_ref(&proof), "{kept}");
            assert_eq!(found.checkpoints, std::slice::from_ref(&proof.checkpoint), "{kept}");
            assert_eq!(found.damaged, 0, "{kept}");
        }
        let note = &text[text.find("\n\n").unwrap() + 2..];
        let found = find(note.as_bytes());
        assert_eq!((found.proofs.len(), found.checkpoints.len()), (0, 1));
        assert_eq!(find(b"nothing of the kind\n1\n2\n\n"), KeptProofs::default());
    }

    #[test]
    fn a_large_file_of_proofs_that_do_not_end_or_repeat_is_read_in_one_pass() {
        let (text, proof) = proof();
        let head: String = text.split_inclusive('\n').take(3).collect();
        let many = head.repeat(50_000);
        assert_eq!(find(many.as_bytes()).damaged, 50_000);
        let found = find(text.repeat(5_000).as_bytes());
        assert_eq!((found.proofs, found.damaged), (vec![proof], 0));
    }

    #[test]
    fn a_damaged_proof_is_counted() {
        let (text, _) = proof();
        let damaged = text.replace("index 0", "index ");
        assert_eq!((find(damaged.as_bytes()).damaged, find(text.as_bytes()).damaged), (1, 0));
        let twice = format!("{text}\n> {}", text.replace('\n', "\n> "));
        assert_eq!(find(twice.as_bytes()).damaged, 0, "the same proof in a quotation");
        let beside = format!("{text}\n{}", STANDARD.encode(damaged));
        let found = find(beside.as_bytes());
        assert_eq!((found.proofs.len(), found.damaged), (1, 1));
    }

    #[test]
    fn a_proof_holds_for_its_own_leaf_place_and_tree_alone() {
        let (_, proof) = proof();
        let mut other = proof.clone();
        other.leaf.content[0] ^= 1;
        assert!(!other.holds());
        let mut other = proof.clone();
        other.position = 1;
        assert!(!other.holds());
        let mut other = proof;
        other.path.clear();
        assert!(!other.holds());
    }
}
