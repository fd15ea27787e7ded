# Machine-translated, not proof-read by a native speaker yet.
report-line-title = { $product } · { $partner } · { $month }
report-default = Valeur par défaut
report-basis-peak = Chaque abonnement compte avec son jour le plus élevé (peak).
report-basis-average = Chaque abonnement compte avec la moyenne de ses jours (average).
report-basis-p85 = Chaque abonnement compte avec son jour le plus élevé, une fois écartés les 15 % de jours les plus élevés (p85).
report-basis-last = Chaque abonnement compte avec son dernier jour (last).
report-basis-sum = Chaque abonnement compte avec la somme de ses jours (sum) ; les unités provisionnées, avec le jour le plus élevé.
report-days = Relevés par jour
report-days-mark = le jour qui donne le chiffre
report-days-highest = le jour le plus élevé
report-days-note-all = Chaque barre additionne tous les abonnements qui comptent, chacun avec son dernier relevé jusqu’à ce jour. Les jours sans relevé sont omis. La ligne additionne le chiffre propre à chaque abonnement ; elle peut donc dépasser n’importe quel jour.
report-days-note-one = Le relevé le plus élevé de chaque jour ; les jours sans relevé sont omis.
report-days-none = Aucun relevé dans ce mois.
report-days-purged = Les relevés de ce mois ont été purgés. Les chiffres ci-dessus restent tels qu’ils ont été soumis.
report-days-table = Afficher en tableau
report-day = Jour
report-days-readings = Abonnements avec relevé
report-days-read = { $count } sur { $of }
report-customers = Clients et leurs abonnements
report-customer = Client
report-standing = Situation
report-counts-nothing = non compté
report-figure-on = le { $date }
report-figure-mean = { $count ->
    [one] un jour
   *[other] moyenne de { $count } jours
}
report-figure-sum = { $count ->
    [one] un jour
   *[other] somme de { $count } jours
}
report-standing-in-force = Le relevé du { $date } compte pour le premier jour.
report-standing-carried-forward = Reporté : pas de relevé ce mois-ci, le dernier, du { $date }, compte.
report-standing-no-data-since = Pas de données depuis le { $date } : n’est plus compté.
report-standing-no-data = Pas de données : non compté.
report-standing-not-billable = Non facturable (essai ou non destiné à la revente) : affiché, jamais compté.
report-standing-ended = Terminé avant ce mois : n’est plus compté.
report-ends-on = Se termine le { $date }.
report-after-end = { $count ->
    [one] Un relevé après la fin.
   *[other] { $count } relevés après la fin.
}
report-no-used = Pas d’unités utilisées : les unités provisionnées comptent.
report-more-subscriptions = { $count ->
    [one] Afficher un autre abonnement
   *[other] Afficher { $count } autres abonnements
}

report-history-title = Historique : { $partner } · { $month }
report-history-whole = Historique complet
report-history-text = Chaque entrée est liée à la précédente. Voici le dernier maillon, tel qu’il figure dans chaque export avec preuve :
report-history-role = { $role }, { $company } · { $channel }
report-channel-console = sur une page
report-channel-api = par l’API
report-channel-api-account = par l’API, avec le compte de service { $account }
report-channel-cli = en ligne de commande
report-channel-cli-user = en ligne de commande, en tant que { $user }
report-recorded = Exécuté plus tard, le
report-becomes = devient
report-late = Relevés tardifs
report-late-text = Ces relevés sont arrivés après la soumission et ne modifient pas le rapport. Avec eux, ses lignes seraient :

report-settings = Paramètres appliqués à ce rapport
report-setting-auto-submit-days = Jours avant la soumission automatique
report-setting-resubmit-days = Jours après un rejet
report-setting-settle-days = Jours d’attente après le mois
report-setting-over-provisioning-threshold-percent = Seuil de surprovisionnement
report-setting-auto-approve = Approuver automatiquement sans commentaire
report-setting-hold-flagged = Garder les rapports signalés en cours d’examen
report-setting-hold-incomplete = Garder les rapports avec des lignes reportées en cours d’examen
report-setting-carry-forward-cycles = Mois reportés
report-setting-reminder-days = Rappels, jours avant l’échéance
report-setting-review-days = Jours pour l’examen
report-origin-default = valeur par défaut
report-origin-region = de la région
report-origin-distributor = du distributeur
report-origin-partner = fixé pour le partenaire

report-so-far-title = { $month } à ce jour
report-so-far-text = Les chiffres si le mois se terminait aujourd’hui, { $date } ({ $zone }). Le rapport est créé le { $made }. D’ici là, il n’y a rien à faire ici et rien ne peut être modifié.
report-so-far-empty = Aucun relevé de vos clients n’est arrivé ce mois-ci. Les lignes apparaissent avec le premier relevé.
report-line-coming = Au-dessus du seuil de { $percent } % : serait un dépassement si le mois se terminait aujourd’hui.
report-coming-title = Dépassements attendus
report-coming-since = { $product } : surprovisionnement de { $percent } % ({ $provisioned } provisionnées, { $used } utilisées). Si le mois se terminait aujourd’hui, ce serait un dépassement, comme chaque jour depuis le { $date }.
report-coming = { $product } : surprovisionnement de { $percent } % ({ $provisioned } provisionnées, { $used } utilisées). Si le mois se terminait aujourd’hui, ce serait un dépassement.
report-coming-do = Réduisez les unités provisionnées, ou expliquez-les par un commentaire une fois le rapport créé.
report-coming-none = Si le mois se terminait aujourd’hui, aucune ligne ne serait un dépassement.
