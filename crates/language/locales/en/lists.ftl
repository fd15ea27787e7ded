# Billing > Usage Reports: the lists.
change-new = new
list-billing = Billing
list-title = Usage reports
list-title-vendor = Dispatched reports
list-period = Period
list-last-12-months = Last 12 months
list-report-cycle = Report cycle
list-year = Year
list-month = Month
list-status = Status
list-all = All
list-partner-accounts = Partner accounts
list-accounts-all = All
list-accounts-find = Find
list-find-label = Part of the partner's name, code or company id
list-query = Query
list-by-status = By status
list-flagged-count = { $count } flagged
list-flag = Automatically submitted - may require review
list-so-far = { $month } so far
list-so-far-text = – the running month: what would be a violation if it ended today.
list-approve-selected = Approve…
list-reject-selected = Reject…
list-all-of-query = all of the query
list-picked = # selected
list-pick-all = Select every report on this page
list-pick = Select the report of { $partner }
list-order-surprise = Order by surprise
list-order-partner = Order by partner
list-export = Export reports
list-export-excel = CSV for Excel (semicolon)
list-partner = Partner
list-city = City
list-lines = Lines
list-violations-heading = Violations
list-change = Largest change
list-against = vs { $month }
list-against-last = vs the month before
list-due = Due
list-decided = Decided
list-passed = passed
list-by-system = by the system
list-by-hand = by a person
list-violations = { $count ->
    [one] { $count } violation
   *[other] { $count } violations
}
list-penalties = { $count ->
    [one] { $count } penalty
   *[other] { $count } penalties
}
list-comments = { $count ->
    [one] { $count } comment
   *[other] { $count } comments
}
list-show-ids = Show company ids
list-hide-ids = Hide company ids
list-previous = Previous 50
list-next = Next 50
list-none-region = Usage reports are switched off in your region
list-none-region-text = Whoever runs this installation switches them on per region. Reports of the next month are made then.
list-none-isp = Your account bills its own way
list-none-isp-text = Accounts of the type ISP, and their partners, have no usage reports.
list-none-reseller = Resellers have no usage reports
list-none-reseller-text = Your customers' products are not managed by you, so there are no units to report. Your distributor can change your account to an MSP.
list-none-yet = No report has been made yet
list-none-yet-text = The system makes the reports of a month in the first days of the next one, from the readings that came in.
list-none-dispatched = Nothing has been dispatched to you yet
list-none-dispatched-text = A distributor sends you the reports that it has approved. They stand here from then on, for you to complete or return.
list-none-found = No partner fits
list-none-found-text = Nobody's name, code or company id holds what you looked for in this cycle. Try less of it, or All.
list-none-flagged = No report is flagged
list-none-flagged-text = No report of this query has a penalty. The count above leads to all of them again.
list-none-there = No report stands there
list-none-there-text = Every report of this query has another status. The counts above lead to them.
list-none-cycle = No report in this cycle
list-none-cycle-text = Choose another month.
list-extend-selected = Extend…
