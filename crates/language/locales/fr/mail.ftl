# Machine-translated, not proof-read by a native speaker yet.
mail-greeting = Bonjour { $name },
mail-ready-subject = { $count ->
    [1] { $vendor }, { $month } : rapport d’utilisation à soumettre au plus tard le { $day } ({ $company })
   *[other] { $count } rapports d’utilisation à soumettre ({ $company })
}
mail-ready-text = { $penalties ->
    [0] { $count ->
        [1] Le rapport d’utilisation pour { $month } est prêt. Vérifiez les chiffres et soumettez-le au plus tard le { $deadline }.
       *[other] { $count } rapports d’utilisation sont prêts. Vérifiez les chiffres et soumettez-les avant leurs échéances.
    }
   *[other] { $count ->
        [1] Le rapport d’utilisation pour { $month } est prêt, avec { $penalties ->
            [one] { $penalties } dépassement
           *[other] { $penalties } dépassements
        }. Commentez ces lignes et soumettez le rapport au plus tard le { $deadline }. Sans commentaire, davantage d’unités seront facturées à l’échéance : { $units }.
       *[other] { $count } rapports d’utilisation sont prêts, avec { $penalties ->
            [one] { $penalties } dépassement
           *[other] { $penalties } dépassements
        }. Commentez ces lignes et soumettez les rapports dans les délais. Sans commentaire, davantage d’unités seront facturées : { $units }.
    }
}
mail-reminder-subject = { $penalties ->
    [0] { $count ->
        [1] Échéance { $day } : rapport d’utilisation pour { $month }, { $vendor }, non soumis ({ $company })
       *[other] Échéance proche : { $count } rapports d’utilisation non soumis ({ $company })
    }
   *[other] { $count ->
        [1] Échéance { $day } : pénalité pour { $units } – { $month }, { $vendor } ({ $company })
       *[other] Échéance proche : pénalité pour { $units } – { $count } rapports d’utilisation ({ $company })
    }
}
mail-reminder-text = { $penalties ->
    [0] { $count ->
        [1] Le rapport d’utilisation pour { $month } n’a pas encore été soumis. Soumettez-le au plus tard le { $deadline }. Passé ce délai, le système le soumet tel qu’il a été enregistré.
       *[other] { $count } rapports d’utilisation n’ont pas encore été soumis. Soumettez-les avant leurs échéances. Passé ce délai, le système les soumet tels qu’ils ont été enregistrés.
    }
   *[other] { $count ->
        [1] Sans votre commentaire, davantage d’unités seront facturées à l’échéance : { $units }. Le rapport d’utilisation pour { $month } n’a pas encore été soumis. Soumettez-le au plus tard le { $deadline }.
       *[other] Sans vos commentaires, davantage d’unités seront facturées à l’échéance : { $units }. { $count } rapports d’utilisation n’ont pas encore été soumis. Soumettez-les avant leurs échéances.
    }
}
mail-submitted-subject = { $penalties ->
    [0] { $count ->
        [1] { $vendor }, { $month } : rapport d’utilisation soumis automatiquement ({ $company })
       *[other] { $count } rapports d’utilisation soumis automatiquement ({ $company })
    }
   *[other] { $count ->
        [1] { $vendor }, { $month } : soumis automatiquement, pénalité pour { $units } ({ $company })
       *[other] { $count } rapports d’utilisation soumis automatiquement, pénalité pour { $units } ({ $company })
    }
}
mail-submitted-text = { $penalties ->
    [0] { $count ->
        [1] Le rapport d’utilisation pour { $month } n’a pas été soumis avant l’échéance. Le système l’a donc soumis tel qu’il avait été enregistré. Il n’y a pas de pénalité.
       *[other] { $count } rapports d’utilisation n’ont pas été soumis avant leurs échéances. Le système les a donc soumis tels qu’ils avaient été enregistrés. Il n’y a pas de pénalité.
    }
   *[other] { $count ->
        [1] Davantage d’unités sont facturées à titre de pénalité : { $units }. Le rapport d’utilisation pour { $month } n’a pas été soumis avant l’échéance. Le système l’a donc soumis tel qu’il avait été enregistré, sans les commentaires nécessaires.
       *[other] Davantage d’unités sont facturées à titre de pénalité : { $units }. { $count } rapports d’utilisation n’ont pas été soumis avant leurs échéances. Le système les a donc soumis tels qu’ils avaient été enregistrés, sans les commentaires nécessaires.
    }
}
mail-review-subject = { $count ->
    [1] À examiner : { $partner }, { $month }, { $vendor }
   *[other] { $count } rapports d’utilisation à examiner ({ $company })
}
mail-review-text = { $count ->
    [1] Un rapport d’utilisation est en cours d’examen. Approuvez-le, ou rejetez-le en indiquant les motifs.
   *[other] { $count } rapports d’utilisation sont en cours d’examen. Approuvez-les, ou rejetez-les en indiquant les motifs.
}
mail-approved-subject = { $count ->
    [1] { $vendor }, { $month } : rapport d’utilisation approuvé ({ $company })
   *[other] { $count } rapports d’utilisation approuvés ({ $company })
}
mail-approved-text = { $count ->
    [1] Le rapport d’utilisation pour { $month } est approuvé. Vous n’avez plus rien à faire.
   *[other] { $count } rapports d’utilisation sont approuvés. Vous n’avez plus rien à faire.
}
mail-rejected-subject = { $count ->
    [1] { $vendor }, { $month } : rapport d’utilisation rejeté, à corriger au plus tard le { $day } ({ $company })
   *[other] { $count } rapports d’utilisation rejetés, à corriger ({ $company })
}
mail-rejected-text = { $count ->
    [1] { $distributor } a rejeté le rapport d’utilisation pour { $month } pour les motifs ci-dessous. Corrigez ou expliquez les chiffres et soumettez-le de nouveau au plus tard le { $deadline }.
   *[other] { $distributor } a rejeté { $count } rapports d’utilisation pour les motifs ci-dessous. Corrigez ou expliquez les chiffres et soumettez-les de nouveau avant leurs échéances.
}
mail-reopened-subject = { $count ->
    [1] { $vendor }, { $month } : approbation retirée ({ $company })
   *[other] Approbation de { $count } rapports d’utilisation retirée ({ $company })
}
mail-reopened-text = { $count ->
    [1] { $distributor } examine de nouveau le rapport d’utilisation pour { $month } pour le motif ci-dessous. L’approbation n’est plus valable. Vous n’avez rien à faire pour le moment ; nous vous informerons de la décision.
   *[other] { $distributor } examine de nouveau { $count } rapports d’utilisation pour les motifs ci-dessous. Les approbations ne sont plus valables. Vous n’avez rien à faire pour le moment ; nous vous informerons des décisions.
}
mail-returned-subject = { $count ->
    [1] { $vendor } a renvoyé un rapport d’utilisation : { $partner }, { $month }
   *[other] { $count } rapports d’utilisation renvoyés par l’éditeur ({ $company })
}
mail-returned-text = { $count ->
    [1] { $vendor } a renvoyé un rapport d’utilisation pour le motif ci-dessous. Il est de nouveau en cours d’examen : approuvez-le et envoyez-le de nouveau, ou rejetez-le, pour que le partenaire le corrige.
   *[other] { $count } rapports d’utilisation ont été renvoyés pour les motifs ci-dessous. Ils sont de nouveau en cours d’examen : approuvez-les et envoyez-les de nouveau, ou rejetez-les, pour que les partenaires les corrigent.
}
mail-extended-subject = { $count ->
    [1] { $vendor }, { $month } : échéance prolongée au { $day } ({ $company })
   *[other] Échéances de { $count } rapports d’utilisation prolongées ({ $company })
}
mail-extended-text = { $count ->
    [1] L’échéance du rapport d’utilisation pour { $month } a été prolongée. Commentez les lignes qui le demandent et soumettez-le au plus tard le { $deadline }.
   *[other] Vous avez plus de temps pour { $count } rapports d’utilisation. Commentez les lignes qui le demandent et soumettez-les avant les nouvelles échéances.
}
mail-dispatch-received-subject = { $count ->
    [1] Envoi { $number } à traiter ({ $distributor })
   *[other] { $count } envois à traiter
}
mail-dispatch-received-text = { $count ->
    [1] { $distributor } vous a envoyé des rapports d’utilisation approuvés. Terminez les rapports une fois traités. Renvoyez, avec un motif, ceux que vous ne pouvez pas traiter.
   *[other] Plusieurs distributeurs vous ont envoyé des rapports d’utilisation approuvés. Terminez les rapports une fois traités. Renvoyez, avec un motif, ceux que vous ne pouvez pas traiter.
}
mail-dispatch-sent-subject = { $count ->
    [1] Envoi { $number } transmis à { $vendor }
   *[other] { $count } envois transmis
}
mail-dispatch-sent-text = { $count ->
    [1] Les rapports d’utilisation approuvés ont été transmis à { $vendor }. Un envoi transmis ne peut plus être modifié.
   *[other] Les rapports d’utilisation approuvés ont été transmis. Un envoi transmis ne peut plus être modifié.
}
mail-dispatch-completed-subject = { $returned ->
    [0] { $count ->
        [1] { $vendor } a terminé l’envoi { $number }
       *[other] { $count } envois terminés par leurs éditeurs
    }
   *[other] { $count ->
        [1] { $vendor } a traité l’envoi { $number } : { $returned ->
            [one] { $returned } renvoyé
           *[other] { $returned } renvoyés
        }
       *[other] { $count } envois traités : { $returned ->
            [one] { $returned } rapport renvoyé
           *[other] { $returned } rapports renvoyés
        }
    }
}
mail-dispatch-completed-text = { $returned ->
    [0] { $count ->
        [1] { $vendor } a terminé tous les rapports de cet envoi. Vous n’avez plus rien à faire.
       *[other] Les éditeurs ont terminé tous les rapports de ces envois. Vous n’avez plus rien à faire.
    }
   *[other] { $count ->
        [1] { $vendor } a traité tous les rapports de cet envoi. Les rapports renvoyés sont de nouveau en cours d’examen : approuvez-les et envoyez-les de nouveau, ou rejetez-les, pour que les partenaires les corrigent. Un avenant renvoyé n’a aucun effet ; vous pouvez proposer une autre correction.
       *[other] Les éditeurs ont traité tous les rapports de ces envois. Les rapports renvoyés sont de nouveau en cours d’examen : approuvez-les et envoyez-les de nouveau, ou rejetez-les, pour que les partenaires les corrigent. Un avenant renvoyé n’a aucun effet ; vous pouvez proposer une autre correction.
    }
}
mail-deadline-was = Échéance précédente
mail-dispatch = Envoi { $number }
mail-reports = Rapports
mail-completed = Terminés
mail-returned = Renvoyés
mail-purchase-order = Bon de commande
mail-open-dispatch = Ouvrir l’envoi
mail-open-dispatches = Ouvrir la liste des envois
mail-deadline = Échéance
mail-review-by = À examiner avant le
mail-state = Statut
mail-when = Date
mail-browser = Navigateur
mail-address = Adresse réseau
mail-coming = Unités facturées à l’échéance si personne n’agit
mail-penalties = Pénalité pour surprovisionnement sans commentaire
mail-penalty-avoid = Pour l’éviter, commentez ces lignes avant l’échéance. Sans commentaire, une ligne surprovisionnée est facturée sur toutes les unités provisionnées, et un chiffre que vous avez modifié revient à sa valeur par défaut.
mail-proof = Le fichier joint countersign-proof.txt prouve ce qui était enregistré à l’envoi de ce message. Conservez ce message : il permettra de montrer plus tard si l’enregistrement a été modifié.
mail-more-units = { $product } { $units } { $unit }
mail-more-products = { $count ->
    [one] { $count } autre produit
   *[other] { $count } autres produits
}
mail-product-unit = { $product } ({ $unit })
mail-moment = { $at } ({ $zone })
mail-submitted-advice = Si les chiffres sont faux, demandez à { $distributor } de rejeter le rapport. Vous pourrez alors le corriger et le soumettre de nouveau.
mail-months = { $from } – { $to }
mail-product = Produit
mail-now = Actuel
mail-at-deadline = À l’échéance
mail-without = Sans pénalité
mail-charged = Facturé
mail-difference = Écart
mail-more = { $count ->
    [1] Un autre élément figure dans la liste.
   *[other] { $count } autres éléments figurent dans la liste.
}
mail-open-report = Ouvrir le rapport
mail-open-list = Ouvrir la liste des rapports
mail-why-report = Vous recevez ce message parce que vous vous occupez des rapports d’utilisation pour { $company }.
mail-why-account = Vous recevez ce message parce qu’il concerne votre compte sur { $host }.
mail-why-operator = Vous recevez ce message parce que vous administrez l’installation de Countersign sur { $host }.
mail-why-administrator = Vous recevez ce message parce que vous administrez { $company } sur { $host }.
mail-unsubscribe = Ne plus m’envoyer de messages de ce type
mail-link-until = Le lien fonctionne une seule fois, jusqu’au { $until }. La première personne qui l’ouvre définit le mot de passe : ne le transmettez pas.

mail-invitation-subject = Votre invitation à Countersign par { $company }
mail-invitation-text = { $company } vous invite dans Countersign, où les rapports d’utilisation sont vérifiés, soumis et approuvés. Ouvrez le lien pour accepter l’invitation.
mail-invitation-button = Accepter l’invitation
mail-password-reset-subject = Votre lien pour définir un nouveau mot de passe
mail-password-reset-text = Nous avons reçu une demande de lien pour définir un nouveau mot de passe. Si vous ne l’avez pas demandé, ignorez ce message : votre mot de passe ne change pas.
mail-password-reset-button = Définir un nouveau mot de passe
mail-new-sign-in-subject = Nouvelle connexion à votre compte
mail-new-sign-in-text = Une connexion à votre compte a eu lieu depuis un navigateur inconnu.
mail-new-sign-in-button = Ouvrir votre compte
mail-new-sign-in-note = Si c’était vous, il n’y a rien à faire. Sinon, changez votre mot de passe maintenant et fermez la session.
mail-account-changed-subject = Votre compte : { $what }
mail-account-changed-text = Votre compte chez { $company } a été modifié : { $what }.
mail-account-changed-button = Ouvrir votre compte
mail-account-changed-note = Si vous ne vous y attendiez pas, changez votre mot de passe maintenant et contactez un administrateur de votre entreprise.
mail-company-changed-subject = { $company } : { $what }
mail-company-changed-text = L’exploitant de cette installation a fait une modification parmi les utilisateurs chez { $company } : { $what }.
mail-company-changed-button = Ouvrir les utilisateurs
mail-company-changed-note = Si votre entreprise ne l’a pas demandé, contactez l’exploitant.
mail-backup-failed-subject = Échec de la sauvegarde
mail-backup-failed-text = La sauvegarde quotidienne de cette installation a échoué. Countersign réessaie toutes les 15 minutes jusqu’à ce qu’elle réussisse.
mail-backup-failed-button = Ouvrir l’horloge
mail-backup-failed-note = D’ici là, la dernière bonne sauvegarde est la seule. Vérifiez le disque et le dossier indiqués par le motif.
mail-source-silent-subject = Aucun relevé d’une source
mail-source-silent-text = Un programme qui doit envoyer des relevés n’en a pas envoyé depuis plus longtemps que prévu. Sans ses relevés, des rapports reprendraient d’anciennes valeurs ou manqueraient.
mail-source-silent-button = Ouvrir les sources
mail-source-silent-note = Vérifiez que le programme fonctionne et que son jeton est encore valable. Dès qu’il envoie de nouveau des relevés, Countersign le considère comme actif. La durée de silence admise se règle sur sa page.
mail-webhook-ended-subject = Un webhook est terminé
mail-webhook-ended-text = Le destinataire d’un webhook a répondu qu’il n’existe plus. Countersign ne lui envoie plus d’événements.
mail-webhook-ended-button = Ouvrir les webhooks
mail-webhook-ended-note = Si le destinataire doit encore recevoir des événements, corrigez son adresse sur la page du webhook et réactivez-le. Les messages qui n’ont pas été envoyés peuvent y être renvoyés.
mail-person = Personne
mail-backup-reason = Motif
mail-source = Source (derniers relevés)
mail-webhook = Webhook
mail-change = Modification
