//! One report and everything under its address.
//!
//! Does not own: lists of reports, and decisions on many at once.

mod action;
pub(crate) mod amendments;
mod applied_settings;
mod approve;
mod correct;
mod days_chart;
mod draft;
mod edit;
mod edit_form;
mod evidence;
mod execute;
mod explanation;
mod export;
mod figures;
mod first_view;
mod header;
mod history;
mod history_text;
mod line;
mod lines;
pub(crate) mod list_navigation;
mod outlier;
mod remarks;
mod report_summary;
pub(crate) mod report_view;
mod running_month;
pub(crate) mod show;
mod sign;
mod submit;
mod trend_chart;
mod undo;

use crate::route::Route;
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::{self, Distributor, Partner, Vendor};
use countersign_web::access::Access;

const READ: Access = Access::Area(Area::UsageReports, Right::Read);
const OWN: Access = Access::Of(&[Partner], Area::UsageReports, Right::Read);
const PREPARE: Access = full(&[Partner]);
const DECIDE: Access = full(&[Distributor]);
const CORRECT: Access = full(&[Distributor, Partner]);
const SIGN: Access = full(&[Distributor, Partner, Vendor]);

/// The right to work on reports as companies of these kinds.
const fn full(kind: &'static [CompanyKind]) -> Access {
    Access::Of(kind, Area::UsageReports, Right::Full)
}

/// The pages of one report.
pub(crate) fn routes() -> Vec<Route> {
    let pages = [
        Route::get("/usage-reports/so-far/{cycle}", OWN, running_month::show),
        Route::get("/usage-reports/so-far/{cycle}/lines/{product}", OWN, running_month::show_line),
        Route::get(
            "/usage-reports/so-far/{cycle}/lines/{product}/{subscription}",
            OWN,
            running_month::show_subscription,
        ),
        Route::get("/usage-reports/{id}", READ, show::show),
        Route::post("/usage-reports/{id}/opened", OWN, first_view::confirm),
        Route::get("/usage-reports/{id}/history", READ, history::show),
        Route::get("/usage-reports/{id}/lines/{product}", READ, line::show),
        Route::get(
            "/usage-reports/{id}/lines/{product}/{subscription}",
            READ,
            line::show_subscription,
        ),
        Route::get("/usage-reports/{id}/export.csv", READ, export::csv),
        Route::get("/usage-reports/{id}/export.xlsx", READ, export::xlsx),
        Route::get("/usage-reports/{id}/export.jsonl", READ, export::json_lines),
        Route::get("/usage-reports/{id}/export.pdf", READ, export::pdf),
        Route::get("/usage-reports/{id}/evidence.zip", READ, evidence::show),
        Route::post("/usage-reports/{id}/draft", PREPARE, edit::save).typed_again(edit::again),
        Route::get("/usage-reports/{id}/submit", PREPARE, submit::ask),
        Route::post("/usage-reports/{id}/submit", PREPARE, submit::submit),
        Route::post("/usage-reports/{id}/approve", DECIDE, approve::approve),
        Route::post("/usage-reports/{id}/undo/{version}", DECIDE, undo::undo),
        Route::post("/usage-reports/{id}/statement", SIGN, sign::state),
        Route::get("/usage-reports/{id}/correction", CORRECT, correct::ask),
        Route::post("/usage-reports/{id}/correction", CORRECT, correct::propose)
            .typed_again(correct::again),
    ];
    pages.into_iter().chain(action::routes()).collect()
}
