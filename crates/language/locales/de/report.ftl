# Ein Nutzungsbericht: seine Seite, was dahintersteht und was mit ihm geschieht.
report-trip = Stelle in der Liste
report-back-to-list = Zurück zur Liste
report-place = { $number } von { $of }
report-previous = Vorheriger
report-next = Nächster
report-zone = Ortszeit { $city }
report-flag = Automatisch eingereicht – sollte geprüft werden
report-due = Fällig
report-review-by = Zu prüfen bis
report-due-left = noch { $left }
report-due-over = verstrichen

report-stand = Wie es steht
report-stand-state = Was geschehen ist
report-stand-wants = Was Sie tun sollten
report-stand-otherwise = Wenn niemand etwas tut

report-somebody = jemand, dessen Name gelöscht wurde
person-erased = Gelöschte Person { $number }
report-system-cycle-ended = Am { $when } vom System erstellt, weil der Berichtsmonat zu Ende war.
report-system-readings-arrived = Am { $when } vom System erstellt, weil Messwerte dafür eingingen.
report-system-deadline-passed = Am { $when } vom System eingereicht, weil es bis zur Frist niemand getan hatte.
report-system-no-comments = Am { $when } vom System genehmigt, weil er ohne Kommentare eingereicht wurde.
report-done-make = Am { $when } von { $who } erstellt.
report-done-edit = Am { $when } von { $who } bearbeitet.
report-done-reset = Am { $when } hat { $who } eine Zeile zurückgesetzt.
report-done-submit = Am { $when } von { $who } eingereicht.
report-done-approve = Am { $when } von { $who } genehmigt.
report-done-reject = Am { $when } von { $who } abgelehnt.
report-done-reopen = Am { $when } von { $who } wieder geöffnet.
report-done-undo = Am { $when } machte { $who } die Entscheidung davor rückgängig.
report-done-dispatch = Am { $when } von { $who } an den Hersteller gesendet.
report-done-dispatch-number = Am { $when } von { $who } mit Sendung { $number } an den Hersteller gesendet.
report-done-complete = Am { $when } von { $who } abgeschlossen.
report-done-return = Am { $when } von { $who } zurückgegeben.
report-field-chargeable = Berechnet
report-field-comment = Kommentar
report-field-comment-confirmed = Kommentar bestätigt
report-field-reasons = Gründe
report-field-deadline = Frist

report-wants-with-partner = Im Moment nichts: Der Partner hat ihn in der Hand.
report-wants-too-late = Nichts mehr: Die Frist ist verstrichen.
report-wants-colleague-submits = Nichts: Ihre Rolle liest Berichte. Einreichen kann ihn bei Ihnen die Administration oder die Abrechnung.
report-wants-submit = Prüfen Sie die Zahlen und reichen Sie sie ein.
report-wants-resubmit = Gehen Sie auf die Gründe unten ein und reichen Sie ihn erneut ein.
report-wants-comments = { $count ->
    [one] Eine Zeile braucht einen Kommentar oder eine andere Zahl, bevor Sie einreichen können.
   *[other] { $count } Zeilen brauchen einen Kommentar oder eine andere Zahl, bevor Sie einreichen können.
}
report-wants-colleague-decides = Nichts: Ihre Rolle liest Berichte. Entscheiden kann bei Ihnen die Administration oder die Abrechnung.
report-wants-own-work = Jemand anderes bei Ihnen muss entscheiden: Sie haben diesen Bericht selbst bearbeitet oder eingereicht.
report-wants-decision = Genehmigen Sie ihn, oder lehnen Sie ihn mit Gründen ab.
report-wants-decision-by = Genehmigen Sie ihn bis { $date }, oder lehnen Sie ihn mit Gründen ab.
report-wants-decision-late = Genehmigen Sie ihn, oder lehnen Sie ihn mit Gründen ab. Die Zeit für die Prüfung endete am { $date }.
report-wants-distributor = Im Moment nichts: Der Distributor entscheidet.
report-wants-may-reopen = Senden Sie ihn mit einer Sendung an den Hersteller. Bis dahin können Sie ihn wieder öffnen.
report-wants-vendor = Verarbeiten Sie ihn und schließen Sie ihn ab, oder geben Sie ihn mit Begründung zurück.
report-wants-vendor-has-it = Im Moment nichts: Der Hersteller verarbeitet ihn.
report-wants-nothing = Nichts.
report-otherwise-waits = Er wartet. Von selbst wird nichts entschieden.
report-otherwise-dispatch = Er wartet. An den Hersteller geht nichts von selbst.
report-otherwise-vendor = Er wartet beim Hersteller.
report-otherwise-nothing = Es geschieht nichts mehr.
report-deadline-then = Zur Frist reicht ihn das System ein, wie er zuletzt gespeichert wurde.
report-deadline-now = Das System reicht ihn bei seinem nächsten Lauf ein, wie er zuletzt gespeichert wurde.
report-deadline-penalty = { $product }: Berechnet werden { $to } bereitgestellte Einheiten statt { $from } ({ $by }).
report-deadline-default = { $product } geht auf den Standardwert { $to } zurück statt { $from } ({ $by }), weil die Zahl keinen Kommentar hat.
report-deadline-approved = Danach wird er automatisch genehmigt, weil es keinen Kommentar gibt.
report-deadline-approved-flagged = Er wird markiert und automatisch genehmigt, weil es keinen Kommentar gibt.
report-deadline-review = Danach wartet er auf die Prüfung des Distributors.
report-deadline-review-flagged = Er wird markiert und wartet auf die Prüfung des Distributors.

report-reasons = Warum er abgelehnt wurde
report-line-reasons = Grund der Ablehnung:
report-comment = Kommentar zum Bericht
report-comment-old = Von vor der Ablehnung: Er zählt erst wieder, wenn er bestätigt wird.
report-lines = Zeilen
report-column-product = Produkt
report-column-provisioned = Bereitgestellt
report-column-used = Genutzt
report-column-percent = Überhang %
report-column-chargeable = Berechnet
report-column-change = gegen Vormonat
report-column-trend = 12 Monate
report-column-comment = Kommentar und Hinweise
report-violation = Verstoß
report-last-month = { $month }: { $provisioned } bereitgestellt, { $used } genutzt, { $chargeable } berechnet
report-no-last-month = kein Vormonat zum Vergleich
report-trend-words = Berechnete Einheiten: { $list }
report-unused = Bereitgestellt, aber nicht genutzt:
report-unused-of = { $customer } { $unused } von { $provisioned }
report-more-customers = { $count ->
    [one] ein weiterer Kunde
   *[other] { $count } weitere Kunden
}
report-line-penalty = Als Aufschlag auf { $units } bereitgestellte Einheiten berechnet, statt auf { $instead }.
report-line-violation = Über der Schwelle von { $percent } %.
report-line-violation-needs-comment = Über der Schwelle von { $percent } %: Ein Kommentar ist nötig.
report-line-violation-paid = Über der Schwelle von { $percent } %. Statt des Standardwerts { $default } wird die volle Bereitstellung berechnet, deshalb ist kein Kommentar nötig.
report-line-edit-needs-comment = Weicht vom Standardwert { $default } und von der Bereitstellung ab: Ein Kommentar ist nötig.
report-line-moved = Die Zahlen haben sich nach dieser Änderung bewegt.
report-line-over-use = Mehr genutzt als bereitgestellt.
report-line-differs = Weicht von der Bereitstellung und vom Standardwert { $default } ab.
report-line-in-full = Statt des Standardwerts { $default } wird die volle Bereitstellung berechnet.
report-line-default = Standardwert { $units }.
report-line-carried-forward = Fortgeschrieben: Nicht jedes Abonnement hat in diesem Monat einen Messwert.
report-line-without-used = { $count ->
    [one] Eines von { $of } Abonnements hat keine genutzten Einheiten.
   *[other] { $count } von { $of } Abonnements haben keine genutzten Einheiten.
}
report-line-no-used = Es wurden keine genutzten Einheiten gemeldet. Standardwert ist deshalb die Bereitstellung.
report-history = Verlauf
report-done-extend = Frist von { $who } am { $when } verlängert.
report-system-deadlines-missed = Erhielt am { $when } eine neue Frist: Nachdem die Uhr gestanden hatte, wählte der Betreiber eine für alle.
