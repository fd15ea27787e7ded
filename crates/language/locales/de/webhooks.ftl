# Webhooks: Adressen einer Firma, die Nachrichten über Ereignisse erhalten.
webhooks = Webhooks
webhooks-text = Countersign sendet die Ereignisse, die Sie wählen, als signierte Anfragen an eine Adresse Ihrer Firma. Ein Programm kann dort Ihre Berichte verfolgen, ohne nachzufragen.
webhooks-none = Noch keine Webhooks
webhook-add = Webhook hinzufügen
webhook-change = Webhook ändern
webhook-name-hint = Das Programm, das die Ereignisse erhält, oder sein Zweck.
webhook-events = Ereignisse
webhook-is-on = Ereignisse senden
webhook-gone = Beendet
webhook-gone-text = Der Empfänger hat geantwortet, dass es ihn nicht mehr gibt. Daher wird nichts mehr gesendet. Berichtigen Sie bei Bedarf die Adresse und schalten Sie den Webhook wieder ein.
webhook-failing = Der letzte Versuch ist fehlgeschlagen. Der nächste folgt am { $at }.
webhook-locked = Das Geheimnis dieses Webhooks lässt sich nicht entschlüsseln, weil der Schlüssel dazu fehlt. Daher wird nichts gesendet. Erstellen Sie ein neues, oder warten Sie, bis der Betreiber den Schlüssel wieder eingesetzt hat.
webhook-added = Hinzugefügt
webhook-saved = Gespeichert.
webhook-test-text = Sendet ein Ereignis der Art webhook.test. Das Ergebnis steht in der Liste der Nachrichten.
webhook-test-queued = Der Test ist unterwegs. Laden Sie die Seite in einigen Sekunden neu, um das Ergebnis zu sehen.
webhook-secret-text = Anfragen werden damit signiert. Tragen Sie es in dem Programm ein, das sie empfängt.
webhook-log = Nachrichten
webhook-log-text = Nachrichten werden 90 Tage aufbewahrt. Schlägt das Senden fehl, wird es bis zu drei Tage lang wiederholt.
webhook-log-none = Keine Nachrichten. Jedes Ereignis erscheint hier, sobald es eintritt.
webhook-all = Alle
webhook-event = Ereignis
webhook-happened = Zeitpunkt
webhook-answer = Antwort
webhook-older = Ältere Nachrichten
webhook-newest = Neueste Nachrichten
webhook-resent = { $count ->
    [0] Keine Nachricht wird erneut gesendet: Alle warten bereits, oder es gibt keine.
    [one] Eine Nachricht wird erneut gesendet.
   *[other] { $count } Nachrichten werden erneut gesendet.
}
webhook-replay = Nachrichten eines Zeitraums erneut senden
webhook-replay-text = Jede Nachricht behält ihre ID, damit der Empfänger eine Wiederholung erkennt.
webhook-from = Erster Tag
webhook-until = Letzter Tag
webhook-replay-wrong = Geben Sie den ersten und den letzten Tag ein.
webhook-wrong-network = Diese Adresse liegt in einem privaten Netz. Die Webhooks Ihrer Firma gehen nur an öffentliche Adressen.
webhook-remove = Webhook entfernen
webhook-remove-text = Der Webhook und die Liste seiner Nachrichten werden gelöscht.
webhook-removed = Der Webhook { $name } wurde entfernt.
webhook-error-events = Wählen Sie mindestens ein Ereignis.
webhook-error-too-many = Es gibt bereits { $count } Webhooks. Entfernen Sie zuerst einen.
webhook-receiver-gone = Den Empfänger gibt es nicht mehr.
webhook-too-late = Die Nachricht konnte nicht rechtzeitig gesendet werden.

webhook-event-report-ready = Ein Bericht liegt für den Partner bereit
webhook-event-report-submitted = Ein Bericht wurde eingereicht
webhook-event-report-approved = Ein Bericht wurde genehmigt
webhook-event-report-rejected = Ein Bericht wurde abgelehnt
webhook-event-report-reopened = Eine Genehmigung wurde zurückgenommen
webhook-event-report-extended = Ein Partner hat mehr Zeit erhalten
webhook-event-dispatch-sent = Eine Meldung wurde gesendet
webhook-event-dispatch-completed = Ein Hersteller hat eine Meldung abgeschlossen
webhook-event-dispatch-returned = Ein Hersteller hat einen Bericht zurückgegeben
webhook-event-correction-proposed = Eine Korrektur wurde vorgeschlagen
webhook-event-correction-agreed = Eine Korrektur wurde angenommen
webhook-event-correction-refused = Eine Korrektur wurde nicht angenommen
webhook-event-correction-withdrawn = Eine Korrektur wurde zurückgezogen
webhook-event-correction-dispatched = Ein Nachtrag wurde dem Hersteller gemeldet
webhook-event-correction-completed = Ein Hersteller hat einen Nachtrag abgeschlossen
webhook-event-correction-returned = Ein Hersteller hat einen Nachtrag zurückgegeben
webhook-event-source-silent = Eine Quelle sendet keine Messwerte mehr
