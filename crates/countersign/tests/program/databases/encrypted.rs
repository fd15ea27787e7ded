//! PostgreSQL over TLS, on servers that accept only encrypted connections.

use crate::databases::fixture::{refused, run, text};
use countersign_testkit::certificates::{Authority, Issued};
use countersign_testkit::postgres::Encrypted;
use std::fs;
use std::path::Path;

const VERIFY: &[&str] = &["verify"];

/// Makes an installation in the server's only database, and reads it.
#[track_caller]
fn works(url: &str, env: &[(&str, &str)]) {
    let ended = run(url, &["init"], env);
    let there = ended.err.contains("there is a database");
    assert!(ended.status == Some(0) || there, "{url}: {ended:?}");
    let ended = run(url, VERIFY, env);
    assert_eq!(ended.status, Some(0), "{url}: {ended:?}");
}

/// A refusal names its reason and what to do, and no password.
#[track_caller]
fn says(status: i32, url: &str, env: &[(&str, &str)], expected: &[&str]) {
    let said = refused(status, url, VERIFY, env);
    for part in expected {
        assert!(said.contains(part), "{url}: expected {part:?} in {said}");
    }
    assert!(!said.contains("secret"), "{url}: {said}");
}

fn write(folder: &Path, name: &str, content: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    text(&path).to_owned()
}

#[test]
fn each_mode_does_what_libpq_does() {
    let folder = tempfile::tempdir().unwrap();
    let (ours, other) = (Authority::new("ours").unwrap(), Authority::new("other").unwrap());
    let server = Encrypted::start(&ours.issue(&["localhost"], false).unwrap(), None).unwrap();
    let root = write(folder.path(), "root.crt", ours.pem());
    let stranger = write(folder.path(), "other.crt", other.pem());
    let both = write(folder.path(), "both.crt", &format!("{}{}", other.pem(), ours.pem()));
    let url = |host: &str, parameters: &str| server.url(host, "postgres", parameters);

    works(&url("localhost", ""), &[]);
    works(&url("localhost", "sslmode=prefer"), &[]);
    works(&url("localhost", "sslmode=require&channel_binding=prefer"), &[]);
    works(&url("localhost", &format!("sslmode=verify-full&sslrootcert={root}")), &[]);
    works(&url("localhost", &format!("sslmode=verify-full&sslrootcert={both}")), &[]);
    works(&url("localhost", "sslmode=require&ssl_min_protocol_version=TLSv1.3"), &[]);
    let named = [("PGSSLMODE", "verify-full"), ("PGSSLROOTCERT", root.as_str())];
    works(&url("localhost", ""), &named);

    let name = ["not for 127.0.0.1", "localhost", "verify-ca"];
    works(&url("127.0.0.1", &format!("sslmode=verify-ca&sslrootcert={root}")), &[]);
    says(3, &url("127.0.0.1", &format!("sslmode=verify-full&sslrootcert={root}")), &[], &name);
    says(3, &url("127.0.0.1", ""), &named, &name);

    // With authorities set, `require` and `prefer` check the certificate too.
    for mode in ["prefer", "require", "verify-ca", "verify-full"] {
        let url = url("localhost", &format!("sslmode={mode}&sslrootcert={stranger}"));
        says(3, &url, &[], &["other.crt", "signed the server's certificate", "sslrootcert"]);
    }
    let system = url("localhost", "sslrootcert=system");
    let authorities = [("SSL_CERT_FILE", stranger.as_str())];
    says(3, &system, &authorities, &["the system's trusted authorities"]);
    works(&system, &[("SSL_CERT_FILE", root.as_str())]);
    let address = url("127.0.0.1", "sslrootcert=system");
    says(3, &address, &[("SSL_CERT_FILE", root.as_str())], &["not for 127.0.0.1"]);
    says(2, &url("h", "sslrootcert=system&sslmode=require"), &[], &["too weak", "verify-full"]);
    says(2, &url("h", "sslmode=verify-ca"), &[], &["verify-ca", "sslrootcert=FILE"]);
    says(2, &url("h", "sslmode=verify_full"), &[], &["sslmode=verify_full", "verify-ca"]);
    says(2, &url("h", ""), &[("PGSSLMODE", "on")], &["PGSSLMODE=on"]);
    let missing = format!("sslmode=verify-ca&sslrootcert={root}.none");
    says(2, &url("h", &missing), &[], &["root.crt.none"]);
    says(3, &url("localhost", "sslmode=disable"), &[], &["sslmode=disable", "sslmode=require"]);
}

#[test]
fn an_expired_certificate_is_refused_where_anyone_looks_at_it() {
    let folder = tempfile::tempdir().unwrap();
    let ours = Authority::new("ours").unwrap();
    let server = Encrypted::start(&ours.issue(&["localhost"], true).unwrap(), None).unwrap();
    let root = write(folder.path(), "root.crt", ours.pem());
    for mode in ["verify-ca", "verify-full"] {
        let url =
            server.url("localhost", "postgres", &format!("sslmode={mode}&sslrootcert={root}"));
        says(3, &url, &[], &["has expired"]);
    }
    works(&server.url("localhost", "postgres", "sslmode=require"), &[]);
    let own = Issued::by_itself("localhost", true).unwrap();
    let server = Encrypted::start(&own, None).unwrap();
    let root = write(folder.path(), "own.crt", &own.certificate);
    let parameters = format!("sslmode=verify-ca&sslrootcert={root}");
    says(3, &server.url("localhost", "postgres", &parameters), &[], &["has expired"]);
}

#[test]
fn a_certificate_that_is_trusted_itself_is_believed_for_its_common_name() {
    let folder = tempfile::tempdir().unwrap();
    let own = Issued::by_itself("localhost", false).unwrap();
    let server = Encrypted::start(&own, None).unwrap();
    let root = write(folder.path(), "root.crt", &own.certificate);
    let parameters = format!("sslmode=verify-full&sslrootcert={root}");
    works(&server.url("localhost", "postgres", &parameters), &[]);
    says(3, &server.url("127.0.0.1", "postgres", &parameters), &[], &["common name is not"]);
    let copied = Issued::by_itself("localhost", false).unwrap();
    let other = write(folder.path(), "other.crt", &copied.certificate);
    let url =
        server.url("localhost", "postgres", &format!("sslmode=verify-ca&sslrootcert={other}"));
    says(3, &url, &[], &["certificate"]);
}

#[test]
fn a_client_certificate_is_shown_where_it_is_demanded() {
    let folder = tempfile::tempdir().unwrap();
    let (ours, clients) = (Authority::new("ours").unwrap(), Authority::new("clients").unwrap());
    let certificate = ours.issue(&["localhost"], false).unwrap();
    let server = Encrypted::start(&certificate, Some(clients.pem())).unwrap();
    clients.issue(&["eva"], false).unwrap().write(folder.path(), "eva").unwrap();
    ours.issue(&["eva"], false).unwrap().write(folder.path(), "stranger").unwrap();
    let pair = |name: &str| {
        let at = text(folder.path());
        format!("sslmode=require&sslcert={at}/{name}.crt&sslkey={at}/{name}.key")
    };
    let url = |parameters: &str| server.url("localhost", "postgres", parameters);
    says(3, &url("sslmode=require"), &[], &["client certificate", "sslcert=FILE"]);
    says(3, &url(&pair("stranger")), &[], &["client certificate"]);
    works(&url(&pair("eva")), &[]);
    let at = |name: &str| text(&folder.path().join(name)).to_owned();
    let (certificate, key) = (at("eva.crt"), at("eva.key"));
    works(&url(""), &[("PGSSLCERT", &certificate), ("PGSSLKEY", &key)]);
    let home = folder.path().join("home/.postgresql");
    fs::create_dir_all(&home).unwrap();
    for ending in ["crt", "key"] {
        fs::copy(at(&format!("eva.{ending}")), home.join(format!("postgresql.{ending}"))).unwrap();
    }
    works(&url(""), &[("HOME", text(&folder.path().join("home")))]);
    let alone = format!("sslmode=require&sslcert={certificate}");
    says(2, &url(&alone), &[], &["eva.crt", "sslkey=FILE"]);
    open_to_others(&folder.path().join("eva.key"));
    says(2, &url(&pair("eva")), &[], &["eva.key", "chmod 0600"]);
}

#[cfg(unix)]
fn open_to_others(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o644)).unwrap();
}

#[test]
fn passwords_come_from_the_environment_and_from_a_file_for_its_owner_alone() {
    let folder = tempfile::tempdir().unwrap();
    let ours = Authority::new("ours").unwrap();
    let server = Encrypted::start(&ours.issue(&["localhost"], false).unwrap(), None).unwrap();
    let (name, password) = server.person();
    let port = server.port().to_string();
    let empty = "postgres://?sslmode=require&channel_binding=require";
    let fixture =
        [("PGHOST", "localhost"), ("PGPORT", &port), ("PGUSER", name), ("PGDATABASE", name)];
    let with = |more: &[(&'static str, String)]| -> Vec<(&'static str, String)> {
        let fixture = fixture.iter().map(|(name, value)| (*name, (*value).to_owned()));
        fixture.chain(more.iter().cloned()).collect()
    };
    let check = |more: &[(&'static str, String)], expected: Option<&[&str]>| {
        let all = with(more);
        let env: Vec<(&str, &str)> = all.iter().map(|(name, it)| (*name, it.as_str())).collect();
        match expected {
            None => works(empty, &env),
            Some(expected) => says(3, empty, &env, expected),
        }
    };
    check(&[("PGPASSWORD", password.to_owned())], None);
    check(&[], Some(&["asks for a password", "PGPASSWORD"]));
    check(
        &[("PGPASSWORD", "a wrong secret".to_owned())],
        Some(&["password authentication failed"]),
    );
    let line = format!("localhost:{port}:*:{name}:{}\n", password.replace(':', "\\:"));
    let path = folder.path().join(".pgpass");
    fs::write(&path, line).unwrap();
    open_to_others(&path);
    let home = text(folder.path()).to_owned();
    check(&[("HOME", home.clone())], Some(&[".pgpass is not used", "chmod 0600"]));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    }
    check(&[("HOME", home)], None);
    check(&[("PGPASSFILE", text(&path).to_owned())], None);
    let secret = password.replace(' ', "%20").replace(':', "%3A").replace('\'', "%27");
    let url = format!("postgres://{name}:{secret}@localhost:{port}/{name}?sslmode=require");
    works(&url, &[]);
    let wrong = url.replace("sslmode=require", "sslmode=no");
    says(2, &wrong, &[], &["sslmode=no"]);
    let copied = std::process::Command::new(crate::databases::fixture::BINARY)
        .args(["copy-database", "--from", &wrong, "--to", "sqlite:/nowhere/x.db"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&copied.stderr).into_owned();
    assert!(said.contains("sslmode=no") && !said.contains("secret"), "{said}");
}
