//! The program as an archive, for systems without Debian's packages.

use std::fs;
use std::path::{Path, PathBuf};

use crate::build_facts::BuildFacts;
use crate::cargo::{Failure, root};
use crate::deb;
use crate::file_tree::{FileTree, gzip};

use super::read;

/// Files of the repository, each with its place in the archive.
const FILES: [(&str, &str); 6] = [
    ("LICENSE", "LICENSE"),
    ("crates/print/fonts/OFL.txt", "LICENSE-fonts"),
    ("CHANGELOG.md", "CHANGELOG.md"),
    ("packaging/deb/countersign.toml", "countersign.toml"),
    ("packaging/systemd/countersign.service", "systemd/countersign.service"),
    ("packaging/systemd/countersign.socket", "systemd/countersign.socket"),
];

/// The man pages.
const MAN: &str = "docs/reference/man";

/// Writes the archive into `folder` and answers with its file.
///
/// # Errors
/// Fails if a file is missing or the archive cannot be written.
pub(super) fn write(program: &[u8], facts: &BuildFacts, folder: &Path) -> Result<PathBuf, Failure> {
    let path = folder.join(format!("{}.tar.gz", facts.file_stem()));
    let tree = tree(program, &facts.file_stem())?;
    let archive = tree.to_tar(facts.time).and_then(|tar| gzip(&tar));
    let written = archive.and_then(|archive| fs::write(&path, archive));
    written.map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(path)
}

/// The files of the archive, below one folder.
fn tree(program: &[u8], top: &str) -> Result<FileTree, Failure> {
    let mut tree = FileTree::default();
    tree.add_file(&format!("{top}/countersign"), program.to_vec(), 0o755);
    for (from, to) in FILES {
        tree.add_file(&format!("{top}/{to}"), read(&root().join(from))?, 0o644);
    }
    for (name, text) in deb::completions(program)? {
        tree.add_file(&format!("{top}/completions/{name}"), text, 0o644);
    }
    let man = root().join(MAN);
    let pages = fs::read_dir(&man).map_err(|e| format!("{}: {e}", man.display()))?;
    for page in pages.filter_map(Result::ok) {
        let name = page.file_name();
        let place = format!("{top}/man/{}", name.to_string_lossy());
        tree.add_file(&place, read(&page.path())?, 0o644);
    }
    Ok(tree)
}
