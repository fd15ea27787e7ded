# Many reports at once.
bulk-none = No report under review was selected. Select rows that are under review, or select all results.
bulk-none-approved = No approved report was selected. Select rows that are approved, or select all results.
bulk-reject-title = Reject reports
bulk-count = { $count ->
    [one] { $count } report will be checked before anything changes.
   *[other] { $count } reports will be checked before anything changes.
}
bulk-reasons = Reasons
bulk-reasons-hint = The partners read them on their reports. All reports get the same text.
bulk-needed = Enter the reasons for the rejection.
bulk-too-long = Use at most 4,000 characters.
bulk-preview = Preview
bulk-back = Back
bulk-extend-title = Extend deadlines
bulk-extend-hint = The partners read it on their reports. All reports get the same text.
bulk-extend-needed = Enter the reason for the extension.
bulk-last-day = New last day
bulk-last-day-hint = The new deadline is the end of this day in each report’s region. It has to be later than the current deadline, which must not have passed.
bulk-no-date = Enter a date such as 2026-11-12.
bulk-extend-none = No report whose deadline can be extended was selected. Select rows that are with their partners, or select all results.
reason-templates-title = Reasons for rejections
reason-templates-text = You and your colleagues can choose from these texts when you reject reports. Clear a field to remove its text.
reason-templates-field = Text { $number }
reason-templates-saved = Saved. You can choose from these texts when you reject a report.
reason-templates-edit = Change these texts
reason-templates-begin = Save reasons to choose from
bulk-reopen-title = Reopen reports
bulk-reopen-hint = The history of each report keeps it. Partners who were notified of the approval read it.
bulk-reopen-needed = Enter the reason for reopening the reports.
bulk-reopen-none = No report that can be reopened was selected. Select rows that are approved, or select all results.
rule-title = Approve by rule
rule-text = A report is approved if it has no flag and no comment, and if each of its lines changed by less than this percentage against last month. A line without a last month counts as a larger change. You decide on all other reports yourself.
rule-scope = Only reports under review from this search:
rule-percent = Change of less than (%)
rule-percent-hint = Above 0 and up to 100, with at most two decimals. You see what will be approved before anything changes.
rule-bad-percent = Enter a number above 0 and up to 100, such as 10 or 7.5.
rule-none = The rule approves none of these reports.
rule-rule = Rule
rule-words = No flag, no comment, and every line changed by less than { $percent }%
rule-note = Approved by rule.
rule-left = Left for you
rule-left-none = No reports
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
rule-refused-change = The report no longer meets the rule: last month’s figures have changed, so the change is too large.
