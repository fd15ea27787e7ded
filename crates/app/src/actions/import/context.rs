//! State that the rows of one import share: the transaction, the directory so far, and the changes.

use super::directory::Directory;
use super::files::FileKind;
use super::membership::MemberChange;
use super::moves::Moves;
use super::problems::Problems;
use super::unknown_codes::Hanging;
use countersign_domain::instant::Instant;
use countersign_store::Tx;
use countersign_store::installation::Installation;
use countersign_store::links::RecordedLinkChange;
use countersign_store::settings::SettingAuthor;

/// State that the files of one import share.
pub(super) struct ImportContext<'a> {
    pub(super) tx: &'a mut Tx,
    pub(super) directory: &'a mut Directory,
    pub(super) installation: Installation,
    pub(super) now: Instant,
    pub(super) person_id: Option<i64>,
    /// Whether a blank cell removes the stored value; in a file it keeps it.
    pub(super) blank_clears: bool,
    /// The instant from which links apply that are changed now.
    pub(super) linked_at: Instant,
    /// Links that are set but not written yet.
    pub(super) staged_links: Vec<RecordedLinkChange>,
    /// Changes of memberships.
    pub(super) members: Vec<MemberChange>,
    pub(super) moves: &'a mut Moves,
    pub(super) problems: &'a mut Problems,
    /// The kind of the current file.
    pub(super) kind: FileKind,
    /// Codes whose own rows were refused.
    pub(super) hanging: Hanging,
    pub(super) rows: u64,
    /// Rows of the current file that added something.
    pub(super) new: u64,
    /// Rows of the current file that changed something.
    pub(super) changed: u64,
}

impl ImportContext<'_> {
    /// The person who changes settings, and the instant.
    pub(super) const fn by(&self) -> SettingAuthor {
        SettingAuthor { at: self.now, person_id: self.person_id }
    }
}
