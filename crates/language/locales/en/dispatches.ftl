# Dispatches: what a distributor sends to a vendor, and what the vendor does with it.
dispatches-none = No dispatches yet
dispatches-none-text = A distributor sends approved reports to a vendor in a dispatch. Dispatches are numbered and never change, and they appear here.
dispatches-earlier = Earlier
dispatch-new = New dispatch…
dispatch-title = Dispatch { $number }
dispatch-number = Dispatch
dispatch-reports = Reports
dispatch-became = Outcome
dispatch-order = Purchase order
dispatch-at = Sent
dispatch-hash = Hash
dispatch-stand-yours = { $count ->
    [one] One report is waiting for you: complete it once it is processed, or return it with a reason.
   *[other] { $count } reports are waiting for you: complete them once they are processed, or return them with a reason.
}
dispatch-stand-waits = { $count ->
    [one] One report is with the vendor.
   *[other] { $count } reports are with the vendor.
}
dispatch-stand-returned = The vendor has decided on all reports. The returned ones are under review again: approve and send them again, or reject them, so that the partners can correct them.
dispatch-stand-over = Nothing is waiting any more.
dispatch-in-all = { $count } in all
dispatch-count-waiting = { $count } waiting
dispatch-count-completed = { $count } completed
dispatch-count-returned = { $count } returned
dispatch-waits = With the vendor
dispatch-completed = Completed
dispatch-returned = Returned
dispatch-now = now: { $status }
dispatch-all-waiting = all waiting reports
dispatch-download = Download
dispatch-documents = Documents (JSON Lines)
dispatch-first-page = First page
dispatch-proof = Hash of everything that was sent, SHA-256:
dispatch-none-picked = No waiting report was selected. Select waiting rows, or choose all waiting reports.
dispatch-return-title = Return reports
dispatch-reason = Reason
dispatch-reason-hint = The distributor reads it on each report. All reports get the same text.
dispatch-reason-needed = Enter the reason for returning the reports.

dispatch-new-title = New dispatch
dispatch-new-to = Dispatch to { $vendor }
dispatch-show = Show
dispatch-choose = Choose a vendor
dispatch-count-ready = { $count ->
    [0] nothing to send yet
    [one] one report ready
   *[other] { $count } reports ready
}
dispatch-no-reports = No reports to send
dispatch-no-reports-text = There are no reports for this month, or you cannot send the selected ones. Choose another month.
dispatch-what = What will be sent
dispatch-would = { $count ->
    [0] Nothing: no report is approved yet.
    [one] One approved report.
   *[other] { $count } approved reports.
}
dispatch-nothing = { $count ->
    [one] In one of them every figure is zero:
   *[other] In { $count } of them every figure is zero:
}
dispatch-no-units = every figure is zero
dispatch-missing = What is missing
dispatch-nothing-missing = Nothing.
dispatch-follows = What happens next
dispatch-follows-text = The reports become “Submitted to vendor” and can no longer be reopened. The vendor completes them, or returns them to you with a reason. You can send the missing reports in a later dispatch.
dispatch-order-hint = If the vendor needs one. Use at most 64 characters.
dispatch-order-wrong = Use at most 64 visible characters on one line, without characters that change the direction of text.
dispatch-note = Note
dispatch-note-hint = Information for the vendor. It stays with the dispatch.
dispatch-send = { $count ->
    [one] Send one report
   *[other] Send { $count } reports
}
dispatch-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}
dispatch-sent = { $count ->
    [one] Dispatch { $number } was sent with one report.
   *[other] Dispatch { $number } was sent with { $count } reports.
}
dispatch-changed = Nothing was sent, because the approved reports have changed since you opened this page. This is the current state.
dispatch-refused = Nothing was sent, because of these reports:
dispatch-too-many = At most 100 reports of a search can be sent together. Narrow the search, or send the whole month.
dispatch-selected = Send…
dispatch-part-of = Dispatches
dispatch-sent-before = { $count ->
    [one] One report of this month has already been sent.
   *[other] { $count } reports of this month have already been sent.
}
dispatch-waits-you = Waiting for you
dispatch-units = Chargeable units
dispatch-totals-amendments = Amendments are not part of the totals.
