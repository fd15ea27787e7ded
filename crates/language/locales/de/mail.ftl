# Nachrichten per E-Mail.
mail-greeting = Guten Tag { $name },
mail-ready-subject = { $count ->
    [1] { $month }: Ihr Nutzungsbericht liegt vor
   *[other] { $count } Nutzungsberichte liegen vor
}
mail-ready-text = { $count ->
    [1] Der Nutzungsbericht für { $month } liegt vor. Sehen Sie seine Zahlen durch, erläutern Sie, was einen Kommentar braucht, und reichen Sie ihn vor Fristende ein.
   *[other] { $count } Nutzungsberichte liegen vor. Sehen Sie ihre Zahlen durch, erläutern Sie, was einen Kommentar braucht, und reichen Sie sie vor Fristende ein.
}
mail-reminder-subject = { $count ->
    [1] Erinnerung: Der Nutzungsbericht für { $month } ist fällig am { $deadline }
   *[other] Erinnerung: { $count } Nutzungsberichte sind bald fällig
}
mail-reminder-text = { $count ->
    [1] Der Nutzungsbericht für { $month } ist noch nicht eingereicht. Nach Ablauf der Frist reicht ihn das System so ein, wie er zuletzt gespeichert wurde.
   *[other] { $count } Nutzungsberichte sind noch nicht eingereicht. Nach Ablauf der Frist reicht sie das System so ein, wie sie zuletzt gespeichert wurden.
}
mail-submitted-subject = { $count ->
    [1] { $month }: Ihr Nutzungsbericht wurde automatisch eingereicht
   *[other] { $count } Nutzungsberichte wurden automatisch eingereicht
}
mail-submitted-text = { $count ->
    [1] Bis zum Ende der Frist hatte niemand den Nutzungsbericht für { $month } eingereicht. Das System hat ihn so eingereicht, wie er zuletzt gespeichert wurde.
   *[other] Bis zum Ende der Frist hatte niemand { $count } Nutzungsberichte eingereicht. Das System hat sie so eingereicht, wie sie zuletzt gespeichert wurden.
}
mail-review-subject = { $count ->
    [1] { $partner }: Der Nutzungsbericht für { $month } wartet auf Ihre Prüfung
   *[other] { $count } Nutzungsberichte warten auf Ihre Prüfung
}
mail-review-text = { $count ->
    [1] Ein Nutzungsbericht ist in Prüfung und wartet auf Ihre Entscheidung.
   *[other] { $count } Nutzungsberichte sind in Prüfung und warten auf Ihre Entscheidung.
}
mail-approved-subject = { $count ->
    [1] { $month }: Ihr Nutzungsbericht ist genehmigt
   *[other] { $count } Nutzungsberichte sind genehmigt
}
mail-approved-text = { $count ->
    [1] Der Nutzungsbericht für { $month } ist genehmigt und abgeschlossen. Sie müssen nichts weiter tun.
   *[other] { $count } Nutzungsberichte sind genehmigt und abgeschlossen. Sie müssen nichts weiter tun.
}
mail-rejected-subject = { $count ->
    [1] { $month }: Ihr Nutzungsbericht wurde abgelehnt
   *[other] { $count } Nutzungsberichte wurden abgelehnt
}
mail-rejected-text = { $count ->
    [1] Ihr Distributor hat den Nutzungsbericht für { $month } mit den untenstehenden Gründen abgelehnt. Berichtigen oder erläutern Sie seine Zahlen und reichen Sie ihn vor Fristende erneut ein.
   *[other] Ihr Distributor hat { $count } Nutzungsberichte mit den untenstehenden Gründen abgelehnt. Berichtigen oder erläutern Sie ihre Zahlen und reichen Sie sie vor Fristende erneut ein.
}
mail-reopened-subject = { $count ->
    [1] { $month }: Die Genehmigung Ihres Nutzungsberichts wurde zurückgenommen
   *[other] Die Genehmigung von { $count } Nutzungsberichten wurde zurückgenommen
}
mail-reopened-text = { $count ->
    [1] Ihr Distributor prüft den Nutzungsbericht für { $month } aus dem untenstehenden Grund noch einmal. Die Genehmigung gilt nicht mehr. Sie müssen jetzt nichts tun; sobald entschieden ist, hören Sie von uns.
   *[other] Ihr Distributor prüft { $count } Nutzungsberichte aus den untenstehenden Gründen noch einmal. Ihre Genehmigungen gelten nicht mehr. Sie müssen jetzt nichts tun; sobald entschieden ist, hören Sie von uns.
}
mail-returned-subject = { $count ->
    [1] { $partner }: Der Hersteller hat den Nutzungsbericht für { $month } zurückgegeben
   *[other] Der Hersteller hat { $count } Nutzungsberichte zurückgegeben
}
mail-returned-text = { $count ->
    [1] Der Hersteller hat einen Nutzungsbericht mit dem untenstehenden Grund zurückgegeben. Er ist wieder in Prüfung und wartet auf Ihre Entscheidung.
   *[other] Der Hersteller hat { $count } Nutzungsberichte mit den untenstehenden Gründen zurückgegeben. Sie sind wieder in Prüfung und warten auf Ihre Entscheidung.
}
mail-extended-subject = { $count ->
    [1] { $month }: Sie haben für Ihren Nutzungsbericht mehr Zeit, bis { $deadline }
   *[other] Sie haben für { $count } Nutzungsberichte mehr Zeit
}
mail-extended-text = { $count ->
    [1] Die Frist des Nutzungsberichts für { $month } wurde verlängert. Erläutern Sie, was einen Kommentar braucht, und reichen Sie ihn vor der neuen Frist ein.
   *[other] Die Fristen von { $count } Nutzungsberichten wurden verlängert. Erläutern Sie, was einen Kommentar braucht, und reichen Sie sie vor den neuen Fristen ein.
}
mail-dispatch-received-subject = { $count ->
    [1] { $distributor } hat Ihnen die Meldung { $number } geschickt
   *[other] { $count } Meldungen sind zur Bearbeitung eingegangen
}
mail-dispatch-received-text = { $count ->
    [1] { $distributor } hat Ihnen genehmigte Nutzungsberichte geschickt. Sie warten darauf, dass Sie sie abschließen oder zurückgeben, was nicht bearbeitet werden kann.
   *[other] Distributoren haben Ihnen genehmigte Nutzungsberichte geschickt. Sie warten darauf, dass Sie sie abschließen oder zurückgeben, was nicht bearbeitet werden kann.
}
mail-dispatch-sent-subject = { $count ->
    [1] Die Meldung { $number } ist unterwegs an { $vendor }
   *[other] { $count } Meldungen sind unterwegs
}
mail-dispatch-sent-text = { $count ->
    [1] Genehmigte Nutzungsberichte wurden an { $vendor } gesendet. Was gesendet wurde, bleibt, wie es ist.
   *[other] Genehmigte Nutzungsberichte wurden gesendet. Was gesendet wurde, bleibt, wie es ist.
}
mail-dispatch-completed-subject = { $count ->
    [1] { $vendor } ist mit der Meldung { $number } fertig
   *[other] Hersteller sind mit { $count } Meldungen fertig
}
mail-dispatch-completed-text = { $count ->
    [1] Kein Bericht der Meldung wartet mehr auf den Hersteller.
   *[other] Kein Bericht dieser Meldungen wartet mehr auf den Hersteller.
}
mail-deadline-was = Bisherige Frist
mail-dispatch = Meldung { $number }
mail-reports = Berichte
mail-completed = Abgeschlossen
mail-returned = Zurückgegeben
mail-purchase-order = Bestellnummer
mail-open-dispatch = Meldung öffnen
mail-open-dispatches = Liste der Meldungen öffnen
mail-deadline = Frist
mail-review-by = Entscheidung erwartet bis
mail-state = Status
mail-when = Wann
mail-browser = Browser
mail-address = Netzwerkadresse
mail-coming = So viele Einheiten werden bei Fristablauf abgerechnet, wenn vorher niemand handelt
mail-penalties = Mehrberechnung wegen Überprovisionierung ohne Kommentar
mail-penalty-avoid = So vermeiden Sie das: Kommentieren Sie die genannten Zeilen vor Fristablauf. Ohne Kommentar wird eine überprovisionierte Zeile mit der vollen bereitgestellten Menge abgerechnet; eine von Ihnen geänderte Menge fällt auf den Standardwert zurück.
mail-product = Produkt
mail-unit = Einheit
mail-now = Jetzt
mail-at-deadline = Bei Fristende
mail-without = Ohne Mehrberechnung
mail-charged = Abgerechnet
mail-difference = Unterschied
mail-more = { $count ->
    [1] Und noch einer, der in der Liste steht.
   *[other] Und { $count } weitere, die in der Liste stehen.
}
mail-open-report = Bericht öffnen
mail-open-list = Liste der Berichte öffnen
mail-why-report = Sie erhalten diese Nachricht, weil Sie die Nutzungsberichte von { $company } bearbeiten.
mail-why-account = Sie erhalten diese Nachricht, weil sie Ihr Konto bei { $host } betrifft.
mail-why-operator = Sie erhalten diese Nachricht, weil Sie die Countersign-Installation bei { $host } verwalten.
mail-unsubscribe = Keine Nachrichten dieser Art mehr senden
mail-link-until = Der Link gilt einmal, bis { $until }. Wer ihn zuerst öffnet, setzt das Passwort: Geben Sie ihn nicht weiter.

mail-invitation-subject = Ihre Einladung von { $company }
mail-invitation-text = { $company } lädt Sie zu Countersign ein, wo Nutzungsberichte durchgesehen, eingereicht und vereinbart werden. Öffnen Sie den Link, um die Einladung anzunehmen.
mail-invitation-button = Einladung annehmen
mail-password-reset-subject = Ihr Link für ein neues Passwort
mail-password-reset-text = Es wurde ein Link angefordert, um ein neues Passwort zu setzen. Wenn Sie keines möchten, tun Sie nichts: Ihr Passwort bleibt, wie es ist.
mail-password-reset-button = Neues Passwort setzen
mail-new-sign-in-subject = Neue Anmeldung an Ihrem Konto
mail-new-sign-in-text = An Ihrem Konto hat sich jemand mit einem Browser angemeldet, der nicht bekannt war.
mail-new-sign-in-button = Konto öffnen
mail-new-sign-in-note = Wenn Sie das waren, müssen Sie nichts tun. Wenn nicht, ändern Sie jetzt Ihr Passwort und beenden Sie die Sitzung.
mail-account-changed-subject = Ihr Konto: { $what }
mail-account-changed-text = An Ihrem Konto bei { $company } wurde etwas geändert: { $what }.
mail-account-changed-button = Konto öffnen
mail-account-changed-note = Wenn Sie das nicht erwartet haben, ändern Sie jetzt Ihr Passwort und informieren Sie einen Administrator Ihrer Firma.
mail-company-changed-subject = { $company }: { $what }
mail-company-changed-text = Der Betreiber dieser Installation hat bei den Personen von { $company } etwas geändert: { $what }.
mail-company-changed-button = Personen öffnen
mail-company-changed-note = Wenn niemand in Ihrer Firma darum gebeten hat, wenden Sie sich an den Betreiber.
mail-backup-failed-subject = Sicherung fehlgeschlagen
mail-backup-failed-text = Die tägliche Sicherung dieser Installation konnte nicht erstellt werden. Countersign versucht es alle 15 Minuten erneut, bis sie gelingt.
mail-backup-failed-button = Zeitsteuerung öffnen
mail-backup-failed-note = Bis eine Sicherung gelingt, gibt es nur die letzte gute. Prüfen Sie den Datenträger und den Ordner, die der Grund nennt.
mail-person = Person
mail-backup-reason = Grund
mail-change = Änderung
