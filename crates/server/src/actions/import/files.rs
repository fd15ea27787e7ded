//! Which files there are to import, and in what order.

use std::path::{Path, PathBuf};

/// A kind of file of the contract, in the order in which they refer to each other.
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

/// The kind of a file by its name; none when the contract has no such file.
#[must_use]
pub fn classify(path: &Path) -> Option<FileKind> {
    let name = path.file_name()?.to_str()?;
    let stem = name.strip_suffix(".gz").unwrap_or(name).strip_suffix(".csv")?;
    if stem.ends_with(".rejected") {
        return None;
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
pub(super) struct Files {
    /// Directory files in the order in which they refer to each other, else as they were given.
    pub(super) directory: Vec<(FileKind, PathBuf)>,
    /// Files of readings as they were given, those of a folder by name: the later row wins.
    pub(super) usage: Vec<PathBuf>,
    /// CSV files of a folder that the contract does not know.
    pub(super) ignored: Vec<PathBuf>,
}

/// Finds the files of the given paths.
pub(super) fn find(paths: &[PathBuf]) -> Result<Files, String> {
    let mut files = Files::default();
    for path in paths {
        if path.is_dir() {
            let unreadable = |error| format!("{} cannot be read: {error}", path.display());
            let entries = std::fs::read_dir(path).map_err(unreadable)?;
            let entries: Result<Vec<_>, _> =
                entries.map(|entry| entry.map(|entry| entry.path())).collect();
            let mut entries = entries.map_err(unreadable)?;
            entries.sort();
            for path in entries {
                match classify(&path) {
                    Some(kind) => files.add(kind, path),
                    None if is_unknown_table(&path) => files.ignored.push(path),
                    None => {}
                }
            }
        } else if !path.exists() {
            return Err(format!("{} does not exist", path.display()));
        } else {
            let kind = classify(path).ok_or_else(|| {
                format!("{} is not named like a file of the contract", path.display())
            })?;
            files.add(kind, path.clone());
        }
    }
    files.directory.sort_by_key(|(kind, _)| *kind);
    if files.directory.is_empty() && files.usage.is_empty() {
        return Err("there is no file to import".to_owned());
    }
    Ok(files)
}

impl Files {
    fn add(&mut self, kind: FileKind, path: PathBuf) {
        match kind {
            FileKind::Usage => self.usage.push(path),
            _ => self.directory.push((kind, path)),
        }
    }
}

fn is_unknown_table(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
    let table = name.ends_with(".csv") || name.ends_with(".csv.gz");
    table && !name.contains(".rejected.csv")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_names() {
        let kind = |name: &str| classify(Path::new(name));
        assert_eq!(kind("a/regions.csv"), Some(FileKind::Regions));
        assert_eq!(kind("usage-2026-10.csv.gz"), Some(FileKind::Usage));
        assert_eq!(kind("usage.csv.rejected.csv"), None);
        assert_eq!(kind("usage.csv.gz.rejected.csv"), None);
        assert_eq!(kind("region.csv"), None);
        assert_eq!(kind("usage.txt"), None);
    }
}
