//! `countersign_fuzzed::passkey_flags` with generated input.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| countersign_fuzzed::passkey_flags(input));
