//! A full disk, or a database that is gone or is none: exit status 3, committed work remains, and
//! the same command gives the same bytes after the cause is removed.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use countersign_testkit::command_line::{CommandLine, Ended};
use countersign_testkit::postgres;

use crate::bad_input::fixture::{BINARY, BadInputFixture};

const BEGINNING: &str = "2026-10-01T00:00:00Z";
const END: &str = "2026-11-20T00:00:00Z";

fn sample(fixture: &BadInputFixture) -> String {
    let data = fixture.path("data").display().to_string();
    let sample = ["sample", &data, "--partners", "40", "--subscriptions", "20", "--months", "1"];
    let output = Command::new(BINARY).args(sample).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    data
}

fn export(program: &CommandLine) -> String {
    program.expect(&["verify"], 0).unwrap();
    program.expect(&["export", "--cycle", "2026-10"], 0).unwrap().out
}

/// Runs a command whose files may not exceed so many blocks of 512 bytes.
fn limited(program: &CommandLine, blocks: u64, arguments: &[&str]) -> Ended {
    let inner = program.command(arguments);
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\"", &blocks.to_string()]);
    command.arg(inner.get_program()).args(inner.get_args()).stdin(Stdio::null());
    command.output().unwrap().into()
}

#[test]
fn an_export_to_a_full_disk_says_so_and_leaves_no_file() {
    let fixture = BadInputFixture::with_report();
    let full = ["export", "--cycle", "2026-10", "-o", "/dev/full"];
    let ended = fixture.program.expect(&full, 3).unwrap();
    assert!(ended.err.contains("No space left on device"), "{}", ended.err);
    let mut command = fixture.program.command(&["export", "--cycle", "2026-10"]);
    let full = File::options().write(true).open("/dev/full").unwrap();
    let ended: Ended = command.stdout(full).output().unwrap().into();
    assert_eq!(ended.status, Some(3), "{ended:?}");
    let output = fixture.path("export.csv");
    fs::write(&output, "an older one").unwrap();
    let path = output.display().to_string();
    let ended = limited(&fixture.program, 0, &["export", "--cycle", "2026-10", "-o", &path]);
    assert_eq!(ended.status, Some(3), "{ended:?}");
    assert_eq!(fs::read_to_string(&output).unwrap(), "an older one");
}

#[test]
fn an_apply_whose_results_found_no_room_goes_on_where_it_was() {
    let fixture = BadInputFixture::with_report();
    let whole = BadInputFixture::with_report();
    let mut rows = String::from("cycle,partner,action,product,chargeable,comment\n");
    for row in 0..1_200 {
        writeln!(rows, "2026-10,P,edit,A,{},{}", row % 2 + 5, row % 3).unwrap();
    }
    let apply = |fixture: &BadInputFixture, output: &str, status| {
        let file = fixture.write("decisions.csv", &rows);
        let arguments = ["apply", &file, "--as", "p@x.example", "-o", output];
        fixture.program.expect(&arguments, status).unwrap()
    };
    let result = |fixture: &BadInputFixture| fixture.path("result.csv");
    apply(&whole, result(&whole).to_str().unwrap(), 0);
    let ended = apply(&fixture, "/dev/full", 3);
    assert!(ended.err.contains("No space left on device"), "{}", ended.err);
    apply(&fixture, result(&fixture).to_str().unwrap(), 0);
    assert_eq!(fs::read(result(&fixture)).unwrap(), fs::read(result(&whole)).unwrap());
    assert_eq!(fixture.export("csv"), whole.export("csv"));
    fixture.program.expect(&["verify"], 0).unwrap();
}

#[test]
fn an_import_and_a_clock_that_found_no_room_go_on_where_they_were() {
    let whole = BadInputFixture::empty();
    let data = sample(&whole);
    let init = ["init", "--rehearsal", BEGINNING];
    whole.program.expect(&init, 0).unwrap();
    let blocks = |fixture: &BadInputFixture| {
        fs::metadata(fixture.path("countersign.db")).unwrap().len() / 512
    };
    let empty = blocks(&whole);
    whole.program.expect(&["import", &data], 0).unwrap();
    let imported = blocks(&whole);
    let until = ["clock", "--until", END];
    whole.program.expect(&until, 0).unwrap();
    let fixture = BadInputFixture::empty();
    fixture.program.expect(&init, 0).unwrap();
    for part in [1, 2, 3] {
        let ended = limited(&fixture.program, (imported - empty) * part / 4, &["import", &data]);
        assert_eq!(ended.status, Some(3), "{part}: {ended:?}");
        assert!(ended.err.contains("the same command again"), "{}", ended.err);
    }
    fixture.program.expect(&["import", &data], 0).unwrap();
    let ended = limited(&fixture.program, imported + 8, &until);
    assert_eq!(ended.status, Some(3), "{ended:?}");
    fixture.program.expect(&until, 0).unwrap();
    assert_eq!(export(&fixture.program), export(&whole.program));
}

#[test]
fn a_database_that_goes_away_is_told_and_gone_on_with() {
    let fixture = BadInputFixture::empty();
    let data = sample(&fixture);
    let init = ["init", "--rehearsal", BEGINNING];
    let run = |program: &CommandLine, disturbed: bool| {
        program.expect(&init, 0).unwrap();
        for work in [&["import", data.as_str()][..], &["clock", "--until", END]] {
            for after in [200, 350, 500] {
                if disturbed {
                    cut_off(program, work, Duration::from_millis(after));
                }
            }
            program.expect(work, 0).unwrap();
        }
        export(program)
    };
    let alone = run(&CommandLine::new(BINARY, postgres::database()), false);
    assert_eq!(run(&CommandLine::new(BINARY, postgres::database()), true), alone);
}

/// Ends the command's connections after a while. It is done by then, or could not continue.
fn cut_off(program: &CommandLine, work: &[&str], after: Duration) {
    let process = program.command(work).spawn().unwrap();
    thread::sleep(after);
    postgres::disconnect_all(&program.database).unwrap();
    let ended: Ended = process.wait_with_output().unwrap().into();
    if ended.status == Some(3) {
        assert!(ended.err.contains("run the same command again"), "{}", ended.err);
    } else {
        assert_eq!(ended.status, Some(0), "{ended:?}");
    }
}

#[test]
fn a_server_that_cannot_be_reached_is_told_without_the_password() {
    let fixture = BadInputFixture::new();
    let vendors = fixture.write("vendors.csv", "code,name\nV,V\n");
    for database in [
        "postgres://eva:s3cret@127.0.0.1:9/countersign",
        "postgres://eva:s3cret@127.0.0.1:9/countersign?sslmode=require",
        "postgres://eva@127.0.0.1:9/countersign?password=s3cret",
    ] {
        let program = CommandLine::new(BINARY, database);
        for arguments in [&["import", vendors.as_str()][..], &["verify"], &["init"], &["clock"]] {
            let ended = program.expect(arguments, 3).unwrap();
            assert!(!(ended.err + &ended.out).contains("s3cret"), "{database}");
        }
    }
    for database in [
        "mysql://eva:s3cret@h/x",
        "postgres:eva:s3cret@h/x",
        "sqlite:",
        "postgres://eva:s3cret@127.0.0.1:not-a-port/countersign",
        "postgres://eva@127.0.0.1:9/countersign?password=s3cret&no_such_option=1",
    ] {
        let ended = CommandLine::new(BINARY, database).expect(&["verify"], 2).unwrap();
        assert!(!ended.err.contains("s3cret"), "{}", ended.err);
    }
}

#[test]
fn what_is_no_database_is_not_made_one() {
    let fixture = BadInputFixture::empty();
    let text = "not a database, but somebody's notes\n".repeat(300);
    fs::write(fixture.path("countersign.db"), &text).unwrap();
    for arguments in [&["verify"][..], &["init"], &["clock"]] {
        let ended = fixture.program.expect(arguments, 2).unwrap();
        assert!(
            ended.err.contains("countersign.db is neither a Countersign database"),
            "{}",
            ended.err
        );
    }
    assert_eq!(fs::read_to_string(fixture.path("countersign.db")).unwrap(), text);
    let folder = CommandLine::new(BINARY, format!("sqlite:{}", fixture.path("").display()));
    folder.expect(&["init"], 3).unwrap();
    let missing = fixture.path("none/countersign.db");
    let missing = CommandLine::new(BINARY, format!("sqlite:{}", missing.display()));
    missing.expect(&["init"], 3).unwrap();
    for arguments in [&["verify"][..], &["export", "--cycle", "2026-10"], &["user", "list"]] {
        let ended = missing.expect(arguments, 2).unwrap();
        assert!(ended.err.contains("there is no database"), "{}", ended.err);
    }
}
