//! `cargo xtask release`: everything that is published of a version, in one folder.
//!
//! All packages contain the same binary, which is built once. The folder ends with the checksums
//! of its files and, if a key is given, with the signature of the checksums.

pub mod check;
mod notes;
mod program_archive;
mod sbom;
mod signature;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;

use crate::build_facts::BuildFacts;
use crate::cargo::{self, Failure};
use crate::checksum::sha256;
use crate::deb;
use crate::deb::Compression;
use crate::image::Image;
use crate::release_binary::{self, Binary, PROGRAM};

/// The list of checksums.
const CHECKSUMS: &str = "SHA256SUMS";

/// What to publish.
#[derive(Args, Clone, Debug)]
pub struct ReleaseOptions {
    #[command(flatten)]
    binary: Binary,
    /// Sign the checksums with this SSH key; that of an agent is given by its public key
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
}

/// Writes all files of the version and says where they are.
///
/// # Errors
/// Fails if files differ from the commit, or one of the packages was not made.
pub fn run(options: &ReleaseOptions) -> Result<(), Failure> {
    let facts = BuildFacts::here()?;
    if facts.commit.ends_with("-dirty") {
        return Err("Files differ from the commit. Commit them, or discard them."
            .to_owned()
            .into());
    }
    let folder = facts.dist().join(&facts.version);
    let at = |e: std::io::Error| format!("{}: {e}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(at)?;
    }
    fs::create_dir_all(&folder).map_err(at)?;
    let program = options.binary.stripped()?;
    program_archive::write(&program, &facts, &folder)?;
    write_verify_page(&program, &facts, &folder)?;
    deb::write(&program, &facts, 1, Compression::Best, &folder)?;
    let image = Image::of(program, &facts)?;
    image.write(&facts, &folder)?;
    sbom::write(&facts, &folder)?;
    notes::write(&facts, &image.contents, &files(&folder)?, &folder)?;
    let checksums = folder.join(CHECKSUMS);
    fs::write(&checksums, list(&files(&folder)?)).map_err(at)?;
    match &options.key {
        Some(key) => signature::sign(&checksums, key)?,
        None => eprintln!("The checksums are not signed: give a key with --key."),
    }
    println!("{}", folder.display());
    Ok(())
}

/// Has the program write the page that checks evidence packs, so that people can take it from here.
fn write_verify_page(program: &[u8], facts: &BuildFacts, folder: &Path) -> Result<(), Failure> {
    let temporary = cargo::temporary_folder()?;
    let runnable = temporary.path().join(PROGRAM);
    release_binary::write(&runnable, program)?;
    let page = folder.join(format!("verify-{}.html", facts.version));
    cargo::run(Command::new(runnable).args(["evidence", "--page", "-o"]).arg(page))
}

/// A file that is published.
struct Published {
    name: String,
    size: usize,
    sha256: String,
}

/// The files in a folder, by name.
fn files(folder: &Path) -> Result<Vec<Published>, Failure> {
    let at = |e: std::io::Error| format!("{}: {e}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(at)? {
        let entry = entry.map_err(at)?;
        let content = read(&entry.path())?;
        let name = entry.file_name().to_string_lossy().into_owned();
        files.push(Published { name, size: content.len(), sha256: sha256(&content) });
    }
    files.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(files)
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|e| format!("{}: {e}", path.display()).into())
}

/// The checksums in the form that `sha256sum --check` reads.
fn list(files: &[Published]) -> String {
    files.iter().map(|file| format!("{}  {}\n", file.sha256, file.name)).collect()
}

#[cfg(test)]
mod tests {
    use super::{files, list};

    #[test]
    fn checksums_have_the_form_of_sha256sum_in_the_order_of_names() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("b.deb"), "").unwrap();
        std::fs::write(folder.path().join("a.tar.gz"), "abc").unwrap();
        let files = files(folder.path()).unwrap();
        assert_eq!(files.iter().map(|file| file.size).collect::<Vec<_>>(), [3, 0]);
        let hashes = [
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        ];
        let expected = format!("{}  a.tar.gz\n{}  b.deb\n", hashes[0], hashes[1]);
        assert_eq!(list(&files), expected);
    }
}
