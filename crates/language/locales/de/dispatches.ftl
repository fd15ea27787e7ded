# Meldungen: was ein Distributor einem Hersteller meldet und was dieser damit tut.
dispatches-none = Noch keine Meldungen
dispatches-none-text = Genehmigte Berichte meldet ein Distributor dem Hersteller in einer Meldung. Meldungen sind nummeriert, ändern sich nicht mehr und erscheinen hier.
dispatches-earlier = Frühere
dispatch-new = Neue Meldung …
dispatch-title = Meldung { $number }
dispatch-number = Meldung
dispatch-reports = Berichte
dispatch-became = Ergebnis
dispatch-order = Bestellnummer
dispatch-at = Gemeldet
dispatch-hash = Hash
dispatch-stand-yours = { $count ->
    [one] Ein Bericht wartet auf Sie: Schließen Sie ihn nach der Verarbeitung ab, oder geben Sie ihn mit Begründung zurück.
   *[other] { $count } Berichte warten auf Sie: Schließen Sie sie nach der Verarbeitung ab, oder geben Sie sie mit Begründung zurück.
}
dispatch-stand-waits = { $count ->
    [one] Ein Bericht ist beim Hersteller in Bearbeitung.
   *[other] { $count } Berichte sind beim Hersteller in Bearbeitung.
}
dispatch-stand-returned = Der Hersteller hat über alle Berichte entschieden. Die zurückgegebenen sind wieder in Prüfung: Genehmigen und melden Sie sie erneut, oder lehnen Sie sie ab, damit die Partner sie berichtigen können.
dispatch-stand-over = Es steht nichts mehr aus.
dispatch-in-all = { $count } insgesamt
dispatch-count-waiting = { $count } wartend
dispatch-count-completed = { $count } abgeschlossen
dispatch-count-returned = { $count } zurückgegeben
dispatch-waits = Beim Hersteller
dispatch-completed = Abgeschlossen
dispatch-returned = Zurückgegeben
dispatch-now = jetzt: { $status }
dispatch-all-waiting = alle wartenden
dispatch-download = Herunterladen
dispatch-documents = Dokumente (JSON Lines)
dispatch-first-page = Erste Seite
dispatch-proof = Hash über alles, was gemeldet wurde, SHA-256:
dispatch-none-picked = Es wurde kein wartender Bericht ausgewählt. Wählen Sie wartende Zeilen oder alle wartenden.
dispatch-return-title = Berichte zurückgeben
dispatch-reason = Begründung
dispatch-reason-hint = Der Distributor liest sie an jedem Bericht. Alle erhalten denselben Text.
dispatch-reason-needed = Geben Sie die Begründung für die Rückgabe an.

dispatch-new-title = Neue Meldung
dispatch-new-to = Meldung an { $vendor }
dispatch-show = Anzeigen
dispatch-choose = Hersteller wählen
dispatch-count-ready = { $count ->
    [0] noch nichts zu melden
    [one] ein Bericht bereit
   *[other] { $count } Berichte bereit
}
dispatch-no-reports = Keine Berichte zu melden
dispatch-no-reports-text = Für diesen Monat gibt es keine Berichte, oder die ausgewählten können Sie nicht melden. Wählen Sie einen anderen Monat.
dispatch-what = Das wird gemeldet
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
dispatch-follows = Wie es weitergeht
dispatch-follows-text = Die Berichte erhalten den Status „An Hersteller gemeldet“; ihre Genehmigung lässt sich dann nicht mehr zurücknehmen. Der Hersteller schließt sie ab oder gibt sie Ihnen mit Begründung zurück. Fehlende Berichte können Sie später melden.
dispatch-order-hint = Falls der Hersteller eine braucht. Höchstens 64 Zeichen.
dispatch-order-wrong = Verwenden Sie höchstens 64 sichtbare Zeichen in einer Zeile. Unsichtbare Zeichen und solche, die die Schreibrichtung ändern, sind nicht erlaubt.
dispatch-note = Bemerkung
dispatch-note-hint = Hinweise für den Hersteller. Sie bleiben bei der Meldung.
dispatch-send = { $count ->
    [one] Einen Bericht melden
   *[other] { $count } Berichte melden
}
dispatch-more = { $count ->
    [one] und ein weiterer
   *[other] und { $count } weitere
}
dispatch-sent = { $count ->
    [one] Meldung { $number } mit einem Bericht übermittelt.
   *[other] Meldung { $number } mit { $count } Berichten übermittelt.
}
dispatch-changed = Es wurde nichts gemeldet, weil sich die genehmigten Berichte inzwischen geändert haben. Das ist der aktuelle Stand.
dispatch-refused = Wegen dieser Berichte wurde nichts gemeldet:
dispatch-too-many = Höchstens 100 Berichte einer Suche lassen sich zusammen melden. Grenzen Sie die Suche ein, oder melden Sie den ganzen Monat.
dispatch-selected = Melden …
dispatch-part-of = Meldungen
dispatch-sent-before = { $count ->
    [one] Ein Bericht dieses Monats wurde schon gemeldet.
   *[other] { $count } Berichte dieses Monats wurden schon gemeldet.
}
dispatch-waits-you = Wartet auf Sie
dispatch-units = Abzurechnende Einheiten
dispatch-totals-amendments = Nachträge sind in den Summen nicht enthalten.
