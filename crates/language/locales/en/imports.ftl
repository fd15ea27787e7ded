# Imports: uploading files, and what came before.
imports-upload = Import files
imports-files = Files
imports-try = Upload and try
imports-try-text = Nothing changes until you have seen what the files would do and confirm it.
imports-came = Past imports
imports-none = Nothing was imported here yet
imports-none-text = Uploads are listed here with who brought them and what became of them. What “countersign import” takes in is not listed.
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
imports-cut = The upload broke off before it was complete, and nothing of it was kept. Send the files again.
imports-unknown-name = “{ $name }” is not named like a file that can be imported. Give it one of the names below.
imports-twice = “{ $name }” was chosen twice. Send each file once.
imports-one-kind = “{ $name }” and “{ $other }” are files of the same kind. Send one of them.
imports-too-many = More than 50 files at once are not taken. Send them in several uploads.
imports-nothing = No file was chosen.
imports-too-large = More than 2 GB at once are not taken. Pack the files as .gz, or send them in several uploads.
imports-disk-full = The disk of the server is full; nothing was kept. Make room and send the files again.
imports-disk = The server could not keep the files. Its log says why.
imports-drop = Drop files here, or choose them
imports-packed = Use the names below. Each file may be packed as .gz, and several can be sent at once.
imports-templates = Files and their columns
imports-templates-text = Open a file to see its columns and to download a template. Columns may have any order, and optional ones may be left out.
imports-template = Download the template
imports-column-meaning = Meaning
imports-column-required = Required
imports-column-reference = The code under which it was added or imported.
imports-column-time-zone = A time zone of the IANA database, such as Europe/Berlin.
imports-column-currency = Three capital letters of ISO 4217, such as EUR.
imports-column-observed-at = A day, such as 2026-10-31, which means noon in the region’s time zone; or an instant, such as 2026-10-31T08:30:00Z.
imports-column-company = The code of the company, or operator.
imports-column-role = Such as Administrator or Billing Manager.
imports-file-regions = Regions
imports-file-vendors = Vendors
imports-file-products = Products
imports-file-distributors = Distributors
imports-file-partners = Partners
imports-file-customers = Customers
imports-file-subscriptions = Subscriptions
imports-file-users = People
imports-file-usage = Readings
