# Machine-translated, not proof-read by a native speaker yet.
report-details = Détails
report-company-id = Identifiant de l’entreprise
report-partner-code = Code du partenaire
report-city = Ville
report-state = Région
report-version = Version { $version }
report-yes = oui
report-no = non
report-back = Retour

report-export = Exporter le rapport
report-export-short = Exporter
report-export-pdf = PDF avec preuve (PDF/A)
report-export-csv = CSV
report-export-excel = CSV pour Excel (point-virgule)
report-export-xlsx = Excel (XLSX)
report-export-jsonl = JSON Lines
report-export-evidence = Dossier de preuve (ZIP)

report-save-draft = Enregistrer le brouillon
report-submit-ask = Soumettre…
report-comment-hint = Le distributeur lit ce commentaire. Il ne compte comme explication d’aucune ligne.
report-comment-needed = Commentaire nécessaire
report-comment-on = Commentaire sur { $product }
report-comment-confirm = Mon commentaire est toujours valable
report-no-comment = Aucun commentaire
report-chargeable-of = Unités à facturer : { $product }
report-reset = Revenir à la valeur par défaut
report-reset-line = Remettre { $product } à sa valeur par défaut
report-saved-nothing = Aucune modification : il n’y avait rien à enregistrer.
report-saved-comment = Brouillon enregistré : le commentaire sur le rapport.
report-saved-lines = { $count ->
    [one] Brouillon enregistré : une ligne.
   *[other] Brouillon enregistré : { $count } lignes.
}
report-not-saved = Rien n’a encore été enregistré. À corriger :
report-outlier-provisioned = { $figure } vaut { $times } fois les unités provisionnées ({ $units }).
report-outlier-default = { $figure } vaut { $times } fois la valeur par défaut ({ $units }).
report-outlier-last-month = { $figure } vaut { $times } fois ce qui a été facturé le mois précédent ({ $units }).
report-outlier-nothing = { $figure } est facturé, alors que rien n’est provisionné et que rien n’a été facturé le mois précédent.
report-outlier-title = { $count ->
    [one] Un chiffre est inhabituellement élevé. L’enregistrer quand même ?
   *[other] { $count } chiffres sont inhabituellement élevés. Les enregistrer quand même ?
}
report-outlier-text = Rien n’a encore été enregistré, et votre saisie est conservée. Corrigez le chiffre dans son champ, ou enregistrez-le tel quel.
report-outlier-save = Enregistrer quand même
report-outlier-submit = Enregistrer quand même et passer à la soumission
report-kept-title = Une saisie non enregistrée a été conservée dans ce navigateur.
report-kept-text = Du #. Personne d’autre ne l’a vue.
report-kept-restore = La restaurer
report-kept-discard = La supprimer

report-error-no-figure = Saisissez un chiffre ; ↺ rétablit la valeur par défaut.
report-error-marks = Écrivez les décimales avec une virgule, comme dans 1234,5.
report-error-not-a-number = Saisissez un nombre tel que 12 ou 12,5.
report-error-negative = Les unités ne peuvent pas être négatives.
report-error-too-large = Au plus 10 000 000 000 unités.
report-error-decimals = { $count ->
    [0] Saisissez un nombre entier : ce produit n’a pas de décimales.
    [one] Utilisez au plus une décimale.
   *[other] Utilisez au plus { $count } décimales.
}
report-error-too-long = Ce texte a { $length } caractères. Utilisez-en au plus { $most }.
report-error-nul = Un caractère qui ne peut pas être enregistré a été supprimé. Vérifiez le texte et enregistrez de nouveau.
report-refused-bad-text = Le texte contient des caractères qui ne peuvent pas être enregistrés, comme des tabulations. Supprimez-les et enregistrez de nouveau.
report-error-reason-needed = Saisissez les motifs. Rien n’a été modifié.

report-conflict = Une autre personne a aussi modifié ceci
report-conflict-text = Rien n’a encore été enregistré. Ces chiffres et commentaires ont été modifiés pendant que la page était ouverte. Choisissez ce qu’il faut garder.
report-conflict-readings = De nouveaux relevés ont entre-temps modifié les chiffres de cette ligne.
report-conflict-mine = Votre valeur
report-conflict-theirs = Valeur enregistrée
report-conflict-with = Enregistré avec votre choix :
report-conflict-save = Enregistrer avec ces choix
report-conflict-back = Abandonner mes modifications

report-submit-title = Soumettre { $month }
report-submit-missing = { $count ->
    [one] Une ligne demande d’abord un commentaire ou un autre chiffre :
   *[other] { $count } lignes demandent d’abord un commentaire ou un autre chiffre :
}
report-submit-first = Vous pourrez soumettre le rapport quand il ne manquera plus rien.
report-submit-sent = Ce qui sera soumis
report-submit-now = Soumettre
report-submit-approved = Il n’y a pas de commentaire ; le rapport sera donc approuvé aussitôt.
report-submit-review-comments = Le distributeur examine le rapport, parce qu’il a des commentaires. Vous ne pourrez ensuite plus le modifier, sauf s’il est rejeté.
report-submit-review-contested = Le distributeur examine le rapport, parce qu’il a déjà été rejeté, rouvert ou renvoyé. Vous ne pourrez ensuite plus le modifier, sauf s’il est de nouveau rejeté.
report-submit-review-always = Le distributeur examine le rapport : vos rapports ne sont pas approuvés automatiquement. Vous ne pourrez ensuite plus le modifier, sauf s’il est rejeté.
report-submit-review-held = Le distributeur examine le rapport, à cause de chiffres reportés ou de pénalités. Vous ne pourrez ensuite plus le modifier, sauf s’il est rejeté.
report-submitted = Soumis. Le distributeur l’examine maintenant.
report-submitted-approved = Soumis et approuvé aussitôt, parce qu’il n’y avait pas de commentaire.
report-submitted-already = Le rapport avait déjà été soumis.

report-approve = Approuver
report-approved = Rapport de { $partner } approuvé.
report-approved-last = Rapport de { $partner } approuvé. Aucun autre rapport de cette liste n’attend une décision.
report-approved-already = Le rapport avait déjà été approuvé.
report-action-already = Rien n’a été modifié pour { $partner }, parce que c’était déjà fait. L’historique montre par qui et pourquoi.
report-undo = Annuler
report-undone = Annulé. Le rapport ({ $partner }) est de nouveau « { $status } ».
report-reject-ask = Rejeter…
report-reject = Rejeter { $partner } · { $month }
report-reject-follows = Le rapport retourne à { $partner }, qui lit vos motifs et a jusqu’au { $date } ({ $zone }) pour le soumettre de nouveau.
report-reject-lifts = La pénalité sur { $product } est levée : jusqu’à la nouvelle soumission, { $to } unités s’appliquent au lieu de { $from }.
report-reject-comments = Les commentaires restent visibles, mais ne comptent plus. Les lignes qui en demandent un en demandent un nouveau, ou l’ancien confirmé.
report-reject-again = Rejeter
report-rejected = Rapport de { $partner } rejeté, avec vos motifs.
report-reasons-field = Motifs
report-reasons-hint = Obligatoire. Que doit modifier ou expliquer le partenaire ?
report-reason-hint = Obligatoire. Tous ceux qui voient le rapport peuvent le lire dans l’historique.
report-reasons-lines = Lignes, chacune avec son motif (facultatif)
report-reopen-ask = Rouvrir…
report-reopen = Rouvrir { $partner } · { $month }
report-reopen-follows = L’approbation est retirée, et le rapport ({ $partner }) est de nouveau en cours d’examen. Il ne sera pas approuvé automatiquement.
report-reopen-now = Rouvrir
report-reopened = { $partner } : rouvert.
report-return-ask = Renvoyer…
report-return = Renvoyer { $partner } · { $month }
report-return-follows = Le rapport retourne au distributeur, qui l’examine de nouveau. Vous le reverrez quand il sera de nouveau envoyé.
report-return-now = Renvoyer
report-returned = { $partner } : renvoyé au distributeur.
report-complete-ask = Terminer…
report-complete = Terminer { $partner } · { $month }
report-complete-follows = Vous confirmez que le rapport ({ $partner }) a été traité. Cela ne peut pas être annulé.
report-complete-now = Terminer
report-completed = { $partner } : terminé.

report-refused = Rien n’a été modifié
report-refused-since = Ce qui s’est passé entre-temps
report-refused-kept = Votre saisie
report-refused-look = Ouvrir le rapport
report-refused-stale = Le rapport a changé depuis que vous l’avez ouvert ; rien n’a donc été fait. Vérifiez-le de nouveau.
report-refused-own-work = Vous avez vous-même modifié ou soumis ce rapport ; un collègue doit donc décider.
report-refused-deadline = L’échéance est passée le { $date }. Le système soumet le rapport tel qu’il a été enregistré. Votre saisie est ci-dessous.
report-refused-comment-needed = { $count ->
    [one] Une ligne demande d’abord un commentaire.
   *[other] { $count } lignes demandent d’abord un commentaire.
}
report-refused-no-line = Le rapport n’a plus de ligne pour { $product }.
report-refused-not-too-late = Le système peut encore créer ce rapport, ou l’a déjà créé.
report-refused-nothing-given = Il n’y avait rien à enregistrer.
report-refused-no-product = Choisissez une ligne.
report-refused-status = Ce n’est pas possible tant que le rapport est « { $status } ».
report-refused-status-edit = Le rapport est maintenant « { $status } » et ne peut plus être modifié. Votre saisie est ci-dessous.
report-refused-status-submit = Le rapport est maintenant « { $status } » ; il n’y a rien à soumettre.
report-refused-status-approve = Le rapport est maintenant « { $status } ». Seuls les rapports en cours d’examen peuvent être approuvés.
report-refused-status-reject = Le rapport est maintenant « { $status } ». Seuls les rapports en cours d’examen peuvent être rejetés.
report-refused-status-reopen = Le rapport est maintenant « { $status } ». Seul un rapport approuvé qui n’a pas été transmis à l’éditeur peut être rouvert.
report-refused-status-undo = Le rapport est maintenant « { $status } ». Une décision suivie d’une autre étape ne peut pas être annulée.
report-refused-nothing-to-undo = La dernière étape du rapport n’est pas une décision qui peut être annulée.
report-refused-decision-of-another = Un collègue a pris cette décision. Seule la personne qui l’a prise peut l’annuler.
report-refused-too-late-to-undo = Une décision peut être annulée pendant cinq minutes ; celle-ci, jusqu’au { $date }. Vous pouvez encore rouvrir un rapport approuvé.
report-refused-status-dispatch = Le rapport est maintenant « { $status } ». Seuls les rapports approuvés peuvent être transmis à l’éditeur.
report-refused-status-complete = Le rapport est maintenant « { $status } ». Seuls les rapports transmis à l’éditeur peuvent être terminés.
report-refused-status-return = Le rapport est maintenant « { $status } ». Seuls les rapports transmis à l’éditeur peuvent être renvoyés.
report-extend-ask = Prolonger l’échéance…
report-extend = Prolonger l’échéance : { $partner } · { $month }
report-extend-follows = { $partner } a jusqu’au { $date } ({ $zone }). Une prolongation ne peut pas être retirée. Le partenaire voit qui l’a accordée et pourquoi.
report-extend-hint = La nouvelle échéance est la fin de ce jour.
report-extend-reason-hint = Obligatoire. Le partenaire le lit sur le rapport.
report-extend-now = Prolonger
report-extended = L’échéance est prolongée au { $date } ({ $partner }).
report-refused-status-extend = Le rapport est maintenant « { $status } » ; il n’y a pas d’échéance à prolonger.
report-refused-bad-deadline = Choisissez une échéance après l’actuelle, { $after }, et au plus tard le { $latest }.
report-reason-for = Motif pour { $product }
report-reason-placeholder = Motif pour cette ligne
report-last-chargeable = { $month } : { $units } à facturer
