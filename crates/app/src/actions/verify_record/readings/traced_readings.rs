//! Readings of some subscriptions around a cycle, each with its time of receipt.

use crate::actions::compute_figures::FigureSubject;
use crate::actions::gather_evidence::{CycleWindow, Evidence};
use countersign_domain::instant::Instant;
use countersign_store::figures::FigureRow;
use countersign_store::readings::{self, Reading};
use countersign_store::{Result, Tx};

/// Subscriptions whose readings are in memory at once.
const RUN: usize = 4_096;
/// The longest run of partners without a wanted subscription that is read past: reading past more
/// costs more than another query.
const GAP: i64 = 64;

/// A subscription of a report, and its readings.
pub(super) struct Traced {
    /// The place of the report.
    pub(super) report: usize,
    /// The place of the figure in the report.
    pub(super) row: usize,
    /// The place of the report's window.
    pub(super) window: usize,
    pub(super) subject: FigureSubject,
    /// Whether the report has a line of its product, so that the product's terms are frozen.
    pub(super) has_line: bool,
    /// When the report was made.
    made_at: Instant,
    /// Its readings in order of time, each with its time of receipt.
    pub(super) readings: Vec<(Reading, Instant)>,
    /// Whether a reading that was there when the report was made supplies the first day, so that no
    /// earlier one matters.
    is_answered: bool,
}

impl Traced {
    pub(super) const fn new(
        (report, row): (usize, usize),
        window: usize,
        subject: FigureSubject,
        (made_at, has_line): (Instant, bool),
    ) -> Self {
        let readings = Vec::new();
        Self { report, row, window, subject, has_line, made_at, readings, is_answered: false }
    }

    fn take(&mut self, window: &CycleWindow<'_>, reading: Reading, received_at: Instant) {
        let at = reading.observed_at;
        let bounds = &self.subject.bounds;
        let first = bounds.first_day(&window.days);
        let day = bounds.day_of(&window.days, at);
        let ends_on = self.subject.row.ends_on;
        let counts = |day: &u8| *day <= first && !window.is_after(*day, ends_on);
        let answers = at < bounds.start() || day.as_ref().is_some_and(counts);
        self.is_answered |= answers && received_at <= self.made_at;
        self.readings.push((reading, received_at));
    }

    /// The figure by the present readings, or by those received by a moment; `None` if it is too
    /// large to be counted.
    pub(super) fn work_out(
        &mut self,
        window: &CycleWindow<'_>,
        moment: Option<Instant>,
    ) -> Option<FigureRow> {
        let mut evidence = Evidence::default();
        for (reading, received_at) in &self.readings {
            if moment.is_none_or(|moment| *received_at <= moment) {
                let ends_on = self.subject.row.ends_on;
                evidence.note(window, &self.subject.bounds, reading, ends_on);
            }
        }
        self.subject.work_out(window, &mut evidence);
        self.subject.figure.is_some().then(|| self.subject.row.clone())
    }

    /// The moments between the making and `until` at which the set of received readings changed.
    pub(super) fn moments(&self, until: Instant) -> Vec<Instant> {
        let later = |at: &Instant| *at > self.made_at && *at <= until;
        let mut moments: Vec<Instant> =
            self.readings.iter().map(|(_, at)| *at).filter(later).collect();
        moments.push(self.made_at);
        moments.sort_unstable();
        moments.dedup();
        moments
    }

    /// Whether readings arrived after the report was made.
    pub(super) fn came_since_making(&self) -> bool {
        self.readings.iter().any(|(_, received_at)| *received_at >= self.made_at)
    }

    /// Whether several readings were received at the very moment of the submission: a rehearsal's
    /// clock does not tell which of them came first.
    pub(super) fn came_together(&self, moment: Instant, clock_stands: bool) -> bool {
        clock_stands && self.readings.iter().filter(|(_, at)| *at == moment).count() > 1
    }

    /// The superseded readings that are known.
    pub(super) async fn superseded(&self, tx: &mut Tx) -> Result<Superseded> {
        let late = self.readings.iter().filter(|(_, received_at)| *received_at > self.made_at);
        let mut days: Vec<i64> = late.map(|(reading, _)| reading.observed_at.utc_day()).collect();
        days.sort_unstable();
        days.dedup();
        let mut found = Vec::new();
        for day in days {
            found.extend(readings::superseded(tx, day, self.subject.key()).await?);
        }
        Ok(Superseded(found))
    }
}

/// Instants that had another reading, and until when.
pub(super) struct Superseded(Vec<(Instant, Instant)>);

impl Superseded {
    /// Whether it is open which reading of some instant was there at a moment.
    pub(super) fn leave_open(&self, traced: &Traced, moment: Instant) -> bool {
        traced.readings.iter().any(|(reading, received_at)| {
            let before =
                |(at, until): &(Instant, Instant)| *at == reading.observed_at && *until > moment;
            *received_at > moment && self.0.iter().any(before)
        })
    }
}

/// Splits subscriptions, sorted by key, into runs that are read at once.
pub(super) fn runs(traced: &mut [Traced]) -> Vec<&mut [Traced]> {
    let mut left = traced;
    let mut runs = Vec::new();
    while !left.is_empty() {
        let near = |pair: &[Traced]| pair[1].subject.key().0 - pair[0].subject.key().0 <= GAP;
        let length = left.windows(2).take(RUN - 1).take_while(|pair| near(pair)).count() + 1;
        let (run, rest) = left.split_at_mut(length);
        runs.push(run);
        left = rest;
    }
    runs
}

/// Collects the readings of a run: those of the cycle's days, and for each subscription the last
/// ones before, back to one that was there when its report was made.
pub(super) async fn gather(
    tx: &mut Tx,
    windows: &[CycleWindow<'_>],
    run: &mut [Traced],
) -> Result<()> {
    let months = windows.iter().map(|window| window.days.start());
    let start = months.chain(run.iter().map(|it| it.subject.bounds.start())).min();
    let start = start.map(Instant::utc_day);
    let end = windows.iter().map(|window| window.days.end().plus_micros(-1).utc_day()).max();
    let first_day = windows.iter().map(|window| window.first_day).min();
    let (Some(start), Some(end), Some(first_day)) = (start, end, first_day) else { return Ok(()) };
    for day in start..=end {
        read_day(tx, windows, day, run, false).await?;
    }
    let mut day = start - 1;
    while day >= first_day && run.iter().any(|it| !it.is_answered) {
        let mut left = &mut *run;
        while let Some(from) = left.iter().position(|it| !it.is_answered) {
            // As far as the next open subscriptions are near.
            let (_, open) = left.split_at_mut(from);
            let mut to = 1;
            for place in 1..open.len() {
                if open[place].subject.key().0 - open[to - 1].subject.key().0 > GAP {
                    break;
                }
                if !open[place].is_answered {
                    to = place + 1;
                }
            }
            let (near, rest) = open.split_at_mut(to);
            read_day(tx, windows, day, near, true).await?;
            left = rest;
        }
        day -= 1;
    }
    for it in run {
        it.readings.sort_unstable_by_key(|(reading, _)| reading.observed_at);
    }
    Ok(())
}

async fn read_day(
    tx: &mut Tx,
    windows: &[CycleWindow<'_>],
    day: i64,
    run: &mut [Traced],
    only_open: bool,
) -> Result<()> {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return Ok(()) };
    let keys = first.subject.key()..=last.subject.key();
    // A day is read to its end before the subscriptions that it supplies count as supplied.
    let open: Vec<bool> = run.iter().map(|it| !only_open || !it.is_answered).collect();
    let mut place = 0;
    readings::each_received_of_day(tx, day, &keys, |reading, received_at| {
        let key = (reading.partner_id, reading.subscription_id);
        while run.get(place).is_some_and(|it| it.subject.key() < key) {
            place += 1;
        }
        let mut at = place;
        while let Some(it) = run.get_mut(at).filter(|it| it.subject.key() == key) {
            if open[at] {
                it.take(&windows[it.window], reading, received_at);
            }
            at += 1;
        }
    })
    .await
}
