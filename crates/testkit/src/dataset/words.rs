//! Texts that are hard to process.

use super::rng::Rng;

/// Names of companies, products and people.
const NAMES: &[&str] = &[
    "Nordlicht GmbH",
    "=HYPERLINK(\"http://x\",\"y\")",
    "+1 Partners",
    "-Dash & Sons-",
    "@home",
    "a;=b, -c",
    "x;'=1",
    "'quoted at the front",
    "'=guarded already",
    "''+twice",
    "say \"hi\", then",
    "שלום עולם",
    "مرحبا backwards",
    "👩‍👩‍👧 family 🏳️‍🌈",
    "<script>alert(1)</script>&amp;",
    "Robert'); DROP TABLE reports;--",
    "100% _like_ \\ $1 ${x} {{y}}",
    "comma,semicolon;pipe|end",
    "Größe STRASSE straße İstanbul",
    "e\u{301} and é",
    "null",
    "0012",
    "1e5",
    "2026-10-01",
    "true",
    "\u{3000}ideographic 名前",
    "a  b",
    ".",
    "'",
];

/// Decorations of codes, all printable. `#` stands for the number that makes codes unique.
const CODES: &[&str] = &[
    "C#", "c#", "=C#", "+#", "-#", "@#", "'#", "'=#", "a,b#", "\"#\"", "é#", "日本#", "😀#",
    "a b#", "<#>", "&#;", "%#", "../#", "#'", "a'#", "x;#", "\\#", "$#", "C#_", "c#%", "0#", "ß#",
    "?#",
];

/// Comments. Blanks around them are trimmed.
const COMMENTS: &[&str] = &[
    "trial ended on the 12th",
    "\u{202e}desrever",
    "  spaces around  ",
    "=SUM(A1:A9)",
    "'=kept",
    "-10 seats, see ticket",
    "x;=cmd|' /C calc'!A0;y",
    "one,\n -two\r\n'+three",
    "line one\nline two",
    "line one\r\nline two\r\n",
    "\ttab first",
    "\r\nreturn first",
    "he said \"no\", twice",
    "<b>bold</b> & co",
    "'); DELETE FROM lines;--",
    "שלום",
    "👍",
    "'",
    "''",
    "@all",
    "\u{a0}no-break space around\u{a0}",
    "x",
    "  = blank before the sign",
];

pub(super) fn name(rng: &mut Rng) -> String {
    (*rng.pick(NAMES)).to_owned()
}

pub(super) fn comment(rng: &mut Rng) -> String {
    (*rng.pick(COMMENTS)).to_owned()
}

/// A code that no other has: each number is given once per kind of file.
pub(super) fn code(rng: &mut Rng, letter: &str, number: usize) -> String {
    if number % 2 == 1 && rng.random(10) {
        // Codes compare exactly: this may be the previous one in small letters.
        return format!("{}{}", letter.to_lowercase(), number - 1);
    }
    let number = format!("{letter}{number}");
    if rng.random(4) {
        return format!("{}{number}", "é".repeat(64 - number.len()));
    }
    if rng.random(35) { number } else { rng.pick(CODES).replace('#', &number) }
}
