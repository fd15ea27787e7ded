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
code-locked = Your second factor cannot be checked, because the key that its secret is sealed with is missing. Use a recovery code, or ask an Administrator of your company to remove the factor.
code-recovery-used = { $count ->
    [0] That was your last recovery code. Make new ones in your account.
    [one] That recovery code is used up; { $count } is left.
   *[other] That recovery code is used up; { $count } are left.
}

unsaved-title = You have been signed out
unsaved-text = Your session ended before this could be saved. What you typed is still on this page, and nothing was changed. Leave the page open until you have continued.
unsaved-sign-in = Sign in again (opens in another tab)
unsaved-then = Come back to this page and continue. You see what you typed before anything is saved.
unsaved-continue = Continue
unsaved-too-much = Your session ended before this could be saved, and it was too much to keep on this page. Nothing was changed. Sign in again in another tab, then go back in this one: your browser may still show what you typed.
unsaved-again = You signed in again. What you typed is below and has not been saved: look at it, then save it.

company-title = Act as
company-text = You belong to several companies. Everything you do is done as the one you choose here; you can switch at any time.
company-none = You do not belong to any company. An Administrator of your company can add you.
company-invitations = Invitations
company-invitations-text = You act for a company once you accept its invitation.
company-invitations-by-link = Open the link that the company sent you to accept its invitation: it shows that the invitation reached you.
company-accept = Accept
company-decline = Decline
company-accepted = You have accepted the invitation.
company-declined = You have declined the invitation.
company-waiting = The operator added you to { $company }. You can act for it once one of its Administrators agrees.

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
link-made-by = { $name } made this link.
consent-title = Invitation
consent-text = { $name }, you are invited with the address { $email }, which has an account here already. Your password stays as it is.
consent-sign-in = Sign in with this account to accept the invitation.
consent-sign-in-button = Sign in
consent-somebody-else = You are signed in as { $email }. Sign out, then open this link again.
consent-provider-text = You can also accept with the account you have at this company. It lets you in for this company alone.
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

sign-on-title = With your company's identity provider
sign-on-text = Once your account here is linked, the account you have at work lets you in.
sign-on-company = Your company's code
sign-on-button = Continue
sign-on-no-company = No company signs in this way under this code. Check it, or ask an Administrator of your company.
sign-on-leave-title = To your identity provider
sign-on-leave-text = You go on at { $host }, and come back from there.
sign-on-leave-button = Continue
sign-on-refused-title = Signing in did not work
sign-on-no-provider = Your company does not sign in with this identity provider any more. Ask an Administrator of your company.
sign-on-out-of-reach = Your company's identity provider cannot be reached, or does not answer as it should. Try again in a while; if it stays so, tell an Administrator of your company.
sign-on-declined = Your company's identity provider did not let you in. Sign in again, or ask whoever runs it.
sign-on-stale = This sign-in is too old, was used already, or was begun in another browser. Begin again.
sign-on-untrusted = What your company's identity provider answered does not hold. Nothing was changed. Begin again; if it stays so, tell an Administrator of your company.
sign-on-unknown = Your account at the identity provider is linked to nobody here. Ask an Administrator of your company for an invitation and open it, or sign in with your password and link it on the page of your account. An address of e-mail alone links nothing.
sign-on-taken = Your account at the identity provider is linked to somebody else of this company. Nothing was changed. Ask an Administrator of your company.
sign-on-invitation-closed = The invitation does not open any more. Ask an Administrator of your company for another one.
sign-on-somebody-else = The account here in which you began is not signed in any more, or not for this company. Nothing was changed. Sign in and begin again.
link-provider = With your company's identity provider
link-provider-text = Instead of choosing a password you can come in with the account you have at work. It is linked to you and lets you in from now on.
link-provider-button = Continue with { $host }
