# Cycles: the facts that a distributor needs before it closes a month.
cycles-title = Report cycles
cycles-choose = Choose a distributor
cycles-closed = Closed
cycles-not-closed = Open
cycle-title = Report cycle
cycle-of-month = Cycle overview
cycle-done = Closing the cycle
cycle-closed-by = Closed on { $at } by { $who }.
cycle-closed = Closed on { $at }.
cycle-but-since = Changes since then:
cycle-changed-since = { $count ->
    [one] { $count } report was made, submitted or decided
   *[other] { $count } reports were made, submitted or decided
}
cycle-nothing-in-the-way = Nothing is open. You can close this cycle.
cycle-in-the-way = This cycle cannot be closed yet. Still open:
cycle-known = For your information (does not prevent closing):
cycle-close-text = Closing records your name and the time. It locks nothing. If a report is returned or made later, this page shows it.
cycle-close = Close { $month }
cycle-was-closed = { $month } is closed.
cycle-not-closed = { $month } was not closed, because something is open now.
cycle-way-not-over = The month is not over yet.
cycle-way-unmade = { $count ->
    [one] The reports of { $count } partner have yet to be made
   *[other] The reports of { $count } partners have yet to be made
}
cycle-way-faults = { $count ->
    [one] { $count } report could not be made; the operator can see why
   *[other] { $count } reports could not be made; the operator can see why
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
    [one] { $count } report is with its vendor
   *[other] { $count } reports are with their vendors
}
cycle-known-unopened = { $count ->
    [one] { $count } report has never been opened by its partner
   *[other] { $count } reports have never been opened by their partners
}
cycle-known-nobody = { $count ->
    [one] { $count } partner has no one to notify
   *[other] { $count } partners have no one to notify
}
cycle-known-no-data = { $count ->
    [one] { $count } subscription has no data and is no longer counted
   *[other] { $count } subscriptions have no data and are no longer counted
}
cycle-known-carried-forward = { $count ->
    [one] { $count } subscription had no reading, so its last one counts
   *[other] { $count } subscriptions had no reading, so their last ones count
}
cycle-statuses = Reports by status
cycle-late = Overdue
cycle-people = Opened by the partners
cycle-people-hint = A report counts as opened once a person of the partner has viewed, saved or submitted it. No one to notify: the partner has no Administrator or Billing Manager with a password, single sign-on or an open invitation.
cycle-system = Decided by the system
cycle-data = Missing data
cycle-data-hint = Subscriptions in the reports of this cycle.
cycle-count-due = With the partner: deadline within 24 hours, or passed
cycle-count-review-late = Under review: past the review date
cycle-count-left-behind = Approved, but not included in the dispatch
cycle-count-unopened = Never opened
cycle-count-nobody = Partners with no one to notify
cycle-count-submitted-by-system = Submitted, without penalties
cycle-count-with-penalties = Submitted with penalties, flagged
cycle-count-approved-by-system = Approved
cycle-count-no-data = No data for too long, not counted
cycle-count-carried-forward = No reading, carried forward
cycle-count-not-made = Partners without reports yet
cycle-last-reading = Last reading
cycle-no-reading = None
cycle-rows-none = No entries
cycle-rows-none-text = This cycle has no such entries at the moment.
cycle-in-no-line = Not in any report line
cycle-in-no-line-none = Every subscription is in a report line
cycle-in-no-line-none-text = Each billable subscription with a reading in this month is counted in exactly one report.
cycle-in-no-line-purged = The readings have been purged
cycle-in-no-line-purged-text = The readings of this month have been purged, so only subscriptions that a report names are listed.
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
cycle-reason-came-too-late-hint = The readings arrived after the deadline that their report would have had. You can make the report now.
cycle-reason-fault = Report could not be made ({ $count })
cycle-reason-fault-hint = A figure is too large. The operator’s clock page shows which one.
cycle-reason-not-made-yet = Report not made yet ({ $count })
cycle-reason-not-made-yet-hint = The system will make these reports automatically.
cycle-reason-no-data = No data for too long ({ $count })
cycle-reason-no-data-hint = The last reading is too old to be carried forward.
cycle-reason-ended = Used after the end ({ $count })
cycle-reason-ended-hint = All readings are from days after the subscription ended. They are not charged.
cycle-reason-reseller = Reseller ({ $count })
cycle-reason-reseller-hint = Resellers have no usage reports.
cycle-reason-isp = ISP ({ $count })
cycle-reason-isp-hint = An ISP does its own billing, and its partners have no usage reports.
cycle-reason-region-off = No usage reports in the region ({ $count })
cycle-reason-region-off-hint = Usage reports were turned off in the region when the month closed.
cycle-reason-before-first-cycle = Before the first cycle ({ $count })
cycle-reason-before-first-cycle-hint = This installation makes reports for later months only.
