//! Many statements that are signed at once: the tree over them (RFC 6962), and the text that holds
//! its root.

use crate::transparency::tree::GrowingTree;
use countersign_domain::export::{hex, unhex};
use countersign_domain::signature::{BulkPlace, SignatureFault};
use countersign_domain::statement::Statement;
use countersign_store::Result;
use tlog_tiles::{Hash, check_record, record_hash};

/// The first line of the text that is signed.
const FORM: &str = "countersign statements 1";
/// The most statements of one signature.
pub const MOST: usize = 50_000;
/// The longest path in a tree of that many.
const LONGEST_PATH: usize = 16;

/// The statements of one signature.
#[derive(Clone, Debug)]
pub struct Bulk {
    /// The text that is signed.
    pub text: String,
    /// The place of each statement.
    pub places: Vec<BulkPlace>,
}

/// Makes the tree over statements.
///
/// # Errors
/// Never fails for statements in memory; the tree of the log shares the code.
pub fn over(statements: &[Statement]) -> Result<Bulk> {
    let mut tree = GrowingTree::default();
    for statement in statements {
        tree.add(record_hash(statement.text().as_bytes()))?;
    }
    let (count, root) = (tree.size(), tree.root()?);
    let mut places = Vec::with_capacity(statements.len());
    for index in 0..count {
        let path = tree.prove(index)?.into_iter().map(|hash| hex(&hash.0)).collect();
        places.push(BulkPlace { count, index, path, root: hex(&root.0) });
    }
    Ok(Bulk { text: signed_text(count, &root), places })
}

/// The text that was signed for all statements of this place's root; `None` if it names no root.
#[must_use]
pub fn text_of(place: &BulkPlace) -> Option<String> {
    Some(signed_text(place.count, &Hash(unhex(&place.root)?)))
}

fn signed_text(count: u64, root: &Hash) -> String {
    format!("{FORM}\n{count}\n{}\n", hex(&root.0))
}

/// The text that was signed for a statement in this place.
///
/// # Errors
/// [`SignatureFault::OtherRoot`] if the statement does not lead to the root.
pub fn signed_for(
    statement: &Statement,
    place: &BulkPlace,
) -> std::result::Result<String, SignatureFault> {
    let hash = |digits: &String| unhex(digits).map(Hash).ok_or(SignatureFault::OtherRoot);
    if place.index >= place.count || place.count > MOST as u64 || place.path.len() > LONGEST_PATH {
        return Err(SignatureFault::OtherRoot);
    }
    let path = place.path.iter().map(hash).collect::<std::result::Result<Vec<_>, _>>()?;
    let (root, leaf) = (hash(&place.root)?, record_hash(statement.text().as_bytes()));
    check_record(&path, place.count, root, place.index, leaf)
        .map_err(|_| SignatureFault::OtherRoot)?;
    Ok(signed_text(place.count, &root))
}
