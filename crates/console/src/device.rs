//! Describes a browser by its user agent, so that its owner recognises it.

/// Parts of user agents in the order in which they are tried, because most browsers claim to be
/// several others too.
const BROWSERS: [(&str, &str); 7] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];
const SYSTEMS: [(&str, &str); 7] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

/// Characters of an unknown user agent that are shown.
const SHOWN: usize = 60;

/// `Firefox · Linux`, or the beginning of the user agent.
pub(crate) fn name(user_agent: &str) -> String {
    let find = |known: &[(&str, &'static str)]| {
        known.iter().find(|(part, _)| user_agent.contains(part)).map(|(_, name)| *name)
    };
    match (find(&BROWSERS), find(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} · {system}"),
        _ if user_agent.is_empty() => "–".to_owned(),
        _ => user_agent.chars().take(SHOWN).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn browsers_are_known_by_what_they_are_and_not_by_what_they_claim() {
        let chrome = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36";
        let windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";
        for (user_agent, expected) in [
            (format!("{windows} {chrome}"), "Chrome · Windows"),
            (format!("{windows} {chrome} Edg/130.0"), "Edge · Windows"),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Firefox/130.0".to_owned(),
                "Firefox · Linux",
            ),
            ("curl/8.0".to_owned(), "curl/8.0"),
            (String::new(), "–"),
        ] {
            assert_eq!(name(&user_agent), expected);
        }
    }
}
