//! Tokens and service accounts: how they end, and the client credentials grant.

use super::client::{Answer, Client};
use super::fixture::{Programs, SCOPES, on_both, request};
use crate::console::fixture::ConsoleFixture;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use countersign_app::actions::audit;
use countersign_app::actions::manage_people;
use countersign_app::actions::manage_service_accounts;
use countersign_app::actions::manage_tokens::{self, TokenFault, TokenOwner, TokenRequest};
use countersign_app::random::SystemRandom;
use countersign_domain::actor::Role;
use countersign_domain::api_scope::Scope;
use countersign_domain::audit::Event;
use countersign_store::api_tokens;
use countersign_testkit::command_line::CommandLine;
use countersign_testkit::databases::Databases;

const BINARY: &str = env!("CARGO_BIN_EXE_countersign");

const LIST: &str = "/api/v1/usage-reports";
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

async fn grant(client: &Client, form: &str, headers: &[(&str, &str)]) -> Answer {
    let mut all = vec![FORM];
    all.extend(headers);
    client.post("/api/oauth/token", form, &all).await
}

#[tokio::test]
async fn a_revoked_token_and_one_whose_owner_left_are_refused_at_once() {
    for programs in on_both().await {
        let (now, email) = (programs.fixture.app.state.clock.machine_time(), "d1billing@x.example");
        let person = programs.person(email).await;
        let client = programs.client(email).await;
        client.get(LIST).await.expect(200);
        let own = async |tx: &mut _| api_tokens::of_person(tx, person.id).await;
        let listed = programs.store().reading(own).await.unwrap();
        assert_eq!(listed.len(), 1);
        assert_eq!(listed[0].used_from.as_deref(), Some("127.0.0.1"), "{listed:?}");
        let revoke = async |tx: &mut _| {
            let entry = audit::entry(Event::TokenRevoked, now);
            manage_tokens::revoke_own(tx, person.id, listed[0].id, entry).await
        };
        assert!(programs.store().write(revoke).await.unwrap());
        client.get(LIST).await.expect_problem(401, "token_revoked");

        let client = programs.client(email).await;
        client.get(LIST).await.expect(200);
        let remove =
            async |tx: &mut _| manage_people::remove(tx, person.id, person.company_id, now).await;
        programs.store().write(remove).await.unwrap().unwrap();
        client.get(LIST).await.expect_problem(401, "token_unknown");
    }
}

#[tokio::test]
async fn a_token_follows_the_role_of_its_owner() {
    for programs in on_both().await {
        let person = programs.person("d1billing@x.example").await;
        let client = programs.client("d1billing@x.example").await;
        client.get(LIST).await.expect(200);
        let membership = countersign_store::people::Membership {
            person_id: person.id,
            company_id: person.company_id,
            role: Role::LicenseManager,
        };
        let change = async |tx: &mut _| manage_people::change_role(tx, &membership).await;
        programs.store().write(change).await.unwrap().unwrap();
        client.get(LIST).await.expect_problem(403, "forbidden");
    }
}

#[tokio::test]
async fn client_credentials_give_a_token_for_an_hour() {
    for programs in on_both().await {
        let account = programs.account("d1@x.example", Role::SupportManager).await;
        let scopes = [Scope::ReportsRead, Scope::DirectoryRead];
        let secret = programs.token_as("d1@x.example", &request(&scopes), Some(&account)).await;
        let stranger = Client::new(&programs.api, "");
        let form = format!(
            "grant_type=client_credentials&client_id={}&client_secret={secret}",
            account.id
        );
        let granted = grant(&stranger, &form, &[]).await.expect(200);
        assert_eq!(granted.body["token_type"], "Bearer");
        assert_eq!(granted.body["expires_in"], 3600);
        assert_eq!(granted.body["scope"], "reports.read directory.read");
        assert_eq!(granted.header("cache-control"), "no-store");
        assert!(granted.header("ratelimit").starts_with("\"token\";r=599;t="), "{granted:?}");
        // The list of tokens says that the secret is in use.
        let listed = async |tx: &mut _| api_tokens::of_account(tx, account.id).await;
        let listed = programs.store().reading(listed).await.unwrap();
        assert_eq!(listed[0].used_from.as_deref(), Some("127.0.0.1"), "{listed:?}");
        let token = granted.body["access_token"].as_str().unwrap().to_owned();
        Client::new(&programs.api, &token).get(LIST).await.expect(200);
        let almost = programs.at("2026-11-22T12:59:59Z");
        Client::new(&almost, &token).get(LIST).await.expect(200);

        let basic = STANDARD.encode(format!("{}:{secret}", account.id));
        let basic = format!("Basic {basic}");
        let narrow = "grant_type=client_credentials&scope=reports.read";
        let headers = [("authorization", basic.as_str())];
        let narrowed = grant(&stranger, narrow, &headers).await.expect(200);
        assert_eq!(narrowed.body["scope"], "reports.read");
        let wide = "grant_type=client_credentials&scope=reports.decide";
        let refused = grant(&stranger, wide, &headers).await.expect(400);
        assert_eq!(refused.body["error"], "invalid_scope");
        let refused = grant(&stranger, "grant_type=password", &headers).await.expect(400);
        assert_eq!(refused.body["error"], "unsupported_grant_type");

        // What was issued is no secret of the client, and a person's token is none either.
        let own = programs.token("d1@x.example", &SCOPES).await;
        for wrong in [token.as_str(), own.as_str(), "cs_x"] {
            let form = form.replace(&secret, wrong);
            let refused = grant(&stranger, &form, &[]).await.expect(401);
            assert_eq!(refused.body["error"], "invalid_client");
            assert!(refused.header("www-authenticate").starts_with("Basic"));
        }

        // Revoking the secret ends what was issued with it; ending the account ends everything.
        let client = Client::new(&programs.api, &token);
        let now = programs.fixture.app.state.clock.machine_time();
        let end = async |tx: &mut _| {
            let entry = audit::entry(Event::ServiceAccountEnded, now);
            manage_service_accounts::end(tx, &account, entry).await
        };
        programs.store().write(end).await.unwrap();
        client.get(LIST).await.expect_problem(401, "token_revoked");
        let ended = Client::new(&programs.api, &secret).get(LIST).await;
        ended.expect_problem(401, "token_revoked");
        grant(&stranger, &form, &[]).await.expect(401);
    }
}

#[tokio::test]
async fn what_client_credentials_gave_ends_after_the_hour() {
    for programs in on_both().await {
        let account = programs.account("d1@x.example", Role::SupportManager).await;
        let wanted = request(&[Scope::ReportsRead]);
        let secret = programs.token_as("d1@x.example", &wanted, Some(&account)).await;
        let stranger = Client::new(&programs.api, "");
        let form = format!(
            "grant_type=client_credentials&client_id={}&client_secret={secret}",
            account.id
        );
        let granted = grant(&stranger, &form, &[]).await.expect(200);
        let token = granted.body["access_token"].as_str().unwrap().to_owned();
        let later = programs.at("2026-11-22T13:00:00Z");
        let late = Client::new(&later, &token).get(LIST).await;
        late.expect_problem(401, "token_expired");
    }
}

#[tokio::test]
async fn client_credentials_count_with_the_requests_of_their_account() {
    let programs = Programs::of(ConsoleFixture::new().await);
    let account = programs.account("d1@x.example", Role::SupportManager).await;
    let wanted = request(&[Scope::ReportsRead]);
    let secret = programs.token_as("d1@x.example", &wanted, Some(&account)).await;
    let direct = Client::new(&programs.api, &secret);
    for _ in 0..600 {
        direct.get(&format!("{LIST}?x=1")).await.expect(400);
    }
    let form =
        format!("grant_type=client_credentials&client_id={}&client_secret={secret}", account.id);
    let over = grant(&Client::new(&programs.api, ""), &form, &[]).await;
    let over = over.expect_problem(429, "too_many_requests");
    assert!(over.header("ratelimit").starts_with("\"token\";r=0;t="), "{over:?}");
    assert!(over.header("retry-after").parse::<i64>().unwrap() <= 60);
}

#[tokio::test]
async fn only_administrators_make_tokens_of_a_service_account() {
    for programs in on_both().await {
        let account = programs.account("d1@x.example", Role::SupportManager).await;
        let now = programs.fixture.app.state.clock.machine_time();
        for (email, expected) in [
            ("d1billing@x.example", Err(TokenFault::NotPermitted)),
            ("d2@x.example", Err(TokenFault::NotPermitted)),
            ("d1@x.example", Ok(())),
        ] {
            let person = programs.person(email).await;
            let (request, owner) = (request(&[Scope::ReportsRead]), TokenOwner::Account(&account));
            let make = async |tx: &mut _| {
                let entry = audit::entry(Event::TokenMade, now);
                manage_tokens::make(tx, &person, owner, &request, entry, &SystemRandom).await
            };
            let made = programs.store().write(make).await.unwrap();
            assert_eq!(made.map(drop), expected, "{email}");
        }
    }
}

#[tokio::test]
async fn the_command_line_refuses_a_person_who_does_not_manage_service_accounts() {
    let programs = Programs::of(ConsoleFixture::new().await);
    programs.account("d1@x.example", Role::SupportManager).await;
    let file = programs.fixture.folder.path().join("countersign.db");
    let program = CommandLine::new(BINARY, format!("sqlite:{}", file.display()));
    let create = |email| {
        let owner = ["token", "create", "--as", email, "--account", "ERP"];
        let arguments = [&owner[..], &["--name", "Test", "--scope", "reports.read"]].concat();
        program.run(&arguments)
    };
    let refused = create("d1billing@x.example");
    assert_eq!((refused.status, refused.out.as_str()), (Some(2), ""), "{}", refused.err);
    assert!(refused.err.contains("only an Administrator of the company"), "{}", refused.err);
    let made = create("d1@x.example");
    assert_eq!(made.status, Some(0), "{}", made.err);
}

#[tokio::test]
async fn a_person_who_has_not_accepted_gets_no_token_that_would_be_refused() {
    let programs = Programs::of(ConsoleFixture::new().await);
    let file = programs.fixture.folder.path().join("countersign.db");
    let program = CommandLine::new(BINARY, format!("sqlite:{}", file.display()));
    let add = ["user", "add", "new@x.example", "--name=New", "--company=D1"];
    assert_eq!(program.run(&[&add[..], &["--role=Administrator"]].concat()).status, Some(0));
    let create = ["token", "create", "--as=new@x.example", "--name=Test", "--scope=reports.read"];
    let refused = program.run(&create);
    assert_eq!((refused.status, refused.out.as_str()), (Some(2), ""), "{}", refused.err);
    assert!(refused.err.contains("has not accepted the invitation"), "{}", refused.err);
}

#[tokio::test]
async fn readings_are_a_scope_that_the_operator_gives() {
    for programs in on_both().await {
        let (distributor, operator) =
            (programs.person("d1@x.example").await, programs.person("op@x.example").await);
        let account = programs.account("d1@x.example", Role::LicenseManager).await;
        let now = programs.fixture.app.state.clock.machine_time();
        for (person, scope, expected) in [
            (&distributor, Scope::ReadingsWrite, Err(TokenFault::Scope(Scope::ReadingsWrite))),
            (&operator, Scope::ReadingsWrite, Ok(())),
            // No token of the operator's making reads or decides as the distributor.
            (&operator, Scope::ReportsRead, Err(TokenFault::Scope(Scope::ReportsRead))),
            (&distributor, Scope::ReportsRead, Ok(())),
        ] {
            let (request, owner) = (request(&[scope]), TokenOwner::Account(&account));
            let make = async |tx: &mut _| {
                let entry = audit::entry(Event::TokenMade, now);
                manage_tokens::make(tx, person, owner, &request, entry, &SystemRandom).await
            };
            let made = programs.store().write(make).await.unwrap();
            assert_eq!(made.map(drop), expected, "{scope:?} by {:?}", person.company_kind);
        }
    }
}

#[tokio::test]
async fn refused_tokens_of_an_address_have_to_wait_and_accepted_ones_have_not() {
    for programs in on_both().await {
        let wrong = Client::new(&programs.api, "cs_x");
        for _ in 0..30 {
            wrong.get(LIST).await.expect_problem(401, "token_unknown");
        }
        let waits = wrong.get(LIST).await.expect_problem(429, "too_many_requests");
        assert_eq!(waits.header("retry-after"), "1");
        programs.client("d1@x.example").await.get(LIST).await.expect(200);
    }
}

#[tokio::test]
async fn a_token_is_stored_as_its_hash_and_named_in_the_audit_record() {
    let programs = Programs::of(ConsoleFixture::new().await);
    let wanted = TokenRequest { name: "Spreadsheet".to_owned(), ..request(&[Scope::ReportsRead]) };
    let token = programs.token_as("d1@x.example", &wanted, None).await;
    let file = programs.fixture.folder.path().join("countersign.db");
    for ending in ["", "-wal"] {
        let bytes = std::fs::read(format!("{}{ending}", file.display())).unwrap_or_default();
        let holds = bytes.windows(20).any(|part| part == &token.as_bytes()[3..23]);
        assert!(!holds, "the token is in the database");
    }
    let page = programs.fixture.sign_in("d1@x.example").await.get("/audit").await;
    page.expect(&["API token made", "Spreadsheet", "reports.read"]);
}

#[tokio::test]
async fn without_its_database_the_api_says_so() {
    let database = Databases::Postgres.fresh().unwrap();
    let programs = Programs::of(ConsoleFixture::on(&database).await);
    let client = programs.client("d1@x.example").await;
    let page = client.get(LIST).await.expect(200);
    let report = format!("{LIST}/{}", page.body["items"][0]["id"].as_str().unwrap());
    Databases::Postgres.remove(&database).unwrap();
    for answer in [client.get(LIST).await, client.post(&format!("{report}/approve"), "", &[]).await]
    {
        let answer = answer.expect_problem(503, "unavailable");
        assert_eq!(answer.header("retry-after"), "5");
    }
    let page = client.get("/api/openapi.json").await.expect(200);
    assert_eq!(page.body["openapi"], "3.1.0");
}
