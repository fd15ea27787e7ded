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
bulk-reopen-title = Reopen reports
bulk-reopen-hint = Kept in the history of every report. Partners who had heard of the approval read it.
bulk-reopen-needed = Give the reason for reopening the reports.
bulk-reopen-none = Nothing was selected that could be reopened. Select rows that are approved, or select all of this query.
rule-title = Approve by rule
rule-text = A report is approved if it has no flag and no comment, and if each of its lines changed by less than this percentage against last month. The line that changed most decides. A line without a last month counts as over. All other reports are left to you.
rule-scope = Only reports under review of this query:
rule-percent = Less than how many percent
rule-percent-hint = Above 0 and up to 100, with at most two decimals. You see what will be approved before anything is done.
rule-bad-percent = Enter a number above 0 and up to 100, such as 10 or 7.5.
rule-none = The rule approves no report of this query.
rule-rule = Rule
rule-words = No flag, no comment, and every line changed by less than { $percent } %
rule-note = Approved by rule.
rule-left = Left for you
rule-left-none = No report of the query
rule-left-flag = { $count ->
    [one] { $count } report with a flag
   *[other] { $count } reports with a flag
}
rule-left-comment = { $count ->
    [one] { $count } report with a comment
   *[other] { $count } reports with a comment
}
rule-left-no-last-month = { $count ->
    [one] { $count } report with a line that has no last month
   *[other] { $count } reports with a line that has no last month
}
rule-left-change = { $count ->
    [one] { $count } report with a larger change
   *[other] { $count } reports with a larger change
}
rule-refused-flag = The report no longer meets the rule: it has a flag.
rule-refused-comment = The report no longer meets the rule: it has a comment.
rule-refused-no-last-month = The report no longer meets the rule: a line has no last month.
rule-refused-change = The report no longer meets the rule: last month's figures have moved, so the change is too large.
