## API-Tokens von Personen und Dienstkonten

token-title = API-Tokens
token-text = Ein Programm mit einem Ihrer Tokens handelt in Ihrem Namen, in der Firma, für die der Token gilt. Erstellen Sie für jedes Programm einen eigenen Token und widerrufen Sie ihn, sobald das Programm ihn nicht mehr braucht.
account-tokens-text = Über die API können Programme für Sie handeln.
account-tokens-manage = Tokens verwalten
token-reference = API-Referenz
token-none = Noch keine Tokens
token-make = Token erstellen
token-name-hint = Wo das Programm läuft oder wozu es dient.
token-scopes = Berechtigungen
token-scope-reports-read = Nutzungsberichte lesen
token-scope-reports-edit = Nutzungsberichte ändern und einreichen, Korrekturen vorschlagen
token-scope-reports-decide = Über Nutzungsberichte und Korrekturen entscheiden, Meldungen bearbeiten, Berichtsmonate abschließen
token-scope-directory-read = Firmen, Kunden, Produkte, Abonnements und Einstellungen lesen
token-scope-directory-write = Firmen, Kunden, Produkte und Abonnements ändern
token-scope-settings-write = Einstellungen ändern
token-scope-people-read = Personen und Prüfprotokoll der eigenen Firma lesen
token-scope-readings-write = Messwerte senden
token-scope-webhooks-write = Webhooks Ihrer Firma verwalten
token-scope-log-witness = Hashwerte des Transparenzprotokolls lesen und übergeben, was ein Zeuge signiert hat
token-lasts = Gültigkeit
token-days = { $count ->
    [one] { $count } Tag
   *[other] { $count } Tage
}
token-networks = Netze
token-networks-all = Alle
token-networks-hint = Die Adressen, von denen der Token angenommen wird, zum Beispiel 192.0.2.0/24. Lassen Sie das Feld leer, um alle zuzulassen.
token-expires = Läuft ab
token-has-expired = Abgelaufen
token-used = Zuletzt verwendet
token-never-used = Nie
token-revoke = Widerrufen
token-revoked = Der Token ist widerrufen. Kein Programm kann ihn mehr verwenden.
token-made-title = Ihr neuer Token
token-made-text = Geben Sie diesen Token dem Programm. Es sendet ihn mit jeder Anfrage im Header Authorization: Bearer.
token-made-once = Der Token wird nur dieses eine Mal angezeigt. Geht er verloren, widerrufen Sie ihn und erstellen einen neuen.

token-error-not-permitted = Nur Administratoren der Firma oder des Betreibers können Tokens für ein Dienstkonto erstellen.
token-error-name = Geben Sie einen Namen mit höchstens 200 sichtbaren Zeichen ein.
token-error-no-scope = Wählen Sie mindestens eine Berechtigung.
token-error-scope = Diese Berechtigung können Sie einem Token nicht geben: { $scope }
token-error-network = { $network } ist kein Netz. Geben Sie Netze wie 192.0.2.0/24 ein.
token-error-networks = Geben Sie höchstens 50 Netze ein.
token-error-days = Wählen Sie höchstens { $count } Tage.
token-error-too-many = Es gibt bereits { $count } Tokens. Widerrufen Sie zuerst einen.

service-accounts = Dienstkonten
service-accounts-text = Mit einem Dienstkonto handelt ein Programm für Ihre Firma, mit einer eigenen Rolle. Es bleibt bestehen, wenn die Person ausscheidet, die es hinzugefügt hat.
service-accounts-none = Noch keine Dienstkonten
service-account-add = Dienstkonto hinzufügen
service-account-maker = Hinzugefügt von
service-account-made = Hinzugefügt am
service-account-client-id = Client-ID
service-account-text = Die Arbeit dieses Kontos zählt als Arbeit der Person, die den Token erstellt hat: Über einen Bericht, den das Konto oder die Person bearbeitet oder eingereicht hat, darf keiner von beiden entscheiden. Für OAuth 2.0 Client Credentials verwenden Sie die Client-ID und als Client-Geheimnis einen der Tokens.
service-account-name-taken = Ein Dienstkonto mit diesem Namen gibt es bereits. Verwenden Sie einen anderen Namen.
service-account-too-many = Es gibt bereits { $count } Dienstkonten. Beenden Sie zuerst eines.
service-account-end = Dieses Konto beenden
service-account-end-text = Alle seine Tokens werden sofort widerrufen. Was es getan hat, bleibt im Verlauf.
service-account-ended = Das Dienstkonto { $name } ist beendet.
