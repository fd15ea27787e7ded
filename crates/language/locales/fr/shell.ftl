# Machine-translated, not proof-read by a native speaker yet.
skip-to-content = Aller au contenu
nav-label = Navigation principale
nav-dashboard = Tableau de bord
nav-usage-reports = Rapports d’utilisation
nav-partners = Partenaires
nav-customers = Clients
nav-products = Produits
nav-settings = Paramètres
nav-dispatches = Envois
nav-people = Utilisateurs
nav-imports = Imports
nav-sources = Sources
nav-clock = Horloge
nav-companies = Entreprises
nav-operation = Exploitation
nav-account = Votre compte
nav-switch-company = Agir pour une autre entreprise
nav-sign-out = Se déconnecter
preferences-label = Langue et apparence
preferences-language = Langue
preferences-theme = Apparence
preferences-save = Appliquer
theme-auto = Comme le système
theme-light = Clair
theme-dark = Sombre
demo-banner = Démonstration :
rehearsal-banner = Mode d’essai :
rehearsal-clock = il est { $clock } UTC.
demo-next-deadline = Aller à la prochaine échéance
demo-people = Se connecter sous un autre nom
not-reported = non déclaré

keys-title = Raccourcis clavier
keys-find = Rechercher
keys-next-previous = Suivant, précédent
keys-open = Ouvrir
keys-select = Sélectionner
keys-select-all = Sélectionner tous les résultats
keys-undo = Annuler la décision
keys-approve = Approuver
keys-reject = Rejeter
keys-by-rule = Approuver par règle
keys-submit = Soumettre
keys-export = Exporter
keys-send = Envoyer les motifs
keys-dashboard = Tableau de bord
keys-usage-reports = Rapports d’utilisation
keys-help = Afficher cette liste
keys-back = Retour
keys-off = Décochez une touche pour la désactiver dans ce navigateur. Pour désactiver toutes les touches, utilisez la page de votre compte.
keys-close = Fermer

problem-not-found = Page introuvable
problem-not-found-text = Vérifiez l’adresse. La page appartient peut-être aussi à une entreprise pour laquelle vous n’agissez pas actuellement.
problem-forbidden = Votre rôle ne le permet pas
problem-forbidden-text = Un administrateur de votre entreprise peut vous donner un autre rôle.
problem-bad-request = Demande non valide
problem-bad-request-text = L’adresse ou le formulaire contient une valeur non valide. Rien n’a été modifié. Revenez en arrière et réessayez.
problem-foreign-form = Ce formulaire a expiré
problem-foreign-form-text = Le formulaire a été ouvert avant votre connexion, ou provient d’un autre site. Rien n’a été modifié. Rechargez la page et envoyez-le de nouveau.
problem-others-form = Une autre personne a rempli ce formulaire
problem-others-form-text = Une autre personne était connectée quand ce formulaire a été rempli. Sa saisie ne vous est pas montrée, et rien n’a été modifié.
problem-too-large = La demande est trop volumineuse
problem-too-large-text = Vous avez envoyé plus que cette page n’accepte. Rien n’a été modifié. Revenez en arrière et envoyez-en moins à la fois.
problem-method = Cette adresse n’accepte pas la demande
problem-method-text = Cette page ne peut pas être utilisée ainsi. Rien n’a été modifié.
problem-host-another = Cette adresse n’appartient pas à Countersign
problem-host-another-text = Le nom dans la barre d’adresse mène ici, mais n’appartient pas à Countersign. Utilisez l’adresse que l’exploitant vous a donnée.
problem-host-unclear = La demande ne nomme pas son hôte
problem-host-unclear-text = Une demande doit nommer exactement un hôte.
problem-too-many = Trop de demandes à la fois
problem-too-many-text = Trop de demandes de votre réseau sont déjà en cours. Réessayez dans une seconde.
problem-too-slow = La demande a pris trop de temps
problem-too-slow-text = Le formulaire n’est pas arrivé en entier. Rien n’a été modifié. Envoyez-le de nouveau.
problem-busy = Trop de fichiers sont en cours de transfert
problem-busy-text = Le serveur reçoit ou envoie déjà autant de fichiers que possible. Attendez que l’un d’eux soit terminé, puis réessayez.
problem-no-key = Le serveur n’a pas de clé pour les secrets
problem-no-key-text = Sans clé, ce serveur ne peut pas enregistrer de secrets. Rien n’a été modifié. Demandez à l’exploitant de donner un fichier de clé au serveur.
problem-unavailable = Momentanément indisponible
problem-unavailable-text = La base de données est injoignable. Rien n’a été modifié. Réessayez dans quelques secondes.
problem-outdated = Countersign est en cours de mise à jour
problem-outdated-text = La base de données a été mise à niveau, et ce serveur exécute encore l’ancienne version. Rien n’a été modifié. Réessayez dans quelques minutes, quand la nouvelle version fonctionnera.
problem-full = Le disque est plein
problem-full-text = Rien n’a été modifié. Demandez à l’exploitant de libérer de l’espace, puis réessayez.
problem-fault = Une erreur s’est produite
problem-fault-text = Rien n’a été modifié. Si vous contactez l’exploitant, mentionnez le numéro ci-dessous.
problem-home = Vers le tableau de bord
problem-request = Demande { $id }

status-preparing = En préparation
status-under-review = En cours d’examen
status-rejected = Rejeté
status-approved = Approuvé
status-submitted = Transmis à l’éditeur
status-completed = Terminé
review-manual = soumission manuelle
review-automatic = soumission automatique (sans pénalité)
review-automatic-penalties = soumission automatique (pénalités)
review-reopened = rouvert
review-returned = renvoyé par l’éditeur

role-administrator = Administrateur
role-customer-account-manager = Responsable des clients
role-partner-account-manager = Responsable des partenaires
role-license-manager = Responsable des licences
role-support-manager = Responsable du support
role-support-engineer = Ingénieur support
role-billing-manager = Responsable de la facturation
company-operator = Exploitant
company-vendor = Éditeur
company-distributor = Distributeur
company-partner = Partenaire

weekday-1 = lun.
weekday-2 = mar.
weekday-3 = mer.
weekday-4 = jeu.
weekday-5 = ven.
weekday-6 = sam.
weekday-7 = dim.

month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
short-month-1 = janv.
short-month-2 = févr.
short-month-3 = mars
short-month-4 = avr.
short-month-5 = mai
short-month-6 = juin
short-month-7 = juil.
short-month-8 = août
short-month-9 = sept.
short-month-10 = oct.
short-month-11 = nov.
short-month-12 = déc.
in-days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
in-hours = { $count ->
    [one] { $count } heure
   *[other] { $count } heures
}
in-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
help-title = Aide
help-link = Aide sur cette page
help-verify-title = Vérifier les dossiers de preuve
help-verify-text = verify.html s’ouvre depuis le disque dans un navigateur, sans réseau, et vérifie un dossier de preuve. Prenez cette page sur une installation de confiance, pas dans le dossier d’un inconnu, et comparez son SHA-256 à celui des notes de version ou d’une autre installation.
help-verify-download = Télécharger verify.html
about-title = À propos de Countersign
about-version = Version
about-database = Base de données
about-licence = Licence
about-libraries = Countersign contient des bibliothèques sous leurs propres licences. Le fichier des bibliothèques joint à chaque version les énumère avec leurs licences.
