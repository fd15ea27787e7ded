//! Who may come in, through the pages: each test is a browser before a console of its own.

#[cfg(test)]
mod account;
#[cfg(test)]
mod browser;
#[cfg(test)]
mod joining;
#[cfg(test)]
mod log;
#[cfg(test)]
mod logged;
#[cfg(test)]
mod mail;
#[cfg(test)]
mod people;
#[cfg(test)]
mod recorded;
#[cfg(test)]
mod secrets;
#[cfg(test)]
mod sign_on;
#[cfg(test)]
mod signing_in;
#[cfg(test)]
mod throttling;
#[cfg(test)]
mod world;
