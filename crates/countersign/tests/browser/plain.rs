//! Without scripts, the same pages do the same.

use crate::fixture::Stage;

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
    window.click("details.menu:last-of-type > summary");
    window.click("input[name=language][value=de]");
    window.click("input[name=theme][value=dark]");
    window.click("form[action='/preferences'] button");
    window.wait_for("html[lang=de][data-theme=dark]");
    assert!(window.address().ends_with("/usage-reports?cycle=2026-10"));
}
