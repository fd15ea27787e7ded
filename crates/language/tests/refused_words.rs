//! One word for one idea in each language: the words that GLOSSARY.md does not use stay out of the
//! catalogues.

use fluent_syntax::ast::{Entry, Expression, Pattern, PatternElement};
use std::path::Path;

/// The words that a language does not use, with the word to use, and the words that contain one of
/// them by chance.
struct Refused {
    language: &'static str,
    words: &'static [(&'static str, &'static str)],
    unless: &'static [&'static str],
}

const REFUSED: [Refused; 3] = [
    Refused {
        language: "en",
        words: &[
            ("omebody", "a person, someone"),
            ("nybody", "anyone"),
            ("verybody", "everyone"),
            ("hoever", "the person who"),
            ("ways of delivery", "delivery channels"),
            ("in the way", "still open"),
            ("Nothing fits", "No results"),
            ("Mend", "Correct"),
        ],
        unless: &[],
    },
    Refused {
        language: "de",
        words: &[
            ("Überhang", "Überprovisionierung"),
            ("Überbereitstellung", "Überprovisionierung"),
            ("Verstoß", "Überschreitung"),
            ("Verstöße", "Überschreitung"),
            ("Aufschlag", "Mehrberechnung"),
            ("Aufschläge", "Mehrberechnung"),
            ("Aufschlägen", "Mehrberechnung"),
            ("berechnet", "abgerechnet, abzurechnen"),
            ("Berechnet", "Abgerechnet, Abzurechnen"),
            ("Sendung", "Meldung"),
            ("Zustellweg", "Übertragungsweg"),
            ("Lieferkanal", "Übertragungsweg"),
            ("Kennwort", "Passwort"),
            ("Wiederverkäufer", "Reseller"),
            ("Unternehmen", "Firma"),
            ("Zyklus", "Berichtsmonat"),
            ("Zyklen", "Berichtsmonate"),
            ("Vorgabewert", "Standardwert"),
            ("Schwelle", "Schwellenwert"),
            ("wieder öffnen", "Genehmigung zurücknehmen"),
            ("wieder geöffnet", "Genehmigung zurückgenommen"),
            ("Geschichte", "Verlauf"),
            ("Probe", "Testbetrieb, Test"),
            ("Übung", "Testbetrieb"),
            ("Vorführung", "Demo"),
            ("Uhr", "Zeitsteuerung"),
            ("von Hand", "manuell"),
            ("Mensch", "Person"),
            ("Identitätsanbieter", "Identitätsdienst"),
            ("hereinkommen", "sich anmelden"),
        ],
        unless: &["Schwellenwert", "Probelauf", "12 Uhr", "24:00 Uhr", "Uhrzeit"],
    },
    Refused {
        language: "ja",
        words: &[
            ("割り当て", "プロビジョニング数"),
            ("課金数", "課金対象数"),
            ("違反", "しきい値超過"),
            ("却下", "差し戻し"),
            ("再開", "承認取り消し"),
            ("測定値", "計測値"),
            ("リージョン", "地域"),
            ("使用量", "使用数"),
            ("利用数", "使用数"),
            ("サイクル", "対象月"),
            ("繰り越", "前回値を使用"),
            ("フラグ", "要確認"),
            ("修正報告", "訂正報告"),
            ("断る", "同意しない"),
            ("断念", "配信中止"),
            ("照会", "検索"),
            ("経路", "送付方法"),
            ("時計", "自動処理"),
            ("リハーサル", "テスト運用"),
            ("請求マネージャー", "請求担当者"),
            ("運用者", "運営者"),
            ("運用担当者", "運営者"),
            ("オペレーター", "運営者"),
            ("二要素認証", "二段階認証"),
            ("手元", "パートナーが準備中"),
            ("電子メール", "メール"),
            ("取り込", "インポート"),
            ("あなた", "leave it out, or ご自身"),
            ("お客様", "leave it out, or ご本人"),
            ("さん（", "様（"),
        ],
        unless: &[],
    },
];

/// All texts of a pattern, with those of its variants.
fn texts(pattern: &Pattern<String>, all: &mut String) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => all.push_str(value),
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                for variant in variants {
                    texts(&variant.value, all);
                    all.push('\n');
                }
            }
            PatternElement::Placeable { .. } => all.push('…'),
        }
    }
}

/// The messages of a language with their texts.
fn messages(language: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(language);
    let files = std::fs::read_dir(folder).expect("the project's own files can be read");
    let mut messages = Vec::new();
    for file in files {
        let path = file.expect("the project's own files can be read").path();
        if path.extension().is_none_or(|ending| ending != "ftl") {
            continue;
        }
        let text = std::fs::read_to_string(path).expect("the project's own files can be read");
        let resource = fluent_syntax::parser::parse(text).expect("the catalogues are Fluent");
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let mut all = String::new();
            texts(message.value.as_ref().expect("a message says something"), &mut all);
            messages.push((message.id.name, all));
        }
    }
    messages
}

#[test]
fn no_catalogue_uses_a_second_word_for_an_idea() {
    let mut found = Vec::new();
    for refused in &REFUSED {
        for (key, mut text) in messages(refused.language) {
            for word in refused.unless {
                text = text.replace(word, "");
            }
            let wrong = refused.words.iter().filter(|(word, _)| text.contains(word));
            let language = refused.language;
            found.extend(wrong.map(|(word, use_)| format!("{language} {key}: {word} → {use_}")));
        }
    }
    assert!(found.is_empty(), "see GLOSSARY.md:\n{}", found.join("\n"));
}
