//! The page "where is what" names existing files.

use std::path::Path;

#[test]
fn every_file_that_the_page_of_features_names_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let page = std::fs::read_to_string(root.join("docs/where-is-what.md")).unwrap();
    let quoted = page.split('`').skip(1).step_by(2);
    let named: Vec<&str> = quoted.filter(|it| it.starts_with("crates/")).collect();
    assert!(named.len() > 100, "the page names {} files", named.len());
    for file in named {
        assert!(root.join(file).exists(), "docs/where-is-what.md: there is no {file}");
    }
}
