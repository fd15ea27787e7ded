//! Checks the image: it has the same bytes twice and a bounded size, and its program runs as the
//! image's user below a read-only root.

mod container;

use std::fs;
use std::io::{self, Read};
use std::os::unix::fs::MetadataExt;

use flate2::read::GzDecoder;
use serde_json::Value;

use crate::build_facts::BuildFacts;
use crate::cargo::Failure;
use crate::release_binary::Binary;
use crate::setup;

use super::Image;
use super::oci_archive::{blob_path, digest, read_file};
use super::root_files::USER;
use container::Container;

/// The most bytes that the image has, compressed and unpacked.
const SIZE_MAX: usize = 60_000_000;

/// Makes the image twice and tries it.
///
/// # Errors
/// Fails if anything of it does not hold.
pub fn run(binary: &Binary) -> Result<(), Failure> {
    let facts = BuildFacts::here()?;
    let program = binary.stripped()?;
    let archive = Image::of(program.clone(), &facts)?.archive;
    if archive != Image::of(program, &facts)?.archive {
        return Err("the image has other bytes when it is made a second time".to_owned().into());
    }
    let [manifest, configuration] = lists(&archive)?;
    let layer = layer(&archive, &manifest)?;
    for (what, size) in [("compressed", archive.len()), ("unpacked", layer.len())] {
        eprintln!("the image has {} MB {what}", size.div_ceil(1_000_000));
        if size > SIZE_MAX {
            return Err(format!("the image has {size} bytes {what}, at most {SIZE_MAX}").into());
        }
    }
    if !setup::is_root() {
        eprintln!("The program in the image was not tried: entering an image needs root.");
        return Ok(());
    }
    let container = Container::unpack(&layer, &configuration["config"])?;
    runs_in_its_place(&container, &facts.version)
}

/// The program is of this version, makes a database in its volume, and cannot make one elsewhere.
fn runs_in_its_place(container: &Container, version: &str) -> Result<(), Failure> {
    let said = container.run(&["--version"])?;
    if said != format!("countersign {version}\n") {
        return Err(format!("the program in the image is not version {version}: {said}").into());
    }
    container.run(&["init"])?;
    container.run(&["verify"])?;
    let file = container.data().join("countersign.db");
    let made = fs::metadata(&file).map_err(|e| format!("{}: {e}", file.display()))?;
    if (made.uid(), made.gid()) != (USER, USER) {
        return Err(format!("the database belongs to {}, not to {USER}", made.uid()).into());
    }
    match container.run(&["init", "--database", "sqlite:/countersign.db"]) {
        Err(refusal) if refusal.message.contains("is read-only") => Ok(()),
        Err(other) => Err(other),
        Ok(_) => Err("the program wrote to the root of its image".to_owned().into()),
    }
}

/// The manifest of an image, and its configuration.
fn lists(archive: &[u8]) -> Result<[Value; 2], Failure> {
    let index = list(archive, "index.json")?;
    let manifest = list(archive, &blob_path(&index["manifests"][0]))?;
    let configuration = list(archive, &blob_path(&manifest["config"]))?;
    Ok([manifest, configuration])
}

/// The layer of an image, decompressed. Its hash is the one that the manifest names.
fn layer(archive: &[u8], manifest: &Value) -> Result<Vec<u8>, Failure> {
    let descriptor = &manifest["layers"][0];
    let blob = read_file(archive, &blob_path(descriptor)).map_err(|e| failed(&e))?;
    if descriptor["digest"] != digest(&blob) {
        return Err(format!("the layer is not the one that the manifest names: {manifest}").into());
    }
    let mut layer = Vec::new();
    GzDecoder::new(blob.as_slice()).read_to_end(&mut layer).map_err(|e| failed(&e))?;
    Ok(layer)
}

fn list(archive: &[u8], path: &str) -> Result<Value, Failure> {
    let bytes = read_file(archive, path).map_err(|e| failed(&e))?;
    serde_json::from_slice(&bytes).map_err(|e| format!("{path} of the image: {e}").into())
}

fn failed(error: &io::Error) -> Failure {
    format!("the image: {error}").into()
}
