# Webhooks: addresses of a company that get messages about events.
webhooks = Webhooks
webhooks-text = Countersign sends the events that you choose to an address of your company, as signed requests. A program there can follow your reports without polling.
webhooks-none = No webhooks yet
webhook-add = Add a webhook
webhook-change = Change this webhook
webhook-name-hint = The program that receives the events, or what it is for.
webhook-events = Events
webhook-is-on = Send events
webhook-gone = Ended
webhook-gone-text = The receiver answered that it is gone, so nothing is sent any more. Correct the address if needed, and turn the webhook on again.
webhook-failing = The last attempt failed. The next one is at { $at }.
webhook-locked = The secret of this webhook cannot be decrypted, because its key is missing, so nothing is sent. Make a new one, or wait until the operator has put the key back.
webhook-added = Added
webhook-saved = Saved.
webhook-test-text = Sends an event of the type webhook.test. The list of messages shows the result.
webhook-test-queued = The test is on its way. Reload the page in a few seconds to see the result.
webhook-secret-text = Requests are signed with it. Put it into the program that receives them.
webhook-log = Messages
webhook-log-text = Messages are kept for 90 days. A message that could not be sent is retried for up to three days.
webhook-log-none = No messages. Each event appears here as soon as it happens.
webhook-all = All
webhook-event = Event
webhook-happened = Happened at
webhook-answer = Answer
webhook-older = Older messages
webhook-newest = Newest messages
webhook-resent = { $count ->
    [0] No message is sent again: all of them are waiting already, or there are none.
    [one] One message is sent again.
   *[other] { $count } messages are sent again.
}
webhook-replay = Resend the messages of a period
webhook-replay-text = Every message keeps its id, so that the receiver recognises a repetition.
webhook-from = First day
webhook-until = Last day
webhook-replay-wrong = Enter the first and the last day.
webhook-wrong-network = This address is in a private network. The webhooks of your company go to public addresses only.
webhook-remove = Remove this webhook
webhook-remove-text = The webhook and the list of its messages are deleted.
webhook-removed = The webhook { $name } was removed.
webhook-error-events = Choose at least one event.
webhook-error-too-many = There are { $count } webhooks already. Remove one first.
webhook-receiver-gone = The receiver is gone.
webhook-too-late = The message could not be sent in time.

webhook-event-report-ready = A report is ready for its partner
webhook-event-report-submitted = A report was submitted
webhook-event-report-approved = A report was approved
webhook-event-report-rejected = A report was rejected
webhook-event-report-reopened = An approval was taken back
webhook-event-report-extended = A partner was given more time
webhook-event-dispatch-sent = A dispatch was sent
webhook-event-dispatch-completed = A vendor finished a dispatch
webhook-event-dispatch-returned = A vendor returned a report
webhook-event-correction-proposed = A correction was proposed
webhook-event-correction-agreed = A correction was agreed to
webhook-event-correction-refused = A correction was refused
webhook-event-correction-withdrawn = A correction was withdrawn
webhook-event-correction-dispatched = An amendment was sent to the vendor
webhook-event-correction-completed = A vendor completed an amendment
webhook-event-correction-returned = A vendor returned an amendment
webhook-event-source-silent = A source of readings is silent
