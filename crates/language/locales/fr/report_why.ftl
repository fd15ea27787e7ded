# Machine-translated, not proof-read by a native speaker yet.
why-ask = Pourquoi ?
why-settings = Paramètres appliqués
why-rule-submission = Quand une échéance passe, le système soumet les rapports qui sont encore chez leurs partenaires, tels qu’ils ont été enregistrés.
why-rule-approval = Le système approuve aussitôt les rapports soumis sans aucun commentaire, sauf si quelque chose s’y oppose.
why-deadline-making = L’échéance était le { $date } : la fin du jour { $days }, compté à partir du jour de création du rapport.
why-deadline-rejection = L’échéance était le { $date } : un rejet donne { $days } jours de plus, sauf si l’ancienne échéance est plus tardive.
why-line-not-compared = { $product } : { $provisioned } provisionnées, valeur par défaut { $default }. Il n’y a pas de pourcentage à comparer au seuil.
why-line-within = { $product } : { $provisioned } provisionnées, valeur par défaut { $default }. Surprovisionnement de { $percent } %, pas au-dessus du seuil de { $threshold } %.
why-line-above = { $product } : { $provisioned } provisionnées, valeur par défaut { $default }. Surprovisionnement de { $percent } %, au-dessus du seuil de { $threshold } %.
why-line-default = { $saved } était enregistré sans commentaire valable ; la valeur par défaut de { $default } s’applique donc.
why-line-charged = Facturé : { $charged }.
why-line-penalty = Sans commentaire, { $charged } unités provisionnées sont facturées au lieu de { $before } ({ $more }).
why-line-explained = Un commentaire l’explique. Facturé comme enregistré : { $charged }.
why-line-full = Toutes les unités provisionnées étaient enregistrées. Facturé : { $charged }.
why-comments = { $count ->
    [0] Il n’y a pas de commentaire.
    [one] Il y a un commentaire.
   *[other] Il y a { $count } commentaires.
}
why-flagged = Le rapport est signalé, parce qu’il a une pénalité.
why-not-flagged = Le rapport n’est pas signalé.
why-carried = { $count ->
    [0] Aucune ligne n’est reportée.
    [one] Une ligne est reportée.
   *[other] { $count } lignes sont reportées.
}
why-contested = Le rapport a déjà été rejeté, rouvert ou renvoyé.
why-not-contested = Le rapport n’a jamais été rejeté, rouvert ou renvoyé.
why-submitted = C’est pourquoi il a été soumis sans pénalité.
why-submitted-penalties = { $count ->
    [one] C’est pourquoi il a été soumis avec une pénalité, et signalé.
   *[other] C’est pourquoi il a été soumis avec { $count } pénalités, et signalé.
}
why-approved = C’est pourquoi il a été approuvé aussitôt.
why-kept = C’est pourquoi il est resté en cours d’examen. { $holds }
why-hold-switched-off = Aucun rapport n’est approuvé automatiquement pour ce partenaire.
why-hold-flagged = Les rapports signalés sont examinés par une personne.
why-hold-carried = Les rapports avec des lignes reportées sont examinés par une personne.
why-hold-contested = Les rapports déjà rejetés, rouverts ou renvoyés sont toujours examinés par une personne.
why-hold-comments = Une personne lit les commentaires.
why-deadline-extension = L’échéance était le { $date }, après une prolongation par le distributeur.
why-deadline-operator = L’échéance était le { $date } : l’horloge avait été arrêtée, et l’exploitant a fixé cette date pour tous.
why-coming-making = L’échéance est le { $date } : la fin du jour { $days }, compté à partir du jour de création du rapport.
why-coming-rejection = L’échéance est le { $date } : un rejet donne { $days } jours de plus, sauf si l’ancienne échéance est plus tardive.
why-coming-extension = L’échéance est le { $date }, après une prolongation par le distributeur.
why-coming-operator = L’échéance est le { $date } : l’horloge avait été arrêtée, et l’exploitant a fixé cette date pour tous.
why-coming-default = { $saved } est enregistré sans commentaire valable ; la valeur par défaut de { $default } s’appliquera donc.
why-coming-charged = Sera facturé : { $charged }.
why-coming-penalty = Sans commentaire, { $charged } unités provisionnées seront facturées au lieu de { $before } ({ $more }).
why-coming-submitted = Si personne n’agit d’ici là, le rapport sera soumis sans pénalité.
why-coming-penalties = { $count ->
    [one] Si personne n’agit d’ici là, le rapport sera soumis avec une pénalité, et signalé.
   *[other] Si personne n’agit d’ici là, le rapport sera soumis avec { $count } pénalités, et signalé.
}
