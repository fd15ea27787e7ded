//! The files of the server.

use super::Habit;
use russh_sftp::protocol::{
    Attrs, Data, File as ListedFile, FileAttributes, Handle, Name, OpenFlags, Status, StatusCode,
    Version,
};
use russh_sftp::server::Handler;
use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Files below a directory.
pub(super) struct ServedFiles {
    root: PathBuf,
    habit: Habit,
    cut: Arc<AtomicBool>,
    open: HashMap<String, File>,
    /// The names that are still to be listed, by the handle of their directory.
    listed: HashMap<String, Vec<ListedFile>>,
}

impl ServedFiles {
    pub(super) fn new(root: PathBuf, habit: Habit, cut: Arc<AtomicBool>) -> Self {
        Self { root, habit, cut, open: HashMap::new(), listed: HashMap::new() }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.root.join(path.trim_start_matches('/'))
    }

    fn file(&mut self, handle: &str) -> Result<&mut File, StatusCode> {
        self.open.get_mut(handle).ok_or(StatusCode::Failure)
    }

    /// Drops everything that is sent from here on.
    fn cut(&self) {
        self.cut.store(true, Ordering::SeqCst);
    }
}

fn status_of(error: &io::Error) -> StatusCode {
    match error.kind() {
        io::ErrorKind::NotFound => StatusCode::NoSuchFile,
        io::ErrorKind::PermissionDenied => StatusCode::PermissionDenied,
        _ => StatusCode::Failure,
    }
}

fn done(id: u32) -> Status {
    let (error_message, language_tag) = ("fine".to_owned(), "en".to_owned());
    Status { id, status_code: StatusCode::Ok, error_message, language_tag }
}

fn attributes(metadata: &fs::Metadata) -> FileAttributes {
    FileAttributes::from(metadata)
}

impl Handler for ServedFiles {
    type Error = StatusCode;

    fn unimplemented(&self) -> StatusCode {
        StatusCode::OpUnsupported
    }

    async fn init(&mut self, _: u32, _: HashMap<String, String>) -> Result<Version, StatusCode> {
        Ok(Version::new())
    }

    async fn open(
        &mut self,
        id: u32,
        filename: String,
        flags: OpenFlags,
        _: FileAttributes,
    ) -> Result<Handle, StatusCode> {
        let file = OpenOptions::new()
            .read(flags.contains(OpenFlags::READ))
            .write(flags.contains(OpenFlags::WRITE))
            .create(flags.contains(OpenFlags::CREATE))
            .truncate(flags.contains(OpenFlags::TRUNCATE))
            .open(self.path(&filename))
            .map_err(|error| status_of(&error))?;
        self.open.insert(filename.clone(), file);
        Ok(Handle { id, handle: filename })
    }

    async fn close(&mut self, id: u32, handle: String) -> Result<Status, StatusCode> {
        let closed = self.open.remove(&handle).is_some() || self.listed.remove(&handle).is_some();
        if closed { Ok(done(id)) } else { Err(StatusCode::Failure) }
    }

    async fn read(
        &mut self,
        id: u32,
        handle: String,
        offset: u64,
        len: u32,
    ) -> Result<Data, StatusCode> {
        let file = self.file(&handle)?;
        let mut data = Vec::new();
        let read = file
            .seek(SeekFrom::Start(offset))
            .and_then(|_| file.take(u64::from(len)).read_to_end(&mut data));
        match read {
            Ok(0) => Err(StatusCode::Eof),
            Ok(_) => Ok(Data { id, data }),
            Err(error) => Err(status_of(&error)),
        }
    }

    async fn write(
        &mut self,
        id: u32,
        handle: String,
        offset: u64,
        mut data: Vec<u8>,
    ) -> Result<Status, StatusCode> {
        match self.habit {
            Habit::Spoils => data[0] ^= 1,
            Habit::IsFull => return Err(StatusCode::Failure),
            Habit::Hangs => std::future::pending().await,
            Habit::IsLate(late) => tokio::time::sleep(late).await,
            _ => {}
        }
        let breaks = self.habit == Habit::BreaksOff;
        let kept = if breaks { data.len() / 2 } else { data.len() };
        let file = self.file(&handle)?;
        let written =
            file.seek(SeekFrom::Start(offset)).and_then(|_| file.write_all(&data[..kept]));
        if breaks {
            self.cut();
        }
        written.map(|()| done(id)).map_err(|error| status_of(&error))
    }

    async fn stat(&mut self, id: u32, path: String) -> Result<Attrs, StatusCode> {
        let found = fs::metadata(self.path(&path)).map_err(|error| status_of(&error))?;
        Ok(Attrs { id, attrs: attributes(&found) })
    }

    async fn fstat(&mut self, id: u32, handle: String) -> Result<Attrs, StatusCode> {
        let found = self.file(&handle)?.metadata().map_err(|error| status_of(&error))?;
        Ok(Attrs { id, attrs: attributes(&found) })
    }

    async fn opendir(&mut self, id: u32, path: String) -> Result<Handle, StatusCode> {
        if self.habit == Habit::RemovesNothing {
            return Err(StatusCode::PermissionDenied);
        }
        let entries = fs::read_dir(self.path(&path)).map_err(|error| status_of(&error))?;
        let listed = entries.flatten().filter_map(|entry| {
            let found = entry.metadata().ok()?;
            Some(ListedFile::new(entry.file_name().to_string_lossy(), attributes(&found)))
        });
        self.listed.insert(path.clone(), listed.collect());
        Ok(Handle { id, handle: path })
    }

    async fn readdir(&mut self, id: u32, handle: String) -> Result<Name, StatusCode> {
        let files = self.listed.get_mut(&handle).map(std::mem::take).unwrap_or_default();
        if files.is_empty() { Err(StatusCode::Eof) } else { Ok(Name { id, files }) }
    }

    async fn remove(&mut self, id: u32, filename: String) -> Result<Status, StatusCode> {
        let removed = fs::remove_file(self.path(&filename));
        removed.map(|()| done(id)).map_err(|error| status_of(&error))
    }

    /// As in version 3: renaming to an existing name is refused.
    async fn rename(&mut self, id: u32, from: String, to: String) -> Result<Status, StatusCode> {
        let to = self.path(&to);
        if self.habit == Habit::KeepsNames || to.exists() {
            return Err(StatusCode::Failure);
        }
        let renamed = fs::rename(self.path(&from), to);
        if self.habit == Habit::BreaksOffAfter {
            self.cut();
        }
        renamed.map(|()| done(id)).map_err(|error| status_of(&error))
    }
}
