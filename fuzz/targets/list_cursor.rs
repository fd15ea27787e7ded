//! `countersign_fuzzed::list_cursor` with generated input.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| countersign_fuzzed::list_cursor(input));
