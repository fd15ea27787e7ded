# An- und Abmelden, vergessene Passwörter, Einmal-Links.
sign-in-title = Anmelden
sign-in-button = Anmelden
sign-in-forgotten = Passwort vergessen?
sign-in-refused = E-Mail-Adresse oder Passwort ist falsch. Prüfen Sie beides und versuchen Sie es noch einmal.
sign-in-wait = { $count ->
    [one] Das wurde zu oft versucht. Warten Sie { $count } Sekunde und versuchen Sie es dann noch einmal.
   *[other] Das wurde zu oft versucht. Warten Sie { $count } Sekunden und versuchen Sie es dann noch einmal.
}
signed-out = Sie sind abgemeldet.
field-email = E-Mail-Adresse
field-password = Passwort
field-new-password = Neues Passwort
field-code = Code

code-title = Zweiter Schritt
code-text = Ihr Konto hat einen zweiten Faktor.
code-hint = Die sechs Ziffern, die Ihr Gerät für Countersign zeigt, oder einer Ihrer Wiederherstellungscodes.
code-button = Weiter
code-cancel = Abbrechen und abmelden
code-wrong = Dieser Code ist falsch oder wurde schon benutzt. Jeder Code gilt einmal: Warten Sie auf den nächsten.
code-locked = Ihr zweiter Faktor kann nicht geprüft werden, weil der Schlüssel fehlt, mit dem sein Geheimnis versiegelt ist. Nehmen Sie einen Wiederherstellungscode, oder bitten Sie einen Administrator Ihrer Firma, den Faktor zu entfernen.
code-recovery-used = { $count ->
    [0] Das war Ihr letzter Wiederherstellungscode. Erzeugen Sie in Ihrem Konto neue.
    [one] Dieser Wiederherstellungscode ist verbraucht; { $count } ist übrig.
   *[other] Dieser Wiederherstellungscode ist verbraucht; { $count } sind übrig.
}

unsaved-title = Sie wurden abgemeldet
unsaved-text = Ihre Sitzung endete, bevor gespeichert werden konnte. Ihre Eingaben stehen noch auf dieser Seite, und es wurde nichts geändert. Lassen Sie die Seite offen, bis Sie fortgefahren sind.
unsaved-sign-in = Wieder anmelden (öffnet einen weiteren Tab)
unsaved-then = Kehren Sie auf diese Seite zurück und fahren Sie fort. Sie sehen Ihre Eingaben, bevor etwas gespeichert wird.
unsaved-continue = Weiter
unsaved-too-much = Ihre Sitzung endete, bevor gespeichert werden konnte, und es war zu viel, um es auf dieser Seite zu behalten. Es wurde nichts geändert. Melden Sie sich in einem weiteren Tab wieder an und gehen Sie in diesem zurück: Vielleicht zeigt Ihr Browser die Eingaben noch.
unsaved-again = Sie haben sich wieder angemeldet. Ihre Eingaben stehen unten und sind noch nicht gespeichert: Prüfen und speichern Sie sie.

company-title = Handeln für
company-text = Sie gehören zu mehreren Firmen. Alles, was Sie tun, tun Sie für die Firma, die Sie hier wählen; Sie können jederzeit wechseln.
company-none = Sie gehören zu keiner Firma. Wer in Ihrer Firma Administrator ist, kann Sie aufnehmen.
company-invitations = Einladungen
company-invitations-text = Sie handeln für eine Firma, sobald Sie ihre Einladung annehmen.
company-invitations-by-link = Öffnen Sie den Link, den die Firma Ihnen geschickt hat, um die Einladung anzunehmen: Er zeigt, dass die Einladung Sie erreicht hat.
company-accept = Annehmen
company-decline = Ablehnen
company-accepted = Sie haben die Einladung angenommen.
company-declined = Sie haben die Einladung abgelehnt.
company-waiting = Der Betreiber hat Sie zu { $company } hinzugefügt. Sie können für die Firma handeln, sobald einer ihrer Administratoren zustimmt.

forgotten-title = Passwort vergessen
forgotten-text = Wir sagen es den Administratoren Ihrer Firma; sie können Ihnen einen Link geben, mit dem Sie ein neues setzen.
forgotten-button = Um einen Link bitten
forgotten-sent = Wenn es ein Konto mit dieser Adresse gibt, sehen die Administratoren der Firma jetzt Ihre Bitte. Sie geben Ihnen einen Link, der eine Stunde lang gilt.
forgotten-back = Zur Anmeldung

link-invitation = Willkommen
link-invitation-text = { $name }, wählen Sie ein Passwort. Damit und mit Ihrer E-Mail-Adresse melden Sie sich künftig an.
link-reset = Neues Passwort setzen
link-reset-text = { $name }, wählen Sie ein neues Passwort. Überall, wo Sie angemeldet sind, endet die Sitzung.
link-button = Passwort setzen und anmelden
link-made-by = { $name } hat diesen Link erstellt.
consent-title = Einladung
consent-text = { $name }, Sie sind unter der Adresse { $email } eingeladen, die hier schon ein Konto hat. Ihr Passwort bleibt, wie es ist.
consent-sign-in = Melden Sie sich mit diesem Konto an, um die Einladung anzunehmen.
consent-sign-in-button = Anmelden
consent-somebody-else = Sie sind als { $email } angemeldet. Melden Sie sich ab und öffnen Sie diesen Link dann noch einmal.
consent-provider-text = Sie können auch mit dem Konto annehmen, das Sie bei dieser Firma haben. Damit kommen Sie nur für diese Firma herein.
link-closed = Dieser Link gilt nicht mehr
link-closed-text = Ein Link gilt einmal und nur eine Weile: eine Einladung sieben Tage, ein Zurücksetzen des Passworts eine Stunde. Bitten Sie die Person, von der Sie ihn haben, um einen neuen.

password-hint = { $count ->
    [one] Mindestens { $count } Zeichen. Mehrere Wörter, die nichts miteinander zu tun haben, sind leicht zu merken und schwer zu erraten.
   *[other] Mindestens { $count } Zeichen. Mehrere Wörter, die nichts miteinander zu tun haben, sind leicht zu merken und schwer zu erraten.
}
password-short = { $count ->
    [one] Das Passwort ist zu kurz: Es hat mindestens { $count } Zeichen.
   *[other] Das Passwort ist zu kurz: Es hat mindestens { $count } Zeichen.
}
password-long = { $count ->
    [one] Das Passwort ist zu lang: Es hat höchstens { $count } Zeichen.
   *[other] Das Passwort ist zu lang: Es hat höchstens { $count } Zeichen.
}
password-known = Dieses Passwort gehört zu denen, die zuerst versucht werden. Wählen Sie ein anderes.
password-personal = Dieses Passwort besteht aus Ihrem Namen, Ihrer Adresse oder Ihrer Firma. Wählen Sie ein anderes.

sign-on-title = Über den Identitätsdienst Ihrer Firma
sign-on-text = Sobald Ihr Konto hier verknüpft ist, lässt Sie Ihr Konto bei der Arbeit herein.
sign-on-company = Code Ihrer Firma
sign-on-button = Weiter
sign-on-no-company = Unter diesem Code meldet sich keine Firma auf diese Weise an. Prüfen Sie ihn, oder fragen Sie, wer bei Ihrer Firma Administrator ist.
sign-on-leave-title = Zu Ihrem Identitätsdienst
sign-on-leave-text = Es geht bei { $host } weiter und von dort hierher zurück.
sign-on-leave-button = Weiter
sign-on-refused-title = Die Anmeldung ist nicht gelungen
sign-on-no-provider = Ihre Firma meldet sich nicht mehr über diesen Identitätsdienst an. Fragen Sie, wer bei Ihrer Firma Administrator ist.
sign-on-out-of-reach = Der Identitätsdienst Ihrer Firma ist nicht zu erreichen oder antwortet nicht, wie er sollte. Versuchen Sie es später noch einmal; bleibt es so, sagen Sie es jemandem, der bei Ihrer Firma Administrator ist.
sign-on-declined = Der Identitätsdienst Ihrer Firma hat Sie nicht hereingelassen. Melden Sie sich noch einmal an, oder fragen Sie, wer ihn betreibt.
sign-on-stale = Diese Anmeldung ist zu alt, wurde schon benutzt oder in einem anderen Browser begonnen. Beginnen Sie noch einmal.
sign-on-untrusted = Was der Identitätsdienst Ihrer Firma geantwortet hat, ist nicht stichhaltig. Es wurde nichts geändert. Beginnen Sie noch einmal; bleibt es so, sagen Sie es jemandem, der bei Ihrer Firma Administrator ist.
sign-on-unknown = Ihr Konto beim Identitätsdienst ist hier mit niemandem verknüpft. Bitten Sie jemanden, der bei Ihrer Firma Administrator ist, um eine Einladung und öffnen Sie sie, oder melden Sie sich mit Ihrem Passwort an und verknüpfen Sie es auf der Seite Ihres Kontos. Eine E-Mail-Adresse allein verknüpft nichts.
sign-on-taken = Ihr Konto beim Identitätsdienst ist mit jemand anderem in dieser Firma verknüpft. Es wurde nichts geändert. Fragen Sie, wer bei Ihrer Firma Administrator ist.
sign-on-invitation-closed = Die Einladung öffnet nichts mehr. Bitten Sie jemanden, der bei Ihrer Firma Administrator ist, um eine andere.
sign-on-somebody-else = Das Konto, in dem Sie hier begonnen haben, ist nicht mehr angemeldet, oder nicht für diese Firma. Es wurde nichts geändert. Melden Sie sich an und beginnen Sie noch einmal.
link-provider = Über den Identitätsdienst Ihrer Firma
link-provider-text = Statt ein Passwort zu wählen, können Sie mit Ihrem Konto bei der Arbeit hereinkommen. Es wird mit Ihnen verknüpft und lässt Sie von nun an herein.
link-provider-button = Weiter mit { $host }
