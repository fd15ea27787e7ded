//! The part of the directory that some readings need: their subscriptions with all present and
//! former owners. There may be a million other subscriptions.

use super::numbered::Numbered;
use super::{Directory, place, thin};
use countersign_domain::code::is_code;
use countersign_domain::link::LinkKind;
use countersign_store::{Result, Tx, customers, links, subscriptions};
use std::collections::{BTreeSet, HashMap};

impl Directory {
    /// Loads regions, companies and products, and the subscriptions with these codes with their
    /// customers and links.
    ///
    /// # Errors
    /// Fails when the database does.
    pub(in crate::actions::import) async fn look_up(
        tx: &mut Tx,
        codes: &BTreeSet<&str>,
    ) -> Result<Self> {
        let mut directory = Self::load_units(tx).await?;
        directory.links = links::of_companies(tx).await?;
        directory.former_zones = links::former_zones(tx).await?;
        // No other text is a code, and not every engine can look it up.
        let codes: Vec<&str> = codes.iter().copied().filter(|code| is_code(code)).collect();
        let (mut numbers, mut found) = (HashMap::new(), HashMap::new());
        subscriptions::each_of_codes(tx, &codes, |number, it| {
            numbers.insert(it.code.to_owned(), number);
            found.insert(place(number), it.into());
        })
        .await?;
        directory.subscriptions = Numbered::Found(found);
        directory.looked_up = Some(numbers);
        directory.look_up_owners(tx).await?;
        Ok(directory)
    }

    /// Loads what it has again.
    ///
    /// # Errors
    /// Fails when the database does.
    pub(in crate::actions::import) async fn again(&self, tx: &mut Tx) -> Result<Self> {
        match &self.looked_up {
            Some(numbers) => {
                let codes = numbers.keys().map(String::as_str).collect();
                Self::look_up(tx, &codes).await
            }
            None => Self::load(tx).await,
        }
    }

    /// The links and the customers of its subscriptions.
    async fn look_up_owners(&mut self, tx: &mut Tx) -> Result<()> {
        let mut numbers: Vec<i64> = self.looked_up.iter().flatten().map(|(_, it)| *it).collect();
        numbers.sort_unstable();
        for kind in [LinkKind::SubscriptionCustomer, LinkKind::SubscriptionProduct] {
            links::add_of(tx, kind, &numbers, &mut self.links).await?;
        }
        let mut owners = BTreeSet::new();
        for number in numbers {
            let linked = self.linked(number);
            let kind = LinkKind::SubscriptionCustomer;
            owners.extend(self.links.values(kind, number, linked.customer));
        }
        let owners: Vec<i64> = owners.into_iter().collect();
        links::add_of(tx, LinkKind::CustomerPartner, &owners, &mut self.links).await?;
        let partners = customers::partners_of(tx, &owners).await?;
        let partners = partners.into_iter().map(|(id, partner)| (place(id), thin(partner)));
        self.customers = Numbered::Found(partners.collect());
        Ok(())
    }
}
