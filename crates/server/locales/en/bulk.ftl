# Many reports at once.
bulk-none = Nothing was selected that could be decided. Select rows that are under review, or choose all of the query.
bulk-none-approved = Nothing was selected that could be sent. Select rows that are approved, or choose all of the query.
bulk-reject-title = Reject reports
bulk-count = { $count ->
    [one] { $count } report will be looked at before anything is done.
   *[other] { $count } reports will be looked at before anything is done.
}
bulk-reasons = Reasons
bulk-reasons-hint = The partners read them on their reports. The same text goes to every report.
bulk-needed = A rejection needs its reasons.
bulk-too-long = At most 4,000 characters.
bulk-preview = Preview
bulk-back = Back
