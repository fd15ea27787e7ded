//! Bodies that are packed by gzip or zstd.

use super::client::{Answer, Client};
use super::fixture::Programs;
use crate::console::fixture::ConsoleFixture;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

const BODY: &str = r#"{"comment":"Packed"}"#;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// A frame of one raw block, by RFC 8878 section 3.1.1.
fn zstd(text: &str) -> Vec<u8> {
    let length = u8::try_from(text.len()).unwrap();
    let block = (u32::from(length) << 3 | 1).to_le_bytes();
    let header = [0x28, 0xb5, 0x2f, 0xfd, 0x20, length, block[0], block[1], block[2]];
    [&header[..], text.as_bytes()].concat()
}

async fn patch(client: &Client, report: &str, body: Vec<u8>, encoding: &str) -> Answer {
    let headers =
        [("content-encoding", encoding), ("content-type", "application/json"), ("if-match", "*")];
    client.send_bytes("PATCH", report, body.into(), &headers).await
}

#[tokio::test]
async fn a_packed_body_counts_as_the_body_that_it_holds() {
    // A file that was packed in pieces has several members, and names of encodings have no case.
    let (begin, end) = BODY.as_bytes().split_at(7);
    let pieces = [gzip(begin), gzip(end)].concat();
    let bodies = [("gzip", gzip(BODY.as_bytes())), ("GZIP", pieces), ("zstd", zstd(BODY))];
    for (encoding, body) in bodies {
        let programs = Programs::of(ConsoleFixture::new().await);
        let client = programs.client("p1@x.example").await;
        let report = client.report().await;
        patch(&client, &report, body, encoding).await.expect(200);
        assert_eq!(client.get(&report).await.body["comment"], "Packed", "{encoding}");
    }
}

#[tokio::test]
async fn a_broken_an_unknown_and_an_endless_packing_are_refused_and_change_nothing() {
    let programs = Programs::of(ConsoleFixture::new().await);
    let client = programs.client("p1@x.example").await;
    let report = client.report().await;
    let cut = gzip(BODY.as_bytes())[..20].to_vec();
    patch(&client, &report, cut, "gzip").await.expect_problem(400, "bad_request");
    let more = [gzip(BODY.as_bytes()), b"more".to_vec()].concat();
    patch(&client, &report, more, "gzip").await.expect_problem(400, "bad_request");
    let plain = BODY.as_bytes().to_vec();
    patch(&client, &report, plain.clone(), "zstd").await.expect_problem(400, "bad_request");
    let refused = patch(&client, &report, plain, "br").await;
    refused.expect_problem(415, "unsupported_encoding");
    let bomb = gzip(&vec![b' '; 8 << 20]);
    assert!(bomb.len() < 16 << 10);
    patch(&client, &report, bomb, "gzip").await.expect_problem(413, "too_large");
    assert_eq!(client.get(&report).await.body["version"], 1);
}
