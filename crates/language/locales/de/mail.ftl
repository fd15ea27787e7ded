# Nachrichten per E-Mail.
# Nach dem Komma der Anrede geht der Satz klein weiter: Der erste Text beginnt deshalb mit kleinem Buchstaben.
mail-greeting = Guten Tag { $name },
mail-ready-subject = { $count ->
    [1] { $month }, { $vendor }: Nutzungsbericht bis { $day } einreichen ({ $company })
   *[other] { $count } Nutzungsberichte zum Einreichen ({ $company })
}
mail-ready-text = { $penalties ->
    [0] { $count ->
        [1] der Nutzungsbericht für { $month } liegt vor. Bitte prüfen Sie die Zahlen und reichen Sie ihn bis { $deadline } ein.
       *[other] { $count } Nutzungsberichte liegen vor. Bitte prüfen Sie die Zahlen und reichen Sie die Berichte vor Fristablauf ein.
    }
    [1] { $count ->
        [1] der Nutzungsbericht für { $month } liegt vor und enthält eine Überschreitung. Bitte kommentieren Sie die Zeile und reichen Sie den Bericht bis { $deadline } ein. Ohne Kommentar werden bei Fristablauf mehr Einheiten abgerechnet: { $units }.
       *[other] { $count } Nutzungsberichte liegen vor und enthalten eine Überschreitung. Bitte kommentieren Sie die Zeile und reichen Sie die Berichte vor Fristablauf ein. Ohne Kommentar werden mehr Einheiten abgerechnet: { $units }.
    }
   *[other] { $count ->
        [1] der Nutzungsbericht für { $month } liegt vor und enthält { $penalties } Überschreitungen. Bitte kommentieren Sie diese Zeilen und reichen Sie den Bericht bis { $deadline } ein. Ohne Kommentar werden bei Fristablauf mehr Einheiten abgerechnet: { $units }.
       *[other] { $count } Nutzungsberichte liegen vor und enthalten { $penalties } Überschreitungen. Bitte kommentieren Sie diese Zeilen und reichen Sie die Berichte vor Fristablauf ein. Ohne Kommentar werden mehr Einheiten abgerechnet: { $units }.
    }
}
mail-reminder-subject = { $penalties ->
    [0] { $count ->
        [1] Frist { $day }: Nutzungsbericht { $month }, { $vendor }, noch nicht eingereicht ({ $company })
       *[other] Frist läuft ab: { $count } Nutzungsberichte noch nicht eingereicht ({ $company })
    }
   *[other] { $count ->
        [1] Frist { $day }: Mehrberechnung { $units } – { $month }, { $vendor } ({ $company })
       *[other] Frist läuft ab: Mehrberechnung { $units } – { $count } Nutzungsberichte ({ $company })
    }
}
mail-reminder-text = { $penalties ->
    [0] { $count ->
        [1] der Nutzungsbericht für { $month } ist noch nicht eingereicht. Bitte reichen Sie ihn bis { $deadline } ein. Danach reicht das System den zuletzt gespeicherten Stand ein.
       *[other] { $count } Nutzungsberichte sind noch nicht eingereicht. Bitte reichen Sie sie vor Fristablauf ein. Danach reicht das System den zuletzt gespeicherten Stand ein.
    }
   *[other] { $count ->
        [1] ohne Ihren Kommentar werden bei Fristablauf mehr Einheiten abgerechnet: { $units }. Der Nutzungsbericht für { $month } ist noch nicht eingereicht. Bitte reichen Sie ihn bis { $deadline } ein.
       *[other] ohne Ihre Kommentare werden bei Fristablauf mehr Einheiten abgerechnet: { $units }. { $count } Nutzungsberichte sind noch nicht eingereicht. Bitte reichen Sie sie vor Fristablauf ein.
    }
}
mail-submitted-subject = { $penalties ->
    [0] { $count ->
        [1] { $month }, { $vendor }: Nutzungsbericht automatisch eingereicht ({ $company })
       *[other] { $count } Nutzungsberichte automatisch eingereicht ({ $company })
    }
   *[other] { $count ->
        [1] { $month }, { $vendor }: automatisch eingereicht, Mehrberechnung { $units } ({ $company })
       *[other] { $count } Nutzungsberichte automatisch eingereicht, Mehrberechnung { $units } ({ $company })
    }
}
mail-submitted-text = { $penalties ->
    [0] { $count ->
        [1] der Nutzungsbericht für { $month } wurde bis zum Fristende nicht eingereicht. Das System hat deshalb den zuletzt gespeicherten Stand eingereicht. Es gibt keine Mehrberechnung.
       *[other] { $count } Nutzungsberichte wurden bis zum Fristende nicht eingereicht. Das System hat deshalb den jeweils zuletzt gespeicherten Stand eingereicht. Es gibt keine Mehrberechnung.
    }
   *[other] { $count ->
        [1] als Mehrberechnung werden weitere Einheiten abgerechnet: { $units }. Der Nutzungsbericht für { $month } wurde bis zum Fristende nicht eingereicht. Das System hat deshalb den zuletzt gespeicherten Stand eingereicht, ohne die nötigen Kommentare.
       *[other] als Mehrberechnung werden weitere Einheiten abgerechnet: { $units }. { $count } Nutzungsberichte wurden bis zum Fristende nicht eingereicht. Das System hat deshalb den jeweils zuletzt gespeicherten Stand eingereicht, ohne die nötigen Kommentare.
    }
}
mail-review-subject = { $count ->
    [1] Zu prüfen: { $partner }, { $month }, { $vendor }
   *[other] { $count } Nutzungsberichte zu prüfen ({ $company })
}
mail-review-text = { $count ->
    [1] ein Nutzungsbericht ist in Prüfung. Bitte genehmigen Sie ihn, oder lehnen Sie ihn mit Begründung ab.
   *[other] { $count } Nutzungsberichte sind in Prüfung. Bitte genehmigen Sie sie, oder lehnen Sie sie mit Begründung ab.
}
mail-approved-subject = { $count ->
    [1] { $month }, { $vendor }: Nutzungsbericht genehmigt ({ $company })
   *[other] { $count } Nutzungsberichte genehmigt ({ $company })
}
mail-approved-text = { $count ->
    [1] der Nutzungsbericht für { $month } ist genehmigt. Sie müssen nichts weiter tun.
   *[other] { $count } Nutzungsberichte sind genehmigt. Sie müssen nichts weiter tun.
}
mail-rejected-subject = { $count ->
    [1] { $month }, { $vendor }: Nutzungsbericht abgelehnt – bitte bis { $day } überarbeiten ({ $company })
   *[other] { $count } Nutzungsberichte abgelehnt – bitte überarbeiten ({ $company })
}
mail-rejected-text = { $count ->
    [1] { $distributor } hat den Nutzungsbericht für { $month } mit der untenstehenden Begründung abgelehnt. Bitte berichtigen oder erläutern Sie die Zahlen und reichen Sie den Bericht bis { $deadline } erneut ein.
   *[other] { $distributor } hat { $count } Nutzungsberichte mit den untenstehenden Begründungen abgelehnt. Bitte berichtigen oder erläutern Sie die Zahlen und reichen Sie die Berichte vor Fristablauf erneut ein.
}
mail-reopened-subject = { $count ->
    [1] { $month }, { $vendor }: Genehmigung zurückgenommen ({ $company })
   *[other] Genehmigung von { $count } Nutzungsberichten zurückgenommen ({ $company })
}
mail-reopened-text = { $count ->
    [1] { $distributor } prüft den Nutzungsbericht für { $month } aus dem untenstehenden Grund noch einmal. Die Genehmigung gilt nicht mehr. Sie müssen derzeit nichts tun; wir benachrichtigen Sie, sobald entschieden ist.
   *[other] { $distributor } prüft { $count } Nutzungsberichte aus den untenstehenden Gründen noch einmal. Die Genehmigungen gelten nicht mehr. Sie müssen derzeit nichts tun; wir benachrichtigen Sie, sobald entschieden ist.
}
mail-returned-subject = { $count ->
    [1] { $vendor } hat einen Nutzungsbericht zurückgegeben: { $partner }, { $month }
   *[other] { $count } Nutzungsberichte vom Hersteller zurückgegeben ({ $company })
}
mail-returned-text = { $count ->
    [1] { $vendor } hat einen Nutzungsbericht mit der untenstehenden Begründung zurückgegeben. Er ist wieder in Prüfung: Genehmigen und melden Sie ihn erneut, oder lehnen Sie ihn ab, damit der Partner ihn berichtigen kann.
   *[other] { $count } Nutzungsberichte wurden mit den untenstehenden Begründungen zurückgegeben. Sie sind wieder in Prüfung: Genehmigen und melden Sie sie erneut, oder lehnen Sie sie ab, damit die Partner sie berichtigen können.
}
mail-extended-subject = { $count ->
    [1] { $month }, { $vendor }: Frist für Ihren Nutzungsbericht bis { $day } verlängert ({ $company })
   *[other] Frist für { $count } Nutzungsberichte verlängert ({ $company })
}
mail-extended-text = { $count ->
    [1] die Frist des Nutzungsberichts für { $month } wurde verlängert. Bitte kommentieren Sie die Zeilen, die es erfordern, und reichen Sie den Bericht bis { $deadline } ein.
   *[other] die Fristen von { $count } Nutzungsberichten wurden verlängert. Bitte kommentieren Sie die Zeilen, die es erfordern, und reichen Sie die Berichte vor den neuen Fristen ein.
}
mail-dispatch-received-subject = { $count ->
    [1] { $distributor }: Meldung { $number } zur Bearbeitung
   *[other] { $count } Meldungen zur Bearbeitung
}
mail-dispatch-received-text = { $count ->
    [1] { $distributor } hat Ihnen genehmigte Nutzungsberichte gemeldet. Bitte schließen Sie die Berichte nach der Verarbeitung ab; was Sie nicht verarbeiten können, geben Sie mit Begründung zurück.
   *[other] mehrere Distributoren haben Ihnen genehmigte Nutzungsberichte gemeldet. Bitte schließen Sie die Berichte nach der Verarbeitung ab; was Sie nicht verarbeiten können, geben Sie mit Begründung zurück.
}
mail-dispatch-sent-subject = { $count ->
    [1] Meldung { $number } an { $vendor } übermittelt
   *[other] { $count } Meldungen übermittelt
}
mail-dispatch-sent-text = { $count ->
    [1] die genehmigten Nutzungsberichte wurden an { $vendor } übermittelt. An einer übermittelten Meldung lässt sich nichts mehr ändern.
   *[other] die genehmigten Nutzungsberichte wurden übermittelt. An einer übermittelten Meldung lässt sich nichts mehr ändern.
}
mail-dispatch-completed-subject = { $returned ->
    [0] { $count ->
        [1] { $vendor } hat Meldung { $number } vollständig bearbeitet
       *[other] { $count } Meldungen wurden vollständig bearbeitet
    }
   *[other] { $count ->
        [1] { $vendor } hat Meldung { $number } bearbeitet, { $returned } zurückgegeben
       *[other] { $count } Meldungen bearbeitet, { $returned } Berichte zurückgegeben
    }
}
mail-dispatch-completed-text = { $returned ->
    [0] { $count ->
        [1] { $vendor } hat alle Berichte dieser Meldung abgeschlossen. Sie müssen nichts weiter tun.
       *[other] die Hersteller haben alle Berichte dieser Meldungen abgeschlossen. Sie müssen nichts weiter tun.
    }
   *[other] { $count ->
        [1] { $vendor } hat über alle Berichte dieser Meldung entschieden. Die zurückgegebenen sind wieder in Prüfung: Genehmigen und melden Sie sie erneut, oder lehnen Sie sie ab, damit die Partner sie berichtigen können. Ein zurückgegebener Nachtrag gilt nicht; Sie können eine neue Korrektur vorschlagen.
       *[other] die Hersteller haben über alle Berichte dieser Meldungen entschieden. Die zurückgegebenen Berichte sind wieder in Prüfung: Genehmigen und melden Sie sie erneut, oder lehnen Sie sie ab, damit die Partner sie berichtigen können. Ein zurückgegebener Nachtrag gilt nicht; Sie können eine neue Korrektur vorschlagen.
    }
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
mail-review-by = Zu prüfen bis
mail-state = Status
mail-when = Wann
mail-browser = Browser
mail-address = Netzwerkadresse
mail-coming = Bei Fristablauf abgerechnete Einheiten, wenn vorher niemand handelt
mail-penalties = Mehrberechnung wegen Überprovisionierung ohne Kommentar
mail-penalty-avoid = So vermeiden Sie das: Kommentieren Sie die genannten Zeilen vor Fristablauf. Ohne Kommentar wird eine überprovisionierte Zeile mit der vollen bereitgestellten Menge abgerechnet; eine von Ihnen geänderte Menge fällt auf den Standardwert zurück.
mail-proof = Die angehängte Datei countersign-proof.txt belegt, was beim Versand dieser Nachricht aufgezeichnet war. Bewahren Sie die Nachricht auf: Mit ihr lässt sich später zeigen, ob die Aufzeichnungen geändert wurden.
mail-more-units = { $product } { $units } { $unit }
mail-more-products = { $count ->
    [one] { $count } weiteres Produkt
   *[other] { $count } weitere Produkte
}
mail-product-unit = { $product } ({ $unit })
mail-moment = { $at } ({ $zone })
mail-submitted-advice = Wenn die Zahlen nicht stimmen, bitten Sie { $distributor }, den Bericht abzulehnen. Danach können Sie ihn berichtigen und erneut einreichen.
mail-months = { $from } – { $to }
mail-product = Produkt
mail-now = Jetzt
mail-at-deadline = Bei Fristablauf
mail-without = Regulär
mail-charged = Abgerechnet
mail-difference = Differenz
mail-more = { $count ->
    [1] Ein weiterer Eintrag steht in der Liste.
   *[other] { $count } weitere Einträge stehen in der Liste.
}
mail-open-report = Bericht öffnen
mail-open-list = Liste der Berichte öffnen
mail-why-report = Sie erhalten diese Nachricht, weil Sie die Nutzungsberichte von { $company } bearbeiten.
mail-why-account = Sie erhalten diese Nachricht, weil sie Ihr Konto bei { $host } betrifft.
mail-why-operator = Sie erhalten diese Nachricht, weil Sie die Countersign-Installation bei { $host } verwalten.
mail-why-administrator = Sie erhalten diese Nachricht, weil Sie { $company } bei { $host } verwalten.
mail-unsubscribe = Nachrichten dieser Art abbestellen
mail-link-until = Der Link gilt einmal, bis { $until }. Wer ihn zuerst öffnet, setzt das Passwort. Geben Sie ihn deshalb nicht weiter.

mail-invitation-subject = Ihre Einladung von { $company }
mail-invitation-text = { $company } lädt Sie zu Countersign ein. Dort werden Nutzungsberichte geprüft, eingereicht und genehmigt. Öffnen Sie den Link, um die Einladung anzunehmen.
mail-invitation-button = Einladung annehmen
mail-password-reset-subject = Ihr Link für ein neues Passwort
mail-password-reset-text = es wurde ein Link angefordert, um ein neues Passwort zu setzen. Wenn Sie ihn nicht angefordert haben, müssen Sie nichts tun: Ihr Passwort ändert sich nicht.
mail-password-reset-button = Neues Passwort setzen
mail-new-sign-in-subject = Neue Anmeldung an Ihrem Konto
mail-new-sign-in-text = an Ihrem Konto gab es eine Anmeldung von einem bisher unbekannten Browser.
mail-new-sign-in-button = Konto öffnen
mail-new-sign-in-note = Wenn Sie das waren, müssen Sie nichts tun. Wenn nicht, ändern Sie jetzt Ihr Passwort und beenden Sie die Sitzung.
mail-account-changed-subject = Ihr Konto: { $what }
mail-account-changed-text = an Ihrem Konto bei { $company } wurde etwas geändert: { $what }.
mail-account-changed-button = Konto öffnen
mail-account-changed-note = Wenn Sie das nicht erwartet haben, ändern Sie jetzt Ihr Passwort und informieren Sie einen Administrator Ihrer Firma.
mail-company-changed-subject = { $company }: { $what }
mail-company-changed-text = der Betreiber dieser Installation hat bei den Personen von { $company } etwas geändert: { $what }.
mail-company-changed-button = Personen öffnen
mail-company-changed-note = Wenn niemand in Ihrer Firma darum gebeten hat, wenden Sie sich an den Betreiber.
mail-backup-failed-subject = Sicherung fehlgeschlagen
mail-backup-failed-text = die tägliche Sicherung dieser Installation konnte nicht erstellt werden. Countersign versucht es alle 15 Minuten erneut, bis sie gelingt.
mail-backup-failed-button = Zeitsteuerung öffnen
mail-backup-failed-note = Bis dahin gibt es nur die früheren Sicherungen. Prüfen Sie den Datenträger und den Ordner, die der Grund nennt.
mail-source-silent-subject = Keine Messwerte von einer Quelle
mail-source-silent-text = ein Programm, das Messwerte senden soll, hat länger als erwartet keine gesendet. Ohne seine Messwerte schreiben Berichte alte Werte fort oder fehlen.
mail-source-silent-button = Quellen öffnen
mail-source-silent-note = Prüfen Sie, ob das Programm läuft und sein Token noch gültig ist. Sobald es wieder Messwerte sendet, gilt es als aktiv. Nach wie vielen Stunden ohne Messwerte eine Nachricht gesendet wird, legen Sie auf der Seite der Quelle fest.
mail-webhook-ended-subject = Ein Webhook wurde beendet
mail-webhook-ended-text = der Empfänger eines Webhooks hat geantwortet, dass es ihn nicht mehr gibt. Countersign sendet ihm keine Ereignisse mehr.
mail-webhook-ended-button = Webhooks öffnen
mail-webhook-ended-note = Soll der Empfänger weiterhin Ereignisse erhalten, berichtigen Sie seine Adresse auf der Seite des Webhooks und schalten Sie ihn wieder ein. Dort lassen sich auch nicht gesendete Nachrichten erneut senden.
mail-person = Person
mail-backup-reason = Grund
mail-source = Quelle (letzte Messwerte)
mail-webhook = Webhook
mail-change = Änderung
