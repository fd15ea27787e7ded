//! The formula guard of text cells: lossless, and on text cells only.
//!
//! A cell that, after any leading `'`, starts with `=`, `+`, `-`, `@`, TAB or CR gets one more
//! `'` in front on its way out, and loses it on its way in.

fn is_guarded(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Whether the cell gets a `'` in front on its way out.
#[must_use]
pub fn needs_guard(text: &str) -> bool {
    is_guarded(text)
}

/// The cell as it was before its guard.
#[must_use]
pub fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_guarded(rest) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_comes_back_as_it_went() {
        for text in ["", "'", "=1", "'=1", "''@x", "-", "a=b", "'a", "\tx", "\r", "+49", "日=本"]
        {
            let out = if needs_guard(text) { format!("'{text}") } else { text.to_owned() };
            assert_eq!(unguarded(&out), text, "{text:?}");
            assert!(!out.starts_with(['=', '+', '-', '@', '\t', '\r']), "{text:?}");
        }
    }
}
