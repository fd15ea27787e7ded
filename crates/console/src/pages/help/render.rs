//! Renders a document as a part of a page: headings with the anchors that other documents use,
//! tables that scroll, links to other documents of the help. HTML in a document is shown as text,
//! and a link to anything else is only its words: no page of the console leads elsewhere.

use super::documents::{self, Document, INDEX};
use crate::addresses;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// The title of a document, and its HTML without the title.
pub(super) fn render(document: &Document) -> (String, String) {
    if document.name == "licence" {
        return ("Apache License 2.0".to_owned(), format!("<pre>{}</pre>", escaped(document.text)));
    }
    let mut events: Vec<Event<'_>> =
        Parser::new_ext(document.text, Options::ENABLE_TABLES).collect();
    let title = title(&mut events);
    anchors(&mut events);
    // Links that lead nowhere inside the help, from outside in.
    let mut dropped = Vec::new();
    let events = events.into_iter().filter_map(|event| match event {
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let to = address(document, &dest_url);
            dropped.push(to.is_none());
            let dest_url = to?.into();
            Some(Event::Start(Tag::Link { link_type, dest_url, title, id }))
        }
        Event::End(TagEnd::Link) => match dropped.pop() {
            Some(true) => None,
            _ => Some(Event::End(TagEnd::Link)),
        },
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
        Event::Start(Tag::Table(_)) => Some(Event::Html(TABLE.into())),
        Event::End(TagEnd::Table) => Some(Event::Html("</tbody></table></div>".into())),
        other => Some(other),
    });
    let mut text = String::new();
    html::push_html(&mut text, events);
    (title, text)
}

/// A table whose region scrolls by itself, and is reached by keyboard.
const TABLE: &str = "<div class=\"table-box\" tabindex=\"0\" role=\"region\" \
     aria-label=\"Table\"><table>";

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Takes the title away: the text of the first heading.
fn title(events: &mut Vec<Event<'_>>) -> String {
    let is_end = |event: &Event<'_>| *event == Event::End(TagEnd::Heading(HeadingLevel::H1));
    match events.iter().position(is_end) {
        None => String::new(),
        Some(end) => words(&events.drain(..=end).collect::<Vec<_>>()),
    }
}

/// The plain words of events.
fn words(events: &[Event<'_>]) -> String {
    let text = events.iter().filter_map(|event| match event {
        Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
        Event::SoftBreak => Some(" "),
        _ => None,
    });
    text.collect()
}

/// Gives every heading the anchor by which links of the documents know it.
fn anchors(events: &mut [Event<'_>]) {
    for at in 0..events.len() {
        let Event::Start(Tag::Heading { level, .. }) = events[at] else { continue };
        let end = events[at..].iter().position(|it| *it == Event::End(TagEnd::Heading(level)));
        let anchor = anchor(&words(&events[at..at + end.unwrap_or(0)]));
        if let Event::Start(Tag::Heading { id, .. }) = &mut events[at] {
            *id = Some(CowStr::from(anchor));
        }
    }
}

fn anchor(words: &str) -> String {
    let words = words.to_lowercase();
    let kept = words.chars().filter(|it| it.is_alphanumeric() || matches!(it, ' ' | '-' | '_'));
    kept.map(|it| if it == ' ' { '-' } else { it }).collect()
}

/// Where a link of a document leads; `None` if the help has no such page.
fn address(document: &Document, to: &str) -> Option<String> {
    if to.starts_with('#') {
        return Some(to.to_owned());
    }
    let (path, anchor) = to.split_once('#').map_or((to, None), |(path, it)| (path, Some(it)));
    let mut parts: Vec<&str> = document.path.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let found = documents::at(&parts.join("/"))?;
    let page = match found.name {
        INDEX => addresses::HELP.to_owned(),
        name => addresses::help(name),
    };
    Some(anchor.map_or_else(|| page.clone(), |anchor| format!("{page}#{anchor}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: Document = Document {
        name: "example",
        path: "docs/operating/example.md",
        text: "# The *title*\n\n## A heading, with `code`\n\n[one](people.md#invite) \
               [two](../rules.md) [three](../decisions/README.md) \
               [four](https://example.org) <b onclick=x>raw</b>\n\n\
               | a | b |\n|---|---|\n| 1 | <script>x</script> |\n\n![a picture](x.png)\n",
    };

    #[test]
    fn a_document_becomes_a_safe_part_of_a_page() {
        let (title, html) = render(&EXAMPLE);
        assert_eq!(title, "The title");
        for part in [
            "<h2 id=\"a-heading-with-code\">",
            "<a href=\"/help/people#invite\">one</a>",
            "<a href=\"/help/rules\">two</a> three four",
            "&lt;b onclick=x&gt;raw&lt;/b&gt;",
            "&lt;script&gt;x",
            "<div class=\"table-box\"",
            "<td>1</td>",
            "a picture",
        ] {
            assert!(html.contains(part), "no {part} in {html}");
        }
        assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("<b "));
        assert_eq!(html.matches("<a ").count(), html.matches("</a>").count());
        assert_eq!(html.matches("<table>").count(), html.matches("</table>").count());
    }

    #[test]
    fn every_document_has_a_title_and_no_link_to_an_anchor_that_is_not_there() {
        for document in documents::all() {
            let (title, html) = render(document);
            assert!(!title.is_empty(), "{}", document.path);
            assert!(!html.contains("<script"), "{}", document.path);
            for link in html.split("href=\"/help/").skip(1) {
                let link = link.split('"').next().unwrap();
                let (name, anchor) = link.split_once('#').unwrap_or((link, ""));
                let to = documents::find(name).unwrap_or_else(|| panic!("{name}"));
                let id = format!("id=\"{anchor}\"");
                let is_there = anchor.is_empty() || render(to).1.contains(&id);
                assert!(is_there, "{} leads to {link}", document.path);
            }
        }
    }
}
