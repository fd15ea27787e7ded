//! One request to the driver and its response: JSON over HTTP, with one connection each.

use serde_json::Value;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// The maximum time for a response, which may include loading a page.
const PATIENCE: Duration = Duration::from_secs(60);

/// Sends `body` to `path` of the driver at `address` and returns the value of the response.
///
/// # Errors
/// The driver's error, or why it could not be reached.
pub(super) fn send(
    address: &str,
    method: &str,
    path: &str,
    body: Option<&Value>,
) -> Result<Value, String> {
    let failed = |e: std::io::Error| format!("the driver at {address}: {e}");
    let mut stream = TcpStream::connect(address).map_err(failed)?;
    stream.set_read_timeout(Some(PATIENCE)).map_err(failed)?;
    let body = body.map(Value::to_string).unwrap_or_default();
    let length = body.len();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\n\
         Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).map_err(failed)?;
    let answer = read(&mut stream).map_err(failed)?;
    let mut answer: Value =
        serde_json::from_slice(&answer).map_err(|e| format!("the driver's answer: {e}"))?;
    let value = answer["value"].take();
    match value.get("error").and_then(Value::as_str) {
        None => Ok(value),
        Some(error) => {
            let said = value["message"].as_str().unwrap_or_default();
            let first = said.lines().next().unwrap_or_default();
            Err(format!("{method} {path}: {error}: {first}"))
        }
    }
}

/// The body of a response, with the length that the head gives.
fn read(stream: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    let (mut all, mut part) = (Vec::new(), vec![0; 64 << 10]);
    let mut whole = None;
    loop {
        if let Some((start, end)) = whole
            && all.len() >= end
        {
            return Ok(all[start..end].to_vec());
        }
        match stream.read(&mut part)? {
            0 => return Ok(all.split_off(whole.map_or(0, |(start, _)| start))),
            read => all.extend_from_slice(&part[..read]),
        }
        if whole.is_none() {
            whole = head(&all);
        }
    }
}

/// The bounds of the body, if the head is complete.
fn head(all: &[u8]) -> Option<(usize, usize)> {
    let start = all.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let head = String::from_utf8_lossy(&all[..start]).to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:"))?;
    Some((start, start + length.trim().parse::<usize>().ok()?))
}
