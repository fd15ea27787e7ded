//! Instants and months in the reader's language and the region's time zone, with UTC on hover.

use crate::text::Locale;
use askama::filters::HtmlSafe;
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::zone::Zone;
use jiff::civil::Date;
use std::fmt;
use std::rc::Rc;

const MINUTE: i64 = 60_000_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// The parts of an instant that are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Detail {
    /// `3 Nov 2026`
    Date,
    /// `3 Nov 2026, 14:02`
    Minute,
    /// The end of a day: 00:00 is shown as `5 Nov 2026, 24:00`.
    DayEnd,
    /// The same without the year, for a list: `5 Nov, 24:00`.
    ShortDayEnd,
    /// `3 Nov, 14:02`
    ShortMinute,
    /// The day of a deadline: `Thu, 5 Nov`.
    Weekday,
    /// The same with year and time: `Thu, 5 Nov 2026, 24:00`.
    WeekdayEnd,
}

pub struct Moment {
    at: Instant,
    zone: Zone,
    locale: Locale,
    detail: Detail,
}

impl Locale {
    #[must_use]
    pub fn date(self, at: Instant, zone: &Zone) -> Moment {
        Moment { at, zone: zone.clone(), locale: self, detail: Detail::Date }
    }

    #[must_use]
    pub fn moment(self, at: Instant, zone: &Zone) -> Moment {
        Moment { at, zone: zone.clone(), locale: self, detail: Detail::Minute }
    }

    /// A deadline: midnight belongs to the day that ends with it, as people say it.
    #[must_use]
    pub fn deadline(self, at: Instant, zone: &Zone) -> Moment {
        Moment { at, zone: zone.clone(), locale: self, detail: Detail::DayEnd }
    }

    /// A deadline with its weekday.
    #[must_use]
    pub fn weekday_deadline(self, at: Instant, zone: &Zone) -> Moment {
        Moment { at, zone: zone.clone(), locale: self, detail: Detail::WeekdayEnd }
    }

    /// The day of a deadline, with its weekday and without the year.
    #[must_use]
    pub fn deadline_day(self, at: Instant, zone: &Zone) -> Moment {
        Moment { at, zone: zone.clone(), locale: self, detail: Detail::Weekday }
    }

    /// A deadline in a list, without the year.
    #[must_use]
    pub fn short_deadline(self, at: Instant, zone: &Zone) -> Moment {
        Moment { at, zone: zone.clone(), locale: self, detail: Detail::ShortDayEnd }
    }

    /// Date and time in a list, without the year.
    #[must_use]
    pub fn short_moment(self, at: Instant, zone: &Zone) -> Moment {
        Moment { at, zone: zone.clone(), locale: self, detail: Detail::ShortMinute }
    }

    /// A month: `October 2026`.
    #[must_use]
    pub fn month(self, cycle: Cycle) -> String {
        self.dated(self.conventions().dates.month, cycle.first_date(), "")
    }

    /// The short name of a month: `Oct`.
    #[must_use]
    pub fn short_month(self, cycle: Cycle) -> String {
        self.t(&format!("short-month-{}", cycle.first_date().month()))
    }

    /// Such as "Oct 2026".
    #[must_use]
    pub fn month_in_year(self, cycle: Cycle) -> String {
        self.dated(self.conventions().dates.short_month, cycle.first_date(), "")
    }

    /// The time until `at` in its two largest units: "2 days 4 hours"; `None` if it has passed.
    #[must_use]
    pub fn time_left(self, now: Instant, at: Instant) -> Option<String> {
        let left = at.micros() - now.micros();
        let part = |key, count| self.counted(key, count);
        let two = |first, second| [first, second].join(self.conventions().between_units);
        let (days, hours, minutes) = (left / DAY, left % DAY / HOUR, left % HOUR / MINUTE);
        match left {
            ..=0 => None,
            DAY.. if hours == 0 => Some(part("in-days", days)),
            DAY.. => Some(two(part("in-days", days), part("in-hours", hours))),
            HOUR.. if minutes == 0 => Some(part("in-hours", hours)),
            HOUR.. => Some(two(part("in-hours", hours), part("in-minutes", minutes))),
            _ => Some(part("in-minutes", minutes.max(1))),
        }
    }

    /// The time until `at` in its largest unit: "2 days"; `None` if it has passed.
    #[must_use]
    pub fn roughly_left(self, now: Instant, at: Instant) -> Option<String> {
        let left = at.micros() - now.micros();
        let part = |key, count| Some(self.counted(key, count));
        match left {
            ..=0 => None,
            DAY.. => part("in-days", left / DAY),
            HOUR.. => part("in-hours", left / HOUR),
            _ => part("in-minutes", (left / MINUTE).max(1)),
        }
    }

    /// A date and a time by a pattern of the language's conventions.
    fn dated(self, pattern: &str, date: Date, time: &str) -> String {
        let mut written = String::with_capacity(24);
        let mut letters = pattern.chars().peekable();
        let mut quoted = false;
        while let Some(letter) = letters.next() {
            let mut count = 1;
            while !quoted && letters.next_if_eq(&letter).is_some() {
                count += 1;
            }
            match letter {
                '\'' => quoted = !quoted,
                _ if quoted => written.push(letter),
                'y' => written.push_str(&date.year().to_string()),
                'M' if count == 1 => written.push_str(&date.month().to_string()),
                'M' if count == 3 => {
                    written.push_str(&self.t(&format!("short-month-{}", date.month())));
                }
                'M' => written.push_str(&self.t(&format!("month-{}", date.month()))),
                'd' => written.push_str(&date.day().to_string()),
                'E' => {
                    let day = date.weekday().to_monday_one_offset();
                    written.push_str(&self.t(&format!("weekday-{day}")));
                }
                'H' => written.push_str(time),
                _ => written.extend(std::iter::repeat_n(letter, count)),
            }
        }
        written
    }

    /// A calendar date.
    #[must_use]
    pub fn written(self, date: Date) -> String {
        self.dated(self.conventions().dates.date, date, "")
    }
}

impl Moment {
    #[must_use]
    pub fn words(&self) -> String {
        let locale = self.locale;
        let day_start = self.zone.day_start(self.zone.date_of(self.at));
        let is_end = matches!(
            self.detail,
            Detail::DayEnd | Detail::ShortDayEnd | Detail::Weekday | Detail::WeekdayEnd
        );
        let ends_a_day = is_end && day_start == self.at;
        let shown = if ends_a_day { self.at.plus_micros(-1) } else { self.at };
        let date = self.zone.date_of(shown);
        let dates = &locale.conventions().dates;
        let pattern = match self.detail {
            Detail::Date => dates.date,
            Detail::Weekday => dates.weekday,
            Detail::WeekdayEnd => dates.weekday_time,
            Detail::Minute | Detail::DayEnd => dates.date_time,
            Detail::ShortDayEnd | Detail::ShortMinute => dates.short_date_time,
        };
        let time = if ends_a_day { "24:00".to_owned() } else { self.zone.clock_time(self.at) };
        locale.dated(pattern, date, &time)
    }
}

/// A formatted moment that a page shows more than once.
#[derive(Clone)]
pub struct WrittenMoment(Rc<str>);

impl Moment {
    #[must_use]
    pub fn written(&self) -> WrittenMoment {
        WrittenMoment(self.to_string().into())
    }
}

impl HtmlSafe for WrittenMoment {}

impl fmt::Display for WrittenMoment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Moment {}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.at.to_string();
        // Digits, catalogue words and punctuation: nothing to escape.
        let words = self.words();
        match self.detail {
            // Fifty rows of them should be a small page.
            Detail::ShortDayEnd | Detail::ShortMinute => {
                write!(f, "<span title=\"{at}\">{words}</span>")
            }
            _ => write!(f, "<time datetime=\"{at}\" title=\"{at}\">{words}</time>"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn berlin() -> Zone {
        Zone::parse("Europe/Berlin").unwrap()
    }

    fn at(text: &str) -> Instant {
        Instant::parse(text).unwrap()
    }

    #[test]
    fn a_deadline_at_midnight_is_the_end_of_the_day_before() {
        let deadline = at("2026-11-05T23:00:00Z");
        let words = |locale: Locale| locale.deadline(deadline, &berlin()).words();
        assert_eq!(words(Locale::English), "5 Nov 2026, 24:00");
        assert_eq!(words(Locale::German), "5. Nov. 2026, 24:00");
        assert_eq!(words(Locale::Japanese), "2026年11月5日 24:00");
        let long = |locale: Locale| locale.weekday_deadline(deadline, &berlin()).words();
        assert_eq!(long(Locale::English), "Thu, 5 Nov 2026, 24:00");
        assert_eq!(long(Locale::German), "Do., 5. Nov. 2026, 24:00 Uhr");
        assert_eq!(long(Locale::Japanese), "2026年11月5日(木) 24:00");
        let day = |locale: Locale| locale.deadline_day(deadline, &berlin()).words();
        assert_eq!(day(Locale::German), "Do., 5. Nov.");
        let shown = Locale::English.deadline(deadline, &berlin()).to_string();
        assert!(shown.contains("title=\"2026-11-05T23:00:00Z\""), "{shown}");
    }

    #[test]
    fn time_left_names_its_two_largest_units() {
        let now = at("2026-11-03T19:00:00Z");
        let left = |text: &str| Locale::English.time_left(now, at(text));
        assert_eq!(left("2026-11-05T23:00:00Z").as_deref(), Some("2 days 4 hours"));
        assert_eq!(left("2026-11-03T20:01:00Z").as_deref(), Some("1 hour 1 minute"));
        assert_eq!(left("2026-11-03T19:00:10Z").as_deref(), Some("1 minute"));
        assert_eq!(left("2026-11-03T19:00:00Z"), None);
        let japanese = Locale::Japanese.time_left(now, at("2026-11-05T23:00:00Z"));
        assert_eq!(japanese.as_deref(), Some("2日4時間"));
    }

    #[test]
    fn months_are_written_in_each_language() {
        let october = Cycle::parse("2026-10").unwrap();
        assert_eq!(Locale::English.month(october), "October 2026");
        assert_eq!(Locale::German.month(october), "Oktober 2026");
        assert_eq!(Locale::Japanese.month(october), "2026年10月");
    }
}
