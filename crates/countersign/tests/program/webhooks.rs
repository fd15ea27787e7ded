//! Webhooks: which company gets which event, and how the messages travel.

mod fixture;
mod queueing;
mod seeing;
mod sending;
