# Das eigene Konto.
field-current-password = Aktuelles Passwort
field-name = Name
field-role = Rolle
account-you = Sie
account-company = Firma
account-save = Speichern
account-saved = Gespeichert.
account-look = Sprache, Darstellung und Tasten
account-language-browser = Wie im Browser eingestellt
account-time-zone = Zeitzone der Datumsangaben
account-time-zone-own = Region Ihrer Firma, sonst UTC
account-shortcuts = Einzelne Tasten als Kürzel verwenden
account-password-since = Gesetzt am
account-password-change = Passwort ändern
account-password-none = Sie haben kein Passwort: Sie melden sich über den Identitätsdienst Ihrer Firma an. Ein Administrator kann Ihnen einen Link geben, mit dem Sie eines setzen.
account-password-wrong = Ihr Passwort ist falsch. Es wurde nichts geändert. Versuchen Sie es noch einmal.
account-password-changed = { $count ->
    [0] Das Passwort wurde geändert.
    [one] Das Passwort wurde geändert, und { $count } andere Sitzung ist beendet.
   *[other] Das Passwort wurde geändert, und { $count } andere Sitzungen sind beendet.
}{ $passkeys ->
    [0] {""}
    [one] {" "}Mit { $passkeys } Passkey können Sie sich weiterhin anmelden. Entfernen Sie ihn, wenn er nicht Ihnen gehört.
   *[other] {" "}Mit { $passkeys } Passkeys können Sie sich weiterhin anmelden. Entfernen Sie die, die nicht Ihnen gehören.
}
account-sessions = Ihre Sitzungen
account-sessions-text = Eine Sitzung endet acht Stunden nach der letzten Nutzung, spätestens nach sieben Tagen.
account-device = Browser
account-address = Netzwerkadresse
account-opened = Seit
account-last-seen = Zuletzt genutzt
account-this-session = diese Sitzung
account-by-password = mit Passwort
account-by-sign-on = über den Identitätsdienst Ihrer Firma
account-by-demo = mit einem Klick
account-session-end = Beenden
account-session-ended = Die Sitzung ist beendet.
account-end-all = Überall abmelden

factor-title = Zweiter Faktor
factor-none = Wer Ihr Passwort erfährt, kann sich damit anmelden. Ein zweiter Faktor verlangt zusätzlich einen Code von Ihrem Telefon.
factor-in-use = Bei der Anmeldung werden Sie nach einem Code von Ihrem Gerät gefragt.
factor-set-up = Zweiten Faktor einrichten
factor-manage = Zweiter Faktor und Wiederherstellungscodes
factor-required = Ihre Firma verlangt von allen einen zweiten Faktor. Richten Sie einen ein, um weiterzukommen.
factor-text = Sie brauchen eine App, die Codes erzeugt, auf dem Telefon oder in Ihrem Passwortspeicher. Mit einem zweiten Faktor genügt ein Passwort von acht Zeichen.
factor-locked = Das Geheimnis Ihres zweiten Faktors kann nicht entschlüsselt werden, weil sein Schlüssel fehlt. Entfernen Sie den Faktor und richten Sie ihn neu ein.
key-missing = Dieser Server hat keinen Schlüssel für Geheimnisse. Bis der Betreiber eine Schlüsseldatei angibt (--key-file), lehnt er zweite Faktoren, Webhooks, Übertragungswege über SFTP und die Geheimnisse von Identitätsdiensten ab.
factor-scan = Scannen Sie dieses Bild mit der App.
factor-picture = QR-Code mit dem unten stehenden Geheimnis
factor-type = Oder geben Sie dieses Geheimnis in der App ein.
factor-open-here = In einer App auf diesem Gerät öffnen
factor-first-code = Geben Sie dann die sechs Ziffern ein, die die App zeigt
factor-confirm = Einschalten
factor-remove = Zweiten Faktor entfernen
factor-remove-text = Danach melden Sie sich nur noch mit Ihrem Passwort an. Auch Ihre Wiederherstellungscodes werden entfernt.
factor-removed = Der zweite Faktor wurde entfernt.
factor-password-short = Ihr Passwort hat weniger als 15 Zeichen; das genügt nur neben einem zweiten Faktor. Wählen Sie erst ein längeres und entfernen Sie dann den Faktor.
recovery-title = Wiederherstellungscodes
recovery-text = Bewahren Sie diese Codes dort auf, wo Sie sie auch ohne Ihr Gerät finden. Jeder ersetzt einmal den Code Ihres Geräts. Sie werden nicht noch einmal angezeigt.
recovery-kept = Ich habe sie aufbewahrt
recovery-renew = Neue Wiederherstellungscodes erstellen
recovery-renew-text = Die Codes, die Sie jetzt haben, gelten dann nicht mehr.
recovery-left = { $count ->
    [0] Sie haben keinen Wiederherstellungscode mehr.
    [one] Sie haben noch { $count } Wiederherstellungscode.
   *[other] Sie haben noch { $count } Wiederherstellungscodes.
}

account-provider-is = Sie können sich mit Ihrem Konto bei { $host } anmelden; die Anmeldung gilt dann nur für { $company }.
account-provider-not = Sie können Ihr Konto bei { $host } verknüpfen und sich damit anmelden; die Anmeldung gilt dann nur für { $company }.
account-provider-subject = Dort bekannt als
account-provider-link = Ein Konto verknüpfen
account-provider-unlink = Die Verknüpfung entfernen
account-provider-only = Das ist Ihre einzige Möglichkeit, sich anzumelden. Um sie zu entfernen, bitten Sie zuerst einen Administrator um einen Link, mit dem Sie ein Passwort setzen.
account-provider-linked = Ihr Konto beim Identitätsdienst ist verknüpft.
account-provider-unlinked = Die Verknüpfung wurde entfernt. Die darüber geöffneten Sitzungen sind beendet.
