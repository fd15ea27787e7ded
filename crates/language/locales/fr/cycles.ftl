# Machine-translated, not proof-read by a native speaker yet.
cycles-title = Mois de rapport
cycles-choose = Choisir un distributeur
cycles-closed = Clôturé
cycles-not-closed = Ouvert
cycle-title = Mois de rapport
cycle-of-month = Vue d’ensemble du mois
cycle-done = Clôture du mois
cycle-closed-by = Clôturé le { $at } par { $who }.
cycle-closed = Clôturé le { $at }.
cycle-but-since = Changements depuis :
cycle-changed-since = { $count ->
    [one] { $count } rapport a été créé, soumis ou décidé
   *[other] { $count } rapports ont été créés, soumis ou décidés
}
cycle-nothing-in-the-way = Rien n’est ouvert. Vous pouvez clôturer ce mois.
cycle-in-the-way = Ce mois ne peut pas encore être clôturé. Encore ouvert :
cycle-known = Pour information (n’empêche pas la clôture) :
cycle-close-text = La clôture enregistre votre nom et l’heure. Elle ne verrouille rien. Si un rapport est renvoyé ou créé plus tard, cette page le montre.
cycle-close = Clôturer { $month }
cycle-was-closed = { $month } est clôturé.
cycle-not-closed = { $month } n’a pas été clôturé, parce que quelque chose est ouvert maintenant.
cycle-way-not-over = Le mois n’est pas encore terminé.
cycle-way-unmade = { $count ->
    [one] Les rapports de { $count } partenaire restent à créer
   *[other] Les rapports de { $count } partenaires restent à créer
}
cycle-way-faults = { $count ->
    [one] { $count } rapport n’a pas pu être créé ; l’exploitant peut voir pourquoi
   *[other] { $count } rapports n’ont pas pu être créés ; l’exploitant peut voir pourquoi
}
cycle-way-preparing = { $count ->
    [one] { $count } rapport est encore chez son partenaire
   *[other] { $count } rapports sont encore chez leurs partenaires
}
cycle-way-under-review = { $count ->
    [one] { $count } rapport est en cours d’examen
   *[other] { $count } rapports sont en cours d’examen
}
cycle-way-rejected = { $count ->
    [one] { $count } rapport rejeté n’a pas été soumis de nouveau
   *[other] { $count } rapports rejetés n’ont pas été soumis de nouveau
}
cycle-way-approved = { $count ->
    [one] { $count } rapport approuvé n’a pas été transmis à son éditeur
   *[other] { $count } rapports approuvés n’ont pas été transmis à leurs éditeurs
}
cycle-known-submitted = { $count ->
    [one] { $count } rapport est chez son éditeur
   *[other] { $count } rapports sont chez leurs éditeurs
}
cycle-known-unopened = { $count ->
    [one] { $count } rapport n’a jamais été ouvert par son partenaire
   *[other] { $count } rapports n’ont jamais été ouverts par leurs partenaires
}
cycle-known-nobody = { $count ->
    [one] { $count } partenaire n’a personne à prévenir
   *[other] { $count } partenaires n’ont personne à prévenir
}
cycle-known-no-data = { $count ->
    [one] { $count } abonnement n’a pas de données et n’est plus compté
   *[other] { $count } abonnements n’ont pas de données et ne sont plus comptés
}
cycle-known-carried-forward = { $count ->
    [one] { $count } abonnement n’avait pas de relevé ; le dernier compte
   *[other] { $count } abonnements n’avaient pas de relevé ; les derniers comptent
}
cycle-statuses = Rapports par statut
cycle-late = En retard
cycle-people = Ouverts par les partenaires
cycle-people-hint = Un rapport compte comme ouvert dès qu’une personne du partenaire l’a vu, enregistré ou soumis. Personne à prévenir : le partenaire n’a aucun administrateur ni responsable de la facturation avec un mot de passe, une authentification unique ou une invitation en cours.
cycle-system = Décidé par le système
cycle-data = Données manquantes
cycle-data-hint = Abonnements dans les rapports de ce mois.
cycle-count-due = Chez le partenaire : échéance dans les 24 heures, ou passée
cycle-count-review-late = En cours d’examen : date d’examen dépassée
cycle-count-left-behind = Approuvés, mais absents de l’envoi
cycle-count-unopened = Jamais ouverts
cycle-count-nobody = Partenaires sans personne à prévenir
cycle-count-submitted-by-system = Soumis, sans pénalité
cycle-count-with-penalties = Soumis avec pénalités, signalés
cycle-count-approved-by-system = Approuvés
cycle-count-no-data = Sans données depuis trop longtemps, non comptés
cycle-count-carried-forward = Sans relevé, reportés
cycle-count-not-made = Partenaires encore sans rapport
cycle-last-reading = Dernier relevé
cycle-no-reading = Aucun
cycle-rows-none = Aucune entrée
cycle-rows-none-text = Rien dans ce mois n’est actuellement dans cet état.
cycle-in-no-line = Dans aucune ligne de rapport
cycle-in-no-line-none = Chaque abonnement est dans une ligne de rapport
cycle-in-no-line-none-text = Chaque abonnement facturable qui a un relevé ce mois-ci est compté dans exactement un rapport.
cycle-in-no-line-purged = Les relevés ont été purgés
cycle-in-no-line-purged-text = Les relevés de ce mois ont été purgés ; seuls les abonnements qu’un rapport nomme sont donc énumérés.
cycle-in-no-line-more = { $count ->
    [one] Un autre n’est pas affiché. La commande « countersign report missing » les énumère tous.
   *[other] { $count } autres ne sont pas affichés. La commande « countersign report missing » les énumère tous.
}
cycle-units = Unités
cycle-no-units = pas d’unités
cycle-last-reading-before = Dernier relevé avant le mois
cycle-make = Créer le rapport pour { $partner } ({ $vendor })
cycle-made = Le rapport a été créé. Son échéance court à partir d’aujourd’hui.
cycle-known-too-late = { $count ->
    [one] { $count } abonnement est arrivé trop tard pour un rapport
   *[other] { $count } abonnements sont arrivés trop tard pour un rapport
}
cycle-known-twice = { $count ->
    [one] { $count } abonnement est facturé dans deux rapports
   *[other] { $count } abonnements sont facturés dans deux rapports
}
cycle-twice = Facturés dans deux rapports
cycle-twice-hint = Ces rapports ont été créés avant que chaque relevé soit rattaché à un seul propriétaire. Ouvrez le rapport qui ne devrait pas avoir ces unités, et proposez-y une correction une fois qu’il est terminé.
cycle-reason-came-too-late = Arrivés trop tard ({ $count })
cycle-reason-came-too-late-hint = Les relevés sont arrivés après l’échéance qu’aurait eue leur rapport. Vous pouvez créer le rapport maintenant.
cycle-reason-fault = Rapport impossible à créer ({ $count })
cycle-reason-fault-hint = Un chiffre est trop grand. La page « Horloge » de l’exploitant montre lequel.
cycle-reason-not-made-yet = Rapport pas encore créé ({ $count })
cycle-reason-not-made-yet-hint = Le système créera ces rapports automatiquement.
cycle-reason-no-data = Sans données depuis trop longtemps ({ $count })
cycle-reason-no-data-hint = Le dernier relevé est trop ancien pour être reporté.
cycle-reason-ended = Utilisés après la fin ({ $count })
cycle-reason-ended-hint = Tous les relevés datent de jours après la fin de l’abonnement. Ils ne sont pas facturés.
cycle-reason-reseller = Revendeur ({ $count })
cycle-reason-reseller-hint = Les revendeurs n’ont pas de rapports d’utilisation.
cycle-reason-isp = ISP ({ $count })
cycle-reason-isp-hint = Un ISP facture à sa manière, et ses partenaires n’ont pas de rapports d’utilisation.
cycle-reason-region-off = Pas de rapports d’utilisation dans la région ({ $count })
cycle-reason-region-off-hint = Les rapports d’utilisation étaient désactivés dans la région à la fin du mois.
cycle-reason-before-first-cycle = Avant le premier mois ({ $count })
cycle-reason-before-first-cycle-hint = Cette installation ne crée que les rapports de mois ultérieurs.
