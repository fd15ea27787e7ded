# Messages on pages: choices, the outbox.
nav-outbox = Outbox
handed-mailed = This link goes to { $name } ({ $email }) by e-mail. You can also hand it over yourself, in a way that nobody else reads. It is not shown again.
forgotten-by-mail = We send a link to set a new one to the address of your account.
forgotten-mailed = If there is an account with this address, a link is on its way to it, and works for an hour. If none arrives, look again in a few minutes, or ask an Administrator of your company.
account-messages = Messages by e-mail
account-messages-text = Decisions, and what concerns the safety of your account, are always sent.
unsubscribe-title = Messages by e-mail
unsubscribe-ask = No longer send you messages of this kind: { $kind }?
unsubscribe-button = Do not send them any more
unsubscribe-done = Messages of this kind are no longer sent to you: { $kind }.
unsubscribe-back = On the page of your account you can have them sent again.
message-ready = A report is ready
message-reminder = Reminders before a deadline
message-submitted = Submitted automatically
message-review = What waits for your review, each morning
message-approved = Approved
message-rejected = Sent back by the distributor
message-returned = Returned by the vendor
message-invitation = Invitation
message-password-reset = Link to set a password
message-new-sign-in = New sign-in
outbox-waiting = Waiting
outbox-sent = Sent
outbox-failed = Given up
outbox-kind = Message
outbox-to = To
outbox-count = Tells
outbox-attempts = Attempts
outbox-error = Last error
outbox-next = Next attempt
outbox-sent-at = Sent at
outbox-failed-at = Given up at
outbox-resend = Send again
outbox-resend-all = Send all again
outbox-resend-text = What is too late for its readers stays as it is.
outbox-none = There is nothing here.
outbox-cut = There are more than this list shows.
outbox-stays = No mail server is set up for this process, so that messages wait. Start it with --smtp-url and --mail-from.
outbox-stays-rehearsal = This is a rehearsal: messages are written and stay here. Start it with a mail server and --mail-in-rehearsal to send them.
outbox-stays-demo = This is a demonstration: messages are written and never sent.
outbox-resent = { $count ->
    [0] Nothing is sent again.
    [1] It is sent again.
   *[other] { $count } are sent again.
}
