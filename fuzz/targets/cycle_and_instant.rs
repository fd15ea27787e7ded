//! `countersign_fuzzed::cycle_and_instant` with generated input.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| countersign_fuzzed::cycle_and_instant(input));
