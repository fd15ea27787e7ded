//! `countersign_fuzzed::client_address` with generated input.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| countersign_fuzzed::client_address(input));
