# What the parties do with a report: editing, submitting, deciding.
report-details = Details
report-company-id = Company id
report-partner-code = Partner's code
report-city = City
report-state = State
report-version = Version { $version }
report-yes = yes
report-no = no
report-back = Back

report-export = Export Report
report-export-csv = CSV
report-export-excel = CSV for Excel (semicolon)
report-export-xlsx = Excel (XLSX)
report-export-jsonl = JSON Lines

report-save-draft = Save draft
report-submit-ask = Submit…
report-comment-hint = The distributor reads it. It explains no line.
report-comment-needed = Needs a comment
report-comment-on = Comment on { $product }
report-comment-confirm = My comment still holds
report-no-comment = No comment
report-chargeable-of = Chargeable units of { $product }
report-reset = Back to the default
report-reset-line = Put { $product } back to its default
report-saved-nothing = Nothing was changed, so there was nothing to save.
report-saved-comment = Draft saved: the comment on the report.
report-saved-lines = { $count ->
    [one] Draft saved: one line.
   *[other] Draft saved: { $count } lines.
}
report-not-saved = Nothing was saved yet. Please look at:
report-outlier-provisioned = { $figure } is { $times } times the provisioned units ({ $units }).
report-outlier-default = { $figure } is { $times } times the default ({ $units }).
report-outlier-last-month = { $figure } is { $times } times what was charged last month ({ $units }).
report-outlier-nothing = { $figure } is charged, although nothing is provisioned and nothing was charged last month.
report-outlier-title = { $count ->
    [one] One figure is unusually high. Save it all the same?
   *[other] { $count } figures are unusually high. Save them all the same?
}
report-outlier-text = Nothing was saved yet, and nothing you entered is lost. Correct the figure in its field, or save it as it is.
report-outlier-save = Save all the same
report-outlier-submit = Save all the same and continue to Submit
report-kept-title = Unsaved input was kept in this browser.
report-kept-text = It is from #. Nobody else has seen it.
report-kept-restore = Put it back into the form
report-kept-discard = Discard it

report-error-no-figure = Give a figure; ↺ puts the default back.
report-error-marks = Write decimals with a point, as in 1234.5, and groups with commas.
report-error-not-a-number = Give a number such as 12 or 12.5.
report-error-negative = Units cannot be negative.
report-error-too-large = At most 10,000,000,000 units.
report-error-decimals = { $count ->
    [0] Give a whole number: this product has no decimals.
    [one] At most one decimal.
   *[other] At most { $count } decimals.
}
report-error-too-long = { $length } characters, at most { $most }: make it shorter.
report-error-nul = It held a character that cannot be kept. It was taken out: look at the text and save again.
report-refused-bad-text = The text has characters that cannot be kept, such as tabs. Take them out and save again.
report-error-reason-needed = Give the reasons: nothing was done without them.

report-conflict = Somebody else changed this too
report-conflict-text = Nothing was saved yet. These were changed while you had the page open. Choose which stays.
report-conflict-readings = New readings moved the figures of this line meanwhile.
report-conflict-mine = Yours
report-conflict-theirs = As it is stored now
report-conflict-with = Saved with your choice:
report-conflict-save = Save with these choices
report-conflict-back = Drop my changes

report-submit-title = Submit { $month }
report-submit-missing = { $count ->
    [one] One line needs a comment or another figure first:
   *[other] { $count } lines need a comment or another figure first:
}
report-submit-first = It can be submitted once nothing is missing.
report-submit-sent = What is sent
report-submit-now = Submit
report-submit-approved = There are no comments, so the report will be approved at once.
report-submit-review-comments = As there are comments, the distributor reviews it. After that you cannot change it unless it is rejected.
report-submit-review-contested = The distributor reviews it, as it was rejected, reopened or returned before. After that you cannot change it unless it is rejected again.
report-submit-review-always = The distributor reviews it: your reports are not approved automatically. After that you cannot change it unless it is rejected.
report-submit-review-held = The distributor reviews it, as figures are carried forward or penalties are held. After that you cannot change it unless it is rejected.
report-submitted = Submitted. The distributor reviews it now.
report-submitted-approved = Submitted and approved at once, as there were no comments.
report-submitted-already = It had been submitted already.

report-approve = Approve
report-approved = Approved { $partner }.
report-approved-last = Approved { $partner }. Nothing more in this list waits for a decision after it.
report-approved-already = It had been approved already.
report-action-already = Nothing was changed for { $partner }, because this had already been done. The history shows who did it and the reasons that are stored.
report-undo = Undo
report-undone = Undone. The report of { $partner } is “{ $status }” again, as it was before the decision.
report-reject-ask = Reject…
report-reject = Reject { $partner } · { $month }
report-reject-follows = The report goes back to { $partner }. They read your reasons on the report, and have until { $date } ({ $zone }) to submit it again.
report-reject-lifts = The penalty on { $product } is lifted: { $from } goes back to { $to } until it is submitted again.
report-reject-comments = Their comments stay visible and no longer count: what needs a comment needs a new one, or the old one confirmed.
report-reject-again = Reject
report-rejected = Rejected { $partner }, with your reasons.
report-reasons-field = Reasons
report-reasons-hint = Needed. What should the partner change or explain?
report-reason-hint = Needed. Kept in the history for everyone who sees the report.
report-reasons-lines = Lines, each with a reason if you wish
report-reopen-ask = Reopen…
report-reopen = Reopen { $partner } · { $month }
report-reopen-follows = The approval is taken back, and the report of { $partner } is under review again. It is not approved automatically any more.
report-reopen-now = Reopen
report-reopened = Reopened { $partner }.
report-return-ask = Return…
report-return = Return { $partner } · { $month }
report-return-follows = The report goes back to the distributor, who reviews it again. You see it again once it is sent anew.
report-return-now = Return
report-returned = Returned { $partner } to the distributor.
report-complete-ask = Complete…
report-complete = Complete { $partner } · { $month }
report-complete-follows = You say that the report of { $partner } has been processed. This cannot be undone.
report-complete-now = Complete
report-completed = Completed { $partner }.

report-refused = Nothing was changed
report-refused-since = What happened meanwhile
report-refused-kept = What you typed
report-refused-look = Look at the report
report-refused-stale = The report has changed since you looked at it, so nothing was done. Look at it again.
report-refused-own-work = You edited or submitted this report yourself, so a colleague has to decide.
report-refused-deadline = The deadline passed on { $date }. The system submits the report as it was last saved; what you typed is below.
report-refused-comment-needed = { $count ->
    [one] One line needs a comment first.
   *[other] { $count } lines need a comment first.
}
report-refused-no-line = The report has no line of { $product } any more.
report-refused-not-too-late = There is no report here that came too late. The report exists already, or the system will still make it.
report-refused-nothing-given = There was nothing to save.
report-refused-no-product = It was not said which line is meant.
report-refused-status = A report that is “{ $status }” does not take this.
report-refused-status-edit = The report is “{ $status }” now and cannot be edited any more. What you typed is below.
report-refused-status-submit = The report is “{ $status }” now: there is nothing to submit.
report-refused-status-approve = The report is “{ $status }” now: only one under review can be approved.
report-refused-status-reject = The report is “{ $status }” now: only one under review can be rejected.
report-refused-status-reopen = The report is “{ $status }” now: only an approved one that was not sent to the vendor can be reopened.
report-refused-status-undo = The report is “{ $status }” now. A decision that was followed by another step cannot be undone.
report-refused-nothing-to-undo = The last step of the report is no decision that can be undone.
report-refused-decision-of-another = A colleague made this decision. Only the person who made it can undo it.
report-refused-too-late-to-undo = A decision can be undone for five minutes, this one until { $date }. An approved report can still be reopened.
report-refused-status-dispatch = The report is “{ $status }” now: only an approved one can be sent to the vendor.
report-refused-status-complete = The report is “{ $status }” now: only one that was sent to the vendor can be completed.
report-refused-status-return = The report is “{ $status }” now: only one that was sent to the vendor can be returned.
report-extend-ask = Extend deadline…
report-extend = Extend the deadline of { $partner } · { $month }
report-extend-follows = { $partner } has until { $date } ({ $zone }). An extension gives more time, and cannot be taken back. The partner reads who gave it and why.
report-extend-hint = Until the end of this day.
report-extend-reason-hint = Needed. The partner reads it on the report.
report-extend-now = Extend
report-extended = Extended the deadline of { $partner } to { $date }.
report-refused-status-extend = The report is “{ $status }” now: there is no deadline to extend.
report-refused-bad-deadline = The new deadline has to lie after { $after }, the one that stands, and no later than { $latest }.
report-reason-for = Reason for { $product }
report-reason-placeholder = Reason for this line
report-last-chargeable = { $month }: { $units } chargeable
