## API tokens of people and service accounts

token-title = API tokens
token-text = A program with one of your tokens acts as you, in the company that the token is for. Make a separate token for each program, and revoke it when the program no longer needs it.
account-tokens-text = Programs can act for you with the API.
account-tokens-manage = Manage tokens
token-reference = API reference
token-none = No tokens yet
token-make = Make a token
token-name-hint = Where the program runs, or what it is for.
token-scopes = Permissions
token-scope-reports-read = Read usage reports
token-scope-reports-edit = Change and submit usage reports, and propose corrections
token-scope-reports-decide = Decide on usage reports and corrections, handle dispatches, and close cycles
token-scope-directory-read = Read companies, customers, products, subscriptions and settings
token-scope-directory-write = Change companies, customers, products and subscriptions
token-scope-settings-write = Change settings
token-scope-people-read = Read your company’s people and audit record
token-scope-readings-write = Send readings
token-scope-webhooks-write = Manage your company’s webhooks
token-scope-log-witness = Read the hashes of the log, and hand in what a witness signed
token-lasts = Valid for
token-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
token-networks = Networks
token-networks-all = All
token-networks-hint = The addresses from which the token is accepted, such as 192.0.2.0/24. Leave it blank for all.
token-expires = Expires
token-has-expired = Expired
token-used = Last used
token-never-used = Never
token-revoke = Revoke
token-revoked = The token is revoked. Programs can no longer use it.
token-made-title = Your new token
token-made-text = Give this token to the program. It sends it with every request, in the header Authorization: Bearer.
token-made-once = The token is shown only this once. If it gets lost, revoke it and make another one.

token-error-not-permitted = Only an Administrator of the company or of the operator can make tokens for a service account.
token-error-name = Enter a name of at most 200 visible characters.
token-error-no-scope = Choose at least one permission.
token-error-scope = You cannot give a token this permission: { $scope }
token-error-network = { $network } is not a network. Enter networks such as 192.0.2.0/24.
token-error-networks = Enter at most 50 networks.
token-error-days = Choose at most { $count } days.
token-error-too-many = There are { $count } tokens already. Revoke one first.

service-accounts = Service accounts
service-accounts-text = A service account lets a program act for your company with a role of its own. It stays when the person who added it leaves.
service-accounts-none = No service accounts yet
service-account-add = Add a service account
service-account-maker = Added by
service-account-made = Added on
service-account-client-id = Client ID
service-account-text = The work of this account counts as work of the person who made the token: neither can decide on a report that the other edited or submitted. For OAuth 2.0 client credentials, use the client ID with one of the tokens as the secret.
service-account-name-taken = There is already a service account of this name. Use another name.
service-account-too-many = There are { $count } service accounts already. End one first.
service-account-end = End this account
service-account-end-text = All of its tokens are revoked at once. What it did stays in the history.
service-account-ended = The service account { $name } has ended.
