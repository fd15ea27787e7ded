//! Files and folders that only their owner can use, whatever the umask is.

use crate::durable::folder_of;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

/// Makes a folder and missing parents that only the owner can use.
///
/// # Errors
/// The error of the machine.
pub fn folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// The options with which a new file is made for its owner only.
#[must_use]
pub fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes a file, or empties an existing one.
///
/// # Errors
/// The error of the machine.
pub fn file(path: &Path) -> io::Result<File> {
    options().write(true).create(true).truncate(true).open(path)
}

/// Gives a file to the owner of another one, or of its folder where that is not there: what root
/// restores must be readable for the account that serves it. Only root can give files away; for
/// everybody else the file is theirs already.
///
/// # Errors
/// The error of the machine.
pub fn give_to_owner_of(model: &Path, path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, chown};
        let model = fs::metadata(model).or_else(|_| fs::metadata(folder_of(model)))?;
        if fs::metadata(path)?.uid() == 0 && model.uid() != 0 {
            chown(path, Some(model.uid()), Some(model.gid()))?;
        }
    }
    #[cfg(not(unix))]
    let _ = (model, path);
    Ok(())
}

/// Removes the permissions of others from an existing file, and prints that it did, or that it
/// could not.
pub fn see_to(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let Some(mode) = open_to_others(path) else { return };
        let path_told = path.display();
        match fs::set_permissions(path, fs::Permissions::from_mode(mode & 0o700)) {
            Ok(()) => eprintln!(
                "countersign: {path_told} was open to other users of this machine (mode \
                 {mode:03o}); only its owner can use it now"
            ),
            Err(error) => eprintln!(
                "countersign: {path_told} is open to other users of this machine (mode \
                 {mode:03o}), and that cannot be changed: {error}; run: chmod go= {path_told}"
            ),
        }
    }
    #[cfg(not(unix))]
    let _ = path;
}

/// Prints that others may use an existing file, and what to do, for commands that change nothing.
pub fn warn_of(path: &Path) {
    #[cfg(unix)]
    if let Some(mode) = open_to_others(path) {
        let path_told = path.display();
        eprintln!(
            "countersign: {path_told} is open to other users of this machine (mode {mode:03o}); \
             run: chmod go= {path_told}"
        );
    }
    #[cfg(not(unix))]
    let _ = path;
}

/// As [`warn_of`], for a file with options, which root may keep for the group of a service.
pub fn warn_of_options(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        if fs::metadata(path).is_ok_and(|it| is_kept_for_a_group(it.uid(), it.mode())) {
            return;
        }
    }
    warn_of(path);
}

/// Whether root owns a file, its group can read it at most, and no other user can do anything.
#[cfg(unix)]
fn is_kept_for_a_group(owner: u32, mode: u32) -> bool {
    owner == 0 && mode & 0o037 == 0
}

/// The mode of a file with which others may do something; `None` if there is no such file, and
/// none on systems that have no modes.
#[must_use]
pub fn open_to_others(path: &Path) -> Option<u32> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let found = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
        Some(found.permissions().mode() & 0o777).filter(|mode| mode & 0o077 != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::is_kept_for_a_group;

    #[test]
    fn only_root_keeps_a_file_for_a_group_that_reads_it() {
        let kept = [(0, 0o100_640), (0, 0o100_600)];
        let open = [(1000, 0o100_640), (0, 0o100_660), (0, 0o100_644), (0, 0o100_641)];
        assert!(kept.into_iter().all(|(owner, mode)| is_kept_for_a_group(owner, mode)));
        assert!(open.into_iter().all(|(owner, mode)| !is_kept_for_a_group(owner, mode)));
    }
}
