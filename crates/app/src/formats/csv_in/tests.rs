//! Records of all kinds: separators, quotes, row numbers, bytes, and broken files.

use super::*;

fn records(text: &[u8]) -> Result<Records<'static>, FileFault> {
    Records::new(Box::new(std::io::Cursor::new(text.to_vec())))
}

/// A source that gives a few bytes at a time.
struct Slowly(Vec<u8>, usize);

impl Read for Slowly {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.1.min(self.0.len()).min(buffer.len());
        buffer[..count].copy_from_slice(&self.0[..count]);
        self.0.drain(..count);
        Ok(count)
    }
}

fn cells(record: &Record<'_>) -> Vec<String> {
    (0..record.len()).map(|at| record.text(at).unwrap().to_owned()).collect()
}

fn read(text: &[u8]) -> Result<Vec<Vec<String>>, FileFault> {
    let mut records = records(text)?;
    let mut all = Vec::new();
    while let Some(record) = records.next_record()? {
        all.push(cells(&record));
    }
    Ok(all)
}

fn numbers(text: &str) -> Vec<u64> {
    let mut records = records(text.as_bytes()).unwrap();
    let mut all = Vec::new();
    while let Some(record) = records.next_record().unwrap() {
        all.push(record.number);
    }
    all
}

#[test]
fn quotes_line_ends_and_a_mark_are_read_as_rfc_4180_has_them() {
    let rows = read(b"\xef\xbb\xbfcode,name\r\nA,\"x \"\"y\"\", z\"\nB,\"two\r\nlines\"\r\n");
    let expected = [["code", "name"], ["A", "x \"y\", z"], ["B", "two\r\nlines"]];
    assert_eq!(rows.unwrap(), expected);
    assert_eq!(read(b"a,b\nc,d").unwrap().len(), 2);
    assert!(read(b"").unwrap().is_empty());
    assert!(read(b"\xef\xbb\xbf").unwrap().is_empty());
}

#[test]
fn cells_are_separated_as_in_the_header() {
    let expected = [["code", "name"], ["A", "x, y; z\tw"]];
    assert_eq!(read(b"code,name\nA,\"x, y; z\tw\"").unwrap(), expected);
    assert_eq!(read(b"code;name\nA;\"x, y; z\tw\"").unwrap(), expected);
    assert_eq!(read(b"code\tname\nA\t\"x, y; z\tw\"").unwrap(), expected);
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_shows_them() {
    assert_eq!(numbers("a,b\n1,2\n3,4\n"), [1, 2, 3]);
    assert_eq!(numbers("\na,b\n\n\n1,2\n,,\n \n3,4"), [2, 5, 8]);
    assert_eq!(numbers("a,b\r\n\r\n1,2\r\n\r\n3,4\r\n"), [1, 3, 5]);
    assert_eq!(numbers("a,b\r\r1,2\r3,4"), [1, 3, 4]);
    assert_eq!(numbers("a,b\n\"1\n\n1\",2\n3,4\n"), [1, 2, 3]);
    assert_eq!(numbers("a,b\r\n\n1,2\r\n\"\",\" \"\r\n3,4"), [1, 3, 5]);
}

#[test]
fn a_quote_inside_a_cell_is_itself_and_text_behind_a_closing_one_is_found() {
    for end in ["", "\n", "\r\n"] {
        let text = format!("code,name\nA,19\" Rack{end}");
        assert_eq!(read(text.as_bytes()).unwrap()[1], ["A", "19\" Rack"], "{end:?}");
        let text = format!("code,name\n\"A\"b,\"c\"{end}");
        let mut records = records(text.as_bytes()).unwrap();
        records.next_record().unwrap();
        let broken = records.next_record().unwrap().unwrap().broken();
        assert_eq!(broken, Some(0), "{end:?}");
    }
}

#[test]
fn a_record_is_handed_back_as_it_came() {
    let text = b"code;name\r\n\r\nM\xfcn;\"a;\"\"b\"\"\"\r\nX;'=1\nY;2";
    let lines: [(&[u8], &[u8]); 4] = [
        (b"code;name", b"\r\n"),
        (b"M\xfcn;\"a;\"\"b\"\"\"", b"\r\n"),
        (b"X;'=1", b"\n"),
        (b"Y;2", b""),
    ];
    for step in [1, 2, 3, 7, 1000] {
        let mut records = Records::new(Box::new(Slowly(text.to_vec(), step))).unwrap();
        for (raw, line_end) in lines {
            let record = records.next_record().unwrap().unwrap();
            assert_eq!((record.raw(), record.line_end()), (raw, line_end), "{step}");
        }
        assert!(records.next_record().unwrap().is_none());
    }
}

#[test]
fn guards_are_taken_off_each_cell() {
    let rows = read(b"a,b,c\n'=1,\"x;'-2\",'y\nz,''@,\n").unwrap();
    assert_eq!(rows[1..], [["=1", "x;-2", "'y"], ["z", "'@", ""]]);
}

#[test]
fn a_file_is_read_alike_however_its_bytes_come() {
    let row = "A,\"two\r\nlines\",'=x\r\n";
    let text = format!("\u{feff}code,name,more\r\n\r\n{}", row.repeat(30_000));
    let whole = read(text.as_bytes()).unwrap();
    assert_eq!(whole.len(), 30_001);
    for step in [1, 4093, 65_536] {
        let bytes = text.clone().into_bytes();
        let bytes = if step == 1 { bytes[..5_000].to_vec() } else { bytes };
        let mut records = Records::new(Box::new(Slowly(bytes, step))).unwrap();
        let mut at = 0;
        while let Some(record) = records.next_record().unwrap() {
            if step > 1 || at < 200 {
                assert_eq!(cells(&record), whole[at], "{step} {at}");
            }
            at += 1;
        }
    }
}

#[test]
fn a_file_that_ends_inside_quotes_is_cut() {
    for text in ["code,name\nA,\"half", "code,name\nA,\"half\nB,c\n", "code,name\nA,\"a\"\""] {
        assert_eq!(read(text.as_bytes()), Err(FileFault::CutOff(2)), "{text:?}");
    }
}

#[test]
fn other_encodings_are_told() {
    assert_eq!(read(b"\xff\xfec\0o\0"), Err(FileFault::Utf16));
    let mut records = records(b"M\xfcnchen,a\0b").unwrap();
    let record = records.next_record().unwrap().unwrap();
    assert_eq!((record.text(0), record.text(1)), (None, None));
}

#[test]
fn an_endless_record_is_refused_in_bounded_memory() {
    let source = Read::chain(&b"a,\""[..], std::io::repeat(b'x'));
    let mut records = Records::new(Box::new(source)).unwrap();
    assert_eq!(records.next_record().err(), Some(FileFault::TooLong(1)));
}
