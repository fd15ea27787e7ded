//! Without scripts, the same pages do the same.

use crate::console_fixture::ConsoleFixture;
use crate::fixture::Stage;
use countersign_testkit::browser::Look;

#[test]
fn a_distributor_without_script_queries_opens_and_comes_back() {
    let stage = Stage::new();
    let window = stage.window_without_script();
    stage.let_in(&window, "d1@x.example");
    window.go(&stage.at("/usage-reports?cycle=2026-10"));
    window.click("input[name=accounts][value=find]");
    window.fill("input[name=find]", "lund");
    window.click("form.query button.primary");
    window.wait_until("the query's result", |window| window.address().contains("find=lund"));
    let address = window.address();
    // The search looks in names and codes, not in cities.
    assert_eq!(window.count("tr[data-row]"), 0);
    window.fill("input[name=find]", "ÅNGSTRÖM");
    window.click("form.query button.primary");
    window.wait_until("one report", |window| window.count("tr[data-row]") == 1);
    window.click("tr[data-row] a[data-open]");
    window.wait_for(".report-title");
    assert!(window.text("h1").contains("Ångström IT AB"));
    window.back();
    window.back();
    assert_eq!(window.address(), address);
}

#[test]
fn without_script_the_report_stands_beside_its_list_and_alone_where_it_is_narrow() {
    let stage = Stage::of(|| ConsoleFixture::with_partners(3));
    let window = stage.window_without_script();
    window.look(Look { width: 1280, height: 800, dark: false });
    stage.let_in(&window, "d1billing@x.example");
    window.go(&stage.at("/usage-reports?cycle=2026-10&status=under-review"));
    let rows = window.count("tr[data-row]");
    window.click("tr[data-row] a[data-open]");
    window.wait_for(".lane-report h1");
    assert!(window.text(".lane-list").contains("Nachbar 2"));
    window.click(".decision-bar [data-key=a]");
    window.wait_for(".notice");
    assert_eq!(window.count("tr[data-row]"), rows - 1);
    assert_eq!(window.count(".lane-report h1"), 1, "the next report is open");
    window.look(Look { width: 390, height: 844, dark: false });
    assert_eq!(window.text(".lane-list"), "", "the list is not shown");
    window.click(".decision-bar [data-key=Escape]");
    window.wait_until("the list", |window| window.count(".lane-report") == 0);
    assert!(window.address().contains("#r-"), "{}", window.address());
    assert!(window.text(".lane-list").contains("Nachbar"));
}

#[test]
fn what_is_typed_while_all_is_chosen_is_looked_for_and_all_leaves_it_out_again() {
    let stage = Stage::new();
    let window = stage.window_without_script();
    stage.let_in(&window, "d1@x.example");
    window.go(&stage.at("/usage-reports?cycle=2026-10"));
    let all = window.count("tr[data-row]");
    assert!(all > 1);
    window.fill("input[name=find]", "angstrom");
    window.click("form.query button.primary");
    window.wait_until("one report", |window| window.count("tr[data-row]") == 1);
    window.click("input[name=accounts][value=all]");
    window.click("form.query button.primary");
    window.wait_until("all reports", |window| window.count("tr[data-row]") == all);
}

#[test]
fn language_and_theme_are_chosen_without_script() {
    let stage = Stage::new();
    let window = stage.window_without_script();
    stage.let_in(&window, "d1@x.example");
    window.go(&stage.at("/usage-reports?cycle=2026-10"));
    window.click(".me details.menu:last-of-type > summary");
    window.click("input[name=language][value=de]");
    window.click("input[name=theme][value=dark]");
    window.click("form[action='/preferences'] button");
    window.wait_for("html[lang=de][data-theme=dark]");
    assert!(window.address().ends_with("/usage-reports?cycle=2026-10"));
}
