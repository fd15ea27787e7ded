//! The HTTP kernel: everything between a socket and a handler that pages and an API share.
//!
//! [`serve`] takes connections within their limits; [`early`] refuses what is meant for another
//! host or is one of too many; [`context`] finds out who asks; [`access`] says who may open a
//! route; [`csrf`] whether a form is ours; [`forms`] and [`download`] bound what comes in and goes
//! out; [`probes`] answers load balancers; [`problem`] is every reason why there is no ordinary
//! answer, as data.
//!
//! Has no texts and no pages: the skin that shows a problem puts it into words.

pub mod access;
pub mod arrival;
pub mod blocking;
pub mod client_address;
pub mod context;
pub mod cookies;
pub mod csrf;
pub mod download;
pub mod early;
pub mod evidence_pack;
pub mod files_under_way;
pub mod finish_response;
pub mod forms;
pub mod headers;
pub mod log_files;
pub mod note_use;
pub mod probes;
pub mod problem;
pub mod problem_log;
pub mod redirect;
pub mod report_pdf;
pub mod report_query;
pub mod request_span;
pub mod requests_under_way;
pub mod routes;
pub mod serve;
pub mod session_cookie;
pub mod set_cookie;
pub mod state;
pub mod trace_parent;
