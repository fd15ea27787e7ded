# One's own account.
field-current-password = Current password
field-name = Name
field-role = Role
account-you = You
account-company = Company
account-save = Save
account-saved = Saved.
account-look = Language, appearance and shortcuts
account-language-browser = As set in the browser
account-time-zone = Time zone of dates
account-time-zone-own = Your company’s region, or UTC
account-shortcuts = Use single keys as shortcuts
account-password-since = Set on
account-password-change = Change the password
account-password-none = You have no password: you sign in through your company’s identity provider. An Administrator can give you a link to set one.
account-password-wrong = Your password is wrong. Nothing was changed. Try again.
account-password-changed = { $count ->
    [0] The password has been changed.
    [one] The password has been changed, and { $count } other session has ended.
   *[other] The password has been changed, and { $count } other sessions have ended.
}{ $passkeys ->
    [0] {""}
    [one] {" "}{ $passkeys } passkey still signs you in. Remove it if it is not yours.
   *[other] {" "}{ $passkeys } passkeys still sign you in. Remove those that are not yours.
}
account-sessions = Your sessions
account-sessions-text = A session ends eight hours after its last use, and after seven days at the latest.
account-device = Browser
account-address = Network address
account-opened = Since
account-last-seen = Last used
account-this-session = this session
account-by-password = by password
account-by-sign-on = by your company’s identity provider
account-by-demo = by one click
account-session-end = End
account-session-ended = The session has ended.
account-end-all = Sign out everywhere

factor-title = Second factor
factor-none = Anyone who learns your password can sign in with it. A second factor also asks for a code from your phone.
factor-in-use = You are asked for a code from your device when you sign in.
factor-set-up = Set up a second factor
factor-manage = Second factor and recovery codes
factor-required = Your company requires a second factor. Set one up to continue.
factor-text = You need an app that generates codes, on your phone or in your password manager. With a second factor, a password of eight characters is enough.
factor-locked = The secret of your second factor cannot be decrypted, because its key is missing. Remove the factor and set it up again.
key-missing = This server has no key for secrets. Until the operator gives it a key file (--key-file), it refuses second factors, webhooks, delivery by SFTP and the secrets of identity providers.
factor-scan = Scan this picture with the app.
factor-picture = QR code with the secret below
factor-type = Or enter this secret in the app.
factor-open-here = Open it in an app on this device
factor-first-code = Then enter the six digits that the app shows
factor-confirm = Turn on
factor-remove = Remove the second factor
factor-remove-text = You then sign in with your password alone. Your recovery codes are removed too.
factor-removed = The second factor has been removed.
factor-password-short = Your password has fewer than 15 characters, which is only enough with a second factor. Choose a longer one first, then remove the factor.
recovery-title = Recovery codes
recovery-text = Keep these codes where you can find them without your device. Each one replaces the code of your device once. They are not shown again.
recovery-kept = I have saved them
recovery-renew = Make new recovery codes
recovery-renew-text = The codes you have now stop working.
recovery-left = { $count ->
    [0] You have no recovery code left.
    [one] You have { $count } recovery code left.
   *[other] You have { $count } recovery codes left.
}

account-provider-is = You can sign in with your account at { $host }. You then act for { $company } only.
account-provider-not = You can link your account at { $host } and sign in with it. You then act for { $company } only.
account-provider-subject = Known there as
account-provider-link = Link an account
account-provider-unlink = Remove the link
account-provider-only = This is your only way to sign in. To remove it, first ask an Administrator for a link to set a password.
account-provider-linked = Your account at the identity provider is linked.
account-provider-unlinked = The link has been removed, and the sessions opened through it have ended.
