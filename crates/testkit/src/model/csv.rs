//! RFC 4180 in and out, and the formula guard.

/// The records of a file; `None` where a quote is never closed.
pub(crate) fn parse(text: &str) -> Option<Vec<Vec<String>>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
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
            ',' => {
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
pub(crate) fn looks_like_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Such a text "gets one more `'` in front".
pub(crate) fn guard(text: &str) -> String {
    if looks_like_formula(text) { format!("'{text}") } else { text.to_owned() }
}

/// "Which our own import and `apply` take off again."
pub(crate) fn unguard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if looks_like_formula(rest) => rest,
        _ => text,
    }
}
