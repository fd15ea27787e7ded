# Machine-translated, not proof-read by a native speaker yet.
sources = Sources de relevés
sources-text = Un programme qui envoie des relevés à l’API apparaît ici avec ses premiers relevés.
sources-none = Aucun programme n’a encore envoyé de relevés. Donnez à un programme un jeton avec l’autorisation « Envoyer des relevés » (readings.write), ou importez les relevés sous forme de fichiers.
source-company = Société
source-mode = Mode
source-mode-live = Réel
source-mode-test = Test
source-mode-hint = En mode Test, les relevés sont vérifiés et reçoivent une réponse, mais ne sont pas enregistrés.
source-test-text = Les relevés de cette source sont vérifiés et reçoivent une réponse, mais ne sont pas enregistrés. Lorsque les résultats sont corrects, passez au mode Réel et faites renvoyer les relevés par le programme.
source-seen = Derniers relevés
source-never-seen = Jamais
source-silence = Surveillance
source-is-silent = N’envoie plus rien
source-not-watched = Non surveillée
source-after-hours = { $count ->
    [one] Signalée après { $count } heure
   *[other] Signalée après { $count } heures
}
source-added = Ajoutée
source-change = Modifier cette source
source-hours = Heures de silence avant le signalement
source-hours-hint = Les administrateurs de l’exploitant reçoivent un message. Laissez le champ vide si personne n’a besoin de le savoir.
source-save = Enregistrer
source-changed = La source a été modifiée.
source-error-hours = Saisissez un nombre entier de 1 à { $most }, ou laissez le champ vide.
source-overlaps = Recoupements
source-overlaps-text = Deux sources ont envoyé des relevés de ces abonnements pour les mêmes jours parmi les 31 derniers. Les mêmes unités sont peut-être comptées deux fois.
source-overlaps-none = Au cours des 31 derniers jours, jamais deux sources n’ont envoyé de relevés d’un même abonnement pour le même jour.
source-subscription = Abonnement
source-both = Sources
source-days = Jours
source-between = Premier et dernier jour

sources-events = Les programmes peuvent aussi envoyer des événements (CloudEvents).
event-mappings = Correspondances des événements
event-mappings-text = Une correspondance indique où se trouvent l’abonnement et les quantités dans les événements (CloudEvents) d’un type.
event-mappings-none = Il n’y a pas encore de correspondance. Les événements envoyés par les programmes sont refusés tant que leur type n’en a pas.
event-mapping-type = Type d’événement
event-mapping-provisioned = Unités provisionnées
event-mapping-used = Unités utilisées
event-mapping-subject = Subject de l’événement
event-mapping-no-used = Aucune
event-mapping-put = Ajouter ou modifier une correspondance
event-mapping-type-hint = L’attribut type des événements, par exemple com.example.seats. Si le type a déjà une correspondance, elle est remplacée.
event-mapping-subscription-hint = Laissez le champ vide si le subject de l’événement est le code de l’abonnement. Sinon, saisissez son emplacement dans les données, par exemple /tenant/id.
event-mapping-provisioned-hint = Leur emplacement dans les données, par exemple /seats/assigned. Tout relevé a des unités provisionnées.
event-mapping-used-hint = Leur emplacement dans les données, par exemple /seats/active. Laissez le champ vide si les événements n’en contiennent pas.
event-mapping-remove = Supprimer
event-mapping-remove-type = Supprimer la correspondance pour { $type }
event-mapping-saved = La correspondance a été enregistrée. Elle s’applique aux événements qui arrivent à partir de maintenant.
event-mapping-removed = La correspondance a été supprimée. Les événements de ce type sont refusés.
event-mapping-error-type = Saisissez un type d’événement d’au plus 200 caractères visibles.
event-mapping-error-many = Il y a déjà { $count } correspondances. Supprimez-en une d’abord.
event-mapping-error-pointer = { $field } : saisissez un pointeur JSON, par exemple /seats/assigned.
