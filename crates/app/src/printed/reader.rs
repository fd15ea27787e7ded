//! Reads the files inside a PDF that this program wrote. Nothing else of it is understood: that its
//! pages belong to these files is shown by making them again.
//!
//! The bytes can come from anyone. Sizes are bounded before anything is unpacked.

use super::files::{OF_PDF, PrintedFiles};
use super::pdf_objects::{Object, Scanner};
use flate2::read::ZlibDecoder;
use std::io::Read;

/// The largest PDF that is read.
pub const LARGEST_PDF: u64 = 128 << 20;
/// The most bytes of all files inside it.
const LARGEST: u64 = 64 << 20;
/// How a PDF begins.
const BEGINS: &[u8] = b"%PDF-";
/// The bytes of an entry of the table of objects.
const ENTRY: usize = 20;
/// How far from the end the place of the table is.
const TAIL: usize = 64;
/// The most bytes of an object, without its stream.
const OBJECT: usize = 64 << 10;

/// Whether these bytes begin as a PDF does.
#[must_use]
pub fn is_pdf(bytes: &[u8]) -> bool {
    bytes.starts_with(BEGINS)
}

/// The files inside a PDF.
///
/// # Errors
/// A sentence that says why they cannot be read.
pub(crate) fn read(bytes: &[u8]) -> Result<PrintedFiles, String> {
    let pdf = Pdf::open(bytes).ok_or("it is cut off, damaged, or no PDF of Countersign")?;
    let places = pdf.attached().ok_or("it has no files inside, as a PDF of Countersign does")?;
    let (mut files, mut left) = (PrintedFiles::default(), LARGEST);
    for (name, place) in places {
        let name = OF_PDF.into_iter().find(|known| known.as_bytes() == name);
        let name = name.ok_or("it has a file inside that no PDF of a report has")?;
        let content = pdf.content(place, left).ok_or_else(|| format!("{name} cannot be read"))?;
        left -= content.len() as u64;
        if !files.add(name, content) {
            return Err(format!("it has {name} twice"));
        }
    }
    Ok(files)
}

/// The table of objects, and the catalogue.
struct Pdf<'a> {
    bytes: &'a [u8],
    table: &'a [u8],
    catalogue: Object,
}

impl<'a> Pdf<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        if !is_pdf(bytes) {
            return None;
        }
        let tail = bytes.len().saturating_sub(TAIL);
        let word = b"startxref";
        let at = bytes[tail..].windows(word.len()).rposition(|it| it == word)?;
        let table = Scanner::new(bytes, tail + at + word.len()).number()?;
        let mut scanner = Scanner::new(bytes, table);
        scanner.take(b"xref")?;
        if scanner.number()? != 0 {
            return None;
        }
        let count = scanner.number()?;
        let begin = scanner.at + 1;
        let end = begin.checked_add(count.checked_mul(ENTRY)?)?;
        let table = bytes.get(begin..end)?;
        let mut scanner = Scanner::new(bytes, end);
        scanner.take(b"trailer")?;
        let root = scanner.next()?.get("Root")?.reference()?;
        let mut pdf = Self { bytes, table, catalogue: Object::List(Vec::new()) };
        pdf.catalogue = pdf.object(root)?.0;
        Some(pdf)
    }

    /// An object, and the place after it.
    fn object(&self, number: usize) -> Option<(Object, usize)> {
        let begin = number.checked_mul(ENTRY)?;
        let entry = self.table.get(begin..begin.checked_add(ENTRY)?)?;
        let place: usize = std::str::from_utf8(entry.get(..10)?).ok()?.parse().ok()?;
        let end = self.bytes.len().min(place.saturating_add(OBJECT));
        let mut scanner = Scanner::new(&self.bytes[..end], place);
        if scanner.number()? != number {
            return None;
        }
        scanner.take(b"0")?;
        scanner.take(b"obj")?;
        let object = scanner.next()?;
        Some((object, scanner.at))
    }

    /// The name of each file inside, and the object with its content.
    fn attached(&self) -> Option<Vec<(Vec<u8>, usize)>> {
        let names = self.catalogue.get("Names")?.get("EmbeddedFiles")?.get("Names")?.list()?;
        let mut attached = Vec::new();
        for pair in names.chunks(2) {
            let [name, place] = pair else { return None };
            let (file, _) = self.object(place.reference()?)?;
            let content = file.get("EF")?.get("F")?.reference()?;
            attached.push((name.text()?.to_vec(), content));
            if attached.len() > OF_PDF.len() {
                return None;
            }
        }
        Some(attached)
    }

    /// The content of a stream, with at most so many bytes.
    fn content(&self, number: usize, most: u64) -> Option<Vec<u8>> {
        let (head, after) = self.object(number)?;
        let mut scanner = Scanner::new(self.bytes, after);
        scanner.take(b"stream\n")?;
        let end = scanner.at.checked_add(head.get("Length")?.number()?)?;
        let packed = self.bytes.get(scanner.at..end)?;
        let mut content = Vec::new();
        match head.get("Filter") {
            None => content.extend_from_slice(packed),
            Some(filter) if filter.is_name("FlateDecode") => {
                ZlibDecoder::new(packed).take(most + 1).read_to_end(&mut content).ok()?;
            }
            Some(_) => return None,
        }
        (content.len() as u64 <= most).then_some(content)
    }
}
