# One usage report: its page, what lies behind it, and what is done with it.
report-trip = Place in the list
report-back-to-list = Back to the list
report-place = { $number } of { $of }
report-previous = Previous
report-next = Next
report-zone = { $city } time
report-flag = Automatically submitted - may require review
report-due = Due
report-review-by = Review by
report-due-left = { $left } left
report-due-over = this has passed

report-stand = Where it stands
report-stand-state = What happened
report-stand-wants = Your next step
report-stand-otherwise = If no one acts

report-somebody = somebody whose name was erased
person-erased = Erased person { $number }
report-system-cycle-ended = Made by the system on { $when }, because the cycle had ended.
report-system-readings-arrived = Made by the system on { $when }, because readings arrived for it.
report-system-deadline-passed = Submitted by the system on { $when }, because nobody had submitted it by its deadline.
report-system-no-comments = Approved by the system on { $when }, because it was submitted without comments.
report-done-make = Made by { $who } on { $when }.
report-done-edit = Edited by { $who } on { $when }.
report-done-reset = A line was set back by { $who } on { $when }.
report-done-submit = Submitted by { $who } on { $when }.
report-done-approve = Approved by { $who } on { $when }.
report-done-reject = Rejected by { $who } on { $when }.
report-done-reopen = Reopened by { $who } on { $when }.
report-done-undo = The decision before was undone by { $who } on { $when }.
report-done-dispatch = Sent to the vendor by { $who } on { $when }.
report-done-dispatch-number = Sent to the vendor with dispatch { $number } by { $who } on { $when }.
report-done-complete = Completed by { $who } on { $when }.
report-done-return = Returned by { $who } on { $when }.
report-field-chargeable = Chargeable
report-field-comment = Comment
report-field-comment-confirmed = Comment confirmed
report-field-reasons = Reasons
report-field-deadline = Deadline

report-wants-with-partner = Nothing now: the partner has it in hand.
report-wants-too-late = Nothing any more: the deadline has passed.
report-wants-colleague-submits = Nothing: your role reads reports. An Administrator or Billing Manager of your company submits it.
report-wants-submit = Check the figures and submit them.
report-wants-resubmit = Address the reasons below and submit again.
report-wants-comments = { $count ->
    [one] One line needs a comment, or another figure, before you can submit.
   *[other] { $count } lines need a comment, or another figure, before you can submit.
}
report-wants-colleague-decides = Nothing: your role reads reports. An Administrator or Billing Manager of your company decides.
report-wants-own-work = A colleague has to decide: you edited or submitted this report yourself.
report-wants-decision = Approve it, or reject it with reasons.
report-wants-decision-by = Approve it, or reject it with reasons, by { $date }.
report-wants-decision-late = Approve it, or reject it with reasons. The time to review it ended on { $date }.
report-wants-distributor = Nothing now: the distributor decides.
report-wants-may-reopen = Send it to the vendor with a dispatch. Until then you can reopen it.
report-wants-vendor = Process it, then mark it as completed; or return it with a reason.
report-wants-vendor-has-it = Nothing now: the vendor processes it.
report-wants-nothing = Nothing.
report-otherwise-waits = It waits. Nothing is decided by itself.
report-otherwise-dispatch = It waits. Nothing is sent to the vendor by itself.
report-otherwise-vendor = It waits with the vendor.
report-otherwise-nothing = Nothing more happens.
report-deadline-then = At the deadline the system submits it as last saved.
report-deadline-now = The system submits it as last saved, at its next run.
report-deadline-penalty = { $product } is charged on { $to } provisioned units instead of { $from } ({ $by }).
report-deadline-default = { $product } goes back to its default of { $to } units instead of { $from } ({ $by }), as the figure has no comment.
report-deadline-approved = It is then approved automatically, as there is no comment.
report-deadline-approved-flagged = It is flagged, and approved automatically, as there is no comment.
report-deadline-review = It then waits for the distributor's review.
report-deadline-review-flagged = It is flagged and waits for the distributor's review.

report-reasons = Why it was rejected
report-line-reasons = Reason of the rejection:
report-comment = Comment on the report
report-comment-old = From before the rejection: it counts again once it is confirmed.
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
report-line-penalty = Charged on { $units } provisioned units as a penalty, instead of { $instead }.
report-line-violation = Above the threshold of { $percent } %.
report-line-violation-needs-comment = Above the threshold of { $percent } %: needs a comment.
report-line-violation-paid = Above the threshold of { $percent } %. Provisioned is charged in full instead of the default of { $default }, so no comment is needed.
report-line-edit-needs-comment = Differs from the default of { $default } and from provisioned: needs a comment.
report-line-moved = The figures moved after this edit.
report-line-over-use = Used more than provisioned.
report-line-differs = Differs from provisioned and from the default of { $default }.
report-line-in-full = Provisioned is charged in full instead of the default of { $default }.
report-line-default = Default { $units }.
report-line-carried-forward = Carried forward: not every subscription has a reading this month.
report-line-without-used = { $count ->
    [one] One of { $of } subscriptions has no used units.
   *[other] { $count } of { $of } subscriptions have no used units.
}
report-line-no-used = No used units were reported, so the default is what is provisioned.
report-history = History
report-done-extend = Deadline extended by { $who } on { $when }.
report-system-deadlines-missed = Given a new deadline on { $when }: after the clock had stood still, the operator chose one for everyone.
