# Was die Beteiligten mit einem Bericht tun: bearbeiten, einreichen, entscheiden.
report-details = Angaben
report-company-id = Firmen-ID
report-partner-code = Code des Partners
report-city = Ort
report-state = Bundesland/Kanton
report-version = Version { $version }
report-yes = ja
report-no = nein
report-back = Zurück

report-export = Bericht exportieren
report-export-short = Export
report-export-pdf = PDF mit Nachweis (PDF/A)
report-export-csv = CSV
report-export-excel = CSV für Excel (Semikolon)
report-export-xlsx = Excel (XLSX)
report-export-jsonl = JSON Lines
report-export-evidence = Nachweispaket (ZIP)

report-save-draft = Entwurf speichern
report-submit-ask = Einreichen …
report-comment-hint = Der Distributor liest diesen Kommentar. Er gilt nicht als Erläuterung einer Zeile.
report-comment-needed = Kommentar nötig
report-comment-on = Kommentar zu { $product }
report-comment-confirm = Mein Kommentar gilt weiterhin
report-no-comment = Kein Kommentar
report-chargeable-of = Abzurechnende Einheiten von { $product }
report-reset = Auf Standardwert zurücksetzen
report-reset-line = { $product } auf den Standardwert zurücksetzen
report-saved-nothing = Keine Änderungen: Es gab nichts zu speichern.
report-saved-comment = Entwurf gespeichert: der Kommentar zum Bericht.
report-saved-lines = { $count ->
    [one] Entwurf gespeichert: eine Zeile.
   *[other] Entwurf gespeichert: { $count } Zeilen.
}
report-not-saved = Noch wurde nichts gespeichert. Bitte korrigieren:
report-outlier-provisioned = { $figure } ist das { $times }-Fache der bereitgestellten Einheiten ({ $units }).
report-outlier-default = { $figure } ist das { $times }-Fache des Standardwerts ({ $units }).
report-outlier-last-month = { $figure } ist das { $times }-Fache dessen, was im Vormonat abgerechnet wurde ({ $units }).
report-outlier-nothing = { $figure } wird abgerechnet, obwohl nichts bereitgestellt ist und im Vormonat nichts abgerechnet wurde.
report-outlier-title = { $count ->
    [one] Eine Zahl ist ungewöhnlich hoch. Trotzdem speichern?
   *[other] { $count } Zahlen sind ungewöhnlich hoch. Trotzdem speichern?
}
report-outlier-text = Noch wurde nichts gespeichert, und Ihre Eingaben sind noch da. Berichtigen Sie die Zahl in ihrem Feld, oder speichern Sie sie, wie sie ist.
report-outlier-save = Trotzdem speichern
report-outlier-submit = Trotzdem speichern und weiter zum Einreichen
report-kept-title = In diesem Browser liegen ungespeicherte Eingaben.
report-kept-text = Sie sind von #. Niemand sonst hat sie gesehen.
report-kept-restore = In das Formular übernehmen
report-kept-discard = Verwerfen

report-error-no-figure = Geben Sie eine Zahl an; ↺ stellt den Standardwert wieder her.
report-error-marks = Schreiben Sie Dezimalstellen mit Komma, zum Beispiel 1234,5, und Tausender mit Punkt.
report-error-not-a-number = Geben Sie eine Zahl an, zum Beispiel 12 oder 12,5.
report-error-negative = Geben Sie 0 oder mehr an: Einheiten können nicht negativ sein.
report-error-too-large = Geben Sie höchstens 10.000.000.000 Einheiten an.
report-error-decimals = { $count ->
    [0] Geben Sie eine ganze Zahl an: Dieses Produkt hat keine Dezimalstellen.
    [one] Verwenden Sie höchstens eine Dezimalstelle.
   *[other] Verwenden Sie höchstens { $count } Dezimalstellen.
}
report-error-too-long = Dieser Text hat { $length } Zeichen. Verwenden Sie höchstens { $most }.
report-error-nul = Ein Zeichen, das sich nicht speichern lässt, wurde entfernt. Prüfen Sie den Text und speichern Sie erneut.
report-refused-bad-text = Der Text enthält Zeichen, die nicht gespeichert werden können, zum Beispiel Tabulatoren. Entfernen Sie sie und speichern Sie noch einmal.
report-error-reason-needed = Geben Sie eine Begründung an. Es wurde nichts geändert.

report-conflict = Das hat auch jemand anderes geändert
report-conflict-text = Noch wurde nichts gespeichert. Diese Angaben wurden geändert, während Sie die Seite offen hatten. Wählen Sie, was gelten soll.
report-conflict-readings = Neue Messwerte haben die Zahlen dieser Zeile inzwischen bewegt.
report-conflict-mine = Ihr Wert
report-conflict-theirs = Gespeicherter Wert
report-conflict-with = Mit Ihrer Wahl wird gespeichert:
report-conflict-save = Mit dieser Wahl speichern
report-conflict-back = Meine Änderungen verwerfen

report-submit-title = { $month } einreichen
report-submit-missing = { $count ->
    [one] Eine Zeile braucht erst einen Kommentar oder eine andere Zahl:
   *[other] { $count } Zeilen brauchen erst einen Kommentar oder eine andere Zahl:
}
report-submit-first = Sie können den Bericht einreichen, sobald nichts mehr fehlt.
report-submit-sent = Das wird eingereicht
report-submit-now = Einreichen
report-submit-approved = Es gibt keine Kommentare, deshalb wird der Bericht sofort genehmigt.
report-submit-review-comments = Weil es Kommentare gibt, prüft der Distributor den Bericht. Danach können Sie ihn nur noch ändern, wenn er abgelehnt wird.
report-submit-review-contested = Der Distributor prüft den Bericht, weil er schon einmal abgelehnt, zurückgegeben oder seine Genehmigung zurückgenommen wurde. Danach können Sie ihn nur nach einer erneuten Ablehnung ändern.
report-submit-review-always = Der Distributor prüft den Bericht: Ihre Berichte werden nicht automatisch genehmigt. Danach können Sie ihn nur noch ändern, wenn er abgelehnt wird.
report-submit-review-held = Der Distributor prüft den Bericht, weil er fortgeschriebene Zahlen oder Mehrberechnungen enthält. Danach können Sie ihn nur nach einer Ablehnung ändern.
report-submitted = Eingereicht. Jetzt prüft ihn der Distributor.
report-submitted-approved = Eingereicht und sofort genehmigt, weil es keine Kommentare gab.
report-submitted-already = Der Bericht war schon eingereicht.

report-approve = Genehmigen
report-approved = Bericht von { $partner } genehmigt.
report-approved-last = Bericht von { $partner } genehmigt. Kein weiterer Bericht dieser Liste wartet auf eine Entscheidung.
report-approved-already = Der Bericht war schon genehmigt.
report-action-already = Bei { $partner } wurde nichts geändert, weil das schon erledigt war. Der Verlauf zeigt, wer es war und welche Begründung gespeichert ist.
report-undo = Rückgängig machen
report-undone = Rückgängig gemacht. Der Bericht von { $partner } hat wieder den Status „{ $status }“.
report-reject-ask = Ablehnen …
report-reject = { $partner } · { $month } ablehnen
report-reject-follows = Der Bericht geht an { $partner } zurück. Der Partner liest Ihre Begründung und kann bis { $date } ({ $zone }) erneut einreichen.
report-reject-lifts = Die Mehrberechnung für { $product } entfällt: Bis zur erneuten Einreichung gelten { $to } statt { $from } Einheiten.
report-reject-comments = Die Kommentare bleiben sichtbar, zählen aber nicht mehr. Wo ein Kommentar nötig ist, muss der Partner einen neuen schreiben oder den alten bestätigen.
report-reject-again = Ablehnen
report-rejected = Bericht von { $partner } mit Ihrer Begründung abgelehnt.
report-reasons-field = Begründung
report-reasons-hint = Erforderlich. Was soll der Partner ändern oder erläutern?
report-reason-hint = Erforderlich. Sie steht im Verlauf und ist für alle lesbar, die den Bericht sehen.
report-reasons-lines = Zeilen, jede mit eigener Begründung (optional)
report-reopen-ask = Genehmigung zurücknehmen …
report-reopen = Genehmigung zurücknehmen: { $partner } · { $month }
report-reopen-follows = Die Genehmigung wird zurückgenommen, und der Bericht von { $partner } ist wieder in Prüfung. Automatisch genehmigt wird er nicht mehr.
report-reopen-now = Genehmigung zurücknehmen
report-reopened = Genehmigung für { $partner } zurückgenommen.
report-return-ask = Zurückgeben …
report-return = { $partner } · { $month } zurückgeben
report-return-follows = Der Bericht geht an den Distributor zurück, der ihn erneut prüft. Sie sehen ihn wieder, sobald er erneut gemeldet wird.
report-return-now = Zurückgeben
report-returned = Bericht von { $partner } an den Distributor zurückgegeben.
report-complete-ask = Abschließen …
report-complete = { $partner } · { $month } abschließen
report-complete-follows = Sie bestätigen, dass der Bericht von { $partner } verarbeitet ist. Das lässt sich nicht rückgängig machen.
report-complete-now = Abschließen
report-completed = Bericht von { $partner } abgeschlossen.

report-refused = Es wurde nichts geändert
report-refused-since = Was inzwischen geschah
report-refused-kept = Ihre Eingaben
report-refused-look = Bericht öffnen
report-refused-stale = Der Bericht hat sich geändert, seit Sie ihn geöffnet haben. Es wurde nichts getan. Prüfen Sie ihn noch einmal.
report-refused-own-work = Sie haben diesen Bericht selbst bearbeitet oder eingereicht; entscheiden muss jemand anderes aus Ihrer Firma.
report-refused-deadline = Die Frist ist am { $date } abgelaufen. Das System reicht den zuletzt gespeicherten Stand ein. Ihre Eingaben stehen unten.
report-refused-comment-needed = { $count ->
    [one] Eine Zeile braucht erst einen Kommentar.
   *[other] { $count } Zeilen brauchen erst einen Kommentar.
}
report-refused-no-line = Der Bericht hat keine Zeile mehr für { $product }.
report-refused-not-too-late = Diesen Bericht kann das System noch selbst erstellen, oder es gibt ihn schon.
report-refused-nothing-given = Es gab nichts zu speichern.
report-refused-no-product = Wählen Sie eine Zeile.
report-refused-status = Mit dem Status „{ $status }“ ist das nicht möglich.
report-refused-status-edit = Der Bericht hat jetzt den Status „{ $status }“ und kann nicht mehr bearbeitet werden. Ihre Eingaben stehen unten.
report-refused-status-submit = Der Bericht hat jetzt den Status „{ $status }“: Es gibt nichts einzureichen.
report-refused-status-approve = Der Bericht hat jetzt den Status „{ $status }“. Nur Berichte in Prüfung lassen sich genehmigen.
report-refused-status-reject = Der Bericht hat jetzt den Status „{ $status }“. Nur Berichte in Prüfung lassen sich ablehnen.
report-refused-status-reopen = Der Bericht hat jetzt den Status „{ $status }“. Zurücknehmen lässt sich eine Genehmigung nur, solange der Bericht nicht gemeldet ist.
report-refused-status-undo = Der Bericht hat jetzt den Status „{ $status }“. Eine Entscheidung, auf die ein weiterer Schritt gefolgt ist, lässt sich nicht rückgängig machen.
report-refused-nothing-to-undo = Der letzte Schritt des Berichts ist keine Entscheidung, die sich rückgängig machen lässt.
report-refused-decision-of-another = Diese Entscheidung hat jemand anderes getroffen. Nur diese Person kann sie rückgängig machen.
report-refused-too-late-to-undo = Eine Entscheidung lässt sich fünf Minuten lang rückgängig machen, diese bis { $date }. Eine Genehmigung können Sie noch zurücknehmen.
report-refused-status-dispatch = Der Bericht hat jetzt den Status „{ $status }“. Dem Hersteller melden lassen sich nur genehmigte Berichte.
report-refused-status-complete = Der Bericht hat jetzt den Status „{ $status }“. Abschließen lassen sich nur Berichte, die dem Hersteller gemeldet sind.
report-refused-status-return = Der Bericht hat jetzt den Status „{ $status }“. Zurückgeben lassen sich nur Berichte, die dem Hersteller gemeldet sind.
report-extend-ask = Frist verlängern …
report-extend = Frist verlängern: { $partner } · { $month }
report-extend-follows = { $partner } hat Zeit bis { $date } ({ $zone }). Eine Fristverlängerung lässt sich nicht zurücknehmen. Der Partner sieht, wer sie gegeben hat und warum.
report-extend-hint = Die neue Frist endet mit diesem Tag.
report-extend-reason-hint = Erforderlich. Der Partner liest sie am Bericht.
report-extend-now = Verlängern
report-extended = Frist von { $partner } bis { $date } verlängert.
report-refused-status-extend = Der Bericht hat jetzt den Status „{ $status }“; es gibt keine Frist zu verlängern.
report-refused-bad-deadline = Wählen Sie eine Frist nach der jetzigen ({ $after }) und spätestens { $latest }.
report-reason-for = Begründung zu { $product }
report-reason-placeholder = Begründung zu dieser Zeile
report-last-chargeable = { $month }: { $units } abzurechnen
