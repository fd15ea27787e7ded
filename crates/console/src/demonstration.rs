//! The features of a demonstration: signing in with one click, and moving the clock. The program
//! that makes the demonstration provides them.

use countersign_app::actions::run_clock::WorkDone;
use countersign_app::failure::Result;
use countersign_domain::actor::{CompanyKind, Role};
use countersign_domain::instant::Instant;
use countersign_store::Store;
use std::pin::Pin;

/// Work on the database of a demonstration.
pub type DemonstrationWork<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + 'a>>;

/// A running demonstration.
pub trait Demonstration: Send + Sync {
    /// The people who can be signed in.
    fn people(&self) -> Vec<DemoSignIn>;

    /// Moves the clock to the next deadline, and returns that instant and the clock's work; none if
    /// there is no deadline.
    fn go_on<'a>(&'a self, store: &'a Store) -> DemonstrationWork<'a, Option<(Instant, WorkDone)>>;
}

/// A person who can be signed in with one click.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoSignIn {
    /// Their role and company, for the choice.
    pub label: String,
    pub name: String,
    pub email: String,
    /// The code of the company for which they act.
    pub company: &'static str,
    pub company_name: &'static str,
    pub company_kind: CompanyKind,
    pub role: Role,
    /// The key of a remark about what they see; blank if it is plain.
    pub note: &'static str,
}
