//! `countersign_fuzzed::date_and_zone` with generated input.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| countersign_fuzzed::date_and_zone(input));
