//! `countersign_fuzzed::dispatched_document` with generated input.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| countersign_fuzzed::dispatched_document(input));
