//! The stops of the tour, in their order: what is done, what is seen, what is said.

/// A picture with what leads to it.
pub(super) struct Stop {
    /// The picture's file, without its ending.
    pub(super) name: &'static str,
    /// What stands above it.
    pub(super) title: &'static str,
    /// What is said about it.
    pub(super) words: &'static str,
    /// What is done to come here from the stop before.
    pub(super) acts: &'static [Act],
    /// Whether it is seen on a phone.
    pub(super) on_a_phone: bool,
}

/// What is done in the browser.
pub(super) enum Act {
    /// Signs in with one click.
    SignIn(&'static str),
    /// Opens a path.
    Go(&'static str),
    /// Clicks on an element.
    Click(&'static str),
    /// Fills a field.
    Fill(&'static str, &'static str),
    /// Presses a key.
    Press(&'static str),
    /// Waits until there is such an element.
    WaitFor(&'static str),
}

use Act::{Click, Fill, Go, Press, SignIn, WaitFor};

const fn stop(
    name: &'static str,
    title: &'static str,
    words: &'static str,
    acts: &'static [Act],
) -> Stop {
    Stop { name, title, words, acts, on_a_phone: false }
}

const JONAS: &str = "jonas.brandt@nordlicht.example";
const EVA: &str = "eva.lind@angstrom.example";
const MIRA: &str = "mira.kovac@kestervall.example";
const ADA: &str = "ada.brenner@operator.example";

const REVIEW: &str = "/usage-reports?cycle=2026-10&status=under-review&sort=surprise";
const FIRST: &str = "tr[data-row] a[data-open]";
const ANGSTROM: &str = "tr[data-row]:nth-child(5) a[data-open]";

/// The tour.
pub(super) const STOPS: &[Stop] = &[
    stop(
        "demo",
        "Whom do you want to be?",
        "One click signs you in. *Jonas Brandt* decides for a distributor, *Eva Lind* prepares for \
         an MSP; the others see what their role lets them see.",
        &[Go("/demo"), WaitFor(".sign-ins")],
    ),
    stop(
        "dashboard",
        "The distributor's dashboard",
        "What needs you now, how many reports stand where, and how the month moves towards its \
         deadline. Every count is a link to its reports.",
        &[SignIn(JONAS), WaitFor(".chart")],
    ),
    stop(
        "list",
        "Forty reports, the surprising ones first",
        "The whole query is in the address: bookmark it, share it, go back to it. Penalties come \
         first, then what moved most against last month. `j` and `k` walk, `x` selects, `Enter` \
         opens, `?` tells the other keys.",
        &[Go(REVIEW), WaitFor(FIRST)],
    ),
    stop(
        "report",
        "A report under review",
        "Three sentences say what happened, what is wanted and what follows if nobody does \
         anything. Each line has its figures, last month's, twelve months as bars, and the \
         partner's own words. `a` approves and opens the next report; `r` asks for reasons.",
        &[Click(ANGSTROM), WaitFor(".report-lines")],
    ),
    stop(
        "line",
        "What a figure is made of",
        "A line opens to its days and to every customer and subscription, frozen with the report. \
         Here the last day counts, as its basis says; where the highest does, it is marked.",
        &[Click(".report-lines tr:nth-child(2) th a"), WaitFor(".days")],
    ),
    stop(
        "reject",
        "Rejecting needs reasons",
        "Why, for the report and if you wish per line. The page says what the rejection does and \
         until when the partner has time; *Back* changes nothing.",
        &[
            Go(REVIEW),
            Click(ANGSTROM),
            WaitFor("[data-key=r]"),
            Press("r"),
            WaitFor("textarea[name=reasons]"),
            Fill("textarea[name=reasons]", "Kiel closed on 9 October, yet 420 seats stay listed."),
        ],
    ),
    stop(
        "approved",
        "Approved, and on to the next",
        "An approval asks nothing more. It can be taken back at once, and as long as the report \
         has not gone to the vendor.",
        &[Go(REVIEW), Click(ANGSTROM), WaitFor("[data-key=a]"), Press("a"), WaitFor(".notice")],
    ),
    stop(
        "bulk",
        "Many at once",
        "Selected reports, or all of a query, are approved or rejected together: first a preview \
         with what would come of each, then the work with its progress and a result per report.",
        &[
            Go(REVIEW),
            Click("input[name=all]"),
            Click("button[name=action][value=approve]"),
            WaitFor("form[action$='/confirm']"),
        ],
    ),
    stop(
        "so-far",
        "The MSP: the running month, while it can still be changed",
        "What would be a violation if the month ended today, and since when.",
        &[SignIn(EVA), Go("/usage-reports/so-far/2026-11"), WaitFor(".report-lines")],
    ),
    stop(
        "preparing",
        "The MSP's report, and what happens at the deadline",
        "In units: which line the system would charge on provisioned, and whether it would be \
         flagged. Figures and comments are edited in place; a draft survives a closed window, and \
         two people at once are told what the other changed.",
        &[Go("/usage-reports"), Click(FIRST), WaitFor("button[value=submit]")],
    ),
    stop(
        "submit",
        "Before anything is sent",
        "What is sent, what is missing, each a link to its line, and what follows.",
        &[
            Fill("textarea[name^=comment-]", "Lund Bygg moves its archive in November."),
            Click("button[name=then][value=submit]"),
            WaitFor("button[data-key=s]"),
        ],
    ),
    Stop {
        name: "phone",
        title: "The same on a phone",
        words: "Rows become cards, in the same order of reading; dark where the phone is.",
        acts: &[Go("/usage-reports"), Click(FIRST), WaitFor("button[value=submit]")],
        on_a_phone: true,
    },
    stop(
        "deadline",
        "The deadline passes",
        "*Go to the next deadline* moves the demonstration's clock. Whoever did nothing was \
         submitted by the system; what nobody explained is charged on provisioned, flagged, and \
         says why.",
        &[
            SignIn(JONAS),
            Click("form[action='/demo/clock'] button"),
            WaitFor(".notice"),
            Click("form[action='/demo/clock'] button"),
            WaitFor(".notice"),
            Go("/usage-reports?cycle=2026-10&sort=surprise"),
            Click(FIRST),
            WaitFor(".flagged"),
        ],
    ),
    stop(
        "history",
        "Nothing is lost",
        "Every move and every saved edit, with who, when and why, before and after; the entries \
         of a report are chained by hash, and `countersign verify` works them out again.",
        &[Click("a[href*='/history']"), WaitFor(".entries")],
    ),
    stop(
        "vendor",
        "The vendor",
        "sees what was dispatched to it, and completes it or gives it back with a reason.",
        &[SignIn(MIRA), Go("/usage-reports?cycle=2026-10"), Click(FIRST), WaitFor(".report-head")],
    ),
    stop(
        "companies",
        "The operator",
        "keeps regions, companies and products, and brings files in with a preview in which every \
         bad row is named.",
        &[SignIn(ADA), Go("/partners"), WaitFor("main h1")],
    ),
];
