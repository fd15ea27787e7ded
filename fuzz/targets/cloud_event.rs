//! `countersign_fuzzed::cloud_event` with generated input.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| countersign_fuzzed::cloud_event(input));
