//! The log of a serving program: lines on standard error, for people or for a collector.

use clap::ValueEnum;
use tracing_subscriber::EnvFilter;

/// How a log line is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum LogFormat {
    /// For people
    #[default]
    Text,
    /// One JSON object per line
    Json,
}

/// Begins to log. What is logged is said by `COUNTERSIGN_LOG`, such as `warn` or
/// `countersign=debug`; `info` unless it says so.
pub(super) fn begin(format: LogFormat) {
    let filter = EnvFilter::try_from_env("COUNTERSIGN_LOG");
    let filter = filter.unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match format {
        LogFormat::Text => log.with_target(false).init(),
        LogFormat::Json => log.json().init(),
    }
}
