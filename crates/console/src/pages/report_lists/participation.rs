//! Whether usage reports are made for a company, and why not.

use countersign_app::actions::directory_snapshot::DirectorySnapshot;
use countersign_domain::actor::{CompanyKind, Person};
use countersign_domain::zone::Zone;
use countersign_language::text::Locale;
use countersign_store::{Tx, partners};
use countersign_web::problem::Problem;

/// How a partner or distributor stands to usage reports.
pub(crate) struct Participation {
    /// Whether new reports are made for it.
    pub(crate) takes_part: bool,
    /// The message with the reason.
    pub(super) key: &'static str,
    pub(crate) zone: Zone,
}

impl Participation {
    /// For the company of a person; none for vendors and the operator.
    pub(crate) async fn of(tx: &mut Tx, person: &Person) -> Result<Option<Self>, Problem> {
        let (distributor_id, partner) = match person.company_kind {
            CompanyKind::Distributor => (person.company_id, None),
            CompanyKind::Partner => match partners::by_id(tx, person.company_id).await? {
                Some(partner) => (partner.distributor_id, Some(partner)),
                None => return Ok(None),
            },
            CompanyKind::Operator | CompanyKind::Vendor => return Ok(None),
        };
        let snapshot = DirectorySnapshot::load(tx).await?;
        let (region, zone) = snapshot.region_of(distributor_id)?;
        let isp = snapshot.distributor(distributor_id)?.account_type != "distributor";
        let reseller = partner.is_some_and(|partner| partner.account_type != "msp");
        let key = match (region.usage_reports, isp, reseller) {
            (false, ..) => "list-none-region",
            (_, true, _) => "list-none-isp",
            (_, _, true) => "list-none-reseller",
            _ => "",
        };
        Ok(Some(Self { takes_part: key.is_empty(), key, zone: zone.clone() }))
    }

    /// Why no reports are made for it, if none are.
    pub(crate) fn reason(&self, locale: Locale) -> Option<String> {
        (!self.takes_part).then(|| locale.t(self.key))
    }
}
