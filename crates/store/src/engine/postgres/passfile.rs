//! libpq's password file: `host:port:database:user:password`, one per line.

use std::path::{Path, PathBuf};

/// The connection whose password is searched.
pub(super) struct PassfileKey<'a> {
    pub(super) host: &'a str,
    pub(super) port: u16,
    pub(super) database: &'a str,
    pub(super) user: &'a str,
}

/// The default path.
pub(super) fn usual() -> Option<PathBuf> {
    std::env::home_dir().map(|home| home.join(".pgpass"))
}

/// The lines of the file; `None` if there is no such file.
///
/// # Errors
/// Why the file is not used, as a sentence: others can read it, or it cannot be read.
pub(super) fn read(path: &Path) -> Result<Option<String>, String> {
    let shown = path.display();
    let Ok(about) = std::fs::metadata(path) else { return Ok(None) };
    if !about.is_file() {
        return Err(format!("the password file {shown} is not used: it is not a plain file"));
    }
    if others_may(&about) {
        return Err(format!(
            "the password file {shown} is not used: others can read it; run: chmod 0600 {shown}"
        ));
    }
    let text = std::fs::read_to_string(path);
    text.map(Some).map_err(|error| format!("the password file {shown} is not used: {error}"))
}

#[cfg(unix)]
fn others_may(about: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    about.mode() & 0o077 != 0
}

#[cfg(not(unix))]
fn others_may(_: &std::fs::Metadata) -> bool {
    false
}

/// The password of the first matching line.
pub(super) fn find(text: &str, wanted: &PassfileKey<'_>) -> Option<String> {
    let port = wanted.port.to_string();
    let wanted = [wanted.host, port.as_str(), wanted.database, wanted.user];
    text.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
        let fields = fields(line);
        let (password, place) = fields.split_last()?;
        let fits = |(field, wanted): (&String, &&str)| field == "*" || field == wanted;
        let all = place.len() == wanted.len() && place.iter().zip(&wanted).all(fits);
        all.then(|| password.clone()).filter(|password| !password.is_empty())
    })
}

/// The fields of a line: separated by colons; a backslash escapes the next character.
fn fields(line: &str) -> Vec<String> {
    let (mut fields, mut field) = (Vec::new(), String::new());
    let mut characters = line.chars();
    while let Some(it) = characters.next() {
        match it {
            '\\' => field.extend(characters.next()),
            ':' if fields.len() < 4 => fields.push(std::mem::take(&mut field)),
            _ => field.push(it),
        }
    }
    fields.push(field);
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_fits_has_the_password() {
        let text = "# a comment\nh:1:d:u:one\n*:5432:d:e\\:v\\\\a:tw:o\nh:5432:*:u:three\n\n";
        let ask =
            |host, port, database, user| find(text, &PassfileKey { host, port, database, user });
        assert_eq!(ask("h", 1, "d", "u").as_deref(), Some("one"));
        assert_eq!(ask("x", 5432, "d", "e:v\\a").as_deref(), Some("tw:o"));
        assert_eq!(ask("h", 5432, "any", "u").as_deref(), Some("three"));
        assert_eq!(ask("h", 5433, "d", "u"), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_can_read_is_not_used() {
        use std::fs::{Permissions, set_permissions};
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pass");
        assert_eq!(read(&path), Ok(None));
        std::fs::write(&path, "*:*:*:*:secret\n").unwrap();
        for (mode, used) in [(0o600, true), (0o400, true), (0o640, false), (0o604, false)] {
            set_permissions(&path, Permissions::from_mode(mode)).unwrap();
            let found = read(&path);
            assert_eq!(found.is_ok(), used, "{mode:o}");
            assert!(used || found.unwrap_err().contains("chmod 0600"), "{mode:o}");
        }
    }
}
