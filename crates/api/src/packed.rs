//! Bodies that are packed by gzip: all of their members are unpacked, as RFC 1952 requires. The
//! library's own layer stops after the first one and drops the rest without an error.

use async_compression::tokio::bufread::GzipDecoder;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use futures_util::TryStreamExt;
use std::io;
use tokio_util::io::{ReaderStream, StreamReader};

/// Bytes that are unpacked at once.
const PIECE: usize = 64 << 10;

/// The request with its body unpacked, if it is packed by gzip. Names of codings are not
/// case-sensitive.
pub(crate) async fn unpack_gzip(request: Request) -> Request {
    let coding = request.headers().get(header::CONTENT_ENCODING).map(HeaderValue::as_bytes);
    let coding = coding.unwrap_or_default().to_ascii_lowercase();
    let (mut parts, mut body) = request.into_parts();
    match &coding[..] {
        b"gzip" | b"x-gzip" => {
            parts.headers.remove(header::CONTENT_ENCODING);
            parts.headers.remove(header::CONTENT_LENGTH);
            let packed = body.into_data_stream().map_err(io::Error::other);
            let mut unpacked = GzipDecoder::new(StreamReader::new(packed));
            unpacked.multiple_members(true);
            body = Body::from_stream(ReaderStream::with_capacity(unpacked, PIECE));
        }
        // The library's layer unpacks it, and knows only this spelling.
        b"zstd" => {
            parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("zstd"));
        }
        _ => {}
    }
    Request::from_parts(parts, body)
}
