//! A running `countersign serve` or `demo`, ended when it is dropped: for benches, checks and the
//! tour.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::cargo::Failure;

/// A running server.
pub(crate) struct Server {
    process: Child,
    /// Where it answers, such as `http://127.0.0.1:40123`.
    pub(crate) address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Server {
    /// Starts it on any free port, and waits until it serves.
    ///
    /// # Errors
    /// Fails if it ends instead.
    pub(crate) fn start(serve: &mut Command) -> Result<Self, Failure> {
        let mut process = serve
            .args(["--listen", "127.0.0.1:0"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|e| format!("the server did not start: {e}"))?;
        let lines = process.stderr.take().into_iter().flat_map(|said| BufReader::new(said).lines());
        let mut lines = lines.map_while(Result::ok);
        let address = lines
            .find_map(|line| Some(line.strip_prefix("serving ")?.split(' ').next()?.to_owned()));
        // It must not wait for a reader of its log.
        std::thread::spawn(move || lines.for_each(drop));
        // Dropped, and so ended, if it does not serve.
        let mut server = Self { process, address: String::new() };
        let silent = || Failure::from("the server ended before it served".to_owned());
        server.address = address.ok_or_else(silent)?;
        Ok(server)
    }

    /// The number of its process.
    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }
}
