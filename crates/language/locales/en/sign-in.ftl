# Signing in and out, forgotten passwords, one-time links.
sign-in-title = Sign in
sign-in-button = Sign in
sign-in-forgotten = Forgot your password?
sign-in-refused = The e-mail address or password is wrong. Check both and try again.
sign-in-wait = { $count ->
    [one] Too many attempts. Wait { $count } second, then try again.
   *[other] Too many attempts. Wait { $count } seconds, then try again.
}
signed-out = You are signed out.
field-email = E-mail address
field-password = Password
field-new-password = New password
field-code = Code

code-title = Second step
code-text = Your account has a second factor.
code-hint = Enter the six digits that your device shows for Countersign, or one of your recovery codes.
code-button = Continue
code-cancel = Cancel and sign out
code-wrong = This code is wrong or has already been used. Each code works once: wait for the next one.
code-locked = Your second factor cannot be checked, because the key that its secret is encrypted with is missing. Use a recovery code, or ask an Administrator of your company to remove the factor.
code-recovery-used = { $count ->
    [0] That was your last recovery code. Make new ones in your account.
    [one] That recovery code is used up; { $count } is left.
   *[other] That recovery code is used up; { $count } are left.
}

unsaved-title = You have been signed out
unsaved-text = Your session ended before this could be saved. Your input is still on this page, and nothing was changed. Keep the page open until you have continued.
unsaved-sign-in = Sign in again (opens in a new tab)
unsaved-then = Come back to this page and continue. You see your input again before anything is saved.
unsaved-continue = Continue
unsaved-too-much = Your session ended before this could be saved, and your input was too large to keep on this page. Nothing was changed. Sign in again in another tab, then go back in this one: your browser may still show your input.
unsaved-again = You are signed in again. Your input is below and has not been saved yet: check it, then save it.

company-title = Act as
company-text = You belong to several companies. You act for the company you choose here, and can switch at any time.
company-none = You do not belong to any company. An Administrator of your company can add you.
company-invitations = Invitations
company-invitations-text = You act for a company once you accept its invitation.
company-invitations-by-link = To accept an invitation, open the link that the company sent you. This shows that the invitation reached you.
company-accept = Accept
company-decline = Decline
company-accepted = Invitation accepted.
company-declined = Invitation declined.
company-waiting = The operator added you to { $company }. You can act for it once one of its Administrators agrees.

forgotten-title = Forgotten password
forgotten-text = The Administrators of your company see your request and can give you a link to set a new password.
forgotten-button = Request a link
forgotten-sent = If there is an account with this address, the Administrators of its company now see your request. They can give you a link, which is valid for one hour.
forgotten-back = Back to sign-in

link-invitation = Welcome
link-invitation-text = { $name }, choose a password. You will sign in with it and your e-mail address.
link-reset = Set a new password
link-reset-text = { $name }, choose a new password. All of your current sessions will end.
link-passkeys = { $count ->
    [one] The new password removes the { $count } passkey of this account. You can add yours again afterwards.
   *[other] The new password removes the { $count } passkeys of this account. You can add yours again afterwards.
}
link-button = Set the password and sign in
link-made-by = { $name } made this link.
consent-title = Invitation
consent-text = { $name }, this invitation is for the address { $email }, which already has an account. Your password does not change.
consent-sign-in = Sign in with this account to accept the invitation.
consent-sign-in-button = Sign in
consent-somebody-else = You are signed in as { $email }. Sign out, then open this link again.
consent-provider-text = You can also accept with your account at this company. You then act for this company only.
link-closed = This link is no longer valid
link-closed-text = A link works once and for a limited time: an invitation for seven days, a password reset for an hour. Ask the person who gave it to you for a new one.

password-hint = { $count ->
    [one] Use at least { $count } character. Several unrelated words are easy to remember and hard to guess.
   *[other] Use at least { $count } characters. Several unrelated words are easy to remember and hard to guess.
}
password-short = { $count ->
    [one] Use at least { $count } character.
   *[other] Use at least { $count } characters.
}
password-long = { $count ->
    [one] Use at most { $count } character.
   *[other] Use at most { $count } characters.
}
password-known = This password is easy to guess, because many people use it. Choose another one.
password-personal = This password consists of your name, your address or your company. Choose another one.

sign-on-title = Sign in with your company’s identity provider
sign-on-text = Once your account here is linked, you can sign in with your work account.
sign-on-company = Your company’s code
sign-on-button = Continue
sign-on-no-company = No company with this code signs in with an identity provider. Check the code, or ask an Administrator of your company.
sign-on-leave-title = Continue at your identity provider
sign-on-leave-text = You sign in at { $host }, then come back here.
sign-on-leave-button = Continue
sign-on-refused-title = Sign-in failed
sign-on-no-provider = Your company no longer signs in with this identity provider. Ask an Administrator of your company.
sign-on-out-of-reach = We couldn’t reach your company’s identity provider, or its response was not valid. Try again later. If the problem persists, contact an Administrator of your company.
sign-on-declined = Your company’s identity provider refused the sign-in. Try again, or contact the people who run it.
sign-on-stale = This sign-in has expired, has already been used, or was started in another browser. Start again.
sign-on-untrusted = We couldn’t verify your identity provider’s response. Nothing was changed. Start again. If the problem persists, contact an Administrator of your company.
sign-on-unknown = Your account at the identity provider is not linked to an account here. Ask an Administrator of your company for an invitation, or sign in with your password and link it on your account page. A matching e-mail address is not enough.
sign-on-taken = Your account at the identity provider is linked to another person of this company. Nothing was changed. Ask an Administrator of your company.
sign-on-invitation-closed = The invitation is no longer valid. Ask an Administrator of your company for a new one.
sign-on-somebody-else = The account in which you started is no longer signed in, or not for this company. Nothing was changed. Sign in and start again.
link-provider = Sign in with your company’s identity provider
link-provider-text = Instead of choosing a password, you can sign in with your work account. It is linked to your account here.
link-provider-button = Continue with { $host }
