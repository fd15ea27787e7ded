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
