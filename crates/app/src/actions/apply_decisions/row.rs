//! One row of a file of decisions as a command.

use crate::formats::expected::Expected;
use crate::formats::sheet::{Cells, Columns, Problem, SheetRow};
use countersign_domain::actor::CompanyKind;
use countersign_domain::cycle::Cycle;
use countersign_domain::dispatch;
use countersign_domain::quantity::without_zeros;
use countersign_domain::schedule::Until;
use countersign_domain::workflow::Command;
use countersign_store::reports::Key;
use countersign_store::{StoreError, Tx, companies};
use std::borrow::Cow;
use std::collections::HashMap;

/// The columns; the last two are those of a result file, which can be applied again.
pub(super) const COLUMNS: Columns = Columns {
    names: &[
        "cycle",
        "partner",
        "action",
        "vendor",
        "product",
        "chargeable",
        "comment",
        "version",
        "deadline",
        "result",
        "message",
    ],
    required: 3,
};

/// The columns of a result, which the new result replaces.
pub(super) const RESULT_COLUMNS: [usize; 2] = [9, 10];

const ACTIONS: [&str; 11] = [
    "edit", "reset", "extend", "submit", "approve", "reject", "reopen", "undo", "dispatch",
    "complete", "return",
];

/// What a row asks for.
#[derive(Clone, Debug)]
pub(super) struct RequestedDecision {
    pub(super) key: Key,
    pub(super) command: Command,
    pub(super) version: Option<i64>,
    /// The note of a dispatch.
    pub(super) note: Option<String>,
}

impl RequestedDecision {
    /// Whether both rows ask for reports to be sent to one vendor with the same note.
    pub(super) fn goes_with(&self, other: &Self) -> bool {
        let sends = |asked: &Self| asked.command == Command::Dispatch;
        sends(self)
            && sends(other)
            && self.key.vendor_id == other.key.vendor_id
            && self.note == other.note
    }
}

/// Partners and vendors by their codes.
pub(super) struct Companies {
    partners: HashMap<String, i64>,
    vendors: HashMap<String, i64>,
}

/// A company that does not exist. Its reports do not exist either, which is also the answer to a
/// person who may not know of them.
const NOBODY: i64 = 0;

impl Companies {
    pub(super) async fn load(tx: &mut Tx) -> Result<Self, StoreError> {
        let (mut partners, mut vendors) = (HashMap::new(), HashMap::new());
        companies::each_code(tx, |company| {
            let code = company.code.to_owned();
            match company.kind {
                CompanyKind::Partner => partners.insert(code, company.id),
                CompanyKind::Vendor => vendors.insert(code, company.id),
                _ => None,
            };
        })
        .await?;
        Ok(Self { partners, vendors })
    }

    fn vendor(&self, row: &SheetRow<'_>) -> Result<i64, Problem> {
        if let Some(code) = row.raw(3)? {
            return Ok(self.vendors.get(code).copied().unwrap_or(NOBODY));
        }
        let mut all = self.vendors.values();
        match (all.next(), all.next()) {
            (Some(only), None) => Ok(*only),
            (None, _) => Ok(NOBODY),
            _ => Err(Problem::cell(
                "vendor",
                "",
                in_english("a vendor's code, because there are several vendors"),
            )),
        }
    }
}

/// Reads a row; the error says what is wrong with it.
pub(super) fn read(row: &SheetRow<'_>, companies: &Companies) -> Result<RequestedDecision, String> {
    asked(row, companies).map_err(|problem| problem.to_string())
}

fn asked(row: &SheetRow<'_>, companies: &Companies) -> Result<RequestedDecision, Problem> {
    row.check_width()?;
    row.needed(0)?;
    let cycle = row
        .parsed(0, |text| Cycle::read(text).map_err(in_english))?
        .unwrap_or(Cycle::from_number(0));
    let partner = row.needed(1)?;
    let key = Key {
        cycle,
        partner_id: companies.partners.get(partner).copied().unwrap_or(NOBODY),
        vendor_id: companies.vendor(row)?,
    };
    let version = row.parsed_figure(7, |text| {
        without_zeros(text)
            .parse::<i64>()
            .ok()
            .filter(|version| *version >= 0)
            .ok_or(in_english("the report's version"))
    })?;
    let command = command(row)?;
    let note = if command == Command::Dispatch { note(row)? } else { None };
    Ok(RequestedDecision { key, command, version, note })
}

/// The results of a file of decisions are English in every language.
fn in_english(expected: impl Into<Cow<'static, str>>) -> Expected {
    Expected::InEnglish(expected.into())
}

fn actions() -> Expected {
    Expected::OneOf(ACTIONS.map(Cow::Borrowed).to_vec())
}

fn note(row: &SheetRow<'_>) -> Result<Option<String>, Problem> {
    let text = row.text(6)?.unwrap_or_default();
    dispatch::note(text).map_err(|fault| Problem::cell("comment", text, fault))
}

fn command(row: &SheetRow<'_>) -> Result<Command, Problem> {
    let found = row.needed(2)?;
    let product = row.raw(4)?.map(str::to_owned);
    let comment = row.text(6)?.map(str::to_owned);
    Ok(match found.to_ascii_lowercase().as_str() {
        "edit" => {
            let chargeable = row.figure(5)?.map(Cow::into_owned);
            Command::Edit { product, chargeable, comment }
        }
        "reset" => Command::Reset { product },
        "extend" => {
            let until = row.parsed(8, |text| Until::parse(text).map_err(in_english))?;
            let missing = || Problem::cell("deadline", "", in_english("the new deadline"));
            let until = until.ok_or_else(missing)?;
            Command::Extend { until, reason: comment }
        }
        "submit" => Command::Submit { comment },
        "approve" => Command::Approve { note: comment },
        "reject" => Command::Reject { reasons: comment, line_reasons: Vec::new() },
        "reopen" => Command::Reopen { reason: comment },
        // The batch finds what the report was before.
        "undo" => Command::Undo(Box::default()),
        "dispatch" => Command::Dispatch,
        "complete" => Command::Complete,
        "return" => Command::Return { reason: comment },
        _ => return Err(Problem::cell("action", found, actions())),
    })
}
