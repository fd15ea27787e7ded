# Passkeys.
passkey-title = Passkeys
passkey-text = With a passkey you sign in by the fingerprint, face or PIN of your device, without your password and the code of a second factor. A passkey works on this site only, so no other site can ask for it.
passkey-count = { $count ->
    [0] You have no passkeys. With one, you sign in by the fingerprint, face or PIN of your device.
    [one] You have { $count } passkey.
   *[other] You have { $count } passkeys.
}
passkey-manage-all = Manage passkeys
passkey-none = No passkeys yet.
passkey-made = Added on
passkey-never-used = Never
passkey-kept = Kept
passkey-shared = By a password manager, which can share it between your devices
passkey-bound = On one device
passkey-manage = Rename or remove
passkey-add = Add a passkey
passkey-name-hint = For example the name of the device or of the password manager.
passkey-name-expected = Enter a name of at most 200 characters.
passkey-remove = Remove the passkey
passkey-remove-text = You can no longer sign in with it, and your other sessions end. Delete it on your device too.
passkey-added = The passkey is added. You can sign in with it now.
passkey-removed = The passkey is removed, and your other sessions have ended.
passkey-too-many = { $count ->
    [one] You have { $count } passkey, which is the most. Remove it before you add another one.
   *[other] You have { $count } passkeys, which is the most. Remove one before you add another one.
}
passkey-numeric-address = Browsers make passkeys for host names only, and you opened Countersign at a numeric address. Open it by its name.
passkey-unencrypted = Browsers make passkeys over encrypted connections only, and this one is not encrypted. Ask the operator for an https:// address.
passkey-needs-script = Passkeys need JavaScript, which is turned off in your browser.
passkey-unsupported = Your browser does not support passkeys.
passkey-create-title = Add a passkey
passkey-create-text = Your browser now asks where to keep the passkey, and your device asks for your fingerprint, face or PIN.
passkey-create-button = Ask again
passkey-cancel = Cancel
passkey-not-done = No passkey was made. Try again, or choose another device or password manager.
passkey-there = This device or password manager already has a passkey of yours. Choose another one.
passkey-expired = This took longer than five minutes, or was sent twice. Start again.
passkey-not-accepted = Countersign could not accept this passkey. Use a device that verifies you by a fingerprint, a face or a PIN.
passkey-taken = This passkey was added before. Make a new one.
passkey-sign-in = Sign in with a passkey
passkey-not-used = You are not signed in. Try again, or sign in with your password.
passkey-refused = This passkey is not known here, or its answer could not be verified. Sign in with your password.
passkey-signed-on = You signed in through your company’s identity provider. To add a passkey, sign in with your password, because a passkey opens all companies of your account.
passkey-awaited = Your password is right. One of your companies requires a second factor, and yours is a passkey: sign in with it. If you have lost it, ask for a link to set a new password, which removes your passkeys.
passkey-awaited-elsewhere = Passkeys do not work at this address. Open Countersign by the address at which you added yours.
account-by-passkey = by passkey
