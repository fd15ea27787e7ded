# Cycles: what a distributor has to know of a month before it calls it done.
cycles-title = Report cycles
cycles-choose = Whose cycles?
cycles-closed = Closed
cycles-not-closed = Not closed
cycle-title = Report cycle
cycle-of-month = Cycle overview
cycle-done = Whether the cycle is done
cycle-closed-by = Closed on { $at } by { $who }.
cycle-closed = Closed on { $at }.
cycle-but-since = But since then:
cycle-changed-since = { $count ->
    [one] { $count } report was made, submitted or decided
   *[other] { $count } reports were made, submitted or decided
}
cycle-nothing-in-the-way = Nothing stands in the way of closing this cycle.
cycle-in-the-way = This cycle is not done. What stands in the way:
cycle-known = Known, and not in the way:
cycle-close-text = Closing is a statement, recorded with your name and the time. It locks nothing: if a report comes back or is made later, this page says so.
cycle-close = Close { $month }
cycle-was-closed = { $month } is closed.
cycle-not-closed = { $month } was not closed: something stands in the way by now.
cycle-way-not-over = The month is not over yet.
cycle-way-unmade = { $count ->
    [one] The reports of { $count } partner have yet to be made
   *[other] The reports of { $count } partners have yet to be made
}
cycle-way-faults = { $count ->
    [one] { $count } report could not be made; whoever runs this installation knows why
   *[other] { $count } reports could not be made; whoever runs this installation knows why
}
cycle-way-preparing = { $count ->
    [one] { $count } report is still with its partner
   *[other] { $count } reports are still with their partners
}
cycle-way-under-review = { $count ->
    [one] { $count } report is under review
   *[other] { $count } reports are under review
}
cycle-way-rejected = { $count ->
    [one] { $count } rejected report has not been submitted again
   *[other] { $count } rejected reports have not been submitted again
}
cycle-way-approved = { $count ->
    [one] { $count } approved report has not been sent to its vendor
   *[other] { $count } approved reports have not been sent to their vendors
}
cycle-known-submitted = { $count ->
    [one] { $count } report waits for its vendor
   *[other] { $count } reports wait for their vendors
}
cycle-known-unopened = { $count ->
    [one] { $count } report was never opened by its partner
   *[other] { $count } reports were never opened by their partners
}
cycle-known-nobody = { $count ->
    [one] { $count } partner has nobody who could be told
   *[other] { $count } partners have nobody who could be told
}
cycle-known-no-data = { $count ->
    [one] { $count } subscription has no data and counts no more
   *[other] { $count } subscriptions have no data and count no more
}
cycle-known-carried-forward = { $count ->
    [one] { $count } subscription had no reading and counts as it last was
   *[other] { $count } subscriptions had no reading and count as they last were
}
cycle-statuses = Where the reports stand
cycle-late = Late
cycle-people = Opened by the partners
cycle-people-hint = A report counts as opened once somebody of its partner has had it on the screen, saved it or submitted it. Nobody to tell: no Administrator or Billing Manager with a password, a single sign-on or an open invitation.
cycle-system = Decided by the system
cycle-data = Missing data
cycle-data-hint = Subscriptions as the reports of this cycle have them.
cycle-count-due = With the partner, deadline within 24 hours or past
cycle-count-review-late = Under review past its review date
cycle-count-left-behind = Approved, left behind by a dispatch
cycle-count-unopened = Never opened
cycle-count-nobody = Partners with nobody to tell
cycle-count-submitted-by-system = Submitted, without penalties
cycle-count-with-penalties = Submitted with penalties, flagged
cycle-count-approved-by-system = Approved
cycle-count-no-data = No data for too long, not counted
cycle-count-carried-forward = No reading, carried forward
cycle-count-not-made = Partners without reports yet
cycle-last-reading = Last reading
cycle-no-reading = None
cycle-rows-none = Nothing here
cycle-rows-none-text = Nothing of this cycle belongs here now. What was here has moved on.
cycle-in-no-line = In no report line
cycle-in-no-line-none = Every subscription is in a report line
cycle-in-no-line-none-text = Each billable subscription with a reading in this month is counted in exactly one report.
cycle-in-no-line-purged = The readings have been purged
cycle-in-no-line-purged-text = The readings of this month have been purged, so subscriptions without a line are no longer listed. Only those that a report names are.
cycle-in-no-line-more = { $count ->
    [one] One more is not shown. The command “countersign report missing” lists all.
   *[other] { $count } more are not shown. The command “countersign report missing” lists all.
}
cycle-units = Units
cycle-no-units = no units
cycle-last-reading-before = Last reading before the month
cycle-make = Make the report of { $partner } for { $vendor }
cycle-made = The report was made. Its deadline counts from today.
cycle-known-too-late = { $count ->
    [one] { $count } subscription came too late for a report
   *[other] { $count } subscriptions came too late for a report
}
cycle-known-twice = { $count ->
    [one] { $count } subscription is charged in two reports
   *[other] { $count } subscriptions are charged in two reports
}
cycle-twice = Charged in two reports
cycle-twice-hint = These reports were made before every reading was tied to one owner. Open the report that should not have the units, and propose a correction there once it is completed.
cycle-reason-came-too-late = Came too late ({ $count })
cycle-reason-came-too-late-hint = The readings arrived after the deadline that their report would have had. You can have the report made now.
cycle-reason-fault = Report could not be made ({ $count })
cycle-reason-fault-hint = A figure is too large. The operator’s clock page says which.
cycle-reason-not-made-yet = Report not made yet ({ $count })
cycle-reason-not-made-yet-hint = The system makes these reports by itself.
cycle-reason-no-data = No data for too long ({ $count })
cycle-reason-no-data-hint = The last reading is older than a figure is carried forward.
cycle-reason-ended = Used after the end ({ $count })
cycle-reason-ended-hint = All readings lie after the day on which the subscription ended. They are not charged.
cycle-reason-reseller = Reseller ({ $count })
cycle-reason-reseller-hint = Resellers have no usage reports.
cycle-reason-isp = ISP ({ $count })
cycle-reason-isp-hint = An ISP bills its own way, and its partners have no usage reports.
cycle-reason-region-off = No usage reports in the region ({ $count })
cycle-reason-region-off-hint = Usage reports were switched off in the region when the month closed.
cycle-reason-before-first-cycle = Before the first cycle ({ $count })
cycle-reason-before-first-cycle-hint = This installation makes reports of later months only.
