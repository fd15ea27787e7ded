# Was jede Seite umgibt, und Wörter, die viele Seiten teilen.
skip-to-content = Zum Inhalt springen
nav-label = Hauptnavigation
nav-dashboard = Übersicht
nav-usage-reports = Nutzungsberichte
nav-partners = Partner
nav-customers = Kunden
nav-products = Produkte
nav-settings = Einstellungen
nav-dispatches = Meldungen
nav-people = Personen
nav-imports = Importe
nav-sources = Quellen
nav-clock = Zeitsteuerung
nav-companies = Firmen
nav-operation = Betrieb
nav-account = Ihr Konto
nav-switch-company = Für eine andere Firma handeln
nav-sign-out = Abmelden
preferences-label = Sprache und Darstellung
preferences-language = Sprache
preferences-theme = Darstellung
preferences-save = Übernehmen
theme-auto = Wie das System
theme-light = Hell
theme-dark = Dunkel
demo-banner = Demo:
rehearsal-banner = Testbetrieb:
rehearsal-clock = Die Zeit steht auf { $clock } UTC.
demo-next-deadline = Zur nächsten Frist
demo-people = Als jemand anderes anmelden
not-reported = nicht gemeldet

keys-title = Tastenkürzel
keys-find = Suchen
keys-next-previous = Weiter, zurück
keys-open = Öffnen
keys-select = Auswählen
keys-select-all = Alle Treffer auswählen
keys-undo = Entscheidung rückgängig machen
keys-approve = Genehmigen
keys-reject = Ablehnen
keys-by-rule = Nach Regel genehmigen
keys-submit = Einreichen
keys-export = Exportieren
keys-send = Begründung absenden
keys-dashboard = Übersicht
keys-usage-reports = Nutzungsberichte
keys-help = Diese Liste
keys-back = Zurück
keys-off = Ohne Häkchen ist eine Taste in diesem Browser aus. Alle Tasten schalten Sie auf der Seite Ihres Kontos aus.
keys-close = Schließen

problem-not-found = Seite nicht gefunden
problem-not-found-text = Prüfen Sie die Adresse. Vielleicht gehört die Seite auch zu einer Firma, für die Sie gerade nicht handeln.
problem-forbidden = Ihre Rolle erlaubt das nicht
problem-forbidden-text = Ein Administrator Ihrer Firma kann Ihnen eine andere Rolle geben.
problem-bad-request = Ungültige Anfrage
problem-bad-request-text = Die Adresse oder das Formular enthält einen ungültigen Wert. Es wurde nichts geändert. Gehen Sie zurück und versuchen Sie es noch einmal.
problem-foreign-form = Dieses Formular ist abgelaufen
problem-foreign-form-text = Das Formular wurde vor Ihrer Anmeldung geöffnet oder kam von einer anderen Website. Es wurde nichts geändert. Laden Sie die Seite neu und senden Sie das Formular noch einmal.
problem-others-form = Dieses Formular hat eine andere Person ausgefüllt
problem-others-form-text = Als dieses Formular ausgefüllt wurde, war eine andere Person angemeldet. Ihre Eingaben werden Ihnen nicht angezeigt, und es wurde nichts geändert. Öffnen Sie die Seite noch einmal, um das Formular selbst auszufüllen.
problem-too-large = Die Anfrage ist zu groß
problem-too-large-text = Sie haben mehr gesendet, als diese Seite annimmt. Es wurde nichts geändert. Gehen Sie zurück und senden Sie weniger auf einmal.
problem-method = Diese Adresse nimmt die Anfrage nicht an
problem-method-text = Diese Seite lässt sich so nicht verwenden. Es wurde nichts geändert.
problem-host-another = Diese Adresse gehört nicht zu Countersign
problem-host-another-text = Der Name in der Adresszeile führt hierher, gehört aber nicht zu Countersign. Verwenden Sie die Adresse, die Sie vom Betreiber erhalten haben.
problem-host-unclear = Die Anfrage nennt ihren Host nicht
problem-host-unclear-text = Eine Anfrage muss genau einen Host nennen.
problem-too-many = Zu viele Anfragen auf einmal
problem-too-many-text = Aus Ihrem Netz laufen schon zu viele Anfragen gleichzeitig. Versuchen Sie es in einer Sekunde noch einmal.
problem-too-slow = Das Senden hat zu lange gedauert
problem-too-slow-text = Das Formular kam nicht vollständig an. Es wurde nichts geändert. Senden Sie es noch einmal.
problem-busy = Es werden zu viele Dateien übertragen
problem-busy-text = Es werden schon so viele Dateien gesendet oder heruntergeladen, wie gleichzeitig möglich sind. Warten Sie, bis eine davon fertig ist, und versuchen Sie es dann noch einmal.
problem-no-key = Der Server hat keinen Schlüssel für Geheimnisse
problem-no-key-text = Ohne Schlüssel kann dieser Server keine Geheimnisse speichern. Es wurde nichts geändert. Bitten Sie den Betreiber, dem Server eine Schlüsseldatei zu geben.
problem-unavailable = Zurzeit nicht erreichbar
problem-unavailable-text = Die Datenbank ist nicht erreichbar. Es wurde nichts geändert. Versuchen Sie es in einigen Sekunden noch einmal.
problem-outdated = Countersign wird gerade aktualisiert
problem-outdated-text = Die Datenbank wurde auf eine neue Version gebracht, und auf diesem Server läuft noch die alte. Es wurde nichts geändert. Versuchen Sie es in einigen Minuten noch einmal, sobald die neue Version läuft.
problem-full = Der Datenträger ist voll
problem-full-text = Es wurde nichts geändert. Bitten Sie den Betreiber, Platz zu schaffen, und versuchen Sie es dann noch einmal.
problem-fault = Es ist ein Fehler aufgetreten
problem-fault-text = Es wurde nichts geändert. Wenn Sie sich an den Betreiber wenden, nennen Sie die Nummer unten.
problem-home = Zur Übersicht
problem-request = Anfrage { $id }

status-preparing = In Vorbereitung
status-under-review = In Prüfung
status-rejected = Abgelehnt
status-approved = Genehmigt
status-submitted = An Hersteller gemeldet
status-completed = Abgeschlossen
review-manual = manuell eingereicht
review-automatic = automatisch eingereicht (ohne Mehrberechnung)
review-automatic-penalties = automatisch eingereicht (mit Mehrberechnung)
review-reopened = Genehmigung zurückgenommen
review-returned = vom Hersteller zurückgegeben

role-administrator = Administrator
role-customer-account-manager = Kundenbetreuung
role-partner-account-manager = Partnerbetreuung
role-license-manager = Lizenzverwaltung
role-support-manager = Supportleitung
role-support-engineer = Supporttechnik
role-billing-manager = Abrechnung
company-operator = Betreiber
company-vendor = Hersteller
company-distributor = Distributor
company-partner = Partner

weekday-1 = Mo.
weekday-2 = Di.
weekday-3 = Mi.
weekday-4 = Do.
weekday-5 = Fr.
weekday-6 = Sa.
weekday-7 = So.

month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
short-month-1 = Jan.
short-month-2 = Feb.
short-month-3 = März
short-month-4 = Apr.
short-month-5 = Mai
short-month-6 = Juni
short-month-7 = Juli
short-month-8 = Aug.
short-month-9 = Sept.
short-month-10 = Okt.
short-month-11 = Nov.
short-month-12 = Dez.
in-days = { $count ->
    [one] { $count } Tag
   *[other] { $count } Tage
}
in-hours = { $count ->
    [one] { $count } Stunde
   *[other] { $count } Stunden
}
in-minutes = { $count ->
    [one] { $count } Minute
   *[other] { $count } Minuten
}
help-title = Hilfe
help-link = Hilfe zu dieser Seite
help-verify-title = Nachweispakete prüfen
help-verify-text = verify.html öffnet sich von der Festplatte im Browser, ohne Netz, und prüft ein Nachweispaket. Nehmen Sie die Seite von einer Installation, der Sie vertrauen, nicht aus einem fremden Paket, und vergleichen Sie ihren SHA-256 mit dem aus den Versionshinweisen oder einer anderen Installation.
help-verify-download = verify.html herunterladen
about-title = Über Countersign
about-version = Version
about-database = Datenbank
about-licence = Lizenz
about-libraries = Countersign enthält Bibliotheken mit eigenen Lizenzen. Die Bibliotheksliste jeder Veröffentlichung nennt sie mit ihren Lizenzen.
