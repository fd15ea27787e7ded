//! The settings of regions, distributors and partners, with the origin of each value.

pub(crate) mod change;
pub(crate) mod show;

use crate::context::{Route, answering};
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::{self, Distributor, Operator, Partner};
use countersign_domain::api_scope::Scope;
use countersign_web::access::Access;

pub(crate) fn routes() -> Vec<Route> {
    let reads =
        |kinds: &'static [CompanyKind]| Access::Of(kinds, Area::PartnerSettings, Right::Read);
    // People who read the reports of a partner also read its settings.
    let of_partner = Access::Of(&[Operator, Distributor, Partner], Area::UsageReports, Right::Read);
    let routes = vec![
        Route::get("/api/v1/settings/regions/{code}", reads(&[Operator]), answering(show::region)),
        Route::get(
            "/api/v1/settings/distributors/{code}",
            reads(&[Operator, Distributor]),
            answering(show::distributor),
        ),
        Route::get("/api/v1/settings/partners/{code}", of_partner, answering(show::partner)),
    ];
    let writes =
        |kinds: &'static [CompanyKind]| Access::Of(kinds, Area::PartnerSettings, Right::Full);
    let changes = vec![
        Route::patch(
            "/api/v1/settings/regions/{code}",
            writes(&[Operator]),
            answering(change::region),
        ),
        Route::patch(
            "/api/v1/settings/distributors/{code}",
            writes(&[Operator]),
            answering(change::distributor),
        ),
        Route::patch(
            "/api/v1/settings/partners/{code}",
            writes(&[Distributor]),
            answering(change::partner),
        ),
    ];
    let routes = routes.into_iter().map(|route| route.needing(Scope::DirectoryRead));
    routes.chain(changes.into_iter().map(|route| route.needing(Scope::SettingsWrite))).collect()
}
