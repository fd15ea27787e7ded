# Viele Berichte auf einmal.
bulk-none = Es wurde kein Bericht in Prüfung ausgewählt. Wählen Sie Zeilen in Prüfung oder alle Treffer.
bulk-none-approved = Es wurde kein genehmigter Bericht ausgewählt. Wählen Sie genehmigte Zeilen oder alle Treffer.
bulk-reject-title = Berichte ablehnen
bulk-count = { $count ->
    [one] { $count } Bericht wird geprüft, bevor sich etwas ändert.
   *[other] { $count } Berichte werden geprüft, bevor sich etwas ändert.
}
bulk-reasons = Begründung
bulk-reasons-hint = Die Partner lesen sie an ihren Berichten. Alle erhalten denselben Text.
bulk-needed = Geben Sie die Begründung der Ablehnung an.
bulk-too-long = Verwenden Sie höchstens 4.000 Zeichen.
bulk-preview = Vorschau
bulk-back = Zurück
bulk-extend-title = Fristen verlängern
bulk-extend-hint = Die Partner lesen sie an ihren Berichten. Alle erhalten denselben Text.
bulk-extend-needed = Geben Sie die Begründung der Fristverlängerung an.
bulk-last-day = Neuer letzter Tag
bulk-last-day-hint = Die neue Frist ist das Ende dieses Tages in der Region des Berichts. Sie muss nach der jetzigen Frist liegen, und diese darf nicht abgelaufen sein.
bulk-no-date = Geben Sie ein Datum wie 2026-11-12 an.
bulk-extend-none = Es wurde kein Bericht ausgewählt, dessen Frist sich verlängern lässt. Wählen Sie Zeilen, die beim Partner sind, oder alle Treffer.
reason-templates-title = Begründungen für Ablehnungen
reason-templates-text = Aus diesen Texten können Sie und andere Personen Ihrer Firma wählen, wenn Sie Berichte ablehnen. Leeren Sie ein Feld, um seinen Text zu entfernen.
reason-templates-field = Text { $number }
reason-templates-saved = Gespeichert. Die Texte stehen zur Wahl, wenn Sie einen Bericht ablehnen.
reason-templates-edit = Diese Texte ändern
reason-templates-begin = Begründungen zur Auswahl anlegen
bulk-reopen-title = Genehmigungen zurücknehmen
bulk-reopen-hint = Sie steht im Verlauf jedes Berichts. Auch Partner, die von der Genehmigung erfahren haben, lesen sie.
bulk-reopen-needed = Geben Sie die Begründung für das Zurücknehmen an.
bulk-reopen-none = Es wurde kein Bericht ausgewählt, dessen Genehmigung sich zurücknehmen lässt. Wählen Sie genehmigte Zeilen oder alle Treffer.
rule-title = Nach Regel genehmigen
rule-text = Ein Bericht wird genehmigt, wenn er weder Markierung noch Kommentar hat und sich jede seiner Zeilen gegenüber dem Vormonat um weniger als diesen Prozentsatz geändert hat. Eine Zeile ohne Vormonat zählt als größere Änderung. Über alle anderen Berichte entscheiden Sie selbst.
rule-scope = Nur Berichte in Prüfung aus dieser Suche:
rule-percent = Änderung kleiner als (%)
rule-percent-hint = Über 0 und höchstens 100, mit bis zu zwei Dezimalstellen. Sie sehen, was genehmigt wird, bevor sich etwas ändert.
rule-bad-percent = Geben Sie eine Zahl über 0 und höchstens 100 ein, zum Beispiel 10 oder 7,5.
rule-none = Die Regel genehmigt keinen dieser Berichte.
rule-rule = Regel
rule-words = Keine Markierung, kein Kommentar, und jede Zeile hat sich um weniger als { $percent } % geändert
rule-note = Nach Regel genehmigt.
rule-left = Von Ihnen zu entscheiden
rule-left-none = Keine Berichte
rule-left-flag = { $count ->
    [one] { $count } Bericht mit Markierung
   *[other] { $count } Berichte mit Markierung
}
rule-left-comment = { $count ->
    [one] { $count } Bericht mit Kommentar
   *[other] { $count } Berichte mit Kommentar
}
rule-left-no-last-month = { $count ->
    [one] { $count } Bericht mit einer Zeile ohne Vormonat
   *[other] { $count } Berichte mit einer Zeile ohne Vormonat
}
rule-left-change = { $count ->
    [one] { $count } Bericht mit größerer Änderung
   *[other] { $count } Berichte mit größerer Änderung
}
rule-refused-flag = Der Bericht erfüllt die Regel nicht mehr: Er hat eine Markierung.
rule-refused-comment = Der Bericht erfüllt die Regel nicht mehr: Er hat einen Kommentar.
rule-refused-no-last-month = Der Bericht erfüllt die Regel nicht mehr: Eine Zeile hat keinen Vormonat.
rule-refused-change = Der Bericht erfüllt die Regel nicht mehr: Die Zahlen des Vormonats haben sich verändert, und die Änderung ist jetzt zu groß.
