//! Debian's packages, from the archive that this machine is set up for.
//!
//! `apt-get` fetches them and checks what it fetched against the archive's signature; `dpkg-deb`
//! unpacks them. Nothing is installed.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use tar::{Archive, EntryType};

use crate::cargo::{self, Failure};
use crate::file_tree::FileTree;

/// Folders that Debian has below `usr` and reaches by links, but that packages may still name.
pub(super) const MERGED: [&str; 2] = ["lib", "lib64"];

/// A package of Debian.
#[derive(Clone, Debug)]
pub(super) struct Package {
    /// Its name, such as `libc6`.
    pub(super) name: String,
    /// Its version.
    pub(super) version: String,
    /// What it says of itself, in the form of `dpkg`.
    pub(super) control: Vec<u8>,
    /// Its files, by their places below `usr`.
    pub(super) files: FileTree,
}

/// Fetches the packages of these names, in this order.
///
/// # Errors
/// Fails if this is no Debian, or its archive is not reached or lacks one.
pub(super) fn fetch(names: &[&str]) -> Result<Vec<Package>, Failure> {
    names.iter().map(|name| fetch_one(name)).collect()
}

fn fetch_one(name: &str) -> Result<Package, Failure> {
    let folder = cargo::temporary_folder()?;
    let mut download = Command::new("apt-get");
    download.args(["download", "--quiet", name]).current_dir(folder.path());
    cargo::output(&mut download).map_err(|failure| {
        format!(
            "{failure}\nThe image contains Debian's package {name}, which was not fetched: build \
             it on Debian, run `apt-get update` and try again."
        )
    })?;
    let file = only_file(folder.path())?;
    let field = |field: &[&str]| {
        cargo::output(Command::new("dpkg-deb").arg("--field").arg(&file).args(field))
    };
    let version = String::from_utf8_lossy(&field(&["Version"])?).trim().to_owned();
    let tar = cargo::output(Command::new("dpkg-deb").arg("--fsys-tarfile").arg(&file))?;
    let files = files(&tar).map_err(|e| format!("{}: {e}", file.display()))?;
    Ok(Package { name: name.to_owned(), version, control: field(&[])?, files })
}

/// The one file in a folder.
fn only_file(folder: &Path) -> Result<PathBuf, Failure> {
    let mut entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let first = entries.next().and_then(Result::ok).map(|entry| entry.path());
    first.ok_or_else(|| "apt-get said that it fetched a package, and did not".to_owned().into())
}

/// The files and links of a package. Folders follow from them.
fn files(tar: &[u8]) -> std::io::Result<FileTree> {
    let mut tree = FileTree::default();
    for entry in Archive::new(tar).entries()? {
        let mut entry = entry?;
        let path = merged(&entry.path()?.to_string_lossy());
        match entry.header().entry_type() {
            EntryType::Directory => {}
            EntryType::Symlink => {
                let target = entry.link_name()?.unwrap_or_default();
                tree.add_link(&path, &target.to_string_lossy());
            }
            EntryType::Regular => {
                let may_run = entry.header().mode()? & 0o111 != 0;
                let mut content = Vec::new();
                entry.read_to_end(&mut content)?;
                tree.add_file(&path, content, if may_run { 0o755 } else { 0o644 });
            }
            other => {
                let message = format!("{path} is neither a file nor a symbolic link: {other:?}");
                return Err(std::io::Error::other(message));
            }
        }
    }
    Ok(tree)
}

/// A path of a package without its beginning, and below `usr` where Debian has merged folders.
fn merged(path: &str) -> String {
    let path = path.trim_start_matches("./").trim_start_matches('/');
    let top = path.split('/').next().unwrap_or(path);
    if MERGED.contains(&top) { format!("usr/{path}") } else { path.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{files, merged};
    use crate::file_tree::FileTree;

    #[test]
    fn libraries_are_below_usr_whatever_the_package_says() {
        assert_eq!(
            merged("./lib/x86_64-linux-gnu/libc.so.6"),
            "usr/lib/x86_64-linux-gnu/libc.so.6"
        );
        assert_eq!(merged("./lib64/ld-linux-x86-64.so.2"), "usr/lib64/ld-linux-x86-64.so.2");
        assert_eq!(merged("usr/lib/os-release"), "usr/lib/os-release");
        assert_eq!(merged("./library/a"), "library/a");
    }

    #[test]
    fn a_package_is_read_without_its_owners_and_special_permissions() {
        let mut package = FileTree::default();
        package.add_file("lib/a.so", vec![1], 0o4755);
        package.add_file("usr/share/doc/a/copyright", vec![2], 0o600);
        package.add_link("lib/b.so", "a.so");
        let mut expected = FileTree::default();
        expected.add_file("usr/lib/a.so", vec![1], 0o755);
        expected.add_file("usr/share/doc/a/copyright", vec![2], 0o644);
        expected.add_link("usr/lib/b.so", "a.so");
        assert_eq!(files(&package.to_tar(0).unwrap()).unwrap(), expected);
    }
}
