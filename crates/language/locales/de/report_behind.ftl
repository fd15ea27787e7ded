# Was hinter einem Bericht steht: seine Zeilen im Einzelnen, sein Verlauf, seine Einstellungen, der laufende Monat.
report-line-title = { $product } · { $partner } · { $month }
report-default = Standardwert
report-basis-peak = Jedes Abonnement zählt mit seinem höchsten Tag (peak).
report-basis-average = Jedes Abonnement zählt mit dem Mittel seiner Tage (average).
report-basis-p85 = Jedes Abonnement zählt mit seinem höchsten Tag, nachdem die höchsten 15 % seiner Tage weggelassen sind (p85).
report-basis-last = Jedes Abonnement zählt mit seinem letzten Tag (last).
report-basis-sum = Jedes Abonnement zählt mit der Summe seiner Tage (sum), bereitgestellt mit dem höchsten Tag.
report-days = Messwerte nach Tagen
report-days-mark = der Tag, der die Zahl ergibt
report-days-highest = der höchste Tag
report-days-note-all = Alle Abonnements, die zählen, jedes mit seinem letzten Messwert bis zu diesem Tag; Tage ganz ohne Messwert sind ausgelassen. Die Zeile addiert die eigenen Werte der Abonnements und kann deshalb höher sein als jeder einzelne Tag.
report-days-note-one = Der höchste Messwert jedes Tages; Tage ohne Messwert sind ausgelassen.
report-days-none = Kein Messwert in diesem Monat.
report-days-purged = Die Messwerte dieses Monats sind gelöscht. Die Werte oben bleiben, wie sie eingereicht wurden.
report-days-table = Dasselbe als Tabelle
report-day = Tag
report-days-readings = Messwerte
report-days-read = { $count } von { $of } Abonnements
report-customers = Kunden und ihre Abonnements
report-customer = Kunde
report-standing = Stand
report-counts-nothing = zählt nichts
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
report-standing-carried-forward = Fortgeschrieben: kein Messwert in diesem Monat, zählt wie zuletzt am { $date }.
report-standing-no-data-since = Keine Daten seit { $date }: zählt nicht mehr.
report-standing-no-data = Keine Daten: zählt nichts.
report-standing-not-billable = Nicht abrechenbar (Test oder nicht zum Weiterverkauf): aufgeführt, nie gezählt.
report-standing-ended = Vor diesem Monat beendet: zählt nicht mehr.
report-ends-on = Endet am { $date }.
report-after-end = { $count ->
    [one] Ein Messwert nach dem Ende.
   *[other] { $count } Messwerte nach dem Ende.
}
report-no-used = Keine genutzten Einheiten: Es zählt die Bereitstellung.
report-more-subscriptions = { $count ->
    [one] Ein weiteres Abonnement zeigen
   *[other] { $count } weitere Abonnements zeigen
}

report-history-title = Verlauf von { $partner } · { $month }
report-history-whole = Ganzer Verlauf
report-history-text = Jeder Eintrag ist mit dem vorigen verkettet. Das letzte Glied, wie es in jedem Export mit Nachweis steht:
report-history-role = { $role }, { $company } · { $channel }
report-channel-console = auf einer Seite
report-channel-api = über die Programmschnittstelle
report-channel-api-account = über die Programmschnittstelle, mit dem Dienstkonto { $account }
report-channel-cli = auf der Befehlszeile
report-channel-cli-user = auf der Befehlszeile, als { $user }
report-recorded = Später ausgeführt, am
report-becomes = wird zu
report-late = Messwerte, die zu spät kamen
report-late-text = Sie kamen nach dem Einreichen und ändern nichts am Bericht. Mit ihnen wären seine Zeilen:

report-settings = Einstellungen, die für diesen Bericht gelten
report-setting-auto-submit-days = Tage, bis das System einreicht
report-setting-resubmit-days = Tage nach einer Ablehnung
report-setting-settle-days = Wartetage nach Monatsende
report-setting-over-provisioning-threshold-percent = Schwelle für den Überhang
report-setting-auto-approve = Ohne Kommentare automatisch genehmigen
report-setting-hold-flagged = Markierte Berichte in Prüfung halten
report-setting-hold-incomplete = Berichte mit Fortgeschriebenem in Prüfung halten
report-setting-carry-forward-cycles = Monate, die fortgeschrieben werden
report-setting-reminder-days = Erinnerungen, Tage vor der Frist
report-setting-review-days = Tage für die Prüfung
report-origin-default = Vorgabe
report-origin-region = von der Region
report-origin-distributor = vom Distributor
report-origin-partner = für den Partner gesetzt

report-so-far-title = { $month } bisher
report-so-far-text = So wäre der Monat, wenn er heute endete, am { $date } ({ $zone }). Der Bericht wird am { $made } erstellt; bis dahin ist hier nichts zu tun und nichts zu bearbeiten.
report-so-far-empty = In diesem Monat sind noch keine Messwerte Ihrer Kunden eingegangen, deshalb gibt es noch nichts zu zeigen.
report-line-coming = Über der Schwelle von { $percent } %: Endete der Monat heute, wäre das ein Verstoß.
report-coming-title = Verstöße, die sich abzeichnen
report-coming-since = { $product }: { $percent } % Überhang ({ $provisioned } bereitgestellt, { $used } genutzt). Endete der Monat heute, wäre das ein Verstoß, und zwar seit { $date }.
report-coming = { $product }: { $percent } % Überhang ({ $provisioned } bereitgestellt, { $used } genutzt). Endete der Monat heute, wäre das ein Verstoß.
report-coming-do = Verringern Sie die Bereitstellung, oder halten Sie einen Kommentar bereit, wenn der Bericht erstellt ist.
report-coming-none = Endete der Monat heute, gäbe es keinen Verstoß.
