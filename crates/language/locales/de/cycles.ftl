# Berichtsmonate: was ein Distributor wissen muss, bevor er den Monatsabschluss erklärt.
cycles-title = Berichtsmonate
cycles-choose = Distributor wählen
cycles-closed = Monatsabschluss erklärt
cycles-not-closed = Offen
cycle-title = Berichtsmonat
cycle-of-month = Stand des Berichtsmonats
cycle-done = Monatsabschluss
cycle-closed-by = Monatsabschluss am { $at } von { $who } erklärt.
cycle-closed = Monatsabschluss am { $at } erklärt.
cycle-but-since = Änderungen seitdem:
cycle-changed-since = { $count ->
    [one] { $count } Bericht wurde erstellt, eingereicht oder entschieden
   *[other] { $count } Berichte wurden erstellt, eingereicht oder entschieden
}
cycle-nothing-in-the-way = Nichts ist offen. Der Monat kann abgeschlossen werden.
cycle-in-the-way = Der Monat kann noch nicht abgeschlossen werden. Noch offen:
cycle-known = Zur Kenntnis (verhindert den Abschluss nicht):
cycle-close-text = Der Monatsabschluss wird mit Ihrem Namen und der Zeit festgehalten. Er sperrt nichts: Wird ein Bericht zurückgegeben oder später erstellt, sehen Sie es auf dieser Seite.
cycle-close = { $month } abschließen
cycle-was-closed = Monatsabschluss für { $month } erklärt.
cycle-not-closed = { $month } wurde nicht abgeschlossen, weil inzwischen etwas offen ist.
cycle-way-not-over = Der Monat ist noch nicht vorbei.
cycle-way-unmade = { $count ->
    [one] Die Berichte von { $count } Partner sind noch zu erstellen
   *[other] Die Berichte von { $count } Partnern sind noch zu erstellen
}
cycle-way-faults = { $count ->
    [one] { $count } Bericht konnte nicht erstellt werden; den Grund sieht der Betreiber
   *[other] { $count } Berichte konnten nicht erstellt werden; die Gründe sieht der Betreiber
}
cycle-way-preparing = { $count ->
    [one] { $count } Bericht ist noch bei seinem Partner
   *[other] { $count } Berichte sind noch bei ihren Partnern
}
cycle-way-under-review = { $count ->
    [one] { $count } Bericht ist in Prüfung
   *[other] { $count } Berichte sind in Prüfung
}
cycle-way-rejected = { $count ->
    [one] { $count } abgelehnter Bericht wurde nicht erneut eingereicht
   *[other] { $count } abgelehnte Berichte wurden nicht erneut eingereicht
}
cycle-way-approved = { $count ->
    [one] { $count } genehmigter Bericht ist noch nicht gemeldet
   *[other] { $count } genehmigte Berichte sind noch nicht gemeldet
}
cycle-known-submitted = { $count ->
    [one] { $count } Bericht ist beim Hersteller
   *[other] { $count } Berichte sind bei den Herstellern
}
cycle-known-unopened = { $count ->
    [one] { $count } Bericht wurde von seinem Partner nie geöffnet
   *[other] { $count } Berichte wurden von ihren Partnern nie geöffnet
}
cycle-known-nobody = { $count ->
    [one] { $count } Partner hat keine erreichbare Ansprechperson
   *[other] { $count } Partner haben keine erreichbare Ansprechperson
}
cycle-known-no-data = { $count ->
    [one] { $count } Abonnement hat keine Daten und zählt nicht mehr
   *[other] { $count } Abonnements haben keine Daten und zählen nicht mehr
}
cycle-known-carried-forward = { $count ->
    [one] { $count } Abonnement hatte keinen Messwert; es zählt der letzte
   *[other] { $count } Abonnements hatten keinen Messwert; es zählen die letzten
}
cycle-statuses = Berichte nach Status
cycle-late = Überfällig
cycle-people = Von den Partnern geöffnet
cycle-people-hint = Ein Bericht gilt als geöffnet, sobald eine Person des Partners ihn angesehen, gespeichert oder eingereicht hat. Ohne erreichbare Ansprechperson: Niemand mit der Rolle Administrator oder Abrechnung hat ein Passwort, eine Anmeldung über den Identitätsdienst oder eine offene Einladung.
cycle-system = Automatisch entschieden
cycle-data = Fehlende Daten
cycle-data-hint = Abonnements in den Berichten dieses Monats.
cycle-count-due = Beim Partner: Frist in 24 Stunden oder abgelaufen
cycle-count-review-late = In Prüfung: Prüfdatum vorbei
cycle-count-left-behind = Genehmigt, aber in der Meldung nicht enthalten
cycle-count-unopened = Nie geöffnet
cycle-count-nobody = Partner ohne erreichbare Ansprechperson
cycle-count-submitted-by-system = Eingereicht, ohne Mehrberechnung
cycle-count-with-penalties = Eingereicht mit Mehrberechnung, markiert
cycle-count-approved-by-system = Genehmigt
cycle-count-no-data = Zu lange keine Daten, nicht gezählt
cycle-count-carried-forward = Kein Messwert, fortgeschrieben
cycle-count-not-made = Partner noch ohne Berichte
cycle-last-reading = Letzter Messwert
cycle-no-reading = Keiner
cycle-rows-none = Keine Einträge
cycle-rows-none-text = In diesem Monat gibt es dazu derzeit keine Einträge.
cycle-in-no-line = In keiner Berichtszeile
cycle-in-no-line-none = Jedes Abonnement steht in einer Berichtszeile
cycle-in-no-line-none-text = Jedes abrechenbare Abonnement mit einem Messwert in diesem Monat zählt in genau einem Bericht.
cycle-in-no-line-purged = Die Messwerte sind gelöscht
cycle-in-no-line-purged-text = Die Messwerte dieses Monats sind gelöscht. Abonnements ohne Zeile sind deshalb nicht mehr aufgeführt, außer wenn ein Bericht sie nennt.
cycle-in-no-line-more = { $count ->
    [one] Ein weiteres wird nicht angezeigt. Der Befehl „countersign report missing“ listet alle auf.
   *[other] { $count } weitere werden nicht angezeigt. Der Befehl „countersign report missing“ listet alle auf.
}
cycle-units = Einheiten
cycle-no-units = keine Einheiten
cycle-last-reading-before = Letzter Messwert vor dem Monat
cycle-make = Bericht von { $partner } für { $vendor } erstellen
cycle-made = Der Bericht wurde erstellt. Seine Frist läuft ab heute.
cycle-known-too-late = { $count ->
    [one] { $count } Abonnement kam zu spät für einen Bericht
   *[other] { $count } Abonnements kamen zu spät für einen Bericht
}
cycle-known-twice = { $count ->
    [one] { $count } Abonnement wird in zwei Berichten abgerechnet
   *[other] { $count } Abonnements werden in zwei Berichten abgerechnet
}
cycle-twice = In zwei Berichten abgerechnet
cycle-twice-hint = Diese Berichte wurden erstellt, bevor jeder Messwert genau einem Besitzer zugeordnet war. Öffnen Sie den Bericht, in den die Einheiten nicht gehören, und schlagen Sie dort eine Korrektur vor, sobald er abgeschlossen ist.
cycle-reason-came-too-late = Zu spät eingetroffen ({ $count })
cycle-reason-came-too-late-hint = Die Messwerte trafen nach der Frist ein, die der Bericht gehabt hätte. Sie können den Bericht jetzt erstellen.
cycle-reason-fault = Bericht konnte nicht erstellt werden ({ $count })
cycle-reason-fault-hint = Eine Zahl ist zu groß. Welche, zeigt die Seite „Zeitsteuerung“ des Betreibers.
cycle-reason-not-made-yet = Bericht noch nicht erstellt ({ $count })
cycle-reason-not-made-yet-hint = Das System erstellt diese Berichte automatisch.
cycle-reason-no-data = Zu lange ohne Daten ({ $count })
cycle-reason-no-data-hint = Der letzte Messwert ist zu alt, um fortgeschrieben zu werden.
cycle-reason-ended = Nutzung nach dem Ende ({ $count })
cycle-reason-ended-hint = Alle Messwerte liegen nach dem Ende des Abonnements. Sie werden nicht abgerechnet.
cycle-reason-reseller = Reseller ({ $count })
cycle-reason-reseller-hint = Reseller haben keine Nutzungsberichte.
cycle-reason-isp = ISP ({ $count })
cycle-reason-isp-hint = Ein ISP rechnet auf eigene Weise ab; seine Partner haben keine Nutzungsberichte.
cycle-reason-region-off = Keine Nutzungsberichte in der Region ({ $count })
cycle-reason-region-off-hint = Bei Monatsende waren Nutzungsberichte in der Region ausgeschaltet.
cycle-reason-before-first-cycle = Vor dem ersten Berichtsmonat ({ $count })
cycle-reason-before-first-cycle-hint = Diese Installation erstellt nur Berichte späterer Monate.
