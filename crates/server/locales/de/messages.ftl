# Nachrichten auf Seiten: Auswahl, Postausgang.
nav-outbox = Postausgang
handed-mailed = Dieser Link geht per E-Mail an { $name } ({ $email }). Sie können ihn auch selbst weitergeben, so dass niemand sonst ihn liest. Er wird nicht noch einmal gezeigt.
forgotten-by-mail = Wir senden einen Link zum Setzen eines neuen an die Adresse Ihres Kontos.
forgotten-mailed = Wenn es ein Konto mit dieser Adresse gibt, ist ein Link dorthin unterwegs; er gilt eine Stunde lang. Kommt keiner an, sehen Sie in einigen Minuten noch einmal nach oder fragen Sie die Administratoren Ihrer Firma.
account-messages = Nachrichten per E-Mail
account-messages-text = Entscheidungen und was die Sicherheit Ihres Kontos betrifft, werden immer gesendet.
unsubscribe-title = Nachrichten per E-Mail
unsubscribe-ask = Ihnen keine Nachrichten dieser Art mehr senden: { $kind }?
unsubscribe-button = Nicht mehr senden
unsubscribe-done = Nachrichten dieser Art werden Ihnen nicht mehr gesendet: { $kind }.
unsubscribe-back = Auf der Seite Ihres Kontos können Sie sie wieder bestellen.
message-ready = Ein Bericht liegt vor
message-reminder = Erinnerungen vor Fristende
message-submitted = Automatisch eingereicht
message-review = Was auf Ihre Prüfung wartet, jeden Morgen
message-approved = Genehmigt
message-rejected = Vom Distributor abgelehnt
message-returned = Vom Hersteller zurückgegeben
message-invitation = Einladung
message-password-reset = Link zum Setzen eines Passworts
message-new-sign-in = Neue Anmeldung
outbox-waiting = Wartend
outbox-sent = Gesendet
outbox-failed = Aufgegeben
outbox-kind = Nachricht
outbox-to = An
outbox-count = Inhalte
outbox-attempts = Versuche
outbox-error = Letzter Fehler
outbox-next = Nächster Versuch
outbox-sent-at = Gesendet am
outbox-failed-at = Aufgegeben am
outbox-resend = Erneut senden
outbox-resend-all = Alle erneut senden
outbox-resend-text = Was für seine Leser zu spät kommt, bleibt, wie es ist.
outbox-none = Hier ist nichts.
outbox-cut = Es sind mehr, als diese Liste zeigt.
outbox-stays = Für diesen Prozess ist kein Mailserver eingerichtet, daher warten Nachrichten. Starten Sie ihn mit --smtp-url und --mail-from.
outbox-stays-rehearsal = Dies ist eine Probe: Nachrichten werden geschrieben und bleiben hier. Starten Sie sie mit einem Mailserver und --mail-in-rehearsal, um sie zu senden.
outbox-stays-demo = Dies ist eine Vorführung: Nachrichten werden geschrieben und nie gesendet.
outbox-resent = { $count ->
    [0] Nichts wird erneut gesendet.
    [1] Es wird erneut gesendet.
   *[other] { $count } werden erneut gesendet.
}
