//! `cargo xtask image`: the program as an image for containers, made without a daemon or a
//! registry.
//!
//! The image consists of the program and of what it needs of Debian: the C library, the
//! certificates of authorities, and nothing to log in with. The same program and the same packages
//! give the same bytes.

pub mod check;
mod debian_packages;
mod oci_archive;
mod root_files;

use std::fs;
use std::path::{Path, PathBuf};

use crate::build_facts::BuildFacts;
use crate::cargo::Failure;
use crate::release_binary::Binary;

/// The packages of Debian in the image. The program is linked to the libraries of the first two,
/// and the last one says to scanners which Debian this is.
const PACKAGES: [&str; 4] = ["libc6", "libgcc-s1", "ca-certificates", "base-files"];

/// Writes the image and says where it is.
///
/// # Errors
/// When the program was not built, Debian's packages were not fetched, or the file was not written.
pub fn run(binary: &Binary) -> Result<(), Failure> {
    let facts = BuildFacts::here()?;
    let image = Image::of(binary.stripped()?, &facts)?;
    println!("{}", image.write(&facts, &facts.dist())?.display());
    Ok(())
}

/// An image that was made.
pub(crate) struct Image {
    /// The bytes of the archive.
    pub(crate) archive: Vec<u8>,
    /// The packages of Debian in it, with their versions.
    pub(crate) contents: String,
}

impl Image {
    /// Makes the image of `program`.
    ///
    /// # Errors
    /// Fails if Debian's packages cannot be fetched.
    pub(crate) fn of(program: Vec<u8>, facts: &BuildFacts) -> Result<Self, Failure> {
        let packages = packages()?;
        let each = packages.iter().map(|package| format!("{} {}", package.name, package.version));
        let contents = each.collect::<Vec<_>>().join(", ");
        let files = root_files::root_files(program, &packages)?;
        let archive = oci_archive::oci_archive(&files, &contents, facts);
        let archive = archive.map_err(|e| format!("the image was not made: {e}"))?;
        Ok(Self { archive, contents })
    }

    /// Writes the archive into `folder` and answers with its file.
    ///
    /// # Errors
    /// Fails if the file cannot be written.
    pub(crate) fn write(&self, facts: &BuildFacts, folder: &Path) -> Result<PathBuf, Failure> {
        let path = folder.join(format!("{}.oci.tar", facts.file_stem()));
        let at = |e: std::io::Error| format!("{}: {e}", path.display());
        fs::create_dir_all(folder).map_err(at)?;
        fs::write(&path, &self.archive).map_err(at)?;
        Ok(path)
    }
}

/// The packages, and those that have the licences of the others.
fn packages() -> Result<Vec<debian_packages::Package>, Failure> {
    let mut packages = debian_packages::fetch(&PACKAGES)?;
    let documents = packages.iter().filter_map(|package| {
        package.files.link(&format!("usr/share/doc/{}", package.name)).map(str::to_owned)
    });
    let documents: Vec<String> = documents.collect();
    let names: Vec<&str> = documents.iter().map(String::as_str).collect();
    packages.extend(debian_packages::fetch(&names)?);
    Ok(packages)
}
