# Why the system did what it did to a report.
why-ask = Why?
why-settings = Settings that applied
why-rule-submission = When a deadline passes, the system submits the reports that are still with their partners, as they were last saved.
why-rule-approval = The system approves reports that are submitted without any comment at once, unless there is a reason not to.
why-deadline-making = The deadline was { $date }: the end of day { $days }, counted from the day on which the report was made.
why-deadline-rejection = The deadline was { $date }: a rejection gives { $days } more days, unless the old deadline is later.
why-line-not-compared = { $product }: { $provisioned } provisioned, default { $default }. There is no percentage to compare with the threshold.
why-line-within = { $product }: { $provisioned } provisioned, default { $default }. That is { $percent }% over-provisioned, not above the threshold of { $threshold }%.
why-line-above = { $product }: { $provisioned } provisioned, default { $default }. That is { $percent }% over-provisioned, above the threshold of { $threshold }%.
why-line-default = { $saved } was saved without a comment that counts, so the default of { $default } applies.
why-line-charged = Charged: { $charged }.
why-line-penalty = Without a comment, { $charged } provisioned units are charged instead of { $before } ({ $more }).
why-line-explained = A comment explains it. Charged as saved: { $charged }.
why-line-full = The provisioned units were saved in full. Charged: { $charged }.
why-comments = { $count ->
    [0] There is no comment.
    [one] There is one comment.
   *[other] There are { $count } comments.
}
why-flagged = The report is flagged, because it has a penalty.
why-not-flagged = The report is not flagged.
why-carried = { $count ->
    [0] No line is carried forward.
    [one] One line is carried forward.
   *[other] { $count } lines are carried forward.
}
why-contested = The report has been rejected, reopened or returned before.
why-not-contested = The report has never been rejected, reopened or returned.
why-submitted = For these reasons, the report was submitted without penalties.
why-submitted-penalties = { $count ->
    [one] For these reasons, the report was submitted with one penalty, and flagged.
   *[other] For these reasons, the report was submitted with { $count } penalties, and flagged.
}
why-approved = For these reasons, the report was approved at once.
why-kept = For these reasons, the report stayed under review. { $holds }
why-hold-switched-off = No report is approved automatically for this partner.
why-hold-flagged = Flagged reports are reviewed by a person.
why-hold-carried = Reports with carried-forward lines are reviewed by a person.
why-hold-contested = Reports that were once rejected, reopened or returned are always reviewed by a person.
why-hold-comments = A person reads the comments.
why-deadline-extension = The deadline was { $date }, after an extension by the distributor.
why-deadline-operator = The deadline was { $date }: the clock had been stopped, and the operator set this date for everyone.
why-coming-making = The deadline is { $date }: the end of day { $days }, counted from the day on which the report was made.
why-coming-rejection = The deadline is { $date }: a rejection gives { $days } more days, unless the old deadline is later.
why-coming-extension = The deadline is { $date }, after an extension by the distributor.
why-coming-operator = The deadline is { $date }: the clock had been stopped, and the operator set this date for everyone.
why-coming-default = { $saved } is saved without a comment that counts, so the default of { $default } will apply.
why-coming-charged = Will be charged: { $charged }.
why-coming-penalty = Without a comment, { $charged } provisioned units will be charged instead of { $before } ({ $more }).
why-coming-submitted = If no one acts before then, the report will be submitted without penalties.
why-coming-penalties = { $count ->
    [one] If no one acts before then, the report will be submitted with one penalty, and flagged.
   *[other] If no one acts before then, the report will be submitted with { $count } penalties, and flagged.
}
