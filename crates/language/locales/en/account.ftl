# One's own account.
field-current-password = Your password now
field-name = Name
field-role = Role
account-you = You
account-company = Company
account-save = Save
account-saved = Saved.
account-look = Language, appearance, keys
account-language-browser = As the browser asks
account-time-zone = Time zone of dates
account-time-zone-own = Your company’s region, or UTC
account-shortcuts = Single keys are shortcuts
account-password-since = Set on
account-password-change = Change the password
account-password-none = You have no password: you sign in through your company's identity provider. An Administrator can hand you a link to set one.
account-password-wrong = Your password is wrong. Nothing was changed.
account-password-changed = { $count ->
    [0] The password is changed.
    [one] The password is changed, and { $count } other session has ended.
   *[other] The password is changed, and { $count } other sessions have ended.
}
account-sessions = Where you are signed in
account-sessions-text = A session ends by itself eight hours after its last use, and at the latest after seven days.
account-device = Browser
account-address = Network address
account-opened = Since
account-last-seen = Last used
account-this-session = this one
account-by-password = by password
account-by-sign-on = by your company's identity provider
account-by-demo = by one click
account-session-end = End
account-session-ended = The session has ended.
account-end-all = Sign out everywhere

factor-title = Second factor
factor-none = Whoever learns your password can sign in as you. A second factor asks for a code from your phone too.
factor-in-use = You are asked for a code from your device when you sign in.
factor-set-up = Set up a second factor
factor-manage = Second factor and recovery codes
factor-required = Your company asks everybody for a second factor. Set one up to go on.
factor-text = You need an app that makes codes, on your phone or in your password manager. With a second factor a password of eight characters is enough.
factor-locked = The secret of your second factor cannot be opened, because its key is missing. Remove the factor and set it up again.
key-missing = This server has no key to seal secrets with. A second factor, a webhook, a way by SFTP or the secret of an identity provider is refused until the operator gives it a key file (--key-file).
factor-scan = Scan this picture with the app.
factor-picture = QR code that holds the secret below
factor-type = Or type this secret into it.
factor-open-here = Open it in an app on this device
factor-first-code = Then type the six digits that the app shows
factor-confirm = Put it in use
factor-remove = Remove the second factor
factor-remove-text = You are asked for your password alone then. Your recovery codes are removed too.
factor-removed = The second factor is removed.
factor-password-short = Your password has fewer than 15 characters, which is enough only beside a second factor. Choose a longer one first, then remove the factor.
recovery-title = Recovery codes
recovery-text = Keep these codes where you would find them without your device. Each lets you in once in place of its code. They are not shown again.
recovery-kept = I have kept them
recovery-renew = Make new recovery codes
recovery-renew-text = The codes you have now stop working.
recovery-left = { $count ->
    [0] You have no recovery code left.
    [one] You have { $count } recovery code left.
   *[other] You have { $count } recovery codes left.
}

account-provider-is = You can come in with your account at { $host }, to act for { $company } only.
account-provider-not = You can link your account at { $host } and come in with it, to act for { $company } only.
account-provider-subject = Known there as
account-provider-link = Link an account
account-provider-unlink = Remove the link
account-provider-only = It is your only way in. To remove it, ask an Administrator for a link to set a password first.
account-provider-linked = Your account at the identity provider is linked.
account-provider-unlinked = The link is removed, and what was opened by it has ended.
