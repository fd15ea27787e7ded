//! The small installation of the console's tests on either engine, with tokens for its people.

use super::client::Client;
use crate::console::fixture::{ConsoleFixture, MACHINE};
use countersign_api::Api;
use countersign_app::actions::audit;
use countersign_app::actions::manage_service_accounts;
use countersign_app::actions::manage_tokens::{self, TokenOwner, TokenRequest};
use countersign_app::clock::Clock;
use countersign_app::random::SystemRandom;
use countersign_console::app::App;
use countersign_domain::actor::{Channel, Person, Role};
use countersign_domain::api_scope::Scope;
use countersign_domain::audit::Event;
use countersign_domain::instant::Instant;
use countersign_store::service_accounts::ServiceAccount;
use countersign_store::{Store, people};
use std::sync::Arc;

/// The scopes that anyone can give for their own company.
pub(super) const SCOPES: [Scope; 9] = [
    Scope::ReportsRead,
    Scope::ReportsEdit,
    Scope::ReportsDecide,
    Scope::DirectoryRead,
    Scope::DirectoryWrite,
    Scope::SettingsWrite,
    Scope::PeopleRead,
    Scope::WebhooksWrite,
    Scope::LogWitness,
];

/// The installation on SQLite and on PostgreSQL.
pub(super) async fn on_both() -> [Programs; 2] {
    [ConsoleFixture::new().await, ConsoleFixture::on_postgresql().await].map(Programs::of)
}

/// An installation with its API.
pub(super) struct Programs {
    pub(super) fixture: ConsoleFixture,
    pub(super) api: Arc<Api>,
}

impl Programs {
    pub(super) fn of(fixture: ConsoleFixture) -> Self {
        let api = Api::new(Arc::clone(&fixture.app.state));
        Self { fixture, api }
    }

    pub(super) fn store(&self) -> &Store {
        &self.fixture.app.state.store
    }

    /// The same database at another instant of the machine.
    pub(super) fn at(&self, instant: &str) -> Arc<Api> {
        let state = &self.fixture.app.state;
        let clock = Clock::fixed(Instant::parse(instant).unwrap());
        let app = App::new(state.store.clone(), clock, state.site.clone());
        Api::new(Arc::clone(&app.state))
    }

    pub(super) async fn person(&self, email: &str) -> Person {
        let acting = async |tx: &mut _| people::acting(tx, email).await;
        let acting = self.store().reading(acting).await.unwrap();
        Person {
            id: acting[0].person_id,
            company_id: acting[0].company_id,
            company_kind: acting[0].company_kind,
            role: acting[0].role,
            channel: Channel::Console,
            machine_user: None,
            account: None,
        }
    }

    /// A token of a person with these scopes.
    pub(super) async fn token(&self, email: &str, scopes: &[Scope]) -> String {
        self.token_as(email, &request(scopes), None).await
    }

    pub(super) async fn token_as(
        &self,
        email: &str,
        request: &TokenRequest,
        account: Option<&ServiceAccount>,
    ) -> String {
        self.token_of(&self.person(email).await, request, account).await
    }

    pub(super) async fn token_of(
        &self,
        person: &Person,
        request: &TokenRequest,
        account: Option<&ServiceAccount>,
    ) -> String {
        self.token_made(MACHINE, person, request, account).await
    }

    /// A token that was made at an instant.
    pub(super) async fn token_made(
        &self,
        at: &str,
        person: &Person,
        request: &TokenRequest,
        account: Option<&ServiceAccount>,
    ) -> String {
        let owner = account.map_or(TokenOwner::Person, TokenOwner::Account);
        let at = Instant::parse(at).unwrap();
        let make = async |tx: &mut _| {
            let entry = audit::entry(Event::TokenMade, at);
            manage_tokens::make(tx, person, owner, request, entry, &SystemRandom).await
        };
        self.store().write(make).await.unwrap().unwrap().text().to_owned()
    }

    /// A service account that a person makes for their company.
    pub(super) async fn account(&self, email: &str, role: Role) -> ServiceAccount {
        self.account_of(&self.person(email).await, role).await
    }

    pub(super) async fn account_of(&self, person: &Person, role: Role) -> ServiceAccount {
        let now = Instant::parse(MACHINE).unwrap();
        let add = async |tx: &mut _| {
            let entry = audit::entry(Event::ServiceAccountMade, now);
            let company_id = person.company_id;
            manage_service_accounts::add(tx, person, company_id, "ERP", role, entry, &SystemRandom)
                .await
        };
        self.store().write(add).await.unwrap().unwrap()
    }

    /// A client with a token of this person, and with quotas of its own.
    pub(super) async fn alone(&self, email: &str) -> Client {
        let api = Api::new(Arc::clone(&self.fixture.app.state));
        Client::new(&api, &self.token(email, &SCOPES).await)
    }

    /// A client with a token of this person.
    pub(super) async fn client(&self, email: &str) -> Client {
        Client::new(&self.api, &self.token(email, &SCOPES).await)
    }
}

/// A token for thirty days with these scopes.
pub(super) fn request(scopes: &[Scope]) -> TokenRequest {
    let scopes = scopes.to_vec();
    TokenRequest { name: "Test".to_owned(), scopes, networks: String::new(), days: 30 }
}
