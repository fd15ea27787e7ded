//! Converts stored folded texts into the form of this program: addresses of people, and the texts
//! by which reports are found.

use crate::error::Result;
use crate::people;
use crate::reports::refold_search;
use crate::sql::statements;
use crate::tx::Tx;
use countersign_domain::email::fold_email;
use std::collections::HashSet;

statements! {
    FOLD_PERSON = "UPDATE people SET email_folded = $2 WHERE id = $1";
}

/// Folds addresses and searched texts of an older database again.
pub(crate) async fn refold(tx: &mut Tx) -> Result<()> {
    let people = people::all(tx).await?;
    let mut taken: HashSet<String> = people.iter().map(|it| it.email_folded.clone()).collect();
    for person in people {
        let folded = fold_email(&person.email);
        // Two accounts with the same folded address both stay; the address finds the first one.
        if person.email_folded != folded && taken.insert(folded.clone()) {
            tx.execute(FOLD_PERSON, &[person.id.into(), (&folded).into()]).await?;
        }
    }
    refold_search(tx).await
}
