//! What only a demonstration has: people who are signed in with one click, and a clock that goes on
//! when asked. The program that makes the demonstration provides them.

use countersign_app::actions::run_clock::Done;
use countersign_app::failure::Result;
use countersign_domain::actor::{CompanyKind, Role};
use countersign_domain::instant::Instant;
use countersign_store::Store;
use std::pin::Pin;

/// Work on the database of a demonstration.
pub type Work<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + 'a>>;

/// A demonstration that runs.
pub trait Demonstration: Send + Sync {
    /// Who can be signed in.
    fn people(&self) -> Vec<SignIn>;

    /// Lets the time go by until the next deadline: when that was, and what the clock did; none if
    /// there is no deadline.
    fn go_on<'a>(&'a self, store: &'a Store) -> Work<'a, Option<(Instant, Done)>>;
}

/// A person who can be signed in with one click.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// What they are where, for a person who chooses.
    pub label: String,
    pub name: String,
    /// Their address: what they sign in as.
    pub email: String,
    /// Code of the company they act for.
    pub company: &'static str,
    pub company_name: &'static str,
    pub company_kind: CompanyKind,
    pub role: Role,
    /// What there is to see for them, where that is not plain; blank elsewhere.
    pub note: &'static str,
}
