# The dashboard.
dash-needs = What needs you now
dash-needs-nothing = Nothing. Everything that was yours to do is done.
dash-needs-reader = Nothing. Your role reads; other people of your company act.
dash-status = Usage report status
dash-no-reports = No report has been made yet. The first ones come in the first days after the month ends.
dash-progress = Progress of the cycle
dash-progress-alt = How many reports stood in which status at the end of each day
dash-deadline = Deadline
dash-as-table = As a table
dash-day = Day
chart-beyond = With the vendor
needs-preparing = { $month }: review and submit until { $deadline }, { $left } left. { $violations ->
    [0] No violation.
    [one] { $violations } line is a violation.
   *[other] { $violations } lines are violations.
}
needs-rejected = { $month } was rejected: address the reasons and submit again until { $deadline }, { $left } left.
needs-review = { $count ->
    [one] { $count } report is waiting for your decision
   *[other] { $count } reports are waiting for your decision
}
needs-process = { $month }: { $count ->
    [one] { $count } report waits for you to complete or return it
   *[other] { $count } reports wait for you to complete or return them
}
needs-dispatch = { $count ->
    [one] { $count } approved report can be sent to its vendor
   *[other] { $count } approved reports can be sent to their vendors
}
needs-review-of-month = { $month }: { $count ->
    [one] { $count } report is waiting for your decision
   *[other] { $count } reports are waiting for your decision
}
needs-late = { $partner } has been waiting longer than your review days
needs-flagged = { $count ->
    [one] { $count } report was charged a penalty and may require review
   *[other] { $count } reports were charged penalties and may require review
}
needs-faults = { $count ->
    [one] { $count } report could not be made
   *[other] { $count } reports could not be made
}
needs-missed = The clock did not run for more than a day: automatic submissions wait for your choice
needs-failed-messages = { $count ->
    [one] { $count } message could not be sent. Read why, and send it again.
   *[other] { $count } messages could not be sent. Read why, and send them again.
}
needs-overdue = { $month }: the deadline of { $deadline } has passed. The system submits the report as it was last saved.
needs-failed-delivery = Dispatch { $dispatch } could not be delivered. Read why, and deliver it again.
needs-failed-import = An import failed. Read why, and start it again.
