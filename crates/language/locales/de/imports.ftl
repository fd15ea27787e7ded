# Importe: Dateien hochladen, und was bisher kam.
imports-upload = Dateien einlesen
imports-files = Dateien
imports-names = CSV-Dateien mit diesen Namen:
imports-packed = – jede darf als .gz gepackt sein, und mehrere lassen sich zugleich wählen. Messwerte beginnen mit „usage“.
imports-try = Hochladen und prüfen
imports-try-text = Es ändert sich nichts, bis Sie gesehen haben, was die Dateien bewirken würden, und es bestätigen.
imports-came = Was bisher kam
imports-none = Hier wurde noch nichts importiert
imports-none-text = Hier steht, wer was hochgeladen hat und was daraus wurde. Was „countersign import“ einliest, ist nicht aufgeführt.
imports-when = Wann
imports-who = Wer
imports-result = Ergebnis
imports-more-files = { $count ->
    [one] und { $count } weitere
   *[other] und { $count } weitere
}
imports-problems = { $count ->
    [one] { $count } Problem
   *[other] { $count } Probleme
}
imports-earlier = Frühere
imports-cut = Das Hochladen brach ab, bevor es vollständig war; nichts davon wurde behalten. Senden Sie die Dateien noch einmal.
imports-unknown-name = „{ $name }“ heißt nicht wie eine Datei, die eingelesen werden kann. Geben Sie ihr einen der Namen unten.
imports-twice = „{ $name }“ wurde zweimal gewählt. Senden Sie jede Datei einmal.
imports-one-kind = „{ $name }“ und „{ $other }“ sind Dateien derselben Art. Senden Sie nur eine davon.
imports-too-many = Mehr als 50 Dateien auf einmal werden nicht angenommen. Senden Sie sie in mehreren Teilen.
imports-nothing = Es wurde keine Datei gewählt.
imports-too-large = Mehr als 2 GB auf einmal werden nicht angenommen. Packen Sie die Dateien als .gz oder senden Sie sie in mehreren Teilen.
imports-disk-full = Der Datenträger des Servers ist voll; nichts wurde behalten. Schaffen Sie Platz und senden Sie die Dateien noch einmal.
imports-disk = Der Server konnte die Dateien nicht behalten. Sein Protokoll sagt, warum.
