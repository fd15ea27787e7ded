//! Time zones as people call them: `Japan time`, not `Asia/Tokyo`.

use crate::text::Locale;

impl Locale {
    /// The name of a time zone: that of the catalogue, or else of its city.
    #[must_use]
    pub fn zone(self, zone: &str) -> String {
        let key = format!("zone-{}", zone.to_ascii_lowercase().replace(['/', '_'], "-"));
        if let Some(name) = self.known(&key) {
            return name;
        }
        match zone.rsplit_once('/') {
            Some((_, city)) => {
                self.say("zone-of-city").with("city", city.replace('_', " ")).to_string()
            }
            None => zone.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_has_the_name_that_people_use_or_else_that_of_its_city() {
        let names = |zone: &str| Locale::ALL.map(|locale| locale.zone(zone));
        assert_eq!(names("Asia/Tokyo")[..3], ["Japan time", "japanische Zeit", "日本時間"]);
        assert_eq!(names("Europe/Berlin")[..3], ["Berlin time", "Ortszeit Berlin", "ベルリン時間"]);
        let juneau = ["Juneau time", "Ortszeit Juneau", "Juneau現地時間"];
        assert_eq!(names("America/Juneau")[..3], juneau);
        assert_eq!(names("UTC")[..3], ["UTC"; 3]);
    }
}
