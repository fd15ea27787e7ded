# Machine-translated, not proof-read by a native speaker yet.
demo-title = Se connecter en tant que
demo-text = Tout ici est inventé : les entreprises, leurs employés et quatorze mois de chiffres. Choisissez une personne pour vous connecter en un clic.
demo-hint = Pour commencer, connectez-vous comme responsable de la facturation du distributeur, qui approuve les rapports, puis d’un MSP, qui les prépare. Vous pouvez avancer l’horloge ci-dessus.
demo-no-deadline = Il ne reste pas d’échéance. Tout le travail dû est fait.
demo-went-on = L’horloge est passée à { $clock } UTC : { $made ->
    [0] aucun rapport n’a été créé
    [one] { $made } rapport a été créé
   *[other] { $made } rapports ont été créés
}, { $submitted ->
    [0] aucun n’a été soumis par le système.
    [one] { $submitted } a été soumis par le système.
   *[other] { $submitted } ont été soumis par le système.
}
demo-note-several = Cette personne travaille pour plusieurs entreprises et en choisit une.
demo-note-reseller = Un revendeur n’a pas de rapports d’utilisation.
demo-note-isp = Un ISP facture à sa manière ; il n’a donc pas de rapports d’utilisation.
demo-note-isp-partner = Un partenaire d’un ISP n’a pas de rapports d’utilisation.
demo-note-region-off = Les rapports d’utilisation sont désactivés dans cette région.
