# Passkeys.
passkey-title = Passkeys
passkey-text = Mit einem Passkey melden Sie sich per Fingerabdruck, Gesicht oder PIN Ihres Geräts an, ohne Passwort und ohne den Code eines zweiten Faktors. Ein Passkey gilt nur für diese Website; keine andere kann ihn verlangen.
passkey-count = { $count ->
    [0] Sie haben keinen Passkey. Mit einem Passkey melden Sie sich per Fingerabdruck, Gesicht oder PIN Ihres Geräts an.
    [one] Sie haben { $count } Passkey.
   *[other] Sie haben { $count } Passkeys.
}
passkey-manage-all = Passkeys verwalten
passkey-none = Noch keine Passkeys.
passkey-made = Hinzugefügt am
passkey-never-used = Nie
passkey-kept = Gespeichert
passkey-shared = In einem Passwortmanager, der ihn auf Ihre Geräte verteilen kann
passkey-bound = Auf einem Gerät
passkey-manage = Umbenennen oder entfernen
passkey-add = Passkey hinzufügen
passkey-name-hint = Zum Beispiel der Name des Geräts oder des Passwortmanagers.
passkey-name-expected = Geben Sie einen Namen mit höchstens 200 Zeichen ein.
passkey-remove = Passkey entfernen
passkey-remove-text = Sie können sich dann nicht mehr mit ihm anmelden, und Ihre anderen Sitzungen enden. Löschen Sie ihn auch auf Ihrem Gerät.
passkey-added = Der Passkey ist hinzugefügt. Sie können sich jetzt mit ihm anmelden.
passkey-removed = Der Passkey ist entfernt, und Ihre anderen Sitzungen sind beendet.
passkey-too-many = { $count ->
    [one] Sie haben { $count } Passkey, mehr sind nicht möglich. Entfernen Sie ihn, bevor Sie einen anderen hinzufügen.
   *[other] Sie haben { $count } Passkeys, mehr sind nicht möglich. Entfernen Sie einen, bevor Sie einen anderen hinzufügen.
}
passkey-numeric-address = Browser erstellen Passkeys nur für Hostnamen, und Sie haben Countersign unter einer numerischen Adresse geöffnet. Öffnen Sie es unter seinem Namen.
passkey-unencrypted = Browser erstellen Passkeys nur über verschlüsselte Verbindungen, und diese ist nicht verschlüsselt. Bitten Sie den Betreiber um eine https://-Adresse.
passkey-needs-script = Passkeys brauchen JavaScript, das in Ihrem Browser ausgeschaltet ist.
passkey-unsupported = Ihr Browser unterstützt keine Passkeys.
passkey-create-title = Passkey hinzufügen
passkey-create-text = Ihr Browser fragt jetzt, wo der Passkey gespeichert werden soll, und Ihr Gerät fragt nach Fingerabdruck, Gesicht oder PIN.
passkey-create-button = Noch einmal fragen
passkey-cancel = Abbrechen
passkey-not-done = Es wurde kein Passkey erstellt. Versuchen Sie es noch einmal, oder wählen Sie ein anderes Gerät oder einen anderen Passwortmanager.
passkey-there = Auf diesem Gerät oder in diesem Passwortmanager haben Sie schon einen Passkey. Wählen Sie etwas anderes.
passkey-expired = Das hat länger als fünf Minuten gedauert oder wurde zweimal gesendet. Beginnen Sie noch einmal.
passkey-not-accepted = Countersign konnte diesen Passkey nicht annehmen. Verwenden Sie ein Gerät, das Sie per Fingerabdruck, Gesicht oder PIN überprüft.
passkey-taken = Dieser Passkey wurde schon hinzugefügt. Erstellen Sie einen neuen.
passkey-sign-in = Mit einem Passkey anmelden
passkey-not-used = Sie sind nicht angemeldet. Versuchen Sie es noch einmal, oder melden Sie sich mit Ihrem Passwort an.
passkey-refused = Dieser Passkey ist hier nicht bekannt, oder seine Antwort ließ sich nicht bestätigen. Melden Sie sich mit Ihrem Passwort an.
passkey-signed-on = Sie haben sich über den Identitätsdienst Ihrer Firma angemeldet. Um einen Passkey hinzuzufügen, melden Sie sich mit Ihrem Passwort an: Ein Passkey öffnet alle Firmen Ihres Kontos.
passkey-awaited = Ihr Passwort ist richtig. Eine Ihrer Firmen verlangt einen zweiten Faktor, und Ihrer ist ein Passkey: Melden Sie sich mit ihm an. Wenn Sie ihn verloren haben, fordern Sie einen Link für ein neues Passwort an, das Ihre Passkeys entfernt.
passkey-awaited-elsewhere = Unter dieser Adresse funktionieren Passkeys nicht. Öffnen Sie Countersign unter der Adresse, unter der Sie Ihren hinzugefügt haben.
account-by-passkey = mit Passkey
