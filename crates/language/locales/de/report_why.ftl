# Warum das System tat, was es an einem Bericht tat.
why-ask = Warum?
why-settings = Maßgebliche Einstellungen
why-rule-submission = Berichte, die bei Fristablauf noch beim Partner sind, reicht das System mit dem zuletzt gespeicherten Stand ein.
why-rule-approval = Berichte, die ohne Kommentar eingereicht werden, genehmigt das System sofort, sofern nichts dagegen spricht.
why-deadline-making = Die Frist endete am { $date }, mit dem { $days }. Tag, gezählt ab dem Tag der Erstellung.
why-deadline-rejection = Die Frist endete am { $date }: Nach einer Ablehnung sind es { $days } weitere Tage, sofern die alte Frist nicht später endet.
why-line-not-compared = { $product }: { $provisioned } bereitgestellt, Standardwert { $default }. Es gibt keinen Prozentwert für den Vergleich mit dem Schwellenwert.
why-line-within = { $product }: { $provisioned } bereitgestellt, Standardwert { $default }. Überprovisionierung { $percent } %, nicht über dem Schwellenwert von { $threshold } %.
why-line-above = { $product }: { $provisioned } bereitgestellt, Standardwert { $default }. Überprovisionierung { $percent } %, über dem Schwellenwert von { $threshold } %.
why-line-default = { $saved } war ohne geltenden Kommentar gespeichert, daher gilt wieder der Standardwert { $default }.
why-line-charged = Abgerechnet: { $charged }.
why-line-penalty = Ohne Kommentar werden { $charged } bereitgestellte Einheiten statt { $before } abgerechnet ({ $more }).
why-line-explained = Ein Kommentar erläutert es. Abgerechnet wie gespeichert: { $charged }.
why-line-full = Gespeichert war die volle bereitgestellte Menge. Abgerechnet: { $charged }.
why-comments = { $count ->
    [0] Es gibt keinen Kommentar.
    [one] Es gibt einen Kommentar.
   *[other] Es gibt { $count } Kommentare.
}
why-flagged = Der Bericht ist markiert, weil er eine Mehrberechnung enthält.
why-not-flagged = Der Bericht ist nicht markiert.
why-carried = { $count ->
    [0] Keine Zeile ist fortgeschrieben.
    [one] Eine Zeile ist fortgeschrieben.
   *[other] { $count } Zeilen sind fortgeschrieben.
}
why-contested = Der Bericht wurde schon einmal abgelehnt oder zurückgegeben, oder seine Genehmigung wurde zurückgenommen.
why-not-contested = Der Bericht wurde nie abgelehnt oder zurückgegeben, und seine Genehmigung wurde nie zurückgenommen.
why-submitted = Daher wurde der Bericht ohne Mehrberechnung eingereicht.
why-submitted-penalties = { $count ->
    [one] Daher wurde der Bericht mit einer Mehrberechnung eingereicht und markiert.
   *[other] Daher wurde der Bericht mit { $count } Mehrberechnungen eingereicht und markiert.
}
why-approved = Daher wurde der Bericht sofort genehmigt.
why-kept = Daher blieb der Bericht in Prüfung. { $holds }
why-hold-switched-off = Für diesen Partner wird nichts automatisch genehmigt.
why-hold-flagged = Markierte Berichte werden von einer Person geprüft.
why-hold-carried = Berichte mit fortgeschriebenen Zeilen werden von einer Person geprüft.
why-hold-contested = Berichte, die schon einmal abgelehnt oder zurückgegeben wurden oder deren Genehmigung zurückgenommen wurde, werden immer von einer Person geprüft.
why-hold-comments = Die Kommentare liest eine Person.
why-deadline-extension = Die Frist endete am { $date }, nach einer Verlängerung durch den Distributor.
why-deadline-operator = Die Frist endete am { $date }: Die Zeitsteuerung hatte stillgestanden, und der Betreiber legte diese Frist für alle fest.
why-coming-making = Die Frist endet am { $date }, mit dem { $days }. Tag, gezählt ab dem Tag der Erstellung.
why-coming-rejection = Die Frist endet am { $date }: Nach einer Ablehnung sind es { $days } weitere Tage, sofern die alte Frist nicht später endet.
why-coming-extension = Die Frist endet am { $date }, nach einer Verlängerung durch den Distributor.
why-coming-operator = Die Frist endet am { $date }: Die Zeitsteuerung hatte stillgestanden, und der Betreiber legte diese Frist für alle fest.
why-coming-default = { $saved } ist ohne geltenden Kommentar gespeichert, daher gilt dann wieder der Standardwert { $default }.
why-coming-charged = Abgerechnet werden dann: { $charged }.
why-coming-penalty = Ohne Kommentar werden { $charged } bereitgestellte Einheiten statt { $before } abgerechnet ({ $more }).
why-coming-submitted = Wenn vorher niemand handelt, wird der Bericht ohne Mehrberechnung eingereicht.
why-coming-penalties = { $count ->
    [one] Wenn vorher niemand handelt, wird der Bericht mit einer Mehrberechnung eingereicht und markiert.
   *[other] Wenn vorher niemand handelt, wird der Bericht mit { $count } Mehrberechnungen eingereicht und markiert.
}
