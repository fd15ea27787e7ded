# Corrections of completed reports, and what came late.
report-done-propose-correction = Am { $when } von { $who } eine Korrektur vorgeschlagen.
report-done-agree-correction = Am { $when } von { $who } zugestimmt.
report-done-refuse-correction = Am { $when } von { $who } die Korrektur abgelehnt.
report-done-withdraw-correction = Am { $when } von { $who } die Korrektur zurückgezogen.
report-done-dispatch-amendment = Am { $when } von { $who } der Nachtrag an den Hersteller gesendet.
report-done-complete-amendment = Am { $when } von { $who } der Nachtrag abgeschlossen.
report-done-return-amendment = Am { $when } von { $who } der Nachtrag zurückgegeben.
report-field-amendment = Nachtrag
report-refused-status-correct = Der Bericht hat jetzt den Status „{ $status }“: Korrigieren lässt sich nur ein abgeschlossener.
report-wants-other-answers = Im Moment nichts: Eine Korrektur ist vorgeschlagen, und das andere Unternehmen antwortet darauf.
report-wants-colleague-answers = Eine Korrektur wartet auf die Antwort von jemandem bei Ihnen, der Nutzungsberichte bearbeitet.
report-wants-answer = Eine Korrektur wartet auf Ihre Antwort: Stimmen Sie zu, oder lehnen Sie sie mit Begründung ab.
report-wants-amendment-sent = Der Nachtrag geht mit der nächsten Sendung an den Hersteller.
report-wants-amendment-processed = Verarbeiten Sie den Nachtrag und schließen Sie ihn ab, oder geben Sie ihn mit Begründung zurück.
report-wants-vendor-has-amendment = Im Moment nichts: Der Hersteller verarbeitet den Nachtrag.
corrections = Korrekturen
corrections-all = Alle
corrections-none = Keine Korrektur wurde vorgeschlagen
corrections-none-text = Ein abgeschlossener Bericht bleibt, wie er ist. Wo er falsch war, schlägt sein Distributor oder sein Partner auf der Seite des Berichts eine Korrektur vor, der andere stimmt zu, und der Unterschied geht an den Hersteller.
correction-title = Korrektur
correction-proposed = Vorgeschlagen
correction-agreed = Vereinbart
correction-refused = Abgelehnt
correction-withdrawn = Zurückgezogen
correction-dispatched = An Hersteller übermittelt
correction-completed = Abgeschlossen
correction-returned = Zurückgegeben
correction-column-before = Es stehen
correction-column-after = Es werden
correction-column-change = Unterschied
correction-column-reason = Begründung
correction-column-new = Neuer Wert
correction-column-late = Mit späten Messwerten
correction-column-state = Stand
correction-column-by = Vorgeschlagen von
correction-column-at = Seit
correction-no-line = noch keine Zeile
correction-propose-ask = Korrektur vorschlagen…
correction-propose-title = Korrektur vorschlagen: { $partner } · { $month }
correction-propose-follows = Der Bericht bleibt, wie er ist. { $other } stimmt zu oder lehnt ab; nach der Zustimmung geht der Unterschied mit der nächsten Sendung an den Hersteller. Bis dahin können Sie den Vorschlag zurückziehen.
correction-lines-hint = Ändern Sie die falschen Werte, jeweils mit Begründung. Was Sie lassen, wie es ist, wird nicht korrigiert.
correction-reason = Warum der Bericht korrigiert werden soll
correction-reason-hint = Wer antwortet, liest es, und später auch der Hersteller.
correction-reason-of = Begründung für { $product }
correction-propose-now = Korrektur vorschlagen
correction-late-reason = Messwerte, die nach dem Einreichen kamen
correction-error-no-figure = Geben Sie einen Wert an, oder den, der steht.
correction-error-same = Das ist der Wert, der steht. Ändern Sie ihn, oder nehmen Sie die Begründung weg.
correction-error-reason = Sagen Sie, warum diese Zeile korrigiert werden soll.
correction-error-whole-reason = Sagen Sie, warum der Bericht korrigiert werden soll.
correction-error-nothing = Kein Wert wurde geändert, es gibt also nichts vorzuschlagen.
correction-proposed-notice = Die Korrektur ist vorgeschlagen und wartet auf die Antwort.
correction-agree-ask = Zustimmen…
correction-agree-title = Der Korrektur zustimmen: { $partner } · { $month }
correction-agree-follows = Sie wird Nachtrag { $number } des Berichts und geht mit der nächsten Sendung an den Hersteller. Das lässt sich nicht zurücknehmen; eine weitere Korrektur kann folgen.
correction-agree-now = Zustimmen
correction-agreed-notice = Zugestimmt. Der Nachtrag geht mit der nächsten Sendung an den Hersteller.
correction-refuse-ask = Ablehnen…
correction-refuse-title = Die Korrektur ablehnen: { $partner } · { $month }
correction-refuse-follows = Was steht, bleibt. Das andere Unternehmen liest Ihre Begründung und kann etwas anderes vorschlagen.
correction-refuse-now = Ablehnen
correction-refused-notice = Abgelehnt. Das andere Unternehmen liest Ihre Begründung am Bericht.
correction-withdraw-ask = Zurückziehen…
correction-withdraw-title = Die Korrektur zurückziehen: { $partner } · { $month }
correction-withdraw-follows = Sie bleibt als zurückgezogen in der Geschichte, und eine andere kann vorgeschlagen werden.
correction-withdraw-now = Zurückziehen
correction-withdrawn-notice = Zurückgezogen.
correction-line = { $product }: aus { $before } werden { $after }
correction-refused-own-work = Sie haben diese Korrektur selbst vorgeschlagen; antworten muss jemand anderes.
correction-refused-yours = Ihr Unternehmen hat diese Korrektur vorgeschlagen; antworten muss das andere. Sie können sie zurückziehen.
correction-refused-not-yours = Das andere Unternehmen hat diese Korrektur vorgeschlagen; nur es kann sie zurückziehen. Sie können sie ablehnen.
correction-refused-none = Es gibt keine Korrektur, mit der das ginge: Sie wurde inzwischen beantwortet, zurückgezogen oder gesendet.
correction-refused-unfinished = Eine andere Korrektur dieses Berichts ist noch nicht erledigt. Danach kann eine neue vorgeschlagen werden.
amendments = Nachträge
amendments-none = Keine. Der Bericht gilt, wie er abgeschlossen wurde.
amendment-title = Nachtrag { $number }
amendment-dispatch = Senden…
amendment-complete-title = Nachtrag abschließen: { $partner } · { $month }
amendment-complete-follows = Nachtrag { $number } gilt dann: Was vom Bericht steht, ändert sich um ihn.
amendment-completed-notice = Der Nachtrag ist abgeschlossen.
amendment-return-title = Nachtrag zurückgeben: { $partner } · { $month }
amendment-return-follows = Nachtrag { $number } gilt dann nicht; der Bericht steht wie zuvor. Distributor und Partner lesen Ihre Begründung.
amendment-returned-notice = Der Nachtrag ist zurückgegeben.
late-differences = Späte Abweichungen
late-differences-text = Messwerte, die nach dem ersten Einreichen eines Berichts kamen, ändern nichts an ihm. Was sie geändert hätten, steht hier, bis es ist, was der Bericht sagt.
late-none = Nichts kam zu spät
late-none-text = Nach dem Einreichen kam kein Messwert, der eine Zeile geändert hätte.
late-default = Standardwert
late-charged = Berechnet
late-suggestion = Eine Korrektur würde
late-since = Seit
late-would-charge = { $units } berechnen
late-changes-nothing = nichts ändern
late-set-by-people = nicht von selbst folgen: Diesen Wert haben Menschen gesetzt
late-propose = Diese als Korrektur vorschlagen…
corrections-waiting = { $count } warten auf Ihre Antwort
corrections-lines = { $count ->
    [one] eine Zeile
   *[other] { $count } Zeilen
}
dispatch-would-amendments = { $count ->
    [one] Ein Nachtrag zu einem abgeschlossenen Bericht, als Unterschied.
   *[other] { $count } Nachträge zu abgeschlossenen Berichten, als Unterschiede.
}
needs-corrections = { $count ->
    [one] { $count } Korrektur wartet auf Ihre Antwort
   *[other] { $count } Korrekturen warten auf Ihre Antwort
}
needs-amendments = { $count ->
    [one] { $count } Nachtrag kann an seinen Hersteller gesendet werden
   *[other] { $count } Nachträge können an ihre Hersteller gesendet werden
}
needs-process-amendments = { $count ->
    [one] { $count } Nachtrag wartet darauf, dass Sie ihn abschließen oder zurückgeben
   *[other] { $count } Nachträge warten darauf, dass Sie sie abschließen oder zurückgeben
}
amendment-stands = Seit Nachtrag { $number }: { $units }
late-not-completed = möglich sein, sobald der Bericht abgeschlossen ist
