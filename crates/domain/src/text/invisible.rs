//! Characters that are invisible, or that change the direction of the text around them.
//!
//! Two names that look the same must not be two names, and a name must not change how the page
//! around it reads. Characters that scripts and emoji need stay: joiners after a virama and inside
//! words of cursive scripts, joiners and selectors between emoji, variants of ideographs.

use unicode_normalization::char::canonical_combining_class;
use unicode_properties::{
    GeneralCategory, GeneralCategoryGroup, UnicodeEmoji, UnicodeGeneralCategory,
};

/// Whether a text has a character that is invisible or changes the direction.
pub(super) fn has_unseen(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if is_unseen(c) && !has_its_place(before, c, rest.peek().copied()) {
            return true;
        }
        before = Some(c);
    }
    false
}

/// Whether a text has a visible character, not only blanks and marks.
pub(super) fn is_visible(text: &str) -> bool {
    use GeneralCategoryGroup::{Letter, Number, Punctuation, Symbol};
    let group = |c: char| c.general_category_group();
    text.chars().any(|c| {
        matches!(group(c), Letter | Number | Punctuation | Symbol)
            && !is_unseen(c)
            && c != '\u{2800}'
    })
}

/// Formats, separators of lines, private and unassigned characters, fillers, selectors.
fn is_unseen(c: char) -> bool {
    match c.general_category() {
        // Signs before numbers and verses, which are drawn.
        GeneralCategory::Format => !matches!(c,
            '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{70f}' | '\u{890}'..='\u{891}' | '\u{8e2}'
            | '\u{110bd}' | '\u{110cd}'),
        GeneralCategory::LineSeparator
        | GeneralCategory::ParagraphSeparator
        | GeneralCategory::PrivateUse => true,
        GeneralCategory::Unassigned => {
            matches!(c, '\u{2065}' | '\u{fff0}'..='\u{fff8}' | '\u{e0000}'..='\u{e0fff}')
                || u32::from(c) & 0xfffe == 0xfffe
        }
        _ => matches!(c,
            '\u{34f}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' | '\u{e0100}'..='\u{e01ef}'),
    }
}

/// Whether an invisible character belongs between these two.
fn has_its_place(before: Option<char>, c: char, after: Option<char>) -> bool {
    let Some(before) = before else { return false };
    match c {
        '\u{200d}' => joins(before, after) || (is_emoji(before) && after.is_some_and(is_emoji)),
        '\u{200c}' => joins(before, after),
        '\u{fe0e}' | '\u{fe0f}' => {
            is_emoji(before) || (is_keycap(before) && after == Some('\u{20e3}'))
        }
        '\u{fe00}'..='\u{fe02}' => is_ideograph(before),
        '\u{e0100}'..='\u{e01ef}' => is_ideograph(before),
        '\u{180b}'..='\u{180d}' | '\u{180f}' => matches!(before, '\u{1820}'..='\u{18aa}'),
        _ => false,
    }
}

/// Whether a joiner affects how two letters are drawn, as beside a virama and in cursive scripts.
fn joins(before: char, after: Option<char>) -> bool {
    let is_virama = |c: char| canonical_combining_class(c) == 9;
    let is_cursive = |c: char| {
        matches!(c,
            '\u{620}'..='\u{6ff}' | '\u{710}'..='\u{77f}' | '\u{7ca}'..='\u{7fa}'
            | '\u{840}'..='\u{85b}' | '\u{860}'..='\u{8ff}' | '\u{1820}'..='\u{18aa}'
            | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
    };
    is_virama(before)
        || after.is_some_and(|after| is_virama(after) || (is_cursive(before) && is_cursive(after)))
}

/// Emoji with their selector and skin tones; digits and letters are not emoji.
fn is_emoji(c: char) -> bool {
    u32::from(c) >= 0x2000 && (c.is_emoji_char() || c == '\u{fe0f}') || matches!(c, '©' | '®')
}

const fn is_keycap(c: char) -> bool {
    matches!(c, '0'..='9' | '#' | '*')
}

const fn is_ideograph(c: char) -> bool {
    matches!(c,
        '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_scripts_and_emoji_need_stays() {
        for text in [
            "Eva Lind",
            "נועה לוי",
            "نوید می\u{200c}خواهم",
            "ශ්\u{200d}රී ලංකා",
            "ক্\u{200d}ষ",
            "ন\u{9cd}\u{200c}",
            "ᠠ\u{180b}",
            "葛\u{e0100}飾",
            "神\u{fe00}",
            "👩\u{200d}💻 Labs",
            "👩🏽\u{200d}💻",
            "❤\u{fe0f}\u{200d}🔥",
            "1\u{fe0f}\u{20e3} GmbH",
            "Nord\u{a0}Licht",
            "Łukasz e\u{301}",
            "ACME\u{2122}\u{fe0f}",
            "\u{6dd}٧",
            "-",
        ] {
            assert!(!has_unseen(text), "{text:?}");
            assert!(is_visible(text), "{text:?}");
        }
    }

    #[test]
    fn what_cannot_be_seen_or_turns_the_direction_is_found() {
        for text in [
            "Eva\u{200b}Lind",
            "Eva\u{202e}dniL",
            "\u{2066}Eva\u{2069}",
            "Nord\u{ad}licht",
            "\u{feff}Eva",
            "Eva\u{200e}",
            "Eva\u{200f}",
            "Eva\u{61c}",
            "Ev\u{200d}a",
            "Ev\u{200c}a",
            "1\u{200d}2",
            "Eva\u{fe0f}",
            "Eva\u{e0100}",
            "Eva\u{e0041}\u{e007f}",
            "🏴\u{e0067}\u{e007f}",
            "Eva\u{2060}",
            "Eva\u{34f}",
            "Eva\u{3164}",
            "Eva\u{ffa0}",
            "Eva\u{115f}",
            "Eva\u{180e}",
            "a\u{2028}b",
            "a\u{2029}b",
            "Eva\u{e000}",
            "Eva\u{ffff}",
            "Eva\u{1d173}",
            "Eva\u{13430}",
            "\u{200d}👩",
            "👩\u{200d}",
        ] {
            assert!(has_unseen(text), "{text:?}");
        }
    }

    #[test]
    fn blanks_and_marks_alone_cannot_be_seen() {
        for text in
            ["", " ", "\u{a0}\u{3000}", "\u{301}", " \u{308} \u{20dd}", "\u{2800}", "\u{3164}"]
        {
            assert!(!is_visible(text), "{text:?}");
        }
    }
}
