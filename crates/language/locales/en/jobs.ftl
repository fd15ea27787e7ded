# The page of a job: an import, or decisions on many reports.
jobs-back-to-reports = Usage reports
jobs-state = Status
jobs-state-waiting = Waiting
jobs-state-trying = Checking (nothing changes)
jobs-state-running = Running
jobs-state-done = Done
jobs-state-failed = Failed
jobs-state-cancelled = Stopped
jobs-state-cancelling = Stopping
jobs-asked = Started by
jobs-ended = Ended
jobs-progress = { $done } of { $total }
jobs-pace = { $count } per second, about { $left } left
jobs-leave = You can leave this page. The work continues, and the result stays at this address.
jobs-failed-text = The job ended before it was complete. What was done until then stays. Correct the cause and start it again.
jobs-failed-left-company = The person who started the job no longer belongs to the company.
jobs-failed-may-not-import = The person who started the job may no longer import files.
jobs-would-refused = { $count ->
    [one] { $count } report cannot be processed, for the reason below.
   *[other] { $count } reports cannot be processed, for the reasons below.
}
jobs-was-refused = { $count ->
    [one] { $count } report was refused, for the reason below.
   *[other] { $count } reports were refused, for the reasons below.
}
jobs-discard = Discard
jobs-cancel = Stop
jobs-not-waiting = Nothing was done, because the job is no longer waiting for a confirmation.
jobs-over = The job had already ended.
jobs-by-result = By result
jobs-all-items = in all
jobs-item-refused = refused
jobs-item-waiting = waiting
jobs-refused-no-report = This report does not exist.
jobs-refused-not-permitted = The role of the person who started the job does not allow this.
jobs-refused-own-work = The person who started the job edited or submitted this report, so a colleague has to decide.
jobs-refused-deadline = The deadline passed on { $date }.
jobs-items = Result of each report
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
jobs-import-confirm-text = New entries are added and differing ones are changed, as shown below. Reports that are still with their partners follow the new readings.
jobs-import-confirm-readings-text = Readings without a problem are imported. The directory does not change until its files have no problem left.
jobs-import-directory-refused = If any row of the directory files has an error, none of these files is imported.
jobs-import-tried = Nothing has changed yet. This is what the files would do.
jobs-import-done = The files were imported.
jobs-import-nothing-would = These files would change nothing.
jobs-import-nothing = These files changed nothing.
jobs-import-reports = { $count ->
    [one] { $count } report was made or refreshed.
   *[other] { $count } reports were made or refreshed.
}
jobs-import-moves-subscription-customer = { $count ->
    [one] { $count } subscription changes customer
   *[other] { $count } subscriptions change customer
}; { $closed } is over, so this counts from { $from } on.
jobs-import-moves-subscription-product = { $count ->
    [one] { $count } subscription changes product
   *[other] { $count } subscriptions change product
}; { $closed } is over, so this counts from { $from } on.
jobs-import-moves-customer-partner = { $count ->
    [one] { $count } customer changes partner
   *[other] { $count } customers change partner
}; { $closed } is over, so this counts from { $from } on.
jobs-import-moves-partner-distributor = { $count ->
    [one] { $count } partner changes distributor
   *[other] { $count } partners change distributor
}; { $closed } is over, so this counts from { $from } on.
jobs-import-moves-partner-type = { $count ->
    [one] { $count } partner changes type
   *[other] { $count } partners change type
}; { $closed } is over, so this counts from { $from } on.
jobs-import-moves-distributor-region = { $count ->
    [one] { $count } distributor changes region
   *[other] { $count } distributors change region
}; { $closed } is over, so this counts from { $from } on.
jobs-import-moves-distributor-type = { $count ->
    [one] { $count } distributor changes type
   *[other] { $count } distributors change type
}; { $closed } is over, so this counts from { $from } on.
jobs-import-moves-region-usage-reports = { $count ->
    [one] { $count } region turns usage reports on or off
   *[other] { $count } regions turn usage reports on or off
}; { $closed } is over, so this counts from { $from } on.
jobs-import-files = Files
jobs-import-file = File
jobs-import-size = Size
jobs-import-rows = Rows
jobs-import-new = New
jobs-import-changed = Changed
jobs-import-together = counted as new
jobs-import-refused = Refused
jobs-import-problems = Problems
jobs-import-problems-all = { $count ->
    [one] { $count } problem.
   *[other] { $count } problems, listed by cause.
}
jobs-import-problems-some = { $count } problems. The first { $shown } causes are listed.
jobs-import-rows-more = and { $count } more
jobs-import-consequences = { $count ->
    [one] { $count } more row is refused, because it refers to a refused row.
   *[other] { $count } more rows are refused, because they refer to refused rows.
}
jobs-import-problems-file = Download all as CSV
jobs-import-row = Row
jobs-import-column = Column
jobs-import-found = Found
jobs-import-expected = Expected
jobs-correct-row = Row { $row }
jobs-correct-tried-text = Correct the rows here. All files are then checked again. Nothing is imported before you confirm it.
jobs-correct-done-text = Correct the rows here. The program checks them again and imports the correct ones.
jobs-correct-try = Check again
jobs-correct-import = Import corrected rows
jobs-correct-accept = Use these cells
jobs-correct-leave-out = Leave this row out
jobs-correct-nothing = You have not changed any row yet. Correct a cell, or leave a row out.
jobs-correct-stale = Nothing was corrected, because another person confirmed, discarded or corrected this import in the meantime.
jobs-correct-more = { $count ->
    [one] { $count } more problem: all problems by cause
   *[other] { $count } more problems: all problems by cause
}
jobs-correct-continued = The refused rows were corrected in another import
jobs-confirm-complete-text = You confirm that these reports have been processed. This cannot be undone.
jobs-confirm-return-text = The reports go back to the distributor, who reads the reason above and reviews them again. You see them again once they are sent again.
jobs-title = { $verb ->
    [approve] { $count ->
        [one] Approve { $count } report
       *[other] Approve { $count } reports
    }
    [reject] { $count ->
        [one] Reject { $count } report
       *[other] Reject { $count } reports
    }
    [extend] { $count ->
        [one] Extend { $count } deadline to { $date }
       *[other] Extend { $count } deadlines to { $date }
    }
    [reopen] { $count ->
        [one] Reopen { $count } report
       *[other] Reopen { $count } reports
    }
    [undo] { $count ->
        [one] Undo { $count } decision
       *[other] Undo { $count } decisions
    }
    [complete] { $count ->
        [one] Complete { $count } report
       *[other] Complete { $count } reports
    }
   *[return] { $count ->
        [one] Return { $count } report
       *[other] Return { $count } reports
    }
}
jobs-confirm = { $verb ->
    [approve] { $count ->
        [one] Approve { $count } report
       *[other] Approve { $count } reports
    }
    [reject] { $count ->
        [one] Reject { $count } report
       *[other] Reject { $count } reports
    }
    [extend] { $count ->
        [one] Extend { $count } deadline
       *[other] Extend { $count } deadlines
    }
    [reopen] { $count ->
        [one] Reopen { $count } report
       *[other] Reopen { $count } reports
    }
    [undo] { $count ->
        [one] Undo { $count } decision
       *[other] Undo { $count } decisions
    }
    [complete] { $count ->
        [one] Complete { $count } report
       *[other] Complete { $count } reports
    }
   *[return] { $count ->
        [one] Return { $count } report
       *[other] Return { $count } reports
    }
}
jobs-would-done = { $verb ->
    [approve] { $count ->
        [one] { $count } report will be approved.
       *[other] { $count } reports will be approved.
    }
    [reject] { $count ->
        [one] { $count } report will be rejected.
       *[other] { $count } reports will be rejected.
    }
    [extend] { $count ->
        [one] { $count } deadline will be extended.
       *[other] { $count } deadlines will be extended.
    }
    [reopen] { $count ->
        [one] { $count } report will be reopened.
       *[other] { $count } reports will be reopened.
    }
    [undo] { $count ->
        [one] { $count } decision will be undone.
       *[other] { $count } decisions will be undone.
    }
    [complete] { $count ->
        [one] { $count } report will be completed.
       *[other] { $count } reports will be completed.
    }
   *[return] { $count ->
        [one] { $count } report will be returned.
       *[other] { $count } reports will be returned.
    }
}
jobs-would-already = { $verb ->
    [approve] { $count ->
        [one] { $count } report is already approved. It does not change.
       *[other] { $count } reports are already approved. They do not change.
    }
    [reject] { $count ->
        [one] { $count } report is already rejected. It does not change.
       *[other] { $count } reports are already rejected. They do not change.
    }
    [extend] { $count ->
        [one] { $count } report already has this deadline. It does not change.
       *[other] { $count } reports already have this deadline. They do not change.
    }
    [reopen] { $count ->
        [one] { $count } report is already reopened. It does not change.
       *[other] { $count } reports are already reopened. They do not change.
    }
    [undo] { $count ->
        [one] { $count } decision is already undone.
       *[other] { $count } decisions are already undone.
    }
    [complete] { $count ->
        [one] { $count } report is already completed. It does not change.
       *[other] { $count } reports are already completed. They do not change.
    }
   *[return] { $count ->
        [one] { $count } report is already returned. It does not change.
       *[other] { $count } reports are already returned. They do not change.
    }
}
jobs-was-done = { $verb ->
    [approve] { $count ->
        [one] { $count } report was approved.
       *[other] { $count } reports were approved.
    }
    [reject] { $count ->
        [one] { $count } report was rejected.
       *[other] { $count } reports were rejected.
    }
    [extend] { $count ->
        [one] { $count } deadline was extended.
       *[other] { $count } deadlines were extended.
    }
    [reopen] { $count ->
        [one] { $count } report was reopened.
       *[other] { $count } reports were reopened.
    }
    [undo] { $count ->
        [one] { $count } decision was undone.
       *[other] { $count } decisions were undone.
    }
    [complete] { $count ->
        [one] { $count } report was completed.
       *[other] { $count } reports were completed.
    }
   *[return] { $count ->
        [one] { $count } report was returned.
       *[other] { $count } reports were returned.
    }
}
jobs-was-already = { $verb ->
    [approve] { $count ->
        [one] { $count } report was already approved.
       *[other] { $count } reports were already approved.
    }
    [reject] { $count ->
        [one] { $count } report was already rejected.
       *[other] { $count } reports were already rejected.
    }
    [extend] { $count ->
        [one] { $count } report already had this deadline.
       *[other] { $count } reports already had this deadline.
    }
    [reopen] { $count ->
        [one] { $count } report was already reopened.
       *[other] { $count } reports were already reopened.
    }
    [undo] { $count ->
        [one] { $count } decision was already undone.
       *[other] { $count } decisions were already undone.
    }
    [complete] { $count ->
        [one] { $count } report was already completed.
       *[other] { $count } reports were already completed.
    }
   *[return] { $count ->
        [one] { $count } report was already returned.
       *[other] { $count } reports were already returned.
    }
}
jobs-item-would = { $verb ->
    [approve] will be approved
    [reject] will be rejected
    [extend] will be extended
    [reopen] will be reopened
    [undo] will be undone
    [complete] will be completed
   *[return] will be returned
}
jobs-item-done = { $verb ->
    [approve] approved
    [reject] rejected
    [extend] extended
    [reopen] reopened
    [undo] undone
    [complete] completed
   *[return] returned
}
jobs-item-already = { $verb ->
    [approve] already approved
    [reject] already rejected
    [extend] already has this deadline
    [reopen] already reopened
    [undo] already undone
    [complete] already completed
   *[return] already returned
}
jobs-state-previewed = Checked. Waiting for your confirmation
jobs-rule-title = { $count ->
    [one] Approve { $count } report by rule
   *[other] Approve { $count } reports by rule
}
jobs-confirm-approve-text = The partners are notified that their reports are approved. You can undo this for five minutes. After that, you can reopen an approved report until it goes to the vendor.
jobs-confirm-reject-text = The reports go back to their partners, who read the reasons above and get the new deadline. You can undo this for five minutes.
jobs-confirm-extend-text = The partners have until { $date }, 24:00 in their region’s time, and read the reason above. You can undo this for five minutes. After that, you can extend a deadline again, but not shorten it.
jobs-confirm-reopen-text = The approvals are withdrawn, and the reports are under review again. They will not be approved automatically. You can undo this for five minutes.
jobs-refused-stale = The report has changed since the preview.
jobs-undo = Undo
jobs-undo-text = For five minutes you can undo these decisions. Each report returns to its previous status, and the partners get no message.
jobs-undo-over = These decisions can no longer be undone together. You can reopen an approved report until it goes to the vendor.
jobs-undone-job = The undone decisions
jobs-list = Bulk decisions
jobs-list-none = No bulk decisions yet
jobs-list-none-text = Select several reports in the list and decide on them together. The result is then kept here.
jobs-list-what = Decision
jobs-list-when = Started
jobs-list-who = By
jobs-list-earlier = Earlier
jobs-preview = What will happen
jobs-preview-to = Recipients
jobs-preview-partners = { $count ->
    [one] { $count } partner
   *[other] { $count } partners
}
jobs-preview-more = and { $count } more
jobs-preview-marks = Points to note
jobs-preview-no-marks = No flag, violation, comment or change
jobs-preview-flagged = { $count ->
    [one] { $count } flagged report
   *[other] { $count } flagged reports
}
jobs-preview-violations = { $count ->
    [one] { $count } violation
   *[other] { $count } violations
}
jobs-preview-commented = { $count ->
    [one] { $count } report with a comment
   *[other] { $count } reports with a comment
}
jobs-preview-changed = { $count ->
    [one] { $count } report changed against last month
   *[other] { $count } reports changed against last month
}
jobs-preview-not-compared = { $count ->
    [one] { $count } report without a last month
   *[other] { $count } reports without a last month
}
jobs-preview-amendments = { $count ->
    [one] { $count } amendment, whose difference is not part of the units
   *[other] { $count } amendments, whose differences are not part of the units
}
jobs-preview-deadlines = New deadline
jobs-preview-deadline = { $count ->
    [one] { $date } ({ $zone }), { $count } report
   *[other] { $date } ({ $zone }), { $count } reports
}
jobs-preview-units = Chargeable units per product
jobs-preview-product = Product
jobs-preview-unit = Unit
jobs-preview-before = Last month
jobs-preview-after = This month
jobs-preview-change = Change
