# Many reports at once.
bulk-none = Nothing was selected that could be decided. Select rows that are under review, or select all of this query.
bulk-none-approved = Nothing was selected that could be sent. Select rows that are approved, or select all of this query.
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
bulk-extend-title = Extend deadlines
bulk-extend-hint = The partners read it on their reports. The same text goes to every report.
bulk-extend-needed = An extension needs its reason.
bulk-last-day = New last day
bulk-last-day-hint = For every report, until the end of that day in its region's time. It has to lie after the deadline that stands, and the deadline must not have passed.
bulk-no-date = Give a date such as 2026-11-12.
bulk-extend-none = Nothing was selected whose deadline could be extended. Select rows that their partners have in hand, or select all of this query.
reason-templates-title = Reasons for rejections
reason-templates-text = Texts that you and your colleagues can choose from when you reject reports. An empty field removes its text.
reason-templates-field = Text { $number }
reason-templates-saved = Saved. The texts are offered when you reject a report.
reason-templates-edit = Change these texts
reason-templates-begin = Keep reasons to choose from
