//! Progress of long work: a bar with rate and time left on a terminal, silence elsewhere.

use crate::failure::Result;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::pin::Pin;

/// A function that long work calls now and then with the number of processed bytes; an error ends
/// the work.
pub type Pulse = Box<dyn FnMut(u64) -> Pin<Box<dyn Future<Output = Result<()>>>>>;

/// The progress of long work.
pub struct WorkProgress {
    bar: ProgressBar,
    pulse: Option<Pulse>,
}

impl WorkProgress {
    /// Shows it on stderr, if that is a terminal.
    #[must_use]
    pub fn on_terminal() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        Self { bar, pulse: None }
    }

    /// Shows nothing.
    #[must_use]
    pub fn hidden() -> Self {
        Self { bar: ProgressBar::hidden(), pulse: None }
    }

    /// Shows nothing, and calls this now and then.
    #[must_use]
    pub fn told_to(pulse: Pulse) -> Self {
        Self { bar: ProgressBar::hidden(), pulse: Some(pulse) }
    }

    /// Calls the function between two pieces of work, with the number of processed bytes.
    ///
    /// # Errors
    /// Fails if the work is to end here.
    pub async fn pulse(&mut self, bytes: u64) -> Result<()> {
        match &mut self.pulse {
            Some(pulse) => pulse(bytes).await,
            None => Ok(()),
        }
    }

    /// Begins a piece of work, with its number of units if that is known.
    pub fn begin(&mut self, what: &str, unit: &str, total: Option<u64>) {
        let bytes = unit == "B";
        let template = match (total.is_some(), bytes) {
            (true, true) => {
                "{msg} {wide_bar} {bytes}/{total_bytes} {binary_bytes_per_sec} {eta} left"
            }
            (true, false) => "{msg} {wide_bar} {human_pos}/{human_len} {per_sec} {eta} left",
            (false, _) => "{msg} {spinner} {human_pos} {per_sec}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
        self.bar.reset();
        match total {
            Some(total) => self.bar.set_length(total),
            None => self.bar.unset_length(),
        }
        self.bar.set_message(what.to_owned());
    }

    /// Shows how many units are done.
    pub fn at(&self, done: u64) {
        self.bar.set_position(done);
    }

    /// A line for a person, above the bar.
    pub fn note(&self, text: &str) {
        self.bar.suspend(|| eprintln!("{text}"));
    }

    /// Deletes the bar.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}
