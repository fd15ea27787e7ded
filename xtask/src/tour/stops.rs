//! The stops of the tour, in their order: actions, picture and text.

/// A picture and the actions that lead to it.
pub(super) struct Stop {
    /// The picture's file, without its ending.
    pub(super) name: &'static str,
    /// Its heading.
    pub(super) title: &'static str,
    /// Its text.
    pub(super) words: &'static str,
    /// The actions that lead here from the previous stop.
    pub(super) acts: &'static [Act],
    /// Whether it is shown on a phone.
    pub(super) on_a_phone: bool,
}

/// An action in the browser.
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

pub(super) const STOPS: &[Stop] = &[
    stop(
        "demo",
        "Sign in as",
        "One click signs you in. *Jonas Brandt* decides for a distributor, and *Eva Lind* \
         prepares for an MSP; the others see what their role allows.",
        &[Go("/demo"), WaitFor(".sign-ins")],
    ),
    stop(
        "dashboard",
        "The distributor's dashboard",
        "The dashboard shows what needs you now, how many reports have each status, and how the \
         month moves towards its deadline. Every count is a link to its reports.",
        &[SignIn(JONAS), WaitFor(".chart")],
    ),
    stop(
        "list",
        "Forty reports, the surprising ones first",
        "The whole query is in the address: bookmark it, share it, go back to it. Penalties come \
         first, then the largest changes against last month. `j` and `k` move the cursor, `x` \
         selects, `a` and `r` act on the selection, `Enter` opens, `?` shows the other keys.",
        &[Go(REVIEW), WaitFor(FIRST)],
    ),
    stop(
        "report",
        "A report under review",
        "The list stays beside the report and keeps its place and its selection. Three sentences \
         say what happened, what your next step is, and what follows if no one acts. Each line \
         has its figures, those of last month, and the partner's comment. `a` approves and opens \
         the next report; `r` asks for reasons.",
        &[Click(ANGSTROM), WaitFor(".report-lines")],
    ),
    stop(
        "line",
        "What a figure is made of",
        "A line opens to its days and to every customer and subscription, frozen with the \
         report. This line's basis counts the last day; if a basis counts the highest day, that \
         day is marked.",
        &[Click(".report-lines tr:nth-child(2) th a"), WaitFor(".days")],
    ),
    stop(
        "reject",
        "Rejecting needs reasons",
        "Give reasons for the report and, if you wish, beside each line. Texts that your company \
         keeps are one click away. The page says what the rejection does and how long the \
         partner has; *Back* changes nothing.",
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
        "An approval asks no questions. You can take it back until the report goes to the vendor.",
        &[Go(REVIEW), Click(ANGSTROM), WaitFor("[data-key=a]"), Press("a"), WaitFor(".notice")],
    ),
    stop(
        "bulk",
        "Many at once",
        "Selected reports, or all of a query, are approved or rejected together: first a preview \
         with the partners, the marks and the units, then a result per report. Undo takes the \
         whole decision back for five minutes.",
        &[
            Go(REVIEW),
            Click("input[name=all]"),
            Click("button[name=action][value=approve]"),
            WaitFor("form[action$='/confirm']"),
        ],
    ),
    stop(
        "rule",
        "What needs no look",
        "*Approve by rule* takes the reports of a list without flag and comment whose lines \
         changed by less than a percentage. The preview says how many that are, how many are left \
         and why, and how many units of each product they have.",
        &[Go(REVIEW), Click("a.by-rule"), WaitFor("input[name=percent]")],
    ),
    stop(
        "totals",
        "Totals per product",
        "Units of different products are never added. The month before has the reports of the \
         same partners and vendors.",
        &[Go("/usage-reports/totals?cycle=2026-10&status=under-review"), WaitFor("table")],
    ),
    stop(
        "so-far",
        "The MSP: the running month, while it can still be changed",
        "The page shows what would be a violation if the month ended today, and since when.",
        &[SignIn(EVA), Go("/usage-reports/so-far/2026-11"), WaitFor(".report-lines")],
    ),
    stop(
        "preparing",
        "The MSP's report, and what happens at the deadline",
        "The page says in units which line the system would charge on provisioned, and whether \
         it would flag the report. Figures and comments are edited in place; a draft survives a \
         closed window, and if two people edit at once, each sees what the other changed.",
        &[Go("/usage-reports"), Click(FIRST), WaitFor("button[value=submit]")],
    ),
    stop(
        "submit",
        "Before anything is sent",
        "A preview lists what is sent, what is missing, with a link to each line, and what \
         follows.",
        &[
            Fill("textarea[name^=comment-]", "Lund Bygg moves its archive in November."),
            Click("button[name=then][value=submit]"),
            WaitFor("button[data-key=s]"),
        ],
    ),
    Stop {
        name: "phone",
        title: "The same on a phone",
        words: "Rows become cards, in the same reading order, and in dark mode if the phone uses \
         it.",
        acts: &[Go("/usage-reports"), Click(FIRST), WaitFor("button[value=submit]")],
        on_a_phone: true,
    },
    stop(
        "deadline",
        "The deadline passes",
        "*Go to the next deadline* moves the demonstration's clock. The system submits the \
         reports of partners who did nothing, charges unexplained violations on provisioned, \
         flags the reports, and explains why.",
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
        "The history has every move and every saved edit, with who, when and why, before and \
         after. The entries of a report are chained by hash, and `countersign verify` replays \
         them.",
        &[Click("a[href*='/history']"), WaitFor(".entries")],
    ),
    stop(
        "vendor",
        "The vendor",
        "The vendor sees the reports that were dispatched to it, and completes or returns each \
         of them with a reason.",
        &[SignIn(MIRA), Go("/usage-reports?cycle=2026-10"), Click(FIRST), WaitFor(".report-title")],
    ),
    stop(
        "companies",
        "The operator",
        "The operator maintains regions, companies and products, and imports files with a \
         preview that names every bad row.",
        &[SignIn(ADA), Go("/partners"), WaitFor("main h1")],
    ),
];
