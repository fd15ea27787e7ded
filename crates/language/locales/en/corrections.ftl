# Corrections of completed reports, and what came late.
report-done-propose-correction = Correction proposed by { $who } on { $when }.
report-done-agree-correction = Agreed to by { $who } on { $when }.
report-done-refuse-correction = Correction refused by { $who } on { $when }.
report-done-withdraw-correction = Correction withdrawn by { $who } on { $when }.
report-done-dispatch-amendment = Amendment sent to the vendor by { $who } on { $when }.
report-done-complete-amendment = Amendment completed by { $who } on { $when }.
report-done-return-amendment = Amendment returned by { $who } on { $when }.
report-field-amendment = Amendment
report-refused-status-correct = The report is “{ $status }” now: only a completed one can be corrected.
report-wants-other-answers = Nothing now: a correction was proposed, and the other company answers it.
report-wants-colleague-answers = A correction waits for the answer of a colleague who works on usage reports.
report-wants-answer = A correction waits for your answer: agree to it, or refuse it with a reason.
report-wants-amendment-sent = The amendment goes with the next dispatch to the vendor.
report-wants-amendment-processed = Process the amendment, then mark it as completed; or return it with a reason.
report-wants-vendor-has-amendment = Nothing now: the vendor processes the amendment.
corrections = Corrections
corrections-all = All
corrections-none = No correction has been proposed
corrections-none-text = A completed report stays as it is. Where it was wrong, its distributor or its partner proposes a correction on the report's page, the other one agrees, and the difference goes to the vendor.
correction-title = Correction
correction-proposed = Proposed
correction-agreed = Agreed
correction-refused = Refused
correction-withdrawn = Withdrawn
correction-dispatched = Submitted to vendor
correction-completed = Completed
correction-returned = Returned
correction-column-before = Stands at
correction-column-after = Becomes
correction-column-change = Difference
correction-column-reason = Reason
correction-column-new = New figure
correction-column-late = With late readings
correction-column-state = State
correction-column-by = Proposed by
correction-column-at = Since
correction-no-line = no line yet
correction-propose-ask = Propose a correction…
correction-propose-title = Propose a correction: { $partner } · { $month }
correction-propose-follows = The report stays as it is. { $other } agrees or refuses; once agreed, the difference goes to the vendor with the next dispatch. Until then you can withdraw it.
correction-lines-hint = Change the figures that are wrong, each with its reason. What you leave as it is is not corrected.
correction-reason = Why the report is to be corrected
correction-reason-hint = Whoever answers reads it, and so does the vendor later.
correction-reason-of = Reason for { $product }
correction-propose-now = Propose the correction
correction-late-reason = Readings that came after the submission
correction-error-no-figure = Give a figure, or what stands.
correction-error-same = That is the figure that stands. Change it, or take the reason away.
correction-error-reason = Say why this line is to be corrected.
correction-error-whole-reason = Say why the report is to be corrected.
correction-error-nothing = No figure was changed, so there is nothing to propose.
correction-proposed-notice = The correction is proposed and waits for the answer.
correction-agree-ask = Agree…
correction-agree-title = Agree to the correction: { $partner } · { $month }
correction-agree-follows = It becomes amendment { $number } of the report and goes to the vendor with the next dispatch. That cannot be taken back; another correction can follow it.
correction-agree-now = Agree
correction-agreed-notice = Agreed. The amendment goes to the vendor with the next dispatch.
correction-refuse-ask = Refuse…
correction-refuse-title = Refuse the correction: { $partner } · { $month }
correction-refuse-follows = What stands stays. The other company reads your reason and can propose something else.
correction-refuse-now = Refuse
correction-refused-notice = Refused. The other company reads your reason on the report.
correction-withdraw-ask = Withdraw…
correction-withdraw-title = Withdraw the correction: { $partner } · { $month }
correction-withdraw-follows = It stays in the history as withdrawn, and another one can be proposed.
correction-withdraw-now = Withdraw it
correction-withdrawn-notice = Withdrawn.
correction-line = { $product }: { $before } becomes { $after }
correction-refused-own-work = You proposed this correction yourself, so somebody else has to answer it.
correction-refused-yours = Your company proposed this correction, so the other one answers it. You can withdraw it.
correction-refused-not-yours = The other company proposed this correction; it alone can withdraw it. You can refuse it.
correction-refused-none = There is no correction that this could be done to: it was answered, withdrawn or sent meanwhile.
correction-refused-unfinished = Another correction of this report is not finished. Once it is, a new one can be proposed.
amendments = Amendments
amendments-none = None. The report stands as it was completed.
amendment-title = Amendment { $number }
amendment-dispatch = Dispatch…
amendment-complete-title = Complete the amendment: { $partner } · { $month }
amendment-complete-follows = Amendment { $number } then holds: what stands of the report is changed by it.
amendment-completed-notice = The amendment is completed.
amendment-return-title = Return the amendment: { $partner } · { $month }
amendment-return-follows = Amendment { $number } then does not hold; the report stands as before. Distributor and partner read your reason.
amendment-returned-notice = The amendment is returned.
late-differences = Late differences
late-differences-text = Readings that came after a report was first submitted change nothing of it. What they would have changed is listed here, until it is what the report says.
late-none = Nothing came late
late-none-text = No reading came after a submission that would have changed a line.
late-default = Default
late-charged = Charged
late-suggestion = A correction would
late-since = Since
late-would-charge = charge { $units }
late-changes-nothing = change nothing
late-set-by-people = not follow by itself: people set this figure
late-propose = Propose these as a correction…
corrections-waiting = { $count } waiting for your answer
corrections-lines = { $count ->
    [one] one line
   *[other] { $count } lines
}
dispatch-would-amendments = { $count ->
    [one] One amendment of a completed report, as the difference.
   *[other] { $count } amendments of completed reports, as the differences.
}
needs-corrections = { $count ->
    [one] { $count } correction waits for your answer
   *[other] { $count } corrections wait for your answer
}
needs-amendments = { $count ->
    [one] { $count } amendment can be sent to its vendor
   *[other] { $count } amendments can be sent to their vendors
}
needs-process-amendments = { $count ->
    [one] { $count } amendment waits for you to complete or return it
   *[other] { $count } amendments wait for you to complete or return them
}
amendment-stands = Since amendment { $number }: { $units }
late-not-completed = be possible once the report is completed
