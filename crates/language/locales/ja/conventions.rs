// Japanese.

Conventions {
    own_name: "日本語",
    right_to_left: false,
    dates: DatePatterns {
        month: "y年M月",
        short_month: "y年M月",
        date: "y年M月d日",
        short_date: "M月d日",
        date_time: "y年M月d日 H",
        short_date_time: "M月d日 H",
        weekday: "M月d日(EEE)",
        weekday_time: "y年M月d日(EEE) H",
    },
    group: ',',
    decimal: '.',
    before_percent: "",
    between_sentences: "",
    between_items: "、",
    between_units: "",
    colon: "：",
    between_clauses: "；",
    brackets: ["（", "）"],
    csv_separator: ',',
}
