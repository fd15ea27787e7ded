# Adding and changing regions, companies and products.
directory-isp = ISP
directory-currency = Currency
directory-language = Language
directory-change = Change
directory-edit = Change { $name }
directory-add-region = Add a region
directory-add-vendor = Add a vendor
directory-add-distributor = Add a distributor
directory-add-partner = Add a partner
directory-add-product = Add a product
directory-save = Save
directory-optional = (optional)
directory-choose = Choose …
directory-added = Added.
directory-saved = Saved. It acts on reports made from now on.
directory-unchanged = Nothing was different, so nothing was changed.
directory-from-now-on = What you change here acts on reports made from now on. Reports that are there already keep what they were made with.
directory-stale = Somebody else changed the same meanwhile
directory-stale-text = Nothing was saved. Your text stands in the fields below; save again to replace theirs.
directory-changed-meanwhile = Meanwhile it is: { $value }
directory-hint-code = 1 to 64 printable characters, by which files name it. It cannot be changed later.
directory-hint-code-fixed = Files name it by this; it cannot be changed.
directory-hint-time-zone = Its months, days and deadlines are reckoned in it. It is fixed once a month has closed in which subscriptions count for the region.
directory-hint-time-zone-fixed = Fixed, as a month has closed in which subscriptions count for the region.
directory-hint-usage-reports = Yes: for each month that ends from now on, every MSP under a distributor here gets a report. No: none are made any more; those that are there go on to their end.
directory-hint-region = Time zone, inherited settings and whether there are usage reports follow from it.
directory-hint-distributor-type = An ISP bills its own way: neither it nor its partners have usage reports.
directory-hint-partner-type = Only an MSP has usage reports.
directory-hint-distributor = Reports that are there stay with the distributor they were made under.
directory-hint-company-id = A UUID that tells it from companies of the same name. Blank: one is made of the code.
directory-since = Since
directory-hint-since = When a change of distributor or type takes effect, for example 2026-11-01T08:30:00Z. If you leave this blank, it takes effect when you save. The earliest possible time is the end of last month in UTC.
directory-hint-vendor-fixed = You can’t change the vendor of a product that has readings.
directory-wrong-since = Give an instant such as 2026-11-01T08:30:00Z that has passed, in this month (UTC), and not before the last change.
directory-hint-unit = What is counted, such as Seats or GB.
directory-hint-decimals = From 0 to 6. Fixed once the product has readings.
directory-hint-decimals-fixed = Fixed, as the product has readings.
directory-hint-reports-usage = Yes: used units count where they are reported. No: provisioned units count alone.
directory-hint-basis = How the readings of a month become one figure.
directory-wrong-fixed = This cannot be changed any more.
directory-wrong-blank = This has to be filled in.
directory-wrong-choice = Choose one of these.
directory-wrong-code = 1 to 64 printable characters that are not reserved.
directory-retired = Retired
directory-retired-at = Retired on { $at }. Forms and files no longer offer it. Its reports and its history stay.
directory-retire = Retire
directory-retire-text = Forms and files no longer offer what is retired. Its reports and its history stay, and you can restore it.
directory-retire-done = It is retired.
directory-restore = Restore
directory-restore-done = It is in use again.
directory-restore-distributor-first = Its distributor is retired. Restore the distributor first.
directory-restore-vendor-first = Its vendor is retired. Restore the vendor first.
directory-retire-products = { $count ->
    [one] It cannot be retired yet: { $count } product is in use. Retire it first.
   *[other] It cannot be retired yet: { $count } products are in use. Retire them first.
}
directory-retire-partners = { $count ->
    [one] It cannot be retired yet: { $count } partner is in use. Retire it first.
   *[other] It cannot be retired yet: { $count } partners are in use. Retire them first.
}
directory-retire-subscriptions = { $count ->
    [one] It cannot be retired yet: { $count } subscription still counts. Give it a last day, and retire it once the reports of that month are made.
   *[other] It cannot be retired yet: { $count } subscriptions still count. Give them a last day, and retire it once the reports of that month are made.
}
directory-retire-reports = { $count ->
    [one] It cannot be retired yet: { $count } report is still open.
   *[other] It cannot be retired yet: { $count } reports are still open.
}
directory-wrong-retired = This one is retired. Choose another one, or restore it first.
directory-wrong-code-taken = This code is taken already. Give another one.
directory-wrong-company-id = A UUID such as 123e4567-e89b-12d3-a456-426614174000.
directory-wrong-decimals = A whole number from 0 to 6.
directory-wrong-text = Use at most { $most } characters that can be seen. Tabs, line breaks, invisible characters and those that turn the direction of text are not taken.
directory-add-customer = Add a customer
directory-add-subscription = Add a subscription
directory-customer = Customer
directory-hint-billable = No: its units are shown, but not charged.
directory-hint-ends-on = The last day on which it counts. Leave it blank while the subscription runs.
directory-hint-since-moved = When a move takes effect, for example 2026-11-01T08:30:00Z. If you leave this blank, it takes effect when you save. The earliest possible time is the end of last month in UTC.
directory-wrong-reference = Nothing has this code. Check it, or add what it names first.
directory-wrong-day = Give a day, such as 2026-10-31. A reading can be at most 24 hours ahead.
reading-add = Add a reading
reading-day = Day
reading-hint-day = The reading counts at noon of this day in the region’s time zone.
reading-hint-figure = Digits, with a point before decimals, such as 1250.5.
reading-hint-used = Leave it blank if the use was not reported.
reading-wrong-figure = Give a figure such as 120, with no more decimals than the product has.
reading-added = The reading was added.
reading-known = This reading is there already, so nothing was changed.
