//! The fields of each kind of the directory, and of a reading: one table, from which pages are
//! rendered, submissions are read and errors are worded.

use countersign_app::actions::directory_kind::DirectoryKind;

/// A field.
#[derive(Clone, Copy, Debug)]
pub(super) struct FieldSpecification {
    /// The column of the files, which names the field.
    pub(super) column: &'static str,
    /// The message that names it.
    pub(super) label: &'static str,
    pub(super) hints: Hints,
    pub(super) input: Input,
    pub(super) required: Required,
    /// What a new row has, as in the files, unless a person says otherwise.
    pub(super) initial: &'static str,
}

/// The messages that say what a field is for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hints {
    /// In a new row.
    pub(super) new: Option<&'static str>,
    /// In a row that is there.
    pub(super) stored: Option<&'static str>,
    /// Where the field cannot be changed any more.
    pub(super) fixed: Option<&'static str>,
}

/// How a field is filled in.
#[derive(Clone, Copy, Debug)]
pub(super) enum Input {
    /// Typed.
    Text {
        /// The most characters that make sense.
        longest: u32,
        /// The message that says what it may hold.
        expected: &'static str,
    },
    /// A day.
    Date,
    /// One of these; typed where there are too many to choose from.
    Choice(Options),
}

/// What can be chosen.
#[derive(Clone, Copy, Debug)]
pub(super) enum Options {
    Regions,
    Distributors,
    Vendors,
    Products,
    Partners,
    Customers,
    TimeZones,
    Currencies,
    Languages,
    /// Words of the files, with the messages that name them.
    Words(&'static [(&'static str, &'static str)]),
}

/// When a field has to be filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Required {
    Always,
    Never,
    /// In a row that is there; a new one gets a value of its own.
    WhenStored,
    /// Never; it says something of a change, so a new row does not have it.
    OfChange,
}

impl Hints {
    const NONE: Self = Self { new: None, stored: None, fixed: None };

    const fn always(hint: &'static str) -> Self {
        Self { new: Some(hint), stored: Some(hint), fixed: None }
    }

    const fn until_fixed(hint: &'static str, fixed: &'static str) -> Self {
        Self { fixed: Some(fixed), ..Self::always(hint) }
    }
}

/// A text of people, which most fields hold.
const TEXT: FieldSpecification = FieldSpecification {
    column: "",
    label: "",
    hints: Hints::NONE,
    input: Input::Text { longest: 200, expected: "directory-wrong-text" },
    required: Required::Always,
    initial: "",
};

const CODE: FieldSpecification = FieldSpecification {
    column: "code",
    label: "directory-code",
    hints: Hints::until_fixed("directory-hint-code", "directory-hint-code-fixed"),
    input: Input::Text { longest: 64, expected: "directory-wrong-code" },
    ..TEXT
};

const NAME: FieldSpecification =
    FieldSpecification { column: "name", label: "directory-name", ..TEXT };

const YES_NO: Input =
    Input::Choice(Options::Words(&[("yes", "directory-yes"), ("no", "directory-no")]));

/// Whether it is retired: a change without a field of its own.
pub(super) const RETIRED: FieldSpecification =
    FieldSpecification { column: "retired", label: "directory-retired", input: YES_NO, ..TEXT };

/// When a change of links takes effect.
const fn since(hint: &'static str) -> FieldSpecification {
    FieldSpecification {
        column: "since",
        label: "directory-since",
        hints: Hints::always(hint),
        input: Input::Text { longest: 40, expected: "directory-wrong-since" },
        required: Required::OfChange,
        ..TEXT
    }
}

const REGION: &[FieldSpecification] = &[
    CODE,
    NAME,
    FieldSpecification {
        column: "usage_reports",
        label: "nav-usage-reports",
        hints: Hints::always("directory-hint-usage-reports"),
        input: YES_NO,
        ..TEXT
    },
    FieldSpecification {
        column: "time_zone",
        label: "directory-time-zone",
        hints: Hints::until_fixed("directory-hint-time-zone", "directory-hint-time-zone-fixed"),
        input: Input::Choice(Options::TimeZones),
        ..TEXT
    },
    FieldSpecification {
        column: "currency",
        label: "directory-currency",
        input: Input::Choice(Options::Currencies),
        ..TEXT
    },
    FieldSpecification {
        column: "language",
        label: "directory-language",
        hints: Hints::always("directory-hint-language"),
        input: Input::Choice(Options::Languages),
        initial: "en",
        ..TEXT
    },
];

const VENDOR: &[FieldSpecification] = &[CODE, NAME];

const DISTRIBUTOR: &[FieldSpecification] = &[
    CODE,
    NAME,
    FieldSpecification {
        column: "region",
        label: "directory-region",
        hints: Hints::always("directory-hint-region"),
        input: Input::Choice(Options::Regions),
        ..TEXT
    },
    FieldSpecification {
        column: "type",
        label: "directory-type",
        hints: Hints::always("directory-hint-distributor-type"),
        input: Input::Choice(Options::Words(&[
            ("distributor", "company-distributor"),
            ("isp", "directory-isp"),
        ])),
        ..TEXT
    },
];

const PARTNER: &[FieldSpecification] = &[
    CODE,
    NAME,
    FieldSpecification {
        column: "distributor",
        label: "company-distributor",
        hints: Hints { stored: Some("directory-hint-distributor"), ..Hints::NONE },
        input: Input::Choice(Options::Distributors),
        ..TEXT
    },
    FieldSpecification {
        column: "type",
        label: "directory-type",
        hints: Hints::always("directory-hint-partner-type"),
        input: Input::Choice(Options::Words(&[
            ("msp", "directory-msp"),
            ("reseller", "directory-reseller"),
        ])),
        ..TEXT
    },
    FieldSpecification {
        column: "city",
        label: "directory-city",
        required: Required::Never,
        ..TEXT
    },
    FieldSpecification {
        column: "state",
        label: "directory-state",
        required: Required::Never,
        ..TEXT
    },
    FieldSpecification {
        column: "company_id",
        label: "directory-company-id",
        hints: Hints { new: Some("directory-hint-company-id"), ..Hints::NONE },
        input: Input::Text { longest: 36, expected: "directory-wrong-company-id" },
        // A new one is made of the code.
        required: Required::WhenStored,
        ..TEXT
    },
    since("directory-hint-since"),
];

const PRODUCT: &[FieldSpecification] = &[
    CODE,
    NAME,
    FieldSpecification {
        column: "unit",
        label: "directory-unit",
        hints: Hints::always("directory-hint-unit"),
        input: Input::Text { longest: 64, expected: "directory-wrong-text" },
        ..TEXT
    },
    FieldSpecification {
        column: "vendor",
        label: "company-vendor",
        hints: Hints { fixed: Some("directory-hint-vendor-fixed"), ..Hints::NONE },
        input: Input::Choice(Options::Vendors),
        ..TEXT
    },
    FieldSpecification {
        column: "decimals",
        label: "directory-decimals",
        hints: Hints::until_fixed("directory-hint-decimals", "directory-hint-decimals-fixed"),
        input: Input::Text { longest: 1, expected: "directory-wrong-decimals" },
        initial: "0",
        ..TEXT
    },
    FieldSpecification {
        column: "reports_usage",
        label: "directory-reports-usage",
        hints: Hints::always("directory-hint-reports-usage"),
        input: YES_NO,
        initial: "yes",
        ..TEXT
    },
    FieldSpecification {
        column: "basis",
        label: "directory-basis",
        hints: Hints::always("directory-hint-basis"),
        input: Input::Choice(Options::Words(&[
            ("peak", "directory-basis-peak"),
            ("average", "directory-basis-average"),
            ("p85", "directory-basis-p85"),
            ("last", "directory-basis-last"),
            ("sum", "directory-basis-sum"),
        ])),
        initial: "peak",
        ..TEXT
    },
];

const CUSTOMER: &[FieldSpecification] = &[
    CODE,
    NAME,
    FieldSpecification {
        column: "partner",
        label: "company-partner",
        input: Input::Choice(Options::Partners),
        ..TEXT
    },
    since("directory-hint-since-moved"),
];

const SUBSCRIPTION: &[FieldSpecification] = &[
    CODE,
    FieldSpecification {
        column: "customer",
        label: "directory-customer",
        input: Input::Choice(Options::Customers),
        ..TEXT
    },
    FieldSpecification {
        column: "product",
        label: "directory-product",
        input: Input::Choice(Options::Products),
        ..TEXT
    },
    FieldSpecification {
        column: "plan",
        label: "directory-plan",
        input: Input::Text { longest: 64, expected: "directory-wrong-text" },
        required: Required::Never,
        ..TEXT
    },
    FieldSpecification {
        column: "billable",
        label: "directory-billable",
        hints: Hints::always("directory-hint-billable"),
        input: YES_NO,
        initial: "yes",
        ..TEXT
    },
    FieldSpecification {
        column: "ends_on",
        label: "directory-ends-on",
        hints: Hints::always("directory-hint-ends-on"),
        input: Input::Date,
        required: Required::Never,
        ..TEXT
    },
    since("directory-hint-since-moved"),
];

/// The fields of a reading; its subscription is in the address.
pub(super) const READING: &[FieldSpecification] = &[
    FieldSpecification {
        column: "observed_at",
        label: "reading-day",
        hints: Hints::always("reading-hint-day"),
        input: Input::Date,
        ..TEXT
    },
    FieldSpecification {
        column: "provisioned",
        label: "directory-provisioned",
        hints: Hints::always("reading-hint-figure"),
        input: Input::Text { longest: 40, expected: "reading-wrong-figure" },
        ..TEXT
    },
    FieldSpecification {
        column: "used",
        label: "directory-used",
        hints: Hints::always("reading-hint-used"),
        input: Input::Text { longest: 40, expected: "reading-wrong-figure" },
        required: Required::Never,
        ..TEXT
    },
];

/// The fields of a kind, in the order of its pages.
pub(super) const fn fields_of(kind: DirectoryKind) -> &'static [FieldSpecification] {
    match kind {
        DirectoryKind::Region => REGION,
        DirectoryKind::Vendor => VENDOR,
        DirectoryKind::Distributor => DISTRIBUTOR,
        DirectoryKind::Partner => PARTNER,
        DirectoryKind::Product => PRODUCT,
        DirectoryKind::Customer => CUSTOMER,
        DirectoryKind::Subscription => SUBSCRIPTION,
    }
}
