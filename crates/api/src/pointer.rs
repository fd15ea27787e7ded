//! JSON pointers (RFC 6901).

use serde_path_to_error::{Path, Segment};

/// The pointer of a path in a body.
pub(crate) fn of_path(path: &Path) -> String {
    let segment = |segment: &Segment| match segment {
        Segment::Seq { index } => index.to_string(),
        Segment::Map { key } => escaped(key),
        Segment::Enum { variant } => variant.clone(),
        Segment::Unknown => "?".to_owned(),
    };
    path.iter().map(|it| format!("/{}", segment(it))).collect()
}

/// A name as a part of a pointer.
pub(crate) fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
