# Die Demo.
demo-title = Anmelden als
demo-text = Alle Angaben sind erfunden: die Firmen, ihre Mitarbeitenden und die Zahlen aus vierzehn Monaten. Wählen Sie eine Person, um sich mit einem Klick anzumelden.
demo-hint = Melden Sie sich zuerst mit der Rolle Abrechnung bei einem Distributor an, der Berichte genehmigt, und dann bei einem MSP, der sie vorbereitet. Die Zeit oben können Sie vorstellen.
demo-no-deadline = Es gibt keine Frist mehr. Alles Fällige ist erledigt.
demo-went-on = Es ist jetzt { $clock } UTC: { $made ->
    [0] kein Bericht wurde erstellt
    [one] { $made } Bericht wurde erstellt
   *[other] { $made } Berichte wurden erstellt
}, { $submitted ->
    [0] keiner wurde vom System eingereicht.
    [one] { $submitted } wurde vom System eingereicht.
   *[other] { $submitted } wurden vom System eingereicht.
}
demo-note-several = Diese Person arbeitet für mehrere Firmen und wählt eine davon.
demo-note-reseller = Ein Reseller hat keine Nutzungsberichte.
demo-note-isp = Ein ISP rechnet auf eigene Weise ab und hat keine Nutzungsberichte.
demo-note-isp-partner = Ein Partner eines ISP hat keine Nutzungsberichte.
demo-note-region-off = In dieser Region sind Nutzungsberichte ausgeschaltet.
