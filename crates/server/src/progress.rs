//! Progress of long work: a bar with rate and time left on a terminal, silence elsewhere.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shows how far work has come.
pub struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// Shows it on stderr, if that is a terminal.
    #[must_use]
    pub fn on_terminal() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        Self { bar }
    }

    /// Shows nothing.
    #[must_use]
    pub fn hidden() -> Self {
        Self { bar: ProgressBar::hidden() }
    }

    /// Begins a piece of work of so many units, where that is known.
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

    /// How far the work has come.
    pub fn at(&self, done: u64) {
        self.bar.set_position(done);
    }

    /// A line for a person, above the bar.
    pub fn note(&self, text: &str) {
        self.bar.suspend(|| eprintln!("{text}"));
    }

    /// Takes the bar away.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}
