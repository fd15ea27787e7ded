# The programs that send readings.
sources = Sources of readings
sources-text = A program that sends readings to the API appears here with its first readings.
sources-none = No program has sent readings yet. Give one a token with the permission “Send readings” (readings.write), or import readings as files.
source-company = Company
source-mode = Mode
source-mode-live = Live
source-mode-test = Test
source-mode-hint = In test mode, readings are checked and answered, but not stored.
source-test-text = Readings of this source are checked and answered, but not stored. When the results are right, change the mode to Live and let the program send its readings again.
source-seen = Last readings
source-never-seen = Never
source-silence = Monitoring
source-is-silent = Silent
source-not-watched = Not monitored
source-after-hours = { $count ->
    [one] Message after { $count } hour without readings
   *[other] Message after { $count } hours without readings
}
source-added = Added
source-change = Change this source
source-hours = Hours without readings until a message is sent
source-hours-hint = The operator’s Administrators get a message. Leave it blank if no one needs to know.
source-save = Save
source-changed = The source has been changed.
source-error-hours = Use a whole number from 1 to { $most }, or leave the field blank.
source-overlaps = Overlaps
source-overlaps-text = In the last 31 days, two sources sent readings for these subscriptions on the same day. The same units may be counted twice.
source-overlaps-none = In the last 31 days, no two sources sent readings for the same subscription on the same day.
source-subscription = Subscription
source-both = Sources
source-days = Days
source-between = First and last day

# How events become readings.
sources-events = Programs can also send events (CloudEvents).
event-mappings = Event mappings
event-mappings-text = A mapping says where the subscription and the figures are in the events (CloudEvents) of one type.
event-mappings-none = There is no mapping yet. Events are refused until their type has a mapping.
event-mapping-type = Event type
event-mapping-provisioned = Provisioned units
event-mapping-used = Used units
event-mapping-subject = Subject of the event
event-mapping-no-used = None
event-mapping-put = Add or change a mapping
event-mapping-type-hint = The type attribute of the events, such as com.example.seats. If the type already has a mapping, this one replaces it.
event-mapping-subscription-hint = Leave it blank if the subject of the event is the code of the subscription. Otherwise, enter where the code is in the data, such as /tenant/id.
event-mapping-provisioned-hint = Where these units are in the data, such as /seats/assigned. Every reading needs them.
event-mapping-used-hint = Where these units are in the data, such as /seats/active. Leave it blank if the events have none.
event-mapping-remove = Remove
event-mapping-remove-type = Remove the mapping for { $type }
event-mapping-saved = The mapping has been saved. It applies to events that arrive from now on.
event-mapping-removed = The mapping has been removed. Events of its type are refused.
event-mapping-error-type = Enter an event type of at most 200 visible characters.
event-mapping-error-many = There are { $count } mappings already. Remove one first.
event-mapping-error-pointer = { $field }: Enter a JSON pointer such as /seats/assigned.
