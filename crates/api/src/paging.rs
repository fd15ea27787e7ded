//! Lists in pages: the parameters `after` and `limit`, and the answer with the next cursor.

use crate::problem::ApiProblem;
use crate::query::{Parameters, wrong};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use countersign_domain::instant::Instant;
use serde::Serialize;
use utoipa::ToSchema;

/// The default number of items on a page.
const USUAL: usize = 50;
/// The maximum number of items on a page.
const MOST: usize = 200;

/// Describes the parameters of every list.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only the description reads it")]
pub(crate) struct PageParameters {
    /// The `next` value of the previous page.
    after: Option<String>,
    /// The maximum number of items on the page, from 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<i64>,
}

/// The names of these parameters.
pub(crate) const PAGE: [&str; 2] = ["after", "limit"];

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Page<T> {
    /// The items, in a stable order.
    items: Vec<T>,
    /// The `after` value for the next page; null on the last page.
    next: Option<String>,
}

/// The page that a request asks for.
pub(crate) struct AskedPage {
    /// The cursor; `None` for the first page.
    pub(crate) after: Option<String>,
    limit: usize,
}

impl AskedPage {
    /// Takes the parameters of the page out of the others.
    ///
    /// # Errors
    /// 400 for an invalid limit.
    pub(crate) fn take(given: &mut Parameters) -> Result<Self, ApiProblem> {
        let limit = match given.take("limit") {
            None => USUAL,
            Some(text) => {
                let limit = text.parse().ok().filter(|limit| (1..=MOST).contains(limit));
                limit.ok_or_else(|| {
                    let detail = format!("limit is {text:?}; expected a number from 1 to {MOST}.");
                    wrong("bad_request", "limit", &detail)
                })?
            }
        };
        Ok(Self { after: given.take("after"), limit })
    }

    /// The number of items on the page.
    pub(crate) const fn rows(&self) -> usize {
        self.limit
    }

    /// The number of items on the page, for the database.
    pub(crate) fn limit(&self) -> i64 {
        i64::try_from(self.limit).unwrap_or(i64::MAX)
    }

    /// The number of rows to read: one more than fits, to know whether another page follows.
    pub(crate) fn one_more(&self) -> i64 {
        self.limit() + 1
    }

    /// The text of a cursor that [`cursor`] wrote; the one before every text for the first page.
    ///
    /// # Errors
    /// 400 if it is none.
    pub(crate) fn after_text(&self) -> Result<String, ApiProblem> {
        let bytes = URL_SAFE_NO_PAD.decode(self.after.as_deref().unwrap_or_default());
        let text = bytes.ok().and_then(|bytes| String::from_utf8(bytes).ok());
        // PostgreSQL has no character NUL.
        text.filter(|text| !text.contains('\0')).ok_or_else(wrong_cursor)
    }
}

/// The cursor of a position that is a text with any characters, such as a code. It can be copied
/// into an address as it is.
pub(crate) fn cursor(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(text)
}

impl<T> Page<T> {
    /// A page of rows in the order of their codes; `last` is the code of its last row if another
    /// page follows.
    pub(crate) fn of(items: Vec<T>, last: Option<&str>) -> Self {
        Self { items, next: last.map(cursor) }
    }

    /// The page of rows that were read as [`AskedPage::one_more`] says; `cursor` is the position of
    /// a row.
    pub(crate) fn cut<R>(
        mut rows: Vec<R>,
        asked: &AskedPage,
        cursor: impl Fn(&R) -> String,
        item: impl FnMut(R) -> T,
    ) -> Self {
        let is_last = rows.len() <= asked.limit;
        rows.truncate(asked.limit);
        let next = rows.last().filter(|_| !is_last).map(cursor);
        Self { items: rows.into_iter().map(item).collect(), next }
    }

    /// A page of few rows that were all read, in the order of their codes.
    ///
    /// # Errors
    /// As [`AskedPage::after_text`].
    pub(crate) fn of_all<R>(
        mut rows: Vec<R>,
        asked: &AskedPage,
        code: impl Fn(&R) -> &str,
        item: impl FnMut(R) -> T,
    ) -> Result<Self, ApiProblem> {
        let after = asked.after_text()?;
        rows.retain(|row| code(row) > &*after);
        rows.sort_by(|a, b| code(a).cmp(code(b)));
        Ok(Self::cut(rows, asked, |row| cursor(code(row)), item))
    }
}

/// The instant in a cursor, if both engines can represent it.
pub(crate) fn instant(text: &str) -> Option<Instant> {
    let micros = text.parse().ok().filter(|at| (0..=253_402_300_799_000_000).contains(at));
    micros.map(Instant::from_micros)
}

/// A cursor that is not the `next` of a page.
pub(crate) fn wrong_cursor() -> ApiProblem {
    wrong("bad_request", "after", "after is not the next of a page in this order.")
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODES: [&str; 3] = ["A+B?=&#%/\u{fc}", "B ", "C"];

    fn page(after: Option<&str>, limit: usize) -> (Vec<&'static str>, Option<String>) {
        let asked = AskedPage { after: after.map(str::to_owned), limit };
        let rows = vec![CODES[2], CODES[0], CODES[1]];
        let page = Page::of_all(rows, &asked, |it| it, |it| it).unwrap();
        (page.items, page.next)
    }

    #[test]
    fn pages_follow_each_other_and_the_last_one_says_so() {
        let next = |code| Some(cursor(code));
        assert_eq!(page(None, 2), (CODES[..2].to_vec(), next(CODES[1])));
        assert_eq!(page(next(CODES[1]).as_deref(), 2), (CODES[2..].to_vec(), None));
        assert_eq!(page(None, 3), (CODES.to_vec(), None));
        assert_eq!(page(next("C").as_deref(), 3), (vec![], None));
    }

    #[test]
    fn a_cursor_has_no_character_that_an_address_would_change() {
        for code in CODES {
            let cursor = cursor(code);
            let is_plain = |it: u8| it.is_ascii_alphanumeric() || b"-_".contains(&it);
            assert!(cursor.bytes().all(is_plain), "{cursor}");
        }
        for wrong in ["A+B", "A", "_w", "AA", "QQ=="] {
            let asked = AskedPage { after: Some(wrong.to_owned()), limit: 1 };
            assert!(asked.after_text().is_err(), "{wrong}");
        }
    }
}
