//! `cargo xtask tour`: docs/tour, a walk through the console in pictures.
//!
//! Starts the demonstration and the browser, visits one stop after the other, and writes the page
//! with the pictures. The stops and their texts are in [`stops`]. The demonstration is the same
//! each time, so a picture changes only when the console does.

mod stops;

use std::fs;
use std::path::Path;
use std::process::Command;

use countersign_testkit::browser::{Driver, Look, Window};

use crate::cargo::{Failure, root};
use crate::release_binary::Binary;
use crate::server::Server;
use stops::{Act, STOPS, Stop};

/// Where the tour is kept, from the root of the workspace.
const TOUR: &str = "docs/tour";

/// The desktop browser.
const DESK: Look = Look { width: 1280, height: 860, dark: false };

/// A phone in dark mode.
const PHONE: Look = Look { width: 390, height: 844, dark: true };

/// The text above the first picture.
const BEGIN: &str = "# A tour of the console

`cargo xtask tour` makes this page from the demonstration. To follow it yourself, run

    cargo run --release -- demo

Every company, person and figure in it is invented. The clock shows the afternoon of
3 November 2026, when October's reports are being agreed.
";

/// Visits the stops and writes the page.
///
/// # Errors
/// Fails if the demonstration does not start or a file cannot be written.
pub fn run(binary: &Binary) -> Result<(), Failure> {
    let demo = Server::start(Command::new(binary.find()?).arg("demo"))?;
    let driver = Driver::start()?;
    let window = Window::open(&driver.address());
    let place = root().join(TOUR);
    let failed = |e: std::io::Error| format!("{}: {e}", place.display());
    if place.exists() {
        fs::remove_dir_all(&place).map_err(failed)?;
    }
    for stop in STOPS {
        eprintln!("{}", stop.title);
        window.look(if stop.on_a_phone { PHONE } else { DESK });
        for act in stop.acts {
            perform(&window, &demo.address, act);
        }
        window.keep_picture(&place, stop.name);
    }
    fs::write(place.join("README.md"), page()).map_err(failed)?;
    Ok(())
}

fn perform(window: &Window, origin: &str, act: &Act) {
    match act {
        Act::SignIn(email) => {
            window.go(&format!("{origin}/demo"));
            window.click(&format!("form:has([value='{email}']) button"));
            // A person is signed in on the page of the demonstration, too.
            window.wait_for(".places [href='/'][aria-current]");
        }
        Act::Go(path) => window.go(&format!("{origin}{path}")),
        Act::Click(selector) => {
            // The driver takes what is below a bar for visible, and then clicks on the bar.
            let center = "scrollIntoView({ block: 'center' })";
            window.wait_for(selector);
            window.run(&format!("document.querySelector({selector:?}).{center}"));
            window.click(selector);
        }
        Act::Fill(selector, text) => window.fill(selector, text),
        Act::Press(key) => window.press(key),
        Act::WaitFor(selector) => window.wait_for(selector),
    }
}

fn page() -> String {
    STOPS.iter().fold(BEGIN.to_owned(), |page, stop| page + &section(stop))
}

fn section(stop: &Stop) -> String {
    let Stop { name, title, words, .. } = stop;
    format!("\n## {title}\n\n{words}\n\n![{title}]({name}.png)\n")
}

/// Files of the tour that are missing or not expected.
#[must_use]
pub fn differences(root: &Path) -> Vec<String> {
    let place = root.join(TOUR);
    let existing = fs::read_to_string(place.join("README.md")).unwrap_or_default();
    let missing = STOPS.iter().filter(|it| !place.join(format!("{}.png", it.name)).is_file());
    let mut differences: Vec<String> =
        missing.map(|it| format!("{TOUR}/{}.png is missing", it.name)).collect();
    if existing != page() {
        differences.push(format!("{TOUR}/README.md is stale"));
    }
    differences
}
