//! Who may open a route: the middleware checks this before any handler runs.

use countersign_app::identity::session::{Awaits, Visitor};
use countersign_domain::access::{Area, Right, right};
use countersign_domain::actor::CompanyKind;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everyone, signed in or not.
    Everyone,
    /// People who are signed in, even if they have not chosen a company.
    SignedIn,
    /// The same, after the code of their second factor, or a passkey where it is asked for.
    Proved,
    /// People who act for a company.
    Acting,
    /// People with at least this right in an area of the access table.
    Area(Area, Right),
    /// The same, in companies of these kinds; for others the route does not exist.
    Of(&'static [CompanyKind], Area, Right),
}

/// The result of the check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessVerdict {
    /// The handler may run.
    Open,
    /// The visitor has to sign in first.
    SignIn,
    /// Another step comes first.
    First(Awaits),
    /// The person's role does not include it.
    Forbidden,
    /// It does not exist for this visitor.
    NotFound,
}

impl Access {
    /// Checks the access of a visitor, or of a stranger.
    #[must_use]
    pub fn check(self, visitor: Option<&Visitor>) -> AccessVerdict {
        if self == Self::Everyone {
            return AccessVerdict::Open;
        }
        let Some(visitor) = visitor else { return AccessVerdict::SignIn };
        if self == Self::SignedIn {
            return AccessVerdict::Open;
        }
        if self == Self::Proved {
            return visitor.awaited_proof().map_or(AccessVerdict::Open, AccessVerdict::First);
        }
        let Some(person) = &visitor.person else {
            return AccessVerdict::First(visitor.awaits.unwrap_or(Awaits::Company));
        };
        match self {
            Self::Everyone | Self::SignedIn | Self::Proved | Self::Acting => AccessVerdict::Open,
            Self::Of(kinds, ..) if !kinds.contains(&person.company_kind) => AccessVerdict::NotFound,
            Self::Area(area, least) | Self::Of(_, area, least) => {
                match right(person.company_kind, person.role, area) >= least {
                    true => AccessVerdict::Open,
                    false => AccessVerdict::Forbidden,
                }
            }
        }
    }
}
