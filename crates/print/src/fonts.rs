//! The fonts of the pages: which face has a character, and how wide it is.
//!
//! `fonts/README.md` says where they come from. They are placed character by character: no
//! kerning, no ligatures, and no scripts that need shaping.

use krilla::text::Font;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};
use std::collections::HashMap;
use std::sync::LazyLock;

const DATA: [&[u8]; 3] = [
    include_bytes!("../fonts/noto-sans-regular.ttf"),
    include_bytes!("../fonts/noto-sans-bold.ttf"),
    include_bytes!("../fonts/noto-sans-jp-regular.ttf"),
];

/// Units of the fonts in one em.
pub(crate) const EM: i64 = 1_000;

/// A font of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Face {
    Regular,
    Bold,
    Japanese,
}

/// The form of a character.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form {
    pub(crate) face: Face,
    pub(crate) glyph: u32,
    /// In thousandths of an em.
    pub(crate) advance: i64,
}

/// Glyph and advance of each character of a face.
type Forms = HashMap<char, (u32, i64)>;

static FORMS: LazyLock<[Forms; 3]> = LazyLock::new(|| DATA.map(forms));

fn forms(data: &[u8]) -> Forms {
    let font = FontRef::new(data).expect("the fonts are part of the program");
    let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    let form = |(code, glyph): (u32, skrifa::GlyphId)| {
        // Without a scale, it is a whole 16-bit number.
        let advance = metrics.advance_width(glyph)? as i64;
        Some((char::from_u32(code)?, (glyph.to_u32(), advance)))
    };
    font.charmap().mappings().filter_map(form).collect()
}

/// The form of a character; `None` if no face has it.
pub(crate) fn form(character: char, bold: bool) -> Option<Form> {
    let faces: &[Face] = match bold {
        true => &[Face::Bold, Face::Regular, Face::Japanese],
        false => &[Face::Regular, Face::Japanese],
    };
    faces.iter().find_map(|face| {
        let (glyph, advance) = *FORMS[*face as usize].get(&character)?;
        Some(Form { face: *face, glyph, advance })
    })
}

/// The fonts of one file, by [`Face`].
pub(crate) fn load() -> [Font; 3] {
    DATA.map(|data| Font::new(data.into(), 0).expect("the fonts are part of the program"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fonts_have_one_scale() {
        for data in DATA {
            let font = FontRef::new(data).unwrap();
            let metrics = font.metrics(Size::unscaled(), LocationRef::default());
            assert_eq!(i64::from(metrics.units_per_em), EM);
        }
    }

    #[test]
    fn the_languages_and_their_neighbours_have_forms() {
        let texts = [
            "The quick brown fox, “quoted” – 1,234.5 % …",
            "Größe ÄÖÜß Œuvre Łódź Ångström İstanbul Ţ ş Ő ñ",
            "Αθήνα Ελλάδα ώ",
            "Київ Москва Ѓ љ Џ",
            "プロビジョニング数、使用数（課金対象）ー々亜腕弌熙",
            "→ ± − № ① Ａ ｱ",
        ];
        for character in texts.iter().flat_map(|text| text.chars()) {
            for bold in [false, true] {
                let form = form(character, bold);
                assert!(form.is_some_and(|form| form.glyph > 0), "{character}");
            }
        }
        assert_eq!(form('a', true).unwrap().face, Face::Bold);
        assert_eq!(form('a', false).unwrap().face, Face::Regular);
        assert_eq!(form('亜', true).unwrap().face, Face::Japanese);
        assert_eq!(form('亜', true).unwrap().advance, EM);
        for absent in
            ['\0', '\u{7}', '\u{202e}', '\u{200d}', '😀', 'א', 'ع', '\u{feff}', '\u{e000}']
        {
            assert!(form(absent, false).is_none(), "{absent:?}");
        }
    }
}
