# Regionen, Firmen und Produkte hinzufügen und ändern.
directory-isp = ISP
directory-currency = Währung
directory-language = Sprache
directory-change = Ändern
directory-edit = { $name } ändern
directory-add-region = Region hinzufügen
directory-add-vendor = Hersteller hinzufügen
directory-add-distributor = Distributor hinzufügen
directory-add-partner = Partner hinzufügen
directory-add-product = Produkt hinzufügen
directory-save = Speichern
directory-optional = (optional)
directory-choose = Bitte wählen …
directory-added = Hinzugefügt.
directory-saved = Gespeichert. Die Änderung gilt für Berichte, die ab jetzt erstellt werden.
directory-unchanged = Keine Änderungen: Es gab nichts zu speichern.
directory-from-now-on = Änderungen gelten für Berichte, die ab jetzt erstellt werden. Vorhandene Berichte behalten ihre Angaben.
directory-stale = Jemand anderes hat denselben Eintrag geändert
directory-stale-text = Es wurde nichts gespeichert. Ihre Eingaben stehen unten in den Feldern. Speichern Sie noch einmal, um die andere Änderung zu ersetzen.
directory-changed-meanwhile = Aktueller Wert: { $value }
directory-hint-code = 1 bis 64 druckbare Zeichen. Dateien verweisen mit diesem Code auf den Eintrag. Er lässt sich später nicht ändern.
directory-hint-code-fixed = Dateien verweisen mit diesem Code auf den Eintrag, daher lässt er sich nicht ändern.
directory-hint-time-zone = Monate, Tage und Fristen richten sich nach dieser Zeitzone. Sie lässt sich nicht mehr ändern, sobald ein Monat zu Ende ist, in dem die Region Abonnements hatte.
directory-hint-time-zone-fixed = Die Zeitzone lässt sich nicht ändern, weil ein Monat zu Ende ist, in dem die Region Abonnements hatte.
directory-hint-usage-reports = Ja: Für jeden Monat, der ab jetzt endet, erhält jeder MSP unter einem Distributor dieser Region einen Bericht. Nein: Es werden keine neuen Berichte erstellt; vorhandene werden noch abgeschlossen.
directory-hint-region = Sie bestimmt die Zeitzone, die übernommenen Einstellungen und ob es Nutzungsberichte gibt.
directory-hint-distributor-type = Ein ISP rechnet selbst ab: Weder er noch seine Partner haben Nutzungsberichte.
directory-hint-partner-type = Nur ein MSP hat Nutzungsberichte.
directory-hint-distributor = Vorhandene Berichte bleiben bei dem Distributor, unter dem sie erstellt wurden.
directory-hint-company-id = Eine UUID, die gleichnamige Firmen unterscheidet. Bleibt das Feld leer, wird sie aus dem Code gebildet.
directory-since = Seit
directory-hint-since = Wann ein Wechsel des Distributors oder des Typs wirksam wird, zum Beispiel 2026-11-01T08:30:00Z. Bleibt das Feld leer, gilt er ab dem Speichern. Frühestens möglich ist das Ende des letzten Monats in UTC.
directory-hint-vendor-fixed = Der Hersteller lässt sich nicht ändern, weil das Produkt Messwerte hat.
directory-wrong-since = Geben Sie einen vergangenen Zeitpunkt dieses Monats (UTC) an, zum Beispiel 2026-11-01T08:30:00Z, der nicht vor der letzten Änderung liegt.
directory-hint-unit = Die gezählte Einheit, zum Beispiel Seats oder GB.
directory-hint-decimals = Von 0 bis 6. Nicht mehr änderbar, sobald das Produkt Messwerte hat.
directory-hint-decimals-fixed = Die Dezimalstellen lassen sich nicht ändern, weil das Produkt Messwerte hat.
directory-hint-reports-usage = Ja: Genutzte Einheiten zählen, wo sie gemeldet werden. Nein: Nur bereitgestellte zählen.
directory-hint-basis = Wie aus den Messwerten eines Monats eine Zahl wird.
directory-wrong-fixed = Das lässt sich nicht mehr ändern.
directory-wrong-blank = Füllen Sie dieses Feld aus.
directory-wrong-choice = Wählen Sie einen Eintrag.
directory-wrong-code = Verwenden Sie 1 bis 64 druckbare Zeichen. Einige Codes sind reserviert.
directory-retired = Stillgelegt
directory-retired-at = Stillgelegt am { $at }. Formulare und Dateien bieten es nicht mehr an. Berichte und Verlauf bleiben erhalten.
directory-retire = Stilllegen
directory-retire-text = Formulare und Dateien bieten Stillgelegtes nicht mehr an. Berichte und Verlauf bleiben erhalten, und Sie können es wieder in Betrieb nehmen.
directory-retire-done = Der Eintrag ist stillgelegt.
directory-restore = Wieder in Betrieb nehmen
directory-restore-done = Der Eintrag ist wieder in Betrieb.
directory-restore-distributor-first = Der Distributor ist stillgelegt. Nehmen Sie zuerst den Distributor wieder in Betrieb.
directory-restore-vendor-first = Der Hersteller ist stillgelegt. Nehmen Sie zuerst den Hersteller wieder in Betrieb.
directory-retire-products = { $count ->
    [one] Stilllegen ist noch nicht möglich: { $count } Produkt ist in Betrieb. Legen Sie es zuerst still.
   *[other] Stilllegen ist noch nicht möglich: { $count } Produkte sind in Betrieb. Legen Sie sie zuerst still.
}
directory-retire-partners = { $count ->
    [one] Stilllegen ist noch nicht möglich: { $count } Partner ist in Betrieb. Legen Sie ihn zuerst still.
   *[other] Stilllegen ist noch nicht möglich: { $count } Partner sind in Betrieb. Legen Sie sie zuerst still.
}
directory-retire-subscriptions = { $count ->
    [one] Stilllegen ist noch nicht möglich: { $count } Abonnement zählt noch. Geben Sie ihm einen letzten Tag. Sobald die Berichte dieses Monats erstellt sind, können Sie den Eintrag stilllegen.
   *[other] Stilllegen ist noch nicht möglich: { $count } Abonnements zählen noch. Geben Sie ihnen einen letzten Tag. Sobald die Berichte dieses Monats erstellt sind, können Sie den Eintrag stilllegen.
}
directory-retire-reports = { $count ->
    [one] Stilllegen ist noch nicht möglich: { $count } Bericht ist noch offen. Warten Sie, bis er abgeschlossen ist.
   *[other] Stilllegen ist noch nicht möglich: { $count } Berichte sind noch offen. Warten Sie, bis sie abgeschlossen sind.
}
directory-wrong-retired = Dieser Eintrag ist stillgelegt. Wählen Sie einen anderen, oder nehmen Sie ihn zuerst wieder in Betrieb.
directory-retire-former = { $count ->
    [one] Stilllegen ist noch nicht möglich: { $count } Abonnement ist umgezogen, zählt hier aber noch in einem Monat, dessen Berichte nicht erstellt sind. Legen Sie still, sobald sie erstellt sind.
   *[other] Stilllegen ist noch nicht möglich: { $count } Abonnements sind umgezogen, zählen hier aber noch in einem Monat, dessen Berichte nicht erstellt sind. Legen Sie still, sobald sie erstellt sind.
}
directory-retire-corrections = { $count ->
    [one] Stilllegen ist noch nicht möglich: { $count } Korrektur ist noch offen.
   *[other] Stilllegen ist noch nicht möglich: { $count } Korrekturen sind noch offen.
}
directory-retire-deliveries = { $count ->
    [one] Stilllegen ist noch nicht möglich: { $count } Meldung ist noch in Zustellung. Legen Sie still, sobald sie zugestellt ist, oder schalten Sie ihren Übertragungsweg aus.
   *[other] Stilllegen ist noch nicht möglich: { $count } Meldungen sind noch in Zustellung. Legen Sie still, sobald sie zugestellt sind, oder schalten Sie ihre Übertragungswege aus.
}
directory-wrong-code-taken = Dieser Code ist schon vergeben. Nehmen Sie einen anderen.
directory-wrong-company-id = Geben Sie eine UUID ein, zum Beispiel 123e4567-e89b-12d3-a456-426614174000.
directory-wrong-decimals = Geben Sie eine ganze Zahl von 0 bis 6 ein.
directory-wrong-text = Verwenden Sie höchstens { $most } sichtbare Zeichen. Tabulatoren, Zeilenumbrüche, unsichtbare Zeichen und solche, die die Schreibrichtung ändern, sind nicht erlaubt.
directory-add-customer = Kunden hinzufügen
directory-add-subscription = Abonnement hinzufügen
directory-customer = Kunde
directory-hint-billable = Nein: Die Einheiten werden angezeigt, aber nicht abgerechnet.
directory-hint-ends-on = Der letzte Tag, an dem es zählt. Lassen Sie das Feld leer, solange das Abonnement läuft.
directory-hint-since-moved = Wann ein Wechsel wirksam wird, zum Beispiel 2026-11-01T08:30:00Z. Bleibt das Feld leer, gilt er ab dem Speichern. Frühestens möglich ist das Ende des letzten Monats in UTC.
directory-wrong-reference = Es gibt keinen Eintrag mit diesem Code. Prüfen Sie ihn, oder legen Sie den Eintrag zuerst an.
directory-wrong-day = Geben Sie einen Tag an, zum Beispiel 2026-10-31. Ein Messwert darf höchstens 24 Stunden in der Zukunft liegen.
reading-add = Messwert hinzufügen
reading-day = Tag
reading-hint-day = Der Messwert zählt für 12 Uhr dieses Tages in der Zeitzone der Region.
reading-hint-figure = Ziffern, mit einem Punkt vor den Dezimalstellen, zum Beispiel 1250.5.
reading-hint-used = Lassen Sie das Feld leer, wenn die Nutzung nicht gemeldet wurde.
reading-wrong-figure = Geben Sie eine Zahl wie 120 an, mit höchstens so vielen Dezimalstellen wie das Produkt.
reading-added = Der Messwert wurde hinzugefügt.
reading-known = Diesen Messwert gibt es bereits. Es wurde nichts geändert.
directory-hint-language = Die Sprache der Nachrichten an Personen, die keine gewählt haben.
directory-language-unknown = { $tag } (nicht unterstützt: Nachrichten sind auf Englisch)
