//! The structure of a document for people who hear it: headings, paragraphs, tables. Each line on a
//! page belongs to a part of it, or is decoration.

use krilla::tagging::{Identifier, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};
use std::num::{NonZeroU16, NonZeroU32};

/// A part of the structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part(usize);

/// What a part is.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Heading(u16, String),
    Paragraph,
    Table,
    Row,
    ColumnHeading,
    RowHeading,
    Cell,
    /// A cell over so many columns.
    WideCell(u32),
}

enum Child {
    Part(Part),
    Line(Identifier),
}

/// The parts of a document, in reading order.
#[derive(Default)]
pub(crate) struct Structure {
    parts: Vec<(Kind, Vec<Child>)>,
    top: Vec<Part>,
}

impl Structure {
    /// Adds a part below another one, or at the top.
    pub(crate) fn add(&mut self, kind: Kind, parent: Option<Part>) -> Part {
        let part = Part(self.parts.len());
        self.parts.push((kind, Vec::new()));
        match parent {
            Some(Part(parent)) => self.parts[parent].1.push(Child::Part(part)),
            None => self.top.push(part),
        }
        part
    }

    /// Adds a line on a page to a part.
    pub(crate) fn line(&mut self, Part(part): Part, line: Identifier) {
        self.parts[part].1.push(Child::Line(line));
    }

    /// The tree of the file.
    pub(crate) fn tree(mut self, language: &str) -> TagTree {
        let top = std::mem::take(&mut self.top);
        let nodes: Vec<Node> = top.into_iter().map(|part| self.group(part).into()).collect();
        TagTree::from(nodes).with_lang(Some(language.to_owned()))
    }

    fn group(&mut self, Part(part): Part) -> TagGroup {
        let (kind, children) = std::mem::replace(&mut self.parts[part], (Kind::Row, Vec::new()));
        let mut group = TagGroup::new(tag(kind));
        for child in children {
            match child {
                Child::Part(part) => group.push(self.group(part)),
                Child::Line(line) => group.push(line),
            }
        }
        group
    }
}

fn tag(kind: Kind) -> TagKind {
    let level = |level| NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
    match kind {
        Kind::Heading(of, title) => Tag::Hn(level(of), Some(title)).into(),
        Kind::Paragraph => Tag::P.into(),
        Kind::Table => Tag::Table.into(),
        Kind::Row => Tag::TR.into(),
        Kind::ColumnHeading => Tag::TH(TableHeaderScope::Column).into(),
        Kind::RowHeading => Tag::TH(TableHeaderScope::Row).into(),
        Kind::Cell => Tag::TD.into(),
        Kind::WideCell(columns) => Tag::TD.with_col_span(NonZeroU32::new(columns)).into(),
    }
}
