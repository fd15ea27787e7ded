# Machine-translated, not proof-read by a native speaker yet.
row-problem-value = Remplissez cette cellule : une valeur est requise.
row-problem-figure = Remplissez cette cellule : un nombre est requis.
row-problem-vendor-code = Indiquez le code de l’éditeur : il ne peut manquer que s’il y a exactement un éditeur.
row-problem-utf8 = Enregistrez le fichier en UTF-8 : cette cellule contient des octets qui ne sont pas du texte.
row-problem-too-long = Utilisez au plus { $most } caractères.
row-problem-control = Supprimez les caractères de contrôle, comme les tabulations.
row-problem-unseen = Supprimez les caractères invisibles et ceux qui changent le sens du texte.
row-problem-unseeable = Utilisez au moins un caractère visible.
row-problem-code = Utilisez de 1 à 64 caractères imprimables.
row-problem-code-once = N’utilisez chaque code qu’une fois dans le fichier.
row-problem-code-reserved = Utilisez un autre code : celui-ci est réservé.
row-problem-code-taken = { $kind ->
    [operator] Utilisez un autre code : celui-ci est celui de l’exploitant.
    [vendor] Utilisez un autre code : un éditeur a déjà celui-ci.
    [distributor] Utilisez un autre code : un distributeur a déjà celui-ci.
   *[partner] Utilisez un autre code : un partenaire a déjà celui-ci.
}
row-problem-unknown = { $thing ->
    [region] Aucune région n’a ce code. Corrigez-le, ou ajoutez d’abord la région.
    [company] Aucune entreprise n’a ce code. Corrigez-le, ou ajoutez d’abord l’entreprise.
    [vendor] Aucun éditeur n’a ce code. Corrigez-le, ou ajoutez d’abord l’éditeur.
    [distributor] Aucun distributeur n’a ce code. Corrigez-le, ou ajoutez d’abord le distributeur.
    [partner] Aucun partenaire n’a ce code. Corrigez-le, ou ajoutez d’abord le partenaire.
    [customer] Aucun client n’a ce code. Corrigez-le, ou ajoutez d’abord le client.
    [product] Aucun produit n’a ce code. Corrigez-le, ou ajoutez d’abord le produit.
   *[subscription] Aucun abonnement n’a ce code. Corrigez-le, ou ajoutez d’abord l’abonnement.
}
row-problem-one-of = Écrivez l’un de ces mots : { $words }.
row-problem-role = Écrivez l’un de ces rôles : { $words }.
row-problem-language = Écrivez l’une de ces langues : { $words }.
row-problem-yes-no = Écrivez « yes » ou « no ».
row-problem-whole = Indiquez un nombre entier de { $from } à { $to }.
row-problem-percent = Indiquez un pourcentage de 0 à 100 avec au plus deux décimales.
row-problem-reminders = Indiquez des jours avant l’échéance, de 1 à 28, comme 2 1.
row-problem-decimals-fixed = Le produit garde son nombre de décimales, { $decimals }, car il a des relevés.
row-problem-vendor-fixed = Le produit garde son éditeur, car il a des relevés.
row-problem-enough-decimals = { $count ->
    [one] Choisissez un produit avec au moins { $count } décimale, car l’abonnement a des relevés.
   *[other] Choisissez un produit avec au moins { $count } décimales, car l’abonnement a des relevés.
}
row-problem-zone = Indiquez un fuseau horaire de la base IANA, comme Europe/Paris.
row-problem-zone-fixed = La région garde son fuseau horaire, { $zone }, car un mois avec des abonnements de la région est terminé.
row-problem-currency = Indiquez trois majuscules, comme EUR.
row-problem-email = Indiquez une adresse e-mail, comme eva@nordlicht.example.
row-problem-email-once = N’indiquez chaque adresse qu’une fois par entreprise.
row-problem-administrator = Donnez d’abord le rôle Administrator à une autre personne de cette entreprise.
row-problem-date = Indiquez une date, comme 2026-10-31.
row-problem-instant = Indiquez un instant, comme 2026-11-01T08:30:00Z.
row-problem-past = Indiquez un instant qui n’est pas dans le futur.
row-problem-last-change = Indiquez { $from } ou plus tard, date de la dernière modification.
row-problem-closed = Indiquez { $from } ou plus tard : le mois est terminé ({ $month }).
row-problem-instant-or-date = Indiquez une date, ou un instant comme 2026-10-01T08:30:00Z.
row-problem-ahead = Indiquez un instant dans les 24 heures au plus.
row-problem-purged = Indiquez { $from } ou plus tard, car les relevés antérieurs ont été purgés.
row-problem-number = Indiquez un nombre, comme 12 ou 12.5.
row-problem-exponent = Indiquez le nombre sans exposant.
row-problem-decimal-point = Utilisez un point décimal. Seuls les fichiers avec ; entre les cellules peuvent avoir des virgules décimales.
row-problem-one-mark = Utilisez une seule marque décimale, et rien entre les milliers, comme dans 1234,5.
row-problem-quote = Il y a du texte après le guillemet fermant dans { $found }. Supprimez-le, ou doublez les guillemets dans la cellule.
row-problem-heading = La colonne de la cellule { $cell } n’a pas d’en-tête, mais la cellule contient { $found }. Ajoutez un en-tête, ou videz la cellule.
row-problem-cells = { $found ->
    [one] Cette ligne a { $found } cellule, mais l’en-tête en a { $header }. Corrigez la ligne.
   *[other] Cette ligne a { $found } cellules, mais l’en-tête en a { $header }. Corrigez la ligne.
}
file-problem-unopened = Le fichier ne peut pas être ouvert : { $error }
file-problem-unread = Le fichier ne peut pas être lu : { $error }
file-problem-gzip = Le fichier n’est pas un fichier gzip complet ({ $error }). Récupérez-le ou compressez-le de nouveau.
file-problem-bomb = Le fichier décompressé fait plus de { $times } fois sa taille, ce qu’aucun tableau ne fait. Décompressez-le et vérifiez son contenu.
file-problem-utf16 = Le fichier est en UTF-16. Enregistrez-le en CSV UTF-8.
file-problem-empty = Le fichier est vide. Commencez-le par une ligne d’en-tête.
file-problem-broken-header = Il y a du texte après un guillemet fermant dans l’en-tête. Supprimez-le.
file-problem-header-not-text = L’en-tête contient des octets qui ne sont pas du texte. Enregistrez le fichier en UTF-8.
file-problem-unknown-column = Il n’y a pas de colonne { $found }. Le fichier peut avoir celles-ci : { $known }.
file-problem-column-twice = Le fichier a deux fois la colonne « { $name } ». Supprimez-en une.
file-problem-no-column = Il manque la colonne « { $name } ». Ajoutez-la.
file-problem-marks = Le fichier a des nombres avec une virgule décimale (ligne { $comma }) et avec un point décimal (ligne { $point }). Utilisez partout le même signe.
file-problem-cut = Le fichier est tronqué : la ligne { $row } se termine entre guillemets. Envoyez-le de nouveau.
file-problem-cells = La ligne { $row } a plus de 256 cellules. Supprimez les cellules en trop, ou corrigez les séparateurs.
file-problem-long = La ligne { $row } dépasse 1 Mio. Vérifiez que tous les guillemets sont fermés.
file-problem-conflict = La base de données a des données plus récentes. Importez de nouveau le fichier.
