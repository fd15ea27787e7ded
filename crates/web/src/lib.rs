//! The HTTP kernel: everything between a socket and a handler that pages and an API share.
//!
//! [`serve`] accepts connections within their limits; [`early`] refuses requests for other hosts
//! and too many from one address; [`context`] finds the visitor; [`access`] says who may open a
//! route; [`csrf`] checks the origin of forms; [`forms`] and [`download`] limit what is received
//! and sent; [`problem`] has every reason for an error response, as data.
//!
//! Has no texts and no pages: the skin that shows a problem puts it into words.

pub mod access;
pub mod answer;
pub mod blocking;
pub mod client_address;
pub mod context;
pub mod cookies;
pub mod csrf;
pub mod download;
pub mod early;
pub mod files_under_way;
pub mod forms;
pub mod headers;
pub mod problem;
pub mod problem_log;
pub mod redirect;
pub mod requests_under_way;
pub mod routes;
pub mod serve;
pub mod session_cookie;
pub mod set_cookie;
pub mod state;
