# Why the system did what it did to a report.
why-ask = Why?
why-settings = Settings it goes by
why-rule-submission = What is still with the partner when its deadline passes is submitted by the system, as it was last saved.
why-rule-approval = What was submitted without any comment is approved by the system at once, unless something speaks against it.
why-deadline-making = The deadline was { $date }: the end of day { $days }, the day on which the report was made being the first.
why-deadline-rejection = The deadline was { $date }: a rejection gives { $days } more days, unless the old deadline lies later.
why-line-not-compared = { $product }: { $provisioned } provisioned, default { $default }. There is no over-provisioned percentage to compare.
why-line-within = { $product }: { $provisioned } provisioned, default { $default }: { $percent } % over-provisioned, not above the threshold of { $threshold } %.
why-line-above = { $product }: { $provisioned } provisioned, default { $default }: { $percent } % over-provisioned, above the threshold of { $threshold } %.
why-line-default = { $saved } had been saved without a comment that counts, so it went back to the default of { $default }.
why-line-charged = Charged: { $charged }.
why-line-penalty = No comment explained it: charged on { $charged } provisioned units instead of { $before } ({ $more }).
why-line-explained = A comment explained it. Charged as saved: { $charged }.
why-line-full = It was saved in full. Charged: { $charged }.
why-comments = { $count ->
    [0] There is no comment.
    [one] There is one comment.
   *[other] There are { $count } comments.
}
why-flagged = It is flagged, as it has a penalty.
why-not-flagged = It is not flagged.
why-carried = { $count ->
    [0] No line is carried forward.
    [one] One line is carried forward.
   *[other] { $count } lines are carried forward.
}
why-contested = It was rejected, reopened or returned before.
why-not-contested = It was never rejected, reopened or returned.
why-submitted = So it was submitted, without penalties.
why-submitted-penalties = { $count ->
    [one] So it was submitted with one penalty, and flagged.
   *[other] So it was submitted with { $count } penalties, and flagged.
}
why-approved = So it was approved at once.
why-kept = So it was kept under review. { $holds }
why-hold-switched-off = Nothing is approved automatically for this partner.
why-hold-flagged = Flagged reports are kept for a person.
why-hold-carried = Reports with carried-forward lines are kept for a person.
why-hold-contested = What was once rejected, reopened or returned is always decided by a person.
why-hold-comments = A comment is there to be read by a person.
why-deadline-extension = The deadline was { $date }: the distributor had extended it.
why-deadline-operator = The deadline was { $date }: the operator had chosen it for everyone after the clock had stood still.
why-coming-making = The deadline is { $date }: the end of day { $days }, the day on which the report was made being the first.
why-coming-rejection = The deadline is { $date }: a rejection gives { $days } more days, unless the old deadline lies later.
why-coming-extension = The deadline is { $date }: the distributor extended it.
why-coming-operator = The deadline is { $date }: the operator chose it for everyone after the clock had stood still.
why-coming-default = { $saved } is saved without a comment that counts, so it goes back to the default of { $default }.
why-coming-charged = It will be charged: { $charged }.
why-coming-penalty = No comment explains it: it will be charged on { $charged } provisioned units instead of { $before } ({ $more }).
why-coming-submitted = So it will be submitted without penalties, unless somebody acts before.
why-coming-penalties = { $count ->
    [one] So it will be submitted with one penalty, and flagged, unless somebody acts before.
   *[other] So it will be submitted with { $count } penalties, and flagged, unless somebody acts before.
}
