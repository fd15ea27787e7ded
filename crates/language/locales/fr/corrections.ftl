# Machine-translated, not proof-read by a native speaker yet.
report-done-propose-correction = Correction proposée par { $who } le { $when }.
report-done-agree-correction = Correction acceptée par { $who } le { $when }.
report-done-refuse-correction = Correction refusée par { $who } le { $when }.
report-done-withdraw-correction = Correction retirée par { $who } le { $when }.
report-done-dispatch-amendment = Avenant transmis à l’éditeur par { $who } le { $when }.
report-done-complete-amendment = Avenant terminé par { $who } le { $when }.
report-done-return-amendment = Avenant renvoyé par { $who } le { $when }.
report-field-amendment = Avenant
report-refused-status-correct = Le rapport est maintenant « { $status } ». Seuls les rapports terminés peuvent être corrigés.
report-wants-other-answers = Rien pour le moment : l’autre entreprise doit répondre à la correction proposée.
report-wants-colleague-answers = Un collègue qui s’occupe des rapports d’utilisation doit répondre à la correction proposée.
report-wants-answer = Répondez à la correction proposée : acceptez-la, ou refusez-la avec un motif.
report-wants-amendment-sent = Transmettez l’avenant à l’éditeur dans le prochain envoi.
report-wants-amendment-processed = Traitez l’avenant, puis marquez-le comme terminé ; ou renvoyez-le avec un motif.
report-wants-vendor-has-amendment = Rien pour le moment : l’éditeur traite l’avenant.
corrections = Corrections
corrections-all = Toutes
corrections-none = Aucune correction pour l’instant
corrections-none-text = Un rapport terminé ne change pas. S’il est faux, son distributeur ou son partenaire propose une correction sur la page du rapport. Quand l’autre entreprise l’accepte, l’écart est transmis à l’éditeur.
correction-title = Correction
correction-proposed = Proposée
correction-agreed = Acceptée
correction-refused = Refusée
correction-withdrawn = Retirée
correction-dispatched = Transmise à l’éditeur
correction-completed = Terminée
correction-returned = Renvoyée
correction-column-before = Actuel
correction-column-after = Nouveau
correction-column-change = Écart
correction-column-reason = Motif
correction-column-new = Nouveau chiffre
correction-column-late = Avec les relevés tardifs
correction-column-state = Statut
correction-column-by = Proposée par
correction-column-at = Depuis
correction-no-line = pas encore de ligne
correction-propose-ask = Proposer une correction…
correction-propose-title = Proposer une correction : { $partner } · { $month }
correction-propose-follows = Le rapport ne change pas encore. { $other } accepte ou refuse. Une fois la correction acceptée, la différence est transmise à l’éditeur avec le prochain envoi. D’ici là, vous pouvez retirer la correction.
correction-lines-hint = Modifiez les chiffres faux et donnez un motif pour chacun. Les lignes que vous ne modifiez pas ne sont pas corrigées.
correction-reason = Motif de la correction
correction-reason-hint = L’entreprise qui répond le lit, et plus tard l’éditeur.
correction-reason-of = Motif pour { $product }
correction-propose-now = Proposer la correction
correction-late-reason = Relevés arrivés après la soumission
correction-error-no-figure = Saisissez un chiffre. Si cette ligne est juste, saisissez le chiffre actuel.
correction-error-same = C’est le chiffre actuel. Modifiez-le, ou supprimez le motif.
correction-error-reason = Saisissez le motif de la correction de cette ligne.
correction-error-whole-reason = Saisissez le motif de la correction.
correction-error-nothing = Aucun chiffre n’a été modifié. Modifiez-en au moins un pour proposer une correction.
correction-proposed-notice = La correction est proposée. L’autre entreprise peut maintenant répondre.
correction-agree-ask = Accepter…
correction-agree-title = Accepter la correction : { $partner } · { $month }
correction-agree-follows = La correction devient l’avenant { $number } du rapport et est transmise à l’éditeur avec le prochain envoi. Cela ne peut pas être annulé, mais une autre correction peut suivre.
correction-agree-now = Accepter
correction-agreed-notice = Acceptée. L’avenant est transmis à l’éditeur avec le prochain envoi.
correction-refuse-ask = Refuser…
correction-refuse-title = Refuser la correction : { $partner } · { $month }
correction-refuse-follows = Les chiffres actuels restent valables. L’autre entreprise voit votre motif et peut proposer une autre correction.
correction-refuse-now = Refuser
correction-refused-notice = Refusée. L’autre entreprise voit votre motif sur le rapport.
correction-withdraw-ask = Retirer…
correction-withdraw-title = Retirer la correction : { $partner } · { $month }
correction-withdraw-follows = L’historique la garde comme retirée, et une autre correction peut être proposée.
correction-withdraw-now = Retirer
correction-withdrawn-notice = La correction a été retirée.
correction-line = { $product } : { $before } devient { $after }
correction-refused-own-work = Vous avez proposé cette correction vous-même ; une autre personne doit donc y répondre.
correction-refused-yours = Votre entreprise a proposé cette correction ; l’autre entreprise y répond. Vous pouvez la retirer.
correction-refused-not-yours = L’autre entreprise a proposé cette correction ; elle seule peut la retirer. Vous pouvez la refuser.
correction-refused-none = Cette correction n’est plus ouverte : elle a entre-temps reçu une réponse, été retirée ou transmise.
correction-refused-unfinished = Une autre correction de ce rapport n’est pas finie. Vous pourrez en proposer une nouvelle ensuite.
amendments = Avenants
amendments-none = Aucun. Le rapport s’applique tel qu’il a été terminé.
amendment-title = Avenant { $number }
amendment-dispatch = Transmettre…
amendment-complete-title = Terminer l’avenant : { $partner } · { $month }
amendment-complete-follows = L’avenant { $number } prend alors effet et modifie les chiffres actuels du rapport.
amendment-completed-notice = L’avenant est terminé.
amendment-return-title = Renvoyer l’avenant : { $partner } · { $month }
amendment-return-follows = L’avenant { $number } n’a alors aucun effet, et les chiffres du rapport restent les mêmes. Le distributeur et le partenaire lisent votre motif.
amendment-returned-notice = L’avenant est renvoyé.
late-differences = Écarts tardifs
late-differences-text = Les relevés qui arrivent après la première soumission d’un rapport ne le modifient pas. Cette page énumère l’écart qu’ils auraient causé, jusqu’à ce que les chiffres du rapport le comprennent.
late-none = Aucun écart tardif
late-none-text = Des écarts apparaissent ici quand des relevés arrivent après une soumission et auraient modifié une ligne.
late-default = Valeur par défaut
late-charged = Facturé
late-suggestion = Correction suggérée
late-since = Depuis
late-would-charge = { $units } unités
late-changes-nothing = aucune : pas de changement
late-set-by-people = aucune : une personne a fixé ce chiffre
late-propose = Proposer comme correction…
corrections-waiting = { $count } en attente de réponse
corrections-lines = { $count ->
    [one] une ligne
   *[other] { $count } lignes
}
dispatch-would-amendments = { $count ->
    [one] Un avenant à un rapport terminé, sous forme d’écart.
   *[other] { $count } avenants à des rapports terminés, sous forme d’écarts.
}
needs-corrections = { $count ->
    [one] { $count } correction attend votre réponse
   *[other] { $count } corrections attendent votre réponse
}
needs-amendments = { $count ->
    [one] { $count } avenant peut être transmis à son éditeur
   *[other] { $count } avenants peuvent être transmis à leurs éditeurs
}
needs-process-amendments = { $count ->
    [one] { $count } avenant à terminer ou à renvoyer
   *[other] { $count } avenants à terminer ou à renvoyer
}
amendment-stands = Depuis l’avenant { $number } : { $units }
late-not-completed = possible une fois le rapport terminé
