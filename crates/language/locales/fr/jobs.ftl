# Machine-translated, not proof-read by a native speaker yet.
jobs-back-to-reports = Rapports d’utilisation
jobs-state = Statut
jobs-state-waiting = En attente
jobs-state-trying = Vérification (rien ne change)
jobs-state-running = En cours
jobs-state-done = Terminé
jobs-state-failed = Échoué
jobs-state-cancelled = Arrêté
jobs-state-cancelling = Arrêt en cours
jobs-asked = Lancé par
jobs-ended = Terminé le
jobs-progress = { $done } sur { $total }
jobs-pace = { $count } par seconde, encore { $left } environ
jobs-leave = Vous pouvez quitter cette page. Le travail continue, et le résultat reste à cette adresse.
jobs-failed-text = La tâche s’est terminée avant d’être complète. Ce qui a été fait jusque-là reste. Corrigez la cause et relancez-la.
jobs-failed-left-company = La personne qui a lancé la tâche n’appartient plus à l’entreprise.
jobs-failed-may-not-import = La personne qui a lancé la tâche ne peut plus importer de fichiers.
jobs-would-refused = { $count ->
    [one] { $count } rapport ne peut pas être traité, pour le motif ci-dessous.
   *[other] { $count } rapports ne peuvent pas être traités, pour les motifs ci-dessous.
}
jobs-was-refused = { $count ->
    [one] { $count } rapport a été refusé, pour le motif ci-dessous.
   *[other] { $count } rapports ont été refusés, pour les motifs ci-dessous.
}
jobs-discard = Abandonner
jobs-cancel = Arrêter
jobs-not-waiting = Rien n’a été fait, parce que la tâche n’attend plus de confirmation.
jobs-over = La tâche était déjà terminée.
jobs-by-result = Par résultat
jobs-all-items = au total
jobs-item-refused = refusé
jobs-item-waiting = en attente
jobs-refused-no-report = Ce rapport n’existe pas.
jobs-refused-not-permitted = Le rôle de la personne qui a lancé la tâche ne le permet pas.
jobs-refused-own-work = La personne qui a lancé la tâche a modifié ou soumis ce rapport ; un collègue doit donc décider.
jobs-refused-deadline = L’échéance est passée le { $date }.
jobs-items = Résultat de chaque rapport
jobs-partner = Partenaire
jobs-cycle = Mois de rapport
jobs-vendor = Éditeur
jobs-result = Résultat
jobs-download = Télécharger les résultats (CSV)
jobs-next = Suivant
jobs-progress-open = { $done } lus
jobs-import-title = { $count ->
    [one] Import de { $count } fichier
   *[other] Import de { $count } fichiers
}
jobs-import-confirm = Importer
jobs-import-confirm-text = Les nouvelles entrées sont ajoutées et celles qui diffèrent sont modifiées, comme indiqué ci-dessous. Les rapports encore chez leurs partenaires suivent les nouveaux relevés.
jobs-import-confirm-readings-text = Les relevés sans problème sont importés. Le répertoire ne change pas tant que ses fichiers ont un problème.
jobs-import-directory-refused = Si une ligne des fichiers du répertoire est fausse, aucun d’eux ne modifie rien. Le répertoire reste tel quel.
jobs-import-tried = Rien n’a encore changé. Voici l’effet qu’auraient les fichiers.
jobs-import-done = Les fichiers ont été importés.
jobs-import-nothing-would = Ces fichiers ne changeraient rien.
jobs-import-nothing = Ces fichiers n’ont rien changé.
jobs-import-reports = { $count ->
    [one] { $count } rapport a été créé ou actualisé.
   *[other] { $count } rapports ont été créés ou actualisés.
}
jobs-import-moves-subscription-customer = { $count ->
    [one] { $count } abonnement change de client
   *[other] { $count } abonnements changent de client
} ; { $closed } est terminé, cela compte donc à partir de { $from }.
jobs-import-moves-subscription-product = { $count ->
    [one] { $count } abonnement change de produit
   *[other] { $count } abonnements changent de produit
} ; { $closed } est terminé, cela compte donc à partir de { $from }.
jobs-import-moves-customer-partner = { $count ->
    [one] { $count } client change de partenaire
   *[other] { $count } clients changent de partenaire
} ; { $closed } est terminé, cela compte donc à partir de { $from }.
jobs-import-moves-partner-distributor = { $count ->
    [one] { $count } partenaire change de distributeur
   *[other] { $count } partenaires changent de distributeur
} ; { $closed } est terminé, cela compte donc à partir de { $from }.
jobs-import-moves-partner-type = { $count ->
    [one] { $count } partenaire change de type
   *[other] { $count } partenaires changent de type
} ; { $closed } est terminé, cela compte donc à partir de { $from }.
jobs-import-moves-distributor-region = { $count ->
    [one] { $count } distributeur change de région
   *[other] { $count } distributeurs changent de région
} ; { $closed } est terminé, cela compte donc à partir de { $from }.
jobs-import-moves-distributor-type = { $count ->
    [one] { $count } distributeur change de type
   *[other] { $count } distributeurs changent de type
} ; { $closed } est terminé, cela compte donc à partir de { $from }.
jobs-import-moves-region-usage-reports = { $count ->
    [one] { $count } région active ou désactive les rapports d’utilisation
   *[other] { $count } régions activent ou désactivent les rapports d’utilisation
} ; { $closed } est terminé, cela compte donc à partir de { $from }.
jobs-import-files = Fichiers
jobs-import-file = Fichier
jobs-import-size = Taille
jobs-import-rows = Lignes
jobs-import-new = Nouvelles
jobs-import-changed = Modifiées
jobs-import-together = comptées comme nouvelles
jobs-import-refused = Refusées
jobs-import-problems = Problèmes
jobs-import-problems-all = { $count ->
    [one] { $count } problème.
   *[other] { $count } problèmes, classés par cause.
}
jobs-import-problems-some = { $count } problèmes. Les { $shown } premières causes sont énumérées.
jobs-import-rows-more = et { $count } autres
jobs-import-consequences = { $count ->
    [one] { $count } autre ligne est refusée, parce qu’elle renvoie à une ligne refusée.
   *[other] { $count } autres lignes sont refusées, parce qu’elles renvoient à des lignes refusées.
}
jobs-import-problems-file = Tout télécharger en CSV
jobs-import-row = Ligne
jobs-import-column = Colonne
jobs-import-found = Trouvé
jobs-import-expected = Attendu
jobs-correct-row = Ligne { $row }
jobs-correct-tried-text = Corrigez les lignes ici. Tous les fichiers sont ensuite vérifiés de nouveau. Rien n’est importé avant votre confirmation.
jobs-correct-done-text = Corrigez les lignes ici. Le programme les vérifie de nouveau et importe celles qui sont justes.
jobs-correct-try = Vérifier de nouveau
jobs-correct-import = Importer les lignes corrigées
jobs-correct-accept = Utiliser ces cellules
jobs-correct-leave-out = Omettre cette ligne
jobs-correct-nothing = Vous n’avez encore modifié aucune ligne. Corrigez une cellule, ou omettez une ligne.
jobs-correct-stale = Rien n’a été corrigé, parce qu’une autre personne a entre-temps confirmé, abandonné ou corrigé cet import.
jobs-correct-more = { $count ->
    [one] { $count } autre problème : tous les problèmes par cause
   *[other] { $count } autres problèmes : tous les problèmes par cause
}
jobs-correct-continued = Les lignes refusées ont été corrigées dans un autre import
jobs-confirm-complete-text = Vous confirmez que ces rapports ont été traités. Cela ne peut pas être annulé.
jobs-confirm-return-text = Les rapports retournent au distributeur, qui lit le motif ci-dessus et les examine de nouveau. Vous les reverrez quand ils seront de nouveau envoyés.
jobs-title = { $verb ->
    [approve] { $count ->
        [one] Approuver { $count } rapport
       *[other] Approuver { $count } rapports
    }
    [reject] { $count ->
        [one] Rejeter { $count } rapport
       *[other] Rejeter { $count } rapports
    }
    [extend] { $count ->
        [one] Prolonger { $count } échéance au { $date }
       *[other] Prolonger { $count } échéances au { $date }
    }
    [reopen] { $count ->
        [one] Rouvrir { $count } rapport
       *[other] Rouvrir { $count } rapports
    }
    [undo] { $count ->
        [one] Annuler { $count } décision
       *[other] Annuler { $count } décisions
    }
    [complete] { $count ->
        [one] Terminer { $count } rapport
       *[other] Terminer { $count } rapports
    }
   *[return] { $count ->
        [one] Renvoyer { $count } rapport
       *[other] Renvoyer { $count } rapports
    }
}
jobs-confirm = { $verb ->
    [approve] { $count ->
        [one] Approuver { $count } rapport
       *[other] Approuver { $count } rapports
    }
    [reject] { $count ->
        [one] Rejeter { $count } rapport
       *[other] Rejeter { $count } rapports
    }
    [extend] { $count ->
        [one] Prolonger { $count } échéance
       *[other] Prolonger { $count } échéances
    }
    [reopen] { $count ->
        [one] Rouvrir { $count } rapport
       *[other] Rouvrir { $count } rapports
    }
    [undo] { $count ->
        [one] Annuler { $count } décision
       *[other] Annuler { $count } décisions
    }
    [complete] { $count ->
        [one] Terminer { $count } rapport
       *[other] Terminer { $count } rapports
    }
   *[return] { $count ->
        [one] Renvoyer { $count } rapport
       *[other] Renvoyer { $count } rapports
    }
}
jobs-would-done = { $verb ->
    [approve] { $count ->
        [one] { $count } rapport sera approuvé.
       *[other] { $count } rapports seront approuvés.
    }
    [reject] { $count ->
        [one] { $count } rapport sera rejeté.
       *[other] { $count } rapports seront rejetés.
    }
    [extend] { $count ->
        [one] { $count } échéance sera prolongée.
       *[other] { $count } échéances seront prolongées.
    }
    [reopen] { $count ->
        [one] { $count } rapport sera rouvert.
       *[other] { $count } rapports seront rouverts.
    }
    [undo] { $count ->
        [one] { $count } décision sera annulée.
       *[other] { $count } décisions seront annulées.
    }
    [complete] { $count ->
        [one] { $count } rapport sera terminé.
       *[other] { $count } rapports seront terminés.
    }
   *[return] { $count ->
        [one] { $count } rapport sera renvoyé.
       *[other] { $count } rapports seront renvoyés.
    }
}
jobs-would-already = { $verb ->
    [approve] { $count ->
        [one] { $count } rapport est déjà approuvé.
       *[other] { $count } rapports sont déjà approuvés.
    }
    [reject] { $count ->
        [one] { $count } rapport est déjà rejeté.
       *[other] { $count } rapports sont déjà rejetés.
    }
    [extend] { $count ->
        [one] { $count } rapport a déjà cette échéance et ne change pas.
       *[other] { $count } rapports ont déjà cette échéance et ne changent pas.
    }
    [reopen] { $count ->
        [one] { $count } rapport est déjà rouvert.
       *[other] { $count } rapports sont déjà rouverts.
    }
    [undo] { $count ->
        [one] { $count } décision est déjà annulée.
       *[other] { $count } décisions sont déjà annulées.
    }
    [complete] { $count ->
        [one] { $count } rapport est déjà terminé.
       *[other] { $count } rapports sont déjà terminés.
    }
   *[return] { $count ->
        [one] { $count } rapport est déjà renvoyé.
       *[other] { $count } rapports sont déjà renvoyés.
    }
}
jobs-was-done = { $verb ->
    [approve] { $count ->
        [one] { $count } rapport a été approuvé.
       *[other] { $count } rapports ont été approuvés.
    }
    [reject] { $count ->
        [one] { $count } rapport a été rejeté.
       *[other] { $count } rapports ont été rejetés.
    }
    [extend] { $count ->
        [one] { $count } échéance a été prolongée.
       *[other] { $count } échéances ont été prolongées.
    }
    [reopen] { $count ->
        [one] { $count } rapport a été rouvert.
       *[other] { $count } rapports ont été rouverts.
    }
    [undo] { $count ->
        [one] { $count } décision a été annulée.
       *[other] { $count } décisions ont été annulées.
    }
    [complete] { $count ->
        [one] { $count } rapport a été terminé.
       *[other] { $count } rapports ont été terminés.
    }
   *[return] { $count ->
        [one] { $count } rapport a été renvoyé.
       *[other] { $count } rapports ont été renvoyés.
    }
}
jobs-was-already = { $verb ->
    [approve] { $count ->
        [one] { $count } rapport était déjà approuvé.
       *[other] { $count } rapports étaient déjà approuvés.
    }
    [reject] { $count ->
        [one] { $count } rapport était déjà rejeté.
       *[other] { $count } rapports étaient déjà rejetés.
    }
    [extend] { $count ->
        [one] { $count } rapport avait déjà cette échéance.
       *[other] { $count } rapports avaient déjà cette échéance.
    }
    [reopen] { $count ->
        [one] { $count } rapport était déjà rouvert.
       *[other] { $count } rapports étaient déjà rouverts.
    }
    [undo] { $count ->
        [one] { $count } décision était déjà annulée.
       *[other] { $count } décisions étaient déjà annulées.
    }
    [complete] { $count ->
        [one] { $count } rapport était déjà terminé.
       *[other] { $count } rapports étaient déjà terminés.
    }
   *[return] { $count ->
        [one] { $count } rapport était déjà renvoyé.
       *[other] { $count } rapports étaient déjà renvoyés.
    }
}
jobs-item-would = { $verb ->
    [approve] { $count ->
        [one] sera approuvé
       *[other] seront approuvés
    }
    [reject] { $count ->
        [one] sera rejeté
       *[other] seront rejetés
    }
    [extend] { $count ->
        [one] sera prolongée
       *[other] seront prolongées
    }
    [reopen] { $count ->
        [one] sera rouvert
       *[other] seront rouverts
    }
    [undo] { $count ->
        [one] sera annulée
       *[other] seront annulées
    }
    [complete] { $count ->
        [one] sera terminé
       *[other] seront terminés
    }
   *[return] { $count ->
        [one] sera renvoyé
       *[other] seront renvoyés
    }
}
jobs-item-done = { $verb ->
    [approve] { $count ->
        [one] approuvé
       *[other] approuvés
    }
    [reject] { $count ->
        [one] rejeté
       *[other] rejetés
    }
    [extend] { $count ->
        [one] prolongée
       *[other] prolongées
    }
    [reopen] { $count ->
        [one] rouvert
       *[other] rouverts
    }
    [undo] { $count ->
        [one] annulée
       *[other] annulées
    }
    [complete] { $count ->
        [one] terminé
       *[other] terminés
    }
   *[return] { $count ->
        [one] renvoyé
       *[other] renvoyés
    }
}
jobs-item-already = { $verb ->
    [approve] { $count ->
        [one] déjà approuvé
       *[other] déjà approuvés
    }
    [reject] { $count ->
        [one] déjà rejeté
       *[other] déjà rejetés
    }
    [extend] { $count ->
        [one] a déjà cette échéance
       *[other] ont déjà cette échéance
    }
    [reopen] { $count ->
        [one] déjà rouvert
       *[other] déjà rouverts
    }
    [undo] { $count ->
        [one] déjà annulée
       *[other] déjà annulées
    }
    [complete] { $count ->
        [one] déjà terminé
       *[other] déjà terminés
    }
   *[return] { $count ->
        [one] déjà renvoyé
       *[other] déjà renvoyés
    }
}
jobs-state-previewed = Vérifié. En attente de votre confirmation
jobs-rule-title = { $count ->
    [one] Approuver { $count } rapport par règle
   *[other] Approuver { $count } rapports par règle
}
jobs-confirm-approve-text = Les partenaires apprennent que leurs rapports sont approuvés. Vous pouvez l’annuler pendant cinq minutes. Ensuite, vous pouvez rouvrir un rapport approuvé jusqu’à sa transmission à l’éditeur.
jobs-confirm-reject-text = Les rapports retournent à leurs partenaires, qui lisent les motifs ci-dessus et reçoivent la nouvelle échéance. Vous pouvez l’annuler pendant cinq minutes.
jobs-confirm-extend-text = Les partenaires ont jusqu’au { $date }, 24:00 à l’heure de leur région, et lisent le motif ci-dessus. Vous pouvez l’annuler pendant cinq minutes. Ensuite, vous pouvez encore prolonger une échéance, mais pas la raccourcir.
jobs-confirm-reopen-text = Les approbations sont retirées, et les rapports sont de nouveau en cours d’examen. Ils ne seront pas approuvés automatiquement. Vous pouvez l’annuler pendant cinq minutes.
jobs-refused-stale = Le rapport a changé depuis l’aperçu.
jobs-undo = Annuler
jobs-undo-text = Vous pouvez annuler ces décisions pendant cinq minutes. Chaque rapport retrouve son statut précédent, et les partenaires ne reçoivent aucun message.
jobs-undo-over = Ces décisions ne peuvent plus être annulées ensemble. Vous pouvez rouvrir un rapport approuvé jusqu’à sa transmission à l’éditeur.
jobs-undone-job = Les décisions annulées
jobs-list = Décisions groupées
jobs-list-none = Aucune décision groupée pour l’instant
jobs-list-none-text = Sélectionnez plusieurs rapports dans la liste et décidez-en ensemble. Le résultat est ensuite conservé ici.
jobs-list-what = Décision
jobs-list-when = Début
jobs-list-who = Par
jobs-list-earlier = Plus anciennes
jobs-preview = Ce qui va se passer
jobs-preview-to = Destinataires
jobs-preview-partners = { $count ->
    [one] { $count } partenaire
   *[other] { $count } partenaires
}
jobs-preview-more = et { $count } autres
jobs-preview-marks = Particularités
jobs-preview-no-marks = Ni signalement, ni dépassement, ni commentaire, ni changement
jobs-preview-flagged = { $count ->
    [one] { $count } rapport signalé
   *[other] { $count } rapports signalés
}
jobs-preview-violations = { $count ->
    [one] { $count } dépassement
   *[other] { $count } dépassements
}
jobs-preview-commented = { $count ->
    [one] { $count } rapport avec un commentaire
   *[other] { $count } rapports avec un commentaire
}
jobs-preview-changed = { $count ->
    [one] { $count } rapport changé par rapport au mois précédent
   *[other] { $count } rapports changés par rapport au mois précédent
}
jobs-preview-not-compared = { $count ->
    [one] { $count } rapport sans mois précédent
   *[other] { $count } rapports sans mois précédent
}
jobs-preview-amendments = { $count ->
    [one] { $count } avenant, dont l’écart n’est pas compris dans les unités
   *[other] { $count } avenants, dont les écarts ne sont pas compris dans les unités
}
jobs-preview-deadlines = Nouvelle échéance
jobs-preview-deadline = { $count ->
    [one] { $date } ({ $zone }), { $count } rapport
   *[other] { $date } ({ $zone }), { $count } rapports
}
jobs-preview-units = Unités à facturer par produit
jobs-preview-product = Produit
jobs-preview-unit = Unité
jobs-preview-before = Mois précédent
jobs-preview-after = Ce mois
jobs-preview-change = Changement
