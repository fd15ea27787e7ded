# Imports: uploading files, and what came before.
imports-upload = Import files
imports-files = Files
imports-try = Upload and check
imports-try-text = Nothing changes until you have seen what the files would do and have confirmed it.
imports-came = Past imports
imports-none = No imports yet
imports-none-text = Uploaded files appear here with the person who uploaded them and the result. Imports by the command “countersign import” are not listed.
imports-when = When
imports-who = Who
imports-result = Result
imports-more-files = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
imports-problems = { $count ->
    [one] { $count } problem
   *[other] { $count } problems
}
imports-earlier = Earlier
imports-cut = The upload was interrupted, and nothing was kept. Send the files again.
imports-unknown-name = “{ $name }” is not the name of a file that can be imported. Use one of the names below.
imports-twice = “{ $name }” was chosen twice. Send each file once.
imports-one-kind = “{ $name }” and “{ $other }” are files of the same kind. Send one of them.
imports-too-many = Send at most 50 files at once.
imports-nothing = Choose at least one file.
imports-too-large = Send at most 2 GB at once. Compress the files as .gz, or send them in several uploads.
imports-disk-full = The server’s disk is full, and nothing was kept. Free some space and send the files again.
imports-disk = The server could not store the files. The server log has the reason.
imports-drop = Drop files here, or choose them
imports-packed = Use the names below. Each file may be compressed as .gz, and several can be sent at once.
imports-templates = Files and their columns
imports-templates-text = Open a file to see its columns and to download a template. Columns may have any order, and optional ones may be left out.
imports-template = Download the template
imports-column-meaning = Meaning
imports-column-required = Required
imports-column-reference = The code under which the entry was added or imported.
imports-column-time-zone = A time zone of the IANA database, such as Europe/Berlin.
imports-column-currency = Three capital letters of ISO 4217, such as EUR.
imports-column-observed-at = A day, such as 2026-10-31, which means noon in the region’s time zone; or an instant, such as 2026-10-31T08:30:00Z.
imports-column-company = The code of the company, or “operator” for the operator.
imports-column-role = For example Administrator or Billing Manager.
imports-file-regions = Regions
imports-file-vendors = Vendors
imports-file-products = Products
imports-file-distributors = Distributors
imports-file-partners = Partners
imports-file-customers = Customers
imports-file-subscriptions = Subscriptions
imports-file-users = People
imports-file-usage = Readings
