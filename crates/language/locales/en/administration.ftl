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
directory-saved = Saved. The change applies to reports made from now on.
directory-unchanged = No changes: there was nothing to save.
directory-from-now-on = Changes apply to reports made from now on. Existing reports keep the values they were made with.
directory-stale = Someone else changed the same entry
directory-stale-text = Nothing was saved. Your entries are in the fields below. Save again to replace the other person’s change.
directory-changed-meanwhile = Current value: { $value }
directory-hint-code = 1 to 64 printable characters. Files refer to the entry by this code. It cannot be changed later.
directory-hint-code-fixed = Files refer to the entry by this code, so it cannot be changed.
directory-hint-time-zone = Months, days and deadlines follow this time zone. It cannot be changed after the end of a month in which the region had subscriptions.
directory-hint-time-zone-fixed = This cannot be changed, because a month with subscriptions of the region has ended.
directory-hint-usage-reports = Yes: every MSP under a distributor here gets a report for each month that ends from now on. No: no new reports are made; existing ones are completed.
directory-hint-region = It determines the time zone, the inherited settings and whether there are usage reports.
directory-hint-distributor-type = An ISP does its own billing: neither it nor its partners have usage reports.
directory-hint-partner-type = Only an MSP has usage reports.
directory-hint-distributor = Existing reports stay with the distributor they were made under.
directory-hint-company-id = A UUID that distinguishes companies of the same name. If you leave this blank, it is derived from the code.
directory-since = Since
directory-hint-since = When a change of distributor or type takes effect, for example 2026-11-01T08:30:00Z. If you leave this blank, it takes effect when you save. The earliest possible time is the end of last month in UTC.
directory-hint-vendor-fixed = This cannot be changed, because the product has readings.
directory-wrong-since = Enter a time in the past such as 2026-11-01T08:30:00Z, in this month (UTC) and not before the last change.
directory-hint-unit = The unit that is counted, such as Seats or GB.
directory-hint-decimals = From 0 to 6. This cannot be changed once the product has readings.
directory-hint-decimals-fixed = This cannot be changed, because the product has readings.
directory-hint-reports-usage = Yes: used units count if they are reported. No: only provisioned units count.
directory-hint-basis = How the readings of a month become one figure.
directory-wrong-fixed = This can no longer be changed.
directory-wrong-blank = Fill in this field.
directory-wrong-choice = Choose an option.
directory-wrong-code = Use 1 to 64 printable characters. Some codes are reserved.
directory-retired = Retired
directory-retired-at = Retired on { $at }. Forms and files no longer offer it. Its reports and its history stay.
directory-retire = Retire
directory-retire-text = Forms and files no longer offer what is retired. Its reports and its history stay, and you can restore it.
directory-retire-done = The entry is retired.
directory-restore = Restore
directory-restore-done = The entry is in use again.
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
    [one] It cannot be retired yet: { $count } subscription still counts. Give it a last day. Once the reports of that month are made, you can retire this entry.
   *[other] It cannot be retired yet: { $count } subscriptions still count. Give them a last day. Once the reports of that month are made, you can retire this entry.
}
directory-retire-reports = { $count ->
    [one] It cannot be retired yet: { $count } report is still open. Wait until it is completed.
   *[other] It cannot be retired yet: { $count } reports are still open. Wait until they are completed.
}
directory-wrong-retired = This entry is retired. Choose another one, or restore it first.
directory-retire-former = { $count ->
    [one] It cannot be retired yet: { $count } subscription has moved away, but still counts for it in a month whose reports are not made. Retire it once they are made.
   *[other] It cannot be retired yet: { $count } subscriptions have moved away, but still count for it in a month whose reports are not made. Retire it once they are made.
}
directory-retire-corrections = { $count ->
    [one] It cannot be retired yet: { $count } correction is still open.
   *[other] It cannot be retired yet: { $count } corrections are still open.
}
directory-retire-deliveries = { $count ->
    [one] It cannot be retired yet: { $count } delivery of a dispatch is still under way. Retire it once it has arrived, or switch its delivery channel off.
   *[other] It cannot be retired yet: { $count } deliveries of dispatches are still under way. Retire it once they have arrived, or switch their delivery channels off.
}
directory-wrong-code-taken = This code is already taken. Use another one.
directory-wrong-company-id = Enter a UUID such as 123e4567-e89b-12d3-a456-426614174000.
directory-wrong-decimals = Enter a whole number from 0 to 6.
directory-wrong-text = Use at most { $most } visible characters, without tabs, line breaks or characters that change the direction of text.
directory-add-customer = Add a customer
directory-add-subscription = Add a subscription
directory-customer = Customer
directory-hint-billable = No: its units are shown, but not charged.
directory-hint-ends-on = The last day on which it counts. Leave this blank while the subscription runs.
directory-hint-since-moved = When a move takes effect, for example 2026-11-01T08:30:00Z. If you leave this blank, it takes effect when you save. The earliest possible time is the end of last month in UTC.
directory-wrong-reference = There is no entry with this code. Check it, or add the entry first.
directory-wrong-day = Enter a day, such as 2026-10-31. A reading can be at most 24 hours ahead.
reading-add = Add a reading
reading-day = Day
reading-hint-day = The reading counts at noon of this day in the region’s time zone.
reading-hint-figure = Use digits, with a point before decimals, such as 1250.5.
reading-hint-used = Leave this blank if the use was not reported.
reading-wrong-figure = Enter a figure such as 120, with no more decimals than the product has.
reading-added = The reading was added.
reading-known = This reading already exists, so nothing was changed.
directory-hint-language = The language of messages to people who have not chosen one.
directory-language-unknown = { $tag } (not supported: messages are in English)
