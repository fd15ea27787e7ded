# Why an import refuses a file, a row or a cell, and what to enter instead. Words and values of files
# are not translated: every language shows them as they must be written in the file.
row-problem-value = Fill in this cell: a value is required.
row-problem-figure = Fill in this cell: a number is required.
row-problem-vendor-code = Enter the code of the vendor: it can only be left out if there is exactly one vendor.
row-problem-utf8 = Save the file as UTF-8: this cell has bytes that are not text.
row-problem-too-long = Use at most { $most } characters.
row-problem-control = Remove the control characters, such as tabs.
row-problem-unseen = Remove the invisible characters, and those that change the direction of the text.
row-problem-unseeable = Use at least one visible character.
row-problem-code = Use 1 to 64 printable characters.
row-problem-code-once = Use each code only once in the file.
row-problem-code-reserved = Use another code: this one is reserved.
row-problem-code-taken = { $kind ->
    [operator] Use another code: the operator has this one.
    [vendor] Use another code: a vendor has this one.
    [distributor] Use another code: a distributor has this one.
   *[partner] Use another code: a partner has this one.
}
row-problem-unknown = { $thing ->
    [region] There is no region with this code. Correct the code, or add the region first.
    [company] There is no company with this code. Correct the code, or add the company first.
    [vendor] There is no vendor with this code. Correct the code, or add the vendor first.
    [distributor] There is no distributor with this code. Correct the code, or add the distributor first.
    [partner] There is no partner with this code. Correct the code, or add the partner first.
    [customer] There is no customer with this code. Correct the code, or add the customer first.
    [product] There is no product with this code. Correct the code, or add the product first.
   *[subscription] There is no subscription with this code. Correct the code, or add the subscription first.
}
row-problem-one-of = Enter one of these words: { $words }.
row-problem-role = Enter one of these roles: { $words }.
row-problem-language = Enter one of these languages: { $words }.
row-problem-yes-no = Enter “yes” or “no”.
row-problem-whole = Enter a whole number from { $from } to { $to }.
row-problem-percent = Enter a percentage from 0 to 100 with at most two decimals.
row-problem-reminders = Enter days before the deadline from 1 to 28, such as 2 1.
row-problem-decimals-fixed = The number of decimals, { $decimals }, cannot be changed, because the product has readings.
row-problem-vendor-fixed = The vendor cannot be changed, because the product has readings.
row-problem-enough-decimals = { $count ->
    [one] Choose a product with at least { $count } decimal, because the subscription has readings.
   *[other] Choose a product with at least { $count } decimals, because the subscription has readings.
}
row-problem-zone = Enter a time zone of the IANA database, such as Europe/Berlin.
row-problem-zone-fixed = The time zone, { $zone }, cannot be changed, because a month with subscriptions of the region has ended.
row-problem-currency = Enter three capital letters, such as EUR.
row-problem-email = Enter an e-mail address, such as eva@nordlicht.example.
row-problem-email-once = Name each address only once per company.
row-problem-administrator = Make another person of this company an Administrator first.
row-problem-date = Enter a date, such as 2026-10-31.
row-problem-instant = Enter a time, such as 2026-11-01T08:30:00Z.
row-problem-past = Enter a time that is not in the future.
row-problem-last-change = Enter { $from } or later, because the last change was then.
row-problem-closed = Enter { $from } or later, because { $month } is over.
row-problem-instant-or-date = Enter a date, or a time such as 2026-10-01T08:30:00Z.
row-problem-ahead = Enter a time at most 24 hours from now.
row-problem-purged = Enter { $from } or later, because earlier readings have been purged.
row-problem-number = Enter a number, such as 12 or 12.5.
row-problem-exponent = Enter the number without an exponent.
row-problem-decimal-point = Use a decimal point. Only files with ; between the cells can have decimal commas.
row-problem-one-mark = Use one decimal mark and nothing between thousands, as in 1234,5.
row-problem-quote = There is text after the closing quote in { $found }. Remove it, or double the quotes within the cell.
row-problem-heading = The column of cell { $cell } has no heading, but the cell has { $found }. Add a heading, or empty the cell.
row-problem-cells = { $found ->
    [one] This row has { $found } cell, but the header has { $header }. Correct the row.
   *[other] This row has { $found } cells, but the header has { $header }. Correct the row.
}
file-problem-unopened = The file cannot be opened: { $error }
file-problem-unread = The file cannot be read: { $error }
file-problem-gzip = The file is not a complete gzip file ({ $error }). Fetch it or compress it again.
file-problem-bomb = The file unpacks to more than { $times } times its size, which no table does. Unpack it and check its contents.
file-problem-utf16 = The file is UTF-16. Save it as CSV UTF-8.
file-problem-empty = The file is empty. Begin it with a header row.
file-problem-broken-header = There is text after a closing quote in the header. Remove it.
file-problem-header-not-text = The header has bytes that are not text. Save the file as UTF-8.
file-problem-unknown-column = There is no column { $found }. The file can have these: { $known }.
file-problem-column-twice = The file has the column “{ $name }” twice. Remove one of them.
file-problem-no-column = The file needs a column “{ $name }”. Add it.
file-problem-marks = The file has figures with a decimal comma (row { $comma }) and with a decimal point (row { $point }). Use one of the two throughout.
file-problem-cut = The file is cut off: row { $row } ends inside quotes. Send it again.
file-problem-cells = Row { $row } has more than 256 cells. Remove the cells that are too many, or correct the separators.
file-problem-long = Row { $row } is longer than 1 MiB. Check that every quote is closed.
file-problem-conflict = The database has newer data. Import the file again.
