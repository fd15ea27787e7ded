//! The kinds of the directory whose rows people add and change one by one, too.

use crate::actions::import::files::FileKind;
use countersign_store::retirements::RetirableKind;

/// A kind of directory row that has a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DirectoryKind {
    /// A region.
    Region,
    /// A vendor.
    Vendor,
    /// A distributor.
    Distributor,
    /// A partner.
    Partner,
    /// A product.
    Product,
    /// A customer.
    Customer,
    /// A subscription.
    Subscription,
}

impl DirectoryKind {
    /// Its word in the record of changes.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Vendor => "vendor",
            Self::Distributor => "distributor",
            Self::Partner => "partner",
            Self::Product => "product",
            Self::Customer => "customer",
            Self::Subscription => "subscription",
        }
    }

    /// The kind as one that can be retired; `None` if a row ends in another way, or never.
    #[must_use]
    pub const fn retirable(self) -> Option<RetirableKind> {
        match self {
            Self::Vendor => Some(RetirableKind::Vendor),
            Self::Distributor => Some(RetirableKind::Distributor),
            Self::Partner => Some(RetirableKind::Partner),
            Self::Product => Some(RetirableKind::Product),
            Self::Customer => Some(RetirableKind::Customer),
            Self::Region | Self::Subscription => None,
        }
    }

    /// The files that its rows come in otherwise.
    #[must_use]
    pub const fn file(self) -> FileKind {
        match self {
            Self::Region => FileKind::Regions,
            Self::Vendor => FileKind::Vendors,
            Self::Distributor => FileKind::Distributors,
            Self::Partner => FileKind::Partners,
            Self::Product => FileKind::Products,
            Self::Customer => FileKind::Customers,
            Self::Subscription => FileKind::Subscriptions,
        }
    }
}
