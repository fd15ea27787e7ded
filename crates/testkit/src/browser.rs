//! A real browser: Chromium, driven headless by its own driver over the WebDriver protocol.
//!
//! One driver is started for a run of tests. Each window has a separate profile and closes when
//! dropped. Driver and browser end with the process that started the driver, however that ends.

mod driver;
mod exchange;
mod window;

pub use crate::companion::given;
pub use driver::Driver;
pub use window::{Look, Window};

/// The environment variable that holds the address of the driver that tests open windows with.
pub const VARIABLE: &str = "COUNTERSIGN_TEST_BROWSER";

/// The environment variable that names the file of axe-core.
pub const AXE_VARIABLE: &str = "COUNTERSIGN_TEST_AXE";
