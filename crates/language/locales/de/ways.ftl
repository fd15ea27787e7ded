# Übertragungswege für Meldungen und die Zustellungen darüber.
way-title = Übertragungswege von { $distributor }
way-button = Übertragungswege
way-list = Der Hersteller kann jede Meldung in Countersign sehen und herunterladen. Außerdem wird sie über jeden eingeschalteten Übertragungsweg unten gesendet.
way-list-own = Der Hersteller kann jede Meldung in Countersign sehen und herunterladen. Außerdem wird sie über jeden eingeschalteten Übertragungsweg unten gesendet. Der Betreiber richtet die Übertragungswege ein.
way-none = Kein Übertragungsweg eingerichtet
way-none-text = Der Hersteller holt Meldungen in Countersign ab.
way-add-another = Hinzufügen:
way-add = Hinzufügen: { $kind }
way-kind = Art
way-kind-email = E-Mail
way-kind-folder = Ordner
way-kind-sftp = SFTP
way-kind-webhook = Webhook
way-name = Name
way-name-hint = Der Name des Übertragungswegs auf der Seite einer Meldung.
way-where = Ziel
way-vendor = Hersteller
way-vendor-hint = Ist einer gewählt, gehen nur Meldungen an diesen Hersteller über den Übertragungsweg.
way-all-vendors = Alle Hersteller
way-stands = Status
way-on = Eingeschaltet
way-off = Ausgeschaltet
way-is-on = Für Meldungen verwenden
way-count-waiting = { $count ->
    [one] eine wartet
   *[other] { $count } warten
}
way-count-failed = { $count ->
    [one] eine abgebrochen
   *[other] { $count } abgebrochen
}
way-address-email = Empfänger
way-address-email-hint = Höchstens 20 E-Mail-Adressen, durch Kommas getrennt. Die Datei wird angehängt.
way-address-folder = Verzeichnis
way-address-folder-hint = Ein Verzeichnis dieses Servers, zum Beispiel /srv/dispatches/north. Es muss im Ordner des Servers für Meldungen vorhanden sein.
way-address-sftp = Adresse
way-address-sftp-hint = sftp://user@host/verzeichnis, bei Bedarf mit Port nach dem Host. /~/in ist ein Verzeichnis unter dem Startverzeichnis des Benutzers.
way-address-webhook = Adresse
way-address-webhook-hint = https://… Countersign ruft sie mit einer signierten Anfrage auf, nach Standard Webhooks.
way-host-key = Schlüssel des Servers
way-host-key-hint = Sein öffentlicher Schlüssel (ssh-ed25519 …) oder dessen Fingerabdruck (SHA256:…). An einen Server mit einem anderen Schlüssel wird nichts gesendet.
way-format = Datei
way-format-hint = Das Format der Meldung.
way-format-csv = CSV: eine Zeile je Berichtszeile
way-format-jsonl = JSON Lines: die Dokumente
way-file = Datei
way-added = Hinzugefügt. Senden Sie vor der nächsten Meldung eine Testnachricht.
way-saved = Gespeichert. Wartende Zustellungen werden sofort versucht.
way-stale-text = Es wurde nichts gespeichert. Ihre Eingaben stehen unten in den Feldern. Öffnen Sie den Übertragungsweg neu, um die andere Änderung zu sehen.
way-wrong-long = Verwenden Sie höchstens 1.000 Zeichen.
way-wrong-name = Verwenden Sie 1 bis 100 sichtbare Zeichen in einer Zeile. Unsichtbare Zeichen und solche, die die Schreibrichtung ändern, sind nicht erlaubt.
way-wrong-unseen = Die Adresse enthält unsichtbare Zeichen oder solche, die die Schreibrichtung ändern. Geben Sie sie ohne diese ein.
way-wrong-email = Geben Sie 1 bis 20 E-Mail-Adressen ein, durch Kommas getrennt.
way-wrong-folder = Geben Sie den vollständigen Pfad eines vorhandenen Verzeichnisses ein, beginnend mit /.
way-wrong-outside = Wählen Sie ein Verzeichnis in dem Ordner, der dem Server mit --dispatch-folder angegeben wurde.
way-wrong-no-root = Dieser Server schreibt in keinen Ordner. Der Betreiber kann es mit --dispatch-folder erlauben.
way-wrong-sftp = Geben Sie sftp://user@host/verzeichnis ein, ohne Passwort und ohne „..“.
way-wrong-webhook = Geben Sie eine Adresse ein, die mit https:// beginnt, ohne Benutzer und Passwort. http:// ist nur für diesen Rechner erlaubt.
way-wrong-network = Diese Adresse liegt in einem Netz, in das keine Anfragen erlaubt sind. Der Betreiber kann es mit --allow-network erlauben.
way-wrong-host-key = Geben Sie einen öffentlichen Schlüssel wie ssh-ed25519 AAAA… oder einen Fingerabdruck wie SHA256:… ein.
way-public-key = Schlüssel dieses Übertragungswegs
way-public-key-text = Fügen Sie diese Zeile in die Datei authorized_keys des Benutzers auf dem anderen Server ein. Der private Schlüssel bleibt hier und wird nicht angezeigt.
way-test = Test senden
way-test-text = Sendet eine kleine, als Test gekennzeichnete Nachricht oder Datei und zeigt das Ergebnis.
way-test-sent = Der Test ist angekommen.
way-test-acknowledged = Der Test ist angekommen und wurde bestätigt.
way-test-failed = Der Test ist nicht angekommen: { $why }
way-stays-demo = Dies ist eine Demo: Nichts wird gesendet.
way-stays-rehearsal = Dies ist ein Testbetrieb: Nichts wird gesendet, außer der Server wird mit --deliver-in-rehearsal gestartet.
way-renew-secret = Neues Geheimnis erstellen
way-renew-secret-text = Danach werden Anfragen mit dem neuen Geheimnis signiert, 24 Stunden lang auch noch mit dem bisherigen.
way-renew-key = Neuen Schlüssel erstellen
way-renew-key-text = Danach gilt nur der neue Schlüssel: Fügen Sie ihn auf dem anderen Server hinzu, sonst warten Zustellungen.
way-locked = Das Geheimnis dieses Übertragungswegs lässt sich nicht entschlüsseln, weil der Schlüssel dazu fehlt. Daher wird nichts gesendet. Erstellen Sie ein neues, oder warten Sie, bis der Betreiber den Schlüssel wieder eingesetzt hat.
way-key-made = Ein neuer Schlüssel wurde erstellt. Fügen Sie ihn auf dem anderen Server hinzu.
way-old-until = Das bisherige Geheimnis signiert bis { $until }.
way-secret = Geheimnis des Webhooks
way-secret-text = Anfragen werden damit signiert. Geben Sie es dem Empfänger auf einem Weg, den niemand sonst liest.
way-secret-once = Es wird nur dieses eine Mal angezeigt. Geht es verloren, erstellen Sie ein neues.
way-mail-title = Meldung { $number } · { $months }
way-mail-subject = Meldung { $number } von { $distributor } an { $vendor }: { $months }
way-mail-said = { $distributor } meldet Ihnen die genehmigten Nutzungsberichte für { $months } in der angehängten Datei. Kommt diese Nachricht zweimal an, ist es dieselbe Meldung.
way-mail-open = Meldung öffnen
way-mail-why = Sie erhalten diese Nachricht, weil { $distributor } seine Meldungen an Ihre Adresse sendet.
way-test-subject = Test: Meldungen von { $distributor }
way-test-said = Dies ist ein Test und keine Meldung. Meldungen von { $distributor } werden an diese Adresse gesendet, mit ihrer Datei im Anhang.
delivery-title = Zustellung
delivery-goes-by = Der Hersteller sieht sie in Countersign. Außerdem wird sie gesendet über:
delivery-not-sent = Über diesen Übertragungsweg nicht gesendet
delivery-waiting = Wartet
delivery-waiting-off = Wartet: Der Übertragungsweg ist ausgeschaltet
delivery-under-way = In Zustellung
delivery-again = Wartet, nächster Versuch
delivery-unreached = Das Ziel wurde nicht erreicht oder hat nicht wie erwartet geantwortet. Einzelheiten stehen im Protokoll des Servers.
delivery-sent = Gesendet
delivery-failed = Zustellung abgebrochen
delivery-acknowledged = Bestätigt
delivery-answered = Bestätigt: Der Hersteller hat über Berichte daraus entschieden
delivery-attempts = { $count ->
    [one] ein Versuch
   *[other] { $count } Versuche
}
delivery-send = Senden
delivery-send-now = Jetzt versuchen
delivery-send-again = Erneut senden
delivery-sending = Die Meldung wird jetzt über { $way } gesendet. Name und Nummer bleiben gleich, sodass die andere Seite eine Wiederholung erkennt.
delivery-busy = Die Meldung wird bereits über { $way } gesendet.
