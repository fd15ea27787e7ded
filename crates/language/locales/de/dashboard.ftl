# Die Übersicht.
dash-needs = Was jetzt bei Ihnen liegt
dash-needs-nothing = Nichts. Alles, was bei Ihnen lag, ist erledigt.
dash-needs-reader = Nichts. Ihre Rolle liest; andere Personen Ihrer Firma handeln.
dash-status = Stand der Nutzungsberichte
dash-no-reports = Noch wurde kein Bericht erstellt. Die ersten kommen in den ersten Tagen nach Monatsende.
dash-progress = Fortschritt des Berichtsmonats
dash-progress-alt = Wie viele Berichte am Ende jedes Tages welchen Status hatten
dash-deadline = Frist
dash-as-table = Als Tabelle
dash-day = Tag
chart-beyond = Beim Hersteller
needs-preparing = { $month }: prüfen und einreichen bis { $deadline }, noch { $left }. { $violations ->
    [0] Keine Überschreitung.
    [one] { $violations } Zeile ist eine Überschreitung.
   *[other] { $violations } Zeilen sind Überschreitungen.
}
needs-rejected = { $month } wurde abgelehnt: auf die Gründe eingehen und neu einreichen bis { $deadline }, noch { $left }.
needs-review = { $count ->
    [one] { $count } Bericht wartet auf Ihre Entscheidung
   *[other] { $count } Berichte warten auf Ihre Entscheidung
}
needs-process = { $month }: { $count ->
    [one] { $count } Bericht wartet darauf, dass Sie ihn abschließen oder zurückgeben
   *[other] { $count } Berichte warten darauf, dass Sie sie abschließen oder zurückgeben
}
needs-dispatch = { $count ->
    [one] { $count } genehmigter Bericht kann an den Hersteller gehen
   *[other] { $count } genehmigte Berichte können an die Hersteller gehen
}
needs-review-of-month = { $month }: { $count ->
    [one] { $count } Bericht wartet auf Ihre Entscheidung
   *[other] { $count } Berichte warten auf Ihre Entscheidung
}
needs-late = { $partner } wartet länger als Ihre Prüftage
needs-flagged = { $count ->
    [one] { $count } Bericht wurde mit Aufschlag berechnet und sollte geprüft werden
   *[other] { $count } Berichte wurden mit Aufschlag berechnet und sollten geprüft werden
}
needs-faults = { $count ->
    [one] { $count } Bericht konnte nicht erstellt werden
   *[other] { $count } Berichte konnten nicht erstellt werden
}
needs-missed = Die Uhr lief mehr als einen Tag nicht: automatische Einreichungen warten auf Ihre Wahl
needs-failed-messages = { $count ->
    [one] { $count } Nachricht konnte nicht versendet werden. Lesen Sie den Grund, und senden Sie sie erneut.
   *[other] { $count } Nachrichten konnten nicht versendet werden. Lesen Sie die Gründe, und senden Sie sie erneut.
}
needs-overdue = { $month }: Die Frist am { $deadline } ist abgelaufen. Das System reicht den Bericht ein, wie er zuletzt gespeichert wurde.
needs-failed-delivery = Die Sendung { $dispatch } konnte nicht zugestellt werden. Lesen Sie, warum, und stellen Sie sie erneut zu.
needs-failed-import = Ein Import ist gescheitert. Lesen Sie, warum, und starten Sie ihn erneut.
