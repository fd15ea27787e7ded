//! The build notes: commit, compiler, dependencies and system of a release.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::build_facts::BuildFacts;
use crate::cargo::{self, Failure, root};
use crate::checksum::sha256;

use super::Published;

/// Writes the notes into `folder` and answers with their file. `contents` are the packages of
/// Debian in the image.
///
/// # Errors
/// Fails if the compiler does not say its version, or a file cannot be read or written.
pub(super) fn write(
    facts: &BuildFacts,
    contents: &str,
    files: &[Published],
    folder: &Path,
) -> Result<PathBuf, Failure> {
    let compiler = cargo::output(Command::new("rustc").arg("--version").current_dir(root()))?;
    let lock = root().join("Cargo.lock");
    let lock = fs::read(&lock).map_err(|e| format!("{}: {e}", lock.display()))?;
    let compiler = String::from_utf8_lossy(&compiler);
    let text =
        notes(facts, &[("Compiler", compiler.trim()), ("In the image", contents)], &lock, files);
    let path = folder.join(format!("{}.build.md", facts.file_stem()));
    fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(path)
}

fn notes(facts: &BuildFacts, tools: &[(&str, &str)], lock: &[u8], files: &[Published]) -> String {
    let BuildFacts { version, architecture, commit, .. } = facts;
    let mut text = format!(
        "# Countersign {version} for {architecture}\n\n- Commit: {commit}\n- Time of all files: \
         {}\n- SHA-256 of Cargo.lock: {}\n",
        facts.timestamp(),
        sha256(lock)
    );
    // Writing to memory cannot fail.
    for (what, value) in tools {
        writeln!(text, "- {what}: {value}").unwrap_or_default();
    }
    text.push_str("\n| file | bytes |\n|---|---|\n");
    for Published { name, size, .. } in files {
        writeln!(text, "| {name} | {size} |").unwrap_or_default();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{BuildFacts, Published, notes};

    #[test]
    fn the_notes_name_commit_compiler_lock_and_sizes() {
        let facts = BuildFacts {
            version: "1.2.3".to_owned(),
            architecture: "arm64".to_owned(),
            commit: "abc".to_owned(),
            time: 0,
        };
        let file = Published { name: "a.deb".to_owned(), size: 7, sha256: String::new() };
        let text = notes(&facts, &[("Compiler", "rustc 1")], b"", &[file]);
        let expected = "# Countersign 1.2.3 for arm64\n\n- Commit: abc\n- Time of all files: \
                        1970-01-01T00:00:00Z\n- SHA-256 of Cargo.lock: \
                        e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n- \
                        Compiler: rustc 1\n\n| file | bytes |\n|---|---|\n| a.deb | 7 |\n";
        assert_eq!(text, expected);
    }
}
