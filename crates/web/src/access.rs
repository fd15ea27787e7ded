//! Who may open a route: what the gate checks before any handler runs.

use countersign_app::identity::session::{Awaits, Visitor};
use countersign_domain::access::{Area, Right, right};
use countersign_domain::actor::CompanyKind;

/// Who may open a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Strangers too.
    Everyone,
    /// Whoever is signed in, acting as a company or not yet.
    SignedIn,
    /// The same, once they have given the code of their second factor.
    Proved,
    /// Whoever acts as a company.
    Acting,
    /// Whoever has at least this right in an area of the access table.
    Area(Area, Right),
    /// The same, in companies of these kinds; for others the route does not exist.
    Of(&'static [CompanyKind], Area, Right),
}

/// What the gate says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessVerdict {
    /// Come in.
    Open,
    /// Say who you are first.
    SignIn,
    /// Something else comes first.
    First(Awaits),
    /// Your role does not include it.
    Forbidden,
    /// There is no such thing for you.
    NotFound,
}

impl Access {
    /// What the gate says to a visitor, or to a stranger.
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
            let awaits_code = visitor.awaits == Some(Awaits::Code);
            return if awaits_code {
                AccessVerdict::First(Awaits::Code)
            } else {
                AccessVerdict::Open
            };
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
