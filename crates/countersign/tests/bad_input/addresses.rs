//! Whose an address is: nobody becomes somebody else by it, and nobody is renamed unasked.

use crate::place::Place;

fn add(place: &Place, email: &str, name: &str) -> String {
    let who = ["user", "add", email, "--name", name];
    let what = ["--company", "P", "--role", "Billing Manager"];
    place.program.expect(&[&who[..], &what[..]].concat(), 0).unwrap().out
}

fn listed(place: &Place) -> String {
    place.program.expect(&["user", "list"], 0).unwrap().out
}

#[test]
fn addresses_that_only_case_folding_takes_for_one_are_two_people() {
    let place = Place::new();
    for (email, name) in [
        ("x@straße.example", "Anna Eins"),
        ("x@strasse.example", "Bert Zwei"),
        ("irmak@x.example", "Cem Drei"),
        ("ırmak@x.example", "Deniz Vier"),
        ("straße@x.example", "Else Acht"),
        ("strasse@x.example", "Fritz Neun"),
    ] {
        assert_eq!(add(&place, email, name), format!("{email} is Billing Manager of P\n"));
    }
    let listed = listed(&place);
    for (email, name) in [("x@straße.example", "Anna Eins"), ("x@strasse.example", "Bert Zwei")] {
        let line = listed.lines().find(|line| line.contains(email)).unwrap();
        assert!(line.contains(name), "{line}");
    }
}

#[test]
fn whoever_is_known_keeps_name_and_address_on_the_command_line() {
    let place = Place::new();
    add(&place, "Renée@Müller.example", "Renée Müller");
    for email in ["renée@müller.example", "REne\u{301}e@xn--mller-kva.example"] {
        let said = add(&place, email, "Someone Else");
        assert_eq!(
            said,
            "Renée@Müller.example is Billing Manager of P\n\
             the address is known already: Renée@Müller.example keeps the name Renée Müller\n"
        );
    }
    let listed = listed(&place);
    assert!(listed.contains("Renée Müller") && !listed.contains("Someone Else"), "{listed}");
}

#[test]
fn a_row_gives_a_known_address_another_name_and_no_other_spelling() {
    let place = Place::new();
    add(&place, "Eva@x.example", "Eva Lind");
    let rows = "email,name,company,role\neva@X.example,Eva Berg,P,Billing Manager\n";
    assert_eq!(place.import("users.csv", rows).status, Some(0));
    let listed = listed(&place);
    let line = listed.lines().find(|line| line.contains("Eva Berg")).unwrap();
    assert!(line.contains("Eva@x.example"), "{line}");
    let rows = "email,name,company,role\neva\u{202e}@x.example,Eva,P,Billing Manager\n";
    place.refuses("users.csv", rows, "row 2: column email");
}
