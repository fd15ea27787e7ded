# Signing decisions with a passkey on a page.
signing-do = { $verb ->
    [submit] Sign and submit
    [approve] Sign and approve
    [reject] Sign and reject
    [agree-correction] Sign and agree
    [dispatch] Sign and send
    [complete] Sign and complete
   *[return] Sign and return
}
signing-not-done = Nothing was signed, and nothing was changed. Try again.
signing-no-passkey = Your company requires your signature for this. Add a passkey and sign here by fingerprint, face or PIN, or sign with an SSH key on the command line.
signing-numeric-address = Your company requires your signature for this. Browsers sign with a passkey for host names only, and you opened Countersign at a numeric address. Open it by its name, or sign with an SSH key on the command line.
signing-unencrypted = Your company requires your signature for this. Browsers sign with a passkey over encrypted connections only, and this one is not encrypted. Ask the operator for an https:// address, or sign with an SSH key on the command line.
signing-needs-script = Your company requires your signature for this. Signing with a passkey needs JavaScript and a browser that supports passkeys. Without them, sign with an SSH key on the command line.
signing-too-many = One signature covers at most { $count } reports. Select fewer.

signing-key-of-passkey = Passkey
person-keys = Passkeys and signing keys
person-keys-lead = See how this person signs in and signs decisions, and remove what they have lost.
person-keys-show = Show passkeys and signing keys
person-keys-text = Remove a passkey if its device is lost. It can then no longer be used to sign in or to sign decisions, and all sessions of the person end. A removed signing key can no longer sign. What was signed before can still be verified.
person-keys-elsewhere = This person also acts for other companies. They remove passkeys and signing keys themselves, on their account page.
person-keys-own = These are your own keys. Remove them on your account page.
person-passkeys-none = No passkeys
person-signing-keys-none = No signing keys
person-key-remove = Remove the key
person-key-removed = Removed. The person gets a message.
