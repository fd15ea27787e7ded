# Die Übersicht.
dash-needs = Ihre nächsten Schritte
dash-needs-nothing = Derzeit nichts. Neue Aufgaben erscheinen hier, zum Beispiel Berichte zum Einreichen oder Genehmigen.
dash-needs-reader = Nichts: Mit Ihrer Rolle können Sie nur lesen. Die Arbeit erledigen andere Personen Ihrer Firma.
dash-status = Status der Nutzungsberichte
dash-no-reports = Noch keine Berichte. Die ersten werden in den ersten Tagen nach Monatsende erstellt.
dash-progress = Fortschritt des Berichtsmonats
dash-progress-alt = Anzahl der Berichte je Status am Ende jedes Tages
dash-deadline = Frist
dash-as-table = Als Tabelle
dash-day = Tag
chart-beyond = Beim Hersteller
needs-preparing = { $month }: Prüfen und bis { $deadline } einreichen, noch { $left }. { $violations ->
    [0] Keine Überschreitung.
    [one] { $violations } Überschreitung.
   *[other] { $violations } Überschreitungen.
}
needs-rejected = { $month } wurde abgelehnt: Auf die Begründung eingehen und bis { $deadline } erneut einreichen, noch { $left }.
needs-review = { $count ->
    [one] { $count } Bericht wartet auf Ihre Entscheidung
   *[other] { $count } Berichte warten auf Ihre Entscheidung
}
needs-process = { $month }: { $count ->
    [one] { $count } Bericht abschließen oder zurückgeben
   *[other] { $count } Berichte abschließen oder zurückgeben
}
needs-dispatch = { $count ->
    [one] { $count } genehmigter Bericht kann dem Hersteller gemeldet werden
   *[other] { $count } genehmigte Berichte können den Herstellern gemeldet werden
}
needs-review-of-month = { $month }: { $count ->
    [one] { $count } Bericht wartet auf Ihre Entscheidung
   *[other] { $count } Berichte warten auf Ihre Entscheidung
}
needs-late = { $partner }: Der Bericht liegt länger zur Prüfung, als Ihre Einstellung vorsieht
needs-flagged = { $count ->
    [one] { $count } Bericht enthält eine Mehrberechnung; Prüfung empfohlen
   *[other] { $count } Berichte enthalten Mehrberechnungen; Prüfung empfohlen
}
needs-faults = { $count ->
    [one] { $count } Bericht konnte nicht erstellt werden
   *[other] { $count } Berichte konnten nicht erstellt werden
}
needs-missed = Die Zeitsteuerung lief mehr als 24 Stunden nicht. Wählen Sie, was mit den automatischen Einreichungen geschieht
needs-failed-messages = { $count ->
    [one] { $count } Nachricht konnte nicht versendet werden. Lesen Sie den Grund, und senden Sie sie erneut.
   *[other] { $count } Nachrichten konnten nicht versendet werden. Lesen Sie die Gründe, und senden Sie sie erneut.
}
needs-overdue = { $month }: Die Frist am { $deadline } ist abgelaufen. Das System reicht den zuletzt gespeicherten Stand ein.
needs-failed-delivery = Meldung { $dispatch } konnte nicht zugestellt werden. Lesen Sie den Grund, und senden Sie sie erneut.
needs-failed-import = Ein Import ist fehlgeschlagen. Lesen Sie den Grund, und starten Sie ihn erneut.
