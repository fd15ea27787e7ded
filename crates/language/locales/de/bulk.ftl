# Viele Berichte auf einmal.
bulk-none = Es wurde nichts ausgewählt, worüber sich entscheiden ließe. Wählen Sie Zeilen in Prüfung oder alle der Abfrage.
bulk-none-approved = Es wurde nichts ausgewählt, das sich senden ließe. Wählen Sie genehmigte Zeilen oder alle der Abfrage.
bulk-reject-title = Berichte ablehnen
bulk-count = { $count ->
    [one] { $count } Bericht wird angesehen, bevor etwas geschieht.
   *[other] { $count } Berichte werden angesehen, bevor etwas geschieht.
}
bulk-reasons = Gründe
bulk-reasons-hint = Die Partner lesen sie auf ihren Berichten. Derselbe Text geht an jeden Bericht.
bulk-needed = Eine Ablehnung braucht Gründe.
bulk-too-long = Höchstens 4.000 Zeichen.
bulk-preview = Vorschau
bulk-back = Zurück
bulk-extend-title = Fristen verlängern
bulk-extend-hint = Die Partner lesen sie auf ihren Berichten. Derselbe Text geht an jeden Bericht.
bulk-extend-needed = Eine Verlängerung braucht ihre Begründung.
bulk-last-day = Neuer letzter Tag
bulk-last-day-hint = Für jeden Bericht, bis zum Ende dieses Tages in der Zeit seiner Region. Er muss nach der geltenden Frist liegen, und diese darf nicht abgelaufen sein.
bulk-no-date = Geben Sie ein Datum wie 2026-11-12 an.
bulk-extend-none = Es wurde nichts ausgewählt, dessen Frist sich verlängern ließe. Wählen Sie Zeilen, die bei ihren Partnern liegen, oder alle der Abfrage.
reason-templates-title = Gründe für Ablehnungen
reason-templates-text = Texte, aus denen Sie und Ihre Kollegen wählen können, wenn Sie Berichte ablehnen. Ein leeres Feld entfernt seinen Text.
reason-templates-field = Text { $number }
reason-templates-saved = Gespeichert. Die Texte stehen zur Wahl, wenn Sie einen Bericht ablehnen.
reason-templates-edit = Diese Texte ändern
reason-templates-begin = Gründe zur Auswahl anlegen
bulk-reopen-title = Berichte wieder öffnen
bulk-reopen-hint = Steht im Verlauf jedes Berichts. Partner, die von der Genehmigung erfahren haben, lesen die Begründung.
bulk-reopen-needed = Geben Sie die Begründung für das Wiederöffnen an.
bulk-reopen-none = Es war nichts ausgewählt, das sich wieder öffnen lässt. Wählen Sie genehmigte Zeilen aus oder alle dieser Abfrage.
rule-title = Nach Regel genehmigen
rule-text = Ein Bericht wird genehmigt, wenn er weder Markierung noch Kommentar hat und sich jede seiner Zeilen gegenüber dem Vormonat um weniger als diesen Prozentsatz geändert hat. Die Zeile mit der größten Änderung entscheidet. Eine Zeile ohne Vormonat zählt als darüber. Alle anderen Berichte bleiben Ihnen.
rule-scope = Nur Berichte in Prüfung aus dieser Abfrage:
rule-percent = Weniger als wie viel Prozent
rule-percent-hint = Über 0 und höchstens 100, mit bis zu zwei Nachkommastellen. Sie sehen, was genehmigt wird, bevor etwas geschieht.
rule-bad-percent = Geben Sie eine Zahl über 0 und höchstens 100 ein, etwa 10 oder 7,5.
rule-none = Die Regel genehmigt keinen Bericht dieser Abfrage.
rule-rule = Regel
rule-words = Keine Markierung, kein Kommentar, und jede Zeile hat sich um weniger als { $percent } % geändert
rule-note = Nach Regel genehmigt.
rule-left = Bleibt Ihnen
rule-left-none = Kein Bericht der Abfrage
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
