//! How many files the program may have open; every connection is one.

/// Reserved for the database, temporary files, and connections to other machines.
const KEPT: usize = 256;

/// Connections per thread that the limit of open files allows, up to `most`. The program first
/// raises the limit as far as it may, because systems start with a low one for old programs.
pub(super) fn connections_per_thread(threads: usize, most: usize) -> usize {
    match allowed() {
        Some(files) => (files.saturating_sub(KEPT) / threads.max(1)).clamp(1, most),
        None => most,
    }
}

#[cfg(unix)]
fn allowed() -> Option<usize> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: limit.maximum, ..limit };
    if let Err(error) = setrlimit(Resource::Nofile, raised) {
        tracing::info!(
            event = "open-files-limit",
            %error,
            "the limit of open files could not be raised"
        );
    }
    getrlimit(Resource::Nofile).current.and_then(|files| usize::try_from(files).ok())
}

#[cfg(not(unix))]
fn allowed() -> Option<usize> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_no_more_connections_than_files_for_them() {
        assert!((1..=10).contains(&connections_per_thread(2, 10)));
        let files = allowed().unwrap_or(usize::MAX);
        assert!(connections_per_thread(1, usize::MAX) <= files);
        assert_eq!(connections_per_thread(usize::MAX, 2_000), 1);
    }
}
