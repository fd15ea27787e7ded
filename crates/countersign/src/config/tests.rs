//! Options come from every source, and no option is forgotten.

use super::config_option::Kind;
use super::sources::{Gathered, Sources};
use super::{ConfigOption, Origin, config_options, file};
use crate::cli::Cli;
use crate::config::command_line::{completed, described};
use clap::{Arg, Command, CommandFactory};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::Path;

/// Options that say what one command is to do now, and are no configuration options.
const FOR_ONE_COMMAND: &[&str] = &[
    "accept_findings",
    "account",
    "account_company",
    "address",
    "as_email",
    "checkpoint",
    "company",
    "cycle",
    "days",
    "demo_listen",
    "dialect",
    "dispatch",
    "distributor",
    "dry_run",
    "events",
    "every",
    "first_cycle",
    "first_day",
    "format",
    "from",
    "is_trial",
    "json",
    "keep",
    "key",
    "language",
    "last_day",
    "limit",
    "log_key",
    "log_url",
    "lost",
    "mail_to",
    "message",
    "missed_deadlines",
    "mode",
    "months",
    "name",
    "networks",
    "new_key_file",
    "no_backup",
    "note",
    "output",
    "page",
    "partner",
    "partners",
    "provisioned",
    "purchase_order",
    "reason",
    "rehearsal",
    "rejected",
    "replace",
    "replace_other_installation",
    "role",
    "scopes",
    "seed",
    "signature",
    "silent_after",
    "stamps_to",
    "state",
    "status",
    "subscription",
    "subscriptions",
    "test_channels",
    "to",
    "token_file",
    "token_id",
    "until",
    "url",
    "used",
    "vendor",
    "verbs",
    "witness_key",
    "with_database",
    "yes",
];

fn program() -> Command {
    described(Cli::command())
}

fn read(text: &str) -> (Vec<String>, Vec<String>) {
    let (given, problems) = file::read(Path::new("c.toml"), text, &config_options(&program()));
    let shown = given.into_iter().map(|it| format!("{} {} {:?}", it.origin, it.key, it.values));
    (shown.collect(), problems)
}

/// What these sources give, without credentials.
fn gather(files: &[&Path], variables: &[(&str, &str)]) -> Gathered {
    let variable = |name: &str| {
        let found = variables.iter().find(|(it, _)| *it == name);
        found.map(|(_, value)| (*value).to_owned())
    };
    let files = files.iter().map(|it| it.to_path_buf()).collect();
    Sources { variable: &variable, files }.gather(&config_options(&program()))
}

fn option(key: &str) -> ConfigOption {
    config_options(&program()).into_iter().find(|it| it.key == key).unwrap()
}

/// The innermost verbs.
fn verbs(command: &Command) -> Vec<&Command> {
    let mut inner = command.get_subcommands().peekable();
    match inner.peek() {
        None => vec![command],
        Some(_) => inner.flat_map(verbs).collect(),
    }
}

#[test]
fn every_option_is_a_setting_or_is_known_to_be_for_one_command() {
    let program = program();
    let ids: BTreeSet<String> = config_options(&program).into_iter().map(|it| it.id).collect();
    let options = verbs(&program).into_iter().flat_map(Command::get_arguments);
    let others: BTreeSet<&str> = options
        .filter(|it| it.get_long().is_some())
        .map(|it| it.get_id().as_str())
        .filter(|id| !ids.contains(*id) && !["config", "help", "version"].contains(id))
        .collect();
    let known: BTreeSet<&str> = FOR_ONE_COMMAND.iter().copied().collect();
    assert_eq!(others, known, "make it an option of serve, or name it here");
}

#[test]
fn every_option_of_serve_is_read_from_every_source() {
    let serve = program().find_subcommand("serve").unwrap().clone();
    let options = serve.get_arguments().filter(|it| it.get_long().is_some());
    let options = options.filter(|it| !["config", "help"].contains(&it.get_id().as_str()));
    let keys: Vec<&str> = options.filter_map(Arg::get_long).collect();
    assert!(keys.len() >= 20, "{keys:?}");
    for key in keys {
        let option = option(key);
        let possible = option.arg.get_possible_values();
        let value = match (option.kind, possible.first()) {
            (Kind::Flag, _) => "true",
            (_, Some(possible)) => possible.get_name(),
            _ if ["listen", "metrics"].contains(&key) => "127.0.0.1:1",
            _ if key == "backup-at" => "02:30",
            _ if ["backup-keep", "timestamp-every"].contains(&key) => "7",
            _ if key == "trusted-proxy" => "127.0.0.1",
            _ if key == "allow-network" => "10.0.0.0/8",
            _ => "any",
        };
        let gathered = gather(&[], &[(&option.variable(), value)]);
        assert!(gathered.problems.is_empty(), "{:?}", gathered.problems);
        assert_eq!(gathered.get(&option).unwrap().values, [value]);
        let quoted = if option.kind == Kind::Flag { value.into() } else { format!("{value:?}") };
        let (given, problems) = read(&format!("{key} = {quoted}"));
        assert_eq!((given.len(), problems.len()), (1, 0), "{key}: {problems:?}");
    }
}

#[test]
fn the_variable_of_a_standard_is_the_weakest_source() {
    let (option, standard) = (option("traces-to"), "OTEL_EXPORTER_OTLP_ENDPOINT");
    let gathered = gather(&[], &[(standard, "http://a:4318")]);
    let given = gathered.get(&option).unwrap();
    assert_eq!((&*given.values[0], given.origin.to_string()), ("http://a:4318", standard.into()));
    let both = [(standard, "http://a:4318"), ("COUNTERSIGN_TRACES_TO", "http://b:4318")];
    assert_eq!(gather(&[], &both).get(&option).unwrap().values, ["http://b:4318"]);
}

#[test]
fn a_file_is_read_with_its_lines() {
    let text = "# a comment\nlisten = \"127.0.0.1:1\"\n\ntrusted-proxy = [\n  \"10.0.0.2\",\n  \
        \"10.0.0.3\",\n]\ninsecure-http = true\n";
    let expected = [
        "c.toml:2 listen [\"127.0.0.1:1\"]",
        "c.toml:4 trusted-proxy [\"10.0.0.2\", \"10.0.0.3\"]",
        "c.toml:8 insecure-http [\"true\"]",
    ];
    assert_eq!(read(text), (expected.map(str::to_owned).to_vec(), Vec::new()));
}

#[test]
fn everything_that_is_wrong_with_a_file_is_told_with_its_line_and_what_to_do() {
    for (text, expected) in [
        ("public_url = \"x\"", "c.toml:1: there is no option public_url; did you mean public-url?"),
        ("\ninsecure-http = 1", "c.toml:2: insecure-http: it is a number; write true or false"),
        ("listen = true", "c.toml:1: listen: it is true or false; write a text in quotation marks"),
        (
            "trusted-proxy = [[]]",
            "c.toml:1: trusted-proxy: it holds a list; write texts in quotation marks",
        ),
        ("listen = [", "c.toml:1: unclosed array, expected `]`"),
        ("[serve]", "c.toml:1: there is no option serve; there are those of"),
    ] {
        let (given, problems) = read(text);
        assert!(given.is_empty(), "{text}: {given:?}");
        assert_eq!(problems.len(), 1, "{text}: {problems:?}");
        assert!(problems[0].starts_with(expected), "{text}: {problems:?}");
    }
    assert_eq!(read("a = 1\nb = 2\nlisten = 3.5").1.len(), 3);
}

#[test]
fn a_variable_overrides_its_file_which_overrides_a_credential_which_overrides_files() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let first = write("first.toml", "listen = \"127.0.0.1:1\"\nmail-from = \"a\"");
    let second = write("second.toml", "listen = \"127.0.0.1:2\"");
    let named = write("named", "127.0.0.1:4\n");
    let files = [first.as_path(), second.as_path()];
    let named = ("COUNTERSIGN_LISTEN_FILE", named.to_str().unwrap());
    let credentials = ("CREDENTIALS_DIRECTORY", folder.path().to_str().unwrap());
    let variable = ("COUNTERSIGN_LISTEN", "127.0.0.1:5");
    let listen = |variables: &[(&str, &str)]| {
        let gathered = gather(&files, variables);
        assert!(gathered.problems.is_empty(), "{:?}", gathered.problems);
        let given = gathered.get(&option("listen")).unwrap();
        (given.values.concat(), given.origin.clone())
    };
    let line = Origin::Line { path: second.clone(), line: 1 };
    assert_eq!(listen(&[]), ("127.0.0.1:2".to_owned(), line));
    assert_eq!(gather(&files, &[]).get(&option("mail-from")).unwrap().values, ["a"]);
    write("countersign.listen", "127.0.0.1:3\n");
    assert_eq!(listen(&[credentials]).0, "127.0.0.1:3");
    assert_eq!(listen(&[credentials, named]).0, "127.0.0.1:4");
    assert_eq!(listen(&[credentials, named, variable]).0, "127.0.0.1:5");
}

#[test]
fn a_wrong_value_names_its_source_and_a_secret_is_not_repeated() {
    let problems = gather(&[], &[("COUNTERSIGN_LISTEN", "x")]).problems;
    assert_eq!(problems, ["COUNTERSIGN_LISTEN: listen: \"x\": invalid socket address syntax"]);
    let problems = gather(&[], &[("COUNTERSIGN_INSECURE_HTTP", "maybe")]).problems;
    assert_eq!(problems, ["COUNTERSIGN_INSECURE_HTTP: insecure-http: write true or false"]);
    let problems =
        gather(&[Path::new("none.toml")], &[("COUNTERSIGN_DATABASE_FILE", "no")]).problems;
    assert!(problems[0].starts_with("none.toml: it cannot be read: "), "{problems:?}");
    assert!(problems[1].starts_with("COUNTERSIGN_DATABASE_FILE: no cannot be read: "));
    assert!(option("smtp-password").is_secret() && option("database").is_secret());
}

#[test]
fn what_others_give_comes_behind_what_is_said_and_before_what_is_no_option() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.toml");
    let text = "database = \"sqlite:a.db\"\nkey-file = \"a.key\"\nlisten = \"127.0.0.1:1\"";
    std::fs::write(&path, text).unwrap();
    let path = path.to_str().unwrap();
    let complete = |arguments: &[&str]| {
        let arguments = arguments.iter().map(OsString::from).collect();
        let arguments = completed(&program(), arguments).unwrap();
        arguments.into_iter().map(|it| it.into_string().unwrap()).collect::<Vec<_>>().join(" ")
    };
    let init = ["countersign", "init", "--config", path, "--key-file", "b.key"];
    assert_eq!(complete(&init), format!("{} --database=sqlite:a.db", init.join(" ")));
    let import = ["countersign", "--config", path, "import", "--", "x"];
    assert_eq!(
        complete(&import),
        format!("countersign --config {path} import --database=sqlite:a.db -- x")
    );
    // A demonstration is beside the installation and reads none of its options.
    let demo = ["countersign", "demo", "--config", path];
    assert_eq!(complete(&demo), demo.join(" "));
}

#[test]
fn a_secret_on_the_command_line_is_refused() {
    let arguments = ["countersign", "serve", "--smtp-password", "secret"].map(OsString::from);
    let refused = completed(&program(), arguments.to_vec()).unwrap_err().to_string();
    assert!(refused.contains("set COUNTERSIGN_SMTP_PASSWORD"), "{refused}");
    assert!(!refused.contains("secret\""), "{refused}");
}
