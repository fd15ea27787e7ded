// French. The messages are machine-translated and not proof-read by a native speaker yet.

Conventions {
    own_name: "Français",
    right_to_left: false,
    dates: DatePatterns {
        month: "MMMM y",
        short_month: "MMM y",
        date: "d MMM y",
        short_date: "d MMM",
        date_time: "d MMM y, H",
        short_date_time: "d MMM, H",
        weekday: "EEE d MMM",
        weekday_time: "EEE d MMM y, H",
    },
    group: '\u{202f}',
    decimal: ',',
    before_percent: "\u{a0}",
    between_sentences: " ",
    between_items: ", ",
    between_units: " ",
    colon: "\u{a0}: ",
    between_clauses: "\u{202f}; ",
    brackets: ["(", ")"],
    csv_separator: ';',
}
