//! The paths that a Rust file names: in its `use` trees and within its code.
//!
//! A visibility such as `pub(in crate::a)` imports nothing, and a `#[cfg(test)]` module is not part
//! of the program; both are left out. A path counts as written. Re-exports are not resolved.

use std::collections::BTreeSet;

use super::tokens::RustToken::{Mark, PathSeparator, Word};
use super::tokens::{RustToken, tokens};

/// A path from the root of a crate, such as `actions`, `import`, `Options`.
pub(super) type Path = Vec<String>;

/// Every path that the file of `module` names, from the root of its crate. A path that begins with
/// a plain name is relative to its module.
pub(super) fn read(text: &str, module: &Path) -> BTreeSet<Path> {
    let tokens = tokens(text);
    let (module, braces, paths) = (module.clone(), Vec::new(), BTreeSet::new());
    let mut reader = ImportReader { tokens: &tokens, module, braces, paths };
    while !reader.tokens.is_empty() {
        reader.step();
    }
    reader.paths
}

struct ImportReader<'a> {
    /// The tokens that are still to be read.
    tokens: &'a [RustToken<'a>],
    /// The module that the reader is in.
    module: Path,
    /// Each open brace, and whether it belongs to a module.
    braces: Vec<bool>,
    paths: BTreeSet<Path>,
}

impl ImportReader<'_> {
    fn step(&mut self) {
        match self.tokens {
            [Word("pub"), Mark('('), Word("in"), rest @ ..] => {
                let end = rest.iter().position(|it| *it == Mark(')')).unwrap_or(rest.len());
                self.tokens = &rest[end..];
            }
            [
                Mark('#'),
                Mark('['),
                Word("cfg"),
                Mark('('),
                Word("test"),
                Mark(')'),
                Mark(']'),
                Word("mod"),
                Word(_),
                Mark('{'),
                rest @ ..,
            ] => self.tokens = after_block(rest),
            [Word("mod"), Word(name), Mark('{'), rest @ ..] => {
                self.module.push((*name).to_owned());
                self.braces.push(true);
                self.tokens = rest;
            }
            [Word("use"), rest @ ..] => {
                self.tokens = rest;
                self.tree(&[]);
            }
            [Word(_), PathSeparator, Word(_), ..] => self.tree(&[]),
            [PathSeparator, Word(_), rest @ ..] => self.tokens = rest,
            [token, rest @ ..] => {
                self.tokens = rest;
                self.brace(*token);
            }
            [] => {}
        }
    }

    fn brace(&mut self, token: RustToken<'_>) {
        match token {
            Mark('{') => self.braces.push(false),
            Mark('}') if self.braces.pop() == Some(true) => _ = self.module.pop(),
            _ => {}
        }
    }

    /// Reads a path and all its branches.
    fn tree(&mut self, trunk: &[String]) {
        let mut path = trunk.to_vec();
        loop {
            match self.tokens {
                [Word(word), PathSeparator, rest @ ..] => {
                    path.push((*word).to_owned());
                    self.tokens = rest;
                }
                [Word(word), rest @ ..] => {
                    path.push((*word).to_owned());
                    self.tokens = rest;
                    break;
                }
                [Mark('{'), rest @ ..] => {
                    self.tokens = rest;
                    return self.branches(&path);
                }
                _ => break,
            }
        }
        self.add(&path);
    }

    fn branches(&mut self, trunk: &[String]) {
        loop {
            match self.tokens {
                [Mark('}'), rest @ ..] => return self.tokens = rest,
                [Word(_) | Mark('{'), ..] => self.tree(trunk),
                [Mark('*'), rest @ ..] => {
                    self.add(trunk);
                    self.tokens = rest;
                }
                [_, rest @ ..] => self.tokens = rest,
                [] => return,
            }
        }
    }

    fn add(&mut self, path: &[String]) {
        let mut whole = self.module.clone();
        let mut names = path.iter().peekable();
        if names.next_if(|name| *name == "crate").is_some() {
            whole.clear();
        }
        for name in names {
            match name.as_str() {
                "self" => {}
                "super" => _ = whole.pop(),
                _ => whole.push(name.clone()),
            }
        }
        self.paths.insert(whole);
    }
}

/// The tokens after the block at the start of `tokens`.
fn after_block<'a>(tokens: &'a [RustToken<'a>]) -> &'a [RustToken<'a>] {
    let mut depth = 1_usize;
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Mark('{') => depth += 1,
            Mark('}') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &tokens[at + 1..];
        }
    }
    &[]
}
