//! The codes of problems, each with its title. A code never changes its meaning.

/// Every code and its title, by code.
pub(crate) const CODES: &[(&str, &str)] = &[
    ("answer_unread", "The answer is not being read."),
    ("bad_deadline", "The new deadline is not possible."),
    ("bad_json", "The body is not JSON."),
    ("bad_quantity", "A quantity cannot be charged."),
    ("bad_request", "The request cannot be understood."),
    ("bad_text", "A text is too long or has refused characters."),
    ("code_taken", "The code belongs to another row."),
    ("comment_needed", "Lines need a comment first."),
    ("correction_unfinished", "Another correction is unfinished."),
    ("cosignature_refused", "The cosignature does not count."),
    ("cycle_open", "The cycle cannot be closed yet."),
    ("deadline_passed", "The deadline has passed."),
    ("decision_of_another", "Another person made the decision."),
    ("disk_full", "The disk is full."),
    ("events_refused", "Events are refused."),
    ("fault", "The program has a fault."),
    ("forbidden", "The role does not include this."),
    ("idempotency_key_in_use", "The request with this key is being answered."),
    ("idempotency_key_reused", "The key belongs to another request."),
    ("insufficient_scope", "The token does not have the scope."),
    ("invalid_body", "The body is not what this operation takes."),
    ("job_not_waiting", "The state of the job does not allow this."),
    ("line_reason_needed", "A corrected line needs its reason."),
    ("method_not_allowed", "The path does not have this method."),
    ("misdirected", "The request is for another host."),
    ("no_correction", "There is no such correction."),
    ("no_key", "The installation has no key."),
    ("no_such_line", "The report has no such line."),
    ("no_such_report", "There is no such report."),
    ("not_found", "There is no such thing."),
    ("not_permitted", "The role does not include this."),
    ("not_sent", "Reports cannot be sent."),
    ("not_too_late", "No report came too late there."),
    ("not_undoable", "The decisions cannot be undone."),
    ("not_waiting", "A report does not wait in the dispatch."),
    ("nothing_corrected", "The correction changes nothing."),
    ("nothing_given", "Nothing is to be changed."),
    ("nothing_to_do", "There is nothing to do."),
    ("nothing_to_undo", "There is no decision to undo."),
    ("other_company", "The other company has to do this."),
    ("outside_rule", "The rule leaves the report to a person."),
    ("own_work", "A person does not decide on their own work."),
    ("precondition_required", "The version that was seen is missing."),
    ("product_needed", "A figure needs its product."),
    ("reason_needed", "A reason is needed."),
    ("retired_above", "What it belongs to is retired."),
    ("same_figure", "The line already has this figure."),
    ("signature_needed", "The company requires a signature."),
    ("signature_refused", "The signature does not count."),
    ("signatures_off", "The company takes no signatures here."),
    ("stale", "It has changed since you read it."),
    ("still_in_use", "It is still in use."),
    ("token_expired", "The token has expired."),
    ("token_missing", "A token is needed."),
    ("token_no_access", "The person no longer acts for the company."),
    ("token_refused_here", "The token is not accepted from this address."),
    ("token_revoked", "The token was revoked."),
    ("token_unknown", "There is no such token."),
    ("too_large", "The body is too large."),
    ("too_late_to_undo", "The decision can no longer be undone."),
    ("too_many_requests", "There are too many requests."),
    ("too_many_webhooks", "The company has too many webhooks."),
    ("too_slow", "The body did not arrive in time."),
    ("unavailable", "The program cannot answer now."),
    ("unknown_parameter", "There is no such parameter."),
    ("unsupported_encoding", "The body is packed in another way than by gzip or zstd."),
    ("unsupported_media_type", "The body has another media type."),
    ("wrong_status", "The status of the report does not allow this."),
];

/// The title of a code.
pub(crate) fn title(code: &str) -> &'static str {
    CODES.iter().find(|(known, _)| *known == code).map_or("", |(_, title)| title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_are_in_order_and_each_has_a_title() {
        assert!(CODES.is_sorted_by(|a, b| a.0 < b.0));
        assert!(CODES.iter().all(|(code, title)| !code.is_empty() && title.ends_with('.')));
        assert_eq!(title("stale"), "It has changed since you read it.");
    }
}
