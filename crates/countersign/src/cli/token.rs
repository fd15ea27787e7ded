//! `countersign token`

use super::acting_person::Acting;
use super::company;
use super::outcome::Ended;
use super::output::{print, table};
use super::session::{Database, Session, Threads};
use clap::{Args, Subcommand};
use countersign_app::actions::audit;
use countersign_app::actions::manage_service_accounts::{self, AccountFault};
use countersign_app::actions::manage_tokens::{
    self, MOST_DAYS, MOST_TOKENS, TokenFault, TokenOwner, TokenRequest,
};
use countersign_app::failure::{Failure, Result};
use countersign_app::identity::api_token::ApiToken;
use countersign_app::random::SystemRandom;
use countersign_domain::actor::{Person, Role};
use countersign_domain::api_scope::Scope;
use countersign_domain::audit::Event;
use countersign_store::service_accounts::{self, ServiceAccount};
use countersign_store::{Tx, api_tokens};
use uuid::Uuid;

/// Manages tokens of the API, on the machine that holds the database
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign token create --as eva@nordlicht.example --name Spreadsheet \\
      --scope reports.read --days 30
  countersign token create --as op@operator.example --name Meter --scope readings.write \\
      --account Metering --account-company NORD --role \"License Manager\"
  countersign token list
  countersign token revoke 0f9cbb53-7f5c-4f1c-9d1a-6f0b7a1f0e55")]
#[command(disable_help_subcommand = true)]
pub(super) struct Token {
    #[command(subcommand)]
    verb: TokenVerb,
}

#[derive(Subcommand, Debug)]
enum TokenVerb {
    /// Makes a token and prints it, once
    Create(Box<Create>),
    /// Lists all tokens that were not revoked
    List {
        #[command(flatten)]
        database: Database,
    },
    /// Revokes a token
    Revoke {
        /// The id of the token, as `countersign token list` shows it
        id: Uuid,
        #[command(flatten)]
        database: Database,
    },
}

#[derive(Args, Debug)]
struct Create {
    #[command(flatten)]
    acting: Acting,
    /// The name by which people know the token
    #[arg(long, value_name = "NAME")]
    name: String,
    /// What the token may be used for: reports.read, reports.edit, reports.decide, directory.read,
    /// directory.write, settings.write, people.read, readings.write, webhooks.write, log.witness;
    /// repeat it for several
    #[arg(long = "scope", value_name = "SCOPE", value_parser = Scope::parse, required = true)]
    scopes: Vec<Scope>,
    /// A network from which the token is accepted, such as 192.0.2.0/24; repeat it for several
    #[arg(long = "network", value_name = "CIDR")]
    networks: Vec<String>,
    /// How many days the token lasts
    #[arg(long, value_name = "COUNT", default_value_t = manage_tokens::USUAL_DAYS)]
    days: i64,
    /// The service account that gets the token, instead of the person; added if there is none
    #[arg(long, value_name = "NAME")]
    account: Option<String>,
    /// The company of the service account, if it is not the person's
    #[arg(long, value_name = "CODE", requires = "account")]
    account_company: Option<String>,
    /// The role of a service account that is added
    #[arg(long, value_name = "ROLE", value_parser = Role::parse, requires = "account")]
    role: Option<Role>,
    #[command(flatten)]
    database: Database,
}

impl Token {
    pub(super) async fn run(self) -> Result<Ended> {
        match self.verb {
            TokenVerb::Create(create) => create.run().await,
            TokenVerb::List { database } => list(&database).await,
            TokenVerb::Revoke { id, database } => revoke(&database, id).await,
        }
    }
}

impl Create {
    async fn run(self) -> Result<Ended> {
        let session = self.database.open().await?;
        let person = self.acting.person(&session).await?;
        let request = TokenRequest {
            name: self.name.clone(),
            scopes: self.scopes.clone(),
            networks: self.networks.join(" "),
            days: self.days,
        };
        let mut tx = session.store.begin().await?;
        let entry = audit::of_machine_as(Event::TokenMade, session.clock.machine_time(), &person);
        let account = match &self.account {
            Some(name) => Some(self.account(&mut tx, &session, &person, name).await?),
            None => None,
        };
        let owner = account.as_ref().map_or(TokenOwner::Person, TokenOwner::Account);
        let made =
            manage_tokens::make(&mut tx, &person, owner, &request, entry, &SystemRandom).await?;
        let made: ApiToken = made.map_err(|fault| Failure::Usage(words(&fault)))?;
        tx.commit().await?;
        if let Some(account) = account {
            eprintln!("The client_id of the service account is {}.", account.id);
        }
        print(&format!("{}\n", made.text()))?;
        Ok(Ended::Done)
    }

    /// The service account with this name, which is added if there is none.
    async fn account(
        &self,
        tx: &mut Tx,
        session: &Session,
        person: &Person,
        name: &str,
    ) -> Result<ServiceAccount> {
        let company_id = match &self.account_company {
            None => person.company_id,
            Some(code) => company::of_any_kind(tx, code).await?.id,
        };
        let there = service_accounts::of_company(tx, company_id).await?;
        if let Some(account) = there.into_iter().find(|it| it.name == name) {
            return Ok(account);
        }
        let role = self.role.ok_or_else(|| {
            Failure::Usage(format!("there is no service account {name:?}; add --role"))
        })?;
        let entry =
            audit::of_machine_as(Event::ServiceAccountMade, session.clock.machine_time(), person);
        let added =
            manage_service_accounts::add(tx, person, company_id, name, role, entry, &SystemRandom);
        added.await?.map_err(|fault| Failure::Usage(account_words(fault).to_owned()))
    }
}

/// The reason why no token was created.
fn words(fault: &TokenFault) -> String {
    match fault {
        TokenFault::NotAccepted => {
            "the person has not accepted the invitation to the company, so the token would be \
             refused; print a link for them with: countersign user invite"
                .to_owned()
        }
        TokenFault::NotPermitted => {
            "only an Administrator of the company, or of the operator, makes tokens for a service \
             account"
                .to_owned()
        }
        TokenFault::Name => "--name: expected a name that people can see".to_owned(),
        TokenFault::NoScope => "--scope is missing".to_owned(),
        TokenFault::Scope(Scope::ReadingsWrite) => {
            "only the operator's Administrator gives the scope readings.write".to_owned()
        }
        TokenFault::Scope(scope) => {
            format!("{} can be given by the company's own people only", scope.token())
        }
        TokenFault::Network(text) => {
            format!("--network: found {text:?}, expected a network such as 192.0.2.0/24")
        }
        TokenFault::Networks => "there are too many networks".to_owned(),
        TokenFault::Days => format!("--days: expected a number from 1 to {MOST_DAYS}"),
        TokenFault::TooMany => format!("there are {MOST_TOKENS} tokens already; revoke one first"),
    }
}

const fn account_words(fault: AccountFault) -> &'static str {
    match fault {
        AccountFault::NotPermitted => {
            "only an Administrator of the company, or of the operator, adds a service account"
        }
        AccountFault::Name => "--account: expected a name that people can see",
        AccountFault::NameTaken => "the company has a service account of this name",
        AccountFault::TooMany => "the company has as many service accounts as it may have",
    }
}

async fn list(database: &Database) -> Result<Ended> {
    let session = database.open_to_read(Threads::One).await?;
    let listed = session.store.reading(async |tx| api_tokens::of_everyone(tx).await).await?;
    let mut table = table(&["Id", "Company", "Owner", "Name", "Scopes", "Expires", "Last used"]);
    for (token, owner) in listed {
        table.add_row([
            token.id.to_string(),
            token.company_code,
            owner,
            token.name,
            token.scopes,
            token.expires_at.to_string(),
            token.used_at.map_or_else(|| "never".to_owned(), |at| at.to_string()),
        ]);
    }
    print(&format!("{table}\n"))?;
    Ok(Ended::Done)
}

async fn revoke(database: &Database, id: Uuid) -> Result<Ended> {
    let session = database.open().await?;
    let mut tx = session.store.begin().await?;
    let entry = audit::of_machine(Event::TokenRevoked, session.clock.machine_time());
    if !manage_tokens::revoke_any(&mut tx, id, entry).await? {
        return Err(Failure::Usage(format!(
            "there is no token {id} in use; see: countersign token list"
        )));
    }
    tx.commit().await?;
    print("the token is no longer accepted\n")?;
    Ok(Ended::Done)
}
