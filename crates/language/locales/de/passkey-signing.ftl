# Entscheidungen auf einer Seite mit einem Passkey signieren.
signing-do = { $verb ->
    [submit] Signieren und einreichen
    [approve] Signieren und genehmigen
    [reject] Signieren und ablehnen
    [agree-correction] Signieren und annehmen
    [dispatch] Signieren und melden
    [complete] Signieren und abschließen
   *[return] Signieren und zurückgeben
}
signing-not-done = Es wurde nichts signiert und nichts geändert. Versuchen Sie es noch einmal.
signing-no-passkey = Ihre Firma verlangt dafür Ihre Signatur. Fügen Sie einen Passkey hinzu und signieren Sie hier per Fingerabdruck, Gesicht oder PIN, oder signieren Sie auf der Kommandozeile mit einem SSH-Schlüssel.
signing-numeric-address = Ihre Firma verlangt dafür Ihre Signatur. Browser signieren mit einem Passkey nur für Hostnamen, und Sie haben Countersign unter einer numerischen Adresse geöffnet. Öffnen Sie es unter seinem Namen, oder signieren Sie auf der Kommandozeile mit einem SSH-Schlüssel.
signing-unencrypted = Ihre Firma verlangt dafür Ihre Signatur. Browser signieren mit einem Passkey nur über verschlüsselte Verbindungen, und diese ist nicht verschlüsselt. Bitten Sie den Betreiber um eine https://-Adresse, oder signieren Sie auf der Kommandozeile mit einem SSH-Schlüssel.
signing-needs-script = Ihre Firma verlangt dafür Ihre Signatur. Mit einem Passkey signieren Sie nur, wenn JavaScript eingeschaltet ist und Ihr Browser Passkeys unterstützt. Sonst signieren Sie auf der Kommandozeile mit einem SSH-Schlüssel.
signing-too-many = Eine Signatur gilt für höchstens { $count } Berichte. Wählen Sie weniger aus.

signing-key-of-passkey = Passkey
person-keys = Passkeys und Signaturschlüssel
person-keys-lead = Sehen Sie, womit sich diese Person anmeldet und Entscheidungen signiert, und entfernen Sie, was sie verloren hat.
person-keys-show = Passkeys und Signaturschlüssel zeigen
person-keys-text = Entfernen Sie einen Passkey, wenn sein Gerät verloren ist: Er meldet niemanden mehr an und signiert nichts mehr, und alle Sitzungen der Person enden. Ein entfernter Signaturschlüssel signiert nichts mehr. Frühere Signaturen lassen sich weiterhin prüfen.
person-keys-elsewhere = Diese Person handelt auch für andere Firmen. Passkeys und Signaturschlüssel entfernt sie selbst, auf ihrer Kontoseite.
person-keys-own = Das sind Ihre eigenen Schlüssel. Entfernen Sie sie auf Ihrer Kontoseite.
person-passkeys-none = Keine Passkeys
person-signing-keys-none = Keine Signaturschlüssel
person-key-remove = Schlüssel entfernen
person-key-removed = Entfernt. Die Person erhält eine Nachricht.
