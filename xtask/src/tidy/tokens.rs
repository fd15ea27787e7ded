//! The words and marks of a Rust file, without its comments, strings and characters.

/// A part of a Rust file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RustToken<'a> {
    /// A name, keyword or number.
    Word(&'a str),
    /// `::`
    PathSeparator,
    /// Any other character except white space.
    Mark(char),
}

/// Reads the tokens of a file that compiles. Of any other file it reads what it can.
pub(super) fn tokens(text: &str) -> Vec<RustToken<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if let Some(length) = skipped(rest) {
            length
        } else if is_word(first) {
            let length = rest.find(|it| !is_word(it)).unwrap_or(rest.len());
            tokens.push(RustToken::Word(&rest[..length]));
            length
        } else if rest.starts_with("::") {
            tokens.push(RustToken::PathSeparator);
            2
        } else {
            if !first.is_whitespace() {
                tokens.push(RustToken::Mark(first));
            }
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    tokens
}

/// The length of the comment, string or character at the start of `rest`.
fn skipped(rest: &str) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return Some(block_comment(rest));
    }
    if !rest.starts_with(['"', '\'', 'b', 'c', 'r']) {
        return None;
    }
    let prefix = ["br", "cr", "b", "c", "r", ""].into_iter().find(|prefix| {
        let after = rest.strip_prefix(prefix).unwrap_or_default();
        let quoted = if prefix.ends_with('r') { after.trim_start_matches('#') } else { after };
        quoted.starts_with('"')
    });
    match prefix {
        Some(prefix) if prefix.ends_with('r') => Some(raw_text(rest, prefix.len())),
        Some(prefix) => Some(quoted(rest, prefix.len(), '"')),
        None => character(rest),
    }
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < rest.len() {
        let here = &rest.as_bytes()[at..];
        if here.starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if here.starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    rest.len()
}

/// The length of a raw string whose prefix has `prefix` bytes.
fn raw_text(rest: &str, prefix: usize) -> usize {
    let hashes = rest[prefix..].bytes().take_while(|byte| *byte == b'#').count();
    let begins = prefix + hashes + 1;
    let end = format!("\"{}", "#".repeat(hashes));
    rest[begins..].find(&end).map_or(rest.len(), |at| begins + at + end.len())
}

/// The length of a literal between two of `quote`, the first of which is at `prefix`.
fn quoted(rest: &str, prefix: usize, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in rest[prefix + 1..].char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == quote => return prefix + 1 + at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The length of a character literal, or `None` for a lifetime, which has only one quote.
fn character(rest: &str) -> Option<usize> {
    let prefix = usize::from(rest.starts_with("b'"));
    let mut inside = rest[prefix..].strip_prefix('\'')?.chars();
    let is_character = inside.next()? == '\\' || inside.next() == Some('\'');
    is_character.then(|| quoted(rest, prefix, '\''))
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}
