//! What the pages about API tokens share: the form, the list, and the page that shows a new token
//! once. The pages themselves belong to the account and to the people of a company.

mod fault_words;
mod form;
mod list;
mod page;

pub(crate) use fault_words::fault_words;
pub(crate) use form::TokenForm;
pub(crate) use list::TokenRow;
pub(crate) use page::{AccountFacts, TokensPage, secret};
