//! A folder on another machine in which backups are kept. Does not own how it is reached.

use crate::failure::{Failure, Result};
use futures_util::future::LocalBoxFuture;
use std::fmt::Debug;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where backups are kept.
#[derive(Clone, Debug)]
pub enum Destination {
    /// A folder or, for one backup by command, a file of this machine.
    Here(PathBuf),
    /// A folder on another machine.
    Remote(Arc<dyn RemoteFolder>),
}

/// A backup that was put into a folder on another machine.
#[derive(Debug)]
pub struct Put {
    /// The names of what was removed.
    pub removed: Vec<String>,
    /// Why others could not be removed.
    pub not_removed: Option<Failure>,
}

/// A folder on another machine.
pub trait RemoteFolder: Debug + Send + Sync {
    /// The address of a file in it, without a secret.
    fn file(&self, name: &str) -> String;

    /// Puts a file there, which has this name only once its content is known to have arrived. Then
    /// removes those of the names there that `are_old` returns.
    ///
    /// # Errors
    /// Fails if it could not be put there; at most a file whose name ends with `.partial` is left.
    fn put<'a>(
        &'a self,
        file: &'a Path,
        name: &'a str,
        are_old: &'a dyn Fn(Vec<String>) -> Vec<String>,
    ) -> LocalBoxFuture<'a, Result<Put>>;
}
