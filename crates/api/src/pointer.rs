//! JSON pointers (RFC 6901).

use serde_path_to_error::{Path, Segment};

/// The pointer of a path in a body, as far as it is known.
pub(crate) fn of_path(path: &Path) -> String {
    let segment = |segment: &Segment| {
        Some(match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => format!("/{}", escaped(key)),
            Segment::Enum { variant } => format!("/{variant}"),
            Segment::Unknown => return None,
        })
    };
    path.iter().map_while(segment).collect()
}

/// A name as a part of a pointer.
pub(crate) fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
