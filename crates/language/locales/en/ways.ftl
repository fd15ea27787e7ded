# Delivery channels of dispatches, and deliveries through them.
way-title = Delivery channels of { $distributor }
way-button = Delivery channels
way-list = The vendor can see and download each dispatch in Countersign. It is also sent through each channel below that is turned on.
way-list-own = The vendor can see and download each dispatch in Countersign. It is also sent through each channel below that is turned on. The operator sets up the channels.
way-none = No delivery set up
way-none-text = The vendor picks up dispatches in Countersign.
way-add-another = Add:
way-add = Add: { $kind }
way-kind = Kind
way-kind-email = E-mail
way-kind-folder = Folder
way-kind-sftp = SFTP
way-kind-webhook = Webhook
way-name = Name
way-name-hint = The name of the channel on the page of a dispatch.
way-where = Destination
way-vendor = Vendor
way-vendor-hint = If you choose one, only dispatches to this vendor use the channel.
way-all-vendors = All vendors
way-stands = Status
way-on = On
way-off = Off
way-is-on = Use for dispatches
way-count-waiting = { $count ->
    [one] 1 waiting
   *[other] { $count } waiting
}
way-count-failed = { $count ->
    [one] 1 failed
   *[other] { $count } failed
}
way-address-email = Recipients
way-address-email-hint = At most 20 e-mail addresses, separated by commas. The file is attached.
way-address-folder = Directory
way-address-folder-hint = A directory of this server, such as /srv/dispatches/north. It must exist inside the server’s dispatch folder.
way-address-sftp = Address
way-address-sftp-hint = sftp://user@host/directory, with a port after the host if needed. /~/in is a directory below the user’s home directory.
way-address-webhook = Address
way-address-webhook-hint = https://… Countersign calls it with a signed request, as in Standard Webhooks.
way-host-key = Key of the server
way-host-key-hint = Its public key (ssh-ed25519 …) or fingerprint (SHA256:…). Nothing is sent to a server with another key.
way-format = File
way-format-hint = The format of the dispatch.
way-format-csv = CSV: a row for each line of a report
way-format-jsonl = JSON Lines: the documents
way-file = File
way-added = Added. Send a test before the next dispatch.
way-saved = Saved. Waiting deliveries are tried at once.
way-stale-text = Nothing was saved. Your entries are in the fields below. Open the channel again to see the other person’s change.
way-wrong-long = Use at most 1,000 characters.
way-wrong-name = Use 1 to 100 visible characters on one line, without characters that change the direction of text.
way-wrong-unseen = The address has invisible characters, or characters that change the direction of text. Enter it without them.
way-wrong-email = Enter 1 to 20 e-mail addresses, separated by commas.
way-wrong-folder = Enter the full path of an existing directory, beginning with /.
way-wrong-outside = Choose a directory inside the server’s dispatch folder (--dispatch-folder).
way-wrong-no-root = This server does not write to folders. The operator can allow it with --dispatch-folder.
way-wrong-sftp = Enter sftp://user@host/directory, without a password and without “..”.
way-wrong-webhook = Enter an address that begins with https://, without user and password. http:// is for this machine only.
way-wrong-network = This address is in a network to which requests are not allowed. The operator can allow it with --allow-network.
way-wrong-host-key = Enter a public key such as ssh-ed25519 AAAA…, or a fingerprint such as SHA256:….
way-public-key = Key of this channel
way-public-key-text = Add this line to the file authorized_keys of the user on the other server. The private key stays here and is not shown.
way-test = Send a test
way-test-text = Sends a small message or file that is marked as a test, and shows the result.
way-test-sent = The test arrived.
way-test-acknowledged = The test arrived and was acknowledged.
way-test-failed = The test did not arrive: { $why }
way-stays-demo = This is a demonstration: nothing is sent.
way-stays-rehearsal = This is a rehearsal: nothing is sent, unless the server is started with --deliver-in-rehearsal.
way-renew-secret = Make a new secret
way-renew-secret-text = Requests are then signed with the new secret, and for 24 hours also with the previous one.
way-renew-key = Make a new key
way-renew-key-text = The channel then uses the new key only: add it on the other server, or deliveries wait.
way-locked = The secret of this channel cannot be decrypted, because its key is missing, so nothing is sent. Make a new one, or wait until the operator has put the key back.
way-key-made = A new key was made. Add it on the other server.
way-old-until = The previous secret signs until { $until }.
way-secret = Secret of the webhook
way-secret-text = Requests are signed with it. Give it to the recipient, in a way that no one else can read.
way-secret-once = It is shown only this once. If it gets lost, make a new one.
way-mail-title = Dispatch { $number } · { $months }
way-mail-subject = Dispatch { $number } of { $distributor } to { $vendor }: { $months }
way-mail-said = { $distributor } sends you its approved usage reports for { $months } in the attached file. If this message arrives twice, it is the same dispatch.
way-mail-open = Open the dispatch
way-mail-why = You get this message because { $distributor } sends its dispatches to your address.
way-test-subject = Test: dispatches of { $distributor }
way-test-said = This is a test, not a dispatch. Dispatches of { $distributor } will be sent to this address, with their file attached.
delivery-title = Delivery
delivery-goes-by = The vendor sees it in Countersign. It is also sent through:
delivery-not-sent = Not sent through this channel
delivery-waiting = Waiting
delivery-waiting-off = Waiting: the channel is turned off
delivery-under-way = Under way
delivery-again = Waiting, next attempt
delivery-unreached = The recipient could not be reached, or its response was not valid. The server log has the details.
delivery-sent = Sent
delivery-failed = Failed
delivery-acknowledged = Acknowledged
delivery-answered = Acknowledged: the vendor has decided on some of its reports
delivery-attempts = { $count ->
    [one] one attempt
   *[other] { $count } attempts
}
delivery-send = Send
delivery-send-now = Try now
delivery-send-again = Send again
delivery-sending = The dispatch is being sent through { $way }. It keeps its name and number, so that the other side recognises a repetition.
delivery-busy = The dispatch is already being sent through { $way }.
