//! Gathers configuration options from all their sources and says which one counts.

use super::config_option::Kind;
use super::file::{self, Given};
use super::{ConfigOption, Origin};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The variable that names configuration files, separated like the folders of `PATH`.
const FILES: &str = "COUNTERSIGN_CONFIG";
/// The directory in which systemd hands credentials over.
const CREDENTIALS: &str = "CREDENTIALS_DIRECTORY";

/// What surrounds the program.
pub(crate) struct Sources<'a> {
    /// A variable's value; `None` if it is not set, or empty.
    pub(crate) variable: &'a dyn Fn(&str) -> Option<String>,
    /// Configuration files that the command line names; those of the environment without them.
    pub(crate) files: Vec<PathBuf>,
}

/// The options that are given, by key, and everything that is wrong with them.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    given: HashMap<String, Given>,
    pub(crate) problems: Vec<String>,
}

impl Gathered {
    /// What is given for an option.
    pub(crate) fn get(&self, option: &ConfigOption) -> Option<&Given> {
        self.given.get(&option.key)
    }

    fn add(&mut self, given: Given) {
        self.given.insert(given.key.clone(), given);
    }
}

/// The variable's value in this process; one that is empty counts as not set.
pub(crate) fn of_this_process(name: &str) -> Option<String> {
    std::env::var_os(name)
        .map(|value| value.to_string_lossy().into_owned())
        .filter(|value| !value.is_empty())
}

impl Sources<'_> {
    /// The configuration files, the last of which wins.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        if !self.files.is_empty() {
            return self.files.clone();
        }
        let named = (self.variable)(FILES);
        named.iter().flat_map(|list| std::env::split_paths(list).collect::<Vec<_>>()).collect()
    }

    /// Reads everything, the weakest source first.
    pub(crate) fn gather(&self, options: &[ConfigOption]) -> Gathered {
        let mut gathered = Gathered::default();
        options.iter().filter_map(|it| self.by_standard(it)).for_each(|it| gathered.add(it));
        for path in self.files() {
            match std::fs::read_to_string(&path) {
                Ok(text) => {
                    let (given, problems) = file::read(&path, &text, options);
                    given.into_iter().for_each(|it| gathered.add(it));
                    gathered.problems.extend(problems);
                }
                Err(error) => {
                    let problem = format!("{}: it cannot be read: {error}", path.display());
                    gathered.problems.push(problem);
                }
            }
        }
        for option in options {
            match self.beyond_files(option, options) {
                Ok(given) => given.into_iter().for_each(|it| gathered.add(it)),
                Err(problem) => gathered.problems.push(problem),
            }
        }
        let wrong = options.iter().filter_map(|option| wrong(option, gathered.get(option)?));
        let wrong: Vec<String> = wrong.collect();
        gathered.problems.extend(wrong);
        gathered
    }

    /// What the variable of a standard gives to an option.
    fn by_standard(&self, option: &ConfigOption) -> Option<Given> {
        let name = option.standard_variable()?;
        let values = vec![(self.variable)(name)?];
        Some(Given { key: option.key.clone(), values, origin: Origin::Standard(name) })
    }

    /// What a variable, the file that one names, or a credential gives to an option.
    fn beyond_files(
        &self,
        option: &ConfigOption,
        options: &[ConfigOption],
    ) -> Result<Option<Given>, String> {
        let given = |text: &str, origin: Origin| {
            let values = match option.kind {
                Kind::Many => text.split(',').map(|it| it.trim().to_owned()).collect(),
                Kind::Flag | Kind::One => vec![text.to_owned()],
            };
            Ok(Some(Given { key: option.key.clone(), values, origin }))
        };
        let name = option.variable();
        if let Some(text) = (self.variable)(&name) {
            return given(&text, Origin::Variable(name));
        }
        let variable = format!("{name}_FILE");
        let is_another = options.iter().any(|it| it.variable() == variable);
        if let Some(path) = (self.variable)(&variable).filter(|_| !is_another).map(PathBuf::from) {
            let read = content(&path);
            let text = read
                .map_err(|why| format!("{variable}: {} cannot be read: {why}", path.display()))?;
            return given(&text, Origin::NamedFile { variable, path });
        }
        let Some(folder) = (self.variable)(CREDENTIALS) else { return Ok(None) };
        let path = Path::new(&folder).join(format!("countersign.{}", option.key));
        if !path.exists() {
            return Ok(None);
        }
        let text =
            content(&path).map_err(|why| format!("{} cannot be read: {why}", path.display()))?;
        given(&text, Origin::Credential(path))
    }
}

/// A file's content without the end of its last line.
fn content(path: &Path) -> std::io::Result<String> {
    Ok(std::fs::read_to_string(path)?.trim_end_matches(['\r', '\n']).to_owned())
}

/// What is wrong with a value, without repeating a secret one.
fn wrong(option: &ConfigOption, given: &Given) -> Option<String> {
    let why = given.values.iter().find_map(|value| match option.kind {
        Kind::Flag if matches!(value.as_str(), "true" | "false") => None,
        Kind::Flag => Some("write true or false".to_owned()),
        Kind::One | Kind::Many => {
            let why = option.check(value).err()?;
            let shown = if option.is_secret() { String::new() } else { format!("{value:?}: ") };
            Some(format!("{shown}{why}"))
        }
    })?;
    Some(format!("{}: {}: {why}", given.origin, option.key))
}
