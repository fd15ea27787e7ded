# Warum ein Import eine Datei, eine Zeile oder eine Zelle ablehnt, und was stattdessen einzutragen
# ist. Wörter und Werte aus Dateien werden nicht übersetzt.
row-problem-value = Füllen Sie diese Zelle aus: Ein Wert ist erforderlich.
row-problem-figure = Füllen Sie diese Zelle aus: Eine Zahl ist erforderlich.
row-problem-vendor-code = Tragen Sie den Code des Herstellers ein: Er darf nur fehlen, wenn es genau einen Hersteller gibt.
row-problem-utf8 = Speichern Sie die Datei als UTF-8: Diese Zelle enthält Bytes, die kein Text sind.
row-problem-too-long = Verwenden Sie höchstens { $most } Zeichen.
row-problem-control = Entfernen Sie die Steuerzeichen, zum Beispiel Tabulatoren.
row-problem-unseen = Entfernen Sie die unsichtbaren Zeichen und solche, die die Schreibrichtung ändern.
row-problem-unseeable = Verwenden Sie mindestens ein sichtbares Zeichen.
row-problem-code = Verwenden Sie 1 bis 64 druckbare Zeichen.
row-problem-code-once = Verwenden Sie jeden Code in der Datei nur einmal.
row-problem-code-reserved = Verwenden Sie einen anderen Code: Dieser ist reserviert.
row-problem-code-taken = { $kind ->
    [operator] Verwenden Sie einen anderen Code: Diesen hat der Betreiber.
    [vendor] Verwenden Sie einen anderen Code: Diesen hat ein Hersteller.
    [distributor] Verwenden Sie einen anderen Code: Diesen hat ein Distributor.
   *[partner] Verwenden Sie einen anderen Code: Diesen hat ein Partner.
}
row-problem-unknown = { $thing ->
    [region] Es gibt keine Region mit diesem Code. Korrigieren Sie ihn, oder legen Sie die Region zuerst an.
    [company] Es gibt keine Firma mit diesem Code. Korrigieren Sie ihn, oder legen Sie die Firma zuerst an.
    [vendor] Es gibt keinen Hersteller mit diesem Code. Korrigieren Sie ihn, oder legen Sie den Hersteller zuerst an.
    [distributor] Es gibt keinen Distributor mit diesem Code. Korrigieren Sie ihn, oder legen Sie den Distributor zuerst an.
    [partner] Es gibt keinen Partner mit diesem Code. Korrigieren Sie ihn, oder legen Sie den Partner zuerst an.
    [customer] Es gibt keinen Kunden mit diesem Code. Korrigieren Sie ihn, oder legen Sie den Kunden zuerst an.
    [product] Es gibt kein Produkt mit diesem Code. Korrigieren Sie ihn, oder legen Sie das Produkt zuerst an.
   *[subscription] Es gibt kein Abonnement mit diesem Code. Korrigieren Sie ihn, oder legen Sie das Abonnement zuerst an.
}
row-problem-one-of = Geben Sie eines dieser Wörter an: { $words }.
row-problem-role = Geben Sie eine dieser Rollen an: { $words }.
row-problem-language = Geben Sie eine dieser Sprachen an: { $words }.
row-problem-yes-no = Geben Sie „yes“ oder „no“ an.
row-problem-whole = Geben Sie eine ganze Zahl von { $from } bis { $to } an.
row-problem-percent = Geben Sie einen Prozentwert von 0 bis 100 mit höchstens zwei Dezimalstellen an.
row-problem-reminders = Geben Sie Tage vor der Frist von 1 bis 28 an, zum Beispiel 2 1.
row-problem-decimals-fixed = Die Zahl der Dezimalstellen, { $decimals }, lässt sich nicht ändern, denn das Produkt hat Messwerte.
row-problem-vendor-fixed = Der Hersteller lässt sich nicht ändern, denn das Produkt hat Messwerte.
row-problem-enough-decimals = { $count ->
    [one] Wählen Sie ein Produkt mit mindestens { $count } Dezimalstelle, denn das Abonnement hat Messwerte.
   *[other] Wählen Sie ein Produkt mit mindestens { $count } Dezimalstellen, denn das Abonnement hat Messwerte.
}
row-problem-zone = Geben Sie eine Zeitzone der IANA-Datenbank an, zum Beispiel Europe/Berlin.
row-problem-zone-fixed = Die Zeitzone, { $zone }, lässt sich nicht ändern, denn ein Monat mit Abonnements der Region ist zu Ende.
row-problem-currency = Geben Sie drei Großbuchstaben an, zum Beispiel EUR.
row-problem-email = Geben Sie eine E-Mail-Adresse an, zum Beispiel eva@nordlicht.example.
row-problem-email-once = Nennen Sie jede Adresse nur einmal je Firma.
row-problem-administrator = Machen Sie zuerst eine andere Person dieser Firma zum Administrator.
row-problem-date = Geben Sie ein Datum an, zum Beispiel 2026-10-31.
row-problem-instant = Geben Sie einen Zeitpunkt an, zum Beispiel 2026-11-01T08:30:00Z.
row-problem-past = Geben Sie einen Zeitpunkt an, der nicht in der Zukunft liegt.
row-problem-last-change = Geben Sie { $from } oder später an, denn damals war die letzte Änderung.
row-problem-closed = Geben Sie { $from } oder später an, denn der { $month } ist zu Ende.
row-problem-instant-or-date = Geben Sie ein Datum an oder einen Zeitpunkt wie 2026-10-01T08:30:00Z.
row-problem-ahead = Geben Sie einen Zeitpunkt an, der höchstens 24 Stunden in der Zukunft liegt.
row-problem-purged = Geben Sie { $from } oder später an, denn frühere Messwerte sind gelöscht.
row-problem-number = Geben Sie eine Zahl an, zum Beispiel 12 oder 12.5.
row-problem-exponent = Geben Sie die Zahl ohne Exponenten an.
row-problem-decimal-point = Verwenden Sie einen Dezimalpunkt. Nur Dateien mit ; zwischen den Zellen dürfen Dezimalkommas haben.
row-problem-one-mark = Verwenden Sie ein einziges Dezimalzeichen und nichts zwischen Tausendern, zum Beispiel 1234,5.
row-problem-quote = In { $found } steht Text nach dem schließenden Anführungszeichen. Entfernen Sie ihn, oder verdoppeln Sie die Anführungszeichen in der Zelle.
row-problem-heading = Die Spalte der Zelle { $cell } hat keine Überschrift, aber die Zelle enthält { $found }. Ergänzen Sie eine Überschrift, oder leeren Sie die Zelle.
row-problem-cells = { $found ->
    [one] Diese Zeile hat { $found } Zelle, die Kopfzeile aber { $header }. Korrigieren Sie die Zeile.
   *[other] Diese Zeile hat { $found } Zellen, die Kopfzeile aber { $header }. Korrigieren Sie die Zeile.
}
file-problem-unopened = Die Datei lässt sich nicht öffnen: { $error }
file-problem-unread = Die Datei lässt sich nicht lesen: { $error }
file-problem-gzip = Die Datei ist keine vollständige gzip-Datei ({ $error }). Holen oder komprimieren Sie sie noch einmal.
file-problem-bomb = Die Datei wird beim Entpacken mehr als { $times }-mal so groß; das ist bei Tabellen nicht möglich. Entpacken Sie sie, und prüfen Sie den Inhalt.
file-problem-utf16 = Die Datei ist in UTF-16 gespeichert. Speichern Sie sie als CSV UTF-8.
file-problem-empty = Die Datei ist leer. Beginnen Sie sie mit einer Kopfzeile.
file-problem-broken-header = In der Kopfzeile steht Text nach einem schließenden Anführungszeichen. Entfernen Sie ihn.
file-problem-header-not-text = Die Kopfzeile enthält Bytes, die kein Text sind. Speichern Sie die Datei als UTF-8.
file-problem-unknown-column = Eine Spalte { $found } gibt es nicht. Möglich sind: { $known }.
file-problem-column-twice = Die Datei hat die Spalte „{ $name }“ zweimal. Entfernen Sie eine davon.
file-problem-no-column = Die Datei braucht eine Spalte „{ $name }“. Ergänzen Sie sie.
file-problem-marks = Die Datei hat Zahlen mit Dezimalkomma (Zeile { $comma }) und mit Dezimalpunkt (Zeile { $point }). Verwenden Sie überall dasselbe Zeichen.
file-problem-cut = Die Datei ist abgeschnitten: Die Zeile { $row } endet innerhalb von Anführungszeichen. Senden Sie sie noch einmal.
file-problem-cells = Die Zeile { $row } hat mehr als 256 Zellen. Entfernen Sie die überzähligen, oder korrigieren Sie die Trennzeichen.
file-problem-long = Die Zeile { $row } ist länger als 1 MiB. Prüfen Sie, ob alle Anführungszeichen geschlossen sind.
file-problem-conflict = Die Datenbank hat inzwischen neuere Daten. Importieren Sie die Datei noch einmal.
