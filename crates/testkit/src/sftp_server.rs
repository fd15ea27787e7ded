//! An SFTP server on this machine whose behaviour a test sets: accept or refuse clients, be slow,
//! be full, close the connection, or never answer.

mod files;

use files::ServedFiles;
use russh::keys::ssh_key::private::Ed25519Keypair;
use russh::keys::{HashAlg, PrivateKey};
use russh::server::{Auth, ChannelOpenHandle, Config, Handler, Msg, Session, VerifiedPublicKey};
use russh::{Channel, ChannelId};
use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Context, Poll};
use std::time::Duration;
use tempfile::TempDir;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// What the server does with the next client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Habit {
    /// It accepts files.
    Takes,
    /// It refuses every client.
    RefusesKey,
    /// It has no space for files.
    IsFull,
    /// It refuses to rename files.
    KeepsNames,
    /// It closes the connection when a file is written.
    BreaksOff,
    /// It renames the file and closes the connection before it confirms.
    BreaksOffAfter,
    /// It never answers to a write.
    Hangs,
    /// It waits before it confirms a write.
    IsLate(Duration),
    /// It keeps other bytes than it was sent.
    Spoils,
    /// It refuses to list or remove files.
    RemovesNothing,
}

struct SftpState {
    habits: Vec<Habit>,
    /// The accepted keys, one per line, or `None` if all are accepted.
    lets_in: Option<String>,
    /// The accepted password, if one is accepted.
    password: Option<String>,
    users: Vec<String>,
}

/// The server; it ends with the test.
pub struct SftpServer {
    address: SocketAddr,
    key: PrivateKey,
    shared: Arc<Mutex<SftpState>>,
    folder: TempDir,
}

impl SftpServer {
    /// Starts one that accepts everything from everyone.
    ///
    /// # Panics
    /// If the machine has no free port or no directory for it.
    #[must_use]
    pub fn start() -> Self {
        let folder = tempfile::tempdir().expect("a temporary directory");
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
        listener.set_nonblocking(true).expect("a socket can wait");
        let address = listener.local_addr().expect("it listens somewhere");
        let seed = u8::try_from(address.port() % 251).expect("small");
        let key = PrivateKey::from(Ed25519Keypair::from_seed(&[seed; 32]));
        let shared =
            SftpState { habits: Vec::new(), lets_in: None, password: None, users: Vec::new() };
        let shared = Arc::new(Mutex::new(shared));
        let config = Arc::new(Config {
            keys: vec![key.clone()],
            auth_rejection_time: Duration::ZERO,
            auth_rejection_time_initial: Some(Duration::ZERO),
            ..Config::default()
        });
        let (root, for_clients) = (folder.path().to_owned(), Arc::clone(&shared));
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let runtime = runtime.expect("a runtime");
            runtime.block_on(accept(listener, config, root, for_clients));
        });
        Self { address, key, shared, folder }
    }

    /// The address of one of its directories, for a user.
    #[must_use]
    pub fn url(&self, user: &str, directory: &str) -> String {
        format!("sftp://{user}@{}{directory}", self.address)
    }

    /// Its key in the form in which it is pinned.
    ///
    /// # Panics
    /// Never, because the key can always be formatted.
    #[must_use]
    pub fn host_key(&self) -> String {
        self.key.public_key().to_openssh().expect("a key can be written")
    }

    /// The fingerprint of its key.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        self.key.public_key().fingerprint(HashAlg::Sha256).to_string()
    }

    /// The directory that it serves as `/`.
    #[must_use]
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// What it does with the next clients, one after the other. Later ones are accepted.
    pub fn will(&self, habits: &[Habit]) {
        self.shared().habits = habits.iter().rev().copied().collect();
    }

    /// Accepts this key only: a line of `authorized_keys`.
    pub fn let_in(&self, key: &str) {
        self.shared().lets_in = Some(key.to_owned());
    }

    /// Accepts this password from everyone.
    pub fn let_in_by_password(&self, password: &str) {
        self.shared().password = Some(password.to_owned());
    }

    /// The accepted users, in order.
    #[must_use]
    pub fn users(&self) -> Vec<String> {
        self.shared().users.clone()
    }

    fn shared(&self) -> MutexGuard<'_, SftpState> {
        self.shared.lock().expect("no client breaks it")
    }
}

async fn accept(
    listener: std::net::TcpListener,
    config: Arc<Config>,
    root: PathBuf,
    shared: Arc<Mutex<SftpState>>,
) {
    let listener = TcpListener::from_std(listener).expect("a socket");
    while let Ok((stream, _)) = listener.accept().await {
        let habit = shared.lock().expect("whole").habits.pop().unwrap_or(Habit::Takes);
        let cut = Arc::new(AtomicBool::new(false));
        let files = ServedFiles::new(root.clone(), habit, Arc::clone(&cut));
        let (shared, channels) = (Arc::clone(&shared), HashMap::new());
        let client = SftpClient { habit, files: Some(files), channels, shared };
        let (config, line) = (Arc::clone(&config), CuttableStream { stream, cut });
        tokio::spawn(async move {
            // A client that disconnects in the middle is no error.
            if let Ok(session) = russh::server::run_stream(config, line, client).await {
                drop(session.await);
            }
        });
    }
}

/// A connection that can be cut.
struct CuttableStream {
    stream: TcpStream,
    cut: Arc<AtomicBool>,
}

impl CuttableStream {
    fn whole(&self) -> io::Result<()> {
        match self.cut.load(Ordering::SeqCst) {
            true => Err(io::ErrorKind::ConnectionReset.into()),
            false => Ok(()),
        }
    }
}

impl AsyncRead for CuttableStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.whole()?;
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for CuttableStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.whole()?;
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

/// A connected client.
struct SftpClient {
    habit: Habit,
    files: Option<ServedFiles>,
    channels: HashMap<ChannelId, Channel<Msg>>,
    shared: Arc<Mutex<SftpState>>,
}

impl Handler for SftpClient {
    type Error = russh::Error;

    async fn auth_publickey(
        &mut self,
        user: &str,
        key: VerifiedPublicKey<'_>,
    ) -> Result<Auth, Self::Error> {
        let mut shared = self.shared.lock().expect("whole");
        let line = key.public_key.to_openssh().unwrap_or_default();
        let same = |known: &String| known.split(' ').nth(1) == line.split(' ').nth(1);
        let known = shared.lets_in.as_ref().is_none_or(same);
        if self.habit == Habit::RefusesKey || !known {
            return Ok(Auth::reject());
        }
        shared.users.push(user.to_owned());
        Ok(Auth::Accept)
    }

    async fn auth_password(&mut self, user: &str, password: &str) -> Result<Auth, Self::Error> {
        let mut shared = self.shared.lock().expect("whole");
        if shared.password.as_deref() != Some(password) {
            return Ok(Auth::reject());
        }
        shared.users.push(user.to_owned());
        Ok(Auth::Accept)
    }

    async fn channel_open_session(
        &mut self,
        channel: Channel<Msg>,
        reply: ChannelOpenHandle,
        _: &mut Session,
    ) -> Result<(), Self::Error> {
        self.channels.insert(channel.id(), channel);
        reply.accept().await;
        Ok(())
    }

    async fn subsystem_request(
        &mut self,
        id: ChannelId,
        name: &str,
        session: &mut Session,
    ) -> Result<(), Self::Error> {
        let channel = self.channels.remove(&id).filter(|_| name == "sftp");
        let (Some(channel), Some(files)) = (channel, self.files.take()) else {
            return session.channel_failure(id);
        };
        session.channel_success(id)?;
        russh_sftp::server::run(channel.into_stream(), files).await;
        Ok(())
    }
}
