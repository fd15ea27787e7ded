//! Every stored input of the fuzzer passes.

#[cfg(test)]
mod tests {
    use countersign_fuzzed::TARGETS;
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::{Path, PathBuf};

    fn fuzz() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz")
    }

    /// The names in a folder, without their endings.
    fn names(folder: &Path) -> BTreeSet<String> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn every_kept_input_does_what_it_must() {
        for (name, target) in TARGETS {
            let inputs = fs::read_dir(fuzz().join("corpus").join(name)).unwrap();
            let mut count = 0;
            for input in inputs {
                target(&fs::read(input.unwrap().path()).unwrap());
                count += 1;
            }
            assert!(count > 0, "{name} has no inputs");
        }
    }

    #[test]
    fn every_parser_has_a_target_and_inputs() {
        let parsers: BTreeSet<String> =
            TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(names(&fuzz().join("targets")), parsers);
        assert_eq!(names(&fuzz().join("corpus")), parsers);
    }
}
