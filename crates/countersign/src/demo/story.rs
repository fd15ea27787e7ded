//! Where people act: each scene runs the clock up to its time, shows everyone the reports of a
//! month, and executes what they decide under their own names.

use super::clockwork;
use super::companies::{DISTRIBUTORS, Distributor, Part, Partner};
use super::products::VENDORS;
use super::texts::{self, Texts};
use super::timeline::dice;
use crate::sample::random::Dice;
use countersign_app::actions::dispatch_reports::{
    self, DispatchOrder, DispatchOutcome, ReportToSend,
};
use countersign_app::actions::report_batch::ReportBatch;
use countersign_app::failure::Result;
use countersign_domain::actor::{Channel, CompanyKind, Person, Role};
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::status::Status;
use countersign_domain::workflow::Command;
use countersign_domain::zone::{Zone, date_of_number};
use countersign_store::people::{self, Membership};
use countersign_store::reports::{self, Filter, Key, StoredReport};
use countersign_store::{Store, StoreError, Tx, companies};
use std::collections::{BTreeMap, HashMap};

const HOUR: i64 = 3_600_000_000;
const MINUTE: i64 = 60_000_000;
/// The zone in which every local day begins first.
const FIRST_ZONE: &str = "Asia/Tokyo";
/// Reports that one person of a distributor or vendor works on at a time.
const PILE: usize = 6;

/// When a scene plays.
#[derive(Clone, Copy, Debug)]
pub(super) enum When {
    /// On this day from this local hour on at the report's partner.
    Local {
        day: i64,
        hour: i64,
    },
    From(Instant),
    /// At this instant.
    At(Instant),
}

/// A report as a person sees it in a scene.
pub(super) struct SeenReport<'a> {
    /// The report.
    pub(super) stored: &'a StoredReport,
    /// The distributor.
    pub(super) distributor: &'static Distributor,
    /// The partner's part in the open month.
    pub(super) part: Part,
}

impl SeenReport<'_> {
    /// Random numbers for this report.
    pub(super) fn random(&self, topic: &str) -> Dice {
        let names = &self.stored.names;
        let topic = format!("{topic}/{}/{}", names.partner, names.vendor);
        dice(&topic, self.stored.report.cycle.number())
    }

    /// The texts of its parties.
    pub(super) fn texts(&self) -> &'static Texts {
        texts::of(self.distributor)
    }
}

/// The story.
pub(super) struct Story<'a> {
    store: &'a Store,
    hands: HashMap<i64, Person>,
    first_zone: Zone,
}

/// What one person does in one sitting.
struct Sitting {
    company_id: i64,
    now: Instant,
    wanted: Vec<(Key, Vec<Command>)>,
}

/// The person of each company who works on its reports.
async fn hands(tx: &mut Tx) -> Result<HashMap<i64, Person>> {
    let mut kinds: HashMap<i64, CompanyKind> = HashMap::new();
    companies::each_code(tx, |company| {
        kinds.insert(company.id, company.kind);
    })
    .await?;
    let mut hands: HashMap<i64, Person> = HashMap::new();
    for Membership { person_id, company_id, role } in people::memberships(tx).await? {
        let Some(kind) = kinds.get(&company_id) else { continue };
        if role == Role::BillingManager {
            // The first entry: people who work for several companies are listed last.
            hands.entry(company_id).or_insert(Person {
                id: person_id,
                company_id,
                company_kind: *kind,
                role,
                channel: Channel::Console,
                machine_user: None,
                account: None,
            });
        }
    }
    Ok(hands)
}

impl<'a> Story<'a> {
    /// Finds for each company the person who works on its reports.
    pub(super) async fn set(store: &'a Store) -> Result<Self> {
        let hands = store.reading(async |tx| hands(tx).await).await?;
        let first_zone =
            Zone::parse(FIRST_ZONE).map_err(countersign_app::failure::Failure::System)?;
        Ok(Self { store, hands, first_zone })
    }

    /// Plays a scene: everyone of one kind of company looks at the reports of `cycle`.
    pub(super) async fn play(
        &self,
        cycle: Cycle,
        when: When,
        by: CompanyKind,
        wish: impl Fn(&SeenReport<'_>) -> Vec<Command>,
    ) -> Result<()> {
        clockwork::run(self.store, self.begin(when)).await?;
        let scene = async |tx: &mut Tx| {
            let keys = reports::keys(tx, &Filter::of_cycle(cycle)).await?;
            let reports = reports::find(tx, &keys).await?;
            for sitting in self.sittings(reports.iter().flatten(), when, by, &wish)? {
                self.act(tx, &sitting).await?;
            }
            Ok(())
        };
        Ok(self.store.write(scene).await?)
    }

    /// Each distributor dispatches to each vendor the approved and `wished` reports of a cycle.
    pub(super) async fn send(
        &self,
        cycle: Cycle,
        when: When,
        note: Option<&str>,
        wished: impl Fn(&SeenReport<'_>) -> bool,
    ) -> Result<()> {
        clockwork::run(self.store, self.begin(when)).await?;
        let scene = async |tx: &mut Tx| {
            let keys = reports::keys(tx, &Filter::of_cycle(cycle)).await?;
            let mut parcels: BTreeMap<(i64, i64), (Instant, Vec<ReportToSend>)> = BTreeMap::new();
            for stored in reports::find(tx, &keys).await?.iter().flatten() {
                let (key, parties) = (stored.key(), stored.report.parties);
                if stored.report.status == Status::Approved && wished(&seen(stored)?) {
                    let begin = self.local(when, CompanyKind::Distributor, stored);
                    let parcel = parcels.entry((parties.distributor_id, parties.vendor_id));
                    let (_, wanted) = parcel.or_insert((begin, Vec::new()));
                    wanted.push(ReportToSend { key, version: None });
                }
            }
            for ((distributor, vendor), (begin, wanted)) in parcels {
                let now = begin.plus_micros(7 * MINUTE * (vendor % 5));
                self.send_parcel(tx, distributor, now, note, cycle, &wanted).await?;
            }
            Ok(())
        };
        Ok(self.store.write(scene).await?)
    }

    async fn send_parcel(
        &self,
        tx: &mut Tx,
        distributor: i64,
        now: Instant,
        note: Option<&str>,
        cycle: Cycle,
        wanted: &[ReportToSend],
    ) -> std::result::Result<(), StoreError> {
        let missing = || StoreError::Corrupt("nobody works on a company's reports".to_owned());
        let person = self.hands.get(&distributor).ok_or_else(missing)?;
        let mut random = dice("order", cycle.number() * 1_000 + distributor);
        let order = DispatchOrder {
            person,
            purchase_order: random
                .permille(600)
                .then(|| format!("45{:08}", random.below(99_999_999))),
            note: note.map(str::to_owned),
            now,
            signed: None,
        };
        match dispatch_reports::run(tx, &order, wanted).await? {
            DispatchOutcome::Sent(_) | DispatchOutcome::Nothing => Ok(()),
            DispatchOutcome::Refused(refused) => {
                Err(StoreError::Corrupt(format!("the story's dispatch is refused: {refused:?}")))
            }
        }
    }

    fn sittings<'s>(
        &self,
        reports: impl Iterator<Item = &'s StoredReport>,
        when: When,
        by: CompanyKind,
        wish: &impl Fn(&SeenReport<'_>) -> Vec<Command>,
    ) -> std::result::Result<Vec<Sitting>, StoreError> {
        let mut by_company: BTreeMap<i64, Vec<(Key, Vec<Command>, Instant)>> = BTreeMap::new();
        for stored in reports {
            let report = &stored.report;
            let wanted = wish(&seen(stored)?);
            let begin = self.local(when, by, stored);
            let too_late = report.status.with_partner() && begin >= report.deadline;
            if wanted.is_empty() || too_late {
                continue;
            }
            let parties = report.parties;
            let company = match by {
                CompanyKind::Vendor => parties.vendor_id,
                CompanyKind::Distributor => parties.distributor_id,
                CompanyKind::Operator | CompanyKind::Partner => parties.partner_id,
            };
            by_company.entry(company).or_default().push((stored.key(), wanted, begin));
        }
        let mut sittings = Vec::new();
        for (company_id, wishes) in by_company {
            for (number, pile) in (0_i64..).zip(wishes.chunks(PILE)) {
                let now = pile[0].2.plus_micros(7 * MINUTE * number);
                let wanted = pile.iter().map(|(key, wanted, _)| (*key, wanted.clone())).collect();
                sittings.push(Sitting { company_id, now, wanted });
            }
        }
        Ok(sittings)
    }

    async fn act(&self, tx: &mut Tx, sitting: &Sitting) -> std::result::Result<(), StoreError> {
        let missing = || StoreError::Corrupt("nobody works on a company's reports".to_owned());
        let person = self.hands.get(&sitting.company_id).ok_or_else(missing)?;
        let keys: Vec<Key> = sitting.wanted.iter().map(|(key, _)| *key).collect();
        let mut batch = ReportBatch::open(tx, person, &keys, sitting.now).await?;
        for (key, commands) in &sitting.wanted {
            for command in commands {
                let answer = batch.execute(tx, *key, command, None).await?;
                answer.map_err(|refusal| {
                    let verb = command.verb().word();
                    StoreError::Corrupt(format!("the story's {verb} is refused: {refusal}"))
                })?;
            }
        }
        batch.commit(tx).await
    }

    /// The time by which all earlier work must be done.
    fn begin(&self, when: When) -> Instant {
        match when {
            When::Local { .. } => self.at(when, &self.first_zone),
            When::From(instant) | When::At(instant) => instant,
        }
    }

    fn at(&self, when: When, zone: &Zone) -> Instant {
        match when {
            When::Local { day, hour } => {
                zone.day_start(date_of_number(day)).plus_micros(hour * HOUR)
            }
            When::From(instant) | When::At(instant) => instant,
        }
    }

    /// When a person starts to work on a report. Not all start at the same minute.
    fn local(&self, when: When, by: CompanyKind, stored: &StoredReport) -> Instant {
        let names = &stored.names;
        let begin = self.at(when, &stored.report.zone);
        let (who, spread) = match (when, by) {
            (When::At(_), _) => return begin,
            // A vendor processes everyone's reports at once, by its own local time.
            (When::Local { .. }, CompanyKind::Vendor) => {
                return self.begin(when).plus_micros(9 * HOUR);
            }
            (_, CompanyKind::Vendor) => return begin,
            (_, CompanyKind::Distributor) => (&names.distributor, 40),
            (When::From(_), _) => (&names.partner, 50),
            (When::Local { .. }, _) => (&names.partner, 170),
        };
        let minutes = dice(who, begin.utc_day()).below(spread);
        begin.plus_micros(i64::from(minutes) * MINUTE)
    }
}

fn seen(stored: &StoredReport) -> std::result::Result<SeenReport<'_>, StoreError> {
    let names = &stored.names;
    let of_code = |it: &&Distributor| it.code == names.distributor;
    let distributor = DISTRIBUTORS.iter().find(of_code);
    let partner: Option<&Partner> =
        distributor.and_then(|it| it.partners.iter().find(|it| it.code == names.partner));
    let vendor = VENDORS.iter().position(|(code, _)| *code == names.vendor);
    match (distributor, partner, vendor) {
        (Some(distributor), Some(partner), Some(vendor)) => {
            Ok(SeenReport { stored, distributor, part: partner.parts[vendor] })
        }
        _ => Err(StoreError::Corrupt("a report of nobody in the story".to_owned())),
    }
}
