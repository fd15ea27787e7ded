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
    /// What the reader can do, before the reasons.
    pub advice: Option<String>,
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

/// A small table: texts in the first column, figures in the others. It fits on a phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureTable {
    /// What it tells.
    pub caption: String,
    pub head: [String; 4],
    pub rows: Vec<[String; 4]>,
}

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

    /// The letter as plain text, without the invisible marks that isolate names within sentences:
    /// old mail programs show them.
    ///
    /// # Errors
    /// Fails if the template cannot be filled.
    pub fn text(&self) -> askama::Result<String> {
        let text = PlainText { message: self }.render()?;
        Ok(text.replace(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'], ""))
    }

    /// The items with an explanation.
    fn explained(&self) -> Vec<&MessageItem> {
        self.items.iter().filter(|item| !item.whys.is_empty()).collect()
    }
}

impl FigureTable {
    /// The table in columns of equally wide letters.
    fn lines(&self) -> Vec<String> {
        let all = || std::iter::once(&self.head).chain(&self.rows);
        let wide = |column: usize| all().map(|row| width(&row[column])).max().unwrap_or(0);
        let widths: [usize; 4] = std::array::from_fn(wide);
        let line = |row: &[String; 4]| {
            let cells = row.iter().zip(widths).enumerate().map(|(at, (cell, wide))| {
                let space = " ".repeat(wide.saturating_sub(width(cell)));
                if at == 0 { format!("{cell}{space}") } else { format!("{space}{cell}") }
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
        let row = |cells: [&str; 4]| cells.map(str::to_owned);
        let figures = FigureTable {
            caption: String::new(),
            head: row(["Product", "Now", "Then", "More"]),
            rows: vec![
                row(["端末保護 (Seats)", "780", "1,000", "+220"]),
                row(["Cloud Space (GB)", "9.5", "10", "+0.5"]),
            ],
        };
        let expected = [
            "Product           Now   Then  More",
            "端末保護 (Seats)  780  1,000  +220",
            "Cloud Space (GB)  9.5     10  +0.5",
        ];
        assert_eq!(figures.lines(), expected);
    }
}
