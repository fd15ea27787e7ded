//! The target directory: what it may already contain, and files that appear only when they are
//! complete.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The names of the files other than those of readings.
pub(super) const DIRECTORY_FILES: [&str; 8] = [
    "vendors.csv",
    "regions.csv",
    "distributors.csv",
    "partners.csv",
    "customers.csv",
    "products.csv",
    "subscriptions.csv",
    "users.csv",
];

/// Makes `dir` ready for the files `names`: creates it, refuses one that contains anything except
/// an earlier sample, and removes files of that sample that would be left over.
///
/// An earlier sample is recognized by its `vendors.csv`, which is written first and always has the
/// same content (`mark`). A person's own import files have the same names, but not this vendor.
pub(super) fn prepare(dir: &Path, names: &[String], mark: &[u8]) -> io::Result<()> {
    fs::create_dir_all(dir)?;
    let mut leftovers = Vec::new();
    let mut whole_files = false;
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let partial = partial_of(&name).is_some_and(is_ours);
        if !entry.file_type()?.is_file() || !(partial || is_ours(&name)) {
            return Err(refusal(dir, &format!("it contains {name:?}")));
        }
        whole_files |= !partial;
        if !names.contains(&name) {
            leftovers.push(entry.path());
        }
    }
    if whole_files && !fs::read(dir.join(DIRECTORY_FILES[0])).is_ok_and(|found| found == mark) {
        return Err(refusal(dir, "its files were not written by an earlier sample"));
    }
    leftovers.iter().try_for_each(fs::remove_file)
}

fn refusal(dir: &Path, why: &str) -> io::Error {
    let message = format!(
        "{} is left as it is: {why}; choose an empty directory or a new one",
        dir.display()
    );
    io::Error::new(io::ErrorKind::AlreadyExists, message)
}

fn partial_of(name: &str) -> Option<&str> {
    name.strip_prefix('.')?.strip_suffix(".part")
}

fn is_ours(name: &str) -> bool {
    let month = name.strip_prefix("usage-").and_then(|rest| rest.strip_suffix(".csv"));
    DIRECTORY_FILES.contains(&name)
        || month.is_some_and(|month| {
            month.len() == 7
                && month
                    .bytes()
                    .enumerate()
                    .all(|(at, byte)| if at == 4 { byte == b'-' } else { byte.is_ascii_digit() })
        })
}

/// How much is buffered before it is written to the disk.
const BUFFER_BYTES: usize = 256 * 1024;

/// A file that gets its name when it is finished.
pub(super) struct PartialFile {
    file: File,
    partial: PathBuf,
    path: PathBuf,
    /// The bytes to be written next. Callers append here.
    pub(super) out: Vec<u8>,
    bytes: u64,
}

impl PartialFile {
    /// A new file in `dir` that will be called `name`.
    pub(super) fn create(dir: &Path, name: &str) -> io::Result<Self> {
        let partial = dir.join(format!(".{name}.part"));
        let file = File::create(&partial)?;
        let out = Vec::with_capacity(BUFFER_BYTES + BUFFER_BYTES / 4);
        Ok(Self { file, partial, path: dir.join(name), out, bytes: 0 })
    }

    /// Writes the buffer if it is large enough.
    pub(super) fn relieve(&mut self) -> io::Result<()> {
        if self.out.len() < BUFFER_BYTES {
            return Ok(());
        }
        self.flush()
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.write_all(&self.out)?;
        self.bytes += self.out.len() as u64;
        self.out.clear();
        Ok(())
    }

    /// Writes the rest, gives the file its name and returns the path and the size.
    pub(super) fn finish(mut self) -> io::Result<(PathBuf, u64)> {
        self.flush()?;
        drop(self.file);
        fs::rename(&self.partial, &self.path)?;
        Ok((self.path, self.bytes))
    }
}
