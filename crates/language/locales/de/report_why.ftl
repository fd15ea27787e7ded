# Warum das System tat, was es an einem Bericht tat.
why-ask = Warum?
why-settings = Maßgebliche Einstellungen
why-rule-submission = Was bei Ablauf der Frist noch beim Partner liegt, reicht das System ein, so wie es zuletzt gespeichert wurde.
why-rule-approval = Was ohne jeden Kommentar eingereicht wurde, genehmigt das System sofort, sofern nichts dagegen spricht.
why-deadline-making = Die Frist war { $date }: das Ende des { $days }. Tages, wobei der Tag der Erstellung der erste ist.
why-deadline-rejection = Die Frist war { $date }: Eine Ablehnung gibt { $days } weitere Tage, sofern die alte Frist nicht später liegt.
why-line-not-compared = { $product }: { $provisioned } bereitgestellt, Standardwert { $default }. Es gibt keinen Überhang in Prozent zu vergleichen.
why-line-within = { $product }: { $provisioned } bereitgestellt, Standardwert { $default }: { $percent } % Überhang, nicht über der Schwelle von { $threshold } %.
why-line-above = { $product }: { $provisioned } bereitgestellt, Standardwert { $default }: { $percent } % Überhang, über der Schwelle von { $threshold } %.
why-line-default = { $saved } war ohne geltenden Kommentar gespeichert, daher gilt wieder der Standardwert { $default }.
why-line-charged = Berechnet: { $charged }.
why-line-penalty = Kein Kommentar erklärte es: berechnet werden { $charged } bereitgestellte Einheiten statt { $before } ({ $more }).
why-line-explained = Ein Kommentar erklärte es. Berechnet wie gespeichert: { $charged }.
why-line-full = Es war in voller Höhe gespeichert. Berechnet: { $charged }.
why-comments = { $count ->
    [0] Es gibt keinen Kommentar.
    [one] Es gibt einen Kommentar.
   *[other] Es gibt { $count } Kommentare.
}
why-flagged = Er ist markiert, da er einen Aufschlag enthält.
why-not-flagged = Er ist nicht markiert.
why-carried = { $count ->
    [0] Keine Zeile ist fortgeschrieben.
    [one] Eine Zeile ist fortgeschrieben.
   *[other] { $count } Zeilen sind fortgeschrieben.
}
why-contested = Er wurde schon einmal abgelehnt, wieder geöffnet oder zurückgegeben.
why-not-contested = Er wurde nie abgelehnt, wieder geöffnet oder zurückgegeben.
why-submitted = Daher wurde er ohne Aufschlag eingereicht.
why-submitted-penalties = { $count ->
    [one] Daher wurde er mit einem Aufschlag eingereicht und markiert.
   *[other] Daher wurde er mit { $count } Aufschlägen eingereicht und markiert.
}
why-approved = Daher wurde er sofort genehmigt.
why-kept = Daher blieb er in Prüfung. { $holds }
why-hold-switched-off = Für diesen Partner wird nichts automatisch genehmigt.
why-hold-flagged = Markierte Berichte entscheidet ein Mensch.
why-hold-carried = Berichte mit fortgeschriebenen Zeilen entscheidet ein Mensch.
why-hold-contested = Was einmal abgelehnt, wieder geöffnet oder zurückgegeben wurde, entscheidet immer ein Mensch.
why-hold-comments = Ein Kommentar soll von einem Menschen gelesen werden.
why-deadline-extension = Die Frist war { $date }: Der Distributor hatte sie verlängert.
why-deadline-operator = Die Frist war { $date }: Der Betreiber hatte sie für alle gewählt, nachdem die Uhr gestanden hatte.
why-coming-making = Die Frist ist { $date }: das Ende des { $days }. Tages, wobei der Tag der Erstellung der erste ist.
why-coming-rejection = Die Frist ist { $date }: Eine Ablehnung gibt { $days } weitere Tage, sofern die alte Frist nicht später liegt.
why-coming-extension = Die Frist ist { $date }: Der Distributor hat sie verlängert.
why-coming-operator = Die Frist ist { $date }: Der Betreiber hat sie für alle gewählt, nachdem die Uhr gestanden hatte.
why-coming-default = { $saved } ist ohne geltenden Kommentar gespeichert, daher gilt dann wieder der Standardwert { $default }.
why-coming-charged = Berechnet wird dann: { $charged }.
why-coming-penalty = Kein Kommentar erklärt es: Berechnet werden dann { $charged } bereitgestellte Einheiten statt { $before } ({ $more }).
why-coming-submitted = Daher wird er ohne Aufschlag eingereicht, wenn vorher niemand handelt.
why-coming-penalties = { $count ->
    [one] Daher wird er mit einem Aufschlag eingereicht und markiert, wenn vorher niemand handelt.
   *[other] Daher wird er mit { $count } Aufschlägen eingereicht und markiert, wenn vorher niemand handelt.
}
