# Sendungen: was ein Distributor an einen Hersteller sendet und was dieser damit tut.
dispatches-none = Noch wurde nichts gesendet
dispatches-none-text = Ein Distributor sendet einem Hersteller die Berichte, die er genehmigt hat. Jede Sendung hat eine Nummer, bleibt, wie sie gesendet wurde, und steht hier.
dispatches-earlier = Frühere
dispatch-new = Neue Sendung…
dispatch-title = Sendung { $number }
dispatch-number = Sendung
dispatch-reports = Berichte
dispatch-became = Was daraus wurde
dispatch-order = Bestellnummer
dispatch-at = Gesendet
dispatch-hash = Hash
dispatch-stand-yours = { $count ->
    [one] Ein Bericht wartet auf Sie: Schließen Sie ihn ab, sobald er verarbeitet ist, oder geben Sie ihn mit einem Grund zurück.
   *[other] { $count } Berichte warten auf Sie: Schließen Sie sie ab, sobald sie verarbeitet sind, oder geben Sie sie mit einem Grund zurück.
}
dispatch-stand-waits = { $count ->
    [one] Ein Bericht wartet auf den Hersteller.
   *[other] { $count } Berichte warten auf den Hersteller.
}
dispatch-stand-returned = Der Hersteller hat über alles entschieden. Was er zurückgab, ist wieder in Prüfung: Genehmigen Sie es erneut und senden Sie es, oder lehnen Sie es gegenüber dem Partner ab.
dispatch-stand-over = Nichts davon wartet noch.
dispatch-in-all = { $count } insgesamt
dispatch-count-waiting = { $count } wartend
dispatch-count-completed = { $count } abgeschlossen
dispatch-count-returned = { $count } zurückgegeben
dispatch-waits = Wartet auf den Hersteller
dispatch-completed = Abgeschlossen
dispatch-returned = Zurückgegeben
dispatch-now = jetzt: { $status }
dispatch-all-waiting = alle wartenden
dispatch-download = Herunterladen
dispatch-documents = Dokumente (JSON Lines)
dispatch-first-page = Erste Seite
dispatch-proof = Hash über alles, was gesendet wurde, SHA-256:
dispatch-none-picked = Es wurde nichts ausgewählt, das auf Sie wartet. Wählen Sie wartende Zeilen oder alle wartenden.
dispatch-return-title = Berichte zurückgeben
dispatch-reason = Grund
dispatch-reason-hint = Der Distributor liest ihn auf jedem Bericht. Derselbe Text geht an alle.
dispatch-reason-needed = Eine Rückgabe braucht einen Grund.

dispatch-new-title = Neue Sendung
dispatch-new-to = Sendung an { $vendor }
dispatch-show = Anzeigen
dispatch-choose = An wen geht sie?
dispatch-count-ready = { $count ->
    [0] noch nichts zu senden
    [one] ein Bericht kann gesendet werden
   *[other] { $count } Berichte können gesendet werden
}
dispatch-no-reports = Es gibt keinen Bericht zu senden
dispatch-no-reports-text = Für diesen Monat wurde nichts erstellt, oder das Ausgewählte können Sie nicht senden. Wählen Sie einen anderen Monat.
dispatch-what = Was gesendet wird
dispatch-would = { $count ->
    [0] Nichts: Kein Bericht ist genehmigt.
    [one] Ein genehmigter Bericht.
   *[other] { $count } genehmigte Berichte.
}
dispatch-nothing = { $count ->
    [one] In einem davon ist jede Menge null:
   *[other] In { $count } davon ist jede Menge null:
}
dispatch-no-units = jede Menge ist null
dispatch-missing = Was fehlt
dispatch-nothing-missing = Nichts.
dispatch-follows = Was folgt
dispatch-follows-text = Die Berichte stehen auf „An Hersteller gesendet“ und lassen sich nicht mehr wieder öffnen. Der Hersteller schließt sie ab oder gibt sie Ihnen mit einem Grund zurück. Was fehlt, kann mit einer späteren Sendung gehen.
dispatch-order-hint = Falls der Hersteller eine braucht: höchstens 64 Zeichen.
dispatch-order-wrong = Verwenden Sie höchstens 64 sichtbare Zeichen in einer Zeile. Unsichtbare Zeichen und solche, die die Schreibrichtung ändern, sind nicht erlaubt.
dispatch-note = Bemerkung
dispatch-note-hint = Falls der Hersteller etwas wissen soll. Sie bleibt bei der Sendung.
dispatch-send = { $count ->
    [one] Einen Bericht senden
   *[other] { $count } Berichte senden
}
dispatch-more = { $count ->
    [one] und ein weiterer
   *[other] und { $count } weitere
}
dispatch-sent = { $count ->
    [one] Sendung { $number }: Ein Bericht ist unterwegs.
   *[other] Sendung { $number }: { $count } Berichte sind unterwegs.
}
dispatch-changed = Es wurde nichts gesendet: Was genehmigt ist, hat sich seitdem geändert. So steht es jetzt.
dispatch-refused = Es wurde nichts gesendet, wegen dieser Berichte:
dispatch-too-many = Höchstens 100 Berichte einer Suche lassen sich zusammen senden. Grenzen Sie die Suche ein, oder senden Sie den ganzen Monat.
dispatch-selected = Senden…
dispatch-part-of = Sendungen
dispatch-sent-before = { $count ->
    [one] Ein Bericht dieses Monats wurde schon gesendet.
   *[other] { $count } Berichte dieses Monats wurden schon gesendet.
}
dispatch-waits-you = Wartet auf Sie
dispatch-units = Berechnete Einheiten
dispatch-totals-amendments = Nachträge sind in den Summen nicht enthalten.
