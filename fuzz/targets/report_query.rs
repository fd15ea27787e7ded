//! `countersign_fuzzed::report_query` with generated input.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| countersign_fuzzed::report_query(input));
