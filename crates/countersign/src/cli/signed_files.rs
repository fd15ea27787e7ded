//! The files of a signature: `FILE` is signed, `FILE.sig` is what `ssh-keygen` writes, and
//! `FILE.statements` holds the statements if `FILE` holds the root of many.

use countersign_app::failure::{Failure, Result};
use countersign_app::signatures::bulk::{self, MOST};
use countersign_app::signatures::signed_file::{SignedStatements, SignedTexts};
use countersign_domain::signature::SignatureFault;
use countersign_domain::statement::Statement;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The ending of the statements beside the text that holds their root.
const STATEMENTS: &str = "statements";
/// The longest file that is read, in bytes.
const LONGEST: u64 = 256 * 1024 * 1024;

fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(STATEMENTS);
    name.into()
}

/// Writes statements to sign, one as it is and many with their root, and returns the files.
pub(super) fn write(file: &Path, statements: &[Statement]) -> Result<Vec<PathBuf>> {
    let put = |path: &Path, text: &str| {
        std::fs::write(path, text).map_err(|error| Failure::io(path, &error))
    };
    if let [one] = statements {
        put(file, &one.text())?;
        return Ok(vec![file.to_owned()]);
    }
    if statements.len() > MOST {
        let count = statements.len();
        return Err(Failure::Usage(format!("{count} reports; at most {MOST} are signed at once")));
    }
    let lines: String = statements.iter().map(|it| it.text() + "\n").collect();
    let beside = beside(file);
    put(&beside, &lines)?;
    put(file, &bulk::over(statements)?.text)?;
    Ok(vec![file.to_owned(), beside])
}

/// Reads a signature with the files beside it.
pub(super) fn read(signature: &Path) -> Result<SignedStatements> {
    let shown = signature.display();
    let named = signature.extension().is_some_and(|ending| ending == "sig");
    if !named {
        return Err(Failure::Usage(format!("{shown}: expected the FILE.sig of ssh-keygen")));
    }
    let file = signature.with_extension("");
    let many = beside(&file);
    let statements = if many.exists() { Some(text(&many)?) } else { None };
    let (signed, armoured) = (text(&file)?, text(signature)?);
    let statements = statements.filter(|_| !signed.starts_with('{'));
    let texts =
        SignedTexts { signed: &signed, statements: statements.as_deref(), signature: &armoured };
    let fault = |fault: SignatureFault| Failure::Usage(format!("{shown}: {}", fault.words()));
    SignedStatements::read(texts).map_err(fault)
}

fn text(path: &Path) -> Result<String> {
    let shown = path.display();
    let cannot = |error: std::io::Error| Failure::Usage(format!("{shown}: {error}"));
    let mut text = String::new();
    let file = File::open(path).map_err(cannot)?;
    // A file that is none, such as a pipe, says nothing of its length.
    let is_short = file.metadata().map_err(cannot)?.len() <= LONGEST;
    if is_short {
        file.take(LONGEST + 1).read_to_string(&mut text).map_err(cannot)?;
    }
    if !is_short || text.len() as u64 > LONGEST {
        return Err(Failure::Usage(format!("{shown}: it is larger than 256 MiB")));
    }
    Ok(text)
}
