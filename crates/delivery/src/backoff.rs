//! The delays between attempts: one minute, then twice as long each time, at most six hours; more
//! than three days in all.

use countersign_app::random::Random;
use countersign_domain::instant::Instant;

const MINUTE: i64 = 60_000_000;
const FIRST: i64 = MINUTE;
const LONGEST: i64 = 6 * 60 * MINUTE;
/// Attempts until a message is given up; first and last are more than three days apart.
pub const ATTEMPTS: i64 = 21;

/// The instant of the next attempt, after a failure at `now` and this many attempts before; none if
/// it was the last one.
#[must_use]
pub fn again_at(now: Instant, attempts_before: i64) -> Option<Instant> {
    let doublings = u32::try_from(attempts_before).unwrap_or(u32::MAX).min(20);
    let pause = (FIRST << doublings).min(LONGEST);
    (attempts_before + 1 < ATTEMPTS).then(|| now.plus_micros(pause))
}

/// The same with up to an eighth of the pause more, so that receivers which failed together are not
/// tried again together.
#[must_use]
pub fn again_at_about(now: Instant, attempts_before: i64, random: &dyn Random) -> Option<Instant> {
    let at = again_at(now, attempts_before)?;
    let pause = at.micros().saturating_sub(now.micros());
    let jitter = pause / 8 / 256 * i64::from(random.bytes::<1>()[0]);
    Some(at.plus_micros(jitter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use countersign_app::random::SeededRandom;
    use countersign_domain::instant::DAY_MICROS;

    #[test]
    fn pauses_double_up_to_six_hours_and_last_more_than_three_days() {
        let (mut now, mut pauses) = (Instant::from_micros(0), Vec::new());
        while let Some(next) = again_at(now, i64::try_from(pauses.len()).unwrap()) {
            pauses.push((next.micros() - now.micros()) / MINUTE);
            now = next;
        }
        assert_eq!(pauses[..10], [1, 2, 4, 8, 16, 32, 64, 128, 256, 360]);
        assert!(pauses[10..].iter().all(|pause| *pause == 360));
        assert_eq!(pauses.len(), 20);
        assert!((3 * DAY_MICROS..4 * DAY_MICROS).contains(&now.micros()), "{now}");
        assert_eq!(again_at(now, i64::MAX - 1), None);
    }

    #[test]
    fn about_is_never_earlier_and_at_most_an_eighth_later() {
        let (now, random) = (Instant::from_micros(0), SeededRandom::new(1));
        let mut seen = std::collections::BTreeSet::new();
        for attempts in 0..ATTEMPTS - 1 {
            let plain = again_at(now, attempts).unwrap().micros();
            let about = again_at_about(now, attempts, &random).unwrap().micros();
            assert!((plain..=plain + plain / 8).contains(&about), "{attempts}: {about}");
            seen.insert(about - plain);
        }
        assert!(seen.len() > 5, "{seen:?}");
        assert_eq!(again_at_about(now, ATTEMPTS - 1, &random), None);
    }
}
