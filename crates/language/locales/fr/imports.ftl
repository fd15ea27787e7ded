# Machine-translated, not proof-read by a native speaker yet.
imports-upload = Importer des fichiers
imports-files = Fichiers
imports-try = Envoyer et vérifier
imports-try-text = Rien ne change avant que vous ayez vu l’effet des fichiers et l’ayez confirmé.
imports-came = Imports précédents
imports-none = Aucun import pour l’instant
imports-none-text = Les fichiers envoyés apparaissent ici avec la personne qui les a envoyés et le résultat. Les imports par la commande « countersign import » n’y figurent pas.
imports-when = Date
imports-who = Personne
imports-result = Résultat
imports-more-files = { $count ->
    [one] et { $count } autre
   *[other] et { $count } autres
}
imports-problems = { $count ->
    [one] { $count } problème
   *[other] { $count } problèmes
}
imports-earlier = Plus anciens
imports-cut = L’envoi a été interrompu, et rien n’a été gardé. Envoyez de nouveau les fichiers.
imports-unknown-name = « { $name } » n’est pas le nom d’un fichier qui peut être importé. Utilisez l’un des noms ci-dessous.
imports-twice = « { $name } » a été choisi deux fois. Envoyez chaque fichier une fois.
imports-one-kind = « { $name } » et « { $other } » sont des fichiers du même type. Envoyez l’un des deux.
imports-too-many = Envoyez au plus 50 fichiers à la fois.
imports-nothing = Choisissez au moins un fichier.
imports-too-large = Envoyez au plus 2 Go à la fois. Compressez les fichiers en .gz, ou envoyez-les en plusieurs fois.
imports-disk-full = Le disque du serveur est plein, et rien n’a été gardé. Libérez de l’espace et envoyez de nouveau les fichiers.
imports-disk = Le serveur n’a pas pu enregistrer les fichiers. Son journal en donne la raison.
imports-drop = Déposez des fichiers ici, ou choisissez-les
imports-packed = Utilisez les noms ci-dessous. Chaque fichier peut être compressé en .gz, et plusieurs peuvent être envoyés à la fois.
imports-templates = Fichiers et leurs colonnes
imports-templates-text = Ouvrez un fichier pour voir ses colonnes et télécharger un modèle. L’ordre des colonnes est libre, et les facultatives peuvent manquer.
imports-template = Télécharger le modèle
imports-column-meaning = Signification
imports-column-required = Obligatoire
imports-column-reference = Le code sous lequel l’entrée a été ajoutée ou importée.
imports-column-time-zone = Un fuseau horaire de la base IANA, comme Europe/Paris.
imports-column-currency = Trois majuscules selon ISO 4217, comme EUR.
imports-column-observed-at = Un jour, comme 2026-10-31, ce qui signifie midi dans le fuseau horaire de la région ; ou un instant, comme 2026-10-31T08:30:00Z.
imports-column-company = Le code de l’entreprise, ou « operator » pour l’exploitant.
imports-column-role = Par exemple Administrator ou Billing Manager.
imports-file-regions = Régions
imports-file-vendors = Éditeurs
imports-file-products = Produits
imports-file-distributors = Distributeurs
imports-file-partners = Partenaires
imports-file-customers = Clients
imports-file-subscriptions = Abonnements
imports-file-users = Utilisateurs
imports-file-usage = Relevés
