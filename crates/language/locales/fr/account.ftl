# Machine-translated, not proof-read by a native speaker yet.
field-current-password = Mot de passe actuel
field-name = Nom
field-role = Rôle
account-you = Vous
account-company = Entreprise
account-save = Enregistrer
account-saved = Enregistré.
account-look = Langue, apparence et raccourcis
account-language-browser = Comme dans le navigateur
account-time-zone = Fuseau horaire des dates
account-time-zone-own = Région de votre entreprise, ou UTC
account-shortcuts = Utiliser des touches seules comme raccourcis
account-password-since = Défini le
account-password-change = Changer le mot de passe
account-password-none = Vous n’avez pas de mot de passe : vous vous connectez par le fournisseur d’identité de votre entreprise. Un administrateur peut vous donner un lien pour en définir un.
account-password-wrong = Votre mot de passe est faux. Rien n’a été modifié. Réessayez.
account-password-changed = { $count ->
    [0] Le mot de passe est changé.
    [one] Le mot de passe est changé, et { $count } autre session est terminée.
   *[other] Le mot de passe est changé, et { $count } autres sessions sont terminées.
}{ $passkeys ->
    [0] {""}
    [one] {" "}{ $passkeys } clé d’accès permet toujours de vous connecter. Supprimez-la si elle n’est pas à vous.
   *[other] {" "}{ $passkeys } clés d’accès permettent toujours de vous connecter. Supprimez celles qui ne sont pas à vous.
}
account-sessions = Vos sessions
account-sessions-text = Une session se termine huit heures après sa dernière utilisation, et au plus tard après sept jours.
account-device = Navigateur
account-address = Adresse réseau
account-opened = Depuis
account-last-seen = Dernière utilisation
account-this-session = cette session
account-by-password = par mot de passe
account-by-sign-on = par le fournisseur d’identité de votre entreprise
account-by-demo = en un clic
account-session-end = Terminer
account-session-ended = La session est terminée.
account-end-all = Se déconnecter partout

factor-title = Second facteur
factor-none = Toute personne qui apprend votre mot de passe peut se connecter avec lui. Un second facteur demande aussi un code de votre téléphone.
factor-in-use = Un code de votre appareil vous est demandé à la connexion.
factor-set-up = Configurer un second facteur
factor-manage = Second facteur et codes de secours
factor-required = Votre entreprise exige un second facteur. Configurez-en un pour continuer.
factor-text = Il vous faut une application qui génère des codes, sur votre téléphone ou dans votre gestionnaire de mots de passe. Avec un second facteur, un mot de passe de huit caractères suffit.
factor-locked = Le secret de votre second facteur ne peut pas être déchiffré, parce que sa clé manque. Supprimez le facteur et configurez-le de nouveau.
key-missing = Ce serveur n’a pas de clé pour les secrets. Tant que l’exploitant ne lui donne pas de fichier de clé (--key-file), il refuse les seconds facteurs, les webhooks, la transmission par SFTP et les secrets des fournisseurs d’identité.
factor-scan = Scannez cette image avec l’application.
factor-picture = Code QR avec le secret ci-dessous
factor-type = Ou saisissez ce secret dans l’application.
factor-open-here = Ouvrir dans une application sur cet appareil
factor-first-code = Saisissez ensuite les six chiffres que l’application affiche
factor-confirm = Activer
factor-remove = Supprimer le second facteur
factor-remove-text = Vous vous connectez ensuite avec votre seul mot de passe. Vos codes de secours sont aussi supprimés.
factor-removed = Le second facteur est supprimé.
factor-password-short = Votre mot de passe a moins de 15 caractères, ce qui ne suffit qu’avec un second facteur. Choisissez-en d’abord un plus long, puis supprimez le facteur.
recovery-title = Codes de secours
recovery-text = Gardez ces codes là où vous les trouverez sans votre appareil. Chacun remplace une fois le code de votre appareil. Ils ne sont plus affichés ensuite.
recovery-kept = Je les ai enregistrés
recovery-renew = Créer de nouveaux codes de secours
recovery-renew-text = Les codes que vous avez maintenant cessent de fonctionner.
recovery-left = { $count ->
    [0] Il ne vous reste aucun code de secours.
    [one] Il vous reste { $count } code de secours.
   *[other] Il vous reste { $count } codes de secours.
}

account-provider-is = Vous pouvez vous connecter avec votre compte sur { $host }. Vous agissez alors pour { $company } seulement.
account-provider-not = Vous pouvez relier votre compte sur { $host } et vous connecter avec lui. Vous agissez alors pour { $company } seulement.
account-provider-subject = Nom là-bas
account-provider-link = Relier un compte
account-provider-unlink = Supprimer le lien
account-provider-only = C’est votre seul moyen de vous connecter. Pour le supprimer, demandez d’abord à un administrateur un lien pour définir un mot de passe.
account-provider-linked = Votre compte auprès du fournisseur d’identité est relié.
account-provider-unlinked = Le lien est supprimé, et les sessions ouvertes par lui sont terminées.
