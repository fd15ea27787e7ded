//! What the tests share.

pub mod dataset;
pub mod differential;
pub mod model;
pub mod postgres;
