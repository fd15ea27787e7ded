//! The OCI image archive: one layer, its configuration, and the lists that name them.
//!
//! The form is that of the OCI image layout 1.0 in a tar archive. `manifest.json` beside it is the
//! list that `docker load` reads.

use std::io::{self, Read};

use serde_json::{Value, json};
use tar::Archive;

use crate::build_facts::BuildFacts;
use crate::checksum::sha256;
use crate::file_tree::{FileTree, gzip};

use super::root_files::{DATA, PROGRAM, USER};

/// The port that the server listens on inside the container.
const PORT: u16 = 8080;

/// The media types that OCI gives the parts of an image.
const LAYER: &str = "application/vnd.oci.image.layer.v1.tar+gzip";
const CONFIGURATION: &str = "application/vnd.oci.image.config.v1+json";
const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const INDEX: &str = "application/vnd.oci.image.index.v1+json";

/// The archive of an image that consists of `files`. `contents` names the packages of Debian in it.
///
/// # Errors
/// Fails if a path does not fit into the format.
pub(super) fn oci_archive(
    files: &FileTree,
    contents: &str,
    facts: &BuildFacts,
) -> io::Result<Vec<u8>> {
    let mut archive = FileTree::default();
    let layer_tar = files.to_tar(facts.time)?;
    let layer = add_blob(&mut archive, LAYER, gzip(&layer_tar)?);
    let configuration = configuration(facts, contents, &digest(&layer_tar));
    let configuration = add_blob(&mut archive, CONFIGURATION, bytes(&configuration));
    let manifest = json!({
        "schemaVersion": 2,
        "mediaType": MANIFEST,
        "config": configuration,
        "layers": [layer],
    });
    let mut manifest = add_blob(&mut archive, MANIFEST, bytes(&manifest));
    let name = format!("localhost/countersign:{}", facts.version);
    manifest["annotations"] = json!({
        "io.containerd.image.name": name,
        "org.opencontainers.image.ref.name": facts.version,
    });
    manifest["platform"] = json!({ "architecture": facts.architecture, "os": "linux" });
    let index = json!({ "schemaVersion": 2, "mediaType": INDEX, "manifests": [manifest] });
    let for_docker = json!([{
        "Config": blob_path(&configuration),
        "RepoTags": [name],
        "Layers": [blob_path(&layer)],
    }]);
    let layout = json!({ "imageLayoutVersion": "1.0.0" });
    for (path, list) in
        [("index.json", index), ("manifest.json", for_docker), ("oci-layout", layout)]
    {
        archive.add_file(path, bytes(&list), 0o644);
    }
    archive.to_tar(facts.time)
}

/// How the image is run.
fn configuration(facts: &BuildFacts, contents: &str, layer: &str) -> Value {
    let created = facts.timestamp();
    json!({
        "created": created,
        "architecture": facts.architecture,
        "os": "linux",
        "config": {
            "User": format!("{USER}:{USER}"),
            "ExposedPorts": { format!("{PORT}/tcp"): {} },
            "Env": ["PATH=/usr/bin", format!("COUNTERSIGN_LISTEN=0.0.0.0:{PORT}")],
            "Entrypoint": [format!("/{PROGRAM}")],
            "Cmd": ["serve"],
            "Volumes": { format!("/{DATA}"): {} },
            "WorkingDir": format!("/{DATA}"),
            "StopSignal": "SIGTERM",
            "Labels": {
                "org.opencontainers.image.title": "Countersign",
                "org.opencontainers.image.version": facts.version,
                "org.opencontainers.image.revision": facts.commit,
                "org.opencontainers.image.created": created,
                "org.opencontainers.image.licenses": "Apache-2.0",
            },
        },
        "rootfs": { "type": "layers", "diff_ids": [layer] },
        "history": [{ "created": created, "created_by": "cargo xtask image", "comment": contents }],
    })
}

/// Adds a blob under its hash, and answers with the descriptor that names it.
fn add_blob(archive: &mut FileTree, media_type: &str, content: Vec<u8>) -> Value {
    let (digest, size) = (digest(&content), content.len());
    let descriptor = json!({ "mediaType": media_type, "digest": digest, "size": size });
    archive.add_file(&blob_path(&descriptor), content, 0o644);
    descriptor
}

/// Where the blob of a descriptor is in the archive.
pub(super) fn blob_path(descriptor: &Value) -> String {
    format!("blobs/{}", descriptor["digest"].as_str().unwrap_or_default().replace(':', "/"))
}

/// The hash of `content` as OCI writes it.
pub(super) fn digest(content: &[u8]) -> String {
    format!("sha256:{}", sha256(content))
}

/// The content of one file of a tar archive.
///
/// # Errors
/// Fails if the archive has no such file.
pub(super) fn read_file(archive: &[u8], path: &str) -> io::Result<Vec<u8>> {
    for entry in Archive::new(archive).entries()? {
        let mut entry = entry?;
        if entry.path()?.to_str() == Some(path) {
            let mut content = Vec::new();
            entry.read_to_end(&mut content)?;
            return Ok(content);
        }
    }
    Err(io::Error::other(format!("the archive has no {path}")))
}

fn bytes(value: &Value) -> Vec<u8> {
    value.to_string().into_bytes()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use serde_json::Value;

    use super::{blob_path, digest, oci_archive, read_file};
    use crate::build_facts::BuildFacts;
    use crate::file_tree::FileTree;

    fn archive() -> Vec<u8> {
        let facts = BuildFacts {
            version: "1.2.3".to_owned(),
            architecture: "arm64".to_owned(),
            commit: "abc".to_owned(),
            time: 1_764_374_400,
        };
        let mut files = FileTree::default();
        files.add_file("usr/bin/countersign", b"program".to_vec(), 0o755);
        oci_archive(&files, "libc6 2.36", &facts).unwrap()
    }

    fn list(archive: &[u8], path: &str) -> Value {
        serde_json::from_slice(&read_file(archive, path).unwrap()).unwrap()
    }

    #[test]
    fn every_descriptor_has_the_hash_and_the_size_of_its_blob() {
        let archive = archive();
        let manifest = &list(&archive, "index.json")["manifests"][0];
        let inside = list(&archive, &blob_path(manifest));
        for descriptor in [manifest, &inside["config"], &inside["layers"][0]] {
            let blob = read_file(&archive, &blob_path(descriptor)).unwrap();
            assert_eq!(descriptor["digest"], digest(&blob));
            assert_eq!(descriptor["size"], blob.len());
        }
        let mut layer = Vec::new();
        let compressed = read_file(&archive, &blob_path(&inside["layers"][0])).unwrap();
        flate2::read::GzDecoder::new(&*compressed).read_to_end(&mut layer).unwrap();
        let configuration = list(&archive, &blob_path(&inside["config"]));
        assert_eq!(configuration["rootfs"]["diff_ids"][0], digest(&layer));
    }

    #[test]
    fn the_program_runs_as_its_own_user_in_its_own_folder() {
        let archive = archive();
        let docker = &list(&archive, "manifest.json")[0];
        assert_eq!(docker["RepoTags"][0], "localhost/countersign:1.2.3");
        let configuration = list(&archive, docker["Config"].as_str().unwrap());
        assert_eq!(configuration["architecture"], "arm64");
        assert_eq!(configuration["created"], "2025-11-29T00:00:00Z");
        let run = &configuration["config"];
        assert_eq!(run["User"], "65532:65532");
        assert_eq!(run["Entrypoint"][0], "/usr/bin/countersign");
        assert_eq!(run["WorkingDir"], "/var/lib/countersign");
        assert!(run["Volumes"]["/var/lib/countersign"].is_object());
        assert_eq!(run["Labels"]["org.opencontainers.image.revision"], "abc");
    }

    #[test]
    fn the_same_files_give_the_same_bytes() {
        assert!(archive() == archive());
    }
}
