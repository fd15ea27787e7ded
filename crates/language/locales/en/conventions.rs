// English.

Conventions {
    own_name: "English",
    right_to_left: false,
    dates: DatePatterns {
        month: "MMMM y",
        short_month: "MMM y",
        date: "d MMM y",
        short_date: "d MMM",
        date_time: "d MMM y, H",
        short_date_time: "d MMM, H",
        weekday: "EEE, d MMM",
        weekday_time: "EEE, d MMM y, H",
    },
    group: ',',
    decimal: '.',
    before_percent: "",
    between_sentences: " ",
    between_items: ", ",
    between_units: " ",
    colon: ": ",
    between_clauses: "; ",
    brackets: ["(", ")"],
    csv_separator: ',',
}
