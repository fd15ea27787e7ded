//! A listener with a router, served like the program's own.

use axum::Router;
use countersign_console::app::App;
use countersign_console::router;
use countersign_web::serve::{self, Limits};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use tokio::sync::watch;

/// It ends with the test.
pub(crate) struct Serving {
    pub(crate) address: SocketAddr,
    stop: watch::Sender<bool>,
    thread: Option<JoinHandle<()>>,
}

impl Serving {
    pub(crate) fn router(router: Router, limits: Limits) -> Self {
        Self::made(move || router.clone(), limits)
    }

    /// The console with its own limits.
    pub(crate) fn console(app: &Arc<App>) -> Self {
        let app = Arc::clone(app);
        Self::made(move || router(&app), Limits::default())
    }

    fn made(make: impl Fn() -> Router + Clone + Send + 'static, limits: Limits) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = watch::channel(false);
        let serve = move || serve::run(make, listener, 2, limits, stopped).unwrap();
        Self { address, stop, thread: Some(thread::spawn(serve)) }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.stop.send_replace(true);
        drop(self.thread.take().map(JoinHandle::join));
    }
}
