# Einrichten einer neuen Installation.
set-up-title = Willkommen bei Countersign
set-up-text = Dieses Konto betreibt die Installation: Es legt Firmen, Produkte und Personen an und importiert Dateien. Kolleginnen und Kollegen können Sie später hinzufügen.
set-up-rehearsal = Zuerst ausprobieren (Testbetrieb)
set-up-rehearsal-hint = Die Zeit steht dann still, bis Sie sie vorstellen: Ein Monat dauert Minuten, und keine Nachricht wird versendet. Das lässt sich später nicht ändern. Richten Sie für die echte Arbeit eine andere Datenbank ein.
set-up-button = Konto anlegen und anmelden
set-up-done = Ihr Konto ist angelegt.
set-up-known = Eine Person mit dieser Adresse gehört bereits zu einer anderen Firma. Verwenden Sie eine andere Adresse.
set-up-closed-text = Ein Einrichtungslink gilt einmal und 24 Stunden lang, und nur solange die Installation noch keinen Betreiber hat. Starten Sie Countersign neu, um einen neuen zu erhalten.
set-up-waits = Noch kann sich niemand anmelden. Öffnen Sie den Einrichtungslink, den Countersign beim Start ausgegeben hat. Ist er abgelaufen, starten Sie Countersign neu.
