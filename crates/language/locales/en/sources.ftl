# The programs that send readings.
sources = Sources of readings
sources-text = A program that sends readings to the API appears here with its first readings.
sources-none = No program has sent readings yet. Give one a token with the scope readings.write, or import readings as files.
source-company = Company
source-mode = Mode
source-mode-live = Live
source-mode-test = Test
source-mode-hint = In the mode Test, readings are checked and answered, and not stored.
source-test-text = Readings of this source are checked and answered, and not stored. When the results are right, change the mode to Live, and let the program send its readings again.
source-seen = Last readings
source-never-seen = Never
source-silence = Silence
source-is-silent = Silent
source-not-watched = Not watched
source-after-hours = { $count ->
    [one] Reported after { $count } hour
   *[other] Reported after { $count } hours
}
source-added = Added
source-change = Change this source
source-hours = Hours of silence before it is reported
source-hours-hint = The operator's Administrators get a message. Leave it blank if no one needs to know.
source-save = Save
source-changed = The source has been changed.
source-error-hours = Use a whole number from 1 to { $most }, or leave the field blank.
source-overlaps = Overlaps
source-overlaps-text = Two sources sent readings of these subscriptions on the same days of the last 31. They may count the same units twice.
source-overlaps-none = No two sources sent readings of one subscription on the same day in the last 31 days.
source-subscription = Subscription
source-both = Sources
source-days = Days
source-between = First and last day
