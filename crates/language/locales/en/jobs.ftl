# The page of a job: an import, or decisions on many reports.
jobs-approve-title = { $count ->
    [one] Approve { $count } report
   *[other] Approve { $count } reports
}
jobs-reject-title = { $count ->
    [one] Reject { $count } report
   *[other] Reject { $count } reports
}
jobs-back-to-reports = Usage reports
jobs-state = State
jobs-state-waiting = Waiting its turn
jobs-state-trying = Being tried, nothing changes
jobs-state-running = Under way
jobs-state-previewed = Tried; waiting for your word
jobs-state-done = Done
jobs-state-failed = Could not go on
jobs-state-cancelled = Stopped
jobs-state-cancelling = Stopping
jobs-asked = Asked for by
jobs-ended = Ended
jobs-progress = { $done } of { $total }
jobs-pace = { $count } per second, about { $left } left
jobs-leave = You can leave this page: the work goes on, and this address keeps its result.
jobs-failed-text = It ended before it was complete. What was done until then stays. Mend the cause and start it again.
jobs-failed-left-company = The person who started it no longer belongs to the company.
jobs-failed-may-not-import = The person who started it may not import files any more.
jobs-would-done = { $count ->
    [one] { $count } report would be decided.
   *[other] { $count } reports would be decided.
}
jobs-would-already = { $count ->
    [one] { $count } report is decided so already and stays as it is.
   *[other] { $count } reports are decided so already and stay as they are.
}
jobs-would-refused = { $count ->
    [one] { $count } report would be refused, with the reason below.
   *[other] { $count } reports would be refused, with the reasons below.
}
jobs-was-done = { $count ->
    [one] { $count } report was decided.
   *[other] { $count } reports were decided.
}
jobs-was-already = { $count ->
    [one] { $count } report was decided so already.
   *[other] { $count } reports were decided so already.
}
jobs-was-refused = { $count ->
    [one] { $count } report was refused, with the reason below.
   *[other] { $count } reports were refused, with the reasons below.
}
jobs-confirm-approve = { $count ->
    [one] Approve { $count } report
   *[other] Approve { $count } reports
}
jobs-confirm-approve-text = The partners are told that their reports are complete. An approval can be taken back until the report goes to the vendor.
jobs-confirm-reject = { $count ->
    [one] Reject { $count } report
   *[other] Reject { $count } reports
}
jobs-confirm-reject-text = The reports go back to their partners, who read the reasons above and get a new deadline. This cannot be undone.
jobs-discard = Discard
jobs-cancel = Stop
jobs-not-waiting = Nothing was done: this was no longer waiting to be confirmed.
jobs-over = There was nothing left to stop.
jobs-by-result = By result
jobs-all-items = in all
jobs-item-would = would be decided
jobs-item-done = decided
jobs-item-already = decided already
jobs-item-refused = refused
jobs-item-waiting = waiting
jobs-refused-no-report = There is no such report.
jobs-refused-not-permitted = The role of the person who started the job does not include this.
jobs-refused-own-work = The person who started the job edited or submitted this report, so a colleague has to decide.
jobs-refused-deadline = The deadline passed on { $date }.
jobs-items = What comes of each report
jobs-partner = Partner
jobs-cycle = Report cycle
jobs-vendor = Vendor
jobs-result = Result
jobs-download = Download results (CSV)
jobs-next = Next
jobs-progress-open = { $done } read
jobs-import-title = { $count ->
    [one] Import of { $count } file
   *[other] Import of { $count } files
}
jobs-import-confirm = Import
jobs-import-confirm-text = What is new is added and what differs is changed, as shown below. Reports that are still with their partners follow the new readings.
jobs-import-confirm-readings-text = Readings that were not refused are taken in. The directory stays as it is until its files have no problem left.
jobs-import-directory-refused = One bad row and none of the directory files changes anything: the directory stays as it is.
jobs-import-tried = Nothing has changed yet. This is what the files would do.
jobs-import-done = The files were taken in.
jobs-import-nothing-would = Nothing in these files would change anything.
jobs-import-nothing = Nothing in these files changed anything.
jobs-import-reports = { $count ->
    [one] { $count } report was made or refreshed.
   *[other] { $count } reports were made or refreshed.
}
jobs-import-moves-subscription-customer = { $count ->
    [one] { $count } subscription changes customer
   *[other] { $count } subscriptions change customer
}; { $closed } is closed, so this counts from { $from } on.
jobs-import-moves-subscription-product = { $count ->
    [one] { $count } subscription changes product
   *[other] { $count } subscriptions change product
}; { $closed } is closed, so this counts from { $from } on.
jobs-import-moves-customer-partner = { $count ->
    [one] { $count } customer changes partner
   *[other] { $count } customers change partner
}; { $closed } is closed, so this counts from { $from } on.
jobs-import-moves-partner-distributor = { $count ->
    [one] { $count } partner changes distributor
   *[other] { $count } partners change distributor
}; { $closed } is closed, so this counts from { $from } on.
jobs-import-moves-partner-type = { $count ->
    [one] { $count } partner changes type
   *[other] { $count } partners change type
}; { $closed } is closed, so this counts from { $from } on.
jobs-import-moves-distributor-region = { $count ->
    [one] { $count } distributor changes region
   *[other] { $count } distributors change region
}; { $closed } is closed, so this counts from { $from } on.
jobs-import-moves-distributor-type = { $count ->
    [one] { $count } distributor changes type
   *[other] { $count } distributors change type
}; { $closed } is closed, so this counts from { $from } on.
jobs-import-moves-region-usage-reports = { $count ->
    [one] { $count } region switches usage reports on or off
   *[other] { $count } regions switch usage reports on or off
}; { $closed } is closed, so this counts from { $from } on.
jobs-import-files = Files
jobs-import-file = File
jobs-import-size = Size
jobs-import-rows = Rows
jobs-import-new = New
jobs-import-changed = Changed
jobs-import-together = with the new
jobs-import-refused = Refused
jobs-import-problems = What is wrong
jobs-import-problems-all = { $count ->
    [one] { $count } problem.
   *[other] { $count } problems, listed by cause.
}
jobs-import-problems-some = { $count } problems. The first { $shown } causes are listed.
jobs-import-rows-more = and { $count } more
jobs-import-consequences = { $count ->
    [one] { $count } more row is refused because it refers to a refused row.
   *[other] { $count } more rows are refused because they refer to refused rows.
}
jobs-import-problems-file = Download all as CSV
jobs-import-row = Row
jobs-import-column = Column
jobs-import-found = Found
jobs-import-expected = Expected
jobs-correct-row = Row { $row }
jobs-correct-tried-text = Correct the rows here. All files are then checked again, and nothing is imported before you confirm it.
jobs-correct-done-text = Correct the rows here. The program checks them again and imports the ones that are right.
jobs-correct-try = Check again
jobs-correct-import = Import corrected rows
jobs-correct-accept = Use these cells
jobs-correct-leave-out = Leave this row out
jobs-correct-nothing = You changed no row yet. Correct a cell, or leave a row out.
jobs-correct-stale = Nothing was corrected: another person confirmed, discarded or corrected this import meanwhile.
jobs-correct-more = { $count ->
    [one] { $count } more problem: all problems by cause
   *[other] { $count } more problems: all problems by cause
}
jobs-correct-continued = The refused rows were corrected in a further import
jobs-complete-title = { $count ->
    [one] Complete { $count } report
   *[other] Complete { $count } reports
}
jobs-return-title = { $count ->
    [one] Return { $count } report
   *[other] Return { $count } reports
}
jobs-confirm-complete = { $count ->
    [one] Complete { $count } report
   *[other] Complete { $count } reports
}
jobs-confirm-complete-text = You say that they have been processed. This cannot be undone.
jobs-confirm-return = { $count ->
    [one] Return { $count } report
   *[other] Return { $count } reports
}
jobs-confirm-return-text = They go back to the distributor, who reads the reason above and reviews them again. You see them again once they are sent anew.
jobs-extend-title = { $count ->
    [one] Extend { $count } deadline to { $date }
   *[other] Extend { $count } deadlines to { $date }
}
jobs-would-extend = { $count ->
    [one] { $count } deadline would be extended.
   *[other] { $count } deadlines would be extended.
}
jobs-would-extended-already = { $count ->
    [one] { $count } report has this deadline already and stays as it is.
   *[other] { $count } reports have this deadline already and stay as they are.
}
jobs-was-extended = { $count ->
    [one] { $count } deadline was extended.
   *[other] { $count } deadlines were extended.
}
jobs-was-extended-already = { $count ->
    [one] { $count } report had this deadline already.
   *[other] { $count } reports had this deadline already.
}
jobs-item-would-extend = would be extended
jobs-item-extended = extended
jobs-item-extended-already = has this deadline already
jobs-confirm-extend = { $count ->
    [one] Extend { $count } deadline
   *[other] Extend { $count } deadlines
}
jobs-confirm-extend-text = The partners have until { $date }, 24:00 in their region's time, and read the reason above. A deadline can be extended again, and never shortened.
