//! A tree of files in memory, and the tar archive of it that has the same bytes on every machine.
//!
//! Entries are sorted, have the time that the caller gives, and owners by number alone. Nothing of
//! the machine that writes the archive gets into it.

use std::collections::BTreeMap;
use std::io::{self, Write};

use flate2::{Compression, GzBuilder};
use tar::{Builder, EntryType, Header};

/// The user and the group that own a file, by number.
pub type Owner = u32;

/// The superuser.
pub const ROOT: Owner = 0;

/// Files by path, without a slash at the beginning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileTree {
    entries: BTreeMap<String, Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    node: Node,
    /// The permissions.
    mode: u32,
    owner: Owner,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Node {
    Folder,
    File(Vec<u8>),
    Link(String),
}

impl FileTree {
    /// Adds a folder with these permissions.
    pub fn add_folder(&mut self, path: &str, mode: u32, owner: Owner) {
        self.add(path, Entry { node: Node::Folder, mode, owner });
    }

    /// Adds a file of the superuser, with these permissions.
    pub fn add_file(&mut self, path: &str, content: Vec<u8>, mode: u32) {
        self.add(path, Entry { node: Node::File(content), mode, owner: ROOT });
    }

    /// Adds a symbolic link.
    pub fn add_link(&mut self, path: &str, target: &str) {
        self.add(path, Entry { node: Node::Link(target.to_owned()), mode: 0o777, owner: ROOT });
    }

    /// Adds an entry, and the folders above it that are missing.
    fn add(&mut self, path: &str, entry: Entry) {
        for (end, _) in path.match_indices('/') {
            let folder = Entry { node: Node::Folder, mode: 0o755, owner: ROOT };
            self.entries.entry(path[..end].to_owned()).or_insert(folder);
        }
        self.entries.insert(path.to_owned(), entry);
    }

    /// Adds the files and links of `other` whose path `wanted` accepts, with their folders.
    pub fn add_from(&mut self, other: &Self, wanted: impl Fn(&str) -> bool) {
        for (path, entry) in &other.entries {
            if entry.node != Node::Folder && wanted(path) {
                self.add(path, entry.clone());
            }
        }
    }

    /// The content of a file, if there is one at `path`.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<&[u8]> {
        match &self.entries.get(path)?.node {
            Node::File(content) => Some(content),
            Node::Folder | Node::Link(_) => None,
        }
    }

    /// Where the symbolic link at `path` leads, if there is one.
    #[must_use]
    pub fn link(&self, path: &str) -> Option<&str> {
        match &self.entries.get(path)?.node {
            Node::Link(target) => Some(target),
            Node::Folder | Node::File(_) => None,
        }
    }

    /// The paths, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// The tar archive of the tree. Every entry is dated `time`, in seconds since 1970.
    ///
    /// # Errors
    /// Fails if a path or a target does not fit into the format.
    pub fn to_tar(&self, time: u64) -> io::Result<Vec<u8>> {
        let mut archive = Builder::new(Vec::new());
        for (path, entry) in &self.entries {
            let mut header = Header::new_gnu();
            header.set_mode(entry.mode);
            header.set_uid(u64::from(entry.owner));
            header.set_gid(u64::from(entry.owner));
            header.set_mtime(time);
            header.set_size(0);
            match &entry.node {
                Node::Folder => {
                    header.set_entry_type(EntryType::Directory);
                    archive.append_data(&mut header, format!("{path}/"), io::empty())?;
                }
                Node::File(content) => {
                    header.set_entry_type(EntryType::Regular);
                    // A slice is never longer than 64 bits can count.
                    header.set_size(content.len() as u64);
                    archive.append_data(&mut header, path, content.as_slice())?;
                }
                Node::Link(target) => {
                    header.set_entry_type(EntryType::Symlink);
                    archive.append_link(&mut header, path, target)?;
                }
            }
        }
        archive.into_inner()
    }
}

/// `bytes` compressed, without a name, a time or a system in the header.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    /// "Unknown" among the systems that the format lists.
    const UNKNOWN_SYSTEM: u8 = 255;
    let header = GzBuilder::new().operating_system(UNKNOWN_SYSTEM);
    let mut compressed = header.write(Vec::new(), Compression::best());
    compressed.write_all(bytes)?;
    compressed.finish()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::{FileTree, ROOT, gzip};

    #[test]
    fn an_archive_has_sorted_entries_with_their_folders_and_one_time() {
        let mut tree = FileTree::default();
        tree.add_file("usr/bin/b", b"two".to_vec(), 0o755);
        tree.add_link("lib", "usr/lib");
        tree.add_folder("var/data", 0o750, 65532);
        tree.add_file("etc/a", Vec::new(), 0o644);
        let bytes = tree.to_tar(86_400).unwrap();
        let mut archive = tar::Archive::new(bytes.as_slice());
        let mut listed = Vec::new();
        for entry in archive.entries().unwrap() {
            let entry = entry.unwrap();
            let header = entry.header();
            assert_eq!(header.mtime().unwrap(), 86_400);
            assert_eq!(header.uid().unwrap(), header.gid().unwrap());
            listed.push(format!(
                "{} {:o} {}",
                entry.path().unwrap().display(),
                header.mode().unwrap(),
                header.uid().unwrap(),
            ));
        }
        let expected = [
            "etc/ 755 0",
            "etc/a 644 0",
            "lib 777 0",
            "usr/ 755 0",
            "usr/bin/ 755 0",
            "usr/bin/b 755 0",
            "var/ 755 0",
            "var/data/ 750 65532",
        ];
        assert_eq!(listed, expected);
    }

    #[test]
    fn the_order_of_adding_changes_nothing() {
        let (mut one, mut other) = (FileTree::default(), FileTree::default());
        one.add_file("a/b", vec![1], 0o644);
        one.add_folder("c", 0o700, ROOT);
        other.add_folder("c", 0o700, ROOT);
        other.add_file("a/b", vec![1], 0o644);
        assert_eq!(one.to_tar(0).unwrap(), other.to_tar(0).unwrap());
    }

    #[test]
    fn compressed_bytes_name_no_time_and_no_system() {
        let compressed = gzip(b"figures").unwrap();
        assert_eq!(compressed[..10], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);
        let mut text = String::new();
        flate2::read::GzDecoder::new(&*compressed).read_to_string(&mut text).unwrap();
        assert_eq!(text, "figures");
    }
}
