//! The files of the image: the program, what it needs of Debian, and the user that it runs as.

use crate::cargo::Failure;
use crate::file_tree::{FileTree, Owner, ROOT};

use super::debian_packages::{MERGED, Package};

/// The user and the group that the program runs as: a number that no distribution gives away.
pub(super) const USER: Owner = 65532;

/// Where the program keeps its data, and where it starts. The only place it writes to, besides
/// `/tmp`.
pub(super) const DATA: &str = "var/lib/countersign";

/// The program.
pub(super) const PROGRAM: &str = "usr/bin/countersign";

/// Where programs look for the certificates of authorities.
const CERTIFICATES: &str = "etc/ssl/certs/ca-certificates.crt";

/// Everything in the image, made of the program and Debian's packages.
///
/// # Errors
/// Fails if the packages have no certificates or no licence.
pub(super) fn root_files(program: Vec<u8>, packages: &[Package]) -> Result<FileTree, Failure> {
    let mut tree = FileTree::default();
    for package in packages {
        add_package(&mut tree, package)?;
    }
    for name in MERGED {
        let inside = format!("usr/{name}/");
        if tree.paths().any(|path| path.starts_with(&inside)) {
            tree.add_link(name, inside.trim_end_matches('/'));
        }
    }
    tree.add_file(CERTIFICATES, certificates(packages)?, 0o644);
    tree.add_link("etc/os-release", "../usr/lib/os-release");
    tree.add_file("etc/nsswitch.conf", b"passwd: files\nhosts: files dns\n".to_vec(), 0o644);
    let users = format!(
        "root:x:0:0:root:/root:/sbin/nologin\n\
         countersign:x:{USER}:{USER}:Countersign:/{DATA}:/sbin/nologin\n"
    );
    tree.add_file("etc/passwd", users.into_bytes(), 0o644);
    let groups = format!("root:x:0:\ncountersign:x:{USER}:\n");
    tree.add_file("etc/group", groups.into_bytes(), 0o644);
    tree.add_folder("tmp", 0o1777, ROOT);
    tree.add_folder(DATA, 0o750, USER);
    tree.add_file(PROGRAM, program, 0o755);
    Ok(tree)
}

/// Adds the libraries of a package, its licence, and its description, by which scanners find out
/// about its vulnerabilities.
fn add_package(tree: &mut FileTree, package: &Package) -> Result<(), Failure> {
    let name = &package.name;
    tree.add_file(&format!("var/lib/dpkg/status.d/{name}"), package.control.clone(), 0o644);
    let documents = format!("usr/share/doc/{name}");
    let files = &package.files;
    let copyright = format!("{documents}/copyright");
    if files.file(&copyright).is_none() && files.link(&documents).is_none() {
        return Err(format!("the package {name} has no {copyright}").into());
    }
    tree.add_from(files, |path| is_library(path) || path == copyright || path == documents);
    Ok(())
}

/// Whether a file is a library that the program needs. It converts no character sets.
fn is_library(path: &str) -> bool {
    let is_below = |folder| path.starts_with(folder);
    (is_below("usr/lib/") || is_below("usr/lib64/")) && !path.contains("/gconv")
}

/// All certificates, one after the other, as `update-ca-certificates` would write them.
fn certificates(packages: &[Package]) -> Result<Vec<u8>, Failure> {
    let mut bundle = Vec::new();
    for Package { files, .. } in packages {
        let is_certificate =
            |path: &&str| path.starts_with("usr/share/ca-certificates/") && path.ends_with(".crt");
        for content in files.paths().filter(is_certificate).filter_map(|path| files.file(path)) {
            bundle.extend_from_slice(content.trim_ascii_end());
            bundle.push(b'\n');
        }
    }
    if bundle.is_empty() {
        return Err("the package ca-certificates has no certificates".to_owned().into());
    }
    Ok(bundle)
}

#[cfg(test)]
mod tests {
    use super::{CERTIFICATES, root_files};
    use crate::file_tree::FileTree;
    use crate::image::debian_packages::Package;

    fn package(name: &str, files: &[(&str, &str)]) -> Package {
        let mut tree = FileTree::default();
        tree.add_file(&format!("usr/share/doc/{name}/copyright"), b"free".to_vec(), 0o644);
        for (path, content) in files {
            tree.add_file(path, content.as_bytes().to_vec(), 0o644);
        }
        let control = format!("Package: {name}\n").into_bytes();
        Package { name: name.to_owned(), version: "1".to_owned(), control, files: tree }
    }

    fn authorities() -> Package {
        let mozilla = |name| format!("usr/share/ca-certificates/mozilla/{name}.crt");
        let (one, other) = (mozilla("One"), mozilla("Other"));
        package("ca-certificates", &[(&other, "SECOND\n\n"), (&one, "FIRST")])
    }

    #[test]
    fn certificates_become_one_file_in_the_order_of_their_names() {
        let tree = root_files(Vec::new(), &[authorities()]).unwrap();
        assert_eq!(tree.file(CERTIFICATES), Some(&b"FIRST\nSECOND\n"[..]));
        assert!(tree.paths().all(|path| !path.ends_with("One.crt")));
    }

    #[test]
    fn the_image_takes_libraries_and_licences_and_leaves_the_rest() {
        let libraries = package(
            "libc6",
            &[
                ("usr/lib/x86_64-linux-gnu/libc.so.6", "c"),
                ("usr/lib/x86_64-linux-gnu/gconv/BIG5.so", "big"),
                ("usr/share/doc/libc6/NEWS.gz", "news"),
                ("usr/lib64/ld-linux-x86-64.so.2", "loader"),
            ],
        );
        let tree = root_files(b"program".to_vec(), &[libraries, authorities()]).unwrap();
        assert_eq!(tree.file("usr/lib/x86_64-linux-gnu/libc.so.6"), Some(&b"c"[..]));
        assert_eq!(tree.link("lib64"), Some("usr/lib64"));
        assert_eq!(tree.file("usr/share/doc/libc6/copyright"), Some(&b"free"[..]));
        assert_eq!(tree.file("var/lib/dpkg/status.d/libc6"), Some(&b"Package: libc6\n"[..]));
        assert_eq!(tree.file("usr/bin/countersign"), Some(&b"program"[..]));
        let left = ["gconv", "NEWS"].map(|word| tree.paths().any(|path| path.contains(word)));
        assert_eq!(left, [false, false]);
    }

    #[test]
    fn a_package_without_its_licence_is_not_shipped() {
        let mut package = authorities();
        let mut files = FileTree::default();
        files.add_from(&package.files, |path| !path.contains("doc"));
        package.files = files;
        let failure = root_files(Vec::new(), &[package]).unwrap_err();
        assert!(failure.message.contains("ca-certificates has no usr/share/doc"), "{failure}");
    }
}
