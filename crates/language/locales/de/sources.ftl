# Programme, die Messwerte senden.
sources = Quellen von Messwerten
sources-text = Ein Programm, das Messwerte an die API sendet, erscheint hier mit seinen ersten Messwerten.
sources-none = Noch hat kein Programm Messwerte gesendet. Geben Sie einem Programm einen Token mit der Berechtigung readings.write, oder importieren Sie Messwerte als Dateien.
source-company = Firma
source-mode = Modus
source-mode-live = Echtbetrieb
source-mode-test = Test
source-mode-hint = Im Modus Test werden Messwerte geprüft und beantwortet, aber nicht gespeichert.
source-test-text = Messwerte dieser Quelle werden geprüft und beantwortet, aber nicht gespeichert. Stimmen die Ergebnisse, stellen Sie den Modus auf Echtbetrieb und lassen das Programm seine Messwerte noch einmal senden.
source-seen = Letzte Messwerte
source-never-seen = Noch nie
source-silence = Ausbleiben
source-is-silent = Sendet nicht mehr
source-not-watched = Nicht überwacht
source-after-hours = { $count ->
    [one] Meldung nach { $count } Stunde
   *[other] Meldung nach { $count } Stunden
}
source-added = Hinzugefügt
source-change = Quelle ändern
source-hours = Melden, wenn so viele Stunden keine Messwerte kommen
source-hours-hint = Die Administratoren des Betreibers erhalten eine Nachricht. Lassen Sie das Feld leer, wenn niemand benachrichtigt werden soll.
source-save = Speichern
source-changed = Die Quelle wurde geändert.
source-error-hours = Geben Sie eine ganze Zahl von 1 bis { $most } ein, oder lassen Sie das Feld leer.
source-overlaps = Überschneidungen
source-overlaps-text = Zwei Quellen haben zu diesen Abonnements an denselben Tagen der letzten 31 Tage Messwerte gesendet. Vielleicht zählen sie dieselben Einheiten doppelt.
source-overlaps-none = In den letzten 31 Tagen haben keine zwei Quellen am selben Tag Messwerte zu einem Abonnement gesendet.
source-subscription = Abonnement
source-both = Quellen
source-days = Tage
source-between = Erster und letzter Tag
