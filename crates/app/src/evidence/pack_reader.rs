//! Reads the ZIP of a pack, which can come from anyone: names, numbers and sizes are bounded before
//! anything is unpacked.

use super::files::{OF_REPORT, REPORTS};
use super::pack_files::PackFiles;
use super::records::FilePart;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::io::{Read, Seek, Write};
use zip::ZipArchive;

/// The most files.
const MOST_FILES: usize = 200_000;
/// The largest file that is read into memory: what JSON takes there is a multiple of its size.
const LARGEST_JSON: u64 = 32 << 20;
/// The largest summary.
const LARGEST_PDF: u64 = 128 << 20;
/// The most bytes of all files together.
const LARGEST: u64 = 16 << 30;

/// An open pack.
pub(crate) struct PackReader<R> {
    zip: ZipArchive<R>,
    names: Vec<String>,
}

impl<R: Read + Seek> PackReader<R> {
    /// Opens a pack.
    ///
    /// # Errors
    /// A sentence that says why it cannot be read.
    pub(crate) fn open(file: R) -> Result<Self, String> {
        let unreadable = |error: zip::result::ZipError| {
            format!("it is cut off, damaged, or no evidence pack ({error})")
        };
        let mut zip = ZipArchive::new(file).map_err(unreadable)?;
        if zip.len() > MOST_FILES {
            return Err(format!("it has {} files; a pack has at most {MOST_FILES}", zip.len()));
        }
        if zip.has_duplicate_names() || zip.has_overlapping_entries().map_err(unreadable)? {
            return Err("it has a file twice".to_owned());
        }
        let (mut names, mut total) = (Vec::new(), 0_u64);
        for at in 0..zip.len() {
            let entry = zip.by_index_raw(at).map_err(unreadable)?;
            let name = String::from_utf8(entry.name_raw().to_vec()).ok();
            let name = name.filter(|name| is_plain(name)).ok_or_else(|| {
                format!("it has a file that no pack has: {:?}", lossy(entry.name_raw()))
            })?;
            if entry.encrypted() || !entry.is_file() {
                return Err(format!("{name} is encrypted, or no file"));
            }
            total = total.saturating_add(entry.size());
            names.push(name);
        }
        if total > LARGEST {
            return Err(format!("its files have {total} bytes; a pack has at most {LARGEST}"));
        }
        Ok(Self { zip, names })
    }

    /// The folders of its reports, in order: those of any file that a report has.
    pub(crate) fn folders(&self) -> Vec<String> {
        let below = self.names.iter().filter(|name| name.starts_with(REPORTS));
        let split = below.filter_map(|name| name.rsplit_once('/'));
        let mut seen = HashSet::new();
        let of_report = split.filter(|(_, file)| OF_REPORT.contains(file));
        let first = of_report.filter(|(folder, _)| seen.insert(*folder));
        first.map(|(folder, _)| folder.to_owned()).collect()
    }

    /// Size and digest of a file.
    pub(crate) fn part(&mut self, name: &str) -> Result<FilePart, String> {
        let mut digest = Digested(Sha256::new());
        let size = self.copy(name, LARGEST, &mut digest)?;
        Ok(FilePart::of(name, size, digest.0))
    }

    /// A file as a stream, which ends where the file says that it does.
    pub(crate) fn stream(&mut self, name: &str) -> Result<impl Read + '_, String> {
        let file = self.zip.by_name(name).map_err(|error| format!("{name}: {error}"))?;
        let size = file.size();
        Ok(file.take(size))
    }

    /// Unpacks a file, which must not be larger than it says.
    fn copy(&mut self, name: &str, most: u64, out: &mut dyn Write) -> Result<u64, String> {
        let file = self.zip.by_name(name).map_err(|error| format!("{name}: {error}"))?;
        let size = file.size();
        if size > most {
            return Err(format!("{name} has {size} bytes; at most {most} are read"));
        }
        let copied = std::io::copy(&mut file.take(size + 1), out);
        let copied = copied.map_err(|error| format!("{name} cannot be unpacked: {error}"))?;
        match copied == size {
            true => Ok(size),
            false => Err(format!("{name} does not have the {size} bytes that it declares")),
        }
    }
}

impl<R: Read + Seek> PackFiles for PackReader<R> {
    fn names(&self) -> &[String] {
        &self.names
    }

    fn read(&mut self, name: &str) -> Result<Vec<u8>, String> {
        let mut content = Vec::new();
        let most = if name.ends_with(".pdf") { LARGEST_PDF } else { LARGEST_JSON };
        self.copy(name, most, &mut content)?;
        Ok(content)
    }

    /// Without going through all names: a pack can have very many.
    fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }
}

struct Digested(Sha256);

impl Write for Digested {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn lossy(name: &[u8]) -> String {
    String::from_utf8_lossy(name).chars().take(200).collect()
}

/// Whether a name has the characters and parts that packs use.
fn is_plain(name: &str) -> bool {
    let is_part = |part: &str| !matches!(part, "" | "." | "..");
    let is_mark = |mark: char| mark.is_ascii_alphanumeric() || "._-/".contains(mark);
    name.chars().all(is_mark) && name.split('/').all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn open(bytes: &[u8]) -> Result<PackReader<Cursor<Vec<u8>>>, String> {
        PackReader::open(Cursor::new(bytes.to_vec()))
    }

    #[test]
    fn only_plain_names_are_accepted() {
        for name in ["../x", "/etc/passwd", "a//b", "a/./b", "a\\b", "a/", "ä", "C:x", "a\nb"] {
            let opened = open(&packed(&[(name, b"")])).err().unwrap_or_default();
            assert!(
                opened.contains("no pack has") || opened.contains("no file"),
                "{name}: {opened}"
            );
        }
        let mut pack = open(&packed(&[("a/b-c_1.json", b"x")])).unwrap();
        assert_eq!(pack.read("a/b-c_1.json").unwrap(), b"x");
        assert!(pack.read("other").is_err());
    }

    #[test]
    fn a_file_that_is_cut_off_or_larger_than_it_says_is_refused() {
        let zeros = vec![0; 1 << 20];
        let whole = packed(&[("bomb", &zeros)]);
        for cut in [0, 1, whole.len() / 2, whole.len() - 1] {
            assert!(open(&whole[..cut]).is_err(), "{cut}");
        }
        assert!(open("Grüße".as_bytes()).is_err());
        // The size in both headers becomes 1 KiB.
        let size = (1_u32 << 20).to_le_bytes();
        let mut lying = whole;
        let places: Vec<usize> =
            (0..lying.len() - 4).filter(|at| lying[*at..*at + 4] == size).collect();
        assert!(!places.is_empty());
        for at in places {
            lying[at..at + 4].copy_from_slice(&1024_u32.to_le_bytes());
        }
        let read = open(&lying).and_then(|mut pack| pack.read("bomb"));
        assert!(read.is_err());
    }
}
