//! The fields of a row: their labels, inputs and errors.

use countersign_app::actions::edit_directory::{EntryKind, FilledRow, StoredRow, conflicts};
use countersign_app::actions::import::ReportedCause;
use countersign_app::actions::import::one_row::FREE_CODE;
use countersign_domain::actor::CompanyKind;
use countersign_domain::zone::Zone;
use countersign_language::text::Locale;
use countersign_store::{Tx, companies, regions};
use countersign_web::problem::Problem;

/// Choices: codes or words of the files, each with its label.
type Choices = Vec<(String, String)>;

pub(super) struct FormField {
    /// The column, which names the field.
    pub(super) column: &'static str,
    pub(super) label: String,
    pub(super) hint: Option<String>,
    pub(super) value: String,
    /// The stored value.
    pub(super) was: String,
    /// The choices; none if the value is typed.
    pub(super) choices: Option<Choices>,
    /// Names that a browser may propose.
    pub(super) proposals: Vec<String>,
    /// Whether it can no longer be changed.
    pub(super) is_fixed: bool,
    pub(super) is_required: bool,
    /// The most characters that make sense.
    pub(super) longest: u32,
    pub(super) error: Option<String>,
}

impl FormField {
    /// The ids of the elements that describe it.
    pub(super) fn described_by(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("hint-{}", self.column));
        let error = self.error.as_ref().map(|_| format!("error-{}", self.column));
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

/// The choices that come from the directory.
pub(super) struct Offers {
    regions: Choices,
    distributors: Choices,
    vendors: Choices,
}

impl Offers {
    pub(super) async fn load(tx: &mut Tx) -> Result<Self, Problem> {
        let named = |code: &str, name: &str| (code.to_owned(), format!("{name} · {code}"));
        let companies = companies::not_partners(tx).await?;
        let of = |kind: CompanyKind| {
            let of_kind = companies.iter().filter(|company| company.kind == kind);
            let mut offers: Choices = of_kind.map(|it| named(&it.code, &it.name)).collect();
            offers.sort();
            offers
        };
        let regions = regions::all(tx).await?;
        let mut regions: Choices = regions.iter().map(|it| named(&it.code, &it.name)).collect();
        regions.sort();
        let (distributors, vendors) = (of(CompanyKind::Distributor), of(CompanyKind::Vendor));
        Ok(Self { regions, distributors, vendors })
    }

    /// The value of a cell, as a page shows it.
    pub(super) fn said(
        &self,
        locale: Locale,
        kind: EntryKind,
        column: &str,
        text: String,
    ) -> String {
        let choices = self.of(locale, kind, column);
        let found = choices.into_iter().flatten().find(|(word, _)| *word == text);
        found.map_or(text, |(_, label)| label)
    }

    /// The choices of a column; none if it is typed.
    fn of(&self, locale: Locale, kind: EntryKind, column: &str) -> Option<Choices> {
        let said = |pairs: &[(&str, &str)]| {
            let said = |(word, key): &(&str, &str)| ((*word).to_owned(), locale.t(key));
            Some(pairs.iter().map(said).collect())
        };
        match (kind, column) {
            (_, "region") => Some(self.regions.clone()),
            (_, "distributor") => Some(self.distributors.clone()),
            (_, "vendor") => Some(self.vendors.clone()),
            (_, "usage_reports" | "reports_usage") => {
                said(&[("yes", "directory-yes"), ("no", "directory-no")])
            }
            (EntryKind::Distributor, "type") => {
                said(&[("distributor", "company-distributor"), ("isp", "directory-isp")])
            }
            (EntryKind::Partner, "type") => {
                said(&[("msp", "directory-msp"), ("reseller", "directory-reseller")])
            }
            (_, "basis") => said(&[
                ("peak", "directory-basis-peak"),
                ("average", "directory-basis-average"),
                ("p85", "directory-basis-p85"),
                ("last", "directory-basis-last"),
                ("sum", "directory-basis-sum"),
            ]),
            _ => None,
        }
    }
}

/// The value of a cell, as a page shows it.
pub(super) fn said(
    locale: Locale,
    offers: &Offers,
    kind: EntryKind,
    stored: &StoredRow,
) -> Vec<FormField> {
    let mut fields = fields(locale, offers, kind, Some(stored), None);
    for field in &mut fields {
        let found = field.choices.iter().flatten().find(|(word, _)| *word == field.value);
        if let Some((_, label)) = found {
            field.value.clone_from(label);
        }
    }
    fields
}

/// The fields of a form, for an existing row or a new one.
pub(super) fn fields(
    locale: Locale,
    offers: &Offers,
    kind: EntryKind,
    stored: Option<&StoredRow>,
    row: Option<&FilledRow>,
) -> Vec<FormField> {
    let field = |column: &&'static str| {
        let column = *column;
        let was = stored.map_or("", |stored| stored.cell(column));
        let filled = row.and_then(|row| row.iter().find(|(name, _)| *name == column));
        let value = filled.map(|(_, cell)| cell.wanted.clone());
        let is_fixed = stored.is_some_and(|stored| stored.fixed.contains(&column));
        let changed = row.zip(stored);
        let changed = changed.is_some_and(|(row, it)| conflicts(row, it).any(|it| it == column));
        let choices = offers.of(locale, kind, column);
        let meanwhile = || {
            let label = |(word, label): &(String, String)| (word == was).then(|| label.clone());
            let now = choices.iter().flatten().find_map(label).unwrap_or_else(|| was.to_owned());
            locale.say("directory-changed-meanwhile").with_text("value", now).to_string()
        };
        FormField {
            column,
            label: locale.t(label(column)),
            hint: hint(kind, column, is_fixed, stored.is_some()).map(|key| locale.t(key)),
            value: value.unwrap_or_else(|| match stored {
                Some(_) => was.to_owned(),
                None => usual(column).to_owned(),
            }),
            was: was.to_owned(),
            proposals: if column == "time_zone" && !is_fixed { Zone::names() } else { Vec::new() },
            is_fixed,
            is_required: is_required(column, stored.is_some()),
            longest: longest(column),
            error: changed.then(meanwhile),
            choices,
        }
    };
    kind.columns().iter().map(field).collect()
}

/// Puts the error of a cell beside its field, and marks all other required fields that are blank;
/// returns an error that concerns no cell.
pub(super) fn tell(
    locale: Locale,
    fields: &mut [FormField],
    message: &ReportedCause,
) -> Option<String> {
    let blank = |field: &&mut FormField| field.is_required && field.value.trim().is_empty();
    for field in fields.iter_mut().filter(blank) {
        field.error = Some(locale.t("directory-wrong-blank"));
    }
    let field = fields.iter_mut().find(|field| Some(field.column) == message.column);
    let Some(field) = field else { return Some(format!("{} {}", message.found, message.expected)) };
    let key = match field.column {
        _ if field.is_fixed => "directory-wrong-fixed",
        _ if field.value.trim().is_empty() => "directory-wrong-blank",
        _ if field.choices.is_some() => "directory-wrong-choice",
        "code" if message.expected.contains(FREE_CODE) => "directory-wrong-code-taken",
        "code" => "directory-wrong-code",
        "time_zone" => "directory-wrong-time-zone",
        "currency" => "directory-wrong-currency",
        "language" => "directory-wrong-language",
        "company_id" => "directory-wrong-company-id",
        "since" => "directory-wrong-since",
        "decimals" => "directory-wrong-decimals",
        _ => {
            let text = locale.say("directory-wrong-text").with("most", field.longest);
            field.error = Some(text.to_string());
            return None;
        }
    };
    field.error = Some(locale.t(key));
    None
}

/// The message that names a column.
pub(super) fn label(column: &str) -> &'static str {
    match column {
        "code" => "directory-code",
        "time_zone" => "directory-time-zone",
        "currency" => "directory-currency",
        "usage_reports" => "nav-usage-reports",
        "language" => "directory-language",
        "region" => "directory-region",
        "type" => "directory-type",
        "distributor" => "company-distributor",
        "city" => "directory-city",
        "state" => "directory-state",
        "company_id" => "directory-company-id",
        "since" => "directory-since",
        "unit" => "directory-unit",
        "vendor" => "company-vendor",
        "decimals" => "directory-decimals",
        "reports_usage" => "directory-reports-usage",
        "basis" => "directory-basis",
        _ => "directory-name",
    }
}

/// The message that explains a field.
fn hint(kind: EntryKind, column: &str, is_fixed: bool, is_there: bool) -> Option<&'static str> {
    match (kind, column) {
        (_, "code") if is_fixed => Some("directory-hint-code-fixed"),
        (_, "code") => Some("directory-hint-code"),
        (_, "time_zone") if is_fixed => Some("directory-hint-time-zone-fixed"),
        (_, "time_zone") => Some("directory-hint-time-zone"),
        (_, "currency") => Some("directory-hint-currency"),
        (_, "language") => Some("directory-hint-language"),
        (_, "usage_reports") => Some("directory-hint-usage-reports"),
        (_, "region") => Some("directory-hint-region"),
        (EntryKind::Distributor, "type") => Some("directory-hint-distributor-type"),
        (EntryKind::Partner, "type") => Some("directory-hint-partner-type"),
        (_, "distributor") if is_there => Some("directory-hint-distributor"),
        (_, "company_id") if !is_there => Some("directory-hint-company-id"),
        (_, "since") => Some("directory-hint-since"),
        (_, "vendor") if is_fixed => Some("directory-hint-vendor-fixed"),
        (_, "unit") => Some("directory-hint-unit"),
        (_, "decimals") if is_fixed => Some("directory-hint-decimals-fixed"),
        (_, "decimals") => Some("directory-hint-decimals"),
        (_, "reports_usage") => Some("directory-hint-reports-usage"),
        (_, "basis") => Some("directory-hint-basis"),
        _ => None,
    }
}

/// The default of a new row, as in the files.
fn usual(column: &str) -> &'static str {
    match column {
        "language" => "en",
        "decimals" => "0",
        "reports_usage" => "yes",
        "basis" => "peak",
        _ => "",
    }
}

fn is_required(column: &str, is_there: bool) -> bool {
    match column {
        "city" | "state" | "since" => false,
        // A new row's id is derived from its code; an existing one stays.
        "company_id" => is_there,
        _ => true,
    }
}

fn longest(column: &str) -> u32 {
    match column {
        "code" => 64,
        "currency" => 3,
        "company_id" => 36,
        "since" => 40,
        "decimals" => 1,
        "language" => 20,
        "unit" => 64,
        _ => 200,
    }
}
