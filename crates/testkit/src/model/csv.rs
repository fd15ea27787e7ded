//! RFC 4180 in and out, and the formula guard.

/// "Cells are separated by `,`, `;` or TAB, told from the header."
pub(crate) fn separator(text: &str) -> char {
    let header = text.lines().next().unwrap_or_default();
    header.chars().find(|char| [',', ';', '\t'].contains(char)).unwrap_or(',')
}

/// The records of a file; `None` where a quote is never closed.
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
            char if char == separator => {
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

/// Where a spreadsheet may take what follows for a cell's beginning: at the front, and "inside it
/// after `,`, `;`, TAB or a line break (blanks aside)".
fn beginnings(text: &str) -> Vec<usize> {
    let mut beginnings = vec![0];
    for (at, separator) in text.char_indices() {
        if [',', ';', '\t', '\n', '\r'].contains(&separator) {
            let rest = &text[at + separator.len_utf8()..];
            beginnings.push(text.len() - rest.trim_start_matches(' ').len());
        }
    }
    beginnings
}

/// Such a text "gets one more `'` in front, and so does such a character inside it".
pub(crate) fn guard(text: &str) -> String {
    let mut out = text.to_owned();
    for at in beginnings(text).into_iter().rev() {
        if looks_like_formula(&text[at..]) {
            out.insert(at, '\'');
        }
    }
    out
}

/// "Which our own import and `apply` take off again."
pub(crate) fn unguard(text: &str) -> String {
    let mut out = text.to_owned();
    for at in beginnings(text).into_iter().rev() {
        let rest = text[at..].strip_prefix('\'');
        if rest.is_some_and(looks_like_formula) {
            out.remove(at);
        }
    }
    out
}
