//! Who may come in, through the pages: each test is a browser before a separate console.

mod account;
mod browser;
mod joining;
mod log;
mod logged;
mod mail;
mod people;
mod recorded;
mod secrets;
mod sign_on;
mod signing_in;
mod throttling;
mod world;
