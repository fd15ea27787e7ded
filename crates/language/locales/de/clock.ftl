# Die Seite der Uhr für den Betreiber.
clock-title = Uhr
clock-last = Zuletzt gelaufen
clock-ago = vor { $time }
clock-runs = Solange die Konsole läuft, wird Fälliges innerhalb einer Minute erledigt.
clock-rehearsal = Dies ist eine Probe: Ihre Uhr wird von Hand gestellt und erledigt dabei alles, was auf dem Weg fällig ist.
clock-move-text = Dies ist ein Testbetrieb: Die Zeit steht still, bis Sie sie vorstellen. Alles, was dazwischen fällig ist, wird dabei erledigt, jedes zu seiner Zeit.
clock-move-day = Bis zum Ende des Tages ({ $zone })
clock-move = Zeit vorstellen
clock-move-behind = Wählen Sie einen Tag, den die Zeit noch nicht erreicht hat.
clock-move-far = Stellen Sie die Zeit höchstens ein Jahr auf einmal vor.
clock-never = Die Uhr ist noch nie gelaufen. Sie läuft, solange die Konsole läuft; deren Protokoll sagt, warum sie steht.
clock-late = Die Uhr ist seit einigen Minuten nicht weitergekommen. Sie läuft, solange die Konsole läuft; deren Protokoll sagt, was sie aufhält.
clock-behind = Die Zeit der Maschine liegt vor der Zeit, bis zu der die Uhr zuletzt lief. Stellen Sie die Zeit der Maschine richtig; nichts geschieht doppelt, und Berichte entstehen wieder, sobald die Zeit aufgeholt hat.
clock-next = Was als Nächstes kommt
clock-making = Berichte für { $month } entstehen
clock-partners = { $count ->
    [one] ein Partner wird betrachtet
   *[other] { $count } Partner werden betrachtet
}
clock-deadline = Frist
clock-reports = { $count ->
    [one] ein Bericht bei seinem Partner
   *[other] { $count } Berichte bei ihren Partnern
}
clock-no-deadline = Kein Bericht, der bei seinem Partner liegt, hat eine künftige Frist.
clock-waiting = Einreichungen warten auf eine Wahl
clock-waiting-text = { $count ->
    [one] Die Uhr stand länger als 24 Stunden, und eine Frist lief ab: { $since }. Der Bericht wurde nicht eingereicht, und sein Partner kann ihn nicht mehr bearbeiten.
   *[other] Die Uhr stand länger als 24 Stunden, und { $count } Fristen liefen ab, die erste { $since }. Die Berichte wurden nicht eingereicht, und ihre Partner können sie nicht mehr bearbeiten.
}
clock-administrator-chooses = Ein Administrator des Betreibers wählt, was mit ihnen geschieht.
clock-choice = Was geschieht mit diesen Berichten?
clock-keep = Die alten Fristen gelten
clock-keep-text = Alle werden jetzt eingereicht, zu ihren alten Fristen und mit den Aufschlägen, die daraus folgen. Das lässt sich nicht zurücknehmen. Der Probelauf unten zeigt jeden.
clock-extend = Alle erhalten eine neue Frist
clock-extend-text = Die Partner haben diese Berichte wieder in der Hand, bis zum Ende des neuen letzten Tages. Der Verlauf eines jeden sagt, dass der Betreiber das gewählt hat.
clock-last-day-hint = Für eine neue Frist: bis zum Ende dieses Tages ({ $zone }).
clock-choose = Diese Wahl ausführen
clock-not-ahead = Der neue letzte Tag muss in der Zukunft liegen.
clock-nothing-waits = Es wurde nichts getan: Keine Einreichung wartet mehr auf eine Wahl.
clock-moved = { $count ->
    [one] Ein Bericht hat jetzt Zeit bis { $date }.
   *[other] { $count } Berichte haben jetzt Zeit bis { $date }.
}
clock-submitted = { $count ->
    [one] Ein Bericht wurde zu seiner alten Frist eingereicht.
   *[other] { $count } Berichte wurden zu ihren alten Fristen eingereicht.
}
clock-faults = Berichte, die nicht entstehen konnten
clock-faults-text = Berichtigen Sie die Messwerte und importieren Sie sie noch einmal: Der Bericht entsteht, sobald sich seine Zahlen zählen lassen.
clock-backup = Letzte Sicherung
clock-backup-text = Sie wurde geprüft. Der Schlüssel, der die Geheimnisse schützt, ist nicht darin.
clock-backup-none = In den letzten acht Tagen wurde keine Sicherung erstellt. Mit der Option --backup-to erstellt serve jeden Tag eine.
clock-backup-failed = Die letzte Sicherung ist fehlgeschlagen
clock-backup-failed-text = Countersign versucht es alle 15 Minuten erneut. Die Administratoren des Betreibers wurden benachrichtigt.
clock-dry-run = Probelauf
clock-dry-run-text = Zeigt, was mit jedem Bericht geschieht, und warum, wenn niemand handelt und keine Messwerte mehr eintreffen. Nichts wird geändert.
clock-until = Bis zum Ende des Tages ({ $zone })
clock-look = Vorausschauen
clock-too-far = Vorausschauen lässt sich höchstens ein Jahr.
clock-when = Wann
clock-what = Was, und warum
clock-would-make = { $month }: { $count ->
    [one] Ein Bericht entstünde
   *[other] { $count } Berichte entstünden
}, für { $partners ->
    [one] einen Partner.
   *[other] { $partners } Partner.
}
clock-would-fail = { $count ->
    [one] Ein Bericht könnte nicht entstehen.
   *[other] { $count } Berichte könnten nicht entstehen.
}
clock-would-submit = { $count ->
    [one] Ein Bericht würde vom System eingereicht
   *[other] { $count } Berichte würden vom System eingereicht
}: { $penalties } mit Aufschlägen, { $approved } sofort genehmigt, { $kept } blieben in Prüfung.
clock-would-nothing = Nichts wäre fällig.
clock-would-wait = Einreichungen würden warten, bis oben gewählt ist.
clock-more = { $count ->
    [one] Ein weiterer Bericht. „countersign clock --dry-run“ zeigt alle.
   *[other] { $count } weitere Berichte. „countersign clock --dry-run“ zeigt alle.
}
clock-make-why = Entsteht, weil der Monat zu Ende ist; fällig { $deadline }.
clock-make = { $lines ->
    [one] Eine Zeile
   *[other] { $lines } Zeilen
}, { $violations ->
    [0] kein Verstoß.
    [one] ein Verstoß.
   *[other] { $violations } Verstöße.
}
clock-fault = Könnte nicht entstehen: Eine Zahl ist zu groß, um gezählt zu werden.
clock-extended = Erhält eine neue Frist, weil seine eigene versäumt wurde: { $deadline }.
clock-submit = Wird vom System eingereicht, weil seine Frist abläuft, während er beim Partner liegt.
clock-submit-waits = Wird vom System eingereicht, sobald gewählt ist: Seine Frist läuft ab, während er beim Partner liegt.
clock-kept = Er wartet dann auf die Prüfung des Distributors. { $holds }
clock-kept-flagged = Er wird markiert und wartet auf die Prüfung des Distributors. { $holds }
clock-chosen = Entscheidungen, nachdem die Uhr gestanden hatte
clock-chose-keep = Die alten Fristen gelten.
clock-chose-extend = Eine neue Frist für alle: { $date }.
