//! Errors in a page's markup: a small parser of tags that trusts no text.

use countersign_domain::language::CODES;

/// The elements of our pages. Any other comes from a person's text.
const ELEMENTS: &[&str] = &[
    "a",
    "aside",
    "b",
    "bdi",
    "body",
    "br",
    "button",
    "caption",
    "circle",
    "code",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "em",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "g",
    "h1",
    "h2",
    "h3",
    "head",
    "header",
    "html",
    "iframe",
    "input",
    "kbd",
    "label",
    "legend",
    "li",
    "line",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "path",
    "pre",
    "polygon",
    "polyline",
    "progress",
    "rect",
    "script",
    "section",
    "select",
    "small",
    "span",
    "strong",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "text",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "ul",
    "datalist",
    "abbr",
    "desc",
    "output",
    "article",
];

/// An opening tag.
struct Tag<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
}

impl Tag<'_> {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| *value)
    }
}

/// The opening tags of a page, in order. Elements whose text is no markup are skipped.
fn tags(page: &str) -> Vec<Tag<'_>> {
    let (mut found, mut rest) = (Vec::new(), page);
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/');
        let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
        let (attributes, after) = attributes(after);
        rest = after;
        if matches!(name, "textarea" | "title" | "script" | "style") {
            let close = format!("</{name}");
            rest = rest.find(&close).map_or("", |at| &rest[at..]);
        }
        found.push(Tag { name, attributes });
    }
    found
}

/// The attributes of a tag, and the text after it.
fn attributes(mut rest: &str) -> (Vec<(&str, &str)>, &str) {
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return (found, after);
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace() || "=>/".contains(c));
        let Some(end) = end else { return (found, "") };
        let (name, after) = rest.split_at(end);
        let Some(value) = after.strip_prefix('=') else {
            found.push((name, ""));
            rest = after;
            continue;
        };
        let (value, after) = match value.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => value.split_at(value.find([' ', '>']).unwrap_or(value.len())),
        };
        found.push((name, value));
        rest = after;
    }
}

/// All errors in a page.
pub(super) fn faults(page: &str) -> Vec<String> {
    let tags = tags(page);
    let mut faults = Vec::new();
    for tag in &tags {
        faults.extend(faults_of(tag));
    }
    let count = |name: &str| tags.iter().filter(|tag| tag.name == name).count();
    for (name, wanted) in [("h1", 1), ("main", 1), ("body", 1), ("html", 1)] {
        if count(name) != wanted {
            faults.push(format!("{} <{name}>", count(name)));
        }
    }
    let language = tags.iter().find(|tag| tag.name == "html").and_then(|tag| tag.attribute("lang"));
    if !language.is_some_and(|it| CODES.contains(&it)) {
        faults.push(format!("language {language:?}"));
    }
    let title = page.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next());
    if title.is_none_or(|title| title.trim_start_matches(" · Countersign").is_empty()) {
        faults.push(format!("title {title:?}"));
    }
    faults.extend(forms_without_token(page));
    faults
}

fn faults_of(tag: &Tag<'_>) -> Vec<String> {
    let mut faults = Vec::new();
    if !ELEMENTS.contains(&tag.name) {
        faults.push(format!("an element <{}>", tag.name));
    }
    if tag.name == "script" && tag.attribute("src").is_none() {
        faults.push("a script in the page".to_owned());
    }
    if tag.name == "iframe" && tag.attribute("sandbox") != Some("") {
        faults.push("a frame that may do something".to_owned());
    }
    for (name, value) in &tag.attributes {
        let known = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b':');
        if name.starts_with("on") || *name == "style" || !known {
            faults.push(format!("an attribute {name} of <{}>", tag.name));
        }
        let leads = matches!(*name, "href" | "src" | "action" | "formaction");
        let ours = value.starts_with(['/', '#', '?']) && !value.starts_with("//");
        // A passkey needs a name, so a page at the address of this machine leads to its name.
        let is_by_name = *value == "http://localhost:8080/account/passkeys";
        if leads && !ours && !is_by_name && !value.starts_with("otpauth:") {
            faults.push(format!("<{}> leads to {value}", tag.name));
        }
        // People's text is in fields and labels. A quote that ends it would show here.
        if value.contains('<') && value.contains("script>") {
            faults.push(format!("{name} of <{}> is not escaped: {value}", tag.name));
        }
    }
    faults
}

/// Forms that are sent by POST without the session's token.
fn forms_without_token(page: &str) -> Vec<String> {
    let forms = page.split("<form").skip(1).filter_map(|form| form.split("</form>").next());
    let posted = forms
        .filter(|form| form.split('>').next().is_some_and(|tag| tag.contains("method=\"post\"")));
    let without = posted.filter(|form| !form.contains("name=\"form_token\""));
    without.map(|form| format!("a form without token: {}", &form[..form.len().min(80)])).collect()
}

#[test]
fn what_is_hostile_is_found_out() {
    let page = |main: &str| {
        format!(
            "<html lang=\"en\"><title>a</title><body><main><h1>a</h1>{main}</main></body></html>"
        )
    };
    assert!(faults(&page("<p title=\"a &lt;b\">fine</p>")).is_empty());
    let hostile = [
        "<img src=x onerror=alert(1)>",
        "<p onclick=\"x\">",
        "<p style=\"color:red\">",
        "<script>alert(1)</script>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=\"//elsewhere.example/\">x</a>",
        "<form method=\"post\" action=\"/x\"></form>",
        "<h1>another</h1>",
    ];
    for main in hostile {
        assert!(!faults(&page(main)).is_empty(), "{main}");
    }
}
