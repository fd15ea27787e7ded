# One usage report: its page, what lies behind it, and what is done with it.
report-trip = Place in the list
report-back-to-list = Back to the list
report-place = { $number } of { $of }
report-previous = Previous
report-next = Next
report-flag = Automatically submitted - may require review
report-due = Due
report-review-by = Review by
report-due-left = { $left } left
report-due-over = passed

report-stand = Status and next step
report-stand-state = What happened
report-stand-wants = Your next step
report-stand-otherwise = If no one acts

report-somebody = Erased person
person-erased = Erased person { $number }
report-system-cycle-ended = Made by the system on { $when }, because the cycle had ended.
report-system-readings-arrived = Made by the system on { $when }, because readings arrived for it.
report-system-deadline-passed = Submitted by the system on { $when }, because the deadline had passed.
report-system-no-comments = Approved by the system on { $when }, because it was submitted without comments.
report-done-make = Made by { $who } on { $when }.
report-done-edit = Edited by { $who } on { $when }.
report-done-reset = One line set back to its default by { $who } on { $when }.
report-done-submit = Submitted by { $who } on { $when }.
report-done-approve = Approved by { $who } on { $when }.
report-done-reject = Rejected by { $who } on { $when }.
report-done-reopen = Reopened by { $who } on { $when }.
report-done-undo = Previous decision undone by { $who } on { $when }.
report-done-dispatch = Sent to the vendor by { $who } on { $when }.
report-done-dispatch-number = Sent to the vendor in dispatch { $number } by { $who } on { $when }.
report-done-complete = Completed by { $who } on { $when }.
report-done-return = Returned by { $who } on { $when }.
report-field-chargeable = Chargeable
report-field-comment = Comment
report-field-comment-confirmed = Comment confirmed
report-field-reasons = Reasons
report-field-deadline = Deadline

report-wants-with-partner = Nothing for now: the partner is still preparing the report.
report-wants-too-late = Nothing: the deadline has passed.
report-wants-colleague-submits = Nothing: your role can only read reports. An Administrator or Billing Manager of your company submits this one.
report-wants-submit = Check the figures and submit the report.
report-wants-resubmit = Address the reasons below and submit the report again.
report-wants-comments = { $count ->
    [one] One line needs a comment or a different figure before you can submit.
   *[other] { $count } lines need a comment or a different figure before you can submit.
}
report-wants-colleague-decides = Nothing: your role can only read reports. An Administrator or Billing Manager of your company decides.
report-wants-own-work = A colleague has to decide, because you edited or submitted this report yourself.
report-wants-decision = Approve it, or reject it with reasons.
report-wants-decision-by = Approve it, or reject it with reasons, by { $date }.
report-wants-decision-late = Approve it, or reject it with reasons. The review date was { $date }.
report-wants-distributor = Nothing for now: the distributor decides.
report-wants-may-reopen = Send it to the vendor in a dispatch. Until then you can reopen it.
report-wants-vendor = Process it, then mark it as completed; or return it with a reason.
report-wants-vendor-has-it = Nothing for now: the vendor is processing it.
report-wants-nothing = Nothing.
report-otherwise-waits = Nothing happens automatically. The report waits for a decision.
report-otherwise-dispatch = The report stays as it is. Nothing is sent to the vendor automatically.
report-otherwise-vendor = The report stays with the vendor.
report-otherwise-nothing = Nothing more happens.
report-deadline-then = At the deadline, the system submits the report as it was last saved.
report-deadline-now = At its next run, the system submits the report as it was last saved.
report-deadline-penalty = { $product } will be charged on { $to } provisioned units instead of { $from } ({ $by }).
report-deadline-default = { $product } will go back to its default of { $to } units instead of { $from } ({ $by }), because the figure has no comment.
report-deadline-approved = It is then approved automatically, because there is no comment.
report-deadline-approved-flagged = It is flagged, and approved automatically, because there is no comment.
report-deadline-review = The distributor then reviews it.
report-deadline-review-flagged = It is flagged, and the distributor reviews it.

report-reasons = Why it was rejected
report-line-reasons = Reason for the rejection:
report-comment = Comment on the report
report-comment-old = Written before the rejection. It counts again once it is confirmed.
report-lines = Lines
report-column-product = Product
report-column-provisioned = Provisioned
report-column-used = Used
report-column-percent = Over-prov. %
report-column-chargeable = Chargeable
report-column-change = vs last month
report-column-trend = 12 months
report-column-comment = Comment and remarks
report-violation = violation
report-last-month = { $month }: { $provisioned } provisioned, { $used } used, { $chargeable } chargeable
report-no-last-month = nothing to compare with last month
report-trend-words = Chargeable units: { $list }
report-unused = Provisioned but not used:
report-unused-of = { $customer } { $unused } of { $provisioned }
report-more-customers = { $count ->
    [one] one more customer
   *[other] { $count } more customers
}
report-line-penalty = Penalty: charged on { $units } provisioned units instead of { $instead }.
report-line-violation = Above the threshold of { $percent }%.
report-line-violation-needs-comment = Above the threshold of { $percent }%: needs a comment.
report-line-violation-paid = Above the threshold of { $percent }%. No comment is needed, because the provisioned units are charged in full instead of the default of { $default }.
report-line-edit-needs-comment = Differs from the default of { $default } and from the provisioned units: needs a comment.
report-line-moved = The figures changed after this edit.
report-line-over-use = More was used than provisioned.
report-line-differs = Differs from the provisioned units and from the default of { $default }.
report-line-in-full = The provisioned units are charged in full instead of the default of { $default }.
report-line-default = Default { $units }.
report-line-carried-forward = Carried forward: not every subscription has a reading this month.
report-line-without-used = { $count ->
    [one] One of { $of } subscriptions has no used units.
   *[other] { $count } of { $of } subscriptions have no used units.
}
report-line-no-used = No used units were reported, so the default is the provisioned units.
report-history = History
report-done-extend = Deadline extended by { $who } on { $when }.
report-system-deadlines-missed = Given a new deadline on { $when }: the clock had been stopped, and the operator set one for everyone.
