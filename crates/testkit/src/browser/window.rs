//! A window of the browser, with the actions of a person and what they see.

use super::exchange;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long something may take to appear.
const PATIENCE: Duration = Duration::from_secs(20);

/// The Tab key in the protocol.
const TAB: &str = "\u{e004}";
/// More elements than any page of a test has.
const TABS: usize = 200;

/// No sandbox in a container, no first-run pages, no background downloads.
const ARGUMENTS: [&str; 10] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-pipe",
];

/// How a window looks at pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    pub width: u32,
    pub height: u32,
    /// Whether dark mode is preferred.
    pub dark: bool,
}

/// A browser with a separate profile; closed when dropped.
///
/// Anything that the driver refuses is a panic, because a journey can only fail then.
#[derive(Debug)]
pub struct Window {
    driver: String,
    path: String,
    profile: TempDir,
}

impl Window {
    /// Opens one with the driver at this address.
    ///
    /// # Panics
    /// If the browser does not start.
    #[must_use]
    pub fn open(driver: &str) -> Self {
        Self::with_script(driver, true)
    }

    /// Opens one in which pages' scripts do not run.
    ///
    /// # Panics
    /// If the browser does not start.
    #[must_use]
    pub fn without_script(driver: &str) -> Self {
        Self::with_script(driver, false)
    }

    fn with_script(driver: &str, script: bool) -> Self {
        let made = tempfile::Builder::new().prefix("countersign-browser-").tempdir();
        let profile = made.unwrap_or_else(|e| panic!("no place for a browser's profile: {e}"));
        let mut arguments: Vec<String> = ARGUMENTS.map(str::to_owned).to_vec();
        arguments.push(format!("--user-data-dir={}", profile.path().join("profile").display()));
        let preferences = json!({
            "profile.managed_default_content_settings.javascript": if script { 1 } else { 2 },
        });
        let options = json!({ "args": arguments, "prefs": preferences });
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": options,
        } } });
        let answer = exchange::send(driver, "POST", "/session", Some(&wanted));
        let answer = answer.unwrap_or_else(|e| panic!("{e}"));
        let id = answer["sessionId"].as_str().unwrap_or_default();
        let window = Self { driver: driver.to_owned(), path: format!("/session/{id}"), profile };
        let place = json!({ "behavior": "allow", "downloadPath": window.profile.path() });
        window.command("Browser.setDownloadBehavior", &place);
        window.look(Look { width: 1280, height: 900, dark: false });
        window
    }

    fn ask(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value, String> {
        exchange::send(&self.driver, method, &format!("{}{path}", self.path), body)
    }

    #[track_caller]
    fn tell(&self, path: &str, body: &Value) -> Value {
        self.ask("POST", path, Some(body)).unwrap_or_else(|e| panic!("{e}"))
    }

    #[track_caller]
    fn asked(&self, path: &str) -> Value {
        self.ask("GET", path, None).unwrap_or_else(|e| panic!("{e}"))
    }

    /// Sends the browser a command in its own protocol.
    #[track_caller]
    pub fn command(&self, name: &str, parameters: &Value) -> Value {
        self.tell("/goog/cdp/execute", &json!({ "cmd": name, "params": parameters }))
    }

    /// Changes how pages are looked at.
    #[track_caller]
    pub fn look(&self, look: Look) {
        let (width, height) = (look.width, look.height);
        let size = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600,
        });
        self.command("Emulation.setDeviceMetricsOverride", &size);
        let scheme = if look.dark { "dark" } else { "light" };
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.command("Emulation.setEmulatedMedia", &json!({ "features": features }));
    }

    /// Sets a cookie for a site.
    #[track_caller]
    pub fn keep_cookie(&self, site: &str, name: &str, value: &str) {
        let cookie = json!({ "url": site, "name": name, "value": value, "httpOnly": true });
        self.command("Network.setCookie", &cookie);
    }

    #[track_caller]
    pub fn forget_cookies(&self) {
        self.command("Network.clearBrowserCookies", &json!({}));
    }

    /// Opens a page and waits until it is loaded.
    #[track_caller]
    pub fn go(&self, address: &str) {
        self.tell("/url", &json!({ "url": address }));
    }

    #[track_caller]
    pub fn address(&self) -> String {
        self.asked("/url").as_str().unwrap_or_default().to_owned()
    }

    /// The page's title.
    #[track_caller]
    pub fn title(&self) -> String {
        self.asked("/title").as_str().unwrap_or_default().to_owned()
    }

    /// Runs a script in the page and returns its result.
    #[track_caller]
    pub fn run(&self, script: &str) -> Value {
        self.tell("/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Runs a script that calls its last argument when it is done.
    #[track_caller]
    pub fn run_to_end(&self, script: &str) -> Value {
        self.tell("/execute/async", &json!({ "script": script, "args": [] }))
    }

    fn find_all(&self, selector: &str) -> Vec<String> {
        let wanted = json!({ "using": "css selector", "value": selector });
        let found = self.ask("POST", "/elements", Some(&wanted)).unwrap_or_default();
        let id = |it: &Value| it.as_object()?.values().next()?.as_str().map(str::to_owned);
        found.as_array().into_iter().flatten().filter_map(id).collect()
    }

    #[track_caller]
    fn find(&self, selector: &str) -> String {
        // An element that was found may be gone with its page before it is read.
        let found = RefCell::new(Vec::new());
        self.wait_until(selector, |window| {
            let all = window.find_all(selector);
            let is_there = !all.is_empty();
            *found.borrow_mut() = all;
            is_there
        });
        found.into_inner().swap_remove(0)
    }

    /// The number of elements that match.
    #[must_use]
    pub fn count(&self, selector: &str) -> usize {
        self.find_all(selector).len()
    }

    /// Waits until an element matches.
    #[track_caller]
    pub fn wait_for(&self, selector: &str) {
        self.wait_until(selector, |window| window.count(selector) > 0);
    }

    /// Waits until a condition holds.
    ///
    /// # Panics
    /// If it does not hold in time.
    #[track_caller]
    pub fn wait_until(&self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let since = Instant::now();
        while !is_so(self) {
            if since.elapsed() > PATIENCE {
                let (address, text) = (self.address(), self.text("body"));
                panic!("{what}: not so at {address}, where it says:\n{text}");
            }
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Does something with an element. If it disappears with its page meanwhile, it is looked up on
    /// the next page.
    #[track_caller]
    fn with(&self, selector: &str, method: &str, action: &str, body: Option<&Value>) -> Value {
        let since = Instant::now();
        loop {
            let path = format!("/element/{}/{action}", self.find(selector));
            match self.ask(method, &path, body) {
                Ok(answer) => return answer,
                Err(e) if is_gone(&e) && since.elapsed() < PATIENCE => {}
                Err(e) => panic!("{e}"),
            }
        }
    }

    /// The visible text of an element.
    #[track_caller]
    pub fn text(&self, selector: &str) -> String {
        self.with(selector, "GET", "text", None).as_str().unwrap_or_default().to_owned()
    }

    /// Clicks an element as a person does: it must be reachable.
    #[track_caller]
    pub fn click(&self, selector: &str) {
        self.with(selector, "POST", "click", Some(&json!({})));
    }

    /// Types into a field and replaces its value.
    #[track_caller]
    pub fn fill(&self, selector: &str, text: &str) {
        self.with(selector, "POST", "clear", Some(&json!({})));
        self.with(selector, "POST", "value", Some(&json!({ "text": text })));
    }

    /// Chooses a file in a field for files.
    #[track_caller]
    pub fn choose_file(&self, selector: &str, path: &Path) {
        let text = path.to_string_lossy();
        self.with(selector, "POST", "value", Some(&json!({ "text": text })));
    }

    /// Presses the Tab key until an element has the focus.
    ///
    /// # Panics
    /// If the key never leads there.
    #[track_caller]
    pub fn tab_to(&self, selector: &str) {
        let is_there = format!("return document.activeElement.matches({})", json!(selector));
        let presses = (0..TABS).find(|_| {
            self.press(TAB);
            self.run(&is_there) == true
        });
        assert!(presses.is_some(), "{selector} gets no focus at {}", self.address());
    }

    /// Presses the keys of a text, one after the other.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        for key in text.chars() {
            self.press(&key.to_string());
        }
    }

    /// Presses a key for the focused element.
    #[track_caller]
    pub fn press(&self, key: &str) {
        let strokes =
            [json!({ "type": "keyDown", "value": key }), json!({ "type": "keyUp", "value": key })];
        let source = json!({ "type": "key", "id": "keyboard", "actions": strokes });
        self.tell("/actions", &json!({ "actions": [source] }));
    }

    /// Goes back, like the browser's button.
    #[track_caller]
    pub fn back(&self) {
        self.tell("/back", &json!({}));
    }

    /// Takes a picture of the window.
    #[track_caller]
    pub fn picture(&self) -> Vec<u8> {
        let taken = self.asked("/screenshot");
        STANDARD.decode(taken.as_str().unwrap_or_default()).unwrap_or_default()
    }

    /// Writes a picture as `name` below the directory of test artifacts.
    #[track_caller]
    pub fn keep_picture(&self, directory: &Path, name: &str) {
        let kept = fs::create_dir_all(directory)
            .and_then(|()| fs::write(directory.join(format!("{name}.png")), self.picture()));
        kept.unwrap_or_else(|e| panic!("{}: {e}", directory.display()));
    }

    /// The downloaded file, when it is complete.
    #[track_caller]
    pub fn downloaded(&self) -> PathBuf {
        let place = self.profile.path().to_string_lossy().into_owned();
        let what = format!("a file downloaded to {place}");
        self.wait_until(&what, |window| window.download().is_some());
        self.download().unwrap_or_default()
    }

    fn download(&self) -> Option<PathBuf> {
        let files = fs::read_dir(self.profile.path()).ok()?.filter_map(Result::ok);
        let mut files: Vec<PathBuf> =
            files.map(|entry| entry.path()).filter(|path| path.is_file()).collect();
        let under_way = |path: &PathBuf| path.extension().is_some_and(|it| it == "crdownload");
        files.retain(|path| {
            !path.file_name().is_some_and(|it| it.to_string_lossy().starts_with('.'))
        });
        if files.iter().any(under_way) { None } else { files.pop() }
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        drop(self.ask("DELETE", "", None));
    }
}

/// The two ways in which the driver reports that an element disappeared with its page.
fn is_gone(problem: &str) -> bool {
    ["stale element", "does not belong to the document"].iter().any(|said| problem.contains(said))
}
