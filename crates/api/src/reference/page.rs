//! The reference page, generated from the description.

use crate::description::{self, purpose};
use crate::problem_codes::CODES;
use askama::Template;
use countersign_domain::api_scope::Scope;
use serde_json::{Map, Value};
use std::sync::LazyLock;

/// The page; `None` if it could not be written.
pub(super) static TEXT: LazyLock<Option<String>> = LazyLock::new(|| page().render().ok());

#[derive(Template)]
#[template(path = "reference.html")]
struct Reference {
    introduction: Vec<Paragraph>,
    families: Vec<Family>,
    scopes: Vec<(&'static str, &'static str)>,
    schemas: Vec<Schema>,
    problems: Vec<(String, &'static str, &'static str)>,
}

/// A part of a text: words, or code.
struct Part {
    is_code: bool,
    text: String,
}

type Prose = Vec<Part>;

/// A paragraph of the introduction, or an item of its list.
struct Paragraph {
    is_item: bool,
    parts: Prose,
}

/// The operations of a tag.
struct Family {
    name: String,
    description: String,
    operations: Vec<Operation>,
}

struct Operation {
    id: String,
    method: String,
    path: String,
    summary: String,
    description: Prose,
    scopes: Vec<String>,
    fields: Vec<Field>,
    body: Option<Kind>,
    answers: Vec<(String, String, Option<Kind>)>,
}

/// A parameter of an operation, or a field of a body.
struct Field {
    name: String,
    place: String,
    kind: Kind,
    is_required: bool,
    description: Prose,
}

/// The type of a value, with the schema that it leads to.
struct Kind {
    words: String,
    schema: Option<String>,
}

struct Schema {
    name: String,
    description: String,
    fields: Vec<Field>,
}

fn page() -> Reference {
    let whole = serde_json::to_value(description::description()).unwrap_or_default();
    let tags = whole["tags"].as_array().cloned().unwrap_or_default();
    let mut families: Vec<Family> = tags
        .iter()
        .map(|it| Family {
            name: text(&it["name"]),
            description: text(&it["description"]),
            operations: Vec::new(),
        })
        .collect();
    // The order of the routes is that of the work; the description sorts by path.
    for route in crate::listing() {
        let method = route.method.to_lowercase();
        let path = description::described_path(route.path);
        let operation = &whole["paths"][&path][&method];
        let tag = text(&operation["tags"][0]);
        if let Some(family) = families.iter_mut().find(|family| family.name == tag) {
            family.operations.push(self::operation(&path, &method, operation));
        }
    }
    Reference {
        introduction: introduction(&text(&whole["info"]["description"])),
        families,
        scopes: Scope::ALL.map(|it| (it.token(), purpose(it))).to_vec(),
        schemas: entries(&whole["components"]["schemas"]).map(schema).collect(),
        problems: CODES
            .iter()
            .map(|(code, title)| (code.replace('_', "-"), *code, *title))
            .collect(),
    }
}

fn entries(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// A text with code between backticks.
fn prose(text: &str) -> Prose {
    let parts = text.split('`').enumerate();
    parts.map(|(at, part)| Part { is_code: at % 2 == 1, text: part.to_owned() }).collect()
}

fn introduction(text: &str) -> Vec<Paragraph> {
    let lines = text.lines().filter(|line| !line.is_empty());
    let paragraph = |line: &str| {
        let item = line.strip_prefix("- ");
        Paragraph { is_item: item.is_some(), parts: prose(item.unwrap_or(line)) }
    };
    lines.map(paragraph).collect()
}

fn operation(path: &str, method: &str, operation: &Value) -> Operation {
    let parameters = operation["parameters"].as_array().into_iter().flatten();
    let scopes = operation["security"].as_array().into_iter().flatten();
    let scopes = scopes.flat_map(|it| it["token"].as_array().into_iter().flatten());
    Operation {
        id: text(&operation["operationId"]),
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: text(&operation["summary"]).trim_end_matches('.').to_owned(),
        description: prose(&text(&operation["description"])),
        scopes: scopes.map(text).collect(),
        fields: parameters.map(parameter).collect(),
        body: of_content(&operation["requestBody"]),
        answers: entries(&operation["responses"])
            .map(|(status, it)| (status.clone(), text(&it["description"]), of_content(it)))
            .collect(),
    }
}

fn parameter(parameter: &Value) -> Field {
    Field {
        name: text(&parameter["name"]),
        place: text(&parameter["in"]),
        kind: kind(&parameter["schema"]),
        is_required: parameter["required"].as_bool().unwrap_or_default(),
        description: prose(&text(&parameter["description"])),
    }
}

fn of_content(value: &Value) -> Option<Kind> {
    let (_, content) = entries(&value["content"]).next()?;
    Some(kind(&content["schema"]))
}

fn kind(schema: &Value) -> Kind {
    if let Some(to) = schema["$ref"].as_str() {
        let name = to.rsplit('/').next().unwrap_or_default().to_owned();
        return Kind { words: name.clone(), schema: Some(name) };
    }
    for several in ["oneOf", "anyOf"] {
        if let Some(options) = schema[several].as_array() {
            let mut kinds: Vec<Kind> = options.iter().map(kind).collect();
            let leads = kinds.iter().position(|kind| kind.schema.is_some());
            let words: Vec<&str> = kinds.iter().map(|kind| kind.words.as_str()).collect();
            let words = words.join(" or ");
            let schema = leads.and_then(|at| kinds.swap_remove(at).schema);
            return Kind { words, schema };
        }
    }
    let named = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().map(text).collect::<Vec<_>>().join(" or "),
        other => text(other),
    };
    if let Some(items) = schema.get("items") {
        let of = kind(items);
        return Kind { words: format!("{named} of {}", of.words), schema: of.schema };
    }
    let words = match schema["format"].as_str() {
        Some(format) => format!("{named} ({format})"),
        None => named,
    };
    Kind { words, schema: None }
}

fn schema((name, schema): (&String, &Value)) -> Schema {
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    let field = |(name, value): (&String, &Value)| Field {
        name: name.clone(),
        place: String::new(),
        kind: kind(value),
        is_required: required.iter().any(|it| it.as_str() == Some(name)),
        description: prose(&text(&value["description"])),
    };
    Schema {
        name: name.clone(),
        description: text(&schema["description"]),
        fields: entries(&schema["properties"]).map(field).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::description::described_path;
    use std::collections::BTreeSet;

    #[test]
    fn the_page_explains_every_operation_code_and_scope() {
        let page = TEXT.as_deref().unwrap();
        for (code, _) in CODES {
            assert!(page.contains(&format!("id=\"problem-{}\"", code.replace('_', "-"))), "{code}");
        }
        for route in crate::listing() {
            let is_page = route.path == "/api" || route.path.ends_with(".css");
            let is_there = page.contains(&format!("<code>{}</code>", described_path(route.path)));
            assert!(is_page || route.path.ends_with(".json") || is_there, "{}", route.path);
        }
        for scope in Scope::ALL {
            assert!(page.contains(scope.token()));
        }
        // The page loads nothing from another server, and every link leads to a place on it.
        for loaded in ["href=\"http", "src=", "url(", "<script"] {
            assert!(!page.contains(loaded), "{loaded}");
        }
        let ids: BTreeSet<&str> =
            page.split(" id=\"").skip(1).filter_map(|it| it.split('"').next()).collect();
        for to in page.split("href=\"#").skip(1).filter_map(|it| it.split('"').next()) {
            assert!(ids.contains(to), "{to}");
        }
    }
}
