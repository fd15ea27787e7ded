//! Texts of people as lines: what is shown of each character, and where a line breaks.

use crate::fonts::{EM, form};
use unicode_normalization::UnicodeNormalization;

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Style {
    /// Thousandths of a point.
    pub(crate) size: i64,
    pub(crate) bold: bool,
    /// From 0, black, to 255.
    pub(crate) gray: u8,
}

impl Style {
    pub(crate) const fn plain(size: i64) -> Self {
        Self { size, bold: false, gray: 0 }
    }

    pub(crate) const fn bold(size: i64) -> Self {
        Self { size, bold: true, gray: 0 }
    }

    pub(crate) const fn gray(size: i64) -> Self {
        Self { size, bold: false, gray: 85 }
    }

    /// From one line to the next.
    pub(crate) const fn leading(self) -> i64 {
        self.size * 7 / 5
    }

    fn advance(self, character: char) -> i64 {
        form(character, self.bold).map_or(0, |form| form.advance * self.size / EM)
    }

    /// The width of a shown text, without blanks at its end.
    pub(crate) fn width(self, text: &str) -> i64 {
        text.trim_end_matches(' ').chars().map(|it| self.advance(it)).sum()
    }
}

/// A text as the fonts can show it. Other characters are written as their code, such as `U+1F600`.
/// Line breaks stay.
pub(crate) fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.replace("\r\n", "\n").nfc() {
        match character {
            '\n' => shown.push('\n'),
            '\t' => shown.push(' '),
            it if form(it, false).is_some() => shown.push(it),
            it => shown.push_str(&format!("U+{:04X}", u32::from(it))),
        }
    }
    shown
}

/// More lines than a document can have.
const MOST_LINES: usize = 400_000;

/// The lines of a text in a width. A word that is too long breaks anywhere.
pub(crate) fn lines(text: &str, style: Style, width: i64) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in shown(text).split('\n') {
        wrap(paragraph, style, width, &mut lines);
        if lines.len() > MOST_LINES {
            break;
        }
    }
    lines
}

fn wrap(paragraph: &str, style: Style, width: i64, lines: &mut Vec<String>) {
    let (mut line, mut taken) = (String::new(), 0);
    let (mut last, mut may_break) = (None, 0);
    for character in paragraph.chars() {
        if last.is_some_and(|last| breaks_between(last, character)) {
            may_break = line.len();
        }
        let advance = style.advance(character);
        // A blank may hang over the edge.
        if !line.is_empty() && character != ' ' && taken + advance > width {
            let at = if may_break > 0 { may_break } else { line.len() };
            let rest = line.split_off(at);
            lines.push(std::mem::replace(&mut line, rest));
            taken = line.chars().map(|it| style.advance(it)).sum();
            may_break = 0;
        }
        line.push(character);
        taken += advance;
        last = Some(character);
    }
    lines.push(line);
}

fn breaks_between(before: char, after: char) -> bool {
    let is_open = "（「『【〔《“‘([{".contains(before);
    let is_close =
        "、。，．・：；？！）」』】〕》ー々”’ぁぃぅぇぉっゃゅょァィゥェォッャュョ…".contains(after);
    match (before, after) {
        (_, ' ') => false,
        (' ', _) => true,
        _ => (is_wide(before) || is_wide(after)) && !is_open && !is_close,
    }
}

/// Whether lines break beside a character without a blank: kana, Chinese characters, full width.
const fn is_wide(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: Style = Style::plain(10_000);

    fn wrapped(text: &str, width: i64) -> Vec<String> {
        lines(text, STYLE, width)
    }

    #[test]
    fn what_no_font_has_is_shown_by_its_number() {
        assert_eq!(shown("a\0b\u{7}"), "aU+0000bU+0007");
        assert_eq!(shown("\u{202e}x\u{feff}😀"), "U+202ExU+FEFFU+1F600");
        assert_eq!(shown("ab\r\ncd\te\rf"), "ab\ncd eU+000Df");
        assert_eq!(shown("e\u{301}"), "é");
        assert_eq!(shown("שלום"), "U+05E9U+05DCU+05D5U+05DD");
    }

    #[test]
    fn lines_break_at_blanks_and_words_only_if_they_must() {
        assert_eq!(wrapped("one two three", 40_000), ["one two ", "three"]);
        assert_eq!(wrapped("", 40_000), [""]);
        assert_eq!(wrapped("a\n\nb", 40_000), ["a", "", "b"]);
        let long = wrapped(&"m".repeat(100), 40_000);
        assert!(long.len() > 10 && long.concat() == "m".repeat(100), "{long:?}");
        assert!(long.iter().all(|line| STYLE.width(line) <= 40_000));
        // A width below one character still ends.
        assert_eq!(wrapped("abc", 1).len(), 3);
    }

    #[test]
    fn japanese_breaks_between_characters_but_not_before_a_full_stop() {
        assert_eq!(wrapped("製品名。次の文", 30_000), ["製品", "名。次", "の文"]);
    }

    #[test]
    fn every_line_fits_and_nothing_is_lost() {
        let text = "Provisioned 1,234,567.5 製品のプロビジョニング数 Überschreitung-und-mehr \
                    https://example.invalid/a/very/long/path 終わり";
        for width in [9_000, 33_000, 71_000, 200_000] {
            let lines = wrapped(text, width);
            assert_eq!(lines.concat(), text);
            let most = width.max(10_000);
            assert!(lines.iter().all(|line| STYLE.width(line) <= most), "{width}: {lines:?}");
        }
    }
}
