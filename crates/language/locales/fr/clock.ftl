# Machine-translated, not proof-read by a native speaker yet.
clock-title = Horloge
clock-last = Dernière exécution
clock-ago = il y a { $time }
clock-runs = Tant que la console fonctionne, le travail dû est fait en moins d’une minute.
clock-rehearsal = Ceci est un mode d’essai : son horloge n’avance que quand vous l’avancez, et fait tout le travail dû entre-temps.
clock-move-text = Ceci est un mode d’essai : son horloge est arrêtée jusqu’à ce que vous l’avanciez. Tout le travail dû entre-temps est fait, chacun à son heure.
clock-move-day = Jusqu’à la fin du jour ({ $zone })
clock-move = Avancer l’horloge
clock-move-behind = Choisissez un jour que l’horloge n’a pas atteint.
clock-move-far = Avancez l’horloge d’un an au plus à la fois.
clock-never = L’horloge n’a jamais fonctionné. Elle fonctionne tant que la console fonctionne. Le journal du serveur montre pourquoi elle ne fonctionne pas.
clock-late = L’horloge n’avance plus depuis quelques minutes. Elle fonctionne tant que la console fonctionne. Le journal du serveur montre ce qui la retient.
clock-behind = L’heure de cette machine est antérieure à celle de la dernière exécution. Réglez l’heure de la machine. Rien n’est fait deux fois, et le travail reprend quand l’heure est rattrapée.
clock-next = Ensuite
clock-making = Création des rapports pour { $month }
clock-partners = { $count ->
    [one] un partenaire
   *[other] { $count } partenaires
}
clock-deadline = Échéance
clock-reports = { $count ->
    [one] un rapport chez son partenaire
   *[other] { $count } rapports chez leurs partenaires
}
clock-no-deadline = Aucun rapport chez son partenaire n’a d’échéance à venir.
clock-waiting = Les soumissions automatiques sont suspendues
clock-waiting-text = { $count ->
    [one] L’horloge n’avait pas fonctionné pendant plus de 24 heures, et une échéance est passée : { $since }. Le rapport n’a pas été soumis, et son partenaire ne peut plus le modifier.
   *[other] L’horloge n’avait pas fonctionné pendant plus de 24 heures, et { $count } échéances sont passées, la première le { $since }. Les rapports n’ont pas été soumis, et leurs partenaires ne peuvent plus les modifier.
}
clock-administrator-chooses = Un administrateur de l’exploitant choisit ce qu’il en advient.
clock-choice = Qu’advient-il de ces rapports ?
clock-keep = Conserver les anciennes échéances
clock-keep-text = Tous sont soumis maintenant, à leurs anciennes échéances, avec les pénalités éventuelles. Cela ne peut pas être annulé. La simulation ci-dessous montre chaque rapport.
clock-extend = Fixer une nouvelle échéance pour tous
clock-extend-text = Les partenaires peuvent de nouveau travailler sur ces rapports jusqu’à la fin du nouveau dernier jour. L’historique de chaque rapport montre que l’exploitant l’a choisi.
clock-last-day-hint = Pour une nouvelle échéance : jusqu’à la fin de ce jour ({ $zone }).
clock-choose = Appliquer ce choix
clock-not-ahead = Choisissez un dernier jour à venir.
clock-nothing-waits = Rien n’a été fait, parce qu’aucune soumission n’est plus suspendue.
clock-moved = { $count ->
    [one] L’échéance d’un rapport est maintenant le { $date }.
   *[other] L’échéance de { $count } rapports est maintenant le { $date }.
}
clock-submitted = { $count ->
    [one] Un rapport a été soumis à son ancienne échéance.
   *[other] { $count } rapports ont été soumis à leurs anciennes échéances.
}
clock-faults = Rapports qui n’ont pas pu être créés
clock-faults-text = Corrigez les relevés et importez-les de nouveau. Le rapport est créé dès que ses chiffres peuvent être additionnés.
clock-backup = Dernière sauvegarde
clock-backup-text = Elle a été vérifiée. La clé qui chiffre les secrets n’y figure pas.
clock-backup-none = Aucune sauvegarde n’a été faite ces huit derniers jours. Lancez serve avec --backup-to pour en avoir une chaque jour.
clock-backup-failed = La dernière sauvegarde a échoué
clock-backup-failed-text = Countersign réessaie toutes les 15 minutes. Les administrateurs de l’exploitant ont été prévenus par e-mail.
clock-dry-run = Simulation
clock-dry-run-text = La simulation montre ce qu’il adviendrait de chaque rapport, et pourquoi, si personne n’agissait et qu’aucun relevé n’arrivait. Elle ne modifie rien.
clock-until = Jusqu’à la fin de ce jour ({ $zone })
clock-look = Afficher
clock-too-far = Choisissez un jour dans l’année qui vient.
clock-when = Date
clock-what = Ce qui se passe, et pourquoi
clock-would-make = { $month } : { $count ->
    [one] un rapport serait créé
   *[other] { $count } rapports seraient créés
}, pour { $partners ->
    [one] un partenaire.
   *[other] { $partners } partenaires.
}
clock-would-fail = { $count ->
    [one] Un rapport ne pourrait pas être créé.
   *[other] { $count } rapports ne pourraient pas être créés.
}
clock-would-submit = { $count ->
    [one] Un rapport serait soumis par le système
   *[other] { $count } rapports seraient soumis par le système
} : { $penalties } avec pénalités, { $approved } approuvés aussitôt, { $kept } gardés en examen.
clock-would-nothing = Rien n’est dû d’ici là.
clock-would-wait = Les soumissions restent suspendues jusqu’à ce que vous fassiez le choix ci-dessus.
clock-more = { $count ->
    [one] Un autre rapport. « countersign clock --dry-run » les énumère tous.
   *[other] { $count } autres rapports. « countersign clock --dry-run » les énumère tous.
}
clock-make-why = Créé, parce que le mois est terminé ; échéance { $deadline }.
clock-make = { $lines ->
    [one] Une ligne
   *[other] { $lines } lignes
}, { $violations ->
    [0] aucun dépassement.
    [one] un dépassement.
   *[other] { $violations } dépassements.
}
clock-fault = Impossible à créer, parce qu’un chiffre est trop grand.
clock-extended = Nouvelle échéance, parce que l’ancienne a été manquée : { $deadline }.
clock-submit = Soumis par le système, parce que l’échéance passe pendant que le rapport est chez le partenaire.
clock-submit-waits = Soumis par le système une fois le choix fait : l’échéance passe pendant que le rapport est chez le partenaire.
clock-kept = Le distributeur l’examine ensuite. { $holds }
clock-kept-flagged = Il est signalé, et le distributeur l’examine. { $holds }
clock-chosen = Choix après l’arrêt de l’horloge
clock-chose-keep = Les anciennes échéances ont été conservées.
clock-chose-extend = Une nouvelle échéance pour tous : { $date }.
