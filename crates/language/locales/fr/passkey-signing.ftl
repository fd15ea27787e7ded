# Machine-translated, not proof-read by a native speaker yet.
signing-do = { $verb ->
    [submit] Signer et soumettre
    [approve] Signer et approuver
    [reject] Signer et rejeter
    [agree-correction] Signer et accepter
    [dispatch] Signer et transmettre
    [complete] Signer et terminer
   *[return] Signer et renvoyer
}
signing-not-done = Rien n’a été signé ni modifié. Réessayez.
signing-no-passkey = Votre société exige votre signature pour cette opération. Ajoutez une clé d’accès et signez ici par l’empreinte digitale, le visage ou le code PIN, ou signez en ligne de commande avec une clé SSH.
signing-numeric-address = Votre société exige votre signature pour cette opération. Les navigateurs ne signent avec une clé d’accès que pour des noms d’hôte, et vous avez ouvert Countersign à une adresse numérique. Ouvrez-le par son nom, ou signez en ligne de commande avec une clé SSH.
signing-unencrypted = Votre société exige votre signature pour cette opération. Les navigateurs ne signent avec une clé d’accès que par des connexions chiffrées, et celle-ci ne l’est pas. Demandez une adresse https:// à l’exploitant, ou signez en ligne de commande avec une clé SSH.
signing-needs-script = Votre société exige votre signature pour cette opération. Pour signer avec une clé d’accès, il faut JavaScript et un navigateur qui prend en charge les clés d’accès. Sinon, signez en ligne de commande avec une clé SSH.
signing-too-many = Une signature couvre au plus { $count } rapports. Sélectionnez-en moins.

signing-key-of-passkey = Clé d’accès
person-keys = Clés d’accès et clés de signature
person-keys-lead = Voyez avec quoi cette personne se connecte et signe ses décisions, et supprimez ce qu’elle a perdu.
person-keys-show = Afficher les clés d’accès et de signature
person-keys-text = Supprimez une clé d’accès si son appareil est perdu : elle ne connecte plus personne et ne signe plus rien, et toutes les sessions de la personne se terminent. Une clé de signature supprimée ne signe plus rien. Ce qui a été signé reste vérifiable.
person-keys-elsewhere = Cette personne agit aussi pour d’autres entreprises. Elle supprime elle-même ses clés d’accès et de signature, sur la page de son compte.
person-keys-own = Ce sont vos propres clés. Supprimez-les sur la page de votre compte.
person-passkeys-none = Aucune clé d’accès
person-signing-keys-none = Aucune clé de signature
person-key-remove = Supprimer la clé
person-key-removed = Supprimée. La personne reçoit un message.
