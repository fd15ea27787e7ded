# Programme, die Messwerte senden.
sources = Quellen von Messwerten
sources-text = Ein Programm, das Messwerte an die API sendet, erscheint hier mit seinen ersten Messwerten.
sources-none = Noch hat kein Programm Messwerte gesendet. Geben Sie einem Programm einen Token mit der Berechtigung „Messwerte senden“ (readings.write), oder importieren Sie Messwerte als Dateien.
source-company = Firma
source-mode = Modus
source-mode-live = Echtbetrieb
source-mode-test = Test
source-mode-hint = Im Modus Test werden Messwerte geprüft und beantwortet, aber nicht gespeichert.
source-test-text = Messwerte dieser Quelle werden geprüft und beantwortet, aber nicht gespeichert. Stimmen die Ergebnisse, stellen Sie den Modus auf Echtbetrieb und lassen das Programm seine Messwerte noch einmal senden.
source-seen = Letzte Messwerte
source-never-seen = Noch nie
source-silence = Überwachung
source-is-silent = Sendet nicht mehr
source-not-watched = Nicht überwacht
source-after-hours = { $count ->
    [one] Nachricht nach { $count } Stunde ohne Messwerte
   *[other] Nachricht nach { $count } Stunden ohne Messwerte
}
source-added = Hinzugefügt
source-change = Quelle ändern
source-hours = Stunden ohne Messwerte, bis eine Nachricht gesendet wird
source-hours-hint = Die Administratoren des Betreibers erhalten eine Nachricht. Lassen Sie das Feld leer, wenn niemand benachrichtigt werden soll.
source-save = Speichern
source-changed = Die Quelle wurde geändert.
source-error-hours = Geben Sie eine ganze Zahl von 1 bis { $most } ein, oder lassen Sie das Feld leer.
source-overlaps = Überschneidungen
source-overlaps-text = In den letzten 31 Tagen haben zwei Quellen am selben Tag Messwerte zu diesen Abonnements gesendet. Vielleicht werden dieselben Einheiten doppelt gezählt.
source-overlaps-none = In den letzten 31 Tagen haben keine zwei Quellen am selben Tag Messwerte zu demselben Abonnement gesendet.
source-subscription = Abonnement
source-both = Quellen
source-days = Tage
source-between = Erster und letzter Tag

# Wie aus Ereignissen Messwerte werden.
sources-events = Programme können auch Ereignisse (CloudEvents) senden.
event-mappings = Zuordnung von Ereignissen
event-mappings-text = Eine Zuordnung legt für einen Ereignistyp fest, wo in den Ereignissen (CloudEvents) das Abonnement und die Mengen stehen.
event-mappings-none = Es gibt noch keine Zuordnung. Ereignisse werden abgelehnt, bis ihr Typ eine Zuordnung hat.
event-mapping-type = Ereignistyp
event-mapping-provisioned = Bereitgestellte Einheiten
event-mapping-used = Genutzte Einheiten
event-mapping-subject = Subject des Ereignisses
event-mapping-no-used = Keine
event-mapping-put = Zuordnung hinzufügen oder ändern
event-mapping-type-hint = Das Attribut type der Ereignisse, zum Beispiel com.example.seats. Hat der Typ schon eine Zuordnung, wird sie ersetzt.
event-mapping-subscription-hint = Lassen Sie das Feld leer, wenn das Subject des Ereignisses der Code des Abonnements ist. Geben Sie andernfalls die Stelle des Codes in den Daten an, zum Beispiel /tenant/id.
event-mapping-provisioned-hint = Die Stelle in den Daten, zum Beispiel /seats/assigned. Diese Angabe ist erforderlich.
event-mapping-used-hint = Die Stelle in den Daten, zum Beispiel /seats/active. Lassen Sie das Feld leer, wenn die Ereignisse keine enthalten.
event-mapping-remove = Entfernen
event-mapping-remove-type = Zuordnung für { $type } entfernen
event-mapping-saved = Die Zuordnung wurde gespeichert. Sie gilt für Ereignisse, die ab jetzt eintreffen.
event-mapping-removed = Die Zuordnung wurde entfernt. Ereignisse dieses Typs werden abgelehnt.
event-mapping-error-type = Geben Sie einen Ereignistyp mit höchstens 200 sichtbaren Zeichen ein.
event-mapping-error-many = Es gibt bereits { $count } Zuordnungen. Entfernen Sie zuerst eine.
event-mapping-error-pointer = { $field }: Geben Sie einen JSON-Pointer ein, zum Beispiel /seats/assigned.
