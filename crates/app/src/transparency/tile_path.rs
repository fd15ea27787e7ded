//! The paths of tiles as C2SP tlog-tiles writes them, such as `0/x001/067` and `1/000.p/17`.

use countersign_store::transparency::leaves;
use countersign_store::{Result, Tx};
use tlog_tiles::{HASH_SIZE, Tile};

/// Levels that a log can have.
const LEVELS: u8 = 64;

/// The tile with this path below `/tile/`; `None` if it is not one in the one possible spelling.
fn parse(path: &str) -> Option<Tile> {
    let (level, rest) = path.split_once('/')?;
    let width = rest.split_once(".p/").map(|(_, width)| width);
    // The parser panics if a level or a width is impossible.
    let is_possible = level.parse::<u8>().is_ok_and(|level| level < LEVELS)
        && width.is_none_or(|width| width.parse::<u8>().is_ok_and(|width| width > 0));
    if !is_possible {
        return None;
    }
    Tile::from_path(&format!("tile/8/{path}")).ok()
}

/// The hashes of the tile with this path; `None` if the log has no such tile.
///
/// # Errors
/// Fails when the database does.
pub async fn read(tx: &mut Tx, path: &str) -> Result<Option<Vec<u8>>> {
    let Some(tile) = parse(path) else { return Ok(None) };
    let Ok(number) = i64::try_from(tile.level_index()) else { return Ok(None) };
    let stored = leaves::tile(tx, tile.level().into(), number).await?;
    let length = tile.width() as usize * HASH_SIZE;
    Ok(stored.get(..length).map(<[u8]>::to_vec))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tile_has_one_path_and_nothing_else_is_one() {
        let found = |path| parse(path).map(|it| (it.level(), it.level_index(), it.width()));
        assert_eq!(found("0/x001/x234/067"), Some((0, 1_234_067, 256)));
        assert_eq!(found("1/000.p/17"), Some((1, 0, 17)));
        for wrong in [
            "",
            "0",
            "0/",
            "0/1",
            "00/000",
            "64/000",
            "255/000",
            "data/000",
            "0/000.p/0",
            "0/000.p/256",
            "0/000.p/",
            "0/000.p/01",
            "0/000/",
            "0/x000/001",
            "0/000.p/1/x",
            "-1/000",
        ] {
            assert_eq!(found(wrong), None, "{wrong:?}");
        }
    }
}
