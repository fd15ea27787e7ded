//! JSON bodies. Errors name the place, and unknown fields are refused, so that no misspelt field is
//! ignored silently.

use crate::context::Context;
use crate::pointer;
use crate::problem::{ApiProblem, ProblemItem, wrong_with};
use axum::http::{StatusCode, header};
use countersign_app::formats::json_fault::JsonFault;
use countersign_app::formats::json_object::Object;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use utoipa::ToSchema;

/// The body of an operation without fields.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Empty {}

/// Reads the body of a request. An empty body counts as an empty object.
///
/// # Errors
/// 415 for another media type, 400 if it is not JSON, 422 if it does not fit the operation.
pub(crate) fn read<T: DeserializeOwned>(context: &Context) -> Result<T, ApiProblem> {
    let body = &context.fields[..];
    if body.is_empty() {
        return parse(b"{}");
    }
    let kind = context.headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok());
    let kind = kind.and_then(|it| it.split(';').next()).map(str::trim).unwrap_or_default();
    if !kind.eq_ignore_ascii_case("application/json") {
        return Err(unsupported(&format!("The body is {kind:?}; send application/json.")));
    }
    parse(body)
}

/// A body of another media type.
pub(crate) fn unsupported(detail: &str) -> ApiProblem {
    let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
    wrong_with(status, "unsupported_media_type", "Content-Type", detail)
}

/// Reads a JSON object.
///
/// # Errors
/// 400 if it is not JSON, 422 if it does not fit the operation.
pub(crate) fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, ApiProblem> {
    parse_any(body).map(|Object(read)| read)
}

/// Reads JSON that need not be an object.
///
/// # Errors
/// As [`parse`].
pub(crate) fn parse_any<T: DeserializeOwned>(body: &[u8]) -> Result<T, ApiProblem> {
    let mut reader = serde_json::Deserializer::from_slice(body);
    let read = serde_path_to_error::deserialize(&mut reader);
    let wrong = |error: serde_path_to_error::Error<serde_json::Error>| {
        let fault = JsonFault::of(error.inner(), body);
        // What is no JSON has rows and columns, and may end within a name.
        let pointer = fault.is_json.then(|| pointer::of_path(error.path()));
        problem(&fault, pointer)
    };
    let read = read.map_err(wrong)?;
    reader.end().map_err(|error| problem(&JsonFault::of(&error, body), None))?;
    Ok(read)
}

fn problem(fault: &JsonFault, pointer: Option<String>) -> ApiProblem {
    let (status, code) = match fault.is_json {
        true => (StatusCode::UNPROCESSABLE_ENTITY, "invalid_body"),
        false => (StatusCode::BAD_REQUEST, "bad_json"),
    };
    let item = ProblemItem {
        code: code.to_owned(),
        detail: fault.why.clone(),
        pointer,
        row: Some(fault.row),
        column: Some(fault.column),
        ..ProblemItem::default()
    };
    ApiProblem::new(status, code, &format!("The body is refused: {}.", fault.why)).about(item)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decimal::Decimal;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Body {
        #[serde(default)]
        lines: Vec<Line>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Line {
        chargeable: Decimal,
    }

    fn refused(text: &str) -> serde_json::Value {
        let refused = parse::<Body>(text.as_bytes()).unwrap_err();
        serde_json::to_value(refused.document("1")).unwrap()
    }

    #[test]
    fn a_number_is_read_digit_by_digit() {
        for (given, expected) in [
            ("12.50", "12.50"),
            ("\"12.50\"", "12.50"),
            ("9007199254740993.000001", "9007199254740993.000001"),
            ("0.1", "0.1"),
            ("-1e3", "-1e3"),
        ] {
            let text = format!("{{\"lines\":[{{\"chargeable\":{given}}}]}}");
            let body: Body = parse(text.as_bytes()).unwrap();
            assert_eq!(body.lines[0].chargeable.text(), expected);
        }
    }

    #[test]
    fn a_refusal_names_the_place() {
        let wrong = refused("{\"lines\":[{\"chargeable\":1},\n{\"chargeable\":true}]}");
        assert_eq!((&wrong["code"], &wrong["status"]), (&"invalid_body".into(), &422.into()));
        assert_eq!(wrong["errors"][0]["pointer"], "/lines/1/chargeable");
        assert_eq!(wrong["errors"][0]["row"], 2);
        let wrong = refused("{\"lines\":[{\"chargeable\":1,\"colour\":2}]}");
        assert_eq!(wrong["errors"][0]["pointer"], "/lines/0/colour");
        assert!(wrong["detail"].as_str().unwrap().contains("unknown field `colour`"), "{wrong}");
        for (text, code) in [("{", "bad_json"), ("{}x", "bad_json"), ("[1]", "invalid_body")] {
            assert_eq!(refused(text)["code"], code, "{text}");
        }
        assert_eq!(refused("{\"lines\":[],\"lines\":[]}")["code"], "invalid_body");
    }

    #[test]
    fn a_body_that_is_cut_off_names_its_end_from_1() {
        for (text, row, column) in [("{\"lines\":[\n", 2, 1), ("{\"lines\":", 1, 9), ("{", 1, 1)] {
            let error = &refused(text)["errors"][0];
            assert_eq!((&error["row"], &error["column"]), (&row.into(), &column.into()), "{text}");
            assert!(error.get("pointer").is_none(), "{text}");
        }
    }
}
