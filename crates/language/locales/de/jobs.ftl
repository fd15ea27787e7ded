# Die Seite eines Auftrags: ein Import oder Entscheidungen über viele Berichte.
jobs-back-to-reports = Nutzungsberichte
jobs-state = Status
jobs-state-waiting = Wartet
jobs-state-trying = Wird geprüft (ändert nichts)
jobs-state-running = Läuft
jobs-state-done = Erledigt
jobs-state-failed = Fehlgeschlagen
jobs-state-cancelled = Abgebrochen
jobs-state-cancelling = Wird abgebrochen
jobs-asked = Gestartet von
jobs-ended = Beendet
jobs-progress = { $done } von { $total }
jobs-pace = { $count } pro Sekunde, noch etwa { $left }
jobs-leave = Sie können diese Seite verlassen: Die Arbeit läuft weiter, und das Ergebnis bleibt unter dieser Adresse.
jobs-failed-text = Der Auftrag endete, bevor er vollständig war. Was bis dahin erledigt war, bleibt. Beheben Sie die Ursache und starten Sie ihn neu.
jobs-failed-left-company = Wer den Auftrag gestartet hat, gehört nicht mehr zur Firma.
jobs-failed-may-not-import = Wer den Auftrag gestartet hat, darf keine Dateien mehr importieren.
jobs-would-refused = { $count ->
    [one] { $count } Bericht wird abgewiesen; den Grund sehen Sie unten.
   *[other] { $count } Berichte werden abgewiesen; die Gründe sehen Sie unten.
}
jobs-was-refused = { $count ->
    [one] { $count } Bericht wurde abgewiesen; den Grund sehen Sie unten.
   *[other] { $count } Berichte wurden abgewiesen; die Gründe sehen Sie unten.
}
jobs-discard = Verwerfen
jobs-cancel = Abbrechen
jobs-not-waiting = Es wurde nichts getan: Der Auftrag wartete nicht mehr auf eine Bestätigung.
jobs-over = Der Auftrag war schon beendet.
jobs-by-result = Nach Ergebnis
jobs-all-items = insgesamt
jobs-item-refused = abgewiesen
jobs-item-waiting = wartet
jobs-refused-no-report = Diesen Bericht gibt es nicht.
jobs-refused-not-permitted = Die Rolle der Person, die den Auftrag gestartet hat, erlaubt das nicht.
jobs-refused-own-work = Die Person, die den Auftrag gestartet hat, hat diesen Bericht bearbeitet oder eingereicht; entscheiden muss jemand anderes.
jobs-refused-deadline = Die Frist ist am { $date } abgelaufen.
jobs-items = Ergebnis je Bericht
jobs-partner = Partner
jobs-cycle = Berichtsmonat
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
jobs-import-confirm-readings-text = Messwerte ohne Problem werden importiert. Das Verzeichnis ändert sich erst, wenn seine Dateien fehlerfrei sind.
jobs-import-directory-refused = Enthält eine Zeile der Verzeichnisdateien einen Fehler, wird keine dieser Dateien importiert.
jobs-import-tried = Noch hat sich nichts geändert. Das bewirken die Dateien, wenn Sie sie importieren.
jobs-import-done = Die Dateien wurden importiert.
jobs-import-nothing-would = Diese Dateien ändern nichts.
jobs-import-nothing = Diese Dateien haben nichts geändert.
jobs-import-reports = { $count ->
    [one] { $count } Bericht wurde erstellt oder aktualisiert.
   *[other] { $count } Berichte wurden erstellt oder aktualisiert.
}
jobs-import-moves-subscription-customer = { $count ->
    [one] { $count } Abonnement wechselt den Kunden
   *[other] { $count } Abonnements wechseln den Kunden
}; { $closed } ist zu Ende, daher gilt das ab { $from }.
jobs-import-moves-subscription-product = { $count ->
    [one] { $count } Abonnement wechselt das Produkt
   *[other] { $count } Abonnements wechseln das Produkt
}; { $closed } ist zu Ende, daher gilt das ab { $from }.
jobs-import-moves-customer-partner = { $count ->
    [one] { $count } Kunde wechselt den Partner
   *[other] { $count } Kunden wechseln den Partner
}; { $closed } ist zu Ende, daher gilt das ab { $from }.
jobs-import-moves-partner-distributor = { $count ->
    [one] { $count } Partner wechselt den Distributor
   *[other] { $count } Partner wechseln den Distributor
}; { $closed } ist zu Ende, daher gilt das ab { $from }.
jobs-import-moves-partner-type = { $count ->
    [one] { $count } Partner wechselt den Typ
   *[other] { $count } Partner wechseln den Typ
}; { $closed } ist zu Ende, daher gilt das ab { $from }.
jobs-import-moves-distributor-region = { $count ->
    [one] { $count } Distributor wechselt die Region
   *[other] { $count } Distributoren wechseln die Region
}; { $closed } ist zu Ende, daher gilt das ab { $from }.
jobs-import-moves-distributor-type = { $count ->
    [one] { $count } Distributor wechselt den Typ
   *[other] { $count } Distributoren wechseln den Typ
}; { $closed } ist zu Ende, daher gilt das ab { $from }.
jobs-import-moves-region-usage-reports = { $count ->
    [one] { $count } Region schaltet Nutzungsberichte ein oder aus
   *[other] { $count } Regionen schalten Nutzungsberichte ein oder aus
}; { $closed } ist zu Ende, daher gilt das ab { $from }.
jobs-import-files = Dateien
jobs-import-file = Datei
jobs-import-size = Größe
jobs-import-rows = Zeilen
jobs-import-new = Neu
jobs-import-changed = Geändert
jobs-import-together = unter „Neu“ gezählt
jobs-import-refused = Abgewiesen
jobs-import-problems = Probleme
jobs-import-problems-all = { $count ->
    [one] { $count } Problem.
   *[other] { $count } Probleme, nach Ursache zusammengefasst.
}
jobs-import-problems-some = { $count } Probleme. Die ersten { $shown } Ursachen sind aufgeführt.
jobs-import-rows-more = und { $count } weitere
jobs-import-consequences = { $count ->
    [one] { $count } weitere Zeile wird abgewiesen, weil sie sich auf eine abgewiesene Zeile bezieht.
   *[other] { $count } weitere Zeilen werden abgewiesen, weil sie sich auf abgewiesene Zeilen beziehen.
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
jobs-correct-continued = Die abgewiesenen Zeilen wurden in einem weiteren Import korrigiert
jobs-confirm-complete-text = Sie bestätigen, dass diese Berichte verarbeitet sind. Das lässt sich nicht rückgängig machen.
jobs-confirm-return-text = Die Berichte gehen an den Distributor zurück, der die Begründung oben liest und sie erneut prüft. Sie sehen sie wieder, wenn sie erneut gemeldet werden.
jobs-title = { $verb ->
    [approve] { $count ->
        [one] { $count } Bericht genehmigen
       *[other] { $count } Berichte genehmigen
    }
    [reject] { $count ->
        [one] { $count } Bericht ablehnen
       *[other] { $count } Berichte ablehnen
    }
    [extend] { $count ->
        [one] { $count } Frist bis { $date } verlängern
       *[other] { $count } Fristen bis { $date } verlängern
    }
    [reopen] { $count ->
        [one] { $count } Genehmigung zurücknehmen
       *[other] { $count } Genehmigungen zurücknehmen
    }
    [undo] { $count ->
        [one] { $count } Entscheidung rückgängig machen
       *[other] { $count } Entscheidungen rückgängig machen
    }
    [complete] { $count ->
        [one] { $count } Bericht abschließen
       *[other] { $count } Berichte abschließen
    }
   *[return] { $count ->
        [one] { $count } Bericht zurückgeben
       *[other] { $count } Berichte zurückgeben
    }
}
jobs-confirm = { $verb ->
    [approve] { $count ->
        [one] { $count } Bericht genehmigen
       *[other] { $count } Berichte genehmigen
    }
    [reject] { $count ->
        [one] { $count } Bericht ablehnen
       *[other] { $count } Berichte ablehnen
    }
    [extend] { $count ->
        [one] { $count } Frist verlängern
       *[other] { $count } Fristen verlängern
    }
    [reopen] { $count ->
        [one] { $count } Genehmigung zurücknehmen
       *[other] { $count } Genehmigungen zurücknehmen
    }
    [undo] { $count ->
        [one] { $count } Entscheidung rückgängig machen
       *[other] { $count } Entscheidungen rückgängig machen
    }
    [complete] { $count ->
        [one] { $count } Bericht abschließen
       *[other] { $count } Berichte abschließen
    }
   *[return] { $count ->
        [one] { $count } Bericht zurückgeben
       *[other] { $count } Berichte zurückgeben
    }
}
jobs-would-done = { $verb ->
    [approve] { $count ->
        [one] { $count } Bericht wird genehmigt.
       *[other] { $count } Berichte werden genehmigt.
    }
    [reject] { $count ->
        [one] { $count } Bericht wird abgelehnt.
       *[other] { $count } Berichte werden abgelehnt.
    }
    [extend] { $count ->
        [one] { $count } Frist wird verlängert.
       *[other] { $count } Fristen werden verlängert.
    }
    [reopen] { $count ->
        [one] { $count } Genehmigung wird zurückgenommen.
       *[other] { $count } Genehmigungen werden zurückgenommen.
    }
    [undo] { $count ->
        [one] { $count } Entscheidung wird rückgängig gemacht.
       *[other] { $count } Entscheidungen werden rückgängig gemacht.
    }
    [complete] { $count ->
        [one] { $count } Bericht wird abgeschlossen.
       *[other] { $count } Berichte werden abgeschlossen.
    }
   *[return] { $count ->
        [one] { $count } Bericht wird zurückgegeben.
       *[other] { $count } Berichte werden zurückgegeben.
    }
}
jobs-would-already = { $verb ->
    [approve] { $count ->
        [one] { $count } Bericht ist schon genehmigt und bleibt es.
       *[other] { $count } Berichte sind schon genehmigt und bleiben es.
    }
    [reject] { $count ->
        [one] { $count } Bericht ist schon abgelehnt und bleibt es.
       *[other] { $count } Berichte sind schon abgelehnt und bleiben es.
    }
    [extend] { $count ->
        [one] { $count } Bericht hat diese Frist schon und behält sie.
       *[other] { $count } Berichte haben diese Frist schon und behalten sie.
    }
    [reopen] { $count ->
        [one] { $count } Genehmigung ist schon zurückgenommen.
       *[other] { $count } Genehmigungen sind schon zurückgenommen.
    }
    [undo] { $count ->
        [one] { $count } Entscheidung ist schon rückgängig gemacht.
       *[other] { $count } Entscheidungen sind schon rückgängig gemacht.
    }
    [complete] { $count ->
        [one] { $count } Bericht ist schon abgeschlossen und bleibt es.
       *[other] { $count } Berichte sind schon abgeschlossen und bleiben es.
    }
   *[return] { $count ->
        [one] { $count } Bericht ist schon zurückgegeben und bleibt es.
       *[other] { $count } Berichte sind schon zurückgegeben und bleiben es.
    }
}
jobs-was-done = { $verb ->
    [approve] { $count ->
        [one] { $count } Bericht wurde genehmigt.
       *[other] { $count } Berichte wurden genehmigt.
    }
    [reject] { $count ->
        [one] { $count } Bericht wurde abgelehnt.
       *[other] { $count } Berichte wurden abgelehnt.
    }
    [extend] { $count ->
        [one] { $count } Frist wurde verlängert.
       *[other] { $count } Fristen wurden verlängert.
    }
    [reopen] { $count ->
        [one] { $count } Genehmigung wurde zurückgenommen.
       *[other] { $count } Genehmigungen wurden zurückgenommen.
    }
    [undo] { $count ->
        [one] { $count } Entscheidung wurde rückgängig gemacht.
       *[other] { $count } Entscheidungen wurden rückgängig gemacht.
    }
    [complete] { $count ->
        [one] { $count } Bericht wurde abgeschlossen.
       *[other] { $count } Berichte wurden abgeschlossen.
    }
   *[return] { $count ->
        [one] { $count } Bericht wurde zurückgegeben.
       *[other] { $count } Berichte wurden zurückgegeben.
    }
}
jobs-was-already = { $verb ->
    [approve] { $count ->
        [one] { $count } Bericht war schon genehmigt.
       *[other] { $count } Berichte waren schon genehmigt.
    }
    [reject] { $count ->
        [one] { $count } Bericht war schon abgelehnt.
       *[other] { $count } Berichte waren schon abgelehnt.
    }
    [extend] { $count ->
        [one] { $count } Bericht hatte diese Frist schon.
       *[other] { $count } Berichte hatten diese Frist schon.
    }
    [reopen] { $count ->
        [one] { $count } Genehmigung war schon zurückgenommen.
       *[other] { $count } Genehmigungen waren schon zurückgenommen.
    }
    [undo] { $count ->
        [one] { $count } Entscheidung war schon rückgängig gemacht.
       *[other] { $count } Entscheidungen waren schon rückgängig gemacht.
    }
    [complete] { $count ->
        [one] { $count } Bericht war schon abgeschlossen.
       *[other] { $count } Berichte waren schon abgeschlossen.
    }
   *[return] { $count ->
        [one] { $count } Bericht war schon zurückgegeben.
       *[other] { $count } Berichte waren schon zurückgegeben.
    }
}
jobs-item-would = { $verb ->
    [approve] { $count ->
        [one] wird genehmigt
       *[other] werden genehmigt
    }
    [reject] { $count ->
        [one] wird abgelehnt
       *[other] werden abgelehnt
    }
    [extend] { $count ->
        [one] wird verlängert
       *[other] werden verlängert
    }
    [reopen] { $count ->
        [one] Genehmigung wird zurückgenommen
       *[other] Genehmigungen werden zurückgenommen
    }
    [undo] { $count ->
        [one] wird rückgängig gemacht
       *[other] werden rückgängig gemacht
    }
    [complete] { $count ->
        [one] wird abgeschlossen
       *[other] werden abgeschlossen
    }
   *[return] { $count ->
        [one] wird zurückgegeben
       *[other] werden zurückgegeben
    }
}
jobs-item-done = { $verb ->
    [approve] genehmigt
    [reject] abgelehnt
    [extend] verlängert
    [reopen] Genehmigung zurückgenommen
    [undo] rückgängig gemacht
    [complete] abgeschlossen
   *[return] zurückgegeben
}
jobs-item-already = { $verb ->
    [approve] schon genehmigt
    [reject] schon abgelehnt
    [extend] { $count ->
        [one] hat diese Frist schon
       *[other] haben diese Frist schon
    }
    [reopen] Genehmigung schon zurückgenommen
    [undo] schon rückgängig gemacht
    [complete] schon abgeschlossen
   *[return] schon zurückgegeben
}
jobs-state-previewed = Geprüft. Wartet auf Ihre Bestätigung
jobs-rule-title = { $count ->
    [one] { $count } Bericht nach Regel genehmigen
   *[other] { $count } Berichte nach Regel genehmigen
}
jobs-confirm-approve-text = Die Partner erfahren, dass ihre Berichte genehmigt sind. Sie können das fünf Minuten lang rückgängig machen; danach können Sie eine Genehmigung zurücknehmen, bis der Bericht dem Hersteller gemeldet ist.
jobs-confirm-reject-text = Die Berichte gehen an ihre Partner zurück, die die Begründung oben lesen und die neue Frist erhalten. Sie können das fünf Minuten lang rückgängig machen.
jobs-confirm-extend-text = Die Partner haben Zeit bis { $date }, 24:00 Uhr in der Zeit ihrer Region, und lesen die Begründung oben. Sie können das fünf Minuten lang rückgängig machen; danach lässt sich eine Frist noch einmal verlängern, aber nicht verkürzen.
jobs-confirm-reopen-text = Die Genehmigungen werden zurückgenommen, und die Berichte sind wieder in Prüfung. Automatisch genehmigt werden sie nicht mehr. Sie können das fünf Minuten lang rückgängig machen.
jobs-refused-stale = Der Bericht hat sich seit der Vorschau geändert.
jobs-undo = Rückgängig machen
jobs-undo-text = Fünf Minuten lang können Sie diese Entscheidungen rückgängig machen. Jeder Bericht erhält wieder seinen vorherigen Status, und die Partner bekommen keine Nachricht.
jobs-undo-over = Diese Entscheidungen lassen sich nicht mehr zusammen rückgängig machen. Eine Genehmigung können Sie zurücknehmen, bis der Bericht dem Hersteller gemeldet ist.
jobs-undone-job = Die rückgängig gemachten Entscheidungen
jobs-list = Sammelentscheidungen
jobs-list-none = Noch keine Sammelentscheidungen
jobs-list-none-text = Wählen Sie mehrere Berichte in der Liste aus, und entscheiden Sie gemeinsam über sie. Das Ergebnis steht dann hier.
jobs-list-what = Entscheidung
jobs-list-when = Begonnen
jobs-list-who = Von
jobs-list-earlier = Frühere
jobs-preview = Was geschehen wird
jobs-preview-to = Empfänger
jobs-preview-partners = { $count ->
    [one] { $count } Partner
   *[other] { $count } Partner
}
jobs-preview-more = und { $count } weitere
jobs-preview-marks = Auffälligkeiten
jobs-preview-no-marks = Keine Markierung, keine Überschreitung, kein Kommentar, keine Änderung
jobs-preview-flagged = { $count ->
    [one] { $count } markierter Bericht
   *[other] { $count } markierte Berichte
}
jobs-preview-violations = { $count ->
    [one] { $count } Überschreitung
   *[other] { $count } Überschreitungen
}
jobs-preview-commented = { $count ->
    [one] { $count } Bericht mit Kommentar
   *[other] { $count } Berichte mit Kommentar
}
jobs-preview-changed = { $count ->
    [one] { $count } Bericht mit Änderung gegenüber dem Vormonat
   *[other] { $count } Berichte mit Änderung gegenüber dem Vormonat
}
jobs-preview-not-compared = { $count ->
    [one] { $count } Bericht ohne Vormonat
   *[other] { $count } Berichte ohne Vormonat
}
jobs-preview-amendments = { $count ->
    [one] { $count } Nachtrag, dessen Differenz in den Einheiten nicht enthalten ist
   *[other] { $count } Nachträge, deren Differenzen in den Einheiten nicht enthalten sind
}
jobs-preview-deadlines = Neue Frist
jobs-preview-deadline = { $count ->
    [one] { $date } ({ $zone }), { $count } Bericht
   *[other] { $date } ({ $zone }), { $count } Berichte
}
jobs-preview-units = Abzurechnende Einheiten je Produkt
jobs-preview-product = Produkt
jobs-preview-unit = Einheit
jobs-preview-before = Vormonat
jobs-preview-after = Dieser Monat
jobs-preview-change = Änderung
