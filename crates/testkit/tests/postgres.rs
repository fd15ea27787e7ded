//! A temporary PostgreSQL works, and leaves nothing behind.

use std::collections::BTreeSet;
use std::net::TcpStream;
use std::thread;

use countersign_testkit::postgres::{self, Cluster};

/// The address between `@` and the database.
fn address(url: &str) -> &str {
    url.split('@').nth(1).and_then(|rest| rest.split('/').next()).expect("a host and a port")
}

#[test]
fn a_cluster_serves_while_it_lives_and_not_after() {
    let cluster = Cluster::start().unwrap();
    let url = cluster.url("orders \"of\" may");
    cluster.create_database("orders \"of\" may").unwrap();
    TcpStream::connect(address(&url)).expect("it listens");

    let refused = cluster.create_database("orders \"of\" may").unwrap_err();
    assert_eq!(refused, "there is a database of that name already");

    drop(cluster);
    TcpStream::connect(address(&url)).expect_err("it is gone");
}

#[test]
fn every_test_gets_a_database_of_its_own() {
    let urls: BTreeSet<String> = thread::scope(|scope| {
        let several: Vec<_> = (0..4).map(|_| scope.spawn(postgres::database)).collect();
        several.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(urls.len(), 4);
}
