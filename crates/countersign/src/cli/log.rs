//! The log of a running server: lines on standard error, for people or for a collector.

use crate::traces::Traces;
use clap::{Args, ValueEnum};
use countersign_app::failure::{Failure, Result};
use std::fmt::{self, Debug};
use std::io::IsTerminal;
use std::panic::{self, PanicHookInfo};
use tracing::field::Field;
use tracing_subscriber::field::MakeExt;
use tracing_subscriber::fmt::FormatFields;
use tracing_subscriber::fmt::format::{Writer, debug_fn};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer};

/// The format of a log line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum LogFormat {
    /// For people
    #[default]
    Text,
    /// One JSON object per line
    Json,
}

/// What is logged.
#[derive(Args, Debug)]
pub(super) struct LogFilter {
    /// What is logged: a level, such as warn, or several with the targets they are for, such as
    /// warn,audit=info
    #[arg(long, value_name = "FILTER", default_value = "info")]
    log: String,
}

/// Reads the filter.
///
/// # Errors
/// Fails if it is none.
pub(super) fn check(LogFilter { log }: &LogFilter) -> Result<EnvFilter> {
    EnvFilter::try_new(log).map_err(|error| {
        Failure::Usage(format!("--log {log}: {error}; give a level such as info or warn"))
    })
}

/// Begins to log, and to export traces if there is a collector for them.
///
/// # Errors
/// Fails if the filter is none.
pub(super) fn begin(format: LogFormat, filter: &LogFilter, traces: Option<&Traces>) -> Result<()> {
    let filter = check(filter)?;
    let log = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let log = match format {
        LogFormat::Text => {
            let coloured = std::io::stderr().is_terminal();
            log.with_ansi(coloured).with_target(false).fmt_fields(on_one_line()).boxed()
        }
        LogFormat::Json => log.json().boxed(),
    };
    let log = log.with_filter(filter);
    tracing_subscriber::registry().with(log).with(traces.map(Traces::layer)).init();
    panic::set_hook(Box::new(log_panic));
    Ok(())
}

/// Writes the fields of an event so that they stay on one line: text from outside must neither look
/// like another line of the log nor send commands to a terminal.
fn on_one_line() -> impl for<'w> FormatFields<'w> + Send + Sync + 'static {
    debug_fn(write_field).delimited(" ")
}

fn write_field(writer: &mut Writer<'_>, field: &Field, value: &dyn Debug) -> fmt::Result {
    if field.name() != "message" {
        write!(writer, "{field}=")?;
    }
    format!("{value:?}").chars().try_for_each(|c| match c {
        // Characters that end a quoted text are escaped where the text is quoted.
        '"' | '\'' | '\\' => writer.write_char(c),
        other => write!(writer, "{}", other.escape_debug()),
    })
}

/// Logs a panic as one line, like any other event.
fn log_panic(panic: &PanicHookInfo<'_>) {
    tracing::error!(event = "panic", %panic, "the program panicked");
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io;
    use std::sync::{Arc, Mutex};

    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// The lines that the log has after `work`.
    fn logged(work: impl FnOnce()) -> String {
        // With a single subscriber, tracing would cache the interest of other tests' events; a
        // second dispatcher prevents that.
        let _another = tracing::Dispatch::new(tracing_subscriber::registry());
        let lines = Lines::default();
        let writer = lines.clone();
        let log = tracing_subscriber::fmt().with_ansi(false).without_time();
        let log = log.fmt_fields(on_one_line()).with_writer(move || writer.clone()).finish();
        tracing::subscriber::with_default(log, work);
        let bytes = lines.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn text_from_outside_stays_on_its_line_and_commands_no_terminal() {
        let typed = "a\nERROR forged\r\u{1b}[2J\u{9b}\u{202e}\u{2028}\u{85}ö 猫 \"x\" \\";
        let lines = logged(|| {
            tracing::info!(shown = %typed, quoted = typed, "told {typed}");
        });
        let (line, rest) = lines.split_once('\n').unwrap();
        assert_eq!(rest, "");
        assert!(!line.contains(|c: char| c.is_control()), "{line}");
        let escaped = r"a\nERROR forged\r\u{1b}[2J\u{9b}\u{202e}\u{2028}\u{85}ö 猫";
        for expected in [
            format!(r#" told {escaped} "x" \ "#),
            format!(r#" shown={escaped} "x" \ "#),
            format!(r#" quoted="{escaped} \"x\" \\""#),
        ] {
            assert!(line.contains(&expected), "no {expected} in {line}");
        }
    }

    #[test]
    fn a_fault_that_nothing_caught_is_one_line_that_says_where() {
        let lines = logged(|| {
            let before = panic::take_hook();
            panic::set_hook(Box::new(log_panic));
            panic::catch_unwind(|| panic!("it broke\nhere")).unwrap_err();
            panic::set_hook(before);
        });
        assert_eq!(lines.lines().count(), 1, "{lines}");
        assert!(lines.contains("the program panicked"), "{lines}");
        assert!(lines.contains(r"log.rs") && lines.contains(r"it broke\nhere"), "{lines}");
    }
}
