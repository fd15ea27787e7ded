# Corrections of completed reports, and what came late.
report-done-propose-correction = Correction proposed by { $who } on { $when }.
report-done-agree-correction = Correction agreed to by { $who } on { $when }.
report-done-refuse-correction = Correction refused by { $who } on { $when }.
report-done-withdraw-correction = Correction withdrawn by { $who } on { $when }.
report-done-dispatch-amendment = Amendment sent to the vendor by { $who } on { $when }.
report-done-complete-amendment = Amendment completed by { $who } on { $when }.
report-done-return-amendment = Amendment returned by { $who } on { $when }.
report-field-amendment = Amendment
report-refused-status-correct = The report is now “{ $status }”. Only completed reports can be corrected.
report-wants-other-answers = Nothing for now: the other company has to answer the proposed correction.
report-wants-colleague-answers = A colleague who works on usage reports has to answer the proposed correction.
report-wants-answer = Answer the proposed correction: agree to it, or refuse it with a reason.
report-wants-amendment-sent = Send the amendment to the vendor in the next dispatch.
report-wants-amendment-processed = Process the amendment, then mark it as completed; or return it with a reason.
report-wants-vendor-has-amendment = Nothing for now: the vendor is processing the amendment.
corrections = Corrections
corrections-all = All
corrections-none = No corrections yet
corrections-none-text = A completed report does not change. If it is wrong, its distributor or its partner proposes a correction on the report’s page. Once the other company agrees, the difference goes to the vendor.
correction-title = Correction
correction-proposed = Proposed
correction-agreed = Agreed
correction-refused = Refused
correction-withdrawn = Withdrawn
correction-dispatched = Submitted to vendor
correction-completed = Completed
correction-returned = Returned
correction-column-before = Current
correction-column-after = New
correction-column-change = Difference
correction-column-reason = Reason
correction-column-new = New figure
correction-column-late = With late readings
correction-column-state = Status
correction-column-by = Proposed by
correction-column-at = Since
correction-no-line = no line yet
correction-propose-ask = Propose a correction…
correction-propose-title = Propose a correction: { $partner } · { $month }
correction-propose-follows = The report does not change yet. { $other } agrees or refuses. Once agreed, the difference goes to the vendor with the next dispatch. Until then you can withdraw the correction.
correction-lines-hint = Change the figures that are wrong, and give a reason for each. Lines that you do not change are not corrected.
correction-reason = Reason for the correction
correction-reason-hint = The company that answers reads it, and later the vendor.
correction-reason-of = Reason for { $product }
correction-propose-now = Propose the correction
correction-late-reason = Readings that arrived after the submission
correction-error-no-figure = Enter a figure. If this line is right, enter the current figure.
correction-error-same = This is the current figure. Change it, or remove the reason.
correction-error-reason = Enter the reason for correcting this line.
correction-error-whole-reason = Enter the reason for the correction.
correction-error-nothing = No figure was changed. Change at least one to propose a correction.
correction-proposed-notice = The correction was proposed. The other company can now answer it.
correction-agree-ask = Agree…
correction-agree-title = Agree to the correction: { $partner } · { $month }
correction-agree-follows = The correction becomes amendment { $number } of the report and goes to the vendor with the next dispatch. You cannot undo this, but another correction can follow.
correction-agree-now = Agree
correction-agreed-notice = Agreed. The amendment goes to the vendor with the next dispatch.
correction-refuse-ask = Refuse…
correction-refuse-title = Refuse the correction: { $partner } · { $month }
correction-refuse-follows = The current figures stay in effect. The other company sees your reason and can propose another correction.
correction-refuse-now = Refuse
correction-refused-notice = Refused. The other company sees your reason on the report.
correction-withdraw-ask = Withdraw…
correction-withdraw-title = Withdraw the correction: { $partner } · { $month }
correction-withdraw-follows = The history keeps the correction as withdrawn. Another one can then be proposed.
correction-withdraw-now = Withdraw
correction-withdrawn-notice = The correction was withdrawn.
correction-line = { $product }: { $before } becomes { $after }
correction-refused-own-work = You proposed this correction yourself, so another person has to answer it.
correction-refused-yours = Your company proposed this correction, so the other company answers it. You can withdraw it.
correction-refused-not-yours = The other company proposed this correction, so only that company can withdraw it. You can refuse it.
correction-refused-none = This correction is no longer open: it was answered, withdrawn or sent in the meantime.
correction-refused-unfinished = Another correction of this report is unfinished. You can propose a new one once that is done.
amendments = Amendments
amendments-none = None. The report applies as it was completed.
amendment-title = Amendment { $number }
amendment-dispatch = Send…
amendment-complete-title = Complete the amendment: { $partner } · { $month }
amendment-complete-follows = Amendment { $number } then takes effect and changes the report’s current figures.
amendment-completed-notice = The amendment was completed.
amendment-return-title = Return the amendment: { $partner } · { $month }
amendment-return-follows = Amendment { $number } then has no effect, and the report’s figures stay as before. The distributor and the partner read your reason.
amendment-returned-notice = The amendment was returned.
late-differences = Late differences
late-differences-text = Readings that arrive after a report was first submitted do not change it. This page lists the difference they would have made, until the report’s figures include it.
late-none = No late differences
late-none-text = Differences appear here when readings arrive after a submission and would have changed a line.
late-default = Default
late-charged = Charged
late-suggestion = Suggested correction
late-since = Since
late-would-charge = { $units } units
late-changes-nothing = none: no change
late-set-by-people = none: a person set this figure
late-propose = Propose as a correction…
corrections-waiting = { $count } to be answered
corrections-lines = { $count ->
    [one] one line
   *[other] { $count } lines
}
dispatch-would-amendments = { $count ->
    [one] One amendment of a completed report, as the difference.
   *[other] { $count } amendments of completed reports, as the differences.
}
needs-corrections = { $count ->
    [one] { $count } correction is waiting for your answer
   *[other] { $count } corrections are waiting for your answer
}
needs-amendments = { $count ->
    [one] { $count } amendment can be sent to its vendor
   *[other] { $count } amendments can be sent to their vendors
}
needs-process-amendments = { $count ->
    [one] complete or return { $count } amendment
   *[other] complete or return { $count } amendments
}
amendment-stands = Since amendment { $number }: { $units }
late-not-completed = possible once the report is completed
