//! The metrics that are read from the database at each scrape, so that every instance over one
//! database reports the same.

use crate::actions::report_silent_sources::is_silent;
use crate::actions::run_clock;
use crate::backups::recorded;
use crate::transparency::witnessed;
use countersign_domain::instant::Instant;
use countersign_store::jobs;
use countersign_store::outbox;
use countersign_store::reports::{self, Filter, Scope};
use countersign_store::transparency::{checkpoints, stamps};
use countersign_store::{Result, Store, Tx, installation, sources};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::{Registry, Unit};
use std::fmt::Debug;
use std::hash::Hash;

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct InState {
    state: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfStatus {
    status: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfKey {
    /// The id of a public key, which names no one.
    key: String,
}

/// A gauge that can be left out.
type One = Family<[(&'static str, &'static str); 0], Gauge>;

/// The gauges.
#[derive(Clone, Debug, Default)]
pub(super) struct InstallationGauges {
    database_up: Gauge,
    clock_ran_until: One,
    submissions_wait: One,
    faults: One,
    backed_up: One,
    stamped: One,
    silent_sources: One,
    cosigned: Family<OfKey, Gauge>,
    uncosigned: One,
    outbox: Family<InState, Gauge>,
    jobs: Family<InState, Gauge>,
    reports: Family<OfStatus, Gauge>,
}

/// Whole seconds since 1970.
pub(super) const fn seconds(at: Instant) -> i64 {
    at.micros().div_euclid(1_000_000)
}

/// Registers a gauge of an instant, as `NAME_timestamp_seconds`.
fn timestamp<L>(registry: &mut Registry, name: &str, help: &str, gauge: &Family<L, Gauge>)
where
    L: Clone + Debug + Eq + Hash + EncodeLabelSet + Send + Sync + 'static,
{
    registry.register_with_unit(format!("{name}_timestamp"), help, Unit::Seconds, gauge.clone());
}

impl InstallationGauges {
    /// Registers the gauges.
    pub(super) fn registered(registry: &mut Registry) -> Self {
        let it = Self::default();
        registry.register("database_up", "Whether the database answered", it.database_up.clone());
        let help = "The instant up to which all due work is done";
        timestamp(registry, "clock_completed_until", help, &it.clock_ran_until);
        let help = "Whether submissions by the system wait for the operator's choice";
        registry.register("submissions_waiting", help, it.submissions_wait.clone());
        let help = "Reports that could not be made";
        registry.register("report_faults", help, it.faults.clone());
        let help = "When the last backup of the last 8 days was made";
        timestamp(registry, "backup_last_success", help, &it.backed_up);
        let help = "When the last time stamp of the log was received";
        timestamp(registry, "log_last_stamp", help, &it.stamped);
        let help = "Sources that have sent no readings for too long";
        registry.register("silent_sources", help, it.silent_sources.clone());
        let help = "When a witness of the log cosigned last";
        timestamp(registry, "witness_last_cosignature", help, &it.cosigned);
        let help = "Checkpoints since the last one that a witness cosigned";
        registry.register("uncosigned_checkpoints", help, it.uncosigned.clone());
        let help = "Messages of the last 90 days, by state, counted to 100,001";
        registry.register("outbox_messages", help, it.outbox.clone());
        registry.register("jobs", "Jobs that wait or run, by state", it.jobs.clone());
        let help = "Reports of the latest report cycle, by status";
        registry.register("reports", help, it.reports.clone());
        it
    }

    /// Reads the state. A gauge that cannot be read is left out instead of keeping its old value.
    pub(super) async fn read(&self, store: &Store, now: Instant) {
        let read = store.reading(async |tx| self.read_all(tx, now).await).await;
        if let Err(error) = &read {
            tracing::warn!(
                event = "metrics-unread",
                %error,
                "the metrics could not be read from the database"
            );
            for gauge in [
                &self.clock_ran_until,
                &self.submissions_wait,
                &self.faults,
                &self.backed_up,
                &self.stamped,
                &self.silent_sources,
                &self.uncosigned,
            ] {
                gauge.clear();
            }
            self.cosigned.clear();
            self.outbox.clear();
            self.jobs.clear();
            self.reports.clear();
        }
        self.database_up.set(i64::from(read.is_ok()));
    }

    async fn read_all(&self, tx: &mut Tx, now: Instant) -> Result<()> {
        if let Some(installation) = installation::load(tx).await? {
            let ran_until = installation.ran_until.unwrap_or(installation.created_at);
            self.clock_ran_until.get_or_create(&[]).set(seconds(ran_until));
            self.submissions_wait
                .get_or_create(&[])
                .set(i64::from(run_clock::waits(&installation, now)));
        }
        match recorded::standing(tx, now).await?.last_good {
            Some(at) => drop(self.backed_up.get_or_create(&[]).set(seconds(at))),
            None => self.backed_up.clear(),
        }
        if let Some(stamp) = stamps::last(tx).await? {
            self.stamped.get_or_create(&[]).set(seconds(stamp.received_at));
        }
        let faults = reports::faults(tx).await?.len();
        self.faults.get_or_create(&[]).set(i64::try_from(faults).unwrap_or(i64::MAX));
        let silent = sources::all(tx).await?.into_iter().filter(|it| is_silent(it, now)).count();
        self.silent_sources.get_or_create(&[]).set(i64::try_from(silent).unwrap_or(i64::MAX));
        self.read_witnesses(tx).await?;
        let messages = outbox::counts(tx).await?;
        let states =
            [("waiting", messages.waiting), ("sent", messages.sent), ("failed", messages.failed)];
        for (state, count) in states {
            self.outbox.get_or_create(&InState { state }).set(count);
        }
        for (state, count) in jobs::under_way(tx).await? {
            self.jobs.get_or_create(&InState { state: state.token() }).set(count);
        }
        if let Some(latest) = reports::cycles_present(tx, &Scope::All).await?.first() {
            let counts = reports::counts(tx, &Filter::of_cycle(*latest), i64::MAX).await?;
            for (status, count) in counts.statuses {
                self.reports.get_or_create(&OfStatus { status: status.token() }).set(count);
            }
        }
        Ok(())
    }

    /// A removed witness is left out; without any, there is no gauge.
    async fn read_witnesses(&self, tx: &mut Tx) -> Result<()> {
        self.cosigned.clear();
        let in_use = witnessed::in_use(tx).await?;
        for (key, made) in in_use.iter().filter_map(|it| Some((it.key.as_ref()?, it.made?))) {
            let gauge = self.cosigned.get_or_create(&OfKey { key: key.id() });
            gauge.set(gauge.get().max(seconds(made.at)));
        }
        match in_use.is_empty() {
            true => self.uncosigned.clear(),
            false => {
                let largest = in_use.iter().filter_map(|it| Some(it.made?.size)).max();
                let count = checkpoints::count_since(tx, largest.unwrap_or_default()).await?;
                self.uncosigned.get_or_create(&[]).set(count);
            }
        }
        Ok(())
    }
}
