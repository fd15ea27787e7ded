# Signing in and out, forgotten passwords, one-time links.
sign-in-title = Sign in
sign-in-button = Sign in
sign-in-forgotten = Forgot your password?
sign-in-refused = E-mail address or password is wrong. Check both and try again.
sign-in-wait = { $count ->
    [one] That was tried too often. Wait { $count } second, then try again.
   *[other] That was tried too often. Wait { $count } seconds, then try again.
}
signed-out = You are signed out.
field-email = E-mail address
field-password = Password
field-new-password = New password
field-code = Code

code-title = Second step
code-text = Your account has a second factor.
code-hint = The six digits that your device shows for Countersign, or one of your recovery codes.
code-button = Continue
code-cancel = Cancel and sign out
code-wrong = This code is wrong, or was used already. Each code works once: wait for the next one.
code-recovery-used = { $count ->
    [0] That was your last recovery code. Make new ones in your account.
    [one] That recovery code is used up; { $count } is left.
   *[other] That recovery code is used up; { $count } are left.
}

company-title = Act as
company-text = You belong to several companies. Everything you do is done as the one you choose here; you can switch at any time.
company-none = You do not belong to any company. An Administrator of your company can add you.

forgotten-title = Forgotten password
forgotten-text = We tell the Administrators of your company, who can hand you a link to set a new one.
forgotten-button = Ask for a link
forgotten-sent = If there is an account with this address, the Administrators of its company now see your request. They hand you a link, which works for an hour.
forgotten-back = To signing in

link-invitation = Welcome
link-invitation-text = { $name }, choose a password. With it and your e-mail address you sign in from now on.
link-reset = Set a new password
link-reset-text = { $name }, choose a new password. Wherever you are signed in, that session ends.
link-button = Set the password and sign in
link-closed = This link does not open any more
link-closed-text = A link works once, and only for a while: an invitation for seven days, a password reset for an hour. Ask whoever gave it to you for another one.

password-hint = { $count ->
    [one] At least { $count } character. Several words that have nothing to do with each other are easy to remember and hard to guess.
   *[other] At least { $count } characters. Several words that have nothing to do with each other are easy to remember and hard to guess.
}
password-short = { $count ->
    [one] The password is too short: it has at least { $count } character.
   *[other] The password is too short: it has at least { $count } characters.
}
password-long = { $count ->
    [one] The password is too long: it has at most { $count } character.
   *[other] The password is too long: it has at most { $count } characters.
}
password-known = This password is one of those that are tried first. Choose another one.
password-personal = This password is made of your name, your address or your company. Choose another one.
