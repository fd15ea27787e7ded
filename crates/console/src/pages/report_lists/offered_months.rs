//! The years and months to choose from in the list of reports: those with reports, and the one that
//! is shown.

use countersign_domain::cycle::Cycle;
use countersign_language::text::Locale;

pub(super) struct OfferedMonths {
    /// The latest first.
    cycles: Vec<Cycle>,
}

impl OfferedMonths {
    /// The cycles with reports, the latest first, and the one that is shown.
    pub(super) fn of(present: &[Cycle], shown: Cycle) -> Self {
        let mut cycles = present.to_vec();
        cycles.push(shown);
        cycles.sort_unstable_by(|a, b| b.cmp(a));
        cycles.dedup();
        Self { cycles }
    }

    pub(super) fn years(&self) -> Vec<i16> {
        let mut years: Vec<i16> = self.cycles.iter().map(|it| it.first_date().year()).collect();
        years.dedup();
        years
    }

    /// The months of a year with their names, the earliest first.
    pub(super) fn months(&self, locale: Locale, year: i16) -> Vec<(i8, String)> {
        let months = self.numbers(year).into_iter();
        months.map(|month| (month, locale.t(&format!("month-{month}")))).collect()
    }

    /// Every year with its months, as `list.js` reads it: `2026:9,10 2025:12`.
    pub(super) fn by_year(&self) -> String {
        let of_year = |year: i16| {
            let months: Vec<String> = self.numbers(year).iter().map(i8::to_string).collect();
            format!("{year}:{}", months.join(","))
        };
        self.years().into_iter().map(of_year).collect::<Vec<_>>().join(" ")
    }

    fn numbers(&self, year: i16) -> Vec<i8> {
        let dates = self.cycles.iter().rev().map(|it| it.first_date());
        dates.filter(|date| date.year() == year).map(jiff::civil::Date::month).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cycle(text: &str) -> Cycle {
        Cycle::parse(text).unwrap()
    }

    #[test]
    fn only_months_with_reports_are_offered_and_the_one_that_is_shown() {
        let present = ["2026-10", "2026-09", "2025-12"].map(cycle);
        let offered = OfferedMonths::of(&present, cycle("2026-10"));
        assert_eq!(offered.years(), [2026, 2025]);
        assert_eq!(offered.by_year(), "2026:9,10 2025:12");
        let months = offered.months(Locale::English, 2026);
        assert_eq!(months, [(9, "September".to_owned()), (10, "October".to_owned())]);
        let offered = OfferedMonths::of(&present, cycle("2024-02"));
        assert_eq!(offered.by_year(), "2026:9,10 2025:12 2024:2");
    }
}
