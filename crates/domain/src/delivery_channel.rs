//! Delivery channels, by which dispatches leave the program, and the states of a delivery.

/// The kind of a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChannelKind {
    /// A message with the dispatch attached.
    Email,
    /// A file in a directory of the machine.
    Folder,
    /// A file on another machine, over SSH.
    Sftp,
    /// A signed HTTP request to an address.
    Webhook,
}

impl ChannelKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Email, Self::Folder, Self::Sftp, Self::Webhook];

    /// The token in the database and in addresses.
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

/// The file format of a dispatch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    /// CSV.
    Csv,
    /// JSON lines: the documents, one per line.
    JsonLines,
}

impl FileFormat {
    /// All formats.
    pub const ALL: [Self; 2] = [Self::Csv, Self::JsonLines];

    /// The token in the database and the ending of file names.
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

/// The state of a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveryState {
    /// It will be tried, for the first time or again.
    Waiting,
    /// The receiver took it.
    Sent,
    /// It was given up.
    Failed,
    /// The receiver acknowledged it.
    Acknowledged,
}

impl DeliveryState {
    /// The token in messages and marks of pages.
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
        for kind in ChannelKind::ALL {
            assert_eq!(ChannelKind::from_token(kind.token()), Some(kind));
        }
        for format in FileFormat::ALL {
            assert_eq!(FileFormat::from_token(format.token()), Some(format));
        }
        assert_eq!((ChannelKind::from_token("fax"), FileFormat::from_token("")), (None, None));
    }
}
