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
    /// Who can be signed in.
    fn people(&self) -> Vec<DemoSignIn>;

    /// Lets the time go by until the next deadline: when that was, and what the clock did; none
    /// where there is no deadline.
    fn go_on<'a>(&'a self, store: &'a Store) -> DemonstrationWork<'a, Option<(Instant, WorkDone)>>;
}

/// A person who can be signed in with one click.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoSignIn {
    /// What they are where, for a person who chooses.
    pub label: String,
    pub name: String,
    pub email: String,
    /// The code of the company for which they act.
    pub company: &'static str,
    pub company_name: &'static str,
    pub company_kind: CompanyKind,
    pub role: Role,
    /// A remark about what they see; blank if it is plain.
    pub note: &'static str,
}
