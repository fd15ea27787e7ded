# The dashboard.
dash-needs = Your next steps
dash-needs-nothing = Nothing for now. New tasks appear here, such as reports to submit or approve.
dash-needs-reader = Nothing: your role can only read. Colleagues with other roles do the work.
dash-status = Usage report status
dash-no-reports = No reports yet. The first ones are made in the first days after the month ends.
dash-progress = Progress of the cycle
dash-progress-alt = Number of reports in each status at the end of each day
dash-deadline = Deadline
dash-as-table = Show as a table
dash-day = Day
chart-beyond = With the vendor
needs-preparing = { $month }: check and submit by { $deadline }, { $left } left. { $violations ->
    [0] No violations.
    [one] { $violations } violation.
   *[other] { $violations } violations.
}
needs-rejected = { $month } was rejected: address the reasons and submit again by { $deadline }, { $left } left.
needs-review = { $count ->
    [one] { $count } report is waiting for your decision
   *[other] { $count } reports are waiting for your decision
}
needs-process = { $month }: { $count ->
    [one] complete or return { $count } report
   *[other] complete or return { $count } reports
}
needs-dispatch = { $count ->
    [one] { $count } approved report can be sent to its vendor
   *[other] { $count } approved reports can be sent to their vendors
}
needs-review-of-month = { $month }: { $count ->
    [one] { $count } report is waiting for your decision
   *[other] { $count } reports are waiting for your decision
}
needs-late = { $partner }: the report is past its review date
needs-flagged = { $count ->
    [one] { $count } report was charged a penalty and may require review
   *[other] { $count } reports were charged penalties and may require review
}
needs-faults = { $count ->
    [one] { $count } report could not be made
   *[other] { $count } reports could not be made
}
needs-missed = The clock did not run for more than 24 hours. Choose what happens to the automatic submissions
needs-failed-messages = { $count ->
    [one] { $count } message could not be sent. See the reason and send it again.
   *[other] { $count } messages could not be sent. See the reasons and send them again.
}
needs-overdue = { $month }: the deadline of { $deadline } has passed. The system submits the report as it was last saved.
needs-failed-delivery = Dispatch { $dispatch } could not be delivered. See the reason and send it again.
needs-failed-import = An import failed. See the reason and start it again.
