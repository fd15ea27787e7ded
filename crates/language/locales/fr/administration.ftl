# Machine-translated, not proof-read by a native speaker yet.
directory-isp = ISP
directory-currency = Devise
directory-language = Langue
directory-change = Modifier
directory-edit = Modifier { $name }
directory-add-region = Ajouter une région
directory-add-vendor = Ajouter un éditeur
directory-add-distributor = Ajouter un distributeur
directory-add-partner = Ajouter un partenaire
directory-add-product = Ajouter un produit
directory-save = Enregistrer
directory-optional = (facultatif)
directory-choose = Choisir…
directory-added = Ajouté.
directory-saved = Enregistré. La modification s’applique aux rapports créés à partir de maintenant.
directory-unchanged = Aucune modification : il n’y avait rien à enregistrer.
directory-from-now-on = Les modifications s’appliquent aux rapports créés à partir de maintenant. Les rapports existants gardent leurs valeurs.
directory-stale = Une autre personne a modifié la même entrée
directory-stale-text = Rien n’a été enregistré. Votre texte est dans les champs ci-dessous. Enregistrez de nouveau pour remplacer l’autre.
directory-changed-meanwhile = Valeur actuelle : { $value }
directory-hint-code = 1 à 64 caractères imprimables. Les fichiers désignent l’entrée par ce code. Il ne peut pas être modifié ensuite.
directory-hint-code-fixed = Les fichiers désignent l’entrée par ce code ; il ne peut donc pas être modifié.
directory-hint-time-zone = Les mois, les jours et les échéances suivent ce fuseau horaire. Il ne peut plus être modifié après la fin d’un mois où la région avait des abonnements.
directory-hint-time-zone-fixed = Ce n’est plus modifiable, parce qu’un mois avec des abonnements de la région est terminé.
directory-hint-usage-reports = Oui : chaque MSP sous un distributeur de cette région reçoit un rapport pour chaque mois qui se termine à partir de maintenant. Non : aucun nouveau rapport n’est créé ; les rapports existants sont menés à terme.
directory-hint-region = Elle détermine le fuseau horaire, les paramètres hérités et l’existence de rapports d’utilisation.
directory-hint-distributor-type = Un ISP facture à sa manière : ni lui ni ses partenaires n’ont de rapports d’utilisation.
directory-hint-partner-type = Seul un MSP a des rapports d’utilisation.
directory-hint-distributor = Les rapports existants restent au distributeur sous lequel ils ont été créés.
directory-hint-company-id = Un UUID qui la distingue d’entreprises du même nom. Si vous laissez ce champ vide, il est dérivé du code.
directory-since = Depuis
directory-hint-since = Quand un changement de distributeur ou de type prend effet, par exemple 2026-11-01T08:30:00Z. Si vous laissez ce champ vide, à l’enregistrement. Au plus tôt à la fin du mois dernier en UTC.
directory-hint-vendor-fixed = L’éditeur d’un produit qui a des relevés ne peut pas être modifié.
directory-wrong-since = Saisissez un instant passé tel que 2026-11-01T08:30:00Z, dans ce mois (UTC) et pas avant la dernière modification.
directory-hint-unit = L’unité comptée, comme Seats ou GB.
directory-hint-decimals = De 0 à 6. Non modifiable une fois que le produit a des relevés.
directory-hint-decimals-fixed = Ce n’est plus modifiable, parce que le produit a des relevés.
directory-hint-reports-usage = Oui : les unités utilisées comptent si elles sont déclarées. Non : seules les unités provisionnées comptent.
directory-hint-basis = Comment les relevés d’un mois deviennent un chiffre.
directory-wrong-fixed = Ce n’est plus modifiable.
directory-wrong-blank = Remplissez ce champ.
directory-wrong-choice = Choisissez une option.
directory-wrong-code = Utilisez 1 à 64 caractères imprimables. Certains codes sont réservés.
directory-retired = Retiré
directory-retired-at = Retiré le { $at }. Les formulaires et les fichiers ne le proposent plus. Ses rapports et son historique restent.
directory-retire = Retirer
directory-retire-text = Les formulaires et les fichiers ne proposent plus ce qui est retiré. Ses rapports et son historique restent, et vous pouvez le rétablir.
directory-retire-done = L’entrée est retirée.
directory-restore = Rétablir
directory-restore-done = L’entrée est de nouveau en service.
directory-restore-distributor-first = Son distributeur est retiré. Rétablissez d’abord le distributeur.
directory-restore-vendor-first = Son éditeur est retiré. Rétablissez d’abord l’éditeur.
directory-retire-products = { $count ->
    [one] Retrait encore impossible : { $count } produit est en service. Retirez-le d’abord.
   *[other] Retrait encore impossible : { $count } produits sont en service. Retirez-les d’abord.
}
directory-retire-partners = { $count ->
    [one] Retrait encore impossible : { $count } partenaire est en service. Retirez-le d’abord.
   *[other] Retrait encore impossible : { $count } partenaires sont en service. Retirez-les d’abord.
}
directory-retire-subscriptions = { $count ->
    [one] Retrait encore impossible : { $count } abonnement compte encore. Donnez-lui un dernier jour, et retirez l’entrée quand les rapports de ce mois sont créés.
   *[other] Retrait encore impossible : { $count } abonnements comptent encore. Donnez-leur un dernier jour, et retirez l’entrée quand les rapports de ce mois sont créés.
}
directory-retire-reports = { $count ->
    [one] Retrait encore impossible : { $count } rapport est encore ouvert.
   *[other] Retrait encore impossible : { $count } rapports sont encore ouverts.
}
directory-retire-former = { $count ->
    [one] Retrait encore impossible : { $count } abonnement a changé de place, mais compte encore ici pour un mois dont les rapports ne sont pas créés. Retirez l’entrée quand ils sont créés.
   *[other] Retrait encore impossible : { $count } abonnements ont changé de place, mais comptent encore ici pour un mois dont les rapports ne sont pas créés. Retirez l’entrée quand ils sont créés.
}
directory-retire-corrections = { $count ->
    [one] Retrait encore impossible : { $count } correction est encore ouverte.
   *[other] Retrait encore impossible : { $count } corrections sont encore ouvertes.
}
directory-retire-deliveries = { $count ->
    [one] Retrait encore impossible : { $count } transmission d’un envoi est encore en cours. Retirez l’entrée quand elle est arrivée, ou désactivez son canal.
   *[other] Retrait encore impossible : { $count } transmissions d’envois sont encore en cours. Retirez l’entrée quand elles sont arrivées, ou désactivez leurs canaux.
}
directory-wrong-retired = Cette entrée est retirée. Choisissez-en une autre, ou rétablissez-la d’abord.
directory-wrong-code-taken = Ce code est déjà pris. Utilisez-en un autre.
directory-wrong-company-id = Saisissez un UUID tel que 123e4567-e89b-12d3-a456-426614174000.
directory-wrong-decimals = Saisissez un nombre entier de 0 à 6.
directory-wrong-text = Utilisez au plus { $most } caractères visibles, sans tabulations, sauts de ligne ni caractères qui changent le sens du texte.
directory-add-customer = Ajouter un client
directory-add-subscription = Ajouter un abonnement
directory-customer = Client
directory-hint-billable = Non : ses unités sont affichées, mais pas facturées.
directory-hint-ends-on = Le dernier jour où il compte. Laissez vide tant que l’abonnement court.
directory-hint-since-moved = Quand un changement prend effet, par exemple 2026-11-01T08:30:00Z. Si vous laissez ce champ vide, à l’enregistrement. Au plus tôt à la fin du mois dernier en UTC.
directory-wrong-reference = Aucune entrée n’a ce code. Vérifiez-le, ou ajoutez d’abord l’entrée.
directory-wrong-day = Saisissez un jour, comme 2026-10-31. Un relevé peut être au plus 24 heures en avance.
reading-add = Ajouter un relevé
reading-day = Jour
reading-hint-day = Le relevé compte à midi de ce jour dans le fuseau horaire de la région.
reading-hint-figure = Utilisez des chiffres, avec un point avant les décimales, comme 1250.5.
reading-hint-used = Laissez vide si l’utilisation n’a pas été déclarée.
reading-wrong-figure = Saisissez un chiffre tel que 120, sans plus de décimales que le produit.
reading-added = Le relevé a été ajouté.
reading-known = Ce relevé existe déjà ; rien n’a donc été modifié.
directory-hint-language = La langue des messages aux personnes qui n’en ont choisi aucune.
directory-language-unknown = { $tag } (pas une langue de Countersign : les messages sont en anglais)
