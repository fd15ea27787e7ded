//! What the door refuses, and what it says.

use super::*;
use std::io::{Read, Write};
use std::net::TcpListener;

fn door(opened: &[&str]) -> Door {
    Door::opening(opened.iter().map(|text| networks::parse(text).unwrap()))
}

/// Addresses that are not public.
const SHUT: &str = "0.0.0.0 10.0.0.1 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 \
    172.16.0.1 172.31.255.255 192.168.1.1 192.0.0.8 192.0.2.1 198.18.0.1 198.51.100.7 \
    203.0.113.9 224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 ::7f00:1 ::ffff:127.0.0.1 \
    ::ffff:10.0.0.1 ::ffff:0:7f00:1 fe80::1 fc00::1 fd12:3456::1 fec0::1 ff02::1 \
    64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::1 2002:7f00:1::1 2002:a9fe:a9fe::1 2001::1 \
    2001:db8::1 3fff::1 5f00::1 100::1 4000::1";
/// Public addresses next to those.
const OPEN: &str = "1.1.1.1 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 172.15.0.1 \
    172.32.0.1 192.167.0.1 223.255.255.255 ::ffff:1.1.1.1 2606:4700::1111 64:ff9b::101:101 \
    2002:101:101::1 2001:4860:4860::8888";

#[test]
fn only_public_addresses_are_let_through_unless_a_network_is_opened() {
    let door_shut = Door::default();
    for address in SHUT.split(' ') {
        assert!(!door_shut.lets(address.parse().unwrap()), "{address}");
    }
    for address in OPEN.split(' ') {
        assert!(door_shut.lets(address.parse().unwrap()), "{address}");
    }
    let opened = door(&["10.1.0.0/16", "fd00:1::/64", "127.0.0.1"]);
    for (address, lets) in [
        ("10.1.2.3", true),
        ("::ffff:10.1.2.3", true),
        ("10.2.0.1", false),
        ("fd00:1::7", true),
        ("fd00:2::7", false),
        ("127.0.0.1", true),
        ("127.0.0.2", false),
        ("::1", false),
        ("64:ff9b::a01:203", false),
    ] {
        assert_eq!(opened.lets(address.parse().unwrap()), lets, "{address}");
    }
}

#[test]
fn an_address_is_refused_however_it_is_written() {
    let shut = Door::default();
    for host in [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "0x7f.1",
        "0",
        "[::1]",
        "::1",
        "[::ffff:127.0.0.1]",
        "[::ffff:a9fe:a9fe]",
        "localhost",
        "LOCALHOST",
        "localhost.",
        "a.localhost",
        "169.254.169.254",
        "169.254.169.254.",
        "１２７.0.0.1",
        "",
        "x y",
    ] {
        assert!(shut.refuses(host), "{host}");
    }
    for host in ["x.example", "127.0.0.1.x.example", "1.1.1.1", "[2606:4700::1111]"] {
        assert!(!shut.refuses(host), "{host}");
    }
    assert!(!door(&["127.0.0.0/8"]).refuses("localhost"));
}

#[test]
fn a_network_is_one_and_nothing_else() {
    for text in ["10.0.0.0/8", "10.1.2.3", "::1", "fd00::/8", "0.0.0.0/0"] {
        assert!(networks::parse(text).is_ok(), "{text}");
    }
    for text in ["", "10.0.0.1/8", "10/8", "10.0.0.0/33", "x.example", "10.0.0.0/8,::1"] {
        assert!(networks::parse(text).is_err(), "{text}");
    }
}

/// A listener that answers one request with this, and says whether anyone connected.
fn answering(with: &'static str) -> (u16, std::thread::JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let serve = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut heard = [0; 1024];
        let length = stream.read(&mut heard).unwrap();
        let heard = String::from_utf8_lossy(&heard[..length]).into_owned();
        assert!(heard.is_empty() || heard.contains("host: localhost:"), "the name stays: {heard}");
        stream.write_all(with.as_bytes()).unwrap();
    });
    (port, serve)
}

async fn get(door: &Door, address: &str) -> Result<OutboundResponse, Unreached> {
    let client = door.client(false, Duration::from_secs(5)).unwrap();
    let request = client.get(address).build().unwrap();
    door.ask(&client, request, 10).await
}

#[tokio::test]
async fn a_name_that_resolves_into_the_machine_is_not_connected_to() {
    let (port, serve) = answering("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi");
    let shut = Door::default();
    for host in ["localhost", "127.0.0.1", "[::ffff:127.0.0.1]", "2130706433"] {
        assert!(get(&shut, &format!("http://{host}:{port}/")).await.is_err(), "{host}");
        assert!(shut.connect(host.trim_matches(['[', ']']), port).await.is_err(), "{host}");
    }
    // A door that checked only names would let an address through, and one that checked only the
    // written host would let a name through: both are checked at the connection.
    let resolved = Door::resolve(&shut, "localhost", port).await;
    assert_eq!(resolved.unwrap_err().kind(), io::ErrorKind::PermissionDenied);
    // No one has connected so far: the listener still waits for its only visitor.
    assert!(!serve.is_finished());
    let opened = door(&["127.0.0.0/8", "::1"]);
    let answer = get(&opened, &format!("http://localhost:{port}/")).await.unwrap();
    assert_eq!(answer.body.unwrap(), b"hi");
    serve.join().unwrap();
}

#[tokio::test]
async fn nobody_is_led_elsewhere_and_no_answer_is_read_without_end() {
    let opened = door(&["127.0.0.0/8", "::1"]);
    let (port, serve) =
        answering("HTTP/1.1 302 Found\r\nlocation: /x\r\ncontent-length: 0\r\n\r\n");
    let answer = get(&opened, &format!("http://localhost:{port}/")).await.unwrap();
    assert_eq!(answer.status, StatusCode::FOUND);
    serve.join().unwrap();
    let (port, serve) = answering("HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\nhello world");
    let answer = get(&opened, &format!("http://localhost:{port}/")).await.unwrap();
    assert!(answer.body.is_err());
    serve.join().unwrap();
}
