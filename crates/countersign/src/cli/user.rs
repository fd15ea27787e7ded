//! `countersign user`

use super::company;
use super::outcome::Ended;
use super::output::{print, table};
use super::public_url::checked;
use super::session::{Database, Threads};
use clap::{Args, Subcommand};
use countersign_app::actions::audit;
use countersign_app::actions::erase_person::{self, EraseRefusal};
use countersign_app::actions::import::{NewMembership, put_membership};
use countersign_app::actions::manage_people::{self, PeopleRefusal};
use countersign_app::failure::{Failure, Result};
use countersign_app::identity::link;
use countersign_app::random::SystemRandom;
use countersign_domain::actor::Role;
use countersign_domain::audit::Event;
use countersign_domain::code::{EMAIL_EXPECTED, fold_email, is_email};
use countersign_domain::erasure::{erased_text, in_words};
use countersign_domain::text::TextKind;
use countersign_store::Tx;
use countersign_store::audit::AuditEntry;
use countersign_store::people::{self, ListedMembership, PersonRecord};

/// Manages accounts, on the machine that holds the database
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign user add eva@nordlicht.example --name \"Eva Lind\" --company NORD \\
      --role \"Billing Manager\"
  countersign user invite eva@nordlicht.example --url https://reports.example
  countersign user list
  countersign user remove eva@nordlicht.example --company NORD
  countersign user erase eva@nordlicht.example --yes")]
#[command(disable_help_subcommand = true)]
pub(super) struct User {
    #[command(subcommand)]
    verb: UserVerb,
}

#[derive(Subcommand, Debug)]
enum UserVerb {
    /// Adds a person to a company, or changes their role there
    Add {
        /// The person's e-mail address
        email: String,
        /// Their name; a person who is known already keeps the present name
        #[arg(long)]
        name: String,
        /// The code of the company, or: operator
        #[arg(long, value_name = "CODE")]
        company: String,
        /// The role in the company, such as Administrator or Billing Manager
        #[arg(long, value_parser = Role::parse)]
        role: Role,
        #[command(flatten)]
        database: Database,
    },
    /// Prints a one-time link with which a person signs in and sets a password
    Invite {
        /// The person's e-mail address
        email: String,
        /// The address by which people reach the console; without it only the path is printed
        #[arg(id = "public_url", long = "url", value_name = "URL")]
        url: Option<String>,
        /// Allows an http:// address beyond this machine as --url: anyone on the way can read the
        /// link and the password
        #[arg(long)]
        insecure_http: bool,
        #[command(flatten)]
        database: Database,
    },
    /// Lists all people with their companies and roles
    List {
        #[command(flatten)]
        database: Database,
    },
    /// Removes a person from a company
    Remove {
        /// The person's e-mail address
        email: String,
        /// The code of the company
        #[arg(long, value_name = "CODE")]
        company: String,
        #[command(flatten)]
        database: Database,
    },
    /// Erases a person for good: name, address, credentials and messages go everywhere, and history
    /// names them by number
    Erase {
        /// The person's e-mail address
        email: String,
        /// Confirms it: an erased person cannot be brought back
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        database: Database,
    },
}

const LAST: &str = "is the company's last Administrator; appoint another one first";

impl User {
    pub(super) async fn run(self) -> Result<Ended> {
        match self.verb {
            UserVerb::Add { email, name, company, role, database } => {
                add(&database, &email, &name, &company, role).await
            }
            UserVerb::Invite { email, url, insecure_http, database } => {
                // This verb does not know where the console listens; a link to this machine stays
                // on it.
                let origin = url.map(|url| checked("--url", &url, true, insecure_http));
                let origin = origin.transpose()?;
                invite(&database, &email, &origin.unwrap_or_default()).await
            }
            UserVerb::List { database } => list(&database).await,
            UserVerb::Remove { email, company, database } => {
                remove(&database, &email, &company).await
            }
            UserVerb::Erase { email, yes, database } => erase(&database, &email, yes).await,
        }
    }
}

async fn add(
    database: &Database,
    email: &str,
    name: &str,
    company: &str,
    role: Role,
) -> Result<Ended> {
    if !is_email(email) {
        return Err(Failure::Usage(format!("{email:?} is not {EMAIL_EXPECTED}")));
    }
    if name.trim().is_empty() {
        return Err(Failure::Usage("--name is blank; give the person's name".to_owned()));
    }
    let session = database.open_or_make(Threads::One).await?;
    let mut tx = session.store.begin().await?;
    let company_id = company::of_any_kind(&mut tx, company).await?.id;
    let known = people::of_email(&mut tx, &fold_email(email)).await?;
    if let Err(expected) = TextKind::Name.check(name)
        && known.as_ref().is_none_or(|it| it.name != name)
    {
        return Err(Failure::Usage(format!("--name: expected {expected}")));
    }
    let kept = known.as_ref().filter(|it| it.name != name || it.email != email);
    let kept = kept.map(|it| {
        format!("the address is known already: {} keeps the name {}\n", it.email, it.name)
    });
    let (email, name) = known.as_ref().map_or((email, name), |it| (&it.email, &it.name));
    // The machine needs no consent of the company; the person is asked in the console.
    let new = NewMembership { email, name, company_id, role, asks_company: None };
    let Some(change) = put_membership(&mut tx, &new).await? else {
        return Err(Failure::Usage(format!("{email} {LAST}")));
    };
    let now = session.clock.machine_time();
    if let Some(entry) = change.entry(|event| audit::of_machine(event, now)) {
        audit::record(&mut tx, entry).await?;
    }
    tx.commit().await?;
    print(&format!("{email} is {} of {company}\n{}", role.name(), kept.unwrap_or_default()))?;
    if change.before.is_none() {
        eprintln!(
            "In the console the person gets access after accepting. Print a link for them with: \
             countersign user invite {email}"
        );
    }
    Ok(Ended::Done)
}

async fn invite(database: &Database, email: &str, origin: &str) -> Result<Ended> {
    let session = database.open().await?;
    let mut tx = session.store.begin().await?;
    let person = people::of_email(&mut tx, &fold_email(email)).await?;
    let person = person.ok_or_else(|| {
        Failure::Usage(format!(
            "there is no person with the address {email}; add them with: countersign user add"
        ))
    })?;
    // Links expire by the machine's time, in a rehearsal too.
    let now = session.clock.machine_time();
    let order = link::Order::of_machine(link::LinkPurpose::Invitation, person.id);
    let made = link::make(&mut tx, &order, now, &SystemRandom).await?;
    let made = made.ok_or_else(|| Failure::System("the link could not be made".to_owned()))?;
    // The link works for all of the person's companies, so each gets an entry and a message.
    let companies = people::companies_of(&mut tx, person.id).await?;
    let mut companies: Vec<_> = companies.iter().map(|it| Some(it.company_id)).collect();
    if companies.is_empty() {
        companies.push(None);
    }
    for company_id in companies {
        let entry = AuditEntry {
            company_id,
            about_person_id: Some(person.id),
            about: Some(order.kind.token().to_owned()),
            after: Some("by hand".to_owned()),
            ..audit::of_machine(Event::LinkMade, now)
        };
        audit::record(&mut tx, entry).await?;
    }
    tx.commit().await?;
    print(&format!("{origin}{}\n", link::path(&made)))?;
    Ok(Ended::Done)
}

async fn list(database: &Database) -> Result<Ended> {
    let session = database.open_to_read(Threads::One).await?;
    let listed = session.store.reading(async |tx| people::listed(tx).await).await?;
    let mut table = table(&["Company", "Name", "E-mail", "Person", "Role", "State"]);
    for row in listed {
        let state = match (row.awaits_company_since, row.accepted_at) {
            (Some(_), _) => "waits for the company's consent",
            (None, None) => "invited",
            (None, Some(_)) => "",
        };
        let ListedMembership { company_code, company_name, email, name, role, .. } = row;
        table.add_row([company_code, company_name, email, name, role, state.to_owned()]);
    }
    print(&format!("{table}\n"))?;
    Ok(Ended::Done)
}

async fn remove(database: &Database, email: &str, company: &str) -> Result<Ended> {
    let session = database.open().await?;
    let mut tx = session.store.begin().await?;
    let company_id = company::of_any_kind(&mut tx, company).await?.id;
    let acting = people::acting(&mut tx, &fold_email(email)).await?;
    let person = acting.iter().find(|acting| acting.company_id == company_id);
    let person =
        person.ok_or_else(|| Failure::Usage(format!("{email} does not act for {company}")))?;
    let now = session.clock.machine_time();
    match manage_people::remove(&mut tx, person.person_id, company_id, now).await? {
        Ok(()) => {}
        Err(PeopleRefusal::LastAdministrator) => {
            return Err(Failure::Usage(format!("{email} {LAST}")));
        }
        Err(_) => return Err(Failure::Usage(format!("{email} does not act for {company}"))),
    }
    let removed = AuditEntry {
        company_id: Some(company_id),
        about_person_id: Some(person.person_id),
        before: Some(person.role.name().to_owned()),
        ..audit::of_machine(Event::PersonRemoved, session.clock.machine_time())
    };
    audit::record(&mut tx, removed).await?;
    tx.commit().await?;
    print(&format!("{email} does not act for {company} any more\n"))?;
    Ok(Ended::Done)
}

/// The person with this address.
pub(super) async fn known_person(tx: &mut Tx, email: &str) -> Result<PersonRecord> {
    people::of_email(tx, &fold_email(email)).await?.ok_or_else(|| {
        Failure::Usage(format!(
            "there is no person with the address {email}; see: countersign user list"
        ))
    })
}

async fn erase(database: &Database, email: &str, is_confirmed: bool) -> Result<Ended> {
    let session = database.open().await?;
    let mut tx = session.store.begin().await?;
    let person = known_person(&mut tx, email).await?;
    if !is_confirmed {
        return Err(Failure::Usage(format!(
            "{} <{}> would be erased for good, as person {}; add --yes",
            person.name, person.email, person.id
        )));
    }
    match erase_person::run(&mut tx, &person, session.clock.machine_time()).await? {
        Ok(()) => {}
        Err(EraseRefusal::LastAdministrator(company)) => {
            return Err(Failure::Usage(format!(
                "{email} is the last Administrator of {company}; appoint another one first, who \
                 accepts the invitation"
            )));
        }
        Err(EraseRefusal::DeliveryChannel(name)) => {
            return Err(Failure::Usage(format!(
                "the delivery channel {name:?} sends dispatches to {email}; give it another \
                 address first"
            )));
        }
    }
    tx.commit().await?;
    print(&format!("history names the person as: {}\n", in_words(&erased_text(person.id))))?;
    Ok(Ended::Done)
}
