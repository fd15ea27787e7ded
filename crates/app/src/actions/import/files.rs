//! Finds the files to import, and their order.

use crate::formats::input::is_rejected;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A kind of import file (docs/formats.md), in the order in which files refer to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileKind {
    /// `vendors.csv`
    Vendors,
    /// `regions.csv`
    Regions,
    /// `distributors.csv`
    Distributors,
    /// `partners.csv`
    Partners,
    /// `customers.csv`
    Customers,
    /// `products.csv`
    Products,
    /// `subscriptions.csv`
    Subscriptions,
    /// `users.csv`
    Users,
    /// `usage….csv`
    Usage,
}

/// The kind of a file by its name, in any case; `None` if the name is not known.
#[must_use]
pub fn classify(path: &Path) -> Option<FileKind> {
    let name = path.file_name()?.to_str()?.to_lowercase();
    let mut stem = name.strip_suffix(".gz").unwrap_or(&name).strip_suffix(".csv")?;
    // Refused rows are read like their source file.
    while let Some(source) = stem.strip_suffix(".rejected") {
        stem = source.strip_suffix(".gz").unwrap_or(source).strip_suffix(".csv")?;
    }
    match stem {
        "vendors" => Some(FileKind::Vendors),
        "regions" => Some(FileKind::Regions),
        "distributors" => Some(FileKind::Distributors),
        "partners" => Some(FileKind::Partners),
        "customers" => Some(FileKind::Customers),
        "products" => Some(FileKind::Products),
        "subscriptions" => Some(FileKind::Subscriptions),
        "users" => Some(FileKind::Users),
        usage => usage.starts_with("usage").then_some(FileKind::Usage),
    }
}

/// The files to import.
#[derive(Debug, Default)]
pub(super) struct ImportFiles {
    /// Directory files in the order in which they refer to each other; files of one kind in the
    /// given order.
    pub(super) directory: Vec<(FileKind, PathBuf)>,
    /// Files of readings in the given order, those of a folder by name: the later row wins.
    pub(super) usage: Vec<PathBuf>,
    /// Other files of a folder, and why they are not read.
    pub(super) ignored: Vec<(PathBuf, &'static str)>,
}

/// The reason for a file whose name is not known.
const NAMES: &str = "it is not named vendors, regions, distributors, partners, customers, \
                     products, subscriptions or users, or like usage, and .csv or .csv.gz";

/// Finds the files of the given paths.
pub(super) fn find(paths: &[PathBuf]) -> Result<ImportFiles, String> {
    let mut files = ImportFiles::default();
    for path in paths {
        if path.is_dir() {
            files.add_folder(path)?;
        } else if !path.exists() {
            return Err(format!("{} does not exist", path.display()));
        } else {
            let kind = classify(path).ok_or_else(|| {
                format!("{} does not have the name of an import file", path.display())
            })?;
            files.add(kind, path.clone());
        }
    }
    files.directory.sort_by_key(|(kind, _)| *kind);
    if files.directory.is_empty() && files.usage.is_empty() {
        return Err(files.nothing());
    }
    Ok(files)
}

impl ImportFiles {
    fn add(&mut self, kind: FileKind, path: PathBuf) {
        match kind {
            FileKind::Usage => self.usage.push(path),
            _ => self.directory.push((kind, path)),
        }
    }

    /// Adds the files of a folder, sorted by name.
    fn add_folder(&mut self, folder: &Path) -> Result<(), String> {
        let unreadable = |error| format!("{} cannot be read: {error}", folder.display());
        let entries = std::fs::read_dir(folder).map_err(unreadable)?;
        let entries: Result<Vec<_>, _> =
            entries.map(|entry| entry.map(|entry| entry.path())).collect();
        let mut entries = entries.map_err(unreadable)?;
        entries.sort();
        let mut known: BTreeMap<FileKind, PathBuf> = BTreeMap::new();
        for path in entries {
            match (classify(&path), is_rejected(&path)) {
                _ if path.is_dir() => self.ignored.push((path, "it is a folder")),
                (Some(_), true) => {
                    self.ignored.push((path, "it holds refused rows; give its name to import it"));
                }
                (None, _) => self.ignored.push((path, NAMES)),
                (Some(FileKind::Usage), _) => self.add(FileKind::Usage, path),
                (Some(kind), _) => {
                    if let Some(other) = known.insert(kind, path.clone()) {
                        return Err(two_of_one_kind(&other, &path));
                    }
                    self.add(kind, path);
                }
            }
        }
        Ok(())
    }

    /// The error if there is nothing to import, with the files that were skipped.
    fn nothing(&self) -> String {
        let mut text = "there is no file to import".to_owned();
        for (path, why) in &self.ignored {
            text.push_str(&format!("\n{} is skipped: {why}", path.display()));
        }
        text
    }
}

fn two_of_one_kind(one: &Path, other: &Path) -> String {
    let (one, other) = (one.display(), other.display());
    format!("{one} and {other} hold the same kind of data; keep only one of them in the folder")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_names() {
        let kind = |name: &str| classify(Path::new(name));
        assert_eq!(kind("a/regions.csv"), Some(FileKind::Regions));
        assert_eq!(kind("usage-2026-10.csv.gz"), Some(FileKind::Usage));
        assert_eq!(kind("USAGE-C.CSV"), Some(FileKind::Usage));
        assert_eq!(kind("Customers.Csv.GZ"), Some(FileKind::Customers));
        assert_eq!(kind("usage.csv.rejected.csv"), Some(FileKind::Usage));
        assert_eq!(kind("usage-1.csv.gz.rejected.csv.rejected.csv"), Some(FileKind::Usage));
        assert_eq!(kind("notes.csv.rejected.csv"), None);
        assert_eq!(kind("usage.rejected.csv"), None);
        assert_eq!(kind("region.csv"), None);
        assert_eq!(kind("usage.txt"), None);
    }
}
