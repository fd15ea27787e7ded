//! Servers of the tests: a free port of this machine, and a thread for each client. They end with
//! the test.

use std::io;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// Serves every client in the background and returns the address.
///
/// # Panics
/// If the machine has no free port.
pub(crate) fn serve_each<S: Send + 'static>(
    shared: &Arc<Mutex<S>>,
    serve: fn(&TcpStream, &Mutex<S>) -> io::Result<()>,
) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it listens somewhere");
    let for_clients = Arc::clone(shared);
    thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let shared = Arc::clone(&for_clients);
            // A client that disconnects in the middle is no error.
            thread::spawn(move || serve(&client, &shared).unwrap_or_default());
        }
    });
    address
}
