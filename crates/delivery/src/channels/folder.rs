//! Writes a dispatch into a directory of the machine: completely or not at all, and never over
//! another file.

use super::payload::Payload;
use super::verdict::DeliveryVerdict;
use countersign_app::channels::address;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Read, Seek};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use uuid::Uuid;

const PIECE: usize = 64 << 10;
/// Only the owner and the folder's group, for which the file is meant, can read it.
const MODE: u32 = 0o640;

/// Writes on a separate thread: a disk may be slow, or on the other side of a network.
pub(super) async fn send(root: Option<PathBuf>, folder: &str, payload: Payload) -> DeliveryVerdict {
    let folder = folder.to_owned();
    let written =
        tokio::task::spawn_blocking(move || write(root.as_deref(), &folder, payload)).await;
    written.unwrap_or_else(|error| DeliveryVerdict::later(error.to_string()))
}

fn write(root: Option<&Path>, folder: &str, mut payload: Payload) -> DeliveryVerdict {
    let folder = match address::folder(folder, root) {
        Ok(folder) => folder,
        Err("way-wrong-no-root") => {
            return DeliveryVerdict::later(
                "no folder is set up for this process (--dispatch-folder)",
            );
        }
        Err("way-wrong-outside") => {
            return DeliveryVerdict::never(format!("{folder} is not below --dispatch-folder"));
        }
        Err(_) => return DeliveryVerdict::later(format!("there is no directory {folder}")),
    };
    let path = folder.join(&payload.name);
    match same(&path, &mut payload.file) {
        Ok(Some(true)) => return DeliveryVerdict::Sent,
        Ok(Some(false)) => {
            return DeliveryVerdict::never(format!("{} exists with other content", path.display()));
        }
        Ok(None) => {}
        Err(error) => return DeliveryVerdict::later(format!("{}: {error}", path.display())),
    }
    let part = folder.join(part_name(&payload.name, payload.id));
    let placed = fill(&part, &mut payload.file).and_then(|()| give_name(&part, &path));
    // A name is on the disk once its directory is synchronised.
    match placed.and_then(|()| File::open(&folder)?.sync_all()) {
        Ok(()) => DeliveryVerdict::Sent,
        Err(error) => {
            // If it cannot be removed, the next attempt overwrites it.
            fs::remove_file(&part).unwrap_or_default();
            DeliveryVerdict::later(format!("{}: {error}", path.display()))
        }
    }
}

/// The name of a file while it is written: no two deliveries share it.
pub(super) fn part_name(name: &str, id: Uuid) -> String {
    format!(".{name}.{}.part", id.simple())
}

/// Gives a file its name, unless another file has it meanwhile.
fn give_name(part: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(part, path) {
        Ok(()) => fs::remove_file(part),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        // A disk without hard links.
        Err(_) => fs::rename(part, path),
    }
}

fn fill(part: &Path, from: &mut File) -> io::Result<()> {
    match fs::remove_file(part) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    from.rewind()?;
    // Opened without overwriting a file that another program put there meanwhile.
    let mut to = OpenOptions::new().write(true).create_new(true).mode(MODE).open(part)?;
    // Whatever the umask is, because the folder's group has to read it.
    to.set_permissions(Permissions::from_mode(MODE))?;
    io::copy(from, &mut to)?;
    to.sync_all()
}

/// Whether an existing file has the same content; `None` if there is no file.
fn same(path: &Path, ours: &mut File) -> io::Result<Option<bool>> {
    let found = match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        found => found?,
    };
    if !found.is_file() || found.len() != ours.metadata()?.len() {
        return Ok(Some(false));
    }
    let mut theirs = File::open(path)?;
    ours.rewind()?;
    let (mut a, mut b) = (vec![0; PIECE], vec![0; PIECE]);
    loop {
        let read = ours.read(&mut a)?;
        if read == 0 {
            return Ok(Some(true));
        }
        match theirs.read_exact(&mut b[..read]) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(Some(false)),
            other => other?,
        }
        if a[..read] != b[..read] {
            return Ok(Some(false));
        }
    }
}
