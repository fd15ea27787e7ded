# Die Vorführung.
demo-title = Wer möchten Sie sein?
demo-text = Alles hier ist erfunden: die Firmen, ihre Leute und vierzehn Monate an Einheiten. Melden Sie sich mit einem Klick als wer auch immer an.
demo-hint = Ein guter Anfang: die Abrechnung des Distributors, die entscheidet, und dann die eines MSP, die vorbereitet. Die Uhr oben geht weiter, wenn Sie es sagen.
demo-no-deadline = Es bleibt keine Frist: Alles Fällige ist getan.
demo-went-on = Die Uhr ging weiter auf { $clock } UTC: { $made ->
    [0] kein Bericht wurde erstellt
    [one] { $made } Bericht wurde erstellt
   *[other] { $made } Berichte wurden erstellt
}, { $submitted ->
    [0] keiner wurde vom System eingereicht.
    [one] { $submitted } wurde vom System eingereicht.
   *[other] { $submitted } wurden vom System eingereicht.
}
