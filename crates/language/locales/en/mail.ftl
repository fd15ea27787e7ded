# Messages by e-mail.
mail-greeting = Hello { $name },
mail-ready-subject = { $count ->
    [1] { $month }, { $vendor }: submit your usage report by { $day } ({ $company })
   *[other] { $count } usage reports are ready to submit ({ $company })
}
mail-ready-text = { $penalties ->
    [0] { $count ->
        [1] The usage report for { $month } is ready. Check its figures and submit it by { $deadline }.
       *[other] { $count } usage reports are ready. Check their figures and submit them before their deadlines.
    }
    [1] { $count ->
        [1] The usage report for { $month } is ready, with one violation. Comment on that line and submit the report by { $deadline }. Without a comment, more units will be charged at the deadline: { $units }.
       *[other] { $count } usage reports are ready, with one violation. Comment on that line and submit the reports before their deadlines. Without a comment, more units will be charged: { $units }.
    }
   *[other] { $count ->
        [1] The usage report for { $month } is ready, with { $penalties } violations. Comment on those lines and submit the report by { $deadline }. Without comments, more units will be charged at the deadline: { $units }.
       *[other] { $count } usage reports are ready, with { $penalties } violations. Comment on those lines and submit the reports before their deadlines. Without comments, more units will be charged: { $units }.
    }
}
mail-reminder-subject = { $penalties ->
    [0] { $count ->
        [1] Due { $day }: usage report for { $month }, { $vendor }, not submitted ({ $company })
       *[other] Due soon: { $count } usage reports not submitted ({ $company })
    }
   *[other] { $count ->
        [1] Due { $day }: penalty of { $units } – { $month }, { $vendor } ({ $company })
       *[other] Due soon: penalty of { $units } – { $count } usage reports ({ $company })
    }
}
mail-reminder-text = { $penalties ->
    [0] { $count ->
        [1] The usage report for { $month } has not been submitted yet. Submit it by { $deadline }. After that, the system submits it as it was last saved.
       *[other] { $count } usage reports have not been submitted yet. Submit them before their deadlines. After that, the system submits them as they were last saved.
    }
   *[other] { $count ->
        [1] Without your comment, more units will be charged at the deadline: { $units }. The usage report for { $month } has not been submitted yet. Submit it by { $deadline }.
       *[other] Without your comments, more units will be charged at the deadlines: { $units }. { $count } usage reports have not been submitted yet. Submit them before their deadlines.
    }
}
mail-submitted-subject = { $penalties ->
    [0] { $count ->
        [1] { $month }, { $vendor }: usage report submitted automatically ({ $company })
       *[other] { $count } usage reports submitted automatically ({ $company })
    }
   *[other] { $count ->
        [1] { $month }, { $vendor }: submitted automatically, penalty of { $units } ({ $company })
       *[other] { $count } usage reports submitted automatically, penalty of { $units } ({ $company })
    }
}
mail-submitted-text = { $penalties ->
    [0] { $count ->
        [1] The usage report for { $month } was not submitted by the deadline, so the system submitted it as it was last saved. There is no penalty.
       *[other] { $count } usage reports were not submitted by their deadlines, so the system submitted them as they were last saved. There are no penalties.
    }
   *[other] { $count ->
        [1] More units are charged as a penalty: { $units }. The usage report for { $month } was not submitted by the deadline, so the system submitted it as it was last saved, without the comments it needed.
       *[other] More units are charged as a penalty: { $units }. { $count } usage reports were not submitted by their deadlines, so the system submitted them as they were last saved, without the comments they needed.
    }
}
mail-review-subject = { $count ->
    [1] To review: { $partner }, { $month }, { $vendor }
   *[other] { $count } usage reports to review ({ $company })
}
mail-review-text = { $count ->
    [1] A usage report is under review. Approve it, or reject it with reasons.
   *[other] { $count } usage reports are under review. Approve them, or reject them with reasons.
}
mail-approved-subject = { $count ->
    [1] { $month }, { $vendor }: usage report approved ({ $company })
   *[other] { $count } usage reports approved ({ $company })
}
mail-approved-text = { $count ->
    [1] The usage report for { $month } is approved. There is nothing left for you to do.
   *[other] { $count } usage reports are approved. There is nothing left for you to do.
}
mail-rejected-subject = { $count ->
    [1] { $month }, { $vendor }: usage report rejected, please revise it by { $day } ({ $company })
   *[other] { $count } usage reports rejected, please revise them ({ $company })
}
mail-rejected-text = { $count ->
    [1] { $distributor } rejected the usage report for { $month }, with the reasons below. Correct or explain the figures and submit the report again by { $deadline }.
   *[other] { $distributor } rejected { $count } usage reports, with the reasons below. Correct or explain the figures and submit the reports again before their deadlines.
}
mail-reopened-subject = { $count ->
    [1] { $month }, { $vendor }: approval withdrawn ({ $company })
   *[other] Approval of { $count } usage reports withdrawn ({ $company })
}
mail-reopened-text = { $count ->
    [1] { $distributor } is reviewing the usage report for { $month } again, for the reason below. The approval no longer applies. There is nothing for you to do now. We will notify you of the decision.
   *[other] { $distributor } is reviewing { $count } usage reports again, for the reasons below. The approvals no longer apply. There is nothing for you to do now. We will notify you of the decisions.
}
mail-returned-subject = { $count ->
    [1] { $vendor } returned a usage report: { $partner }, { $month }
   *[other] { $count } usage reports returned by the vendor ({ $company })
}
mail-returned-text = { $count ->
    [1] { $vendor } returned a usage report, with the reason below. It is under review again: approve and send it again, or reject it, so that the partner can correct it.
   *[other] { $count } usage reports were returned, with the reasons below. They are under review again: approve and send them again, or reject them, so that the partners can correct them.
}
mail-extended-subject = { $count ->
    [1] { $month }, { $vendor }: deadline extended to { $day } ({ $company })
   *[other] Deadlines of { $count } usage reports extended ({ $company })
}
mail-extended-text = { $count ->
    [1] You have more time for the usage report for { $month }. Comment on the lines that need it and submit the report by { $deadline }.
   *[other] You have more time for { $count } usage reports. Comment on the lines that need it and submit the reports before the new deadlines.
}
mail-dispatch-received-subject = { $count ->
    [1] Dispatch { $number } from { $distributor } to process
   *[other] { $count } dispatches to process
}
mail-dispatch-received-text = { $count ->
    [1] { $distributor } sent you approved usage reports. Complete the reports once they are processed. Return those that you cannot process, with a reason.
   *[other] Several distributors sent you approved usage reports. Complete the reports once they are processed. Return those that you cannot process, with a reason.
}
mail-dispatch-sent-subject = { $count ->
    [1] Dispatch { $number } sent to { $vendor }
   *[other] { $count } dispatches sent
}
mail-dispatch-sent-text = { $count ->
    [1] The approved usage reports were sent to { $vendor }. A dispatch cannot be changed after it has been sent.
   *[other] The approved usage reports were sent. A dispatch cannot be changed after it has been sent.
}
mail-dispatch-completed-subject = { $returned ->
    [0] { $count ->
        [1] { $vendor } completed dispatch { $number }
       *[other] { $count } dispatches completed by their vendors
    }
   *[other] { $count ->
        [1] { $vendor } processed dispatch { $number }: { $returned } returned
       *[other] { $count } dispatches processed: { $returned } reports returned
    }
}
mail-dispatch-completed-text = { $returned ->
    [0] { $count ->
        [1] { $vendor } has completed all reports of this dispatch. There is nothing left for you to do.
       *[other] The vendors have completed all reports of these dispatches. There is nothing left for you to do.
    }
   *[other] { $count ->
        [1] { $vendor } has decided on all reports of this dispatch. The returned reports are under review again: approve and send them again, or reject them, so that the partners can correct them. A returned amendment has no effect; you can propose another correction.
       *[other] The vendors have decided on all reports of these dispatches. The returned reports are under review again: approve and send them again, or reject them, so that the partners can correct them. A returned amendment has no effect; you can propose another correction.
    }
}
mail-deadline-was = Previous deadline
mail-dispatch = Dispatch { $number }
mail-reports = Reports
mail-completed = Completed
mail-returned = Returned
mail-purchase-order = Purchase order
mail-open-dispatch = Open the dispatch
mail-open-dispatches = Open the list of dispatches
mail-deadline = Deadline
mail-review-by = Review by
mail-state = Status
mail-when = When
mail-browser = Browser
mail-address = Network address
mail-coming = Units charged at the deadline if no one acts
mail-penalties = Penalty for over-provisioning without a comment
mail-penalty-avoid = To avoid this, comment on these lines before the deadline. Without a comment, an over-provisioned line is charged on all provisioned units, and a figure that you changed goes back to its default.
mail-proof = The attached file countersign-proof.txt proves what the record said when this message was sent. Keep this message: with it, anyone can show later whether the record was changed.
mail-more-units = { $product } { $units } { $unit }
mail-more-products = { $count ->
    [one] { $count } more product
   *[other] { $count } more products
}
mail-product-unit = { $product } ({ $unit })
mail-moment = { $at } ({ $zone })
mail-submitted-advice = If the figures are wrong, ask { $distributor } to reject the report. You can then correct it and submit it again.
mail-months = { $from } – { $to }
mail-product = Product
mail-now = Now
mail-at-deadline = At the deadline
mail-without = Without penalty
mail-charged = Charged
mail-difference = Difference
mail-more = { $count ->
    [1] One more is in the list.
   *[other] { $count } more are in the list.
}
mail-open-report = Open the report
mail-open-list = Open the list of reports
mail-why-report = You get this message because you work on the usage reports of { $company }.
mail-why-account = You get this message because it concerns your account at { $host }.
mail-why-operator = You get this message because you administer this installation of Countersign at { $host }.
mail-why-administrator = You get this message because you administer { $company } at { $host }.
mail-unsubscribe = Stop sending me messages of this kind
mail-link-until = The link works once, until { $until }. The first person to open it sets the password, so do not pass it on.

mail-invitation-subject = Your invitation from { $company }
mail-invitation-text = { $company } invites you to Countersign, where usage reports are checked, submitted and approved. Open the link to accept the invitation.
mail-invitation-button = Accept the invitation
mail-password-reset-subject = Your link to set a new password
mail-password-reset-text = We received a request for a link to set a new password. If you did not ask for it, ignore this message: your password will not change.
mail-password-reset-button = Set a new password
mail-new-sign-in-subject = New sign-in to your account
mail-new-sign-in-text = There was a sign-in to your account from a browser that we had not seen before.
mail-new-sign-in-button = Open your account
mail-new-sign-in-note = If this was you, there is nothing to do. If not, change your password now and end the session.
mail-account-changed-subject = Your account: { $what }
mail-account-changed-text = Your account at { $company } was changed: { $what }.
mail-account-changed-button = Open your account
mail-account-changed-note = If you did not expect this, change your password now and contact an Administrator of your company.
mail-company-changed-subject = { $company }: { $what }
mail-company-changed-text = The operator of this installation made a change to the people of { $company }: { $what }.
mail-company-changed-button = Open People
mail-company-changed-note = If your company did not ask for this, contact the operator.
mail-backup-failed-subject = Backup failed
mail-backup-failed-text = The daily backup of this installation failed. Countersign tries again every 15 minutes until it succeeds.
mail-backup-failed-button = Open the clock
mail-backup-failed-note = Until then, there are only the earlier backups. Check the disk and the folder named in the reason.
mail-source-silent-subject = No readings from a source
mail-source-silent-text = A program that should send readings has sent none for longer than expected. Without its readings, reports carry old figures forward or are missing.
mail-source-silent-button = Open the sources
mail-source-silent-note = Check that the program runs and that its token is still valid. As soon as it sends readings again, Countersign treats it as active. On the page of the source, you can change the time after which a message is sent.
mail-webhook-ended-subject = A webhook has ended
mail-webhook-ended-text = The receiver of a webhook answered that it is gone. Countersign sends it no more events.
mail-webhook-ended-button = Open the webhooks
mail-webhook-ended-note = If the receiver should still get events, correct its address on the page of the webhook and turn it on again. Messages that were not sent can be sent again there.
mail-person = Person
mail-backup-reason = Reason
mail-source = Source (last readings)
mail-webhook = Webhook
mail-change = Change
