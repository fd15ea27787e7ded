//! E-mail addresses: nobody becomes another person through one, and nobody is renamed unasked.

use crate::bad_input::fixture::BadInputFixture;

fn add(fixture: &BadInputFixture, email: &str, name: &str) -> String {
    let who = ["user", "add", email, "--name", name];
    let what = ["--company", "P", "--role", "Billing Manager"];
    fixture.program.expect(&[&who[..], &what[..]].concat(), 0).unwrap().out
}

fn listed(fixture: &BadInputFixture) -> String {
    fixture.program.expect(&["user", "list"], 0).unwrap().out
}

#[test]
fn addresses_that_only_case_folding_takes_for_one_are_two_people() {
    let fixture = BadInputFixture::new();
    for (email, name) in [
        ("x@straße.example", "Anna Eins"),
        ("x@strasse.example", "Bert Zwei"),
        ("irmak@x.example", "Cem Drei"),
        ("ırmak@x.example", "Deniz Vier"),
        ("straße@x.example", "Else Acht"),
        ("strasse@x.example", "Fritz Neun"),
    ] {
        assert_eq!(add(&fixture, email, name), format!("{email} is Billing Manager of P\n"));
    }
    let listed = listed(&fixture);
    for (email, name) in [("x@straße.example", "Anna Eins"), ("x@strasse.example", "Bert Zwei")] {
        let line = listed.lines().find(|line| line.contains(email)).unwrap();
        assert!(line.contains(name), "{line}");
    }
}

#[test]
fn whoever_is_known_keeps_name_and_address_on_the_command_line() {
    let fixture = BadInputFixture::new();
    add(&fixture, "Renée@Müller.example", "Renée Müller");
    for email in ["renée@müller.example", "REne\u{301}e@xn--mller-kva.example"] {
        let said = add(&fixture, email, "Someone Else");
        assert_eq!(
            said,
            "Renée@Müller.example is Billing Manager of P\n\
             the address is known already: Renée@Müller.example keeps the name Renée Müller\n"
        );
    }
    let listed = listed(&fixture);
    assert!(listed.contains("Renée Müller") && !listed.contains("Someone Else"), "{listed}");
}

#[test]
fn a_row_gives_a_known_address_another_name_and_no_other_spelling() {
    let fixture = BadInputFixture::new();
    add(&fixture, "Eva@x.example", "Eva Lind");
    let rows = "email,name,company,role\neva@X.example,Eva Berg,P,Billing Manager\n";
    assert_eq!(fixture.import("users.csv", rows).status, Some(0));
    let listed = listed(&fixture);
    let line = listed.lines().find(|line| line.contains("Eva Berg")).unwrap();
    assert!(line.contains("Eva@x.example"), "{line}");
    let rows = "email,name,company,role\neva\u{202e}@x.example,Eva,P,Billing Manager\n";
    fixture.refuses("users.csv", rows, "row 2: column email");
}

#[test]
fn an_invitation_leads_to_an_address_that_the_console_could_have() {
    let fixture = BadInputFixture::new();
    add(&fixture, "eva@x.example", "Eva Lind");
    let before = fixture.contents();
    let invite = |more: &[&str], status| {
        let arguments = [&["user", "invite", "eva@x.example"], more].concat();
        fixture.program.expect(&arguments, status).unwrap()
    };
    for (url, why) in [
        ("https://x.example?x=1", "it contains a query"),
        ("https://u:p@x.example", "it contains a user name or a password"),
        ("https://x.example/reports", "it contains a path"),
        ("reports.example", "it is not an address"),
        ("", "it is not an address"),
        ("http://x.example", "--insecure-http"),
    ] {
        let said = invite(&["--url", url], 2).err;
        assert!(said.contains("--url ") && said.contains(why), "{url}: {said}");
        assert!(!said.contains("u:p"), "{said}");
        assert_eq!(fixture.contents(), before, "{url}");
    }
    for (more, begins) in [
        (&["--url", "HTTPS://X.example:443/"][..], "https://x.example/link/"),
        (&["--url", "http://localhost:8080"], "http://localhost:8080/link/"),
        (&["--url", "http://x.example", "--insecure-http"], "http://x.example/link/"),
        (&[], "/link/"),
    ] {
        let link = invite(more, 0).out;
        assert!(link.starts_with(begins), "{link}");
    }
}
