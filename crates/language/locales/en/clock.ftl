# The operator's page of the clock.
clock-title = Clock
clock-last = Last run
clock-ago = { $time } ago
clock-runs = While the console is running, due work is done within a minute.
clock-rehearsal = This is a rehearsal: its clock moves only when you move it, and does all work that falls due in between.
clock-move-text = This is a rehearsal: its clock stands still until you move it. All work that falls due in between is done, each at its own time.
clock-move-day = To the end of the day ({ $zone })
clock-move = Move the clock
clock-move-behind = Choose a day that the clock has not reached.
clock-move-far = Move the clock by at most a year at a time.
clock-never = The clock has never run. It runs while the console is running. The server log shows why it does not.
clock-late = The clock has made no progress for some minutes. It runs while the console is running. The server log shows what holds it up.
clock-behind = The time of this machine is earlier than the time of the last run. Set the machine’s time. Nothing is done twice, and work continues once the time has caught up.
clock-next = Next
clock-making = Making the reports of { $month }
clock-partners = { $count ->
    [one] one partner
   *[other] { $count } partners
}
clock-deadline = Deadline
clock-reports = { $count ->
    [one] one report with its partner
   *[other] { $count } reports with their partners
}
clock-no-deadline = No report that is with its partner has a deadline to come.
clock-waiting = Automatic submissions are on hold
clock-waiting-text = { $count ->
    [one] The clock had not run for more than 24 hours, and one deadline passed: { $since }. The report was not submitted, and its partner can no longer edit it.
   *[other] The clock had not run for more than 24 hours, and { $count } deadlines passed, the first one { $since }. The reports were not submitted, and their partners can no longer edit them.
}
clock-administrator-chooses = An Administrator of the operator chooses what happens to them.
clock-choice = What happens to these reports?
clock-keep = Keep the old deadlines
clock-keep-text = All of them are submitted now, as of their old deadlines, with any penalties. This cannot be undone. The dry run below shows each report.
clock-extend = Set one new deadline for everyone
clock-extend-text = The partners can work on these reports again until the end of the new last day. The history of each report shows that the operator chose this.
clock-last-day-hint = For a new deadline: until the end of this day ({ $zone }).
clock-choose = Apply this choice
clock-not-ahead = Choose a last day in the future.
clock-nothing-waits = Nothing was done, because no submission is on hold any more.
clock-moved = { $count ->
    [one] One report is now due on { $date }.
   *[other] { $count } reports are now due on { $date }.
}
clock-submitted = { $count ->
    [one] One report was submitted as of its old deadline.
   *[other] { $count } reports were submitted as of their old deadlines.
}
clock-faults = Reports that could not be made
clock-faults-text = Correct the readings and import them again. The report is made as soon as its figures can be added up.
clock-backup = Last backup
clock-backup-text = It was verified. It does not contain the key that the secrets are encrypted with.
clock-backup-none = No backup was made in the last eight days. Start serve with --backup-to to have one every day.
clock-backup-failed = The last backup failed
clock-backup-failed-text = Countersign tries again every 15 minutes. The Administrators of the operator were notified by e-mail.
clock-dry-run = Dry run
clock-dry-run-text = The dry run shows what would happen to each report, and why, if no one acted and no new readings arrived. It changes nothing.
clock-until = Until the end of this day ({ $zone })
clock-look = Show
clock-too-far = Choose a day within the next year.
clock-when = When
clock-what = What happens, and why
clock-would-make = { $month }: { $count ->
    [one] one report would be made
   *[other] { $count } reports would be made
}, for { $partners ->
    [one] one partner.
   *[other] { $partners } partners.
}
clock-would-fail = { $count ->
    [one] One report could not be made.
   *[other] { $count } reports could not be made.
}
clock-would-submit = { $count ->
    [one] One report would be submitted by the system
   *[other] { $count } reports would be submitted by the system
}: { $penalties } with penalties, { $approved } approved at once, { $kept } kept under review.
clock-would-nothing = Nothing falls due by then.
clock-would-wait = Submissions stay on hold until you make the choice above.
clock-more = { $count ->
    [one] One more report. “countersign clock --dry-run” lists all.
   *[other] { $count } more reports. “countersign clock --dry-run” lists all.
}
clock-make-why = Made, because the cycle has ended; due { $deadline }.
clock-make = { $lines ->
    [one] One line
   *[other] { $lines } lines
}, { $violations ->
    [0] no violations.
    [one] one violation.
   *[other] { $violations } violations.
}
clock-fault = Cannot be made, because a figure is too large.
clock-extended = Given a new deadline, because the old one was missed: { $deadline }.
clock-submit = Submitted by the system, because the deadline passes while the report is with the partner.
clock-submit-waits = Submitted by the system once you have made the choice: the deadline passes while the report is with the partner.
clock-kept = The distributor then reviews it. { $holds }
clock-kept-flagged = It is flagged, and the distributor reviews it. { $holds }
clock-chosen = Choices after the clock had been stopped
clock-chose-keep = The old deadlines were kept.
clock-chose-extend = A new deadline for everyone: { $date }.
