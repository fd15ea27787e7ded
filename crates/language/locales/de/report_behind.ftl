# Was hinter einem Bericht steht: seine Zeilen im Einzelnen, sein Verlauf, seine Einstellungen, der laufende Monat.
report-line-title = { $product } · { $partner } · { $month }
report-default = Standardwert
report-basis-peak = Jedes Abonnement zählt mit seinem höchsten Tag (peak).
report-basis-average = Jedes Abonnement zählt mit dem Mittel seiner Tage (average).
report-basis-p85 = Jedes Abonnement zählt mit seinem höchsten Tag, nachdem die höchsten 15 % seiner Tage weggelassen sind (p85).
report-basis-last = Jedes Abonnement zählt mit seinem letzten Tag (last).
report-basis-sum = Jedes Abonnement zählt mit der Summe seiner Tage (sum), bereitgestellt mit dem höchsten Tag.
report-days = Messwerte nach Tagen
report-days-mark = der Tag, der die Zahl ergibt
report-days-highest = der höchste Tag
report-days-note-all = Jeder Balken addiert alle Abonnements, die zählen, jedes mit seinem letzten Messwert bis zu diesem Tag. Tage ganz ohne Messwert sind ausgelassen. Die Zeile addiert die eigenen Werte der Abonnements und kann deshalb höher sein als jeder einzelne Tag.
report-days-note-one = Der höchste Messwert jedes Tages; Tage ohne Messwert sind ausgelassen.
report-days-none = Kein Messwert in diesem Monat.
report-days-purged = Die Messwerte dieses Monats sind gelöscht. Die Werte oben bleiben, wie sie eingereicht wurden.
report-days-table = Als Tabelle
report-day = Tag
report-days-readings = Abonnements mit Messwert
report-days-read = { $count } von { $of }
report-customers = Kunden und ihre Abonnements
report-customer = Kunde
report-standing = Status
report-counts-nothing = zählt nicht
report-figure-on = am { $date }
report-figure-mean = { $count ->
    [one] ein Tag
   *[other] Mittel aus { $count } Tagen
}
report-figure-sum = { $count ->
    [one] ein Tag
   *[other] Summe aus { $count } Tagen
}
report-standing-in-force = Für den ersten Tag zählt der Messwert vom { $date }.
report-standing-carried-forward = Fortgeschrieben: kein Messwert in diesem Monat, es zählt der letzte vom { $date }.
report-standing-no-data-since = Keine Daten seit { $date }: zählt nicht mehr.
report-standing-no-data = Keine Daten: zählt nicht.
report-standing-not-billable = Nicht abrechenbar (Test oder nicht zum Weiterverkauf): aufgeführt, nie gezählt.
report-standing-ended = Vor diesem Monat beendet: zählt nicht mehr.
report-ends-on = Endet am { $date }.
report-after-end = { $count ->
    [one] Ein Messwert nach dem Ende.
   *[other] { $count } Messwerte nach dem Ende.
}
report-no-used = Keine genutzten Einheiten: Es zählen die bereitgestellten.
report-more-subscriptions = { $count ->
    [one] Ein weiteres Abonnement zeigen
   *[other] { $count } weitere Abonnements zeigen
}

report-history-title = Verlauf von { $partner } · { $month }
report-history-whole = Ganzer Verlauf
report-history-text = Jeder Eintrag ist mit dem vorigen verkettet. Das letzte Glied, wie es in jedem Export mit Nachweis steht:
report-history-role = { $role }, { $company } · { $channel }
report-channel-console = auf einer Seite
report-channel-api = über die API
report-channel-api-account = über die API, mit dem Dienstkonto { $account }
report-channel-cli = auf der Befehlszeile
report-channel-cli-user = auf der Befehlszeile, als { $user }
report-recorded = Später ausgeführt, am
report-becomes = wird zu
report-late = Nachträgliche Messwerte
report-late-text = Diese Messwerte trafen nach dem Einreichen ein und ändern den Bericht nicht. Mit diesen Messwerten lauten die Zeilen:

report-settings = Einstellungen, die für diesen Bericht gelten
report-setting-auto-submit-days = Tage, bis das System einreicht
report-setting-resubmit-days = Tage nach einer Ablehnung
report-setting-settle-days = Wartetage nach Monatsende
report-setting-over-provisioning-threshold-percent = Schwellenwert für Überprov. %
report-setting-auto-approve = Ohne Kommentare automatisch genehmigen
report-setting-hold-flagged = Markierte Berichte in Prüfung halten
report-setting-hold-incomplete = Berichte mit fortgeschriebenen Zeilen in Prüfung halten
report-setting-carry-forward-cycles = Monate, die fortgeschrieben werden
report-setting-reminder-days = Erinnerungen, Tage vor der Frist
report-setting-review-days = Tage für die Prüfung
report-origin-default = Vorgabe
report-origin-region = von der Region
report-origin-distributor = vom Distributor
report-origin-partner = für den Partner festgelegt

report-so-far-title = { $month } bisher
report-so-far-text = Diese Zahlen ergeben sich, wenn der Monat heute, am { $date } ({ $zone }), endet. Der Bericht wird am { $made } erstellt. Bis dahin ist hier nichts zu tun und nichts zu bearbeiten.
report-so-far-empty = In diesem Monat sind noch keine Messwerte Ihrer Kunden eingegangen. Die Zeilen erscheinen mit dem ersten Messwert.
report-line-coming = Über dem Schwellenwert von { $percent } %. Endet der Monat heute, ist das eine Überschreitung.
report-coming-title = Absehbare Überschreitungen
report-coming-since = { $product }: { $percent } % Überprovisionierung ({ $provisioned } bereitgestellt, { $used } genutzt). Endet der Monat heute, ist das eine Überschreitung, wie an jedem Tag seit { $date }.
report-coming = { $product }: { $percent } % Überprovisionierung ({ $provisioned } bereitgestellt, { $used } genutzt). Endet der Monat heute, ist das eine Überschreitung.
report-coming-do = Verringern Sie die bereitgestellten Einheiten, oder erläutern Sie sie mit einem Kommentar, sobald der Bericht erstellt ist.
report-coming-none = Endet der Monat heute, gibt es keine Überschreitung.
