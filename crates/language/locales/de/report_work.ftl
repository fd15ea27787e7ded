# Was die Beteiligten mit einem Bericht tun: bearbeiten, einreichen, entscheiden.
report-details = Angaben
report-company-id = Firmen-ID
report-partner-code = Kürzel des Partners
report-city = Ort
report-state = Bundesland
report-version = Version { $version }
report-yes = ja
report-no = nein
report-back = Zurück

report-export = Bericht exportieren
report-export-csv = CSV
report-export-excel = CSV für Excel (Semikolon)
report-export-xlsx = Excel (XLSX)
report-export-jsonl = JSON Lines

report-save-draft = Entwurf speichern
report-submit-ask = Einreichen …
report-comment-hint = Der Distributor liest ihn. Er erklärt keine einzelne Zeile.
report-comment-needed = Kommentar nötig
report-comment-on = Kommentar zu { $product }
report-comment-confirm = Mein Kommentar gilt weiterhin
report-no-comment = Kein Kommentar
report-chargeable-of = Berechnete Einheiten von { $product }
report-reset = Zurück auf den Standardwert
report-reset-line = { $product } auf den Standardwert zurücksetzen
report-saved-nothing = Es wurde nichts geändert, also war nichts zu speichern.
report-saved-comment = Entwurf gespeichert: der Kommentar zum Bericht.
report-saved-lines = { $count ->
    [one] Entwurf gespeichert: eine Zeile.
   *[other] Entwurf gespeichert: { $count } Zeilen.
}
report-not-saved = Noch wurde nichts gespeichert. Bitte sehen Sie nach bei:
report-outlier-provisioned = { $figure } ist das { $times }-Fache der bereitgestellten Einheiten ({ $units }).
report-outlier-default = { $figure } ist das { $times }-Fache des Standardwerts ({ $units }).
report-outlier-last-month = { $figure } ist das { $times }-Fache dessen, was im Vormonat berechnet wurde ({ $units }).
report-outlier-nothing = { $figure } werden berechnet, obwohl nichts bereitgestellt ist und im Vormonat nichts berechnet wurde.
report-outlier-title = { $count ->
    [one] Eine Zahl ist ungewöhnlich hoch. Trotzdem speichern?
   *[other] { $count } Zahlen sind ungewöhnlich hoch. Trotzdem speichern?
}
report-outlier-text = Noch wurde nichts gespeichert, und nichts von Ihrer Eingabe geht verloren. Berichtigen Sie die Zahl in ihrem Feld, oder speichern Sie sie, wie sie ist.
report-outlier-save = Trotzdem speichern
report-outlier-submit = Trotzdem speichern und weiter zum Einreichen
report-kept-title = In diesem Browser liegen ungespeicherte Eingaben.
report-kept-text = Sie sind von #. Niemand sonst hat sie gesehen.
report-kept-restore = In das Formular übernehmen
report-kept-discard = Verwerfen

report-error-no-figure = Geben Sie eine Zahl an; ↺ stellt den Standardwert wieder her.
report-error-marks = Schreiben Sie Dezimalstellen mit Komma, etwa 1234,5, und Tausender mit Punkt.
report-error-not-a-number = Geben Sie eine Zahl an, etwa 12 oder 12,5.
report-error-negative = Einheiten können nicht negativ sein.
report-error-too-large = Höchstens 10.000.000.000 Einheiten.
report-error-decimals = { $count ->
    [0] Geben Sie eine ganze Zahl an: Dieses Produkt hat keine Dezimalstellen.
    [one] Höchstens eine Dezimalstelle.
   *[other] Höchstens { $count } Dezimalstellen.
}
report-error-too-long = { $length } Zeichen, höchstens { $most }: Bitte kürzen Sie den Text.
report-error-nul = Der Text enthielt ein Zeichen, das nicht gespeichert werden kann. Es wurde entfernt: Sehen Sie ihn an und speichern Sie noch einmal.
report-refused-bad-text = Der Text enthält Zeichen, die nicht gespeichert werden können, zum Beispiel Tabulatoren. Entfernen Sie sie und speichern Sie noch einmal.
report-error-reason-needed = Nennen Sie die Gründe: Ohne sie wurde nichts getan.

report-conflict = Das hat auch jemand anderes geändert
report-conflict-text = Noch wurde nichts gespeichert. Diese Stellen wurden geändert, während Sie die Seite offen hatten. Wählen Sie, was bleibt.
report-conflict-readings = Neue Messwerte haben die Zahlen dieser Zeile inzwischen bewegt.
report-conflict-mine = Ihre Fassung
report-conflict-theirs = Wie es jetzt gespeichert ist
report-conflict-with = Mit Ihrer Wahl wird gespeichert:
report-conflict-save = Mit dieser Wahl speichern
report-conflict-back = Meine Änderungen verwerfen

report-submit-title = { $month } einreichen
report-submit-missing = { $count ->
    [one] Eine Zeile braucht erst einen Kommentar oder eine andere Zahl:
   *[other] { $count } Zeilen brauchen erst einen Kommentar oder eine andere Zahl:
}
report-submit-first = Er kann eingereicht werden, sobald nichts mehr fehlt.
report-submit-sent = Was gesendet wird
report-submit-now = Einreichen
report-submit-approved = Es gibt keine Kommentare, deshalb wird der Bericht sofort genehmigt.
report-submit-review-comments = Weil es Kommentare gibt, prüft ihn der Distributor. Danach können Sie ihn nur noch ändern, wenn er abgelehnt wird.
report-submit-review-contested = Der Distributor prüft ihn, weil er schon einmal abgelehnt, wieder geöffnet oder zurückgegeben wurde. Danach können Sie ihn nur noch ändern, wenn er erneut abgelehnt wird.
report-submit-review-always = Der Distributor prüft ihn: Ihre Berichte werden nicht automatisch genehmigt. Danach können Sie ihn nur noch ändern, wenn er abgelehnt wird.
report-submit-review-held = Der Distributor prüft ihn, weil Zahlen fortgeschrieben oder Aufschläge zurückgehalten sind. Danach können Sie ihn nur noch ändern, wenn er abgelehnt wird.
report-submitted = Eingereicht. Jetzt prüft ihn der Distributor.
report-submitted-approved = Eingereicht und sofort genehmigt, weil es keine Kommentare gab.
report-submitted-already = Er war schon eingereicht.

report-approve = Genehmigen
report-approved = { $partner } genehmigt.
report-approved-last = { $partner } genehmigt. Danach wartet in dieser Liste nichts mehr auf eine Entscheidung.
report-approved-already = Er war schon genehmigt.
report-action-already = Bei { $partner } wurde nichts geändert, weil das schon erledigt war. Der Verlauf zeigt, wer es war und welche Begründung gespeichert ist.
report-undo = Rückgängig machen
report-undone = Rückgängig gemacht. Der Bericht von { $partner } hat wieder den Status „{ $status }“ wie vor der Entscheidung.
report-reject-ask = Ablehnen …
report-reject = { $partner } · { $month } ablehnen
report-reject-follows = Der Bericht geht an { $partner } zurück. Dort liest man Ihre Gründe auf dem Bericht und hat bis { $date } ({ $zone }) Zeit, ihn erneut einzureichen.
report-reject-lifts = Der Aufschlag auf { $product } entfällt: { $from } geht auf { $to } zurück, bis erneut eingereicht wird.
report-reject-comments = Kommentare bleiben sichtbar, zählen aber nicht mehr: Was einen Kommentar braucht, braucht einen neuen oder den alten bestätigt.
report-reject-again = Ablehnen
report-rejected = { $partner } mit Ihren Gründen abgelehnt.
report-reasons-field = Gründe
report-reasons-hint = Nötig. Was soll der Partner ändern oder erklären?
report-reason-hint = Nötig. Bleibt im Verlauf für alle, die den Bericht sehen.
report-reasons-lines = Zeilen, auf Wunsch je mit einem Grund
report-reopen-ask = Wieder öffnen …
report-reopen = { $partner } · { $month } wieder öffnen
report-reopen-follows = Die Genehmigung wird zurückgenommen, und der Bericht von { $partner } ist wieder in Prüfung. Automatisch genehmigt wird er nicht mehr.
report-reopen-now = Wieder öffnen
report-reopened = { $partner } wieder geöffnet.
report-return-ask = Zurückgeben …
report-return = { $partner } · { $month } zurückgeben
report-return-follows = Der Bericht geht an den Distributor zurück, der ihn erneut prüft. Sie sehen ihn wieder, wenn er neu gesendet wird.
report-return-now = Zurückgeben
report-returned = { $partner } an den Distributor zurückgegeben.
report-complete-ask = Abschließen …
report-complete = { $partner } · { $month } abschließen
report-complete-follows = Sie erklären, dass der Bericht von { $partner } verarbeitet ist. Das lässt sich nicht rückgängig machen.
report-complete-now = Abschließen
report-completed = { $partner } abgeschlossen.

report-refused = Es wurde nichts geändert
report-refused-since = Was inzwischen geschah
report-refused-kept = Was Sie eingegeben hatten
report-refused-look = Zum Bericht
report-refused-stale = Der Bericht hat sich geändert, seit Sie ihn angesehen haben; deshalb wurde nichts getan. Sehen Sie ihn noch einmal an.
report-refused-own-work = Sie haben diesen Bericht selbst bearbeitet oder eingereicht; entscheiden muss jemand anderes bei Ihnen.
report-refused-deadline = Die Frist ist am { $date } verstrichen. Das System reicht den Bericht ein, wie er zuletzt gespeichert war; Ihre Eingaben stehen unten.
report-refused-comment-needed = { $count ->
    [one] Eine Zeile braucht erst einen Kommentar.
   *[other] { $count } Zeilen brauchen erst einen Kommentar.
}
report-refused-no-line = Der Bericht hat keine Zeile mehr für { $product }.
report-refused-not-too-late = Hier fehlt kein Bericht, den das System nicht mehr selbst erstellen kann.
report-refused-nothing-given = Es gab nichts zu speichern.
report-refused-no-product = Es wurde nicht gesagt, welche Zeile gemeint ist.
report-refused-status = In einem Bericht mit dem Status „{ $status }“ geht das nicht.
report-refused-status-edit = Der Bericht hat jetzt den Status „{ $status }“ und kann nicht mehr bearbeitet werden. Ihre Eingaben stehen unten.
report-refused-status-submit = Der Bericht hat jetzt den Status „{ $status }“: Es gibt nichts einzureichen.
report-refused-status-approve = Der Bericht hat jetzt den Status „{ $status }“: Genehmigen lässt sich nur einer in Prüfung.
report-refused-status-reject = Der Bericht hat jetzt den Status „{ $status }“: Ablehnen lässt sich nur einer in Prüfung.
report-refused-status-reopen = Der Bericht hat jetzt den Status „{ $status }“: Wieder öffnen lässt sich nur ein genehmigter, der noch nicht an den Hersteller ging.
report-refused-status-undo = Der Bericht hat jetzt den Status „{ $status }“. Eine Entscheidung, auf die ein weiterer Schritt gefolgt ist, lässt sich nicht rückgängig machen.
report-refused-nothing-to-undo = Der letzte Schritt des Berichts ist keine Entscheidung, die sich rückgängig machen lässt.
report-refused-decision-of-another = Diese Entscheidung hat ein Kollege getroffen. Nur wer sie getroffen hat, kann sie rückgängig machen.
report-refused-too-late-to-undo = Eine Entscheidung lässt sich fünf Minuten lang rückgängig machen, diese bis { $date }. Ein genehmigter Bericht lässt sich noch wieder öffnen.
report-refused-status-dispatch = Der Bericht hat jetzt den Status „{ $status }“: An den Hersteller geht nur ein genehmigter.
report-refused-status-complete = Der Bericht hat jetzt den Status „{ $status }“: Abschließen lässt sich nur einer, der an den Hersteller ging.
report-refused-status-return = Der Bericht hat jetzt den Status „{ $status }“: Zurückgeben lässt sich nur einer, der an den Hersteller ging.
report-extend-ask = Frist verlängern…
report-extend = Frist verlängern: { $partner } · { $month }
report-extend-follows = { $partner } hat bis { $date } ({ $zone }). Eine Verlängerung gibt mehr Zeit und lässt sich nicht zurücknehmen. Der Partner liest, wer sie gab und warum.
report-extend-hint = Bis zum Ende dieses Tages.
report-extend-reason-hint = Nötig. Der Partner liest sie auf dem Bericht.
report-extend-now = Verlängern
report-extended = Frist von { $partner } bis { $date } verlängert.
report-refused-status-extend = Der Bericht ist jetzt „{ $status }“: Es gibt keine Frist zu verlängern.
report-refused-bad-deadline = Die neue Frist muss nach { $after } liegen, der geltenden, und nicht später als { $latest }.
report-reason-for = Grund zu { $product }
report-reason-placeholder = Grund zu dieser Zeile
report-last-chargeable = { $month }: { $units } berechnet
