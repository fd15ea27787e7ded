//! The address of a database: `sqlite:PATH` or `postgres://…`.

mod keywords;

pub(crate) use keywords::Keywords;
use std::path::{Path, PathBuf};

/// The address of a database.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// An embedded database in this file.
    Sqlite(PathBuf),
    /// A PostgreSQL server with its whole URL.
    Postgres(String),
}

impl DatabaseUrl {
    /// Reads an address.
    ///
    /// # Errors
    /// The expected form, without repeating a password.
    pub fn parse(text: &str) -> Result<Self, String> {
        if let Some(path) = text.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            if path.is_empty() {
                return Err("the address sqlite: names no file".to_owned());
            }
            return Ok(Self::Sqlite(PathBuf::from(path)));
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Keywords::parse(text).map_err(|why| format!("{}: {why}", shown(text)))?;
            return Ok(Self::Postgres(text.to_owned()));
        }
        Err("a database is sqlite:PATH or postgres://USER@HOST/NAME".to_owned())
    }

    /// The file of an embedded database.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::Sqlite(path) => Some(path),
            Self::Postgres(_) => None,
        }
    }
}

impl std::fmt::Display for DatabaseUrl {
    /// Omits the password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(url) => write!(f, "{}", shown(url)),
        }
    }
}

/// The address of a server without credentials and parameters. Text before an `@` in the host part
/// belongs to a password that was not encoded.
fn shown(url: &str) -> String {
    let place = keywords::parts(url).1;
    format!("postgres://{}", place.rsplit_once('@').map_or(place, |(_, place)| place))
}

impl std::fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_and_shown_without_its_password() {
        let sqlite = DatabaseUrl::parse("sqlite:a b.db").unwrap();
        assert_eq!(sqlite.file(), Some(Path::new("a b.db")));
        let shown = |url| DatabaseUrl::parse(url).unwrap().to_string();
        assert_eq!(
            shown("postgres://eva:s%40cret@host:5432/x?sslmode=disable"),
            "postgres://host:5432/x"
        );
        assert_eq!(shown("postgres://h/x?user=eva&password=s@cret"), "postgres://h/x");
        assert_eq!(shown("postgres:///x"), "postgres:///x");
        assert_eq!(shown("postgres://eva:s@cret@host/x"), "postgres://host/x");
        let refused = DatabaseUrl::parse("postgres://eva:s/cret@host/x").unwrap_err();
        assert!(refused.starts_with("postgres://host/x: "), "{refused}");
        let without_a_port = DatabaseUrl::parse("postgres://eva:/s@host/x").unwrap_err();
        assert!(without_a_port.ends_with(": write / and @ in a password or a name as %2F and %40"));
        assert_eq!(shown("sqlite:///tmp/x.db"), "sqlite:/tmp/x.db");
        for bad in ["", "sqlite:", "mysql://x", "/tmp/x.db", "postgres://h/x?sslmode=on"] {
            assert!(DatabaseUrl::parse(bad).is_err(), "{bad}");
        }
    }
}
