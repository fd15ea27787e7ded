# Wege, auf denen Sendungen das Haus verlassen, und Zustellungen auf ihnen.
way-title = Zustellwege von { $distributor }
way-button = Zustellwege
way-list = Jede Sendung steht hier auf den Seiten des Herstellers und lässt sich herunterladen. Daneben geht sie auf jedem eingeschalteten Weg unten.
way-list-own = Jede Sendung steht hier auf den Seiten des Herstellers und lässt sich herunterladen. Daneben geht sie auf jedem eingeschalteten Weg unten. Der Betreiber richtet sie ein.
way-none = Es gibt noch keinen Weg
way-none-text = Sendungen warten hier auf den Seiten des Herstellers und gehen auf keinem anderen Weg.
way-add-another = Hinzufügen:
way-add = Hinzufügen: { $kind }
way-kind = Art
way-kind-email = E-Mail
way-kind-folder = Ordner
way-kind-sftp = SFTP
way-kind-webhook = Webhook
way-name = Name
way-name-hint = Wie man ihn nennt, auf der Seite einer Sendung.
way-where = Wohin
way-vendor = Hersteller
way-vendor-hint = Ist einer gewählt, gehen nur Sendungen an ihn auf diesem Weg.
way-all-vendors = Alle Hersteller
way-stands = Zustand
way-on = Eingeschaltet
way-off = Ausgeschaltet
way-is-on = Sendungen gehen darauf
way-count-waiting = { $count ->
    [one] eine wartet
   *[other] { $count } warten
}
way-count-failed = { $count ->
    [one] eine wurde aufgegeben
   *[other] { $count } wurden aufgegeben
}
way-address-email = Empfänger
way-address-email-hint = E-Mail-Adressen mit Kommas dazwischen, höchstens 20. Die Datei wird angehängt.
way-address-folder = Verzeichnis
way-address-folder-hint = Ein Verzeichnis dieses Servers, etwa /srv/dispatches/north. Es muss vorhanden sein, unter dem Verzeichnis, das dem Server genannt wurde.
way-address-sftp = Adresse
way-address-sftp-hint = sftp://user@host/verzeichnis, nach dem Host auch mit Port. /~/in ist ein Verzeichnis dort, wo der Benutzer beginnt.
way-address-webhook = Adresse
way-address-webhook-hint = https://… Sie wird mit einer signierten Anfrage aufgerufen, nach Standard Webhooks.
way-host-key = Schlüssel des Servers
way-host-key-hint = Sein öffentlicher Schlüssel (ssh-ed25519 …) oder dessen Fingerabdruck (SHA256:…). Ein Server, der einen anderen zeigt, bekommt nichts.
way-format = Datei
way-format-hint = Als was die Sendung geschrieben wird.
way-format-csv = CSV: eine Zeile je Berichtszeile
way-format-jsonl = JSON Lines: die Dokumente
way-file = Datei
way-added = Hinzugefügt. Senden Sie eine Probe, bevor die nächste Sendung geht.
way-saved = Gespeichert. Was darauf wartete, wird gleich versucht.
way-stale-text = Es wurde nichts gespeichert. Ihr Text steht in den Feldern unten; öffnen Sie den Weg neu, um den anderen zu sehen.
way-wrong-long = Höchstens 1.000 Zeichen.
way-wrong-name = Verwenden Sie 1 bis 100 sichtbare Zeichen in einer Zeile. Unsichtbare Zeichen und solche, die die Schreibrichtung ändern, sind nicht erlaubt.
way-wrong-unseen = Die Adresse enthält unsichtbare Zeichen oder solche, die die Schreibrichtung ändern. Geben Sie sie ohne diese ein.
way-wrong-email = 1 bis 20 E-Mail-Adressen mit Kommas dazwischen.
way-wrong-folder = Der ganze Pfad eines vorhandenen Verzeichnisses, mit / am Anfang.
way-wrong-outside = Dieses Verzeichnis liegt nicht unter dem, das dem Server mit --dispatch-folder genannt wurde.
way-wrong-no-root = Dieser Server schreibt in keinen Ordner: Starten Sie ihn mit --dispatch-folder.
way-wrong-sftp = sftp://user@host/verzeichnis, ohne Passwort und ohne „..“.
way-wrong-webhook = Eine Adresse, die mit https:// beginnt, ohne Benutzer und Passwort. http:// gilt nur für diese Maschine.
way-wrong-network = Diese Adresse liegt in einem Netz, in das keine Anfragen gehen. Der Server öffnet eines mit --allow-network.
way-wrong-host-key = Ein öffentlicher Schlüssel wie ssh-ed25519 AAAA… oder ein Fingerabdruck wie SHA256:….
way-public-key = Schlüssel dieses Weges
way-public-key-text = Fügen Sie diese Zeile in die Datei authorized_keys des Benutzers auf dem anderen Server ein. Der private Schlüssel bleibt hier und wird nicht gezeigt.
way-test = Probe senden
way-test-text = Sendet eine kleine Nachricht oder Datei, die sagt, dass sie eine Probe ist, und sagt Ihnen, was daraus wurde.
way-test-sent = Die Probe ist angekommen.
way-test-acknowledged = Die Probe ist angekommen und wurde bestätigt.
way-test-failed = Die Probe ist nicht angekommen: { $why }
way-stays-demo = Dies ist eine Vorführung: Nichts verlässt sie.
way-stays-rehearsal = Dies ist eine Übung: Nichts verlässt sie, außer der Server wird mit --deliver-in-rehearsal gestartet.
way-renew-secret = Neues Geheimnis erstellen
way-renew-secret-text = Von da an werden Anfragen damit signiert, und 24 Stunden lang auch mit dem bisherigen.
way-renew-key = Neuen Schlüssel erstellen
way-renew-key-text = Von da an kommt der Weg nur mit dem neuen Schlüssel hinein: Fügen Sie ihn auf dem anderen Server ein, sonst warten Zustellungen.
way-locked = Das Geheimnis dieses Weges kann nicht geöffnet werden, weil sein Schlüssel fehlt, und nichts geht auf ihm hinaus. Erzeugen Sie ein neues, oder warten Sie, bis der Betreiber den Schlüssel zurückgelegt hat.
way-key-made = Ein neuer Schlüssel wurde erstellt. Fügen Sie ihn auf dem anderen Server ein.
way-old-until = Das bisherige Geheimnis signiert bis { $until }.
way-secret = Geheimnis des Webhooks
way-secret-text = Anfragen werden damit signiert. Geben Sie es dem Empfänger auf einem Weg, den niemand sonst liest.
way-secret-once = Es wird nur dieses eine Mal gezeigt. Geht es verloren, erstellen Sie ein neues.
way-mail-title = Sendung { $number } · { $months }
way-mail-subject = Sendung { $number } von { $distributor } an { $vendor }: { $months }
way-mail-said = { $distributor } sendet Ihnen die genehmigten Nutzungsberichte für { $months }. Sie hängen als Datei an. Kommt diese Nachricht zweimal, ist es dieselbe Sendung.
way-mail-open = Sendung öffnen
way-mail-why = Sie erhalten diese Nachricht, weil Ihre Adresse ein Zustellweg von { $distributor } ist.
way-test-subject = Probe: Sendungen von { $distributor }
way-test-said = Dies ist eine Probe und keine Sendung. Sendungen von { $distributor } kommen an diese Adresse, mit ihrer Datei im Anhang.
delivery-title = Zustellung
delivery-goes-by = Neben den Seiten des Herstellers geht sie auf:
delivery-not-sent = Nicht auf diesem Weg gesendet
delivery-waiting = Wartet
delivery-waiting-off = Wartet: Der Weg ist ausgeschaltet
delivery-under-way = Unterwegs
delivery-again = Wartet, nächster Versuch
delivery-unreached = Das Ziel wurde nicht erreicht oder hat nicht wie erwartet geantwortet. Mehr steht im Protokoll des Servers.
delivery-sent = Gesendet
delivery-failed = Aufgegeben
delivery-acknowledged = Bestätigt
delivery-answered = Bestätigt: Der Hersteller hat über Berichte daraus entschieden
delivery-attempts = { $count ->
    [one] ein Versuch
   *[other] { $count } Versuche
}
delivery-send = Senden
delivery-send-now = Jetzt versuchen
delivery-send-again = Erneut senden
delivery-sending = Sie geht jetzt auf { $way }. Was schon gesendet wurde, geht unter demselben Namen und derselben Nummer, sodass die andere Seite es erkennt.
delivery-busy = Sie geht gerade auf { $way }.
