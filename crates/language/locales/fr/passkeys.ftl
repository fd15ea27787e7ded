# Machine-translated, not proof-read by a native speaker yet.
passkey-title = Clés d’accès
passkey-text = Avec une clé d’accès, vous vous connectez par l’empreinte digitale, le visage ou le code PIN de votre appareil, sans mot de passe ni code d’un second facteur. Une clé d’accès ne vaut que pour ce site : aucun autre ne peut la demander.
passkey-count = { $count ->
    [0] Vous n’avez pas de clé d’accès. Avec une clé d’accès, vous vous connectez par l’empreinte digitale, le visage ou le code PIN de votre appareil.
    [one] Vous avez { $count } clé d’accès.
   *[other] Vous avez { $count } clés d’accès.
}
passkey-manage-all = Gérer les clés d’accès
passkey-none = Aucune clé d’accès pour l’instant.
passkey-made = Ajoutée le
passkey-never-used = Jamais
passkey-kept = Conservée
passkey-shared = Dans un gestionnaire de mots de passe, qui peut la partager entre vos appareils
passkey-bound = Sur un seul appareil
passkey-manage = Renommer ou supprimer
passkey-add = Ajouter une clé d’accès
passkey-name-hint = Par exemple le nom de l’appareil ou du gestionnaire de mots de passe.
passkey-name-expected = Saisissez un nom de 200 caractères au plus.
passkey-remove = Supprimer la clé d’accès
passkey-remove-text = Vous ne pourrez plus vous connecter avec elle, et vos autres sessions prendront fin. Supprimez-la aussi sur votre appareil.
passkey-added = La clé d’accès est ajoutée. Vous pouvez maintenant vous connecter avec elle.
passkey-removed = La clé d’accès est supprimée, et vos autres sessions ont pris fin.
passkey-too-many = { $count ->
    [one] Vous avez { $count } clé d’accès, le maximum. Supprimez-la avant d’en ajouter une autre.
   *[other] Vous avez { $count } clés d’accès, le maximum. Supprimez-en une avant d’en ajouter une autre.
}
passkey-numeric-address = Les navigateurs ne créent des clés d’accès que pour des noms d’hôte, et vous avez ouvert Countersign à une adresse numérique. Ouvrez-le par son nom.
passkey-unencrypted = Les navigateurs ne créent des clés d’accès que par des connexions chiffrées, et celle-ci ne l’est pas. Demandez une adresse https:// à l’exploitant.
passkey-needs-script = Les clés d’accès ont besoin de JavaScript, qui est désactivé dans votre navigateur.
passkey-unsupported = Votre navigateur ne prend pas en charge les clés d’accès.
passkey-create-title = Ajouter une clé d’accès
passkey-create-text = Votre navigateur demande maintenant où conserver la clé d’accès, et votre appareil demande votre empreinte digitale, votre visage ou votre code PIN.
passkey-create-button = Demander à nouveau
passkey-cancel = Annuler
passkey-not-done = Aucune clé d’accès n’a été créée. Réessayez, ou choisissez un autre appareil ou gestionnaire de mots de passe.
passkey-there = Cet appareil ou ce gestionnaire de mots de passe a déjà une clé d’accès à vous. Choisissez-en un autre.
passkey-expired = Cela a pris plus de cinq minutes, ou a été envoyé deux fois. Recommencez.
passkey-not-accepted = Countersign n’a pas pu accepter cette clé d’accès. Utilisez un appareil qui vous vérifie par une empreinte digitale, un visage ou un code PIN.
passkey-taken = Cette clé d’accès a déjà été ajoutée. Créez-en une nouvelle.
passkey-sign-in = Se connecter avec une clé d’accès
passkey-not-used = Vous n’êtes pas connecté. Réessayez, ou connectez-vous avec votre mot de passe.
passkey-refused = Cette clé d’accès n’est pas connue ici, ou sa réponse n’a pas pu être vérifiée. Connectez-vous avec votre mot de passe.
passkey-signed-on = Vous vous êtes connecté par le fournisseur d’identité de votre entreprise. Pour ajouter une clé d’accès, connectez-vous avec votre mot de passe : une clé d’accès ouvre toutes les entreprises de votre compte.
passkey-awaited = Votre mot de passe est correct. Une de vos entreprises exige un second facteur, et le vôtre est une clé d’accès : connectez-vous avec elle. Si vous l’avez perdue, demandez un lien pour définir un nouveau mot de passe, ce qui supprime vos clés d’accès.
passkey-awaited-elsewhere = Les clés d’accès ne fonctionnent pas à cette adresse. Ouvrez Countersign à l’adresse où vous avez ajouté la vôtre.
account-by-passkey = par clé d’accès
