//! Lists in pages: the parameters `after` and `limit`, and the answer with the next cursor.

use crate::problem::ApiProblem;
use crate::query::{Parameters, wrong};
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

    /// The cursor, or the text that comes before every code.
    pub(crate) fn after_code(&self) -> &str {
        self.after.as_deref().unwrap_or_default()
    }
}

impl<T> Page<T> {
    /// A page whose end is known.
    pub(crate) const fn of(items: Vec<T>, next: Option<String>) -> Self {
        Self { items, next }
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
    pub(crate) fn of_all<R>(
        mut rows: Vec<R>,
        asked: &AskedPage,
        code: impl Fn(&R) -> &str,
        item: impl FnMut(R) -> T,
    ) -> Self {
        rows.retain(|row| code(row) > asked.after_code());
        rows.sort_by(|a, b| code(a).cmp(code(b)));
        Self::cut(rows, asked, |row| code(row).to_owned(), item)
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

    fn page(after: Option<&str>, limit: usize) -> (Vec<&'static str>, Option<String>) {
        let asked = AskedPage { after: after.map(str::to_owned), limit };
        let page = Page::of_all(vec!["C", "A", "B"], &asked, |it| it, |it| it);
        (page.items, page.next)
    }

    #[test]
    fn pages_follow_each_other_and_the_last_one_says_so() {
        assert_eq!(page(None, 2), (vec!["A", "B"], Some("B".to_owned())));
        assert_eq!(page(Some("B"), 2), (vec!["C"], None));
        assert_eq!(page(None, 3), (vec!["A", "B", "C"], None));
        assert_eq!(page(Some("C"), 3), (vec![], None));
    }
}
