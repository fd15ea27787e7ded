//! Where the value of an option comes from.

use std::fmt;
use std::path::PathBuf;

/// Where a value comes from, those that come first overriding the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A variable of the environment.
    Variable(String),
    /// The file that a variable names.
    NamedFile { variable: String, path: PathBuf },
    /// A file that systemd hands over.
    Credential(PathBuf),
    /// A line of a configuration file.
    Line { path: PathBuf, line: usize },
    /// A variable of a standard, for every program of the machine.
    Standard(&'static str),
    /// The program.
    Default,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Variable(name) => f.write_str(name),
            Self::NamedFile { variable, path } => write!(f, "{variable} ({})", path.display()),
            Self::Credential(path) => write!(f, "credential {}", path.display()),
            Self::Line { path, line } => write!(f, "{}:{line}", path.display()),
            Self::Standard(name) => f.write_str(name),
            Self::Default => f.write_str("default"),
        }
    }
}
