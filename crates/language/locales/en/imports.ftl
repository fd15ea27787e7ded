# Imports: uploading files, and what came before.
imports-upload = Bring in files
imports-files = Files
imports-names = CSV files with these names:
imports-packed = – each may be packed as .gz, and several can be chosen at once. Readings start with “usage”.
imports-try = Upload and try
imports-try-text = Nothing changes until you have seen what the files would do and confirm it.
imports-came = What came
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
