//! Readings that programs send.

use countersign_app::formats::cells::Cells;
use countersign_app::formats::json_reading::JsonReading;
use countersign_app::formats::lines::{Lines, MAX_LINE};

/// A body has the same lines however its bytes arrive, and a reading in one of them has the same
/// cells after it was written with strings and read again.
pub fn reading_lines(input: &[u8]) {
    let whole = lines(input, input.len().max(1));
    for size in [1, 7] {
        assert_eq!(whole, lines(input, size), "in pieces of {size}");
    }
    for (_, line) in &whole {
        let Some(reading) = line.as_ref().map(|line| JsonReading::parse(line)) else { continue };
        if let Ok(reading) = reading {
            written_again(&cells(&reading));
        }
    }
}

/// The numbers and bytes of all lines; none for one that is too long.
fn lines(input: &[u8], size: usize) -> Vec<(u64, Option<Vec<u8>>)> {
    let (mut lines, mut found) = (Lines::default(), Vec::new());
    for mut piece in input.chunks(size) {
        while let Some(line) = lines.take(&mut piece) {
            found.push((line.number, line.text.map(<[u8]>::to_vec)));
        }
    }
    found.extend(lines.end().map(|line| (line.number, line.text.map(<[u8]>::to_vec))));
    assert!(found.iter().flat_map(|(_, line)| line).all(|line| line.len() <= MAX_LINE));
    found
}

/// The text of each cell, or that it is none.
fn cells(reading: &JsonReading<'_>) -> Vec<Result<Option<String>, String>> {
    let cell = |column| match reading.raw(column) {
        Ok(text) => Ok(text.map(str::to_owned)),
        Err(problem) => Err(problem.to_string()),
    };
    (0..4).map(cell).collect()
}

fn written_again(cells: &[Result<Option<String>, String>]) {
    let Ok(cells) = cells.iter().cloned().collect::<Result<Vec<_>, _>>() else { return };
    let [subscription, observed_at, provisioned, used] = &cells[..] else { return };
    let text = |cell: &Option<String>| cell.clone().unwrap_or_default();
    let text = format!(
        "{{\"subscription\":{:?},\"observed_at\":{:?},\"provisioned\":{:?},\"used\":{:?}}}",
        Json(&text(subscription)),
        Json(&text(observed_at)),
        Json(&text(provisioned)),
        Json(&text(used)),
    );
    let read = JsonReading::parse(text.as_bytes()).expect("strings of known fields");
    let expected: Vec<_> = cells.into_iter().map(Ok).collect();
    assert_eq!(self::cells(&read), expected, "{text}");
}

/// A text as a JSON string of escapes.
struct Json<'a>(&'a str);

impl std::fmt::Debug for Json<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let escaped = self.0.encode_utf16().map(|unit| format!("\\u{unit:04x}"));
        write!(f, "\"{}\"", escaped.collect::<String>())
    }
}
