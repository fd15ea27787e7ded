# What surrounds every page, and words that many pages share.
skip-to-content = Skip to the content
nav-label = Main
nav-dashboard = Dashboard
nav-usage-reports = Usage reports
nav-partners = Partners
nav-customers = Customers
nav-products = Products
nav-settings = Settings
nav-dispatches = Dispatches
nav-people = People
nav-imports = Imports
nav-sources = Sources
nav-clock = Clock
nav-companies = Companies
nav-operation = Operation
nav-account = Your account
nav-switch-company = Act as another company
nav-sign-out = Sign out
preferences-label = Language and appearance
preferences-language = Language
preferences-theme = Appearance
preferences-save = Apply
theme-auto = Match system
theme-light = Light
theme-dark = Dark
demo-banner = Demonstration:
rehearsal-banner = Rehearsal:
rehearsal-clock = its time is { $clock } UTC.
demo-next-deadline = Go to the next deadline
demo-people = Sign in as someone else
not-reported = not reported

keys-title = Keyboard shortcuts
keys-find = Search
keys-next-previous = Next, previous
keys-open = Open
keys-select = Select
keys-select-all = Select all results
keys-undo = Undo the decision
keys-approve = Approve
keys-reject = Reject
keys-by-rule = Approve by rule
keys-submit = Submit
keys-export = Export
keys-send = Send the reasons
keys-dashboard = Dashboard
keys-usage-reports = Usage reports
keys-help = Show this list
keys-back = Back
keys-off = Clear a check box to turn that key off in this browser. To turn all keys off, use your account page.
keys-close = Close

problem-not-found = Page not found
problem-not-found-text = Check the address. The page may also belong to a company that you do not act for at the moment.
problem-forbidden = Your role does not allow this
problem-forbidden-text = An Administrator of your company can give you another role.
problem-bad-request = Invalid request
problem-bad-request-text = The address or the form contains an invalid value. Nothing was changed. Go back and try again.
problem-foreign-form = This form has expired
problem-foreign-form-text = The form was opened before you signed in, or came from another site. Nothing was changed. Reload the page and send it again.
problem-others-form = Another person filled in this form
problem-others-form-text = Another person was signed in when this form was filled in. Their input is not shown to you, and nothing was changed. Open the page again to fill in the form yourself.
problem-too-large = The request is too large
problem-too-large-text = You sent more than this page accepts. Nothing was changed. Go back and send less at once.
problem-method = This address does not accept the request
problem-method-text = This page cannot be used in this way. Nothing was changed.
problem-host-another = This address does not belong to Countersign
problem-host-another-text = The name in the address bar leads here, but does not belong to Countersign. Use the address that the operator gave you.
problem-host-unclear = The request does not name its host
problem-host-unclear-text = A request has to name exactly one host.
problem-too-many = Too many requests at once
problem-too-many-text = Too many requests from your network are already in progress. Try again in a second.
problem-too-slow = The request took too long
problem-too-slow-text = The form did not arrive completely. Nothing was changed. Send it again.
problem-busy = Too many files are being transferred
problem-busy-text = The server is already receiving or sending as many files as it can. Wait until one of them is finished, then try again.
problem-no-key = The server has no key for secrets
problem-no-key-text = Without a key, this server cannot store secrets. Nothing was changed. Ask the operator to give the server a key file.
problem-unavailable = Temporarily unavailable
problem-unavailable-text = The database cannot be reached. Nothing was changed. Try again in a few seconds.
problem-outdated = Countersign is being updated
problem-outdated-text = The database was upgraded, and this server still runs the older version. Nothing was changed. Try again in a few minutes, once the new version is running.
problem-full = The disk is full
problem-full-text = Nothing was changed. Ask the operator to free some space, then try again.
problem-fault = Something went wrong
problem-fault-text = Nothing was changed. If you contact the operator, mention the number below.
problem-home = To the dashboard
problem-request = Request { $id }

status-preparing = MSP preparing
status-under-review = Under review
status-rejected = Rejected
status-approved = Approved
status-submitted = Submitted to vendor
status-completed = Completed
review-manual = manual submission
review-automatic = automatic submission (no penalties)
review-automatic-penalties = automatic submission (penalties)
review-reopened = reopened
review-returned = returned by vendor

role-administrator = Administrator
role-customer-account-manager = Customer Account Manager
role-partner-account-manager = Partner Account Manager
role-license-manager = License Manager
role-support-manager = Support Manager
role-support-engineer = Support Engineer
role-billing-manager = Billing Manager
company-operator = Operator
company-vendor = Vendor
company-distributor = Distributor
company-partner = Partner

weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
short-month-1 = Jan
short-month-2 = Feb
short-month-3 = Mar
short-month-4 = Apr
short-month-5 = May
short-month-6 = Jun
short-month-7 = Jul
short-month-8 = Aug
short-month-9 = Sep
short-month-10 = Oct
short-month-11 = Nov
short-month-12 = Dec
in-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
in-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
in-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
help-title = Help
help-link = Help on this page
help-verify-title = Check evidence packs
help-verify-text = verify.html checks evidence packs in your browser, from disk and without a network. Get it from an installation that you trust, not from someone else’s pack, and compare its SHA-256 with the one in the release notes or on another installation.
help-verify-download = Download verify.html
about-title = About Countersign
about-version = Version
about-database = Database
about-licence = Licence
about-libraries = Countersign contains libraries under licences of their own. The file of libraries that comes with each release names them with their licences.
