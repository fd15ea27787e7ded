//! The tree over the leaves: how it grows, its root at any size, and proofs that a leaf is in it.

use countersign_store::transparency::leaves::{self, StoredTile};
use countersign_store::{Result, StoreError, Tx};
use std::cell::RefCell;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};
use tlog_tiles::{
    Error, HASH_SIZE, Hash, HashReader, Tile, check_tree, prove_record, prove_tree,
    stored_hash_index, stored_hashes_for_record_hash, sub_tree_index, tree_hash,
};

/// Levels of the tree in one tile, and the hashes in a full one.
const HEIGHT: u8 = 8;
const FULL: u64 = 1 << HEIGHT;
/// The most levels of a tree, and the longest way to its root: positions are 64-bit numbers.
pub(crate) const HIGHEST: usize = 64;

/// Hashes of the tree by their index.
#[derive(Default)]
struct Hashes(HashMap<u64, Hash>);

impl HashReader for Hashes {
    fn read_hashes(&self, indexes: &[u64]) -> std::result::Result<Vec<Hash>, Error> {
        let found = indexes.iter().map(|index| self.0.get(index).copied());
        found.collect::<Option<Vec<_>>>().ok_or(Error::IndexesNotInTree)
    }
}

/// Records the hashes that a proof needs, and has none.
#[derive(Default)]
struct Wanted(RefCell<Vec<u64>>);

impl HashReader for Wanted {
    fn read_hashes(&self, indexes: &[u64]) -> std::result::Result<Vec<Hash>, Error> {
        self.0.borrow_mut().extend(indexes);
        Err(Error::IndexesNotInTree)
    }
}

fn damaged(error: &Error) -> StoreError {
    StoreError::Corrupt(format!("the tiles of the transparency log: {error}"))
}

fn number(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Tiles by their level and number.
type Tiles = HashMap<(u8, u64), Vec<u8>>;

/// Reads hashes out of the stored tiles.
async fn load(tx: &mut Tx, indexes: &[u64]) -> Result<Hashes> {
    load_beside(tx, indexes, &mut Tiles::new()).await
}

/// The same, and keeps the tiles that it reads.
async fn load_beside(tx: &mut Tx, indexes: &[u64], tiles: &mut Tiles) -> Result<Hashes> {
    let mut hashes = Hashes::default();
    for index in indexes {
        let tile = Tile::from_index(HEIGHT, *index);
        let place = (tile.level(), tile.level_index());
        let stored = match tiles.entry(place) {
            Entry::Occupied(stored) => stored.into_mut(),
            Entry::Vacant(missing) => {
                missing.insert(leaves::tile(tx, place.0.into(), number(place.1)).await?)
            }
        };
        let hash = tile.hash_at_index(stored, *index).map_err(|error| damaged(&error))?;
        hashes.0.insert(*index, hash);
    }
    Ok(hashes)
}

/// The root of the tree of the first `size` leaves.
///
/// # Errors
/// Fails when the database does, or tiles are missing.
pub async fn root(tx: &mut Tx, size: u64) -> Result<Hash> {
    let hashes = load(tx, &sub_tree_index(0, size, Vec::new())).await?;
    tree_hash(size, &hashes).map_err(|error| damaged(&error))
}

/// The proof that the tree of the first `size` leaves contains the one at `position`.
///
/// # Errors
/// Fails when the database does, or tiles are missing.
pub async fn prove(tx: &mut Tx, size: u64, position: u64) -> Result<Vec<Hash>> {
    Prover::new(size).prove(tx, position).await
}

/// Tiles in memory at once, 8 KiB each.
const KEPT_TILES: usize = 512;

/// Proves many leaves of one tree: neighbours need the same tiles.
pub struct Prover {
    size: u64,
    tiles: Tiles,
}

impl Prover {
    /// Proves leaves of the tree of the first `size` leaves.
    #[must_use]
    pub fn new(size: u64) -> Self {
        Self { size, tiles: Tiles::new() }
    }

    /// The number of leaves of the tree.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The proof that the tree contains the leaf at `position`.
    ///
    /// # Errors
    /// Fails when the database does, or tiles are missing.
    pub async fn prove(&mut self, tx: &mut Tx, position: u64) -> Result<Vec<Hash>> {
        let wanted = Wanted::default();
        if let Ok(proof) = prove_record(self.size, position, &wanted) {
            return Ok(proof);
        }
        let hashes = self.load(tx, wanted).await?;
        prove_record(self.size, position, &hashes).map_err(|error| damaged(&error))
    }

    /// The proof that the tree begins with that of `old` leaves, of which there is at least one.
    ///
    /// # Errors
    /// Fails when the database does, or tiles are missing.
    pub async fn prove_growth(&mut self, tx: &mut Tx, old: u64) -> Result<Vec<Hash>> {
        let wanted = Wanted::default();
        if let Ok(proof) = prove_tree(self.size, old, &wanted) {
            return Ok(proof);
        }
        let hashes = self.load(tx, wanted).await?;
        prove_tree(self.size, old, &hashes).map_err(|error| damaged(&error))
    }

    /// Reads what a proof needs.
    async fn load(&mut self, tx: &mut Tx, wanted: Wanted) -> Result<Hashes> {
        if self.tiles.len() > KEPT_TILES {
            self.tiles.clear();
        }
        load_beside(tx, &wanted.0.into_inner(), &mut self.tiles).await
    }
}

/// The size of a tree, and its root.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TreeHead {
    /// The number of leaves.
    pub size: u64,
    /// The root.
    pub root: Hash,
}

/// Whether the first leaves of the stored tree `new` are those of `old`. Hashes in the tiles need
/// not agree with each other, so equal roots of the old size would prove nothing.
///
/// # Errors
/// Fails when the database does, or tiles are missing.
pub async fn continues(tx: &mut Tx, new: TreeHead, old: TreeHead) -> Result<bool> {
    if old.size == 0 || old.size > new.size {
        return Ok(old.size == 0);
    }
    let proof = Prover::new(new.size).prove_growth(tx, old.size).await?;
    Ok(check_tree(&proof, new.size, new.root, old.size, old.root).is_ok())
}

/// The proof that a tree of `new` leaves begins with that of `old` leaves, of which there is at
/// least one. `read` gets the tiles, which need not be those of one tree: the proof shows that.
///
/// # Errors
/// The error of `read`, or what `damaged` makes of tiles that are too short.
pub async fn growth<E>(
    new: u64,
    old: u64,
    mut read: impl AsyncFnMut(Tile) -> std::result::Result<Vec<u8>, E>,
    damaged: impl Fn(&Error) -> E,
) -> std::result::Result<Vec<Hash>, E> {
    let wanted = Wanted::default();
    if let Ok(proof) = prove_tree(new, old, &wanted) {
        return Ok(proof);
    }
    let (mut hashes, mut tiles) = (Hashes::default(), Tiles::new());
    for index in wanted.0.into_inner() {
        let tile = widest(index, new);
        let hashes_of_tile = match tiles.entry((tile.level(), tile.level_index())) {
            Entry::Occupied(there) => there.into_mut(),
            Entry::Vacant(missing) => missing.insert(read(tile).await?),
        };
        let hash = tile.hash_at_index(hashes_of_tile, index).map_err(|error| damaged(&error))?;
        hashes.0.insert(index, hash);
    }
    prove_tree(new, old, &hashes).map_err(|error| damaged(&error))
}

/// The tile with this hash, as wide as it is in a tree of so many leaves: other logs serve no
/// narrower one.
fn widest(index: u64, size: u64) -> Tile {
    let tile = Tile::from_index(HEIGHT, index);
    let (level, number) = (tile.level(), tile.level_index());
    let filled = (size >> (HEIGHT * level)).saturating_sub(number * FULL).min(FULL);
    let width = u32::try_from(filled).unwrap_or(tile.width()).max(tile.width());
    Tile::new(HEIGHT, level, number, width, false)
}

/// A tree that leaves are added to.
#[derive(Default)]
pub struct GrowingTree {
    size: u64,
    hashes: Hashes,
    tiles: BTreeMap<(u8, u64), Vec<u8>>,
}

impl GrowingTree {
    /// The stored tree of `size` leaves.
    ///
    /// # Errors
    /// Fails when the database does, or tiles are missing.
    pub async fn load(tx: &mut Tx, size: u64) -> Result<Self> {
        let hashes = load(tx, &sub_tree_index(0, size, Vec::new())).await?;
        let mut tiles = BTreeMap::new();
        let mut level = 0;
        while size >> (HEIGHT * level) > 0 {
            let count = size >> (HEIGHT * level);
            if !count.is_multiple_of(FULL) {
                let stored = leaves::tile(tx, level.into(), number(count / FULL)).await?;
                tiles.insert((level, count / FULL), stored);
            }
            level += 1;
        }
        Ok(Self { size, hashes, tiles })
    }

    /// The number of leaves.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf by its hash.
    ///
    /// # Errors
    /// Fails if hashes of the tree are missing.
    pub fn add(&mut self, leaf: Hash) -> Result<()> {
        let position = self.size;
        let hashes = stored_hashes_for_record_hash(position, leaf, &self.hashes);
        let hashes = hashes.map_err(|error| damaged(&error))?;
        let first = stored_hash_index(0, position);
        for ((level, index), hash) in (0_u8..).zip(first..).zip(hashes) {
            self.hashes.0.insert(index, hash);
            if level.is_multiple_of(HEIGHT) {
                let tile = (level / HEIGHT, (position >> level) / FULL);
                self.tiles.entry(tile).or_default().extend_from_slice(&hash.0);
            }
        }
        self.size += 1;
        Ok(())
    }

    /// The root.
    ///
    /// # Errors
    /// Fails if hashes of the tree are missing.
    pub fn root(&self) -> Result<Hash> {
        tree_hash(self.size, &self.hashes).map_err(|error| damaged(&error))
    }

    /// The proof that the tree contains the leaf at `position`, while no hash was removed.
    ///
    /// # Errors
    /// Fails if hashes of the tree are missing.
    pub fn prove(&self, position: u64) -> Result<Vec<Hash>> {
        prove_record(self.size, position, &self.hashes).map_err(|error| damaged(&error))
    }

    /// Removes the full tiles and the hashes that no later leaf needs, so that memory does not grow
    /// with the log, and returns the tiles.
    pub fn take_full_tiles(&mut self) -> Vec<StoredTile> {
        let needed: HashSet<u64> = sub_tree_index(0, self.size, Vec::new()).into_iter().collect();
        self.hashes.0.retain(|index, _| needed.contains(index));
        let is_full = |hashes: &Vec<u8>| hashes.len() as u64 == FULL * HASH_SIZE as u64;
        let tiles = std::mem::take(&mut self.tiles);
        let (full, rest) = tiles.into_iter().partition(|(_, hashes)| is_full(hashes));
        self.tiles = rest;
        stored(full)
    }

    /// The tiles that are not stored yet, or are longer now.
    #[must_use]
    pub fn into_tiles(self) -> Vec<StoredTile> {
        stored(self.tiles)
    }
}

fn stored(tiles: BTreeMap<(u8, u64), Vec<u8>>) -> Vec<StoredTile> {
    let tile = |((level, at), hashes): ((u8, u64), Vec<u8>)| StoredTile {
        level: level.into(),
        number: number(at),
        hashes,
    };
    tiles.into_iter().map(tile).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tlog_tiles::{node_hash, record_hash};

    /// The tree hash as RFC 6962, section 2.1, defines it.
    fn defined(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => tlog_tiles::EMPTY_HASH,
            [one] => *one,
            _ => {
                let left = leaves.len().next_power_of_two() / 2;
                node_hash(defined(&leaves[..left]), defined(&leaves[left..]))
            }
        }
    }

    #[test]
    fn a_growing_tree_has_the_root_and_the_tiles_of_rfc_6962() {
        let leaves: Vec<Hash> =
            (0..70_000_u32).map(|number| record_hash(&number.to_be_bytes())).collect();
        let mut tree = GrowingTree::default();
        let mut full = 0;
        for (at, leaf) in leaves.iter().enumerate() {
            if [0, 1, 2, 3, 255, 256, 257, 65_536].contains(&at) {
                assert_eq!(tree.root().unwrap(), defined(&leaves[..at]), "{at} leaves");
            }
            tree.add(*leaf).unwrap();
            if at % 5_000 == 0 {
                full += tree.take_full_tiles().len();
            }
        }
        assert_eq!(tree.root().unwrap(), defined(&leaves));
        full += tree.take_full_tiles().len();
        // The example of C2SP tlog-tiles.
        assert_eq!(full, 273 + 1);
        let rest: Vec<_> = tree.into_tiles();
        let rest = rest.iter().map(|it| (it.level, it.number, it.hashes.len() / HASH_SIZE));
        assert_eq!(rest.collect::<Vec<_>>(), [(0, 273, 112), (1, 1, 17), (2, 0, 1)]);
    }
}
