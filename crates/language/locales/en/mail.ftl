# Messages by e-mail.
mail-greeting = Hello { $name },
mail-ready-subject = { $count ->
    [1] { $month }: your usage report is ready
   *[other] { $count } usage reports are ready
}
mail-ready-text = { $count ->
    [1] The usage report for { $month } is ready. Look through its figures, explain those that need a comment, and submit it before the deadline.
   *[other] { $count } usage reports are ready. Look through their figures, explain those that need a comment, and submit them before the deadline.
}
mail-reminder-subject = { $count ->
    [1] Reminder: the usage report for { $month } is due { $deadline }
   *[other] Reminder: { $count } usage reports are due soon
}
mail-reminder-text = { $count ->
    [1] The usage report for { $month } has not been submitted. When its deadline passes, the system submits it as it was last saved.
   *[other] { $count } usage reports have not been submitted. When their deadline passes, the system submits them as they were last saved.
}
mail-submitted-subject = { $count ->
    [1] { $month }: your usage report was submitted automatically
   *[other] { $count } usage reports were submitted automatically
}
mail-submitted-text = { $count ->
    [1] Nobody had submitted the usage report for { $month } by its deadline. The system submitted it as it was last saved.
   *[other] Nobody had submitted { $count } usage reports by their deadline. The system submitted them as they were last saved.
}
mail-review-subject = { $count ->
    [1] { $partner }: the usage report for { $month } waits for your review
   *[other] { $count } usage reports wait for your review
}
mail-review-text = { $count ->
    [1] A usage report came under review and waits for your decision.
   *[other] { $count } usage reports came under review and wait for your decision.
}
mail-approved-subject = { $count ->
    [1] { $month }: your usage report is approved
   *[other] { $count } usage reports are approved
}
mail-approved-text = { $count ->
    [1] The usage report for { $month } is approved and complete. There is nothing left for you to do.
   *[other] { $count } usage reports are approved and complete. There is nothing left for you to do.
}
mail-rejected-subject = { $count ->
    [1] { $month }: your usage report was sent back
   *[other] { $count } usage reports were sent back
}
mail-rejected-text = { $count ->
    [1] Your distributor sent the usage report for { $month } back, with the reasons below. Correct or explain its figures and submit it again before the deadline.
   *[other] Your distributor sent { $count } usage reports back, with the reasons below. Correct or explain their figures and submit them again before the deadline.
}
mail-reopened-subject = { $count ->
    [1] { $month }: the approval of your usage report was taken back
   *[other] The approval of { $count } usage reports was taken back
}
mail-reopened-text = { $count ->
    [1] Your distributor is reviewing the usage report for { $month } again, for the reason below. The approval no longer counts. You do not need to do anything now; you hear from us when there is a decision.
   *[other] Your distributor is reviewing { $count } usage reports again, for the reasons below. Their approvals no longer count. You do not need to do anything now; you hear from us when there is a decision.
}
mail-returned-subject = { $count ->
    [1] { $partner }: the vendor returned the usage report for { $month }
   *[other] The vendor returned { $count } usage reports
}
mail-returned-text = { $count ->
    [1] The vendor returned a usage report, with the reason below. It is under review again and waits for your decision.
   *[other] The vendor returned { $count } usage reports, with the reasons below. They are under review again and wait for your decision.
}
mail-extended-subject = { $count ->
    [1] { $month }: you have more time for your usage report, until { $deadline }
   *[other] You have more time for { $count } usage reports
}
mail-extended-text = { $count ->
    [1] The deadline of the usage report for { $month } was extended. Explain what needs a comment and submit it before the new one.
   *[other] The deadlines of { $count } usage reports were extended. Explain what needs a comment and submit them before the new ones.
}
mail-dispatch-received-subject = { $count ->
    [1] { $distributor } sent you dispatch { $number }
   *[other] { $count } dispatches came for you to process
}
mail-dispatch-received-text = { $count ->
    [1] { $distributor } sent you approved usage reports. They wait for you to complete them, or to return what cannot be processed.
   *[other] Distributors sent you approved usage reports. They wait for you to complete them, or to return what cannot be processed.
}
mail-dispatch-sent-subject = { $count ->
    [1] Dispatch { $number } is on its way to { $vendor }
   *[other] { $count } dispatches are on their way
}
mail-dispatch-sent-text = { $count ->
    [1] Approved usage reports were sent to { $vendor }. What was sent stays as it is.
   *[other] Approved usage reports were sent. What was sent stays as it is.
}
mail-dispatch-completed-subject = { $count ->
    [1] { $vendor } is done with dispatch { $number }
   *[other] Vendors are done with { $count } dispatches
}
mail-dispatch-completed-text = { $count ->
    [1] No report of the dispatch waits for the vendor any more.
   *[other] No report of these dispatches waits for the vendor any more.
}
mail-deadline-was = Old deadline
mail-dispatch = Dispatch { $number }
mail-reports = Reports
mail-completed = Completed
mail-returned = Returned
mail-purchase-order = Purchase order
mail-open-dispatch = Open the dispatch
mail-open-dispatches = Open the list of dispatches
mail-deadline = Deadline
mail-review-by = Decision looked for by
mail-state = Status
mail-when = When
mail-browser = Browser
mail-address = Network address
mail-coming = What the deadline changes about chargeable units, if nobody acts before
mail-penalties = Charged as a penalty, for over-provisioning without a comment
mail-penalty-avoid = A line of over-provisioned units is charged on what was provisioned, unless its comment explains it. A figure of yours without a comment goes back to the default. Comment on these lines before the deadline to avoid that.
mail-proof = The attached file countersign-proof.txt proves what the record said when this message was sent. Keep this message: with it, anyone can show later whether the record was changed.
mail-product = Product
mail-unit = Unit
mail-now = Now
mail-at-deadline = At the deadline
mail-without = Without penalty
mail-charged = Charged
mail-difference = Difference
mail-more = { $count ->
    [1] And one more, which is in the list.
   *[other] And { $count } more, which are in the list.
}
mail-open-report = Open the report
mail-open-list = Open the list of reports
mail-why-report = You get this message because you work on the usage reports of { $company }.
mail-why-account = You get this message because it concerns your account at { $host }.
mail-why-operator = You get this message because you administer this installation of Countersign at { $host }.
mail-unsubscribe = Do not send me messages of this kind
mail-link-until = The link works once, until { $until }. Whoever opens it first sets the password: do not pass it on.

mail-invitation-subject = Your invitation from { $company }
mail-invitation-text = { $company } invites you to Countersign, where usage reports are looked through, submitted and agreed to. Open the link to accept.
mail-invitation-button = Accept the invitation
mail-password-reset-subject = Your link to set a new password
mail-password-reset-text = A link to set a new password was asked for. If you do not want one, do nothing: your password stays as it is.
mail-password-reset-button = Set a new password
mail-new-sign-in-subject = New sign-in to your account
mail-new-sign-in-text = Somebody signed in to your account from a browser that was not known.
mail-new-sign-in-button = Open your account
mail-new-sign-in-note = If that was you, there is nothing to do. If it was not, change your password now and end the session.
mail-account-changed-subject = Your account: { $what }
mail-account-changed-text = Your account at { $company } was changed: { $what }.
mail-account-changed-button = Open your account
mail-account-changed-note = If you did not expect this, change your password now and tell an Administrator of your company.
mail-company-changed-subject = { $company }: { $what }
mail-company-changed-text = The operator of this installation changed something about the people of { $company }: { $what }.
mail-company-changed-button = Open People
mail-company-changed-note = If nobody in your company asked for this, contact the operator.
mail-backup-failed-subject = Backup failed
mail-backup-failed-text = The daily backup of this installation could not be made. It is tried again every 15 minutes until it succeeds.
mail-backup-failed-button = Open the clock
mail-backup-failed-note = Until a backup succeeds, the last good one is the only way back. Check the disk and the folder that the reason names.
mail-source-silent-subject = No readings from a source
mail-source-silent-text = A program that should send readings has sent none for longer than expected. Reports without its readings would carry old figures forward, or be missing.
mail-source-silent-button = Open the sources
mail-source-silent-note = Find out whether the program runs and its token is still valid. As soon as it sends readings again, Countersign treats it as active. How long a source may be silent is set on its page.
mail-person = Person
mail-backup-reason = Reason
mail-source = Source (last readings)
mail-change = Change
