# Machine-translated, not proof-read by a native speaker yet.
webhooks = Webhooks
webhooks-text = Countersign envoie les événements que vous choisissez à une adresse de votre entreprise, sous forme de requêtes signées. Un programme peut y suivre vos rapports sans les demander.
webhooks-none = Aucun webhook pour l’instant
webhook-add = Ajouter un webhook
webhook-change = Modifier ce webhook
webhook-name-hint = Le programme qui reçoit les événements, ou à quoi il sert.
webhook-events = Événements
webhook-is-on = Envoyer les événements
webhook-gone = Terminé
webhook-gone-text = Le destinataire a répondu qu’il n’existe plus ; plus rien n’est donc envoyé. Corrigez l’adresse si nécessaire, puis réactivez le webhook.
webhook-failing = La dernière tentative a échoué. La prochaine aura lieu le { $at }.
webhook-locked = Le secret de ce webhook ne peut pas être déchiffré, parce que sa clé manque ; rien n’est donc envoyé. Créez-en un nouveau, ou attendez que l’exploitant ait remis la clé.
webhook-added = Ajouté
webhook-saved = Enregistré.
webhook-test-text = Envoie un événement du type webhook.test. La liste des messages montre le résultat.
webhook-test-queued = Le test est en route. Rechargez la page dans quelques secondes pour voir le résultat.
webhook-secret-text = Les requêtes sont signées avec lui. Saisissez-le dans le programme qui les reçoit.
webhook-log = Messages
webhook-log-text = Les messages sont conservés 90 jours. Chacun est tenté pendant trois jours.
webhook-log-none = Aucun message. Chaque événement apparaît ici dès qu’il se produit.
webhook-all = Tous
webhook-event = Événement
webhook-happened = Survenu le
webhook-answer = Réponse
webhook-older = Messages plus anciens
webhook-newest = Messages les plus récents
webhook-resent = { $count ->
    [0] Aucun message n’est renvoyé : tous attendent déjà, ou il n’y en a pas.
    [one] Un message est renvoyé.
   *[other] { $count } messages sont renvoyés.
}
webhook-replay = Renvoyer les messages de certains jours
webhook-replay-text = Chaque message garde son identifiant, pour que le destinataire reconnaisse une répétition.
webhook-from = Premier jour
webhook-until = Dernier jour
webhook-replay-wrong = Saisissez le premier et le dernier jour.
webhook-wrong-network = Cette adresse est dans un réseau privé. Les webhooks de votre entreprise n’appellent que des adresses publiques.
webhook-remove = Supprimer ce webhook
webhook-remove-text = Le webhook et la liste de ses messages sont supprimés.
webhook-removed = Le webhook { $name } a été supprimé.
webhook-error-events = Choisissez au moins un événement.
webhook-error-too-many = Il y a déjà { $count } webhooks. Supprimez-en d’abord un.
webhook-receiver-gone = Le destinataire n’existe plus.
webhook-too-late = Le message n’a pas pu être envoyé à temps.

webhook-event-report-ready = Un rapport est prêt pour son partenaire
webhook-event-report-submitted = Un rapport a été soumis
webhook-event-report-approved = Un rapport a été approuvé
webhook-event-report-rejected = Un rapport a été rejeté
webhook-event-report-reopened = Une approbation a été retirée
webhook-event-report-extended = Un partenaire a obtenu un délai
webhook-event-dispatch-sent = Un envoi a été transmis
webhook-event-dispatch-completed = Un éditeur a terminé un envoi
webhook-event-dispatch-returned = Un éditeur a renvoyé un rapport
webhook-event-correction-proposed = Une correction a été proposée
webhook-event-correction-agreed = Une correction a été acceptée
webhook-event-correction-refused = Une correction a été refusée
webhook-event-correction-withdrawn = Une correction a été retirée
webhook-event-correction-dispatched = Un avenant a été transmis à l’éditeur
webhook-event-correction-completed = Un éditeur a terminé un avenant
webhook-event-correction-returned = Un éditeur a renvoyé un avenant
webhook-event-source-silent = Une source de relevés n’envoie plus rien
