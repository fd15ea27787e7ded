# The operator's page of the clock.
clock-title = Clock
clock-last = Ran last
clock-ago = { $time } ago
clock-runs = While the console is served, due work is done within a minute of its time.
clock-rehearsal = This is a rehearsal: its clock moves by hand, and does all work that is due on the way.
clock-move-text = This is a rehearsal: its clock stands still until you move it. All work that is due on the way is done, each at its own time.
clock-move-day = To the end of the day ({ $zone })
clock-move = Move the clock
clock-move-behind = Choose a day that the clock has not reached.
clock-move-far = Move the clock by at most a year at a time.
clock-never = The clock has never run. It runs while the console is served; its log says why it does not.
clock-late = The clock has not come further for some minutes. It runs while the console is served; its log says what holds it up.
clock-behind = The machine's time lies before the time that the clock last ran to. Set the machine's time right; nothing is done twice, and reports are made again once the time has caught up.
clock-next = What comes next
clock-making = Reports of { $month } are made
clock-partners = { $count ->
    [one] one partner is looked at
   *[other] { $count } partners are looked at
}
clock-deadline = Deadline
clock-reports = { $count ->
    [one] one report with its partner
   *[other] { $count } reports with their partners
}
clock-no-deadline = No report that its partner has in hand has a deadline ahead.
clock-waiting = Submissions wait for a choice
clock-waiting-text = { $count ->
    [one] The clock had not run for more than 24 hours, and one deadline passed: { $since }. The report was not submitted, and its partner can no longer edit it.
   *[other] The clock had not run for more than 24 hours, and { $count } deadlines passed, the first one { $since }. The reports were not submitted, and their partners can no longer edit them.
}
clock-administrator-chooses = An Administrator of the operator chooses what happens to them.
clock-choice = What happens to these reports?
clock-keep = The old deadlines stand
clock-keep-text = All of them are submitted now, as of their old deadlines, with the penalties that follow. This cannot be undone. The dry run below shows each.
clock-extend = Everyone gets one new deadline
clock-extend-text = The partners have these reports in hand again until the end of the new last day. The history of each says that the operator chose this.
clock-last-day-hint = For a new deadline: until the end of this day ({ $zone }).
clock-choose = Carry this choice out
clock-not-ahead = The new last day has to lie ahead.
clock-nothing-waits = Nothing was done: no submission waits for a choice any more.
clock-moved = { $count ->
    [one] One report has until { $date } now.
   *[other] { $count } reports have until { $date } now.
}
clock-submitted = { $count ->
    [one] One report was submitted as of its old deadline.
   *[other] { $count } reports were submitted as of their old deadlines.
}
clock-faults = Reports that could not be made
clock-faults-text = Correct the readings and import them again: the report is made as soon as its figures can be counted.
clock-backup = Last backup
clock-backup-text = It was verified. The key that the secrets are sealed with is not in it.
clock-backup-none = No backup was made in the last eight days. Start serve with --backup-to to have one every day.
clock-backup-failed = The last backup failed
clock-backup-failed-text = Countersign tries again every 15 minutes. The Administrators of the operator have got a message.
clock-dry-run = Dry run
clock-dry-run-text = Shows what would happen to each report, and why, if nobody acted and no new readings arrived. It changes nothing.
clock-until = Until the end of ({ $zone })
clock-look = Look ahead
clock-too-far = At most a year ahead can be looked at.
clock-when = When
clock-what = What, and why
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
clock-would-nothing = Nothing would be due.
clock-would-wait = Submissions would wait until the choice above is made.
clock-more = { $count ->
    [one] One more report. “countersign clock --dry-run” lists all.
   *[other] { $count } more reports. “countersign clock --dry-run” lists all.
}
clock-make-why = Made, as the cycle has ended; due { $deadline }.
clock-make = { $lines ->
    [one] One line
   *[other] { $lines } lines
}, { $violations ->
    [0] no violation.
    [one] one violation.
   *[other] { $violations } violations.
}
clock-fault = Could not be made: a figure is too large to be counted.
clock-extended = Given a new deadline, as its own was missed: { $deadline }.
clock-submit = Submitted by the system, as its deadline passes with the partner having it in hand.
clock-submit-waits = Submitted by the system once the choice is made: its deadline passes with the partner having it in hand.
clock-kept = It then waits for the distributor's review. { $holds }
clock-kept-flagged = It is flagged and waits for the distributor's review. { $holds }
clock-chosen = Choices after the clock had stood still
clock-chose-keep = The old deadlines stand.
clock-chose-extend = A new deadline for everyone: { $date }.
