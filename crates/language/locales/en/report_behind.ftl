# Behind a report: its lines opened, its history, the settings that apply to it, the month so far.
report-line-title = { $product } · { $partner } · { $month }
report-default = Default
report-basis-peak = For each subscription, the highest day counts (peak).
report-basis-average = For each subscription, the mean of its days counts (average).
report-basis-p85 = For each subscription, the highest day counts after the highest 15% of its days are left out (p85).
report-basis-last = For each subscription, the last day counts (last).
report-basis-sum = For each subscription, the sum of its days counts (sum). For provisioned units, the highest day counts.
report-days = Readings by day
report-days-mark = the day that gives the figure
report-days-highest = the highest day
report-days-note-all = Each bar adds all subscriptions that count, each with its last reading up to that day. Days without any reading are left out. The line adds each subscription’s own figure, so it can be higher than any single day.
report-days-note-one = The highest reading of each day; days without a reading are left out.
report-days-none = No reading in this cycle.
report-days-purged = The readings of this month have been purged. The figures above stay as they were submitted.
report-days-table = Show as a table
report-day = Day
report-days-readings = Subscriptions with readings
report-days-read = { $count } of { $of }
report-customers = Customers and their subscriptions
report-customer = Customer
report-standing = Status
report-counts-nothing = not counted
report-figure-on = on { $date }
report-figure-mean = { $count ->
    [one] one day
   *[other] mean of { $count } days
}
report-figure-sum = { $count ->
    [one] one day
   *[other] sum of { $count } days
}
report-standing-in-force = The reading of { $date } counts for the first day.
report-standing-carried-forward = Carried forward: no reading in this cycle, so the last one, of { $date }, counts.
report-standing-no-data-since = No data since { $date }: no longer counted.
report-standing-no-data = No data: not counted.
report-standing-not-billable = Not billable (a trial, or not for resale): listed, never counted.
report-standing-ended = Ended before this cycle: no longer counted.
report-ends-on = Ends on { $date }.
report-after-end = { $count ->
    [one] One reading after its end.
   *[other] { $count } readings after its end.
}
report-no-used = No used units: the provisioned units count.
report-more-subscriptions = { $count ->
    [one] Show one more subscription
   *[other] Show { $count } more subscriptions
}

report-history-title = History of { $partner } · { $month }
report-history-whole = Full history
report-history-text = Each entry is chained to the one before it. This is the last link, as in every export with a proof:
report-history-role = { $role }, { $company } · { $channel }
report-channel-console = on a page
report-channel-api = through the API
report-channel-api-account = through the API, as the service account { $account }
report-channel-cli = on the command line
report-channel-cli-user = on the command line, as { $user }
report-recorded = Carried out later, on
report-becomes = becomes
report-late = Late readings
report-late-text = These readings arrived after the submission and do not change the report. With them, its lines would be:

report-settings = Settings that apply to this report
report-setting-auto-submit-days = Days until automatic submission
report-setting-resubmit-days = Days after a rejection
report-setting-settle-days = Days to settle after the month
report-setting-over-provisioning-threshold-percent = Over-provisioning threshold
report-setting-auto-approve = Approve automatically without comments
report-setting-hold-flagged = Keep flagged reports under review
report-setting-hold-incomplete = Keep reports with carried-forward lines under review
report-setting-carry-forward-cycles = Months carried forward
report-setting-reminder-days = Reminders, days before the deadline
report-setting-review-days = Days to review
report-origin-default = default
report-origin-region = from the region
report-origin-distributor = from the distributor
report-origin-partner = set for the partner

report-so-far-title = { $month } so far
report-so-far-text = These would be the figures if the month ended today, { $date } ({ $zone }). The report is made on { $made }. Until then there is nothing to do here, and nothing can be edited.
report-so-far-empty = No readings of your customers have arrived this month. The lines appear here with the first reading.
report-line-coming = Above the threshold of { $percent }%: would be a violation if the month ended today.
report-coming-title = Expected violations
report-coming-since = { $product }: { $percent }% over-provisioned ({ $provisioned } provisioned, { $used } used). If the month ended today, this would be a violation, as on every day since { $date }.
report-coming = { $product }: { $percent }% over-provisioned ({ $provisioned } provisioned, { $used } used). If the month ended today, this would be a violation.
report-coming-do = Reduce the provisioned units, or explain them with a comment once the report is made.
report-coming-none = If the month ended today, no line would be a violation.
