# Importe: Dateien hochladen, und was bisher kam.
imports-upload = Dateien importieren
imports-files = Dateien
imports-try = Hochladen und prüfen
imports-try-text = Es ändert sich nichts, bis Sie gesehen haben, was die Dateien bewirken, und es bestätigt haben.
imports-came = Bisherige Importe
imports-none = Noch keine Importe
imports-none-text = Hochgeladene Dateien erscheinen hier, mit der Person, die sie hochgeladen hat, und dem Ergebnis. Importe mit dem Befehl „countersign import“ sind nicht aufgeführt.
imports-when = Wann
imports-who = Wer
imports-result = Ergebnis
imports-more-files = { $count ->
    [one] und { $count } weitere
   *[other] und { $count } weitere
}
imports-problems = { $count ->
    [one] { $count } Problem
   *[other] { $count } Probleme
}
imports-earlier = Frühere
imports-cut = Das Hochladen wurde unterbrochen; es wurde nichts gespeichert. Senden Sie die Dateien noch einmal.
imports-unknown-name = „{ $name }“ ist kein Name einer Datei, die sich importieren lässt. Verwenden Sie einen der Namen unten.
imports-twice = „{ $name }“ wurde zweimal gewählt. Senden Sie jede Datei einmal.
imports-one-kind = „{ $name }“ und „{ $other }“ sind Dateien derselben Art. Senden Sie nur eine davon.
imports-too-many = Senden Sie höchstens 50 Dateien auf einmal.
imports-nothing = Wählen Sie mindestens eine Datei.
imports-too-large = Senden Sie höchstens 2 GB auf einmal. Packen Sie die Dateien als .gz, oder senden Sie sie in mehreren Teilen.
imports-disk-full = Der Datenträger des Servers ist voll; es wurde nichts gespeichert. Schaffen Sie Platz und senden Sie die Dateien noch einmal.
imports-disk = Der Server konnte die Dateien nicht speichern. Den Grund zeigt das Protokoll des Servers.
imports-drop = Dateien hier ablegen oder auswählen
imports-packed = Verwenden Sie die Namen unten. Jede Datei darf als .gz gepackt sein, und mehrere können gleichzeitig gesendet werden.
imports-templates = Dateien und ihre Spalten
imports-templates-text = Öffnen Sie eine Datei, um ihre Spalten zu sehen und eine Vorlage herunterzuladen. Die Reihenfolge der Spalten ist frei, und nicht erforderliche dürfen fehlen.
imports-template = Vorlage herunterladen
imports-column-meaning = Bedeutung
imports-column-required = Erforderlich
imports-column-reference = Der Code, unter dem der Eintrag angelegt oder importiert wurde.
imports-column-time-zone = Eine Zeitzone der IANA-Datenbank, zum Beispiel Europe/Berlin.
imports-column-currency = Drei Großbuchstaben nach ISO 4217, zum Beispiel EUR.
imports-column-observed-at = Ein Tag wie 2026-10-31, das heißt 12 Uhr in der Zeitzone der Region, oder ein Zeitpunkt wie 2026-10-31T08:30:00Z.
imports-column-company = Der Code der Firma, oder „operator“ für den Betreiber.
imports-column-role = Zum Beispiel Administrator oder Billing Manager.
imports-file-regions = Regionen
imports-file-vendors = Hersteller
imports-file-products = Produkte
imports-file-distributors = Distributoren
imports-file-partners = Partner
imports-file-customers = Kunden
imports-file-subscriptions = Abonnements
imports-file-users = Personen
imports-file-usage = Messwerte
