# Ways by which dispatches leave the house, and deliveries by them.
way-title = Ways of delivery of { $distributor }
way-button = Ways of delivery
way-list = Each dispatch is on the vendor's pages here, and can be downloaded. Beside that it goes by every way below that is switched on.
way-list-own = Each dispatch is on the vendor's pages here, and can be downloaded. Beside that it goes by every way below that is switched on. The operator sets them up.
way-none = There is no way yet
way-none-text = Dispatches wait on the vendor's pages here and leave by no other way.
way-add-another = Add:
way-add = Add: { $kind }
way-kind = Kind
way-kind-email = E-mail
way-kind-folder = Folder
way-kind-sftp = SFTP
way-kind-webhook = Webhook
way-name = Name
way-name-hint = What people call it, on the page of a dispatch.
way-where = Where to
way-vendor = Vendor
way-vendor-hint = Choose one, and only dispatches to it go by this way.
way-all-vendors = All vendors
way-stands = State
way-on = On
way-off = Switched off
way-is-on = Dispatches go by it
way-count-waiting = { $count ->
    [one] one waits
   *[other] { $count } wait
}
way-count-failed = { $count ->
    [one] one was given up
   *[other] { $count } were given up
}
way-address-email = Recipients
way-address-email-hint = Addresses of e-mail with commas between them, at most 20. The file is attached.
way-address-folder = Directory
way-address-folder-hint = A directory of this server, such as /srv/dispatches/north. It must be there, below the directory that the server was given.
way-address-sftp = Address
way-address-sftp-hint = sftp://user@host/directory, perhaps with a port after the host. /~/in is a directory in which the user begins.
way-address-webhook = Address
way-address-webhook-hint = https://… It is called with a signed request, by Standard Webhooks.
way-host-key = Key of the server
way-host-key-hint = Its public key (ssh-ed25519 …) or the fingerprint of it (SHA256:…). A server that shows another one gets nothing.
way-format = File
way-format-hint = What the dispatch is written as.
way-format-csv = CSV: a row for each line of a report
way-format-jsonl = JSON Lines: the documents
way-file = File
way-added = Added. Send a test before the next dispatch goes.
way-saved = Saved. What waited for it is tried at once.
way-stale-text = Nothing was saved. Your text stands in the fields below; open the way anew to see theirs.
way-wrong-long = At most 1,000 characters.
way-wrong-name = Use 1 to 100 characters that can be seen, on one line. Invisible characters and those that turn the direction of text are not taken.
way-wrong-unseen = The address has invisible characters, or some that turn the direction of text. Type it without them.
way-wrong-email = 1 to 20 addresses of e-mail with commas between them.
way-wrong-folder = The whole path of a directory that is there, beginning with /.
way-wrong-outside = This directory does not lie below the one that the server was given with --dispatch-folder.
way-wrong-no-root = This server writes into no folder: start it with --dispatch-folder.
way-wrong-sftp = sftp://user@host/directory, without a password and without “..”.
way-wrong-webhook = An address that begins with https://, without user and password. http:// is for this machine alone.
way-wrong-network = This address is in a network that is not open to requests. The server opens one with --allow-network.
way-wrong-host-key = A public key such as ssh-ed25519 AAAA…, or a fingerprint such as SHA256:….
way-public-key = Key of this way
way-public-key-text = Add this line to the file authorized_keys of the user on the other server. The private key stays here and is not shown.
way-test = Send a test
way-test-text = Sends a small message or file that says it is a test, and tells you what came of it.
way-test-sent = The test arrived.
way-test-acknowledged = The test arrived and was acknowledged.
way-test-failed = The test did not arrive: { $why }
way-stays-demo = This is a demonstration: nothing leaves it.
way-stays-rehearsal = This is a rehearsal: nothing leaves it, unless the server is started with --deliver-in-rehearsal.
way-renew-secret = Make a new secret
way-renew-secret-text = From then on requests are signed with it, and with the one before for 24 hours more.
way-renew-key = Make a new key
way-renew-key-text = From then on the way is let in by the new key alone: add it on the other server, or deliveries wait.
way-locked = The secret of this way cannot be opened, because its key is missing, and nothing goes by it. Make a new one, or wait until the operator has put the key back.
way-key-made = A new key was made. Add it on the other server.
way-old-until = The secret before signs until { $until }.
way-secret = Secret of the webhook
way-secret-text = Requests are signed with it. Give it to whoever receives them, in a way that nobody else reads.
way-secret-once = It is shown this once. If it is lost, make a new one.
way-mail-title = Dispatch { $number } · { $months }
way-mail-subject = Dispatch { $number } of { $distributor } to { $vendor }: { $months }
way-mail-said = { $distributor } sends you its approved usage reports for { $months }. They are attached as a file. If this message comes twice, it is the same dispatch.
way-mail-open = Open the dispatch
way-mail-why = You get this message because your address is that of a way of delivery of { $distributor }.
way-test-subject = Test: dispatches of { $distributor }
way-test-said = This is a test, and no dispatch. Dispatches of { $distributor } will come to this address, with their file attached.
delivery-title = Delivery
delivery-goes-by = Beside the vendor's pages it goes by:
delivery-not-sent = Not sent by this way
delivery-waiting = Waiting
delivery-waiting-off = Waiting: the way is switched off
delivery-under-way = Under way
delivery-again = Waiting, next attempt
delivery-unreached = It was not reached, or did not answer as it should. The log of the server says more.
delivery-sent = Sent
delivery-failed = Given up
delivery-acknowledged = Acknowledged
delivery-answered = Acknowledged: the vendor has decided about reports of it
delivery-attempts = { $count ->
    [one] one attempt
   *[other] { $count } attempts
}
delivery-send = Send
delivery-send-now = Try now
delivery-send-again = Send again
delivery-sending = It goes by { $way } now. What was sent before goes under the same name and number, so that the other side can tell.
delivery-busy = It is just going by { $way }.
