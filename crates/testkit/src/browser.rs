//! A real browser: Chromium, driven headless by its own driver over the WebDriver protocol.
//!
//! Owns starting one driver for a run of tests, finding it again from a test, and windows: each has
//! a separate profile and closes when dropped. Neither driver nor browser outlives the process that
//! started the driver, however that ends. Owns no page and no journey.

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
