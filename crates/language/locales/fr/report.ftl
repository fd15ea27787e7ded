# Machine-translated, not proof-read by a native speaker yet.
report-trip = Position dans la liste
report-back-to-list = Retour à la liste
report-place = { $number } sur { $of }
report-previous = Précédent
report-next = Suivant
report-flag = Soumis automatiquement – à vérifier
report-due = Échéance
report-review-by = À examiner avant le
report-due-left = encore { $left }
report-due-over = dépassée

report-stand = Statut et prochaine étape
report-stand-state = Ce qui s’est passé
report-stand-wants = Votre prochaine étape
report-stand-otherwise = Si personne n’agit

report-somebody = une personne dont le nom a été effacé
person-erased = Personne effacée { $number }
report-system-cycle-ended = Créé par le système le { $when }, parce que le mois était terminé.
report-system-readings-arrived = Créé par le système le { $when }, parce que des relevés sont arrivés.
report-system-deadline-passed = Soumis par le système le { $when }, parce que l’échéance était passée.
report-system-no-comments = Approuvé par le système le { $when }, parce qu’il a été soumis sans commentaire.
report-done-make = Créé par { $who } le { $when }.
report-done-edit = Modifié par { $who } le { $when }.
report-done-reset = Une ligne remise à sa valeur par défaut par { $who } le { $when }.
report-done-submit = Soumis par { $who } le { $when }.
report-done-approve = Approuvé par { $who } le { $when }.
report-done-reject = Rejeté par { $who } le { $when }.
report-done-reopen = Rouvert par { $who } le { $when }.
report-done-undo = Décision précédente annulée par { $who } le { $when }.
report-done-dispatch = Transmis à l’éditeur par { $who } le { $when }.
report-done-dispatch-number = Transmis à l’éditeur dans l’envoi { $number } par { $who } le { $when }.
report-done-complete = Terminé par { $who } le { $when }.
report-done-return = Renvoyé par { $who } le { $when }.
report-field-chargeable = À facturer
report-field-comment = Commentaire
report-field-comment-confirmed = Commentaire confirmé
report-field-reasons = Motifs
report-field-deadline = Échéance

report-wants-with-partner = Rien pour le moment : le partenaire prépare encore le rapport.
report-wants-too-late = Rien : l’échéance est passée.
report-wants-colleague-submits = Rien : votre rôle ne permet que de lire les rapports. Un administrateur ou un responsable de la facturation de votre entreprise soumet celui-ci.
report-wants-submit = Vérifiez les chiffres et soumettez le rapport.
report-wants-resubmit = Répondez aux motifs ci-dessous et soumettez de nouveau le rapport.
report-wants-comments = { $count ->
    [one] Une ligne demande un commentaire ou un autre chiffre avant que vous puissiez soumettre.
   *[other] { $count } lignes demandent un commentaire ou un autre chiffre avant que vous puissiez soumettre.
}
report-wants-colleague-decides = Rien : votre rôle ne permet que de lire les rapports. Un administrateur ou un responsable de la facturation de votre entreprise décide.
report-wants-own-work = Un collègue doit décider, parce que vous avez vous-même modifié ou soumis ce rapport.
report-wants-decision = Approuvez-le, ou rejetez-le en indiquant les motifs.
report-wants-decision-by = Approuvez-le, ou rejetez-le en indiquant les motifs, au plus tard le { $date }.
report-wants-decision-late = Approuvez-le, ou rejetez-le en indiquant les motifs. Il était à examiner avant le { $date }.
report-wants-distributor = Rien pour le moment : le distributeur décide.
report-wants-may-reopen = Transmettez-le à l’éditeur dans un envoi. D’ici là, vous pouvez le rouvrir.
report-wants-vendor = Traitez-le, puis marquez-le comme terminé ; ou renvoyez-le avec un motif.
report-wants-vendor-has-it = Rien pour le moment : l’éditeur le traite.
report-wants-nothing = Rien.
report-otherwise-waits = Le rapport reste tel quel. Rien n’est décidé automatiquement.
report-otherwise-dispatch = Le rapport reste tel quel. Rien n’est transmis automatiquement à l’éditeur.
report-otherwise-vendor = Le rapport reste chez l’éditeur.
report-otherwise-nothing = Il ne se passe plus rien.
report-deadline-then = À l’échéance, le système soumet le rapport tel qu’il a été enregistré.
report-deadline-now = À sa prochaine exécution, le système soumet le rapport tel qu’il a été enregistré.
report-deadline-penalty = { $product } sera facturé sur { $to } unités provisionnées au lieu de { $from } ({ $by }).
report-deadline-default = { $product } reviendra à sa valeur par défaut de { $to } unités au lieu de { $from } ({ $by }), parce que le chiffre n’a pas de commentaire.
report-deadline-approved = Il est ensuite approuvé automatiquement, parce qu’il n’y a pas de commentaire.
report-deadline-approved-flagged = Il est signalé, et approuvé automatiquement, parce qu’il n’y a pas de commentaire.
report-deadline-review = Le distributeur l’examine ensuite.
report-deadline-review-flagged = Il est signalé, et le distributeur l’examine.

report-reasons = Motifs du rejet
report-line-reasons = Motif du rejet :
report-comment = Commentaire sur le rapport
report-comment-old = Écrit avant le rejet. Il compte de nouveau une fois confirmé.
report-lines = Lignes
report-column-product = Produit
report-column-provisioned = Provisionné
report-column-used = Utilisé
report-column-percent = Surprov. %
report-column-chargeable = À facturer
report-column-change = vs mois précédent
report-column-trend = 12 mois
report-column-comment = Commentaire et remarques
report-violation = dépassement
report-last-month = { $month } : { $provisioned } provisionnées, { $used } utilisées, { $chargeable } à facturer
report-no-last-month = pas de mois précédent à comparer
report-trend-words = Unités à facturer : { $list }
report-unused = Provisionné mais non utilisé :
report-unused-of = { $customer } { $unused } sur { $provisioned }
report-more-customers = { $count ->
    [one] un autre client
   *[other] { $count } autres clients
}
report-line-penalty = Pénalité : facturé sur { $units } unités provisionnées au lieu de { $instead }.
report-line-violation = Au-dessus du seuil de { $percent } %.
report-line-violation-needs-comment = Au-dessus du seuil de { $percent } % : commentaire nécessaire.
report-line-violation-paid = Au-dessus du seuil de { $percent } %. Aucun commentaire n’est nécessaire, parce que toutes les unités provisionnées sont facturées au lieu de la valeur par défaut de { $default }.
report-line-edit-needs-comment = Différent de la valeur par défaut de { $default } et des unités provisionnées : commentaire nécessaire.
report-line-moved = Les chiffres ont changé après cette modification.
report-line-over-use = Plus d’unités utilisées que provisionnées.
report-line-differs = Différent des unités provisionnées et de la valeur par défaut de { $default }.
report-line-in-full = Toutes les unités provisionnées sont facturées au lieu de la valeur par défaut de { $default }.
report-line-default = Valeur par défaut { $units }.
report-line-carried-forward = Reporté : certains abonnements n’ont pas de relevé ce mois-ci.
report-line-without-used = { $count ->
    [one] Un abonnement sur { $of } n’a pas d’unités utilisées.
   *[other] { $count } abonnements sur { $of } n’ont pas d’unités utilisées.
}
report-line-no-used = Aucune unité utilisée n’a été déclarée ; la valeur par défaut est donc celle des unités provisionnées.
report-history = Historique
report-done-extend = Échéance prolongée par { $who } le { $when }.
report-system-deadlines-missed = Nouvelle échéance le { $when } : l’horloge avait été arrêtée, et l’exploitant en a fixé une pour tous.
