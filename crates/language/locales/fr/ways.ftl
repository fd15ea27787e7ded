# Machine-translated, not proof-read by a native speaker yet.
way-title = Canaux de transmission : { $distributor }
way-button = Canaux de transmission
way-list = L’éditeur peut voir et télécharger chaque envoi dans Countersign. Il est aussi transmis par chaque canal activé ci-dessous.
way-list-own = L’éditeur peut voir et télécharger chaque envoi dans Countersign. Il est aussi transmis par chaque canal activé ci-dessous. L’exploitant configure les canaux.
way-none = Aucun canal configuré
way-none-text = L’éditeur récupère les envois dans Countersign.
way-add-another = Ajouter :
way-add = Ajouter : { $kind }
way-kind = Type
way-kind-email = E-mail
way-kind-folder = Dossier
way-kind-sftp = SFTP
way-kind-webhook = Webhook
way-name = Nom
way-name-hint = Le nom du canal sur la page d’un envoi.
way-where = Destination
way-vendor = Éditeur
way-vendor-hint = Si vous en choisissez un, seuls les envois à cet éditeur utilisent le canal.
way-all-vendors = Tous les éditeurs
way-stands = Statut
way-on = Activé
way-off = Désactivé
way-is-on = Utiliser pour les envois
way-count-waiting = { $count ->
    [one] un en attente
   *[other] { $count } en attente
}
way-count-failed = { $count ->
    [one] un abandonné
   *[other] { $count } abandonnés
}
way-address-email = Destinataires
way-address-email-hint = Au plus 20 adresses e-mail, séparées par des virgules. Le fichier est joint.
way-address-folder = Répertoire
way-address-folder-hint = Un répertoire de ce serveur, comme /srv/dispatches/north. Il doit exister, sous le dossier d’envois du serveur.
way-address-sftp = Adresse
way-address-sftp-hint = sftp://user@host/directory, avec un port après l’hôte si nécessaire. /~/in est un répertoire sous le dossier personnel de l’utilisateur.
way-address-webhook = Adresse
way-address-webhook-hint = https://… Countersign l’appelle avec une demande signée, selon Standard Webhooks.
way-host-key = Clé du serveur
way-host-key-hint = Sa clé publique (ssh-ed25519 …) ou son empreinte (SHA256:…). Rien n’est envoyé à un serveur qui a une autre clé.
way-format = Fichier
way-format-hint = Le format de l’envoi.
way-format-csv = CSV : une ligne par ligne de rapport
way-format-jsonl = JSON Lines : les documents
way-file = Fichier
way-added = Ajouté. Envoyez un test avant le prochain envoi.
way-saved = Enregistré. Les transmissions en attente sont tentées aussitôt.
way-stale-text = Rien n’a été enregistré. Votre texte est dans les champs ci-dessous. Rouvrez le canal pour voir l’autre.
way-wrong-long = Utilisez au plus 1 000 caractères.
way-wrong-name = Utilisez 1 à 100 caractères visibles sur une ligne, sans caractères qui changent le sens du texte.
way-wrong-unseen = L’adresse contient des caractères invisibles ou qui changent le sens du texte. Saisissez-la sans eux.
way-wrong-email = Saisissez 1 à 20 adresses e-mail, séparées par des virgules.
way-wrong-folder = Saisissez le chemin complet d’un répertoire existant, commençant par /.
way-wrong-outside = Choisissez un répertoire dans le dossier d’envoi du serveur (--dispatch-folder).
way-wrong-no-root = Ce serveur n’écrit pas dans des dossiers. L’exploitant l’autorise avec --dispatch-folder.
way-wrong-sftp = Saisissez sftp://user@host/directory, sans mot de passe et sans « .. ».
way-wrong-webhook = Saisissez une adresse qui commence par https://, sans utilisateur ni mot de passe. http:// est réservé à cette machine.
way-wrong-network = Cette adresse est dans un réseau vers lequel les demandes ne sont pas autorisées. L’exploitant en autorise un avec --allow-network.
way-wrong-host-key = Saisissez une clé publique telle que ssh-ed25519 AAAA…, ou une empreinte telle que SHA256:….
way-public-key = Clé de ce canal
way-public-key-text = Ajoutez cette ligne au fichier authorized_keys de l’utilisateur sur l’autre serveur. La clé privée reste ici et n’est pas affichée.
way-test = Envoyer un test
way-test-text = Envoie un petit message ou fichier marqué comme test, et montre le résultat.
way-test-sent = Le test est arrivé.
way-test-acknowledged = Le test est arrivé et a été confirmé.
way-test-failed = Le test n’est pas arrivé : { $why }
way-stays-demo = Ceci est une démonstration : rien n’est envoyé.
way-stays-rehearsal = Ceci est un mode d’essai : rien n’est envoyé, sauf si le serveur est lancé avec --deliver-in-rehearsal.
way-renew-secret = Créer un nouveau secret
way-renew-secret-text = Les demandes sont alors signées avec le nouveau secret, et pendant 24 heures aussi avec le précédent.
way-renew-key = Créer une nouvelle clé
way-renew-key-text = Le canal n’utilise alors que la nouvelle clé : ajoutez-la sur l’autre serveur, sinon les transmissions attendent.
way-locked = Le secret de ce canal ne peut pas être déchiffré, parce que sa clé manque ; rien n’est donc envoyé. Créez-en un nouveau, ou attendez que l’exploitant ait remis la clé.
way-key-made = Une nouvelle clé a été créée. Ajoutez-la sur l’autre serveur.
way-old-until = Le secret précédent signe jusqu’au { $until }.
way-secret = Secret du webhook
way-secret-text = Les demandes sont signées avec lui. Donnez-le au destinataire, sans que personne d’autre puisse le lire.
way-secret-once = Il n’est affiché que cette fois. S’il se perd, créez-en un nouveau.
way-mail-title = Envoi { $number } · { $months }
way-mail-subject = Envoi { $number }, { $distributor } → { $vendor } : { $months }
way-mail-said = { $distributor } vous transmet ses rapports d’utilisation approuvés pour { $months } dans le fichier joint. Si ce message arrive deux fois, c’est le même envoi.
way-mail-open = Ouvrir l’envoi
way-mail-why = Vous recevez ce message car { $distributor } transmet ses envois à votre adresse.
way-test-subject = Test des envois : { $distributor }
way-test-said = Ceci est un test et non un envoi. Les envois ({ $distributor }) arriveront à cette adresse, avec leur fichier joint.
delivery-title = Transmission
delivery-goes-by = L’éditeur le voit dans Countersign. Il est aussi transmis par :
delivery-not-sent = Pas transmis par ce canal
delivery-waiting = En attente
delivery-waiting-off = En attente : le canal est désactivé
delivery-under-way = En cours
delivery-again = En attente, prochaine tentative
delivery-unreached = Le destinataire était injoignable, ou sa réponse n’était pas valable. Le journal du serveur donne les détails.
delivery-sent = Transmis
delivery-failed = Abandonné
delivery-acknowledged = Confirmé
delivery-answered = Confirmé : l’éditeur a décidé de certains de ses rapports
delivery-attempts = { $count ->
    [one] une tentative
   *[other] { $count } tentatives
}
delivery-send = Transmettre
delivery-send-now = Essayer maintenant
delivery-send-again = Transmettre de nouveau
delivery-sending = L’envoi est transmis par { $way }. Il garde son nom et son numéro, pour que l’autre côté reconnaisse une répétition.
delivery-busy = L’envoi est déjà en cours de transmission par { $way }.
