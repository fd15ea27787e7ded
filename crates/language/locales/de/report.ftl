# Ein Nutzungsbericht: seine Seite, was dahintersteht und was mit ihm geschieht.
report-trip = Stelle in der Liste
report-back-to-list = Zurück zur Liste
report-place = { $number } von { $of }
report-previous = Vorheriger
report-next = Nächster
report-flag = Automatisch eingereicht – Prüfung empfohlen
report-due = Fällig
report-review-by = Zu prüfen bis
report-due-left = noch { $left }
report-due-over = abgelaufen

report-stand = Stand und nächster Schritt
report-stand-state = Bisher geschehen
report-stand-wants = Ihr nächster Schritt
report-stand-otherwise = Wenn niemand handelt

report-somebody = Unbekannt (Name gelöscht)
person-erased = Gelöschte Person { $number }
report-system-cycle-ended = Am { $when } vom System erstellt, weil der Berichtsmonat zu Ende war.
report-system-readings-arrived = Am { $when } vom System erstellt, weil Messwerte dafür eingingen.
report-system-deadline-passed = Am { $when } vom System eingereicht, weil die Frist abgelaufen war.
report-system-no-comments = Am { $when } vom System genehmigt, weil er ohne Kommentare eingereicht wurde.
report-done-make = Am { $when } von { $who } erstellt.
report-done-edit = Am { $when } von { $who } bearbeitet.
report-done-reset = Am { $when } von { $who } eine Zeile auf den Standardwert zurückgesetzt.
report-done-submit = Am { $when } von { $who } eingereicht.
report-done-approve = Am { $when } von { $who } genehmigt.
report-done-reject = Am { $when } von { $who } abgelehnt.
report-done-reopen = Genehmigung am { $when } von { $who } zurückgenommen.
report-done-undo = Vorherige Entscheidung am { $when } von { $who } rückgängig gemacht.
report-done-dispatch = Am { $when } von { $who } dem Hersteller gemeldet.
report-done-dispatch-number = Am { $when } von { $who } mit Meldung { $number } dem Hersteller gemeldet.
report-done-complete = Am { $when } von { $who } abgeschlossen.
report-done-return = Am { $when } von { $who } zurückgegeben.
report-field-chargeable = Abzurechnen
report-field-comment = Kommentar
report-field-comment-confirmed = Kommentar bestätigt
report-field-reasons = Begründung
report-field-deadline = Frist

report-wants-with-partner = Derzeit nichts: Der Partner bearbeitet den Bericht noch.
report-wants-too-late = Nichts: Die Frist ist abgelaufen.
report-wants-colleague-submits = Nichts: Mit Ihrer Rolle können Sie Berichte nur lesen. Einreichen kann ihn bei Ihnen, wer die Rolle Administrator oder Abrechnung hat.
report-wants-submit = Prüfen Sie die Zahlen und reichen Sie den Bericht ein.
report-wants-resubmit = Gehen Sie auf die Begründung unten ein und reichen Sie den Bericht erneut ein.
report-wants-comments = { $count ->
    [one] Eine Zeile braucht einen Kommentar oder eine andere Zahl, bevor Sie einreichen können.
   *[other] { $count } Zeilen brauchen einen Kommentar oder eine andere Zahl, bevor Sie einreichen können.
}
report-wants-colleague-decides = Nichts: Mit Ihrer Rolle können Sie Berichte nur lesen. Entscheiden kann bei Ihnen, wer die Rolle Administrator oder Abrechnung hat.
report-wants-own-work = Entscheiden muss jemand anderes aus Ihrer Firma, weil Sie diesen Bericht selbst bearbeitet oder eingereicht haben.
report-wants-decision = Genehmigen Sie ihn, oder lehnen Sie ihn mit Begründung ab.
report-wants-decision-by = Genehmigen Sie ihn bis { $date }, oder lehnen Sie ihn mit Begründung ab.
report-wants-decision-late = Genehmigen Sie ihn, oder lehnen Sie ihn mit Begründung ab. Er sollte bis { $date } geprüft sein.
report-wants-distributor = Derzeit nichts: Der Distributor entscheidet.
report-wants-may-reopen = Melden Sie ihn dem Hersteller. Bis dahin können Sie die Genehmigung zurücknehmen.
report-wants-vendor = Verarbeiten Sie ihn und schließen Sie ihn ab, oder geben Sie ihn mit Begründung zurück.
report-wants-vendor-has-it = Derzeit nichts: Der Hersteller verarbeitet ihn.
report-wants-nothing = Nichts.
report-otherwise-waits = Der Bericht bleibt, wie er ist. Automatisch wird nichts entschieden.
report-otherwise-dispatch = Der Bericht bleibt, wie er ist. Dem Hersteller wird nichts automatisch gemeldet.
report-otherwise-vendor = Der Bericht bleibt beim Hersteller.
report-otherwise-nothing = Es geschieht nichts weiter.
report-deadline-then = Bei Fristablauf reicht das System den zuletzt gespeicherten Stand ein.
report-deadline-now = Bei seinem nächsten Lauf reicht das System den zuletzt gespeicherten Stand ein.
report-deadline-penalty = { $product }: Abgerechnet werden { $to } bereitgestellte Einheiten statt { $from } ({ $by }).
report-deadline-default = { $product }: Es gilt wieder der Standardwert { $to } statt { $from } ({ $by }), weil die Zahl keinen Kommentar hat.
report-deadline-approved = Danach wird er automatisch genehmigt, weil es keinen Kommentar gibt.
report-deadline-approved-flagged = Er wird markiert und automatisch genehmigt, weil es keinen Kommentar gibt.
report-deadline-review = Danach prüft ihn der Distributor.
report-deadline-review-flagged = Er wird markiert, und der Distributor prüft ihn.

report-reasons = Begründung der Ablehnung
report-line-reasons = Begründung der Ablehnung:
report-comment = Kommentar zum Bericht
report-comment-old = Vor der Ablehnung geschrieben. Er zählt wieder, sobald er bestätigt ist.
report-lines = Zeilen
report-column-product = Produkt
report-column-provisioned = Bereitgestellt
report-column-used = Genutzt
report-column-percent = Überprov. %
report-column-chargeable = Abzurechnen
report-column-change = ggü. Vormonat
report-column-trend = 12 Monate
report-column-comment = Kommentar und Hinweise
report-violation = Überschreitung
report-last-month = { $month }: { $provisioned } bereitgestellt, { $used } genutzt, { $chargeable } abzurechnen
report-no-last-month = kein Vormonat zum Vergleich
report-trend-words = Abzurechnende Einheiten: { $list }
report-unused = Bereitgestellt, aber nicht genutzt:
report-unused-of = { $customer } { $unused } von { $provisioned }
report-more-customers = { $count ->
    [one] ein weiterer Kunde
   *[other] { $count } weitere Kunden
}
report-line-penalty = Mehrberechnung: { $units } bereitgestellte Einheiten statt { $instead }.
report-line-violation = Über dem Schwellenwert von { $percent } %.
report-line-violation-needs-comment = Über { $percent } %: Kommentar nötig.
report-line-violation-paid = Über dem Schwellenwert von { $percent } %. Kein Kommentar nötig: Statt des Standardwerts { $default } wird die volle bereitgestellte Menge abgerechnet.
report-line-edit-needs-comment = Weicht vom Standardwert { $default } und von der bereitgestellten Menge ab: Kommentar nötig.
report-line-moved = Die Zahlen haben sich seit dieser Bearbeitung geändert.
report-line-over-use = Mehr genutzt als bereitgestellt.
report-line-differs = Abzurechnende Menge weicht von der bereitgestellten und vom Standardwert { $default } ab.
report-line-in-full = Statt des Standardwerts { $default } wird die volle bereitgestellte Menge abgerechnet.
report-line-default = Standardwert { $units }.
report-line-carried-forward = Fortgeschrieben: Nicht jedes Abonnement hat in diesem Monat einen Messwert.
report-line-without-used = { $count ->
    [one] Eines von { $of } Abonnements hat keine genutzten Einheiten.
   *[other] { $count } von { $of } Abonnements haben keine genutzten Einheiten.
}
report-line-no-used = Es wurden keine genutzten Einheiten gemeldet. Standardwert ist deshalb die bereitgestellte Menge.
report-history = Verlauf
report-done-extend = Frist am { $when } von { $who } verlängert.
report-system-deadlines-missed = Neue Frist am { $when }: Die Zeitsteuerung hatte stillgestanden, und der Betreiber legte eine Frist für alle fest.
