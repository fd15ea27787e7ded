# Machine-translated, not proof-read by a native speaker yet.
dash-needs = Vos prochaines étapes
dash-needs-nothing = Rien pour le moment. Les nouvelles tâches apparaissent ici, comme des rapports à soumettre ou à approuver.
dash-needs-reader = Rien : votre rôle ne permet que de lire. Des collègues ayant d’autres rôles font le travail.
dash-status = Statut des rapports d’utilisation
dash-no-reports = Aucun rapport pour l’instant. Les premiers sont créés dans les premiers jours après la fin du mois.
dash-progress = Avancement du mois
dash-progress-alt = Nombre de rapports dans chaque statut à la fin de chaque jour
dash-deadline = Échéance
dash-as-table = Afficher en tableau
dash-day = Jour
chart-beyond = Chez l’éditeur
needs-preparing = À vérifier et à soumettre au plus tard le { $deadline } : { $month }, encore { $left }. { $violations ->
    [0] Aucun dépassement.
    [one] { $violations } dépassement.
   *[other] { $violations } dépassements.
}
needs-rejected = Rejeté : { $month }. Répondez aux motifs et soumettez de nouveau au plus tard le { $deadline }, encore { $left }.
needs-review = { $count ->
    [one] { $count } rapport attend votre décision
   *[other] { $count } rapports attendent votre décision
}
needs-process = { $month } : { $count ->
    [one] { $count } rapport à terminer ou à renvoyer
   *[other] { $count } rapports à terminer ou à renvoyer
}
needs-dispatch = { $count ->
    [one] { $count } rapport approuvé peut être transmis à son éditeur
   *[other] { $count } rapports approuvés peuvent être transmis à leurs éditeurs
}
needs-review-of-month = { $month } : { $count ->
    [one] { $count } rapport attend votre décision
   *[other] { $count } rapports attendent votre décision
}
needs-late = { $partner } : la date d’examen du rapport est dépassée
needs-flagged = { $count ->
    [one] { $count } rapport a une pénalité et doit peut-être être vérifié
   *[other] { $count } rapports ont des pénalités et doivent peut-être être vérifiés
}
needs-faults = { $count ->
    [one] { $count } rapport n’a pas pu être créé
   *[other] { $count } rapports n’ont pas pu être créés
}
needs-missed = L’horloge n’a pas fonctionné pendant plus de 24 heures. Choisissez ce qu’il advient des soumissions automatiques
needs-failed-messages = { $count ->
    [one] { $count } message n’a pas pu être envoyé. Consultez le motif et renvoyez-le.
   *[other] { $count } messages n’ont pas pu être envoyés. Consultez les motifs et renvoyez-les.
}
needs-overdue = { $month } : l’échéance du { $deadline } est passée. Le système soumet le rapport tel qu’il a été enregistré.
needs-failed-delivery = L’envoi { $dispatch } n’a pas pu être transmis. Consultez le motif et envoyez-le de nouveau.
needs-failed-import = Un import a échoué. Consultez le motif et relancez-le.
