# Machine-translated, not proof-read by a native speaker yet.
bulk-none = Aucun rapport en cours d’examen n’a été sélectionné. Sélectionnez des lignes en cours d’examen, ou tous les résultats.
bulk-none-approved = Aucun rapport approuvé n’a été sélectionné. Sélectionnez des lignes approuvées, ou tous les résultats.
bulk-reject-title = Rejeter des rapports
bulk-count = { $count ->
    [one] { $count } rapport sera vérifié avant toute modification.
   *[other] { $count } rapports seront vérifiés avant toute modification.
}
bulk-reasons = Motifs
bulk-reasons-hint = Les partenaires les lisent sur leurs rapports. Tous les rapports reçoivent le même texte.
bulk-needed = Saisissez les motifs du rejet.
bulk-too-long = Utilisez au plus 4 000 caractères.
bulk-preview = Aperçu
bulk-back = Retour
bulk-extend-title = Prolonger des échéances
bulk-extend-hint = Les partenaires le lisent sur leurs rapports. Tous les rapports reçoivent le même texte.
bulk-extend-needed = Saisissez le motif de la prolongation.
bulk-last-day = Nouveau dernier jour
bulk-last-day-hint = La nouvelle échéance est la fin de ce jour dans la région de chaque rapport. Elle doit être postérieure à l’échéance actuelle, qui ne doit pas être passée.
bulk-no-date = Saisissez une date telle que 2026-11-12.
bulk-extend-none = Aucun rapport dont l’échéance peut être prolongée n’a été sélectionné. Sélectionnez des lignes qui sont chez leurs partenaires, ou tous les résultats.
reason-templates-title = Motifs de rejet
reason-templates-text = Vous et vos collègues pouvez choisir parmi ces textes quand vous rejetez des rapports. Videz un champ pour supprimer son texte.
reason-templates-field = Texte { $number }
reason-templates-saved = Enregistré. Vous pouvez choisir parmi ces textes quand vous rejetez un rapport.
reason-templates-edit = Modifier ces textes
reason-templates-begin = Enregistrer des motifs à choisir
bulk-reopen-title = Rouvrir des rapports
bulk-reopen-hint = L’historique de chaque rapport le conserve. Les partenaires prévenus de l’approbation le lisent.
bulk-reopen-needed = Saisissez le motif de la réouverture des rapports.
bulk-reopen-none = Aucun rapport qui peut être rouvert n’a été sélectionné. Sélectionnez des lignes approuvées, ou tous les résultats.
rule-title = Approuver par règle
rule-text = Un rapport est approuvé s’il n’a ni signalement ni commentaire, et si chacune de ses lignes a changé de moins que ce pourcentage par rapport au mois précédent. Une ligne sans mois précédent compte comme un changement plus grand. Vous décidez vous-même de tous les autres rapports.
rule-scope = Seulement les rapports en cours d’examen de cette recherche :
rule-percent = Changement de moins de (%)
rule-percent-hint = Au-dessus de 0 et jusqu’à 100, avec au plus deux décimales. Vous voyez ce qui sera approuvé avant toute modification.
rule-bad-percent = Saisissez un nombre au-dessus de 0 et jusqu’à 100, comme 10 ou 7,5.
rule-none = La règle n’approuve aucun de ces rapports.
rule-rule = Règle
rule-words = Pas de signalement, pas de commentaire, et chaque ligne a changé de moins de { $percent } %
rule-note = Approuvé par règle.
rule-left = À vous de décider
rule-left-none = Aucun rapport
rule-left-flag = { $count ->
    [one] { $count } rapport signalé
   *[other] { $count } rapports signalés
}
rule-left-comment = { $count ->
    [one] { $count } rapport avec un commentaire
   *[other] { $count } rapports avec un commentaire
}
rule-left-no-last-month = { $count ->
    [one] { $count } rapport avec une ligne sans mois précédent
   *[other] { $count } rapports avec une ligne sans mois précédent
}
rule-left-change = { $count ->
    [one] { $count } rapport avec un changement plus grand
   *[other] { $count } rapports avec un changement plus grand
}
rule-refused-flag = Le rapport ne répond plus à la règle : il est signalé.
rule-refused-comment = Le rapport ne répond plus à la règle : il a un commentaire.
rule-refused-no-last-month = Le rapport ne répond plus à la règle : une ligne n’a pas de mois précédent.
rule-refused-change = Le rapport ne répond plus à la règle : les chiffres du mois précédent ont changé ; le changement est donc trop grand.
