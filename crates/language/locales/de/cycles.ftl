# Zyklen: was ein Distributor von einem Monat wissen muss, bevor er ihn für erledigt erklärt.
cycles-title = Berichtszyklen
cycles-choose = Wessen Zyklen?
cycles-closed = Abgeschlossen
cycles-not-closed = Nicht abgeschlossen
cycle-title = Berichtszyklus
cycle-of-month = Zyklus
cycle-done = Ob der Zyklus erledigt ist
cycle-closed-by = Abgeschlossen am { $at } von { $who }.
cycle-closed = Abgeschlossen am { $at }.
cycle-but-since = Aber seitdem:
cycle-changed-since = { $count ->
    [one] { $count } Bericht wurde erstellt, eingereicht oder entschieden
   *[other] { $count } Berichte wurden erstellt, eingereicht oder entschieden
}
cycle-nothing-in-the-way = Diesem Zyklus steht zum Abschluss nichts im Weg.
cycle-in-the-way = Dieser Zyklus ist nicht erledigt. Im Weg steht:
cycle-known = Bekannt und nicht im Weg:
cycle-close-text = Der Abschluss ist eine Erklärung, festgehalten mit Ihrem Namen und der Zeit. Er sperrt nichts: Kommt ein Bericht zurück oder wird später erstellt, sagt es diese Seite.
cycle-close = { $month } abschließen
cycle-was-closed = { $month } ist abgeschlossen.
cycle-not-closed = { $month } wurde nicht abgeschlossen: Inzwischen steht etwas im Weg.
cycle-way-not-over = Der Monat ist noch nicht vorbei.
cycle-way-unmade = { $count ->
    [one] Die Berichte von { $count } Partner sind noch zu erstellen
   *[other] Die Berichte von { $count } Partnern sind noch zu erstellen
}
cycle-way-faults = { $count ->
    [one] { $count } Bericht konnte nicht erstellt werden; wer diese Installation betreibt, weiß, warum
   *[other] { $count } Berichte konnten nicht erstellt werden; wer diese Installation betreibt, weiß, warum
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
    [one] { $count } abgelehnter Bericht wurde nicht wieder eingereicht
   *[other] { $count } abgelehnte Berichte wurden nicht wieder eingereicht
}
cycle-way-approved = { $count ->
    [one] { $count } genehmigter Bericht ist nicht an seinen Hersteller gesendet
   *[other] { $count } genehmigte Berichte sind nicht an ihre Hersteller gesendet
}
cycle-known-submitted = { $count ->
    [one] { $count } Bericht wartet auf seinen Hersteller
   *[other] { $count } Berichte warten auf ihre Hersteller
}
cycle-known-unopened = { $count ->
    [one] { $count } Bericht wurde von seinem Partner nie geöffnet
   *[other] { $count } Berichte wurden von ihren Partnern nie geöffnet
}
cycle-known-nobody = { $count ->
    [one] { $count } Partner hat niemanden, dem man es sagen könnte
   *[other] { $count } Partner haben niemanden, dem man es sagen könnte
}
cycle-known-no-data = { $count ->
    [one] { $count } Abonnement hat keine Daten und zählt nicht mehr
   *[other] { $count } Abonnements haben keine Daten und zählen nicht mehr
}
cycle-known-carried-forward = { $count ->
    [one] { $count } Abonnement hatte keinen Messwert und zählt wie zuletzt
   *[other] { $count } Abonnements hatten keinen Messwert und zählen wie zuletzt
}
cycle-statuses = Wo die Berichte stehen
cycle-late = Spät
cycle-people = Von den Partnern geöffnet
cycle-people-hint = Ein Bericht gilt als geöffnet, sobald jemand seines Partners ihn auf dem Bildschirm hatte, gespeichert oder eingereicht hat. Niemand da: niemand mit der Rolle Administrator oder Abrechnung und Kennwort, Single Sign-on oder offener Einladung.
cycle-system = Vom System entschieden
cycle-data = Fehlende Daten
cycle-data-hint = Abonnements, wie die Berichte dieses Zyklus sie führen.
cycle-count-due = Beim Partner, Frist in 24 Stunden oder vorbei
cycle-count-review-late = In Prüfung, Prüfdatum vorbei
cycle-count-left-behind = Genehmigt, von einer Sendung zurückgelassen
cycle-count-unopened = Nie geöffnet
cycle-count-nobody = Partner, bei denen niemand da ist
cycle-count-submitted-by-system = Eingereicht, ohne Aufschläge
cycle-count-with-penalties = Eingereicht mit Aufschlägen, markiert
cycle-count-approved-by-system = Genehmigt
cycle-count-no-data = Zu lange keine Daten, nicht gezählt
cycle-count-carried-forward = Kein Messwert, fortgeschrieben
cycle-count-not-made = Partner noch ohne Berichte
cycle-last-reading = Letzter Messwert
cycle-no-reading = Keiner
cycle-rows-none = Hier ist nichts
cycle-rows-none-text = Nichts aus diesem Zyklus gehört jetzt hierher. Was hier war, ist weitergegangen.
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
    [one] { $count } Abonnement wird in zwei Berichten berechnet
   *[other] { $count } Abonnements werden in zwei Berichten berechnet
}
cycle-twice = In zwei Berichten berechnet
cycle-twice-hint = Diese Berichte entstanden, bevor jeder Messwert genau einem Besitzer zugeordnet war. Öffnen Sie den Bericht, in den die Einheiten nicht gehören, und schlagen Sie dort eine Korrektur vor, sobald er abgeschlossen ist.
cycle-reason-came-too-late = Zu spät eingetroffen ({ $count })
cycle-reason-came-too-late-hint = Die Messwerte trafen nach der Frist ein, die der Bericht gehabt hätte. Sie können den Bericht jetzt erstellen lassen.
cycle-reason-fault = Bericht konnte nicht erstellt werden ({ $count })
cycle-reason-fault-hint = Eine Zahl ist zu groß. Die Seite „Uhr“ des Betreibers nennt sie.
cycle-reason-not-made-yet = Bericht noch nicht erstellt ({ $count })
cycle-reason-not-made-yet-hint = Das System erstellt diese Berichte von selbst.
cycle-reason-no-data = Zu lange ohne Daten ({ $count })
cycle-reason-no-data-hint = Der letzte Messwert ist älter, als eine Zahl fortgeschrieben wird.
cycle-reason-ended = Nutzung nach dem Ende ({ $count })
cycle-reason-ended-hint = Alle Messwerte liegen nach dem Tag, an dem das Abonnement endete. Sie werden nicht berechnet.
cycle-reason-reseller = Reseller ({ $count })
cycle-reason-reseller-hint = Reseller haben keine Nutzungsberichte.
cycle-reason-isp = ISP ({ $count })
cycle-reason-isp-hint = Ein ISP rechnet auf eigene Weise ab; seine Partner haben keine Nutzungsberichte.
cycle-reason-region-off = Keine Nutzungsberichte in der Region ({ $count })
cycle-reason-region-off-hint = Als der Monat schloss, waren Nutzungsberichte in der Region ausgeschaltet.
cycle-reason-before-first-cycle = Vor dem ersten Zyklus ({ $count })
cycle-reason-before-first-cycle-hint = Diese Installation erstellt nur Berichte späterer Monate.
