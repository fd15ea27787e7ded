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
theme-auto = As the system
theme-light = Light
theme-dark = Dark
demo-banner = Demonstration:
rehearsal-banner = Rehearsal:
rehearsal-clock = its clock stands at { $clock } UTC.
demo-next-deadline = Go to the next deadline
demo-people = Sign in as somebody else
not-reported = not reported

keys-title = Keyboard shortcuts
keys-find = Find
keys-next-previous = Next, previous
keys-open = Open
keys-select = Select
keys-select-all = Select all of the query
keys-undo = Undo the decision
keys-approve = Approve
keys-reject = Reject
keys-by-rule = Approve by rule
keys-submit = Submit
keys-export = Export
keys-send = Send a form of reasons
keys-dashboard = Dashboard
keys-usage-reports = Usage reports
keys-help = This list
keys-back = Back
keys-off = Untick a key to turn it off in this browser. Your account turns all of them off.
keys-close = Close

problem-not-found = There is nothing here
problem-not-found-text = The address may be mistyped, or what was here is not for the company you act as.
problem-forbidden = Your role does not include this
problem-forbidden-text = An Administrator of your company can give you another role.
problem-bad-request = That did not make sense
problem-bad-request-text = Something in the address or the form is not as it should be. Nothing was changed.
problem-foreign-form = This form is too old
problem-foreign-form-text = The form was opened before you signed in, or came from another site. Nothing was changed. Open the page again and send it once more.
problem-others-form = This was filled in by another person
problem-others-form-text = Another person was signed in when this form was filled in. What they typed is not shown to you, and nothing was changed.
problem-too-large = That is too much at once
problem-too-large-text = What was sent is larger than this page takes. Nothing was changed.
problem-method = This address takes no such request
problem-method-text = What is here cannot be used this way. Nothing was changed.
problem-host-another = This address does not belong to Countersign
problem-host-another-text = The name in the address bar leads here, but is not ours. Open Countersign by the address that its operator gave you.
problem-host-unclear = The request doesn’t say whom it is for
problem-host-unclear-text = A request names one host, and names it once.
problem-too-many = Too many requests at once
problem-too-many-text = Your network already has as many requests in progress as it may. Try again in a second.
problem-too-slow = That took too long to arrive
problem-too-slow-text = The form stopped arriving before it was complete. Nothing was changed. Send it once more.
problem-busy = Other files are still on their way
problem-busy-text = Your browser is sending or downloading as many files as it can at once, or others are. Wait until one of them is done, then try again.
problem-no-key = No key for secrets
problem-no-key-text = This server has no key to seal secrets with, so this one was not stored and nothing was changed. Ask the operator to give the server a key file.
problem-unavailable = Not reachable for the moment
problem-unavailable-text = The database cannot be reached. Nothing was changed. Try again in a few seconds.
problem-outdated = A newer version is taking over
problem-outdated-text = The database was upgraded, and this server still runs the older version. Nothing was changed. Try again in a few minutes, once the new version is running.
problem-full = The disk is full
problem-full-text = Nothing was changed. Ask the operator to make room, and then try again.
problem-fault = Something broke on our side
problem-fault-text = Nothing was changed. Tell whoever runs this installation the number below.
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
about-title = About Countersign
about-version = Version
about-database = Database
about-licence = Licence
about-libraries = Countersign contains libraries under licences of their own. The file of libraries that comes with each release names them with their licences.
