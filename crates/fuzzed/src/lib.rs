//! What the fuzzer tests: one function for each parser of text that people, files and other
//! machines send. A function panics if a property does not hold.
//!
//! `fuzz/` calls them with generated input. The test of this crate calls them with the inputs
//! stored in `fuzz/corpus`, so that every `cargo test` tries inputs that failed once.

mod channels;
mod documents;
mod events;
mod files;
mod passkeys;
mod pdfs;
mod readings;
mod requests;
mod signatures;
mod stamps;
mod values;
mod witnesses;

pub use channels::{channel_address, database_url, mail_server, network};
pub use documents::{dispatched_document, history_entry, message_templates};
pub use events::cloud_event;
pub use files::csv;
pub use passkeys::{passkey, passkey_flags};
pub use pdfs::pdf;
pub use readings::reading_lines;
pub use requests::{api_token, client_address, form_token, host, list_cursor, report_query};
pub use signatures::{signing_key, ssh_signature, statement};
pub use stamps::time_stamp;
pub use values::{cycle_and_instant, date_and_zone, quantity, setting};
pub use witnesses::cosigned_checkpoint;

/// A parser with its name, which is also the name of its target and of its folder of inputs.
pub type Target = (&'static str, fn(&[u8]));

pub const TARGETS: [Target; 28] = [
    ("api_token", api_token),
    ("channel_address", channel_address),
    ("client_address", client_address),
    ("cloud_event", cloud_event),
    ("cosigned_checkpoint", cosigned_checkpoint),
    ("csv", csv),
    ("cycle_and_instant", cycle_and_instant),
    ("database_url", database_url),
    ("date_and_zone", date_and_zone),
    ("dispatched_document", dispatched_document),
    ("form_token", form_token),
    ("history_entry", history_entry),
    ("host", host),
    ("list_cursor", list_cursor),
    ("mail_server", mail_server),
    ("message_templates", message_templates),
    ("network", network),
    ("passkey", passkey),
    ("passkey_flags", passkey_flags),
    ("pdf", pdf),
    ("quantity", quantity),
    ("reading_lines", reading_lines),
    ("report_query", report_query),
    ("setting", setting),
    ("signing_key", signing_key),
    ("ssh_signature", ssh_signature),
    ("statement", statement),
    ("time_stamp", time_stamp),
];

/// The input as text. Parsers of text receive nothing else.
fn text(input: &[u8]) -> Option<&str> {
    std::str::from_utf8(input).ok()
}
