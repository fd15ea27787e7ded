# Setting up a new installation.
set-up-title = Welcome to Countersign
set-up-text = This account runs the installation: it adds companies, products and people, and imports files. You can add colleagues later.
set-up-rehearsal = Try it out first
set-up-rehearsal-hint = The clock then stands still until you move it, so that a month takes minutes, and no message leaves. This cannot be changed later: for real work, set up another database.
set-up-button = Create the account and sign in
set-up-done = Your account is ready.
set-up-known = A person with this address belongs to another company already. Use another address.
set-up-closed-text = A set-up link works once and for 24 hours, and only while the installation has no operator. Restart Countersign to get a new one.
set-up-waits = Nobody can sign in yet. Open the set-up link that Countersign printed when it started; if it has expired, restart Countersign to get a new one.
