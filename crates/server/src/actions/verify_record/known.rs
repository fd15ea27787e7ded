//! What many reports are held against, read once: it grows with the directory, and with what people
//! said of whole cycles, never with reports.

use crate::actions::world::World;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_store::cycle_closings::{self, Closing};
use countersign_store::installation;
use countersign_store::{Result, Tx, companies, deadline_choices, partners};
use std::collections::HashMap;

/// Partners with arrivals read at once.
const CHUNK: i64 = 10_000;

pub(super) struct Known {
    pub(super) world: World,
    pub(super) is_rehearsal: bool,
    codes: HashMap<i64, Box<str>>,
    closings: HashMap<(i64, Cycle), Vec<Closing>>,
    /// Deadlines that the operator gave to everyone, and when.
    pub(super) choices: Vec<(Instant, Option<Instant>)>,
    /// Partners with readings that no report has been compared with, and since which day.
    arrivals: HashMap<i64, i64>,
}

impl Known {
    pub(super) async fn load(tx: &mut Tx) -> Result<Self> {
        let mut codes = HashMap::new();
        companies::each_code(tx, |it| drop(codes.insert(it.id, it.code.into()))).await?;
        let mut closings: HashMap<_, Vec<Closing>> = HashMap::new();
        for (of, closing) in cycle_closings::all(tx).await? {
            closings.entry(of).or_default().push(closing);
        }
        let choices = deadline_choices::all(tx).await?;
        let mut arrivals = HashMap::new();
        let mut after = 0;
        loop {
            let found = partners::arrivals(tx, after, CHUNK).await?;
            let Some((last, _)) = found.last() else { break };
            after = *last;
            arrivals.extend(found);
        }
        Ok(Self {
            world: World::load(tx).await?,
            is_rehearsal: installation::load(tx).await?.is_some_and(|it| it.rehearsal),
            codes,
            closings,
            choices: choices.into_iter().map(|(_, at, deadline)| (at, deadline)).collect(),
            arrivals,
        })
    }

    /// The code of a company.
    pub(super) fn code(&self, id: i64) -> &str {
        self.codes.get(&id).map_or("nobody", |code| code)
    }

    /// When a distributor said that a cycle is done.
    pub(super) fn closings(&self, distributor_id: i64, cycle: Cycle) -> &[Closing] {
        self.closings.get(&(distributor_id, cycle)).map_or(&[], Vec::as_slice)
    }

    /// Every closing with its distributor and cycle.
    pub(super) fn all_closings(&self) -> impl Iterator<Item = (&(i64, Cycle), &Closing)> {
        self.closings.iter().flat_map(|(of, closings)| closings.iter().map(move |it| (of, it)))
    }

    /// Since which UTC day a partner has readings that reports are to be worked out again for.
    pub(super) fn arrived_since(&self, partner_id: i64) -> Option<i64> {
        self.arrivals.get(&partner_id).copied()
    }
}
