//! Writes a document as PDF/A-3u with its structure, and with files attached.
//!
//! Nothing of the machine or of the moment gets in: dates and ids come from the content. `krilla`
//! validates what it writes.

use crate::flow::{Flow, LEFT, MOST_PAGES, Mark, PAGE, RIGHT};
use crate::fonts::{EM, Face, form, load};
use crate::structure::Structure;
use crate::wrapping::{Style, shown};
use countersign_domain::instant::Instant;
use krilla::color::luma;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata, TextDirection};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};
use std::fmt;

/// How thick a rule is.
const RULE: i64 = 400;
/// The base lines of the footer.
const FOOTER: [i64; 2] = [PAGE.1 - 40_000, PAGE.1 - 29_000];
const FOOTER_STYLE: Style = Style::gray(7_000);

/// Why there is no file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrintError {
    /// There is more than a PDF shows.
    TooLarge {
        /// What there is too much of.
        what: &'static str,
        most: usize,
    },
    /// The document cannot be read.
    Unreadable(String),
    /// The file cannot be written.
    Failed(String),
}

impl fmt::Display for PrintError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { what, most } => {
                write!(f, "it is too large for a PDF, which has at most {most} {what}")
            }
            Self::Unreadable(why) => write!(f, "the document cannot be read: {why}"),
            Self::Failed(why) => write!(f, "the PDF cannot be written: {why}"),
        }
    }
}

/// What a file is to the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// They were made from it.
    Source,
    /// It stands behind them.
    Data,
}

/// A file inside the PDF.
#[derive(Clone, Debug)]
pub struct Attachment {
    pub name: String,
    pub media_type: &'static str,
    pub description: String,
    pub origin: Origin,
    pub content: Vec<u8>,
}

/// What a file says beside its pages.
pub(crate) struct Head<'a> {
    pub(crate) title: String,
    /// The code of the language.
    pub(crate) language: &'static str,
    /// The date of the content.
    pub(crate) at: Instant,
    /// What is the same in all versions of this document.
    pub(crate) id: String,
    /// Below each page: beside its number, and under that.
    pub(crate) footer: [String; 2],
    /// Names a page, of so many.
    pub(crate) page: &'a dyn Fn(usize, usize) -> String,
}

/// Writes the file.
pub(crate) fn write(
    flow: Flow,
    head: &Head<'_>,
    attachments: Vec<Attachment>,
) -> Result<Vec<u8>, PrintError> {
    let configuration = ConfigurationBuilder::new().with_archival_validator(Archival::A3_U);
    let configuration = configuration.finish().map_err(failed)?;
    let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let Flow { pages, mut structure, is_over, .. } = flow;
    if is_over {
        return Err(PrintError::TooLarge { what: "pages", most: MOST_PAGES });
    }
    let (fonts, count) = (load(), pages.len());
    for (at, marks) in pages.into_iter().enumerate() {
        let size = PageSettings::from_wh(points(PAGE.0), points(PAGE.1));
        let size = size.ok_or_else(|| PrintError::Failed("a page has no size".to_owned()))?;
        let mut page = document.start_page_with(size);
        let mut surface = page.surface();
        for mark in marks {
            draw(&mut surface, &fonts, &mut structure, mark);
        }
        let number = (head.page)(at + 1, count);
        draw_footer(&mut surface, &fonts, &mut structure, &head.footer, number);
        surface.finish();
        page.finish();
    }
    document.set_tag_tree(structure.tree(head.language));
    document.set_metadata(metadata(head));
    for attachment in attachments {
        let name = attachment.name.clone();
        let embedded = document.embed_file(embedded(attachment, head.at));
        embedded.ok_or_else(|| PrintError::Failed(format!("{name} is attached twice")))?;
    }
    document.finish().map_err(failed)
}

fn failed(error: impl fmt::Debug) -> PrintError {
    PrintError::Failed(format!("{error:?}").chars().take(400).collect())
}

fn metadata(head: &Head<'_>) -> Metadata {
    Metadata::new()
        .title(head.title.clone())
        .language(head.language.to_owned())
        .creator("Countersign".to_owned())
        .document_id(head.id.clone())
        .creation_date(date_time(head.at))
        .text_direction(TextDirection::LeftToRight)
}

fn embedded(file: Attachment, at: Instant) -> EmbeddedFile {
    EmbeddedFile {
        path: file.name,
        mime_type: MimeType::new(file.media_type),
        description: Some(file.description),
        association_kind: match file.origin {
            Origin::Source => AssociationKind::Source,
            Origin::Data => AssociationKind::Data,
        },
        data: file.content.into(),
        modification_date: Some(date_time(at)),
        compress: Some(true),
        location: None,
    }
}

fn date_time(at: Instant) -> DateTime {
    // 2026-11-05T09:13:00Z
    let text = at.to_string();
    let part = |from: usize, to: usize| text.get(from..to).and_then(|it| it.parse().ok());
    let year = text.get(..4).and_then(|year| year.parse().ok()).unwrap_or(1970);
    DateTime::new(year)
        .month(part(5, 7).unwrap_or(1))
        .day(part(8, 10).unwrap_or(1))
        .hour(part(11, 13).unwrap_or(0))
        .minute(part(14, 16).unwrap_or(0))
        .second(part(17, 19).unwrap_or(0))
        .utc_offset_hour(0)
}

fn draw(surface: &mut Surface<'_>, fonts: &[Font; 3], structure: &mut Structure, mark: Mark) {
    match mark {
        Mark::Text { x, y, style, text, part } => {
            let tag = match part {
                Some(_) => ContentTag::Span(SpanTag::empty()),
                None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
            };
            let line = surface.start_tagged(tag);
            surface.set_fill(Some(fill(style.gray)));
            for run in runs(&text, style) {
                let start = Point::from_xy(points(x + run.x), points(y));
                let font = fonts[run.face as usize].clone();
                surface.draw_glyphs(start, &run.glyphs, font, &run.text, points(style.size), false);
            }
            surface.end_tagged();
            if let Some(part) = part {
                structure.line(part, line);
            }
        }
        Mark::Rule { x, y, width, gray } => {
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
            surface.set_fill(Some(fill(gray)));
            let mut path = PathBuilder::new();
            let area = Rect::from_xywh(points(x), points(y), points(width), points(RULE));
            if let Some(area) = area {
                path.push_rect(area);
            }
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
            surface.end_tagged();
        }
    }
}

fn draw_footer(
    surface: &mut Surface<'_>,
    fonts: &[Font; 3],
    structure: &mut Structure,
    footer: &[String; 2],
    number: String,
) {
    let style = FOOTER_STYLE;
    let x = RIGHT - style.width(&number);
    draw(
        surface,
        fonts,
        structure,
        Mark::Text { x, y: FOOTER[0], style, text: number, part: None },
    );
    for (y, text) in FOOTER.into_iter().zip(footer) {
        let text = shown(text).replace('\n', " ");
        draw(surface, fonts, structure, Mark::Text { x: LEFT, y, style, text, part: None });
    }
}

fn fill(gray: u8) -> Fill {
    Fill {
        paint: luma::Color::new(gray).into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::NonZero,
    }
}

/// A part of a line in one face.
struct Run {
    /// From the beginning of the line.
    x: i64,
    face: Face,
    text: String,
    glyphs: Vec<KrillaGlyph>,
}

fn runs(text: &str, style: Style) -> Vec<Run> {
    let (mut runs, mut x): (Vec<Run>, i64) = (Vec::new(), 0);
    for character in text.chars() {
        // Every character of a shown text has a form.
        let Some(form) = form(character, style.bold) else { continue };
        if runs.last().is_none_or(|run| run.face != form.face) {
            runs.push(Run { x, face: form.face, text: String::new(), glyphs: Vec::new() });
        }
        let Some(run) = runs.last_mut() else { continue };
        let from = run.text.len();
        run.text.push(character);
        run.glyphs.push(KrillaGlyph {
            glyph_id: GlyphId::new(form.glyph),
            text_range: from..run.text.len(),
            x_advance: points(form.advance * 1_000 / EM),
            x_offset: 0.0,
            y_offset: 0.0,
            y_advance: 0.0,
            location: None,
        });
        x += form.advance * style.size / EM;
    }
    runs
}

/// Points of so many thousandths.
#[expect(clippy::float_arithmetic, reason = "a PDF has lengths in points; no figure is one")]
fn points(thousandths: i64) -> f32 {
    thousandths as f32 / 1_000.0
}
