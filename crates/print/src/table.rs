//! Tables: rows that flow over pages, with the headings repeated on each.

use crate::flow::{Flow, LEFT, WIDTH};
use crate::structure::{Kind, Part};
use crate::wrapping::{Style, lines};

/// Between the text of a cell and its edges.
const PAD_X: i64 = 3_000;
const PAD_Y: i64 = 2_200;
/// A row up to this height is not broken over two pages.
const TOGETHER: i64 = 200_000;

pub(crate) const BODY: Style = Style::plain(8_000);
const HEADING: Style = Style::bold(7_500);
pub(crate) const TOTAL: Style = Style::bold(8_000);
pub(crate) const NOTE: Style = Style::gray(7_500);

/// A column: its heading, its share of the width, and whether it holds figures.
pub(crate) struct Column {
    pub(crate) heading: String,
    pub(crate) share: i64,
    pub(crate) is_figure: bool,
}

impl Column {
    pub(crate) const fn text(heading: String, share: i64) -> Self {
        Self { heading, share, is_figure: false }
    }

    pub(crate) const fn figure(heading: String, share: i64) -> Self {
        Self { heading, share, is_figure: true }
    }
}

/// A table in progress.
pub(crate) struct Table<'a> {
    flow: &'a mut Flow,
    columns: Vec<Column>,
    part: Part,
}

/// A cell that is ready to be placed.
struct Placed {
    x: i64,
    width: i64,
    is_figure: bool,
    style: Style,
    lines: Vec<String>,
    part: Option<Part>,
}

impl<'a> Table<'a> {
    /// Begins a table; without any heading, the first cell of each row is its heading.
    pub(crate) fn begin(flow: &'a mut Flow, columns: Vec<Column>) -> Self {
        let part = flow.structure.add(Kind::Table, None);
        let mut table = Self { flow, columns, part };
        if table.has_headings() {
            let row = table.flow.structure.add(Kind::Row, Some(part));
            let cells = table.headings(Some(row));
            table.place(&cells, false);
        }
        table
    }

    fn has_headings(&self) -> bool {
        self.columns.iter().any(|column| !column.heading.is_empty())
    }

    /// The headings: parts of the structure at first, decoration when they are repeated.
    fn headings(&mut self, row: Option<Part>) -> Vec<Placed> {
        let headings: Vec<String> = self.columns.iter().map(|it| it.heading.clone()).collect();
        let mut cells = Vec::new();
        for (at, heading) in headings.iter().enumerate() {
            let add = |row| self.flow.structure.add(Kind::ColumnHeading, Some(row));
            let part = row.map(add);
            cells.push(self.cell(at, 1, heading, HEADING, part));
        }
        cells
    }

    /// A row with a text for each column.
    pub(crate) fn row(&mut self, texts: &[String], style: Style) {
        let row = self.flow.structure.add(Kind::Row, Some(self.part));
        let first = if self.has_headings() { Kind::Cell } else { Kind::RowHeading };
        let mut cells = Vec::new();
        for (at, text) in texts.iter().enumerate() {
            let kind = if at == 0 { first.clone() } else { Kind::Cell };
            let part = self.flow.structure.add(kind, Some(row));
            let style = if at == 0 && !self.has_headings() { NOTE } else { style };
            cells.push(self.cell(at, 1, text, style, Some(part)));
        }
        self.place(&cells, true);
    }

    /// What belongs to the row above, over all columns.
    pub(crate) fn note(&mut self, text: &str) {
        let row = self.flow.structure.add(Kind::Row, Some(self.part));
        let columns = u32::try_from(self.columns.len()).unwrap_or(1);
        let part = self.flow.structure.add(Kind::WideCell(columns), Some(row));
        let cells = [self.cell(0, self.columns.len(), text, NOTE, Some(part))];
        self.place(&cells, true);
    }

    fn cell(
        &self,
        at: usize,
        columns: usize,
        text: &str,
        style: Style,
        part: Option<Part>,
    ) -> Placed {
        let whole: i64 = self.columns.iter().map(|column| column.share).sum();
        let share = |columns: &[Column]| {
            columns.iter().map(|column| column.share).sum::<i64>() * WIDTH / whole.max(1)
        };
        let (x, width) = (share(&self.columns[..at]), share(&self.columns[at..at + columns]));
        let (x, width) = (LEFT + x + PAD_X, width - 2 * PAD_X);
        let is_figure = columns == 1 && self.columns[at].is_figure;
        Placed { x, width, is_figure, style, lines: lines(text, style, width), part }
    }

    /// Puts cells beside each other, line by line.
    fn place(&mut self, cells: &[Placed], repeats: bool) {
        let most = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
        let leading = cells.iter().map(|cell| cell.style.leading()).max().unwrap_or(0);
        let height = i64::try_from(most).unwrap_or(i64::MAX).saturating_mul(leading) + 2 * PAD_Y;
        if !self.flow.fits(height.min(TOGETHER)) {
            self.next_page(repeats);
        }
        self.flow.skip(PAD_Y);
        for at in 0..most {
            if !self.flow.fits(leading) {
                self.next_page(repeats);
            }
            for cell in cells {
                let line = cell.lines.get(at).filter(|line| !line.trim().is_empty());
                let Some(line) = line else { continue };
                let left = cell.width - cell.style.width(line);
                let x = if cell.is_figure { cell.x + left } else { cell.x };
                self.flow.text_at(x, cell.style, line.clone(), cell.part);
            }
            self.flow.skip(leading);
        }
        self.flow.skip(PAD_Y);
        self.flow.rule(if repeats { 215 } else { 120 });
    }

    fn next_page(&mut self, repeats: bool) {
        self.flow.next_page();
        if repeats && self.has_headings() {
            let cells = self.headings(None);
            // Headings alone always fit on an empty page.
            self.place(&cells, false);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::Mark;

    fn columns() -> Vec<Column> {
        vec![Column::text("Product".into(), 3), Column::figure("Chargeable".into(), 1)]
    }

    fn texts(page: &[Mark]) -> Vec<&str> {
        let mut texts = Vec::new();
        for mark in page {
            if let Mark::Text { text, .. } = mark {
                texts.push(text.as_str());
            }
        }
        texts
    }

    #[test]
    fn headings_are_repeated_on_each_page_and_no_row_is_lost() {
        let mut flow = Flow::new();
        let mut table = Table::begin(&mut flow, columns());
        for number in 0..200 {
            table.row(&[format!("row {number}"), number.to_string()], BODY);
        }
        assert!(flow.pages.len() > 2);
        let mut found = Vec::new();
        for page in &flow.pages {
            let texts = texts(page);
            assert_eq!(texts[..2], ["Product", "Chargeable"]);
            found.extend(texts[2..].iter().map(|text| (*text).to_owned()));
        }
        let expected = (0..200).flat_map(|at| [format!("row {at}"), at.to_string()]);
        assert!(found.into_iter().eq(expected));
    }

    #[test]
    fn a_row_that_is_higher_than_a_page_flows_on() {
        let mut flow = Flow::new();
        let mut table = Table::begin(&mut flow, columns());
        table.note(&"line\n".repeat(4_000));
        let lines = flow.pages.iter().flat_map(|page| texts(page)).filter(|it| *it == "line");
        assert_eq!(lines.count(), 4_000);
        assert!(flow.pages.len() > 40);
        let is_on_page = |mark: &Mark| match mark {
            Mark::Text { y, .. } | Mark::Rule { y, .. } => *y < crate::flow::PAGE.1 - 50_000,
        };
        assert!(flow.pages.iter().flatten().all(is_on_page));
    }

    #[test]
    fn figures_stand_at_the_right_edge() {
        let mut flow = Flow::new();
        Table::begin(&mut flow, columns()).row(&["a".into(), "1,234".into()], BODY);
        let place = |wanted: &str| {
            flow.pages[0].iter().find_map(|mark| match mark {
                Mark::Text { x, text, style, .. } if text == wanted => Some(x + style.width(text)),
                _ => None,
            })
        };
        assert_eq!(place("1,234"), place("Chargeable"));
        assert_eq!(place("1,234"), Some(LEFT + WIDTH - PAD_X));
    }
}
