//! Ways by which dispatches leave the program, and where a delivery stands.

/// What a channel is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A message with the dispatch attached.
    Email,
    /// A file in a directory of the machine.
    Folder,
    /// A file on another machine, over SSH.
    Sftp,
    /// A signed request to an address of the web.
    Webhook,
}

impl Kind {
    /// Each of them.
    pub const ALL: [Self; 4] = [Self::Email, Self::Folder, Self::Sftp, Self::Webhook];

    /// The word that is stored and stands in addresses.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Folder => "folder",
            Self::Sftp => "sftp",
            Self::Webhook => "webhook",
        }
    }

    /// The value of a token.
    #[must_use]
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.token() == token)
    }
}

/// What a dispatch is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    /// A table of the lines.
    Csv,
    /// The documents, one a line.
    JsonLines,
}

impl FileFormat {
    /// Each of them.
    pub const ALL: [Self; 2] = [Self::Csv, Self::JsonLines];

    /// The word that is stored; file names end in it.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::JsonLines => "jsonl",
        }
    }

    /// The value of a token.
    #[must_use]
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.token() == token)
    }
}

/// Where a delivery stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is tried, for the first time or again.
    Waiting,
    /// The other side took it.
    Sent,
    /// It was given up.
    Failed,
    /// The other side said that it has it.
    Acknowledged,
}

impl State {
    /// The word of messages and of the marks of pages.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Acknowledged => "acknowledged",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_as_they_are_written() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_token(kind.token()), Some(kind));
        }
        for format in FileFormat::ALL {
            assert_eq!(FileFormat::from_token(format.token()), Some(format));
        }
        assert_eq!((Kind::from_token("fax"), FileFormat::from_token("")), (None, None));
    }
}
