//! The review lane: thirty decisions by keyboard and thirty by selection, without a lost place.

use crate::console_fixture::ConsoleFixture;
use crate::fixture::{Stage, keep_picture};
use countersign_testkit::browser::{Look, Window};
use serde_json::Value;

const WHO: &str = "d1billing@x.example";
const LIST: &str = "/usage-reports?cycle=2026-10&status=under-review&sort=surprise";
const ENTER: &str = "\u{e007}";
const WIDE: Look = Look { width: 1280, height: 800, dark: false };

/// The partners of the list's rows, in order.
const PARTNERS: &str =
    "return [...document.querySelectorAll('a[data-open]')].map((link) => link.textContent);";
const SCROLLED: &str = "return document.querySelector('.list-box').scrollTop;";
/// Whether the row of the open report is in sight.
const ROW_IS_SEEN: &str = "
const row = document.querySelector('tr[data-current]').getBoundingClientRect();
const box = document.querySelector('.list-box').getBoundingClientRect();
return row.top >= box.top && row.bottom <= box.bottom;";
/// A number that every page has for itself.
const BORN: &str = "return performance.timeOrigin;";

fn partners(window: &Window) -> Vec<String> {
    let names = window.run(PARTNERS);
    let names = names.as_array().unwrap().iter();
    names.map(|name| name.as_str().unwrap().to_owned()).collect()
}

fn lane(stage: &Stage) -> Window {
    let window = stage.window();
    window.look(WIDE);
    stage.let_in(&window, WHO);
    window.go(&stage.at(LIST));
    window.wait_for(".bulk-bar");
    window
}

/// Presses a key that leads to another page, and waits for it.
fn leave_by(window: &Window, key: &str) {
    let before = window.run(BORN);
    window.press(key);
    window.wait_until(&format!("the page after {key:?}"), |it| {
        it.run("return document.readyState") == "complete" && it.run(BORN) != before
    });
}

fn opened(window: &Window) -> String {
    window.text(".lane-report h1").replace(" · October 2026", "")
}

#[test]
fn thirty_reports_are_approved_with_thirty_two_keys() {
    let stage = Stage::of(|| ConsoleFixture::with_partners(80));
    let window = lane(&stage);
    let order = partners(&window);
    assert_eq!(order.len(), 50);
    window.press("j");
    leave_by(&window, ENTER);
    let all: i64 = window.text(".trip-place").split(" of ").nth(1).unwrap().parse().unwrap();
    for (done, partner) in (0..30).zip(&order) {
        assert_eq!(&opened(&window), partner, "after {done} decisions");
        assert_eq!(window.text(".trip-place"), format!("1 of {}", all - done));
        assert_eq!(window.run(ROW_IS_SEEN), true);
        leave_by(&window, "a");
        let notice = window.text(".notice");
        assert!(notice.contains("Approved") && notice.contains(partner), "{notice}");
    }
    keep_picture(&window, "lane-thirty");
    assert_eq!(opened(&window), order[30]);
    // The last one is taken back with one key, and is where it was.
    leave_by(&window, "u");
    assert_eq!((opened(&window), window.text(".trip-place")), {
        (order[29].clone(), format!("1 of {}", all - 29))
    });
    window.go(&stage.at("/usage-reports?cycle=2026-10&status=approved"));
    assert_eq!(window.count("tr[data-row]"), 29);
}

#[test]
fn the_list_keeps_its_place_its_selection_and_its_scroll() {
    let stage = Stage::of(|| ConsoleFixture::with_partners(80));
    let window = lane(&stage);
    let order = partners(&window);
    // Two rows are selected, and the fortieth is opened.
    window.press("j");
    window.press("x");
    window.press("j");
    window.press("x");
    assert_eq!(window.text("[data-picked]"), "2 selected");
    window.run("document.querySelectorAll('a[data-open]')[39].click()");
    window.wait_for(".lane-report h1");
    assert_eq!(window.run(ROW_IS_SEEN), true);
    let scrolled = window.run(SCROLLED).as_f64().unwrap();
    assert!(scrolled > 300.0, "{scrolled}");
    let is_kept = |what: &str, expected: &str| {
        assert_eq!(opened(&window), expected, "{what}");
        assert_eq!(window.text("[data-picked]"), "2 selected", "{what}");
        assert_eq!(window.run(ROW_IS_SEEN), true, "{what}");
        // A notice above the list moves it by a row or two.
        let moved = window.run(SCROLLED).as_f64().unwrap() - scrolled;
        assert!(moved.abs() <= 4.0 * 32.0, "{what}: {moved}");
    };
    is_kept("opened", &order[39]);
    leave_by(&window, "j");
    is_kept("next", &order[40]);
    leave_by(&window, "k");
    is_kept("previous", &order[39]);
    window.back();
    window.wait_until("the browser's Back", |it| opened(it) == order[40]);
    is_kept("the browser's Back", &order[40]);
    // A decision acts on the selection, if there is one; the button decides the open report.
    window.click(".decision-bar [data-key=a]");
    window.wait_for(".notice");
    is_kept("approved", &order[41]);
    // The rejection of the next one is called off.
    window.click(".decision-bar [data-key=r]");
    window.wait_for("textarea[name=reasons]");
    window.click(".actions a[data-key=Escape]");
    window.wait_for(".lane-report h1");
    is_kept("not rejected", &order[41]);
    // The report after the last row is not on this page: the list turns to it.
    for _ in 41..=50 {
        leave_by(&window, "j");
    }
    let shown = opened(&window);
    assert_eq!(partners(&window)[0], shown, "the page begins with the report");
    assert_eq!(window.text("[data-picked]"), "2 selected", "on the next page");
    leave_by(&window, "\u{e00c}");
    assert_eq!(window.count(".lane-report"), 0);
    let current = "return document.querySelector('tr[data-current] a').textContent";
    assert_eq!(window.run(current), Value::from(shown));
    // The two of the first page are decided on from here.
    leave_by(&window, "a");
    assert!(window.text("main").contains('2'), "{}", window.text("main"));
    assert_eq!(window.count("main tr[data-row]"), 2);
}

#[test]
fn thirty_reports_are_approved_by_selection() {
    let stage = Stage::of(|| ConsoleFixture::with_partners(80));
    let window = lane(&stage);
    for _ in 0..30 {
        window.press("j");
        window.press("x");
    }
    assert_eq!(window.text("[data-picked]"), "30 selected");
    keep_picture(&window, "lane-selected");
    leave_by(&window, "a");
    window.wait_until("the preview", |window| window.count("form[action$='/confirm']") == 1);
    window.click("form[action$='/confirm'] button");
    window.wait_until("the end", |window| window.count(".job-state.done") == 1);
    window.go(&stage.at("/usage-reports?cycle=2026-10&status=approved"));
    assert_eq!(window.count("tr[data-row]"), 30);
    window.go(&stage.at(LIST));
    assert_eq!(window.text("[data-picked]"), "", "nothing is selected any more");
    // All of the query: the count says how many that is.
    let all = window.text(".list-head").split(" of ").nth(1).unwrap().to_owned();
    let all = all.split_whitespace().next().unwrap().to_owned();
    window.press("X");
    assert_eq!(window.text("[data-picked]"), format!("{all} selected"));
    assert!(window.text(".bulk-bar").contains(&format!("Select all {all} results")));
}

#[test]
fn what_cannot_be_decided_offers_nothing() {
    let stage = Stage::of(|| ConsoleFixture::with_partners(3));
    let window = lane(&stage);
    assert!(window.count("input[data-pick]") > 0);
    window.go(&stage.at("/usage-reports?cycle=2026-10&status=completed"));
    assert_eq!(window.count("input[data-pick], .bulk-bar"), 0);
    // A key that is turned off does nothing, also on the next page.
    window.press("?");
    window.click("#keys [data-key-switch='j k']");
    window.click("#keys button");
    window.go(&stage.at(LIST));
    window.wait_for("#keys:not([open])");
    window.press("j");
    assert_eq!(window.count("tr[data-current]"), 0);
    // A row opens wherever it is clicked, and Ctrl leaves the page where it is.
    window.go(&stage.at(LIST));
    window.click("tr[data-row] td.change");
    window.wait_for(".lane-report h1");
}

#[test]
fn a_rejection_gives_reasons_for_lines_and_drops_nothing_unasked() {
    let stage = Stage::of(|| ConsoleFixture::with_partners(3));
    let window = lane(&stage);
    let order = partners(&window);
    window.press("j");
    leave_by(&window, ENTER);
    leave_by(&window, "r");
    // A text that the company keeps goes into the field in which one typed last.
    let texts = "const button = document.createElement('button');
        button.dataset.insert = 'Please explain.'; button.className = 'inserting';
        document.querySelector('.reason-buttons').append(button);";
    window.run(texts);
    window.click(".inserting");
    let reasons = "return document.querySelector('textarea[name=reasons]').value";
    assert_eq!(window.run(reasons), "Please explain.");
    window.run("document.querySelector('textarea[name=reasons]').value = ''");
    // The lines are there with their figures.
    assert!(window.text(".report-lines thead").contains("Provisioned"));
    assert_eq!(window.count(".report-lines tbody tr .line-reason"), 1);
    // A reason alone for the line is kept when the form comes back.
    window.fill("textarea[name^=reasons-]", "Three of these left in September");
    keep_picture(&window, "lane-reject");
    window.click(".decision-bar button.primary");
    window.wait_for("[role=alert]");
    let kept = "return document.querySelector('textarea[name^=reasons-]').value";
    assert_eq!(window.run(kept), "Three of these left in September");
    window.fill("textarea[name=reasons]", "Please check the customers");
    let asks = "const event = new Event('beforeunload', { cancelable: true });
        dispatchEvent(event); return event.defaultPrevented;";
    assert_eq!(window.run(asks), true, "the browser asks before it drops what was typed");
    window.click(".decision-bar button.primary");
    window.wait_for(".notice");
    let notice = window.text(".notice");
    assert!(notice.contains("Rejected") && notice.contains(&order[0]), "{notice}");
    assert_eq!(opened(&window), order[1], "the lane goes on");
    window.go(&stage.at("/usage-reports?cycle=2026-10&status=rejected"));
    window.click("tr[data-row] td.change");
    window.wait_for(".line-reasons");
    assert!(window.text(".line-reasons").contains("Three of these left in September"));
}
