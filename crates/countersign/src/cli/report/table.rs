//! Reports as readable tables.

use super::missing::MissingRow;
use crate::cli::output::table;
use comfy_table::{CellAlignment, Table};
use countersign_app::actions::show_report::{HistoryView, LineJson, ReportJson, SubscriptionJson};
use countersign_domain::history::FieldChange;
use countersign_domain::quantity::Quantity;
use countersign_domain::status::Status;
use countersign_store::reports::ListRow;
use std::fmt::Write;

/// A list of reports with the count of each status; the last line says if more follow.
pub(super) fn list(rows: &[ListRow], counts: &[(Status, i64)], only: Option<Status>) -> String {
    let mut table = table(&[
        "Distributor",
        "Partner",
        "Name",
        "City",
        "Vendor",
        "Status",
        "Kind",
        "Deadline",
        "Version",
    ]);
    for row in rows {
        let status = if row.flagged {
            format!("{} (flagged)", row.status.label())
        } else {
            row.status.label().to_owned()
        };
        table.add_row([
            visible(&row.distributor),
            visible(&row.partner),
            visible(&row.partner_name),
            visible(row.city.as_deref().unwrap_or("–")),
            visible(&row.vendor),
            status,
            row.review.map_or("–", countersign_domain::status::ReviewKind::label).to_owned(),
            row.deadline.to_string(),
            row.version.to_string(),
        ]);
    }
    let all: i64 = counts.iter().map(|(_, count)| count).sum();
    let mut parts: Vec<String> = Status::ALL
        .iter()
        .filter_map(|status| counts.iter().find(|(counted, _)| counted == status))
        .filter(|(_, count)| *count > 0)
        .map(|(status, count)| format!("{count} {}", status.label()))
        .collect();
    parts.insert(0, format!("{all} reports"));
    let asked = counts.iter().filter(|(status, _)| only.is_none_or(|only| only == *status));
    let asked: i64 = asked.map(|(_, count)| count).sum();
    let shown = i64::try_from(rows.len()).unwrap_or(asked);
    let part = match asked > shown {
        true => format!("the first {shown} of {asked}; --limit {asked} shows all\n"),
        false => String::new(),
    };
    format!("{table}\n{part}{}\n", parts.join(" · "))
}

/// The subscriptions that are in no line of a cycle.
pub(super) fn uncounted(rows: &[MissingRow]) -> String {
    let mut table = table(&[
        "Distributor",
        "Partner",
        "Vendor",
        "Product",
        "Subscription",
        "Customer",
        "Units",
        "Reason",
    ]);
    for row in rows {
        let since = row.last_at.as_deref().map(|at| format!(", last read {at}"));
        table.add_row([
            visible(&row.distributor),
            visible(&row.partner),
            visible(&row.vendor),
            visible(&row.product),
            visible(&row.subscription),
            visible(&row.customer),
            row.default_chargeable.clone().unwrap_or_else(|| "–".to_owned()),
            format!("{}{}", row.words, since.unwrap_or_default()),
        ]);
    }
    let noun = if rows.len() == 1 { "subscription" } else { "subscriptions" };
    format!("{table}\n{} {noun} in no line\n", rows.len())
}

/// One report in full.
pub(super) fn report(view: &ReportJson, rehearsal: bool) -> String {
    let mut text = String::new();
    // Writing to memory cannot fail.
    let _: std::fmt::Result = write_report(&mut text, view, rehearsal);
    text
}

fn write_report(text: &mut String, view: &ReportJson, rehearsal: bool) -> std::fmt::Result {
    let name = visible(&view.partner_name);
    let so_far = if view.so_far { " so far" } else { "" };
    let mark = if rehearsal { "   [rehearsal]" } else { "" };
    writeln!(text, "{name} · {}{so_far} · {}{mark}", view.cycle, visible(&view.vendor))?;
    let status = if view.so_far { "running" } else { view.status };
    let kind = view.review_kind.map(|kind| format!(" · {kind}")).unwrap_or_default();
    let version = view.version;
    writeln!(text, "{status}{kind} · due {} · version {version}", view.deadline)?;
    let place = [view.city.as_deref(), view.state.as_deref()];
    let place: Vec<String> = place.into_iter().flatten().map(visible).collect();
    let (start, end, zone) = (&view.period_start, &view.period_end, &view.time_zone);
    writeln!(text, "{start} to {end}, {zone} · {} · {}", view.company_id, place.join(", "))?;
    if view.flagged {
        writeln!(text, "⚑ Automatically submitted - may require review")?;
    }
    for (title, words) in [("Comment", &view.comment), ("Reasons", &view.reasons)] {
        if let Some(words) = words {
            writeln!(text, "{title}: {}", visible(words))?;
        }
    }
    writeln!(text, "\n{}", lines(&view.lines))?;
    for line in view.lines.iter().filter(|line| !line.subscriptions.is_empty()) {
        writeln!(text, "{} is made of", visible(&line.product_name))?;
        writeln!(text, "{}", subscriptions(&line.subscriptions))?;
    }
    if let Some(at_deadline) = &view.at_deadline {
        writeln!(text, "If no one acts before {}: {}.", view.deadline, at_deadline.words)?;
        for needed in &view.comments_needed {
            writeln!(text, "Needs a comment before it can be submitted: {}", visible(needed))?;
        }
        writeln!(text)?;
    }
    for late in &view.late_differences {
        let stood = late.default_chargeable.map_or("–".to_owned(), |units| units.to_string());
        let (product, now) = (visible(&late.product), late.default_chargeable_now);
        writeln!(text, "Late readings would have made {product} {now} instead of {stood}.")?;
    }
    if !view.history.is_empty() {
        writeln!(text, "{}", history(&view.history))?;
    }
    Ok(())
}

fn lines(lines: &[LineJson]) -> Table {
    let mut table = table(&[
        "Product",
        "Unit",
        "Provisioned",
        "Used",
        "Over-prov. %",
        "Default",
        "Chargeable",
        "",
        "Comment",
    ]);
    for column in 2..=6 {
        align_right(&mut table, column);
    }
    for line in lines {
        let over = line.over_provisioned_percent.clone().unwrap_or("–".to_owned());
        let mark = if line.violation { " !" } else { "" };
        let mut notes = Vec::new();
        if line.penalty {
            notes.push(format!("penalty (else {})", line.without_penalty));
        }
        if line.carried_forward {
            notes.push("carried forward".to_owned());
        }
        if line.moved_since_edit {
            notes.push("figures moved since the edit".to_owned());
        }
        if line.used.is_some() && line.without_used > 0 {
            notes.push(format!("{} without used", line.without_used));
        }
        notes.extend(line.warning.map(str::to_owned));
        table.add_row([
            visible(&line.product_name),
            visible(&line.unit),
            line.provisioned.to_string(),
            or_dash(line.used),
            format!("{over}{mark}"),
            line.default_chargeable.to_string(),
            line.chargeable.to_string(),
            notes.join(", "),
            line.comment.as_deref().map(visible).unwrap_or_default(),
        ]);
    }
    table
}

fn subscriptions(rows: &[SubscriptionJson]) -> Table {
    let mut table =
        table(&["  Customer", "Subscription", "Plan", "Provisioned", "on", "Used", "on", ""]);
    for column in [3, 5] {
        align_right(&mut table, column);
    }
    for row in rows {
        let since = row.in_force_at.as_deref().unwrap_or("the beginning");
        let note = match row.standing {
            "counted" => String::new(),
            "no-data" => format!("no data since {since}"),
            "carried-forward" => format!("carried forward from {since}"),
            other => other.to_owned(),
        };
        table.add_row([
            format!("  {}", visible(&row.customer_name)),
            visible(&row.subscription),
            row.plan.as_deref().map(visible).unwrap_or_default(),
            or_dash(row.provisioned),
            row.provisioned_on.clone().unwrap_or_default(),
            or_dash(row.used),
            row.used_on.clone().unwrap_or_default(),
            note,
        ]);
    }
    table
}

fn history(entries: &[HistoryView]) -> Table {
    let mut table = table(&["History", "", "", "", ""]);
    for entry in entries {
        let changes: Vec<String> = entry.changes.iter().map(change).collect();
        let reason = entry.reason.as_deref().map(|reason| format!("\"{}\"", visible(reason)));
        let parts: Vec<String> = reason.into_iter().chain(changes).collect();
        table.add_row([
            format!("{:>3}  {}", entry.version, entry.at),
            entry.action.to_owned(),
            entry.status.to_owned(),
            visible(&entry.by),
            parts.join("; "),
        ]);
    }
    table
}

fn change(change: &FieldChange) -> String {
    let product = change.product.as_deref().map(|code| format!("{} ", visible(code)));
    let text = |side: &Option<String>| side.as_deref().map_or("–".to_owned(), visible);
    let (before, after) = (text(&change.before), text(&change.after));
    format!("{}{} {before} → {after}", product.unwrap_or_default(), change.field.words())
}

fn or_dash(quantity: Option<Quantity>) -> String {
    quantity.map_or("–".to_owned(), |quantity| quantity.to_string())
}

/// Text that people wrote, without control characters and marks of direction, which could confuse a
/// terminal.
fn visible(text: &str) -> String {
    let harmless = |c: char| {
        let direction = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}');
        if c.is_control() || direction { '·' } else { c }
    };
    text.chars().map(harmless).collect()
}

fn align_right(table: &mut Table, column: usize) {
    if let Some(column) = table.column_mut(column) {
        column.set_cell_alignment(CellAlignment::Right);
    }
}
