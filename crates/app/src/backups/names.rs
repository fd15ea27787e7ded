//! The names of backups in a folder, and the removal of old ones.

use super::partial;
use countersign_domain::export::hex;
use countersign_domain::instant::Instant;
use countersign_store::{DatabaseUrl, Store, backups};
use sha2::{Digest, Sha256};
use std::fs;
use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

const BEGINNING: &str = "countersign-";
/// The backup before an upgrade. Only a person removes it.
const BEFORE_UPGRADE: &str = "countersign-before-upgrade-";
const ENDING: &str = ".sqlite";
/// How an instant is written in a name, with digits for zeros: every file system takes it, and
/// names are in the order of time.
const SHAPE: &str = "0000-00-00T00-00-00.000Z";
/// The copy of a record in which `verify` finds something. There is one at a time.
const UNVERIFIED: &str = "countersign-unverified.sqlite";

/// An instant as a name has it: UTC, to the millisecond.
#[must_use]
pub fn stamp(at: Instant) -> String {
    let millis = at.micros().rem_euclid(1_000_000) / 1_000;
    let second = at.to_string().replace(':', "-");
    format!("{}.{millis:03}Z", second.trim_end_matches('Z'))
}

/// The file of a backup that is made now.
#[must_use]
pub fn file(folder: &Path, now: Instant) -> PathBuf {
    folder.join(format!("{BEGINNING}{}{ENDING}", stamp(now)))
}

/// The file of the backup before an upgrade that is made now.
#[must_use]
pub fn before_upgrade(folder: &Path, now: Instant) -> PathBuf {
    folder.join(format!("{BEFORE_UPGRADE}{}{ENDING}", stamp(now)))
}

/// The copy in place of a backup, where the record has findings.
#[must_use]
pub fn unverified(folder: &Path) -> PathBuf {
    folder.join(UNVERIFIED)
}

fn is_backup(name: &str) -> bool {
    is_stamped(name, BEGINNING)
}

fn is_stamped(name: &str, beginning: &str) -> bool {
    let stamp = name.strip_prefix(beginning).and_then(|name| name.strip_suffix(ENDING));
    stamp.is_some_and(|stamp| {
        let fits = |(found, shape): (char, char)| match shape {
            '0' => found.is_ascii_digit(),
            mark => found == mark,
        };
        stamp.len() == SHAPE.len() && stamp.chars().zip(SHAPE.chars()).all(fits)
    })
}

/// How backups of an installation begin on another machine, where their content is not read to know
/// whose they are: with eight digits of a hash of the moment at which it was made.
fn remote_beginning(made_at: Instant) -> String {
    let hash: [u8; 32] = Sha256::digest(made_at.micros().to_be_bytes()).into();
    format!("{BEGINNING}{}-", &hex(&hash)[..8])
}

/// The name of a backup on another machine that is made now.
#[must_use]
pub fn remote(made_at: Instant, now: Instant) -> String {
    format!("{}{}{ENDING}", remote_beginning(made_at), stamp(now))
}

/// Which of the names in a folder of another machine are too old: backups of an installation until
/// `keep` are left, counting `newest`, and what it left half written before. All others stay.
#[must_use]
pub fn old(
    names: Vec<String>,
    newest: &str,
    made_at: Instant,
    keep: Option<NonZeroUsize>,
) -> Vec<String> {
    let beginning = remote_beginning(made_at);
    let is_half = |name: &String| {
        let whole = name.strip_suffix(partial::ENDING);
        whole.is_some_and(|whole| is_stamped(whole, &beginning) && whole < newest)
    };
    let (mut half, whole): (Vec<_>, Vec<_>) = names.into_iter().partition(is_half);
    let is_ours = |name: &String| is_stamped(name, &beginning) && name != newest;
    let mut old: Vec<_> = whole.into_iter().filter(is_ours).collect();
    old.sort_unstable();
    let too_many = keep.map_or(0, |keep| (old.len() + 1).saturating_sub(keep.get()));
    old.truncate(too_many);
    old.append(&mut half);
    old
}

/// Removes the oldest backups of an installation until `keep` are left, counting `newest`, which
/// stays. Everything else in the folder stays too: other names, folders and links, and backups of
/// other installations. Returns what was removed.
///
/// # Errors
/// Fails if the file system does.
pub async fn remove_old(
    newest: &Path,
    made_at: Instant,
    keep: NonZeroUsize,
) -> io::Result<Vec<PathBuf>> {
    let mut older = Vec::new();
    for entry in fs::read_dir(crate::durable::folder_of(newest))? {
        let entry = entry?;
        let is_backup = entry.file_name().to_str().is_some_and(is_backup);
        if is_backup && entry.file_type()?.is_file() && entry.path() != newest {
            older.push(entry.path());
        }
    }
    older.sort_unstable();
    let mut ours = Vec::new();
    for file in older {
        if made(&file).await == Some(made_at) {
            ours.push(file);
        }
    }
    ours.truncate((ours.len() + 1).saturating_sub(keep.get()));
    for file in &ours {
        fs::remove_file(file)?;
        partial::remove_beside(file);
    }
    Ok(ours)
}

/// When the installation of a backup was made; `None` if that cannot be read.
async fn made(file: &Path) -> Option<Instant> {
    let store = Store::open_to_read(&DatabaseUrl::Sqlite(file.to_owned())).await.ok()?;
    backups::identify(&store).await.ok()?.made_at
}

/// Removes what killed processes left half written in a folder.
///
/// # Errors
/// Fails if the file system does.
pub fn remove_partial(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        // What SQLite kept beside a copy is left when a process is killed after the renaming.
        let copy = ["-wal", "-shm"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
        let is_partial = copy.strip_suffix(partial::ENDING).is_some_and(|name| {
            [BEGINNING, BEFORE_UPGRADE].iter().any(|beginning| is_stamped(name, beginning))
        });
        if is_partial && entry.file_type()?.is_file() {
            partial::remove_left(&folder.join(copy))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_another_machine_an_installation_removes_its_own_and_keeps_the_newest() {
        let (ours, other) = (Instant::from_micros(1), Instant::from_micros(2));
        let at = |day: i64| Instant::from_micros((20_000 + day) * 86_400_000_000);
        let all: Vec<String> = (1..=4).map(|day| remote(ours, at(day))).collect();
        assert!(all.is_sorted() && is_stamped(&all[0], &remote_beginning(ours)));
        let half = |day| format!("{}.partial", remote(ours, at(day)));
        let stays = [
            remote(other, at(1)),
            format!("{}.partial", remote(other, at(1))),
            half(5),
            file(Path::new(""), at(1)).display().to_string(),
            format!("{}.old", all[0]),
        ];
        let names = [&all[..], &[half(2)], &stays].concat();
        let keep = |keep| NonZeroUsize::new(keep);
        assert_eq!(old(names.clone(), &all[3], ours, keep(2)), [&all[..2], &[half(2)]].concat());
        assert_eq!(old(names.clone(), &all[3], ours, keep(4)), [half(2)]);
        assert_eq!(old(names, &all[3], ours, None), [half(2)]);
    }

    #[test]
    fn names_are_in_the_order_of_time_and_known_again() {
        let at = |micros| file(Path::new("/b"), Instant::from_micros(micros));
        let name = |micros| at(micros).file_name().unwrap().to_str().unwrap().to_owned();
        assert_eq!(name(1_790_899_200_000_001), "countersign-2026-10-02T00-00-00.000Z.sqlite");
        let (early, late) = (name(1_790_899_200_099_999), name(1_790_899_200_120_000));
        assert_eq!(late, "countersign-2026-10-02T00-00-00.120Z.sqlite");
        assert!(early < late && late < name(1_790_899_201_000_000));
        assert!(is_backup(&late));
        for other in [
            "countersign.sqlite",
            UNVERIFIED,
            "countersign-before-upgrade-2026-10-02T00-00-00.120Z.sqlite",
            "countersign-2026-10-02T00-00-00.120Z.sqlite.partial",
            "countersign-2026-10-02T00-00-00.120Z-old.sqlite",
            "countersign-2026-1x-02T00-00-00.120Z.sqlite",
            "backup-2026-10-02T00-00-00.120Z.sqlite",
        ] {
            assert!(!is_backup(other), "{other}");
        }
    }
}
