//! An e-mail message: what it says, in its reader's language, as text and as a page.

use askama::Template;
use countersign_language::explanation::Why;
use countersign_language::text::Locale;

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailMessage {
    /// The reader's language.
    pub locale: Locale,
    pub reader: String,
    /// The company in whose name it comes; none for the installation itself.
    pub sender: Option<String>,
    pub subject: String,
    pub paragraphs: Vec<String>,
    /// The reports, dispatches or changes that it lists.
    pub items: Vec<MessageItem>,
    /// How many more there are.
    pub more: Option<String>,
    /// A link: its words and its address.
    pub action: Option<(String, String)>,
    /// Paragraphs after the link.
    pub notes: Vec<String>,
    /// The reason why they get it.
    pub why: String,
    /// The address to decline this kind of message.
    pub unsubscribe: Option<String>,
    /// The words of that link.
    pub unsubscribe_label: String,
    /// The proofs that are attached to it.
    pub proof: Option<String>,
}

/// One of the things that a message is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessageItem {
    /// What it is.
    pub title: String,
    pub address: String,
    pub facts: Vec<(String, String)>,
    /// Figures.
    pub figures: Option<FigureTable>,
    /// Texts that people wrote: a label and the text.
    pub quotes: Vec<(Option<String>, String)>,
    /// The explanations of the system's decisions.
    pub whys: Vec<Why>,
}

/// A small table: texts in the first two columns, figures in the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureTable {
    /// What it tells.
    pub caption: String,
    pub head: [String; 5],
    pub rows: Vec<[String; 5]>,
}

/// The number of columns with text.
const TEXTS: usize = 2;

#[derive(Template)]
#[template(path = "mail/message.html")]
struct Html<'a> {
    message: &'a EmailMessage,
}

#[derive(Template)]
#[template(path = "mail/message.txt")]
struct PlainText<'a> {
    message: &'a EmailMessage,
}

impl EmailMessage {
    /// The letter as HTML.
    ///
    /// # Errors
    /// Fails if the template cannot be filled.
    pub fn html(&self) -> askama::Result<String> {
        Html { message: self }.render()
    }

    /// The letter as plain text.
    ///
    /// # Errors
    /// Fails if the template cannot be filled.
    pub fn text(&self) -> askama::Result<String> {
        PlainText { message: self }.render()
    }
}

impl FigureTable {
    /// The table in columns of equally wide letters.
    fn lines(&self) -> Vec<String> {
        let all = || std::iter::once(&self.head).chain(&self.rows);
        let wide = |column: usize| all().map(|row| width(&row[column])).max().unwrap_or(0);
        let widths: [usize; 5] = std::array::from_fn(wide);
        let line = |row: &[String; 5]| {
            let cells = row.iter().zip(widths).enumerate().map(|(at, (cell, wide))| {
                let space = " ".repeat(wide.saturating_sub(width(cell)));
                if at < TEXTS { format!("{cell}{space}") } else { format!("{space}{cell}") }
            });
            cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        };
        all().map(line).collect()
    }
}

/// The width of a text in letters of equal width; East Asian ones take two.
fn width(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

const fn is_wide(c: char) -> bool {
    matches!(
        c as u32,
        0x1100..=0x115F
            | 0x2E80..=0xA4CF
            | 0xAC00..=0xD7A3
            | 0xF900..=0xFAFF
            | 0xFE30..=0xFE6F
            | 0xFF00..=0xFF60
            | 0xFFE0..=0xFFE6
    )
}

/// A text on one line, so that nothing in it can begin a new line or a header.
#[must_use]
pub fn one_line(text: &str) -> String {
    let spaced = text.chars().map(|c| {
        let breaks = c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
        if breaks { ' ' } else { c }
    });
    spaced.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines of a text, without invisible characters.
pub(crate) fn lines_of(text: &str) -> Vec<String> {
    text.lines().map(one_line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_line_begins_another_one() {
        assert_eq!(one_line("a\r\nBcc: b\u{2028}c\0\t d"), "a Bcc: b c d");
        assert_eq!(lines_of("one\r\ntwo\u{7}"), ["one", "two"]);
    }

    #[test]
    fn a_table_has_its_figures_under_each_other_in_any_script() {
        let row = |cells: [&str; 5]| cells.map(str::to_owned);
        let figures = FigureTable {
            caption: String::new(),
            head: row(["Product", "Unit", "Now", "Then", "More"]),
            rows: vec![
                row(["端末保護", "Seats", "780", "1,000", "+220"]),
                row(["Cloud Space", "GB", "9.5", "10", "+0.5"]),
            ],
        };
        let expected = [
            "Product      Unit   Now   Then  More",
            "端末保護     Seats  780  1,000  +220",
            "Cloud Space  GB     9.5     10  +0.5",
        ];
        assert_eq!(figures.lines(), expected);
    }
}
