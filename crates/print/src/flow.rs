//! Text on pages of A4: from the top to the bottom, and on to the next page.

use crate::structure::{Kind, Part, Structure};
use crate::wrapping::{Style, lines};

/// A4, and the edges of the text.
pub(crate) const PAGE: (i64, i64) = (595_276, 841_890);
pub(crate) const LEFT: i64 = 42_000;
pub(crate) const RIGHT: i64 = PAGE.0 - LEFT;
pub(crate) const WIDTH: i64 = RIGHT - LEFT;
const TOP: i64 = 56_000;
const BOTTOM: i64 = PAGE.1 - 62_000;
/// The most pages of a document.
pub(crate) const MOST_PAGES: usize = 5_000;

/// Something on a page.
pub(crate) enum Mark {
    Text {
        x: i64,
        /// The base line.
        y: i64,
        style: Style,
        text: String,
        /// None for decoration.
        part: Option<Part>,
    },
    Rule {
        x: i64,
        y: i64,
        width: i64,
        gray: u8,
    },
}

/// A document in progress.
#[derive(Default)]
pub(crate) struct Flow {
    pub(crate) pages: Vec<Vec<Mark>>,
    pub(crate) structure: Structure,
    /// The place below what is on the last page.
    y: i64,
    /// Whether it has more pages than a document may have. Then nothing more is put on them.
    pub(crate) is_over: bool,
}

impl Flow {
    pub(crate) fn new() -> Self {
        let mut flow = Self::default();
        flow.next_page();
        flow
    }

    pub(crate) fn next_page(&mut self) {
        self.y = TOP;
        match self.pages.len() < MOST_PAGES {
            true => self.pages.push(Vec::new()),
            false => self.is_over = true,
        }
    }

    /// Whether so much fits below what is there.
    pub(crate) const fn fits(&self, height: i64) -> bool {
        self.y + height <= BOTTOM
    }

    pub(crate) const fn skip(&mut self, height: i64) {
        self.y += height;
    }

    fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut().filter(|_| !self.is_over) {
            page.push(mark);
        }
    }

    /// A line of text at the present place, which does not move.
    pub(crate) fn text_at(&mut self, x: i64, style: Style, text: String, part: Option<Part>) {
        // The base line is where descenders still have room below.
        let y = self.y + style.size * 11 / 10;
        self.mark(Mark::Text { x, y, style, text, part });
    }

    pub(crate) fn rule(&mut self, gray: u8) {
        self.mark(Mark::Rule { x: LEFT, y: self.y, width: WIDTH, gray });
    }

    pub(crate) fn title(&mut self, text: &str) {
        self.heading_of(1, text, Style::bold(17_000));
        self.skip(4_000);
    }

    /// A heading, with the beginning of what follows on the same page.
    pub(crate) fn heading(&mut self, text: &str) {
        self.skip(12_000);
        if !self.fits(70_000) {
            self.next_page();
        }
        self.heading_of(2, text, Style::bold(11_500));
        self.skip(3_000);
    }

    fn heading_of(&mut self, level: u16, text: &str, style: Style) {
        let part = self.structure.add(Kind::Heading(level, crate::wrapping::shown(text)), None);
        self.put(text, style, part);
    }

    pub(crate) fn paragraph(&mut self, text: &str, style: Style) {
        let part = self.structure.add(Kind::Paragraph, None);
        self.put(text, style, part);
        self.skip(3_000);
    }

    fn put(&mut self, text: &str, style: Style, part: Part) {
        for line in lines(text, style, WIDTH) {
            if !self.fits(style.leading()) {
                self.next_page();
            }
            if !line.trim().is_empty() {
                self.text_at(LEFT, style, line, Some(part));
            }
            self.skip(style.leading());
        }
    }
}
