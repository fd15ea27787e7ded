//! `countersign source map`, `unmap` and `mappings`: how events become readings.

use crate::cli::outcome::Ended;
use crate::cli::output::{print, table};
use crate::cli::session::{Database, Threads};
use clap::Args;
use countersign_app::actions::audit;
use countersign_app::actions::manage_event_mappings::{self, MappingFault, PutMapping};
use countersign_app::failure::{Failure, Result};
use countersign_domain::audit::Event;
use countersign_domain::event_mapping::{
    EventMapping, JsonPointer, MOST_MAPPINGS, SubscriptionPlace,
};
use countersign_store::event_mappings;

#[derive(Args, Debug)]
pub(super) struct Map {
    /// The type of the events (CloudEvents)
    #[arg(value_name = "TYPE")]
    event_type: String,
    /// Where the code of the subscription is: subject, or a JSON pointer into the data
    #[arg(long, value_name = "PLACE", default_value = "subject",
        value_parser = SubscriptionPlace::parse)]
    subscription: SubscriptionPlace,
    /// Where the provisioned units are, as a JSON pointer into the data such as /seats/assigned
    #[arg(long, value_name = "POINTER", value_parser = JsonPointer::parse)]
    provisioned: JsonPointer,
    /// Where the used units are; omit it if the events have none
    #[arg(long, value_name = "POINTER", value_parser = JsonPointer::parse)]
    used: Option<JsonPointer>,
    #[command(flatten)]
    database: Database,
}

#[derive(Args, Debug)]
pub(super) struct Unmap {
    /// The type of the events
    #[arg(value_name = "TYPE")]
    event_type: String,
    #[command(flatten)]
    database: Database,
}

pub(super) async fn list(database: &Database) -> Result<Ended> {
    let session = database.open_to_read(Threads::One).await?;
    let all = session.store.reading(async |tx| event_mappings::all(tx).await).await?;
    let mut table = table(&["Type", "Subscription", "Provisioned", "Used"]);
    for mapping in all {
        table.add_row([
            mapping.event_type,
            mapping.subscription.to_string(),
            mapping.provisioned.to_string(),
            mapping.used.as_ref().map(JsonPointer::to_string).unwrap_or_default(),
        ]);
    }
    print(&format!("{table}\n"))?;
    Ok(Ended::Done)
}

impl Map {
    pub(super) async fn run(self) -> Result<Ended> {
        let Self { event_type, subscription, provisioned, used, database } = self;
        let mapping = EventMapping { event_type, subscription, provisioned, used };
        let session = database.open().await?;
        let entry = audit::of_machine(Event::EventMappingChanged, session.clock.machine_time());
        let mut tx = session.store.begin().await?;
        let done = manage_event_mappings::put(&mut tx, &mapping, &entry).await?;
        let done = done.map_err(|fault| {
            Failure::Usage(match fault {
                MappingFault::Type => "TYPE: expected a type that events can have".to_owned(),
                MappingFault::TooMany => format!("there are {MOST_MAPPINGS} mappings already"),
            })
        })?;
        tx.commit().await?;
        let done = match done {
            PutMapping::Added => "added",
            PutMapping::Changed => "changed",
        };
        print(&format!("the mapping is {done}\n"))?;
        Ok(Ended::Done)
    }
}

impl Unmap {
    pub(super) async fn run(self) -> Result<Ended> {
        let session = self.database.open().await?;
        let entry = audit::of_machine(Event::EventMappingChanged, session.clock.machine_time());
        let mut tx = session.store.begin().await?;
        if !manage_event_mappings::remove(&mut tx, &self.event_type, &entry).await? {
            let of = &self.event_type;
            let none = format!("there is no mapping of {of:?}; see: countersign source mappings");
            return Err(Failure::Usage(none));
        }
        tx.commit().await?;
        print("the mapping is removed\n")?;
        Ok(Ended::Done)
    }
}
