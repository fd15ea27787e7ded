# Corrections of completed reports, and what came late.
report-done-propose-correction = Korrektur am { $when } von { $who } vorgeschlagen.
report-done-agree-correction = Korrektur am { $when } von { $who } angenommen.
report-done-refuse-correction = Korrektur am { $when } von { $who } nicht angenommen.
report-done-withdraw-correction = Korrektur am { $when } von { $who } zurückgezogen.
report-done-dispatch-amendment = Nachtrag am { $when } von { $who } dem Hersteller gemeldet.
report-done-complete-amendment = Nachtrag am { $when } von { $who } abgeschlossen.
report-done-return-amendment = Nachtrag am { $when } von { $who } zurückgegeben.
report-field-amendment = Nachtrag
report-refused-status-correct = Der Bericht hat jetzt den Status „{ $status }“. Korrigieren lassen sich nur abgeschlossene Berichte.
report-wants-other-answers = Derzeit nichts: Die andere Firma muss auf die vorgeschlagene Korrektur antworten.
report-wants-colleague-answers = Jemand aus Ihrer Firma, der Nutzungsberichte bearbeitet, muss auf die vorgeschlagene Korrektur antworten.
report-wants-answer = Beantworten Sie die vorgeschlagene Korrektur: Nehmen Sie sie an, oder begründen Sie, warum Sie sie nicht annehmen.
report-wants-amendment-sent = Melden Sie den Nachtrag dem Hersteller mit der nächsten Meldung.
report-wants-amendment-processed = Verarbeiten Sie den Nachtrag und schließen Sie ihn ab, oder geben Sie ihn mit Begründung zurück.
report-wants-vendor-has-amendment = Derzeit nichts: Der Hersteller verarbeitet den Nachtrag.
corrections = Korrekturen
corrections-all = Alle
corrections-none = Noch keine Korrekturen
corrections-none-text = Ein abgeschlossener Bericht ändert sich nicht. Ist er falsch, schlägt sein Distributor oder sein Partner auf der Seite des Berichts eine Korrektur vor. Nimmt die andere Firma sie an, wird die Differenz dem Hersteller gemeldet.
correction-title = Korrektur
correction-proposed = Vorgeschlagen
correction-agreed = Angenommen
correction-refused = Nicht angenommen
correction-withdrawn = Zurückgezogen
correction-dispatched = An Hersteller gemeldet
correction-completed = Abgeschlossen
correction-returned = Zurückgegeben
correction-column-before = Bisher
correction-column-after = Neu
correction-column-change = Differenz
correction-column-reason = Begründung
correction-column-new = Neuer Wert
correction-column-late = Mit nachträglichen Messwerten
correction-column-state = Status
correction-column-by = Vorgeschlagen von
correction-column-at = Seit
correction-no-line = noch keine Zeile
correction-propose-ask = Korrektur vorschlagen …
correction-propose-title = Korrektur vorschlagen: { $partner } · { $month }
correction-propose-follows = Der Bericht ändert sich zunächst nicht. { $other } nimmt die Korrektur an oder nicht an. Nach der Annahme wird die Differenz mit der nächsten Meldung dem Hersteller gemeldet. Bis dahin können Sie die Korrektur zurückziehen.
correction-lines-hint = Ändern Sie die falschen Werte, jeweils mit Begründung. Zeilen, die Sie nicht ändern, werden nicht korrigiert.
correction-reason = Begründung der Korrektur
correction-reason-hint = Die Firma, die antwortet, liest sie, und später der Hersteller.
correction-reason-of = Begründung für { $product }
correction-propose-now = Korrektur vorschlagen
correction-late-reason = Messwerte, die nach dem Einreichen eintrafen
correction-error-no-figure = Geben Sie einen Wert ein. Stimmt die Zeile, geben Sie den bisherigen ein.
correction-error-same = Das ist der bisherige Wert. Ändern Sie ihn, oder entfernen Sie die Begründung.
correction-error-reason = Geben Sie die Begründung für diese Zeile an.
correction-error-whole-reason = Geben Sie die Begründung der Korrektur an.
correction-error-nothing = Kein Wert wurde geändert. Ändern Sie mindestens einen, um eine Korrektur vorzuschlagen.
correction-proposed-notice = Die Korrektur wurde vorgeschlagen. Die andere Firma kann jetzt antworten.
correction-agree-ask = Annehmen …
correction-agree-title = Korrektur annehmen: { $partner } · { $month }
correction-agree-follows = Die Korrektur wird Nachtrag { $number } des Berichts und wird mit der nächsten Meldung dem Hersteller gemeldet. Das lässt sich nicht rückgängig machen; eine weitere Korrektur kann folgen.
correction-agree-now = Annehmen
correction-agreed-notice = Angenommen. Der Nachtrag wird mit der nächsten Meldung dem Hersteller gemeldet.
correction-refuse-ask = Nicht annehmen …
correction-refuse-title = Korrektur nicht annehmen: { $partner } · { $month }
correction-refuse-follows = Die bisherigen Werte bleiben gültig. Die andere Firma sieht Ihre Begründung und kann eine neue Korrektur vorschlagen.
correction-refuse-now = Nicht annehmen
correction-refused-notice = Nicht angenommen. Die andere Firma sieht Ihre Begründung am Bericht.
correction-withdraw-ask = Zurückziehen …
correction-withdraw-title = Korrektur zurückziehen: { $partner } · { $month }
correction-withdraw-follows = Im Verlauf bleibt die Korrektur als zurückgezogen stehen. Danach kann eine andere vorgeschlagen werden.
correction-withdraw-now = Zurückziehen
correction-withdrawn-notice = Die Korrektur wurde zurückgezogen.
correction-line = { $product }: aus { $before } werden { $after }
correction-refused-own-work = Sie haben diese Korrektur selbst vorgeschlagen; antworten muss jemand anderes.
correction-refused-yours = Ihre Firma hat diese Korrektur vorgeschlagen; antworten muss die andere. Sie können sie zurückziehen.
correction-refused-not-yours = Die andere Firma hat diese Korrektur vorgeschlagen; nur sie kann sie zurückziehen. Sie können mit „Nicht annehmen“ antworten.
correction-refused-none = Diese Korrektur ist nicht mehr offen: Sie wurde inzwischen beantwortet, zurückgezogen oder gemeldet.
correction-refused-unfinished = Eine andere Korrektur dieses Berichts ist noch nicht erledigt. Danach kann eine neue vorgeschlagen werden.
amendments = Nachträge
amendments-none = Keine. Der Bericht gilt, wie er abgeschlossen wurde.
amendment-title = Nachtrag { $number }
amendment-dispatch = Melden …
amendment-complete-title = Nachtrag abschließen: { $partner } · { $month }
amendment-complete-follows = Nachtrag { $number } gilt dann und ändert die gültigen Werte des Berichts.
amendment-completed-notice = Der Nachtrag wurde abgeschlossen.
amendment-return-title = Nachtrag zurückgeben: { $partner } · { $month }
amendment-return-follows = Nachtrag { $number } gilt dann nicht; die Werte des Berichts bleiben, wie sie sind. Distributor und Partner lesen Ihre Begründung.
amendment-returned-notice = Der Nachtrag wurde zurückgegeben.
late-differences = Nachträgliche Abweichungen
late-differences-text = Messwerte, die nach dem ersten Einreichen eines Berichts eintreffen, ändern ihn nicht. Diese Seite zeigt die Abweichung, bis die Werte des Berichts sie enthalten.
late-none = Keine nachträglichen Abweichungen
late-none-text = Hier erscheinen Abweichungen, wenn nach dem Einreichen Messwerte eintreffen, die eine Zeile geändert hätten.
late-default = Standardwert
late-charged = Abgerechnet
late-suggestion = Korrekturvorschlag
late-since = Seit
late-would-charge = { $units } Einheiten
late-changes-nothing = keiner: keine Änderung
late-set-by-people = kein Vorschlag: Der Wert wurde manuell festgelegt
late-propose = Als Korrektur vorschlagen …
corrections-waiting = { $count } zu beantworten
corrections-lines = { $count ->
    [one] eine Zeile
   *[other] { $count } Zeilen
}
dispatch-would-amendments = { $count ->
    [one] Ein Nachtrag zu einem abgeschlossenen Bericht, als Differenz.
   *[other] { $count } Nachträge zu abgeschlossenen Berichten, als Differenzen.
}
needs-corrections = { $count ->
    [one] { $count } Korrektur wartet auf Ihre Antwort
   *[other] { $count } Korrekturen warten auf Ihre Antwort
}
needs-amendments = { $count ->
    [one] { $count } Nachtrag kann dem Hersteller gemeldet werden
   *[other] { $count } Nachträge können den Herstellern gemeldet werden
}
needs-process-amendments = { $count ->
    [one] { $count } Nachtrag abschließen oder zurückgeben
   *[other] { $count } Nachträge abschließen oder zurückgeben
}
amendment-stands = Seit Nachtrag { $number }: { $units }
late-not-completed = möglich, sobald der Bericht abgeschlossen ist
