# Machine-translated, not proof-read by a native speaker yet.

token-title = Jetons d’API
token-text = Un programme qui a l’un de vos jetons agit en votre nom, dans l’entreprise du jeton. Créez un jeton distinct pour chaque programme, et révoquez-le quand le programme n’en a plus besoin.
account-tokens-text = Des programmes peuvent agir pour vous avec l’API.
account-tokens-manage = Gérer les jetons
token-reference = Référence de l’API
token-none = Aucun jeton pour l’instant
token-make = Créer un jeton
token-name-hint = Où le programme fonctionne, ou à quoi il sert.
token-scopes = Autorisations
token-scope-reports-read = Lire les rapports d’utilisation
token-scope-reports-edit = Modifier et soumettre les rapports d’utilisation, proposer des corrections
token-scope-reports-decide = Décider des rapports d’utilisation et des corrections, traiter les envois, clôturer les mois
token-scope-directory-read = Lire les entreprises, les clients, les produits, les abonnements et les paramètres
token-scope-directory-write = Modifier les entreprises, les clients, les produits et les abonnements
token-scope-settings-write = Modifier les paramètres
token-scope-people-read = Lire les personnes et le journal d’audit de votre entreprise
token-scope-readings-write = Envoyer des relevés
token-scope-webhooks-write = Gérer les webhooks de votre entreprise
token-scope-log-witness = Lire les empreintes du journal et remettre ce qu’un témoin a signé
token-lasts = Durée de validité
token-days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
token-networks = Réseaux
token-networks-all = Tous
token-networks-hint = Les adresses d’où le jeton est accepté, comme 192.0.2.0/24. Laissez vide pour toutes.
token-expires = Expire
token-has-expired = Expiré
token-used = Dernière utilisation
token-never-used = Jamais
token-revoke = Révoquer
token-revoked = Le jeton est révoqué. Les programmes ne peuvent plus l’utiliser.
token-made-title = Votre nouveau jeton
token-made-text = Donnez ce jeton au programme. Il l’envoie avec chaque demande, dans l’en-tête Authorization: Bearer.
token-made-once = Le jeton n’est affiché que cette fois. S’il se perd, révoquez-le et créez-en un autre.

token-error-not-permitted = Seul un administrateur de l’entreprise, ou de l’exploitant, crée des jetons pour un compte de service.
token-error-name = Saisissez un nom d’au plus 200 caractères visibles.
token-error-no-scope = Choisissez au moins une autorisation.
token-error-scope = Vous ne pouvez pas donner cette autorisation à un jeton : { $scope }
token-error-network = { $network } n’est pas un réseau. Saisissez des réseaux tels que 192.0.2.0/24.
token-error-networks = Saisissez au plus 50 réseaux.
token-error-days = Choisissez au plus { $count } jours.
token-error-too-many = Il y a déjà { $count } jetons. Révoquez-en d’abord un.

service-accounts = Comptes de service
service-accounts-text = Avec un compte de service, un programme agit pour votre entreprise avec un rôle propre. Il reste quand la personne qui l’a ajouté part.
service-accounts-none = Aucun compte de service pour l’instant
service-account-add = Ajouter un compte de service
service-account-maker = Ajouté par
service-account-made = Ajouté le
service-account-client-id = Identifiant client
service-account-text = Le travail de ce compte compte comme celui de la personne qui a créé le jeton : aucun des deux ne décide d’un rapport que l’autre a modifié ou soumis. Pour les identifiants client OAuth 2.0, utilisez l’identifiant client et l’un des jetons comme secret.
service-account-name-taken = Il y a déjà un compte de service de ce nom. Utilisez un autre nom.
service-account-too-many = Il y a déjà { $count } comptes de service. Terminez-en d’abord un.
service-account-end = Terminer ce compte
service-account-end-text = Tous ses jetons sont aussitôt révoqués. Ce qu’il a fait reste dans l’historique.
service-account-ended = Le compte de service { $name } est terminé.
