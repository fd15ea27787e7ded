//! `countersign_fuzzed::time_stamp` with generated input.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| countersign_fuzzed::time_stamp(input));
