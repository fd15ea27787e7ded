//! Access, through the pages. Each test has a browser and a separate console.

mod account;
mod browser;
mod first_hour;
mod fixture;
mod joining;
mod logged;
mod mail;
mod passkeys;
mod people;
mod recorded;
mod secrets;
mod setting_up;
mod sign_on;
mod signing_in;
mod throttling;
mod tokens;
