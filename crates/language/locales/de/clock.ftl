# Die Seite der Zeitsteuerung für den Betreiber.
clock-title = Zeitsteuerung
clock-last = Zuletzt gelaufen
clock-ago = vor { $time }
clock-runs = Solange die Konsole läuft, wird Fälliges innerhalb einer Minute erledigt.
clock-rehearsal = Dies ist ein Testbetrieb: Die Zeit läuft nur weiter, wenn Sie sie vorstellen. Alles, was dazwischen fällig ist, wird dabei erledigt.
clock-move-text = Dies ist ein Testbetrieb: Die Zeit steht still, bis Sie sie vorstellen. Alles, was dazwischen fällig ist, wird dabei erledigt, jedes zu seiner Zeit.
clock-move-day = Bis zum Ende des Tages ({ $zone })
clock-move = Zeit vorstellen
clock-move-behind = Wählen Sie einen Tag, den die Zeit noch nicht erreicht hat.
clock-move-far = Stellen Sie die Zeit höchstens ein Jahr auf einmal vor.
clock-never = Die Zeitsteuerung ist noch nie gelaufen. Sie läuft, solange die Konsole läuft. Den Grund zeigt das Protokoll des Servers.
clock-late = Die Zeitsteuerung ist seit einigen Minuten nicht vorangekommen. Sie läuft, solange die Konsole läuft. Den Grund zeigt das Protokoll des Servers.
clock-behind = Die Uhrzeit dieses Rechners liegt vor dem letzten Lauf der Zeitsteuerung. Stellen Sie die Uhrzeit richtig. Nichts geschieht doppelt, und die Arbeit geht weiter, sobald die Zeit aufgeholt hat.
clock-next = Als Nächstes
clock-making = Berichte für { $month } werden erstellt
clock-partners = { $count ->
    [one] ein Partner betroffen
   *[other] { $count } Partner betroffen
}
clock-deadline = Frist
clock-reports = { $count ->
    [one] ein Bericht bei seinem Partner
   *[other] { $count } Berichte bei ihren Partnern
}
clock-no-deadline = Kein Bericht, der beim Partner ist, hat eine künftige Frist.
clock-waiting = Automatische Einreichungen sind angehalten
clock-waiting-text = { $count ->
    [one] Die Zeitsteuerung stand länger als 24 Stunden still, und eine Frist lief ab: { $since }. Der Bericht wurde nicht eingereicht, und sein Partner kann ihn nicht mehr bearbeiten.
   *[other] Die Zeitsteuerung stand länger als 24 Stunden still, und { $count } Fristen liefen ab, die erste { $since }. Die Berichte wurden nicht eingereicht, und ihre Partner können sie nicht mehr bearbeiten.
}
clock-administrator-chooses = Ein Administrator des Betreibers entscheidet, was mit ihnen geschieht.
clock-choice = Was geschieht mit diesen Berichten?
clock-keep = Die alten Fristen beibehalten
clock-keep-text = Alle werden jetzt zu ihren alten Fristen eingereicht, mit den Mehrberechnungen, die sich daraus ergeben. Das lässt sich nicht rückgängig machen. Der Probelauf unten zeigt jeden Bericht.
clock-extend = Alle erhalten eine neue Frist
clock-extend-text = Die Partner können diese Berichte wieder bearbeiten, bis zum Ende des neuen letzten Tages. Der Verlauf jedes Berichts zeigt, dass der Betreiber das entschieden hat.
clock-last-day-hint = Für eine neue Frist: bis zum Ende dieses Tages ({ $zone }).
clock-choose = Diese Wahl ausführen
clock-not-ahead = Wählen Sie einen letzten Tag in der Zukunft.
clock-nothing-waits = Es wurde nichts getan, weil keine Einreichung mehr angehalten ist.
clock-moved = { $count ->
    [one] Ein Bericht ist jetzt am { $date } fällig.
   *[other] { $count } Berichte sind jetzt am { $date } fällig.
}
clock-submitted = { $count ->
    [one] Ein Bericht wurde zu seiner alten Frist eingereicht.
   *[other] { $count } Berichte wurden zu ihren alten Fristen eingereicht.
}
clock-faults = Berichte, die nicht erstellt werden konnten
clock-faults-text = Berichtigen Sie die Messwerte und importieren Sie sie noch einmal. Der Bericht wird erstellt, sobald sich seine Zahlen summieren lassen.
clock-backup = Letzte Sicherung
clock-backup-text = Sie wurde geprüft. Der Schlüssel, mit dem die Geheimnisse verschlüsselt sind, ist nicht darin enthalten.
clock-backup-none = In den letzten acht Tagen wurde keine Sicherung erstellt. Mit der Option --backup-to erstellt serve jeden Tag eine.
clock-backup-failed = Die letzte Sicherung ist fehlgeschlagen
clock-backup-failed-text = Countersign versucht es alle 15 Minuten erneut. Die Administratoren des Betreibers wurden per E-Mail benachrichtigt.
clock-dry-run = Probelauf
clock-dry-run-text = Der Probelauf zeigt, was mit jedem Bericht geschieht und warum, wenn niemand handelt und keine Messwerte mehr eintreffen. Er ändert nichts.
clock-until = Bis zum Ende des Tages ({ $zone })
clock-look = Anzeigen
clock-too-far = Wählen Sie einen Tag innerhalb des nächsten Jahres.
clock-when = Wann
clock-what = Was geschieht und warum
clock-would-make = { $month }: { $count ->
    [one] Ein Bericht wird erstellt
   *[other] { $count } Berichte werden erstellt
}, für { $partners ->
    [one] einen Partner.
   *[other] { $partners } Partner.
}
clock-would-fail = { $count ->
    [one] Ein Bericht lässt sich nicht erstellen.
   *[other] { $count } Berichte lassen sich nicht erstellen.
}
clock-would-submit = { $count ->
    [one] Ein Bericht wird vom System eingereicht
   *[other] { $count } Berichte werden vom System eingereicht
}: { $penalties } mit Mehrberechnung, { $approved } sofort genehmigt, { $kept } weiter in Prüfung.
clock-would-nothing = Bis dahin ist nichts fällig.
clock-would-wait = Einreichungen bleiben angehalten, bis Sie oben gewählt haben.
clock-more = { $count ->
    [one] Ein weiterer Bericht. „countersign clock --dry-run“ zeigt alle.
   *[other] { $count } weitere Berichte. „countersign clock --dry-run“ zeigt alle.
}
clock-make-why = Wird erstellt, weil der Monat zu Ende ist; fällig { $deadline }.
clock-make = { $lines ->
    [one] Eine Zeile
   *[other] { $lines } Zeilen
}, { $violations ->
    [0] keine Überschreitung.
    [one] eine Überschreitung.
   *[other] { $violations } Überschreitungen.
}
clock-fault = Lässt sich nicht erstellen, weil eine Zahl zu groß ist.
clock-extended = Erhält eine neue Frist, weil die alte versäumt wurde: { $deadline }.
clock-submit = Wird vom System eingereicht, weil die Frist abläuft, während der Bericht beim Partner ist.
clock-submit-waits = Wird vom System eingereicht, sobald gewählt ist: Die Frist läuft ab, während der Bericht beim Partner ist.
clock-kept = Danach prüft ihn der Distributor. { $holds }
clock-kept-flagged = Er wird markiert, und der Distributor prüft ihn. { $holds }
clock-chosen = Entscheidungen nach einem Stillstand der Zeitsteuerung
clock-chose-keep = Die alten Fristen wurden beibehalten.
clock-chose-extend = Eine neue Frist für alle: { $date }.
