//! RFC 4180 in and out, and the formula guard.

/// "Cells are separated by `,`, `;` or TAB, told from the header."
pub(crate) fn separator(text: &str) -> char {
    let header = text.lines().find(|line| !line.trim_matches([',', ';', '\t', ' ']).is_empty());
    let count = |separator: char| header.map_or(0, |line| line.matches(separator).count());
    [';', '\t'].into_iter().find(|it| count(*it) > count(',')).unwrap_or(',')
}

/// The records of a file; `None` where a quote is never closed. "A row that is blank throughout
/// does not exist."
pub(crate) fn parse(text: &str) -> Option<Vec<Vec<String>>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let separator = separator(text);
    let mut records = Vec::new();
    let mut record: Vec<String> = Vec::new();
    let mut cell = String::new();
    let mut begun = false;
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '"' if cell.is_empty() => {
                begun = true;
                cell = quoted(&mut chars)?;
            }
            _ if char == separator => {
                begun = true;
                record.push(std::mem::take(&mut cell));
            }
            '\r' | '\n' => {
                if char == '\r' && chars.peek() == Some(&'\n') {
                    chars.next();
                }
                if begun {
                    record.push(std::mem::take(&mut cell));
                    records.push(std::mem::take(&mut record));
                }
                begun = false;
            }
            other => {
                begun = true;
                cell.push(other);
            }
        }
    }
    if begun {
        record.push(cell);
        records.push(record);
    }
    records.retain(|record| record.iter().any(|cell| !cell.trim().is_empty()));
    Some(records)
}

/// The rest of a quoted cell, its opening quote already read.
fn quoted(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<String> {
    let mut cell = String::new();
    loop {
        match chars.next()? {
            '"' if chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => return Some(cell),
            other => cell.push(other),
        }
    }
}

/// "Quotes only where needed (separator, quote, CR, LF)."
pub(crate) fn quote(cell: &str) -> String {
    if cell.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// Whether a text, "after any leading `'`, starts with `=`, `+`, `-`, `@`, TAB or CR".
fn looks_like_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// The pieces of a text, each with the separator before it: "after `,`, `;`, TAB or a line break
/// (blanks aside)".
fn pieces(text: &str) -> Vec<(&str, &str)> {
    let inclusive = text.split_inclusive([',', ';', '\t', '\r', '\n']);
    let mut pieces = Vec::new();
    for (number, piece) in inclusive.enumerate() {
        let bare = piece.trim_start_matches(|c: char| c.is_whitespace() && !"\t\r\n".contains(c));
        let blanks = if number == 0 { 0 } else { piece.len() - bare.len() };
        pieces.push(piece.split_at(blanks));
    }
    pieces
}

fn is_formula(piece: &str) -> bool {
    piece.trim_start_matches('\'').starts_with(['=', '+', '-', '@'])
}

/// Such a text "gets one more `'` in front, and so does such a character inside it".
pub(crate) fn guard(text: &str) -> String {
    let mut out = String::new();
    for (number, (blanks, piece)) in pieces(text).into_iter().enumerate() {
        let guarded = is_formula(piece) || (number == 0 && looks_like_formula(text));
        out.push_str(blanks);
        out.push_str(if guarded { "'" } else { "" });
        out.push_str(piece);
    }
    out
}

/// "Which our own import and `apply` take off again."
pub(crate) fn unguard(text: &str) -> String {
    let mut out = String::new();
    for (number, (blanks, piece)) in pieces(text).into_iter().enumerate() {
        let guarded = is_formula(piece) || (number == 0 && looks_like_formula(text));
        out.push_str(blanks);
        out.push_str(piece.strip_prefix('\'').filter(|_| guarded).unwrap_or(piece));
    }
    out
}
