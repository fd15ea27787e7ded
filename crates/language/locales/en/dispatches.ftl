# Dispatches: what a distributor sends to a vendor, and what the vendor does with it.
dispatches-none = Nothing has been sent yet
dispatches-none-text = A distributor sends a vendor the reports that it has approved. Each dispatch is numbered, stays as it was sent, and stands here.
dispatches-earlier = Earlier
dispatch-new = New dispatch…
dispatch-title = Dispatch { $number }
dispatch-number = Dispatch
dispatch-reports = Reports
dispatch-became = What became of them
dispatch-order = Purchase order
dispatch-at = Sent
dispatch-hash = Hash
dispatch-stand-yours = { $count ->
    [one] One report waits for you: complete it once it is processed, or return it with a reason.
   *[other] { $count } reports wait for you: complete them once they are processed, or return them with a reason.
}
dispatch-stand-waits = { $count ->
    [one] One report waits for the vendor.
   *[other] { $count } reports wait for the vendor.
}
dispatch-stand-returned = The vendor has answered all of it. What it returned is under review again: approve it anew and send it, or reject it to the partner.
dispatch-stand-over = Nothing of it waits any more.
dispatch-in-all = { $count } in all
dispatch-count-waiting = { $count } waiting
dispatch-count-completed = { $count } completed
dispatch-count-returned = { $count } returned
dispatch-waits = Waits for the vendor
dispatch-completed = Completed
dispatch-returned = Returned
dispatch-now = now: { $status }
dispatch-all-waiting = all that wait
dispatch-download = Download
dispatch-documents = Documents (JSON Lines)
dispatch-first-page = First page
dispatch-proof = Hash over everything that was sent, SHA-256:
dispatch-none-picked = Nothing was selected that waits for you. Select rows that wait, or choose all that wait.
dispatch-return-title = Return reports
dispatch-reason = Reason
dispatch-reason-hint = The distributor reads it on every report. The same text goes to all of them.
dispatch-reason-needed = A return needs its reason.

dispatch-new-title = New dispatch
dispatch-new-to = Dispatch to { $vendor }
dispatch-show = Show
dispatch-choose = Whom does it go to?
dispatch-count-ready = { $count ->
    [0] nothing to send yet
    [one] one report could be sent
   *[other] { $count } reports could be sent
}
dispatch-no-reports = There is no report to send
dispatch-no-reports-text = Nothing was made for this month, or what was selected is not yours to send. Choose another month.
dispatch-what = What is sent
dispatch-would = { $count ->
    [0] Nothing: no report is approved.
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
dispatch-follows = What follows
dispatch-follows-text = The reports stand as “Submitted to vendor” and cannot be reopened any more. The vendor completes them, or returns them to you with a reason. What is missing can go with a later dispatch.
dispatch-order-hint = If the vendor needs one: at most 64 characters.
dispatch-order-wrong = Use at most 64 characters that can be seen, on one line. Invisible characters and those that turn the direction of text are not taken.
dispatch-note = Note
dispatch-note-hint = If the vendor should know something. It stays with the dispatch.
dispatch-send = { $count ->
    [one] Send one report
   *[other] Send { $count } reports
}
dispatch-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}
dispatch-sent = { $count ->
    [one] Dispatch { $number }: one report is on its way.
   *[other] Dispatch { $number }: { $count } reports are on their way.
}
dispatch-changed = Nothing was sent: what is approved has changed since you looked. This is how it stands now.
dispatch-refused = Nothing was sent, because of these reports:
dispatch-too-many = At most 100 reports of a search can be sent together. Narrow the search, or send the whole month.
dispatch-selected = Dispatch…
dispatch-part-of = Dispatches
dispatch-sent-before = { $count ->
    [one] One report of this month was sent before.
   *[other] { $count } reports of this month were sent before.
}
dispatch-waits-you = Waits for you
dispatch-units = Chargeable units
dispatch-totals-amendments = Amendments are not part of the totals.
