//! `cargo xtask docs`: the documentation that the program generates about itself.
//!
//! `docs/reference` contains the output of `countersign generate DIR` and nothing else. It is
//! checked in so that it can be read without building anything, and the check fails when it is
//! outdated.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::cargo::{self, Failure, cargo, root};

/// The folder of the generated documentation.
const REFERENCE: &str = "docs/reference";

const PROGRAM: &str = "countersign";
/// The smallest of the test binaries that use the program.
const OF_ITS_TESTS: &str = "interrupted";

/// File contents by path from the top of a tree.
type Tree = BTreeMap<PathBuf, Vec<u8>>;

/// Writes the reference again. With `check`, only compares it with the files that are checked in.
pub fn run(check: bool) -> Result<(), Failure> {
    let generated = cargo::temporary_folder()?;
    cargo::run(Command::new(program()?).arg("generate").arg(generated.path()))?;
    let fresh = read(generated.path())?;
    if fresh.is_empty() {
        return Err(format!("`{PROGRAM} generate` wrote no documentation").into());
    }
    let kept = root().join(REFERENCE);
    let differences = differences(&fresh, &read(&kept)?);
    if differences.is_empty() {
        return Ok(());
    }
    if check {
        let listed = differences.join("\n");
        return Err(format!("{listed}\nwrite it again with `cargo xtask docs`").into());
    }
    replace(&kept, &fresh).map_err(|e| format!("{}: {e}", kept.display()))?;
    Ok(())
}

/// Builds the program as its tests use it and returns its path.
///
/// The tests enable more features of some dependencies. Without the tests, cargo would choose
/// fewer, and rebuild everything that depends on them.
fn program() -> Result<PathBuf, Failure> {
    let mut build = cargo();
    build.args(["test", "--quiet", "--workspace", "--no-run", "--test", OF_ITS_TESTS]);
    cargo::built(build.stderr(Stdio::inherit()), PROGRAM)
}

/// One line per file that differs between the trees.
fn differences(fresh: &Tree, kept: &Tree) -> Vec<String> {
    let at = |path: &PathBuf| format!("{REFERENCE}/{}", path.display());
    let generated = fresh.iter().filter_map(|(path, content)| match kept.get(path) {
        None => Some(format!("{}: missing", at(path))),
        Some(old) if old != content => Some(format!("{}: stale", at(path))),
        Some(_) => None,
    });
    let left = kept.keys().filter(|path| !fresh.contains_key(*path));
    generated.chain(left.map(|path| format!("{}: no longer generated", at(path)))).collect()
}

/// All files under `top`, or none if the directory does not exist.
fn read(top: &Path) -> Result<Tree, Failure> {
    let mut tree = Tree::new();
    let mut pending = vec![top.to_path_buf()];
    while let Some(directory) = pending.pop() {
        let at = |e: io::Error| format!("{}: {e}", directory.display());
        let entries = match fs::read_dir(&directory) {
            Err(e) if e.kind() == io::ErrorKind::NotFound && directory == top => break,
            entries => entries.map_err(at)?,
        };
        for entry in entries {
            let path = entry.map_err(at)?.path();
            match path.strip_prefix(top) {
                Ok(name) if !path.is_dir() => {
                    tree.insert(name.to_path_buf(), fs::read(&path).map_err(at)?);
                }
                _ => pending.push(path),
            }
        }
    }
    Ok(tree)
}

fn replace(top: &Path, tree: &Tree) -> io::Result<()> {
    if top.exists() {
        fs::remove_dir_all(top)?;
    }
    for (name, content) in tree {
        let path = top.join(name);
        fs::create_dir_all(path.parent().unwrap_or(top))?;
        fs::write(path, content)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Tree, differences, read, replace};

    fn tree(files: &[(&str, &str)]) -> Tree {
        files.iter().map(|(path, text)| (path.into(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn a_missing_a_stale_and_a_left_over_file_are_named() {
        let fresh = tree(&[("a.md", "1"), ("b.md", "2"), ("man/c.1", "3")]);
        let kept = tree(&[("a.md", "1"), ("b.md", "old"), ("d.md", "4")]);
        let expected = [
            "docs/reference/b.md: stale",
            "docs/reference/man/c.1: missing",
            "docs/reference/d.md: no longer generated",
        ];
        assert_eq!(differences(&fresh, &kept), expected);
    }

    #[test]
    fn a_tree_written_reads_back_without_what_was_there() {
        let directory = tempfile::tempdir().unwrap();
        let top = directory.path().join("reference");
        assert_eq!(read(&top).unwrap(), Tree::new());
        replace(&top, &tree(&[("old/a.md", "1")])).unwrap();
        let fresh = tree(&[("b.md", "2"), ("man/c.1", "3")]);
        replace(&top, &fresh).unwrap();
        assert_eq!(read(&top).unwrap(), fresh);
    }
}
