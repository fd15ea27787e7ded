//! An installation's own templates: used if they are valid, and otherwise refused with file, line
//! and advice.

use crate::messages::fixture::ORIGIN;
use countersign_delivery::message::EmailMessage;
use countersign_delivery::message_texts::Overrides;
use countersign_delivery::overrides;
use countersign_delivery::sample_messages;
use countersign_domain::message::MessageKind;
use countersign_language::text::{Locale, mail_catalogue};
use std::path::Path;
use std::sync::Arc;

/// Reads a folder with these files.
fn load(files: &[(&str, &[u8])]) -> Result<Overrides, Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let without = |text: String| text.replace(&format!("{}/", folder.path().display()), "");
    let told = |faults: Vec<overrides::Fault>| {
        faults.iter().map(|fault| without(fault.to_string())).collect()
    };
    overrides::load(folder.path()).map_err(told)
}

fn message(
    overrides: &Arc<Overrides>,
    locale: Locale,
    kind: MessageKind,
    count: usize,
) -> EmailMessage {
    let reader = sample_messages::reader(locale, kind, overrides, ORIGIN).unwrap();
    sample_messages::message(&reader, kind, count).unwrap()
}

#[test]
fn own_words_are_said_in_their_language_alone() {
    let german = "-haus = Nordlicht\nmail-ready-subject = { -haus }: { $count ->\n    \
        [1] ein Bericht für { $partner }\n   *[other] { $count } Berichte\n}\n";
    let own = Arc::new(load(&[("de.ftl", german.as_bytes())]).unwrap());
    let subject = |locale, count| message(&own, locale, MessageKind::Ready, count).subject;
    assert_eq!(subject(Locale::German, 1), "Nordlicht: ein Bericht für Ångström IT AB");
    assert_eq!(subject(Locale::German, 3), "Nordlicht: 3 Berichte");
    assert!(subject(Locale::English, 1).contains("submit your usage report by"));
    let text = message(&own, Locale::German, MessageKind::Ready, 1).text().unwrap();
    assert!(text.contains("liegt vor"), "what is not said otherwise stays: {text}");
}

#[test]
fn marks_in_own_words_are_text() {
    let english = "mail-ready-text = <b>Look</b> at { $month } & more\n";
    let own = Arc::new(load(&[("en.ftl", english.as_bytes())]).unwrap());
    let message = message(&own, Locale::English, MessageKind::Ready, 1);
    assert!(message.text().unwrap().contains("<b>Look</b> at October 2026 & more"));
    assert!(!message.html().unwrap().contains("<b>"));
}

#[test]
fn what_the_program_says_itself_can_be_taken_as_a_beginning() {
    for locale in Locale::ALL {
        let name = format!("{}.ftl", locale.code());
        let own = Arc::new(load(&[(&name, mail_catalogue(locale).as_bytes())]).unwrap());
        for kind in MessageKind::ALL {
            let none = Arc::default();
            assert!(own.has(locale, &format!("mail-{}-subject", kind.token())));
            assert_eq!(message(&own, locale, kind, 2), message(&none, locale, kind, 2));
        }
    }
}

/// A file, its content, and the start of the message.
const WRONG: [(&str, &[u8], &str); 15] = [
    ("en.ftl", b"mail-deadline = Until\n\n= Hi\n", "en.ftl:3: this is not Fluent: "),
    (
        "en.ftl",
        b"# ours\nmail-redy-subject = x\n",
        "en.ftl:2: no message uses mail-redy-subject; \
        did you mean mail-ready-subject or mail-ready-text or mail-rejected-subject or \
        mail-rejected-text?",
    ),
    (
        "en.ftl",
        b"nav-outbox = x\n",
        "en.ftl:1: no message uses nav-outbox; take a name from countersign message-templates show",
    ),
    (
        "de.ftl",
        b"mail-greeting = Hallo\n    { $nam }!\n",
        "de.ftl:2: mail-greeting has no placeholder { $nam }; it can use { $company }, { $name }",
    ),
    (
        "en.ftl",
        b"mail-ready-subject = { $count ->\n    [1] one\n   *[other] { $phone }\n}\n",
        "en.ftl:3: mail-ready-subject has no placeholder { $phone }; it can use \
        { $company }, { $count }, { $day }, { $deadline }, { $distributor }, { $month }, \
        { $partner }, { $penalties }, { $units }, { $vendor }",
    ),
    (
        "en.ftl",
        b"mail-deadline = Until\n\nmail-greeting = Hi { $name\n",
        "en.ftl:3: this is not Fluent: Expected a token starting with \"}\"; close what is open, \
        and write each message as name = text",
    ),
    (
        "en.ftl",
        b"mail-deadline = a\nmail-state = b\nmail-deadline = c\n",
        "en.ftl:3: mail-deadline appears twice; remove one of them",
    ),
    (
        "en.ftl",
        b"mail-deadline = { mail-status }\n",
        "en.ftl:1: mail-deadline refers to mail-status, which is not in this file; add it to the \
        file",
    ),
    (
        "en.ftl",
        b"mail-more = { NUMBER($count) }\n",
        "en.ftl:1: mail-more calls NUMBER(); remove it: figures and dates are formatted already",
    ),
    (
        "en.ftl",
        b"mail-deadline =\n    .title = x\n",
        "en.ftl:1: mail-deadline has no text; give it a text, or remove it",
    ),
    (
        "en.ftl",
        b"mail-deadline = { \"\" }\n",
        "en.ftl:1: mail-deadline has no text; give it a text, or remove it",
    ),
    (
        "en.ftl",
        b"mail-ready-subject = { $count ->\n    [1] one\n   *[other] { \" \" }\n}\n",
        "en.ftl:1: mail-ready-subject has no text; give it a text, or remove it",
    ),
    (
        "en.ftl",
        b"-a = { -b }\n-b = { -a }\nmail-deadline = { -a }\n",
        "en.ftl:3: mail-deadline cannot be formatted: ",
    ),
    (
        "ja.ftl",
        b"mail-deadline = a\nmail-state = \xff\n",
        "ja.ftl:2: it is not written in UTF-8; save it as UTF-8",
    ),
    (
        "sv.ftl",
        b"mail-deadline = Date limite\n",
        "sv.ftl: there is no such language; name it en.ftl, de.ftl, ja.ftl or fr.ftl",
    ),
];

#[test]
fn what_does_not_fit_is_told_with_file_line_and_advice() {
    for (name, text, expected) in WRONG {
        let told = load(&[(name, text)]).unwrap_err();
        assert!(told[0].starts_with(expected), "{}\n{told:?}", String::from_utf8_lossy(text));
    }
}

#[test]
fn a_folder_without_words_is_a_mistake_and_everything_wrong_is_told_at_once() {
    let told = load(&[("readme.txt", b"x")]).unwrap_err();
    assert!(told[0].contains("it holds no en.ftl, de.ftl, ja.ftl or fr.ftl"), "{told:?}");
    let told = load(&[("en.ftl", b"a = b\nmail-c = d\n"), ("de.ftl", b"mail-e = { $f }\n")]);
    assert_eq!(told.unwrap_err().len(), 3);
    let gone = overrides::load(Path::new("/nowhere/at/all")).unwrap_err();
    assert!(gone[0].to_string().contains("it cannot be read"), "{gone:?}");
    let large = load(&[("en.ftl", &vec![b'#'; (1 << 20) + 1])]).unwrap_err();
    assert!(large[0].contains("more than 1048576 bytes"), "{large:?}");
}
