# Was jede Seite umgibt, und Wörter, die viele Seiten teilen.
skip-to-content = Zum Inhalt springen
nav-label = Hauptnavigation
nav-dashboard = Übersicht
nav-usage-reports = Nutzungsberichte
nav-partners = Partner
nav-customers = Kunden
nav-products = Produkte
nav-settings = Einstellungen
nav-dispatches = Sendungen
nav-people = Personen
nav-imports = Importe
nav-sources = Quellen
nav-clock = Uhr
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
demo-banner = Vorführung:
rehearsal-banner = Probe:
rehearsal-clock = ihre Uhr steht auf { $clock } UTC.
demo-next-deadline = Zur nächsten Frist
demo-people = Als jemand anderes anmelden
not-reported = nicht gemeldet

keys-title = Tastenkürzel
keys-find = Suchen
keys-next-previous = Weiter, zurück
keys-open = Öffnen
keys-select = Auswählen
keys-select-all = Alle der Abfrage auswählen
keys-undo = Entscheidung rückgängig machen
keys-approve = Genehmigen
keys-reject = Ablehnen
keys-by-rule = Nach Regel genehmigen
keys-submit = Einreichen
keys-export = Exportieren
keys-send = Gründe absenden
keys-dashboard = Übersicht
keys-usage-reports = Nutzungsberichte
keys-help = Diese Liste
keys-back = Zurück
keys-off = Ohne Häkchen ist eine Taste in diesem Browser aus. In Ihrem Konto schalten Sie alle aus.
keys-close = Schließen

problem-not-found = Hier ist nichts
problem-not-found-text = Die Adresse ist vielleicht falsch geschrieben, oder was hier war, ist nicht für die Firma, für die Sie handeln.
problem-forbidden = Ihre Rolle umfasst das nicht
problem-forbidden-text = Wer in Ihrer Firma Administrator ist, kann Ihnen eine andere Rolle geben.
problem-bad-request = Das ergab keinen Sinn
problem-bad-request-text = Etwas an der Adresse oder am Formular ist nicht, wie es sein soll. Es wurde nichts geändert.
problem-foreign-form = Dieses Formular ist zu alt
problem-foreign-form-text = Das Formular wurde vor Ihrer Anmeldung geöffnet oder kam von einer anderen Website. Es wurde nichts geändert. Öffnen Sie die Seite neu und senden Sie es noch einmal.
problem-others-form = Das hat eine andere Person ausgefüllt
problem-others-form-text = Als dieses Formular ausgefüllt wurde, war eine andere Person angemeldet. Ihre Eingaben werden Ihnen nicht gezeigt, und es wurde nichts geändert.
problem-too-large = Das ist zu viel auf einmal
problem-too-large-text = Was gesendet wurde, ist größer, als diese Seite annimmt. Es wurde nichts geändert.
problem-method = Diese Adresse nimmt solche Anfragen nicht an
problem-method-text = Was hier ist, lässt sich so nicht benutzen. Es wurde nichts geändert.
problem-host-another = Diese Adresse gehört nicht zu Countersign
problem-host-another-text = Der Name in der Adresszeile führt hierher, gehört aber nicht zu uns. Öffnen Sie Countersign unter der Adresse, die Sie vom Betreiber bekommen haben.
problem-host-unclear = Die Anfrage sagt nicht, für wen sie ist
problem-host-unclear-text = Eine Anfrage nennt genau einen Host, und das einmal.
problem-too-many = Zu viele Anfragen auf einmal
problem-too-many-text = Aus Ihrem Netz laufen schon so viele Anfragen, wie gleichzeitig erlaubt sind. Versuchen Sie es in einer Sekunde noch einmal.
problem-too-slow = Das Senden hat zu lange gedauert
problem-too-slow-text = Das Formular kam nicht vollständig an. Es wurde nichts geändert. Senden Sie es noch einmal.
problem-busy = Andere Dateien sind noch unterwegs
problem-busy-text = Es werden schon so viele Dateien gesendet oder heruntergeladen, wie gleichzeitig möglich sind. Warten Sie, bis eine davon fertig ist, und versuchen Sie es dann noch einmal.
problem-no-key = Kein Schlüssel für Geheimnisse
problem-no-key-text = Dieser Server hat keinen Schlüssel, um Geheimnisse zu versiegeln. Dieses wurde daher nicht gespeichert und nichts wurde geändert. Bitten Sie den Betreiber, dem Server eine Schlüsseldatei zu geben.
problem-unavailable = Zurzeit nicht erreichbar
problem-unavailable-text = Die Datenbank ist nicht erreichbar. Es wurde nichts geändert. Versuchen Sie es in einigen Sekunden noch einmal.
problem-outdated = Eine neuere Version übernimmt
problem-outdated-text = Die Datenbank wurde auf eine neue Version gebracht, und auf diesem Server läuft noch die alte. Es wurde nichts geändert. Versuchen Sie es in einigen Minuten noch einmal, sobald die neue Version läuft.
problem-full = Der Datenträger ist voll
problem-full-text = Es wurde nichts geändert. Bitten Sie den Betreiber, Platz zu schaffen, und versuchen Sie es dann noch einmal.
problem-fault = Bei uns ist etwas schiefgegangen
problem-fault-text = Es wurde nichts geändert. Nennen Sie dem Betreiber dieser Installation die Nummer unten.
problem-home = Zur Übersicht
problem-request = Anfrage { $id }

status-preparing = MSP bereitet vor
status-under-review = In Prüfung
status-rejected = Abgelehnt
status-approved = Genehmigt
status-submitted = An Hersteller gesendet
status-completed = Abgeschlossen
review-manual = von Hand eingereicht
review-automatic = automatisch eingereicht (ohne Aufschläge)
review-automatic-penalties = automatisch eingereicht (mit Aufschlägen)
review-reopened = wieder geöffnet
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
about-title = Über Countersign
about-version = Version
about-database = Datenbank
about-licence = Lizenz
about-libraries = Countersign enthält Bibliotheken mit eigenen Lizenzen. Die Bibliotheksliste jeder Veröffentlichung nennt sie mit ihren Lizenzen.
