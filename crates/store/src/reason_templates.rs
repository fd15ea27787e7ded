//! Texts that the people of a company choose from when they reject reports.

use crate::error::Result;
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    OF_COMPANY = "SELECT body FROM reason_templates WHERE company_id = $1 ORDER BY position";
    REMOVE = "DELETE FROM reason_templates WHERE company_id = $1";
    ADD = "INSERT INTO reason_templates (company_id, position, body) VALUES ($1, $2, $3)";
}

/// The texts of a company, in their order.
///
/// # Errors
/// Fails when the database does.
pub async fn of_company(tx: &mut Tx, company_id: i64) -> Result<Vec<String>> {
    tx.all(OF_COMPANY, &[company_id.into()], |row| row.get(0)).await
}

/// Replaces the texts of a company.
///
/// # Errors
/// Fails when the database does.
pub async fn put(tx: &mut Tx, company_id: i64, texts: &[String]) -> Result<()> {
    tx.execute(REMOVE, &[company_id.into()]).await?;
    for (position, text) in (1_i64..).zip(texts) {
        tx.execute(ADD, &[company_id.into(), position.into(), text.as_str().into()]).await?;
    }
    Ok(())
}
