# An- und Abmelden, vergessene Passwörter, Einmal-Links.
sign-in-title = Anmelden
sign-in-button = Anmelden
sign-in-forgotten = Passwort vergessen?
sign-in-refused = E-Mail-Adresse oder Passwort ist falsch. Prüfen Sie beides und versuchen Sie es noch einmal.
sign-in-wait = { $count ->
    [one] Zu viele Versuche. Warten Sie { $count } Sekunde und versuchen Sie es dann noch einmal.
   *[other] Zu viele Versuche. Warten Sie { $count } Sekunden und versuchen Sie es dann noch einmal.
}
signed-out = Sie sind abgemeldet.
field-email = E-Mail-Adresse
field-password = Passwort
field-new-password = Neues Passwort
field-code = Code

code-title = Zweiter Schritt
code-text = Ihr Konto hat einen zweiten Faktor.
code-hint = Geben Sie die sechs Ziffern ein, die Ihr Gerät für Countersign zeigt, oder einen Ihrer Wiederherstellungscodes.
code-button = Weiter
code-cancel = Abbrechen und abmelden
code-wrong = Dieser Code ist falsch oder wurde schon benutzt. Jeder Code gilt einmal: Warten Sie auf den nächsten.
code-locked = Ihr zweiter Faktor kann nicht geprüft werden, weil der Schlüssel fehlt, mit dem sein Geheimnis verschlüsselt ist. Verwenden Sie einen Wiederherstellungscode, oder bitten Sie einen Administrator Ihrer Firma, den Faktor zu entfernen.
code-recovery-used = { $count ->
    [0] Das war Ihr letzter Wiederherstellungscode. Erstellen Sie in Ihrem Konto neue.
    [one] Dieser Wiederherstellungscode ist verbraucht; { $count } ist übrig.
   *[other] Dieser Wiederherstellungscode ist verbraucht; { $count } sind übrig.
}

unsaved-title = Sie wurden abgemeldet
unsaved-text = Ihre Sitzung endete, bevor gespeichert werden konnte. Ihre Eingaben stehen noch auf dieser Seite, und es wurde nichts geändert. Lassen Sie die Seite offen, bis Sie fortgefahren sind.
unsaved-sign-in = Wieder anmelden (öffnet einen neuen Tab)
unsaved-then = Kehren Sie auf diese Seite zurück und fahren Sie fort. Sie sehen Ihre Eingaben, bevor etwas gespeichert wird.
unsaved-continue = Weiter
unsaved-too-much = Ihre Sitzung endete, bevor gespeichert werden konnte, und Ihre Eingaben waren zu umfangreich, um sie auf dieser Seite zu behalten. Es wurde nichts geändert. Melden Sie sich in einem weiteren Tab wieder an und gehen Sie in diesem zurück: Vielleicht zeigt Ihr Browser die Eingaben noch.
unsaved-again = Sie haben sich wieder angemeldet. Ihre Eingaben stehen unten und sind noch nicht gespeichert: Prüfen und speichern Sie sie.

company-title = Handeln für
company-text = Sie gehören zu mehreren Firmen. Sie handeln für die Firma, die Sie hier wählen, und können jederzeit wechseln.
company-none = Sie gehören zu keiner Firma. Ein Administrator Ihrer Firma kann Sie hinzufügen.
company-invitations = Einladungen
company-invitations-text = Sie handeln für eine Firma, sobald Sie ihre Einladung annehmen.
company-invitations-by-link = Um die Einladung anzunehmen, öffnen Sie den Link, den die Firma Ihnen geschickt hat. Das zeigt, dass die Einladung Sie erreicht hat.
company-accept = Annehmen
company-decline = Ablehnen
company-accepted = Sie haben die Einladung angenommen.
company-declined = Sie haben die Einladung abgelehnt.
company-waiting = Der Betreiber hat Sie zu { $company } hinzugefügt. Sie können für die Firma handeln, sobald einer ihrer Administratoren zustimmt.

forgotten-title = Passwort vergessen
forgotten-text = Die Administratoren Ihrer Firma sehen Ihre Anfrage und können Ihnen einen Link geben, mit dem Sie ein neues Passwort setzen.
forgotten-button = Link anfordern
forgotten-sent = Wenn es ein Konto mit dieser Adresse gibt, sehen die Administratoren der Firma jetzt Ihre Anfrage. Sie können Ihnen einen Link geben, der eine Stunde gilt.
forgotten-back = Zur Anmeldung

link-invitation = Willkommen
link-invitation-text = { $name }, wählen Sie ein Passwort. Damit und mit Ihrer E-Mail-Adresse melden Sie sich künftig an.
link-reset = Neues Passwort setzen
link-reset-text = { $name }, wählen Sie ein neues Passwort. Alle Ihre bisherigen Sitzungen enden dann.
link-passkeys = { $count ->
    [one] Das neue Passwort entfernt den { $count } Passkey dieses Kontos. Danach können Sie Ihren wieder hinzufügen.
   *[other] Das neue Passwort entfernt die { $count } Passkeys dieses Kontos. Danach können Sie Ihre wieder hinzufügen.
}
link-button = Passwort setzen und anmelden
link-made-by = { $name } hat diesen Link erstellt.
consent-title = Einladung
consent-text = { $name }, diese Einladung gilt der Adresse { $email }, für die es schon ein Konto gibt. Ihr Passwort ändert sich nicht.
consent-sign-in = Melden Sie sich mit diesem Konto an, um die Einladung anzunehmen.
consent-sign-in-button = Anmelden
consent-somebody-else = Sie sind als { $email } angemeldet. Melden Sie sich ab und öffnen Sie diesen Link dann noch einmal.
consent-provider-text = Sie können auch mit Ihrem Konto bei dieser Firma annehmen. Die Anmeldung gilt dann nur für diese Firma.
link-closed = Dieser Link gilt nicht mehr
link-closed-text = Ein Link gilt einmal und nur begrenzte Zeit: bei einer Einladung sieben Tage, beim Zurücksetzen des Passworts eine Stunde. Bitten Sie die Person, von der Sie ihn haben, um einen neuen.

password-hint = { $count ->
    [one] Verwenden Sie mindestens { $count } Zeichen. Mehrere Wörter, die nichts miteinander zu tun haben, sind leicht zu merken und schwer zu erraten.
   *[other] Verwenden Sie mindestens { $count } Zeichen. Mehrere Wörter, die nichts miteinander zu tun haben, sind leicht zu merken und schwer zu erraten.
}
password-short = { $count ->
    [one] Verwenden Sie mindestens { $count } Zeichen.
   *[other] Verwenden Sie mindestens { $count } Zeichen.
}
password-long = { $count ->
    [one] Verwenden Sie höchstens { $count } Zeichen.
   *[other] Verwenden Sie höchstens { $count } Zeichen.
}
password-known = Dieses Passwort ist leicht zu erraten, weil viele es verwenden. Wählen Sie ein anderes.
password-personal = Dieses Passwort besteht aus Ihrem Namen, Ihrer Adresse oder Ihrer Firma. Wählen Sie ein anderes.

sign-on-title = Anmeldung über den Identitätsdienst Ihrer Firma
sign-on-text = Sobald Ihr Konto hier verknüpft ist, können Sie sich mit Ihrem Firmenkonto anmelden.
sign-on-company = Code Ihrer Firma
sign-on-button = Weiter
sign-on-no-company = Keine Firma mit diesem Code meldet sich über einen Identitätsdienst an. Prüfen Sie den Code, oder fragen Sie einen Administrator Ihrer Firma.
sign-on-leave-title = Weiter bei Ihrem Identitätsdienst
sign-on-leave-text = Sie melden sich bei { $host } an und kehren danach hierher zurück.
sign-on-leave-button = Weiter
sign-on-refused-title = Anmeldung fehlgeschlagen
sign-on-no-provider = Ihre Firma meldet sich nicht mehr über diesen Identitätsdienst an. Fragen Sie einen Administrator Ihrer Firma.
sign-on-out-of-reach = Der Identitätsdienst Ihrer Firma ist nicht erreichbar oder antwortet nicht richtig. Versuchen Sie es später noch einmal. Wenn das Problem bleibt, wenden Sie sich an einen Administrator Ihrer Firma.
sign-on-declined = Der Identitätsdienst Ihrer Firma hat die Anmeldung abgelehnt. Versuchen Sie es noch einmal, oder wenden Sie sich an die Stelle, die ihn betreibt.
sign-on-stale = Diese Anmeldung ist abgelaufen, wurde schon benutzt oder in einem anderen Browser begonnen. Beginnen Sie noch einmal.
sign-on-untrusted = Die Antwort des Identitätsdienstes Ihrer Firma ließ sich nicht bestätigen. Es wurde nichts geändert. Beginnen Sie noch einmal. Wenn das Problem bleibt, wenden Sie sich an einen Administrator Ihrer Firma.
sign-on-unknown = Ihr Konto beim Identitätsdienst ist hier mit keinem Konto verknüpft. Bitten Sie einen Administrator Ihrer Firma um eine Einladung, oder melden Sie sich mit Ihrem Passwort an und verknüpfen Sie es auf der Seite Ihres Kontos. Die gleiche E-Mail-Adresse genügt nicht.
sign-on-taken = Ihr Konto beim Identitätsdienst ist mit einer anderen Person dieser Firma verknüpft. Es wurde nichts geändert. Fragen Sie einen Administrator Ihrer Firma.
sign-on-invitation-closed = Die Einladung gilt nicht mehr. Bitten Sie einen Administrator Ihrer Firma um eine neue.
sign-on-somebody-else = Das Konto, mit dem Sie begonnen haben, ist nicht mehr angemeldet, oder nicht für diese Firma. Es wurde nichts geändert. Melden Sie sich an und beginnen Sie noch einmal.
link-provider = Anmeldung über den Identitätsdienst Ihrer Firma
link-provider-text = Statt ein Passwort zu wählen, können Sie sich mit Ihrem Firmenkonto anmelden. Es wird mit Ihrem Konto hier verknüpft.
link-provider-button = Weiter mit { $host }
