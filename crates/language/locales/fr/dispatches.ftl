# Machine-translated, not proof-read by a native speaker yet.
dispatches-none = Aucun envoi pour l’instant
dispatches-none-text = Un distributeur transmet les rapports approuvés à un éditeur dans un envoi. Les envois sont numérotés, ne changent plus et apparaissent ici.
dispatches-earlier = Plus anciens
dispatch-new = Nouvel envoi…
dispatch-title = Envoi { $number }
dispatch-number = Envoi
dispatch-reports = Rapports
dispatch-became = Résultat
dispatch-order = Bon de commande
dispatch-at = Transmis
dispatch-hash = Empreinte
dispatch-stand-yours = { $count ->
    [one] Un rapport vous attend : terminez-le une fois traité, ou renvoyez-le avec un motif.
   *[other] { $count } rapports vous attendent : terminez-les une fois traités, ou renvoyez-les avec un motif.
}
dispatch-stand-waits = { $count ->
    [one] Un rapport est chez l’éditeur.
   *[other] { $count } rapports sont chez l’éditeur.
}
dispatch-stand-returned = L’éditeur a décidé de tous les rapports. Ceux qu’il a renvoyés sont de nouveau en cours d’examen : approuvez-les et transmettez-les de nouveau, ou rejetez-les, pour que les partenaires les corrigent.
dispatch-stand-over = Plus rien n’est en attente.
dispatch-in-all = { $count } au total
dispatch-count-waiting = { $count } en attente
dispatch-count-completed = { $count } terminés
dispatch-count-returned = { $count } renvoyés
dispatch-waits = Chez l’éditeur
dispatch-completed = Terminé
dispatch-returned = Renvoyé
dispatch-now = maintenant : { $status }
dispatch-all-waiting = tous les rapports en attente
dispatch-download = Télécharger
dispatch-documents = Documents (JSON Lines)
dispatch-first-page = Première page
dispatch-proof = Empreinte de tout ce qui a été transmis, SHA-256 :
dispatch-none-picked = Aucun rapport en attente n’a été sélectionné. Sélectionnez des lignes en attente, ou choisissez tous les rapports en attente.
dispatch-return-title = Renvoyer des rapports
dispatch-reason = Motif
dispatch-reason-hint = Le distributeur le lit sur chaque rapport. Tous les rapports reçoivent le même texte.
dispatch-reason-needed = Saisissez le motif du renvoi des rapports.

dispatch-new-title = Nouvel envoi
dispatch-new-to = Envoi à { $vendor }
dispatch-show = Afficher
dispatch-choose = Choisir un éditeur
dispatch-count-ready = { $count ->
    [0] encore rien à transmettre
    [one] un rapport prêt
   *[other] { $count } rapports prêts
}
dispatch-no-reports = Aucun rapport à transmettre
dispatch-no-reports-text = Il n’y a pas de rapport pour ce mois, ou vous ne pouvez pas transmettre ceux qui sont sélectionnés. Choisissez un autre mois.
dispatch-what = Ce qui sera transmis
dispatch-would = { $count ->
    [0] Rien : aucun rapport n’est encore approuvé.
    [one] Un rapport approuvé.
   *[other] { $count } rapports approuvés.
}
dispatch-nothing = { $count ->
    [one] Dans l’un d’eux, tous les chiffres sont à zéro :
   *[other] Dans { $count } d’entre eux, tous les chiffres sont à zéro :
}
dispatch-no-units = tous les chiffres sont à zéro
dispatch-missing = Ce qui manque
dispatch-nothing-missing = Rien.
dispatch-follows = La suite
dispatch-follows-text = Les rapports passent à « Transmis à l’éditeur » et ne peuvent plus être rouverts. L’éditeur les termine, ou vous les renvoie avec un motif. Vous pouvez transmettre les rapports manquants dans un envoi ultérieur.
dispatch-order-hint = Si l’éditeur en demande un. Au plus 64 caractères.
dispatch-order-wrong = Utilisez au plus 64 caractères visibles sur une ligne, sans caractères qui changent le sens du texte.
dispatch-note = Remarque
dispatch-note-hint = Information pour l’éditeur. Elle reste avec l’envoi.
dispatch-send = { $count ->
    [one] Transmettre un rapport
   *[other] Transmettre { $count } rapports
}
dispatch-more = { $count ->
    [one] et un autre
   *[other] et { $count } autres
}
dispatch-sent = { $count ->
    [one] L’envoi { $number } a été transmis avec un rapport.
   *[other] L’envoi { $number } a été transmis avec { $count } rapports.
}
dispatch-changed = Rien n’a été transmis, parce que les rapports approuvés ont changé depuis que vous avez ouvert cette page. Voici l’état actuel.
dispatch-refused = Rien n’a été transmis, à cause de ces rapports :
dispatch-too-many = Au plus 100 rapports d’une recherche peuvent être transmis ensemble. Affinez la recherche, ou transmettez tout le mois.
dispatch-selected = Transmettre…
dispatch-part-of = Envois
dispatch-sent-before = { $count ->
    [one] Un rapport de ce mois a déjà été transmis.
   *[other] { $count } rapports de ce mois ont déjà été transmis.
}
dispatch-waits-you = Vous attend
dispatch-units = Unités à facturer
dispatch-totals-amendments = Les avenants ne font pas partie des totaux.
