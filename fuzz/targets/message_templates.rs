//! `countersign_fuzzed::message_templates` with generated input.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| countersign_fuzzed::message_templates(input));
