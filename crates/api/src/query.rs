//! Query parameters. Unknown parameters are refused.

use crate::context::Context;
use crate::problem::{ApiProblem, wrong_with};
use axum::http::StatusCode;
use countersign_domain::language;

/// The parameters of a request, in order.
pub(crate) struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// Reads the parameters. Each has to be one of `known`, and may occur once.
    ///
    /// # Errors
    /// 400 with the parameter that is wrong.
    pub(crate) fn read(context: &Context, known: &[&str]) -> Result<Self, ApiProblem> {
        let query = context.uri.query().unwrap_or_default();
        let pairs: Vec<(String, String)> = serde_html_form::from_str(query)
            .map_err(|error| ApiProblem::bad_request(&format!("The query is refused: {error}.")))?;
        for (at, (name, value)) in pairs.iter().enumerate() {
            if !known.contains(&name.as_str()) {
                let detail = format!("{name:?} is not one of {}.", known.join(", "));
                return Err(wrong("unknown_parameter", name, &detail));
            }
            if pairs[..at].iter().any(|(earlier, _)| earlier == name) {
                return Err(wrong("bad_request", name, &format!("{name} is given twice.")));
            }
            // The library reads bytes that are not UTF-8 as the replacement character.
            if value.contains(['\0', char::REPLACEMENT_CHARACTER]) {
                let detail = format!("{name} must be UTF-8 text without the character NUL.");
                return Err(wrong("bad_request", name, &detail));
            }
        }
        Ok(Self(pairs))
    }

    /// Takes a parameter out.
    pub(crate) fn take(&mut self, name: &str) -> Option<String> {
        let at = self.0.iter().position(|(known, _)| known == name)?;
        Some(self.0.remove(at).1)
    }

    /// Takes the parameter `language` out; English if it is not given.
    ///
    /// # Errors
    /// 400 for a language that the program does not have.
    pub(crate) fn language(&mut self) -> Result<&'static str, ApiProblem> {
        let asked = self.take("language");
        let place = language::place(asked.as_deref().unwrap_or(language::CODES[0]));
        place.map(|place| language::CODES[place]).ok_or_else(|| {
            let known = language::CODES.join(", ");
            wrong("bad_request", "language", &format!("Choose one of these languages: {known}."))
        })
    }

    /// The remaining parameters as a query.
    pub(crate) fn rest(&self) -> String {
        // Plain pairs of texts can always be written.
        serde_html_form::to_string(&self.0).unwrap_or_default()
    }
}

/// A parameter or a header that is wrong.
pub(crate) fn wrong(code: &'static str, parameter: &str, detail: &str) -> ApiProblem {
    wrong_with(StatusCode::BAD_REQUEST, code, parameter, detail)
}
