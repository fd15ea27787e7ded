# What the parties do with a report: editing, submitting, deciding.
report-details = Details
report-company-id = Company ID
report-partner-code = Partner’s code
report-city = City
report-state = State
report-version = Version { $version }
report-yes = yes
report-no = no
report-back = Back

report-export = Export report
report-export-short = Export
report-export-pdf = PDF with proof (PDF/A)
report-export-csv = CSV
report-export-excel = CSV for Excel (semicolon)
report-export-xlsx = Excel (XLSX)
report-export-jsonl = JSON Lines
report-export-evidence = Evidence pack (ZIP)

report-save-draft = Save draft
report-submit-ask = Submit…
report-comment-hint = The distributor reads this comment. It doesn’t count as an explanation for any line.
report-comment-needed = Needs a comment
report-comment-on = Comment on { $product }
report-comment-confirm = My comment still applies
report-no-comment = No comment
report-chargeable-of = Chargeable units of { $product }
report-reset = Reset to the default
report-reset-line = Reset { $product } to its default
report-saved-nothing = No changes: there was nothing to save.
report-saved-comment = Draft saved: the comment on the report.
report-saved-lines = { $count ->
    [one] Draft saved: one line.
   *[other] Draft saved: { $count } lines.
}
report-not-saved = Nothing has been saved yet. Please correct:
report-outlier-provisioned = { $figure } is { $times } times the provisioned units ({ $units }).
report-outlier-default = { $figure } is { $times } times the default ({ $units }).
report-outlier-last-month = { $figure } is { $times } times what was charged last month ({ $units }).
report-outlier-nothing = { $figure } is charged, although nothing is provisioned and nothing was charged last month.
report-outlier-title = { $count ->
    [one] One figure is unusually high. Save it anyway?
   *[other] { $count } figures are unusually high. Save them anyway?
}
report-outlier-text = Nothing has been saved yet, and your input is still here. Correct the figure in its field, or save it as it is.
report-outlier-save = Save anyway
report-outlier-submit = Save anyway and continue to Submit
report-kept-title = Unsaved input was kept in this browser.
report-kept-text = From #. No one else has seen it.
report-kept-restore = Restore it
report-kept-discard = Discard it

report-error-no-figure = Enter a figure; ↺ restores the default.
report-error-marks = Write decimals with a point, as in 1234.5, and groups with commas.
report-error-not-a-number = Enter a number such as 12 or 12.5.
report-error-negative = Enter 0 or more: units cannot be negative.
report-error-too-large = Enter at most 10,000,000,000 units.
report-error-decimals = { $count ->
    [0] Enter a whole number: this product has no decimals.
    [one] Use at most one decimal.
   *[other] Use at most { $count } decimals.
}
report-error-too-long = This text has { $length } characters. Use at most { $most }.
report-error-nul = A character that cannot be stored was removed. Check the text and save again.
report-refused-bad-text = The text has characters that cannot be stored, such as tabs. Remove them and save again.
report-error-reason-needed = Enter the reasons. Nothing was changed.

report-conflict = Someone else changed this too
report-conflict-text = Nothing has been saved yet. These figures and comments were changed while you had the page open. Choose which to keep.
report-conflict-readings = New readings changed the figures of this line in the meantime.
report-conflict-mine = Yours
report-conflict-theirs = Stored value
report-conflict-with = Saved with your choice:
report-conflict-save = Save with these choices
report-conflict-back = Discard my changes

report-submit-title = Submit { $month }
report-submit-missing = { $count ->
    [one] One line needs a comment or a different figure first:
   *[other] { $count } lines need a comment or a different figure first:
}
report-submit-first = You can submit the report once nothing is missing.
report-submit-sent = What will be submitted
report-submit-now = Submit
report-submit-approved = There are no comments, so the report will be approved at once.
report-submit-review-comments = The distributor reviews the report, because it has comments. After that you cannot change it unless it is rejected.
report-submit-review-contested = The distributor reviews the report, because it has been rejected, reopened or returned before. After that you cannot change it unless it is rejected again.
report-submit-review-always = The distributor reviews the report: your reports are not approved automatically. After that you cannot change it unless it is rejected.
report-submit-review-held = The distributor reviews the report, because of carried-forward figures or penalties. After that you cannot change it unless it is rejected.
report-submitted = Submitted. The distributor now reviews it.
report-submitted-approved = Submitted and approved at once, as there were no comments.
report-submitted-already = The report had already been submitted.

report-approve = Approve
report-approved = Approved the report of { $partner }.
report-approved-last = Approved the report of { $partner }. No later report in this list is waiting for a decision.
report-approved-already = The report had already been approved.
report-action-already = Nothing was changed for { $partner }, because this had already been done. The history shows who did it and why.
report-undo = Undo
report-undone = Undone. The report of { $partner } is “{ $status }” again.
report-reject-ask = Reject…
report-reject = Reject { $partner } · { $month }
report-reject-follows = The report goes back to { $partner }, who reads your reasons and has until { $date } ({ $zone }) to submit it again.
report-reject-lifts = The penalty on { $product } is lifted: until the report is submitted again, { $to } units apply instead of { $from }.
report-reject-comments = Comments stay visible, but no longer count. Where a comment is needed, the partner has to write a new one or confirm the old one.
report-reject-again = Reject
report-rejected = Rejected the report of { $partner }, with your reasons.
report-reasons-field = Reasons
report-reasons-hint = Required. What should the partner change or explain?
report-reason-hint = Required. Everyone who sees the report can read it in the history.
report-reasons-lines = Lines, each with its own reason (optional)
report-reopen-ask = Reopen…
report-reopen = Reopen { $partner } · { $month }
report-reopen-follows = The approval is withdrawn, and the report of { $partner } is under review again. It will not be approved automatically.
report-reopen-now = Reopen
report-reopened = Reopened the report of { $partner }.
report-return-ask = Return…
report-return = Return { $partner } · { $month }
report-return-follows = The report goes back to the distributor, who reviews it again. You see it again once it is sent again.
report-return-now = Return
report-returned = Returned the report of { $partner } to the distributor.
report-complete-ask = Complete…
report-complete = Complete { $partner } · { $month }
report-complete-follows = You confirm that the report of { $partner } has been processed. This cannot be undone.
report-complete-now = Complete
report-completed = Completed the report of { $partner }.

report-refused = Nothing was changed
report-refused-since = What happened in the meantime
report-refused-kept = Your input
report-refused-look = Open the report
report-refused-stale = The report has changed since you opened it, so nothing was done. Check it again.
report-refused-own-work = You edited or submitted this report yourself, so a colleague has to decide.
report-refused-deadline = The deadline passed on { $date }. The system submits the report as it was last saved. Your input is below.
report-refused-comment-needed = { $count ->
    [one] One line needs a comment first.
   *[other] { $count } lines need a comment first.
}
report-refused-no-line = The report no longer has a line for { $product }.
report-refused-not-too-late = The system can still make this report, or has already made it.
report-refused-nothing-given = There was nothing to save.
report-refused-no-product = Choose a line.
report-refused-status = You can’t do this while the report is “{ $status }”.
report-refused-status-edit = The report is now “{ $status }” and can no longer be edited. Your input is below.
report-refused-status-submit = The report is now “{ $status }”, so there is nothing to submit.
report-refused-status-approve = The report is now “{ $status }”. Only reports under review can be approved.
report-refused-status-reject = The report is now “{ $status }”. Only reports under review can be rejected.
report-refused-status-reopen = The report is now “{ $status }”. Only an approved report that has not been sent to the vendor can be reopened.
report-refused-status-undo = The report is now “{ $status }”. A decision cannot be undone after another step has followed.
report-refused-nothing-to-undo = The last step of the report is not a decision that can be undone.
report-refused-decision-of-another = A colleague made this decision. Only the person who made it can undo it.
report-refused-too-late-to-undo = A decision can be undone for five minutes; for this one, that was until { $date }. You can still reopen an approved report.
report-refused-status-dispatch = The report is now “{ $status }”. Only approved reports can be sent to the vendor.
report-refused-status-complete = The report is now “{ $status }”. Only reports that were sent to the vendor can be completed.
report-refused-status-return = The report is now “{ $status }”. Only reports that were sent to the vendor can be returned.
report-extend-ask = Extend deadline…
report-extend = Extend the deadline of { $partner } · { $month }
report-extend-follows = { $partner } has until { $date } ({ $zone }). An extension cannot be taken back. The partner sees who gave it and why.
report-extend-hint = The new deadline is the end of this day.
report-extend-reason-hint = Required. The partner reads it on the report.
report-extend-now = Extend
report-extended = Extended the deadline of { $partner } to { $date }.
report-refused-status-extend = The report is now “{ $status }”, so there is no deadline to extend.
report-refused-bad-deadline = Choose a deadline after the current one, { $after }, and no later than { $latest }.
report-reason-for = Reason for { $product }
report-reason-placeholder = Reason for this line
report-last-chargeable = { $month }: { $units } chargeable
