# Machine-translated, not proof-read by a native speaker yet.
sign-in-title = Connexion
sign-in-button = Se connecter
sign-in-forgotten = Mot de passe oublié ?
sign-in-refused = L’adresse e-mail ou le mot de passe est faux. Vérifiez les deux et réessayez.
sign-in-wait = { $count ->
    [one] Trop de tentatives. Attendez { $count } seconde, puis réessayez.
   *[other] Trop de tentatives. Attendez { $count } secondes, puis réessayez.
}
signed-out = Vous êtes déconnecté.
field-email = Adresse e-mail
field-password = Mot de passe
field-new-password = Nouveau mot de passe
field-code = Code

code-title = Deuxième étape
code-text = Votre compte a un second facteur.
code-hint = Saisissez les six chiffres que votre appareil affiche pour Countersign, ou l’un de vos codes de secours.
code-button = Continuer
code-cancel = Annuler et se déconnecter
code-wrong = Ce code est faux ou a déjà été utilisé. Chaque code sert une fois : attendez le suivant.
code-locked = Votre second facteur ne peut pas être vérifié, parce que la clé qui chiffre son secret manque. Utilisez un code de secours, ou demandez à un administrateur de votre entreprise de supprimer le facteur.
code-recovery-used = { $count ->
    [0] C’était votre dernier code de secours. Créez-en de nouveaux dans votre compte.
    [one] Ce code de secours est utilisé ; il en reste { $count }.
   *[other] Ce code de secours est utilisé ; il en reste { $count }.
}

unsaved-title = Vous avez été déconnecté
unsaved-text = Votre session s’est terminée avant l’enregistrement. Votre saisie est encore sur cette page, et rien n’a été modifié. Gardez la page ouverte jusqu’à ce que vous ayez continué.
unsaved-sign-in = Se reconnecter (s’ouvre dans un autre onglet)
unsaved-then = Revenez à cette page et continuez. Vous revoyez votre saisie avant tout enregistrement.
unsaved-continue = Continuer
unsaved-too-much = Votre session s’est terminée avant l’enregistrement, et votre saisie était trop longue pour être gardée sur cette page. Rien n’a été modifié. Reconnectez-vous dans un autre onglet, puis revenez en arrière dans celui-ci : votre navigateur montre peut-être encore votre saisie.
unsaved-again = Vous êtes de nouveau connecté. Votre saisie est ci-dessous et n’a pas encore été enregistrée : vérifiez-la, puis enregistrez-la.

company-title = Agir pour
company-text = Vous appartenez à plusieurs entreprises. Vous agissez pour celle que vous choisissez ici, et pouvez en changer à tout moment.
company-none = Vous n’appartenez à aucune entreprise. Un administrateur de votre entreprise peut vous ajouter.
company-invitations = Invitations
company-invitations-text = Vous agissez pour une entreprise une fois que vous acceptez son invitation.
company-invitations-by-link = Pour accepter une invitation, ouvrez le lien que l’entreprise vous a envoyé. Cela montre que l’invitation vous est parvenue.
company-accept = Accepter
company-decline = Décliner
company-accepted = Invitation acceptée.
company-declined = Invitation déclinée.
company-waiting = L’exploitant vous a ajouté à { $company }. Vous pourrez agir pour elle une fois que l’un de ses administrateurs aura donné son accord.

forgotten-title = Mot de passe oublié
forgotten-text = Les administrateurs de votre entreprise voient votre demande et peuvent vous donner un lien pour définir un nouveau mot de passe.
forgotten-button = Demander un lien
forgotten-sent = S’il existe un compte avec cette adresse, les administrateurs de son entreprise voient maintenant votre demande. Ils peuvent vous donner un lien, valable une heure.
forgotten-back = Retour à la connexion

link-invitation = Bienvenue
link-invitation-text = { $name }, choisissez un mot de passe. Vous vous connecterez avec lui et votre adresse e-mail.
link-reset = Définir un nouveau mot de passe
link-reset-text = { $name }, choisissez un nouveau mot de passe. Toutes vos sessions en cours se termineront.
link-passkeys = { $count ->
    [one] Le nouveau mot de passe supprime la clé d’accès de ce compte. Vous pourrez ensuite ajouter de nouveau la vôtre.
   *[other] Le nouveau mot de passe supprime les { $count } clés d’accès de ce compte. Vous pourrez ensuite ajouter de nouveau les vôtres.
}
link-button = Définir le mot de passe et se connecter
link-made-by = { $name } a créé ce lien.
consent-title = Invitation
consent-text = { $name }, cette invitation est destinée à l’adresse { $email }, qui a déjà un compte. Votre mot de passe ne change pas.
consent-sign-in = Connectez-vous avec ce compte pour accepter l’invitation.
consent-sign-in-button = Se connecter
consent-somebody-else = Vous êtes connecté en tant que { $email }. Déconnectez-vous, puis ouvrez de nouveau ce lien.
consent-provider-text = Vous pouvez aussi accepter avec votre compte dans cette entreprise. Vous agissez alors pour cette entreprise seulement.
link-closed = Ce lien n’est plus valable
link-closed-text = Un lien fonctionne une fois et pour un temps limité : sept jours pour une invitation, une heure pour un mot de passe. Demandez-en un nouveau à la personne qui vous l’a donné.

password-hint = { $count ->
    [one] Utilisez au moins { $count } caractère. Plusieurs mots sans rapport sont faciles à retenir et difficiles à deviner.
   *[other] Utilisez au moins { $count } caractères. Plusieurs mots sans rapport sont faciles à retenir et difficiles à deviner.
}
password-short = { $count ->
    [one] Utilisez au moins { $count } caractère.
   *[other] Utilisez au moins { $count } caractères.
}
password-long = { $count ->
    [one] Utilisez au plus { $count } caractère.
   *[other] Utilisez au plus { $count } caractères.
}
password-known = Ce mot de passe est facile à deviner, parce que beaucoup de gens l’utilisent. Choisissez-en un autre.
password-personal = Ce mot de passe est fait de votre nom, de votre adresse ou de votre entreprise. Choisissez-en un autre.

sign-on-title = Se connecter avec le fournisseur d’identité de votre entreprise
sign-on-text = Une fois votre compte relié ici, vous pouvez vous connecter avec votre compte professionnel.
sign-on-company = Code de votre entreprise
sign-on-button = Continuer
sign-on-no-company = Aucune entreprise avec ce code ne se connecte par un fournisseur d’identité. Vérifiez le code, ou demandez à un administrateur de votre entreprise.
sign-on-leave-title = Continuer chez votre fournisseur d’identité
sign-on-leave-text = Vous vous connectez chez { $host }, puis revenez ici.
sign-on-leave-button = Continuer
sign-on-refused-title = Échec de la connexion
sign-on-no-provider = Votre entreprise ne se connecte plus par ce fournisseur d’identité. Demandez à un administrateur de votre entreprise.
sign-on-out-of-reach = Le fournisseur d’identité de votre entreprise est injoignable, ou sa réponse n’était pas valable. Réessayez plus tard. Si le problème persiste, contactez un administrateur de votre entreprise.
sign-on-declined = Le fournisseur d’identité de votre entreprise a refusé la connexion. Réessayez, ou contactez les personnes qui le gèrent.
sign-on-stale = Cette connexion a expiré, a déjà été utilisée ou a été commencée dans un autre navigateur. Recommencez.
sign-on-untrusted = Nous n’avons pas pu vérifier la réponse de votre fournisseur d’identité. Rien n’a été modifié. Recommencez. Si le problème persiste, contactez un administrateur de votre entreprise.
sign-on-unknown = Votre compte auprès du fournisseur d’identité n’est relié à aucun compte ici. Demandez une invitation à un administrateur de votre entreprise, ou connectez-vous avec votre mot de passe et reliez-le sur la page de votre compte. Une adresse e-mail identique ne suffit pas.
sign-on-taken = Votre compte auprès du fournisseur d’identité est relié à une autre personne de cette entreprise. Rien n’a été modifié. Demandez à un administrateur de votre entreprise.
sign-on-invitation-closed = L’invitation n’est plus valable. Demandez-en une nouvelle à un administrateur de votre entreprise.
sign-on-somebody-else = Le compte avec lequel vous avez commencé n’est plus connecté, ou pas pour cette entreprise. Rien n’a été modifié. Connectez-vous et recommencez.
link-provider = Se connecter avec le fournisseur d’identité de votre entreprise
link-provider-text = Au lieu de choisir un mot de passe, vous pouvez vous connecter avec votre compte professionnel. Il est relié à votre compte ici.
link-provider-button = Continuer avec { $host }
