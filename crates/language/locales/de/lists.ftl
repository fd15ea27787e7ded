# Abrechnung > Nutzungsberichte: die Listen.
change-new = neu
list-billing = Abrechnung
list-title = Nutzungsberichte
list-title-vendor = Gesendete Berichte
list-period = Zeitraum
list-last-12-months = Letzte 12 Monate
list-report-cycle = Berichtsmonat
list-year = Jahr
list-month = Monat
list-status = Status
list-all = Alle
list-partner-accounts = Partner
list-accounts-all = Alle
list-accounts-find = Suchen
list-find-label = Teil von Name, Code oder Firmen-ID des Partners
list-query = Abfragen
list-by-status = Nach Status
list-flagged-count = { $count } markiert
list-flag = Automatisch eingereicht – sollte geprüft werden
list-so-far = { $month } bisher
list-so-far-text = – der laufende Monat: was eine Überschreitung wäre, wenn er heute endete.
list-approve-selected = Genehmigen…
list-reject-selected = Ablehnen…
list-all-of-query = alle der Abfrage
list-picked = # ausgewählt
list-pick-all = Alle Berichte dieser Seite auswählen
list-pick = Bericht von { $partner } auswählen
list-order-surprise = Nach Auffälligkeit ordnen
list-order-partner = Nach Partner ordnen
list-export = Berichte exportieren
list-export-excel = CSV für Excel (Semikolon)
list-partner = Partner
list-city = Ort
list-lines = Zeilen
list-violations-heading = Überschreitungen
list-change = Größte Änderung
list-against = zu { $month }
list-against-last = gegenüber dem Vormonat
list-due = Fällig
list-decided = Entschieden
list-passed = vorbei
list-by-system = durch das System
list-by-hand = durch eine Person
list-violations = { $count ->
    [one] { $count } Überschreitung
   *[other] { $count } Überschreitungen
}
list-penalties = { $count ->
    [one] { $count } Aufschlag
   *[other] { $count } Aufschläge
}
list-comments = { $count ->
    [one] { $count } Kommentar
   *[other] { $count } Kommentare
}
list-show-ids = Firmen-IDs zeigen
list-hide-ids = Firmen-IDs verbergen
list-previous = Vorige 50
list-next = Nächste 50
list-none-region = In Ihrer Region sind Nutzungsberichte abgeschaltet
list-none-region-text = Der Betreiber dieser Installation schaltet sie je Region ein. Dann werden die Berichte des nächsten Monats erstellt.
list-none-isp = Ihr Konto rechnet auf eigene Weise ab
list-none-isp-text = Konten der Art ISP und ihre Partner haben keine Nutzungsberichte.
list-none-reseller = Wiederverkäufer haben keine Nutzungsberichte
list-none-reseller-text = Sie verwalten die Produkte Ihrer Kunden nicht selbst, also gibt es keine Einheiten zu melden. Ihr Distributor kann Ihr Konto in ein MSP-Konto ändern.
list-none-yet = Noch wurde kein Bericht erstellt
list-none-yet-text = Das System erstellt die Berichte eines Monats in den ersten Tagen des nächsten, aus den eingegangenen Messwerten.
list-none-dispatched = Noch nichts wurde an Sie gesendet
list-none-dispatched-text = Ein Distributor sendet Ihnen die Berichte, die er genehmigt hat. Von da an stehen sie hier, und Sie schließen sie ab oder geben sie zurück.
list-none-found = Kein Partner passt
list-none-found-text = In diesem Monat enthält kein Name, Code und keine Firmen-ID das Gesuchte. Versuchen Sie weniger davon oder „Alle“.
list-none-flagged = Kein Bericht ist markiert
list-none-flagged-text = Kein Bericht dieser Abfrage enthält einen Aufschlag. Die Zahl oben führt wieder zu allen.
list-none-there = Kein Bericht steht dort
list-none-there-text = Alle Berichte dieser Abfrage haben einen anderen Status. Die Zahlen oben führen zu ihnen.
list-none-cycle = Kein Bericht in diesem Monat
list-none-cycle-text = Wählen Sie einen anderen Monat.
list-extend-selected = Verlängern…
