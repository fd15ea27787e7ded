//! A small installation, served on a separate port, and a window that shows it.

use crate::console_fixture::ConsoleFixture;
use countersign_app::jobs::worker;
use countersign_console::router;
use countersign_testkit::browser::{VARIABLE, Window, given};
use countersign_web::serve::{self, Limits};
use std::env;
use std::net::TcpListener;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::watch;

/// Lets one test run at a time.
static TURN: Mutex<()> = Mutex::new(());

/// A served installation.
pub(crate) struct Stage {
    pub(crate) fixture: ConsoleFixture,
    pub(crate) runtime: Runtime,
    origin: String,
    stop: watch::Sender<bool>,
    serving: Vec<JoinHandle<()>>,
    _turn: MutexGuard<'static, ()>,
}

impl Stage {
    /// The data of the console's tests, right after reports were made.
    pub(crate) fn new() -> Self {
        Self::of(|| async { ConsoleFixture::new().await })
    }

    /// Another installation.
    pub(crate) fn of<F: Future<Output = ConsoleFixture>>(make: impl FnOnce() -> F) -> Self {
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let mut fixture = runtime.block_on(make());
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let app = Arc::get_mut(&mut fixture.app).unwrap();
        Arc::get_mut(&mut app.state).unwrap().site.origin.clone_from(&origin);
        let (stop, stopped) = watch::channel(false);
        let app = Arc::clone(&fixture.app);
        let jobs =
            worker::spawn(app.state.store.clone(), app.state.clock, stopped.clone()).unwrap();
        let serving = thread::spawn(move || {
            serve::run(move || router(&app), listener, 2, Limits::default(), stopped).unwrap();
        });
        Self { fixture, runtime, origin, stop, serving: vec![jobs, serving], _turn: turn }
    }

    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    pub(crate) fn window(&self) -> Window {
        Window::open(&given(VARIABLE))
    }

    /// A window in which scripts do not run.
    pub(crate) fn window_without_script(&self) -> Window {
        Window::without_script(&given(VARIABLE))
    }

    /// Signs a person in without the sign-in page, and replaces the previous person.
    pub(crate) fn let_in(&self, window: &Window, email: &str) {
        self.let_in_at(window, email, &self.origin);
    }

    /// The same, at another address of this machine.
    pub(crate) fn let_in_at(&self, window: &Window, email: &str, origin: &str) {
        let session = self.runtime.block_on(self.fixture.session_of(email));
        window.forget_cookies();
        window.keep_cookie(origin, "session", &session);
    }

    /// Shows all pages in a language.
    pub(crate) fn speak(&self, window: &Window, code: &str) {
        window.keep_cookie(&self.origin, "language", code);
    }

    /// Lets the clock do its work up to an instant.
    pub(crate) fn clock_to(&self, until: &str) {
        self.runtime.block_on(self.fixture.clock_to(until));
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.stop.send_replace(true);
        for thread in self.serving.drain(..) {
            drop(thread.join());
        }
    }
}

/// Set when someone wants to look at pages: a picture takes longer than most of what is tested.
const PICTURES: &str = "COUNTERSIGN_PICTURES";

/// Writes a picture of the window to `target/pictures`, if pictures are wanted.
pub(crate) fn keep_picture(window: &Window, name: &str) {
    if env::var_os(PICTURES).is_some() {
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("pictures");
        window.keep_picture(&directory, name);
    }
}
