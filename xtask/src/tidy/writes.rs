//! No skin writes to the store: pages and the command line call an action of `app` instead.
//!
//! A function of the store writes if it executes a statement on its transaction, or calls a
//! function of the store that does. Its name is refused in the skins.

use std::collections::{BTreeMap, BTreeSet};

use super::circles::SourceFile;
use super::finding::Finding;
use super::tokens::RustToken::{self, Mark, PathSeparator, Word};
use super::tokens::tokens;

/// Where the functions that write are.
const STORE: &str = "crates/store/src/";

/// The crate's name in code.
const STORE_CRATE: &str = "countersign_store";

/// Where they must not be named.
const SKINS: [&str; 4] =
    ["crates/web/src/", "crates/console/src/", "crates/api/src/", "crates/countersign/src/cli/"];

/// The methods of a transaction that change something.
const WRITING: [&str; 5] = ["execute", "execute_many", "insert", "insert_free", "copy_into"];

/// A module of the store and a function in it.
type Function = (String, String);

/// Every function of the store that a skin names although it writes.
#[must_use]
pub fn check(sources: &[SourceFile]) -> Vec<Finding> {
    let writers = writers(sources);
    let skins = sources.iter().filter(|(path, _)| SKINS.iter().any(|it| path.starts_with(it)));
    let mut findings = Vec::new();
    for (path, text) in skins {
        for (module, name) in named(&tokens(text)).intersection(&writers) {
            let message = format!(
                "`{module}::{name}` writes to the store: let an action in crates/app do it"
            );
            findings.push(Finding { path: path.clone(), line: 0, message });
        }
    }
    findings
}

/// What a function does itself, and what it calls.
#[derive(Default)]
struct Body {
    writes: bool,
    calls: BTreeSet<Function>,
}

/// Every function of the store that writes, under the name of its file and of each module above,
/// which may re-export it.
fn writers(sources: &[SourceFile]) -> BTreeSet<Function> {
    let mut bodies: BTreeMap<Function, Body> = BTreeMap::new();
    for (path, text) in sources {
        let Some(inner) = path.strip_prefix(STORE) else { continue };
        let modules: Vec<&str> = inner.trim_end_matches(".rs").split('/').collect();
        let tokens = tokens(text);
        for module in modules {
            read_bodies(&tokens, module, &mut bodies);
        }
    }
    let mut writers: BTreeSet<Function> =
        bodies.iter().filter(|(_, body)| body.writes).map(|(name, _)| name.clone()).collect();
    loop {
        let calling = bodies.iter().filter(|(_, body)| !body.calls.is_disjoint(&writers));
        let calling: Vec<Function> = calling.map(|(name, _)| name.clone()).collect();
        let before = writers.len();
        writers.extend(calling);
        if writers.len() == before {
            return writers;
        }
    }
}

/// Reads each function from its `fn` to the next one.
fn read_bodies(tokens: &[RustToken<'_>], module: &str, bodies: &mut BTreeMap<Function, Body>) {
    let mut current = None;
    for (at, token) in tokens.iter().enumerate() {
        if let (Word("fn"), Some(Word(name))) = (token, tokens.get(at + 1)) {
            current = Some((module.to_owned(), (*name).to_owned()));
        }
        let Some(function) = &current else { continue };
        let body = bodies.entry(function.clone()).or_default();
        match &tokens[at..] {
            [Word("tx"), Mark('.'), Word(method), Mark('('), ..] => {
                body.writes |= WRITING.contains(method);
            }
            [Word(other), PathSeparator, Word(name), Mark('('), ..] => {
                body.calls.insert(((*other).to_owned(), (*name).to_owned()));
            }
            [Word(name), Mark('('), ..] if !follows_mark(tokens, at) => {
                body.calls.insert((module.to_owned(), (*name).to_owned()));
            }
            _ => {}
        }
    }
}

/// Whether a name belongs to what is before it: a method, or the end of a path.
fn follows_mark(tokens: &[RustToken<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    matches!(before, Some(Mark('.') | PathSeparator | Word("fn")))
}

/// Every function that a file imports from the store or names as `module::function`.
fn named(tokens: &[RustToken<'_>]) -> BTreeSet<Function> {
    let mut imports = Imports { tokens, locals: BTreeMap::new(), named: BTreeSet::new() };
    while !imports.tokens.is_empty() {
        imports.step();
    }
    let Imports { locals, mut named, .. } = imports;
    for window in tokens.windows(3) {
        let [Word(local), PathSeparator, Word(name)] = window else { continue };
        if let Some(module) = locals.get(local) {
            named.insert(((*module).to_owned(), (*name).to_owned()));
        }
    }
    named
}

/// Reads the paths that begin at the store.
struct Imports<'a> {
    /// What is still to be read.
    tokens: &'a [RustToken<'a>],
    /// Each name of the file that is an item of the store, with its name there.
    locals: BTreeMap<&'a str, &'a str>,
    named: BTreeSet<Function>,
}

impl<'a> Imports<'a> {
    fn step(&mut self) {
        match self.tokens {
            [Word(STORE_CRATE), PathSeparator, rest @ ..] => {
                self.tokens = rest;
                self.tree("");
            }
            [_, rest @ ..] => self.tokens = rest,
            [] => {}
        }
    }

    fn tree(&mut self, module: &'a str) {
        match self.tokens {
            [Word(name), PathSeparator, rest @ ..] => {
                self.tokens = rest;
                self.tree(name);
            }
            [Word(name), Word("as"), Word(local), rest @ ..] => {
                self.tokens = rest;
                self.leaf(module, name, local);
            }
            [Word(name), rest @ ..] => {
                self.tokens = rest;
                self.leaf(module, name, if *name == "self" { module } else { name });
            }
            [Mark('{'), rest @ ..] => {
                self.tokens = rest;
                self.branches(module);
            }
            _ => {}
        }
    }

    fn branches(&mut self, module: &'a str) {
        loop {
            match self.tokens {
                [Mark('}'), rest @ ..] => return self.tokens = rest,
                [Word(_) | Mark('{'), ..] => self.tree(module),
                [_, rest @ ..] => self.tokens = rest,
                [] => return,
            }
        }
    }

    fn leaf(&mut self, module: &'a str, name: &'a str, local: &'a str) {
        self.locals.insert(local, if name == "self" { module } else { name });
        self.named.insert((module.to_owned(), name.to_owned()));
    }
}
