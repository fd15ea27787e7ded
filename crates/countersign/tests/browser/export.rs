//! A distributor downloads the result of a query and reads it.

use crate::fixture::Stage;

#[test]
fn the_export_of_a_query_is_downloaded_and_read() {
    let stage = Stage::new();
    let window = stage.window();
    stage.let_in(&window, "d1@x.example");
    window.go(&stage.at("/usage-reports?cycle=2026-10"));
    assert_eq!(window.count("tr[data-row]"), 2);
    window.press("e");
    let file = window.downloaded();
    assert_eq!(file.extension().unwrap(), "csv");
    let text = std::fs::read_to_string(file).unwrap();
    let rows: Vec<&str> = text.lines().collect();
    // A heading, and a row for each line of the two reports.
    assert_eq!(rows.len(), 3, "{text}");
    let heading: Vec<&str> = rows[0].trim_start_matches('\u{feff}').split(',').collect();
    let column = |name: &str| heading.iter().position(|it| *it == name).unwrap();
    let lund = rows.iter().find(|row| row.contains("Ångström IT AB")).unwrap();
    let cells: Vec<&str> = lund.split(',').collect();
    assert_eq!(cells[column("provisioned")], "1000");
    assert_eq!(cells[column("used")], "780");
    assert!(!text.contains("Fjordnett"), "another distributor's partner: {text}");
}
