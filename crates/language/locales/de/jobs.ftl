# Die Seite eines Auftrags: ein Import oder Entscheidungen über viele Berichte.
jobs-approve-title = { $count ->
    [one] { $count } Bericht genehmigen
   *[other] { $count } Berichte genehmigen
}
jobs-reject-title = { $count ->
    [one] { $count } Bericht ablehnen
   *[other] { $count } Berichte ablehnen
}
jobs-back-to-reports = Nutzungsberichte
jobs-state = Stand
jobs-state-waiting = Wartet, bis er an der Reihe ist
jobs-state-trying = Wird geprüft, ohne etwas zu ändern
jobs-state-running = Läuft
jobs-state-previewed = Geprüft; wartet auf Ihre Bestätigung
jobs-state-done = Erledigt
jobs-state-failed = Konnte nicht zu Ende geführt werden
jobs-state-cancelled = Angehalten
jobs-state-cancelling = Wird angehalten
jobs-asked = Beauftragt von
jobs-ended = Beendet
jobs-progress = { $done } von { $total }
jobs-pace = { $count } pro Sekunde, noch etwa { $left }
jobs-leave = Sie können diese Seite verlassen: Die Arbeit läuft weiter, und das Ergebnis bleibt unter dieser Adresse.
jobs-failed-text = Der Auftrag endete, bevor er vollständig war. Was bis dahin erledigt war, bleibt. Beheben Sie die Ursache und starten Sie ihn neu.
jobs-failed-left-company = Wer den Auftrag gestartet hat, gehört nicht mehr zur Firma.
jobs-failed-may-not-import = Wer den Auftrag gestartet hat, darf keine Dateien mehr importieren.
jobs-would-done = { $count ->
    [one] Über { $count } Bericht würde entschieden.
   *[other] Über { $count } Berichte würde entschieden.
}
jobs-would-already = { $count ->
    [one] Über { $count } Bericht ist bereits so entschieden; er bleibt, wie er ist.
   *[other] Über { $count } Berichte ist bereits so entschieden; sie bleiben, wie sie sind.
}
jobs-would-refused = { $count ->
    [one] { $count } Bericht würde abgewiesen; der Grund steht unten.
   *[other] { $count } Berichte würden abgewiesen; die Gründe stehen unten.
}
jobs-was-done = { $count ->
    [one] Über { $count } Bericht wurde entschieden.
   *[other] Über { $count } Berichte wurde entschieden.
}
jobs-was-already = { $count ->
    [one] Über { $count } Bericht war bereits so entschieden.
   *[other] Über { $count } Berichte war bereits so entschieden.
}
jobs-was-refused = { $count ->
    [one] { $count } Bericht wurde abgewiesen; der Grund steht unten.
   *[other] { $count } Berichte wurden abgewiesen; die Gründe stehen unten.
}
jobs-confirm-approve = { $count ->
    [one] { $count } Bericht genehmigen
   *[other] { $count } Berichte genehmigen
}
jobs-confirm-approve-text = Die Partner erfahren, dass ihre Berichte vollständig sind. Eine Genehmigung lässt sich zurücknehmen, bis der Bericht an den Hersteller geht.
jobs-confirm-reject = { $count ->
    [one] { $count } Bericht ablehnen
   *[other] { $count } Berichte ablehnen
}
jobs-confirm-reject-text = Die Berichte gehen an ihre Partner zurück; diese lesen die Gründe oben und erhalten eine neue Frist. Das lässt sich nicht rückgängig machen.
jobs-discard = Verwerfen
jobs-cancel = Anhalten
jobs-not-waiting = Es wurde nichts getan: Der Auftrag wartete nicht mehr auf eine Bestätigung.
jobs-over = Es gab nichts mehr anzuhalten.
jobs-by-result = Nach Ergebnis
jobs-all-items = insgesamt
jobs-item-would = würde entschieden
jobs-item-done = entschieden
jobs-item-already = bereits entschieden
jobs-item-refused = abgewiesen
jobs-item-waiting = wartet
jobs-refused-no-report = Diesen Bericht gibt es nicht.
jobs-refused-not-permitted = Die Rolle der Person, die den Auftrag gestartet hat, umfasst das nicht.
jobs-refused-own-work = Die Person, die den Auftrag gestartet hat, hat diesen Bericht bearbeitet oder eingereicht; entscheiden muss jemand anderes.
jobs-refused-deadline = Die Frist ist am { $date } verstrichen.
jobs-items = Was aus jedem Bericht wird
jobs-partner = Partner
jobs-cycle = Berichtszeitraum
jobs-vendor = Hersteller
jobs-result = Ergebnis
jobs-download = Ergebnisse herunterladen (CSV)
jobs-next = Weiter
jobs-progress-open = { $done } gelesen
jobs-import-title = { $count ->
    [one] Import von { $count } Datei
   *[other] Import von { $count } Dateien
}
jobs-import-confirm = Importieren
jobs-import-confirm-text = Neues wird hinzugefügt und Abweichendes geändert, wie unten gezeigt. Berichte, die noch bei ihren Partnern liegen, folgen den neuen Messwerten.
jobs-import-confirm-readings-text = Messwerte, die nicht abgewiesen wurden, werden übernommen. Das Verzeichnis bleibt, wie es ist, bis seine Dateien fehlerfrei sind.
jobs-import-directory-refused = Eine fehlerhafte Zeile, und keine der Verzeichnisdateien ändert etwas: Das Verzeichnis bleibt, wie es ist.
jobs-import-tried = Noch hat sich nichts geändert. Das würden die Dateien bewirken.
jobs-import-done = Die Dateien wurden eingelesen.
jobs-import-nothing-would = Nichts in diesen Dateien würde etwas ändern.
jobs-import-nothing = Nichts in diesen Dateien hat etwas geändert.
jobs-import-reports = { $count ->
    [one] { $count } Bericht wurde erstellt oder aufgefrischt.
   *[other] { $count } Berichte wurden erstellt oder aufgefrischt.
}
jobs-import-moves-subscription-customer = { $count ->
    [one] { $count } Abonnement wechselt den Kunden
   *[other] { $count } Abonnements wechseln den Kunden
}; { $closed } ist abgeschlossen, daher gilt das ab { $from }.
jobs-import-moves-subscription-product = { $count ->
    [one] { $count } Abonnement wechselt das Produkt
   *[other] { $count } Abonnements wechseln das Produkt
}; { $closed } ist abgeschlossen, daher gilt das ab { $from }.
jobs-import-moves-customer-partner = { $count ->
    [one] { $count } Kunde wechselt den Partner
   *[other] { $count } Kunden wechseln den Partner
}; { $closed } ist abgeschlossen, daher gilt das ab { $from }.
jobs-import-moves-partner-distributor = { $count ->
    [one] { $count } Partner wechselt den Distributor
   *[other] { $count } Partner wechseln den Distributor
}; { $closed } ist abgeschlossen, daher gilt das ab { $from }.
jobs-import-moves-partner-type = { $count ->
    [one] { $count } Partner wechselt den Typ
   *[other] { $count } Partner wechseln den Typ
}; { $closed } ist abgeschlossen, daher gilt das ab { $from }.
jobs-import-moves-distributor-region = { $count ->
    [one] { $count } Distributor wechselt die Region
   *[other] { $count } Distributoren wechseln die Region
}; { $closed } ist abgeschlossen, daher gilt das ab { $from }.
jobs-import-moves-distributor-type = { $count ->
    [one] { $count } Distributor wechselt den Typ
   *[other] { $count } Distributoren wechseln den Typ
}; { $closed } ist abgeschlossen, daher gilt das ab { $from }.
jobs-import-moves-region-usage-reports = { $count ->
    [one] { $count } Region schaltet Nutzungsberichte ein oder aus
   *[other] { $count } Regionen schalten Nutzungsberichte ein oder aus
}; { $closed } ist abgeschlossen, daher gilt das ab { $from }.
jobs-import-files = Dateien
jobs-import-file = Datei
jobs-import-size = Größe
jobs-import-rows = Zeilen
jobs-import-new = Neu
jobs-import-changed = Geändert
jobs-import-together = bei den neuen
jobs-import-refused = Abgewiesen
jobs-import-problems = Was nicht stimmt
jobs-import-problems-all = { $count ->
    [one] { $count } Problem.
   *[other] { $count } Probleme, nach Ursache zusammengefasst.
}
jobs-import-problems-some = { $count } Probleme. Die ersten { $shown } Ursachen sind aufgeführt.
jobs-import-rows-more = und { $count } weitere
jobs-import-consequences = { $count ->
    [one] { $count } weitere Zeile wird abgelehnt, weil sie sich auf eine abgelehnte Zeile bezieht.
   *[other] { $count } weitere Zeilen werden abgelehnt, weil sie sich auf abgelehnte Zeilen beziehen.
}
jobs-import-problems-file = Alle als CSV herunterladen
jobs-import-row = Zeile
jobs-import-column = Spalte
jobs-import-found = Gefunden
jobs-import-expected = Erwartet
jobs-correct-row = Zeile { $row }
jobs-correct-tried-text = Korrigieren Sie die Zeilen hier. Danach werden alle Dateien erneut geprüft. Importiert wird erst, wenn Sie bestätigen.
jobs-correct-done-text = Korrigieren Sie die Zeilen hier. Das Programm prüft sie erneut und importiert die richtigen.
jobs-correct-try = Erneut prüfen
jobs-correct-import = Korrigierte Zeilen importieren
jobs-correct-accept = Diese Zellen verwenden
jobs-correct-leave-out = Diese Zeile weglassen
jobs-correct-nothing = Sie haben noch keine Zeile geändert. Korrigieren Sie eine Zelle, oder lassen Sie eine Zeile weg.
jobs-correct-stale = Nichts wurde korrigiert: Eine andere Person hat diesen Import inzwischen bestätigt, verworfen oder korrigiert.
jobs-correct-more = { $count ->
    [one] { $count } weiteres Problem: alle Probleme nach Ursache
   *[other] { $count } weitere Probleme: alle Probleme nach Ursache
}
jobs-correct-continued = Die abgelehnten Zeilen wurden in einem weiteren Import korrigiert
jobs-complete-title = { $count ->
    [one] { $count } Bericht abschließen
   *[other] { $count } Berichte abschließen
}
jobs-return-title = { $count ->
    [one] { $count } Bericht zurückgeben
   *[other] { $count } Berichte zurückgeben
}
jobs-confirm-complete = { $count ->
    [one] { $count } Bericht abschließen
   *[other] { $count } Berichte abschließen
}
jobs-confirm-complete-text = Sie erklären, dass sie verarbeitet sind. Das lässt sich nicht rückgängig machen.
jobs-confirm-return = { $count ->
    [one] { $count } Bericht zurückgeben
   *[other] { $count } Berichte zurückgeben
}
jobs-confirm-return-text = Sie gehen an den Distributor zurück, der den Grund oben liest und sie erneut prüft. Sie sehen sie wieder, wenn sie neu gesendet werden.
jobs-extend-title = { $count ->
    [one] { $count } Frist bis { $date } verlängern
   *[other] { $count } Fristen bis { $date } verlängern
}
jobs-would-extend = { $count ->
    [one] { $count } Frist würde verlängert.
   *[other] { $count } Fristen würden verlängert.
}
jobs-would-extended-already = { $count ->
    [one] { $count } Bericht hat diese Frist schon und bleibt, wie er ist.
   *[other] { $count } Berichte haben diese Frist schon und bleiben, wie sie sind.
}
jobs-was-extended = { $count ->
    [one] { $count } Frist wurde verlängert.
   *[other] { $count } Fristen wurden verlängert.
}
jobs-was-extended-already = { $count ->
    [one] { $count } Bericht hatte diese Frist schon.
   *[other] { $count } Berichte hatten diese Frist schon.
}
jobs-item-would-extend = würde verlängert
jobs-item-extended = verlängert
jobs-item-extended-already = hat diese Frist schon
jobs-confirm-extend = { $count ->
    [one] { $count } Frist verlängern
   *[other] { $count } Fristen verlängern
}
jobs-confirm-extend-text = Die Partner haben bis { $date }, 24:00 in der Zeit ihrer Region, und lesen die Begründung oben. Eine Frist lässt sich noch einmal verlängern, aber nie verkürzen.
