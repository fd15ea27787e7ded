//! Who gets what from each route, taken from docs/rules.md section 5 and not from the routes'
//! table.
//!
//! Every person requests an item of their own company if a route names one, and sends a form with
//! its token and no other field, unless `addresses` has a body for it.

/// The statuses of one route for everyone.
pub(super) struct Expected {
    /// Method and path.
    pub(super) route: &'static str,
    /// Without a session.
    pub(super) stranger: u16,
    /// To the operator's people, in the order of [`countersign_domain::actor::Role::ALL`].
    pub(super) operator: Roles,
    pub(super) vendor: Roles,
    pub(super) distributor: Roles,
    /// To an MSP's.
    pub(super) partner: Roles,
}

type Roles = [u16; 7];

/// Not a status: a redirect to the sign-in page.
pub(super) const SIGN_IN: u16 = 1;

/// Not a status: the attempt fails, or there were too many attempts.
pub(super) const TRIED: u16 = 2;

/// Whether a status is what is expected.
pub(super) fn is(told: u16, expected: u16) -> bool {
    told == expected || expected == TRIED && [200, 422, 429].contains(&told)
}

/// Everyone of a company.
const fn all(status: u16) -> Roles {
    [status; 7]
}

/// Administrator, the two Support roles and Billing Manager, who may read reports.
const fn readers(status: u16) -> Roles {
    [status, 403, 403, 403, status, status, status]
}

/// The same for every kind of company.
const fn for_all(route: &'static str, stranger: u16, roles: Roles) -> Expected {
    each(route, stranger, [roles, roles, roles, roles])
}

/// Operator, vendor, distributor, partner.
const fn each(route: &'static str, stranger: u16, kinds: [Roles; 4]) -> Expected {
    let [operator, vendor, distributor, partner] = kinds;
    Expected { route, stranger, operator, vendor, distributor, partner }
}

/// Reading reports, which all of the operator's people may do.
const fn reports(route: &'static str) -> Expected {
    each(route, SIGN_IN, [all(200), readers(200), readers(200), readers(200)])
}

/// Deciding on many reports at once, with an empty form.
const fn decisions(route: &'static str) -> Expected {
    let roles = [400, 403, 403, 403, 403, 403, 400];
    each(route, SIGN_IN, [all(404), all(404), roles, all(404)])
}

/// A job of one's own company, which people who may not read reports cannot see.
const fn job(route: &'static str) -> Expected {
    let roles = [200, 404, 404, 404, 200, 200, 200];
    each(route, SIGN_IN, [all(200), roles, roles, roles])
}

/// The decisions on many reports, which distributors and vendors make.
const fn decided_many(route: &'static str) -> Expected {
    each(route, SIGN_IN, [all(404), readers(200), readers(200), all(404)])
}

/// Importing files, as the operator's Administrator. A form that is no upload is refused.
const fn importing(route: &'static str, operator: Roles) -> Expected {
    each(route, SIGN_IN, [operator, all(404), all(404), all(404)])
}

/// Actions on a job, for everyone who may work on reports.
const fn job_deed(route: &'static str) -> Expected {
    let roles = [303, 404, 404, 404, 403, 403, 303];
    each(route, SIGN_IN, [all(403), roles, roles, roles])
}

/// The settings for reports of one's own company or of those below it, for everyone who reads
/// reports.
const fn settings(route: &'static str, distributor: Roles, partner: Roles) -> Expected {
    each(route, SIGN_IN, [all(200), all(404), distributor, partner])
}

/// Writing settings, as an Administrator of a company above the level. An empty form changes
/// nothing.
const fn setting(route: &'static str, operator: Roles, distributor: Roles) -> Expected {
    each(route, SIGN_IN, [operator, all(404), distributor, all(404)])
}

/// An Administrator alone.
const fn administrator(status: u16) -> Roles {
    [status, 403, 403, 403, 403, 403, 403]
}

/// The operator's own pages of the directory.
const fn operating(route: &'static str, operator: Roles) -> Expected {
    each(route, SIGN_IN, [operator, all(404), all(404), all(404)])
}

/// One report, which a vendor cannot see before it is dispatched.
const fn one_report(route: &'static str) -> Expected {
    each(route, SIGN_IN, [all(200), readers(404), readers(200), readers(200)])
}

/// An evidence pack of a report, before the log has a checkpoint.
const fn unproven_report(route: &'static str) -> Expected {
    each(route, SIGN_IN, [all(400), readers(404), readers(400), readers(400)])
}

/// A page that records that a person of an MSP has opened it.
const fn opening(route: &'static str) -> Expected {
    each(route, SIGN_IN, [all(404), all(404), all(404), readers(204)])
}

/// An MSP's running month.
const fn own_month(route: &'static str) -> Expected {
    each(route, SIGN_IN, [all(404), all(404), all(404), readers(200)])
}

/// Actions of an MSP's Administrator and Billing Manager on their report.
const fn preparing(route: &'static str, status: u16) -> Expected {
    let roles = [status, 403, 403, 403, 403, 403, status];
    each(route, SIGN_IN, [all(404), all(404), all(404), roles])
}

/// Actions of a distributor's people. The report here is still with its partner.
const fn deciding(route: &'static str, status: u16) -> Expected {
    let roles = [status, 403, 403, 403, 403, 403, status];
    each(route, SIGN_IN, [all(404), all(404), roles, all(404)])
}

/// Actions of a vendor's people on a dispatched report. This one was not dispatched.
const fn processing(route: &'static str) -> Expected {
    let roles = [404, 403, 403, 403, 403, 403, 404];
    each(route, SIGN_IN, [all(404), roles, all(404), all(404)])
}

/// Making the statement of a report, with an empty form. The vendor cannot see this report.
const fn signing(route: &'static str) -> Expected {
    let roles = [400, 403, 403, 403, 403, 403, 400];
    let vendor = [404, 403, 403, 403, 403, 403, 404];
    each(route, SIGN_IN, [all(404), vendor, roles, roles])
}

/// Actions of a distributor's and an MSP's people on a completed report. This one is not completed.
const fn correcting(route: &'static str) -> Expected {
    let roles = [409, 403, 403, 403, 403, 403, 409];
    each(route, SIGN_IN, [all(404), all(404), roles, roles])
}

/// What distributors and their partners share, and the operator may read.
const fn between(route: &'static str) -> Expected {
    each(route, SIGN_IN, [all(200), all(404), readers(200), readers(200)])
}

/// Dispatches, for vendors, distributors and the operator.
const fn dispatches(route: &'static str) -> Expected {
    each(route, SIGN_IN, [all(200), readers(200), readers(200), all(404)])
}

/// An evidence pack of a cycle, before the log has a checkpoint. The operator names no distributor.
const UNPROVEN_CYCLE: [Roles; 4] = [all(404), all(404), readers(400), all(404)];

/// A distributor's cycles, which it and the operator may read.
const fn cycles(route: &'static str) -> Expected {
    each(route, SIGN_IN, [all(200), all(404), readers(200), all(404)])
}

/// Actions of a vendor's people on a dispatch, with an empty form.
const fn answering(route: &'static str) -> Expected {
    let roles = [400, 403, 403, 403, 403, 403, 400];
    each(route, SIGN_IN, [all(404), roles, all(404), all(404)])
}

/// Sending a dispatch out, for people who may dispatch and the operator's Administrator.
const fn delivering(route: &'static str) -> Expected {
    let roles = [400, 403, 403, 403, 403, 403, 400];
    each(route, SIGN_IN, [administrator(400), all(404), roles, all(404)])
}

/// Actions of Administrators on their company's people.
const fn staffing(route: &'static str, status: u16) -> Expected {
    for_all(route, SIGN_IN, [status, 403, 403, 403, 403, 403, 403])
}

/// Making the statements of a job, for everyone who may work on reports.
const JOB: Roles = [409, 404, 404, 404, 403, 403, 409];

#[rustfmt::skip]
pub(super) const EXPECTED: &[Expected] = &[
    for_all("GET /", SIGN_IN, all(200)),
    for_all("GET /assets/{file}", 200, all(200)),
    for_all("GET /healthz", 200, all(200)),
    // The installation of this test has signed no checkpoint.
    for_all("GET /log/checkpoint", SIGN_IN, all(404)),
    for_all("GET /log/keys", SIGN_IN, all(404)),
    for_all("GET /log/tile/{*path}", SIGN_IN, all(404)),
    for_all("GET /log/witnesses", SIGN_IN, all(200)),
    for_all("GET /readyz", 200, all(200)),
    for_all("POST /preferences", 303, all(303)),
    for_all("GET /sign-in", 200, all(303)),
    for_all("POST /sign-in", TRIED, all(TRIED)),
    for_all("POST /sign-in/company", TRIED, all(TRIED)),
    // This console is at a numeric address, where there are no passkeys.
    for_all("POST /sign-in/passkey/challenge", 404, all(404)),
    for_all("POST /sign-in/passkey", 404, all(404)),
    // Nobody here has started single sign-on.
    for_all("GET /sign-on/callback", 422, all(422)),
    for_all("GET /sign-in/code", SIGN_IN, all(303)),
    for_all("POST /sign-in/code", SIGN_IN, all(303)),
    for_all("GET /companies/choose", SIGN_IN, all(200)),
    for_all("POST /companies/choose", SIGN_IN, all(400)),
    for_all("POST /companies/accept", SIGN_IN, all(400)),
    for_all("POST /companies/decline", SIGN_IN, all(400)),
    for_all("POST /sign-out", SIGN_IN, all(SIGN_IN)),
    for_all("GET /forgot-password", 200, all(200)),
    for_all("POST /forgot-password", TRIED, all(TRIED)),
    for_all("GET /help", 200, all(200)),
    for_all("GET /help/verify.html", 200, all(200)),
    for_all("GET /help/{document}", 200, all(200)),
    for_all("GET /about", SIGN_IN, all(200)),
    importing("GET /imports/templates/{file}", administrator(200)),
    for_all("GET /set-up/{token}", 404, all(404)),
    for_all("POST /set-up/{token}", 404, all(404)),
    for_all("GET /link/{token}", 404, all(404)),
    for_all("POST /link/{token}", 404, all(404)),
    for_all("POST /link/{token}/sign-on", 404, all(404)),
    for_all("POST /link/{token}/accept", 404, all(404)),
    for_all("POST /link/{token}/decline", 404, all(404)),
    // There is a demonstration only in a database of `countersign demo`.
    for_all("GET /demo", 404, all(404)),
    for_all("POST /demo/sign-in", 404, all(404)),
    for_all("POST /demo/clock", SIGN_IN, all(404)),
    reports("GET /usage-reports"),
    reports("GET /usage-reports/export"),
    reports("GET /usage-reports/totals"),
    reports("GET /usage-reports/totals/export"),
    one_report("GET /usage-reports/{id}"),
    opening("POST /usage-reports/{id}/opened"),
    one_report("GET /usage-reports/{id}/history"),
    one_report("GET /usage-reports/{id}/lines/{product}"),
    one_report("GET /usage-reports/{id}/lines/{product}/{subscription}"),
    one_report("GET /usage-reports/{id}/export.csv"),
    one_report("GET /usage-reports/{id}/export.jsonl"),
    one_report("GET /usage-reports/{id}/export.pdf"),
    one_report("GET /usage-reports/{id}/export.xlsx"),
    unproven_report("GET /usage-reports/{id}/evidence.zip"),
    own_month("GET /usage-reports/so-far/{cycle}"),
    own_month("GET /usage-reports/so-far/{cycle}/lines/{product}"),
    own_month("GET /usage-reports/so-far/{cycle}/lines/{product}/{subscription}"),
    preparing("POST /usage-reports/{id}/draft", 303),
    preparing("GET /usage-reports/{id}/submit", 200),
    preparing("POST /usage-reports/{id}/submit", 400),
    deciding("POST /usage-reports/{id}/approve", 400),
    deciding("POST /usage-reports/{id}/undo/{version}", 409),
    signing("POST /usage-reports/{id}/statement"),
    deciding("GET /usage-reports/{id}/reject", 409),
    deciding("POST /usage-reports/{id}/reject", 409),
    deciding("GET /usage-reports/{id}/extend", 200),
    deciding("POST /usage-reports/{id}/extend", 422),
    deciding("GET /usage-reports/{id}/reopen", 409),
    deciding("POST /usage-reports/{id}/reopen", 409),
    processing("GET /usage-reports/{id}/complete"),
    processing("POST /usage-reports/{id}/complete"),
    processing("GET /usage-reports/{id}/return"),
    processing("POST /usage-reports/{id}/return"),
    correcting("GET /usage-reports/{id}/correction"),
    correcting("POST /usage-reports/{id}/correction"),
    correcting("GET /usage-reports/{id}/correction/agree"),
    correcting("POST /usage-reports/{id}/correction/agree"),
    correcting("GET /usage-reports/{id}/correction/refuse"),
    correcting("POST /usage-reports/{id}/correction/refuse"),
    correcting("GET /usage-reports/{id}/correction/withdraw"),
    correcting("POST /usage-reports/{id}/correction/withdraw"),
    processing("GET /usage-reports/{id}/correction/complete"),
    processing("POST /usage-reports/{id}/correction/complete"),
    processing("GET /usage-reports/{id}/correction/return"),
    processing("POST /usage-reports/{id}/correction/return"),
    between("GET /corrections"),
    between("GET /late-differences"),
    decisions("POST /usage-reports/decide"),
    deciding("GET /usage-reports/approve-by-rule", 200),
    deciding("POST /usage-reports/approve-by-rule", 400),
    cycles("GET /cycles"),
    cycles("GET /cycles/{cycle}"),
    cycles("GET /cycles/{cycle}/in-no-line"),
    each("GET /cycles/{cycle}/evidence.zip", SIGN_IN, UNPROVEN_CYCLE),
    delivering("POST /cycles/{cycle}/make"),
    cycles("GET /cycles/{cycle}/{metric}"),
    // Something is still open, which the page says.
    deciding("POST /cycles/{cycle}/close", 303),
    dispatches("GET /dispatches"),
    deciding("GET /dispatches/new", 200),
    deciding("POST /dispatches", 400),
    deciding("POST /dispatches/statements", 400),
    dispatches("GET /dispatches/{id}"),
    dispatches("GET /dispatches/{id}/export.csv"),
    dispatches("GET /dispatches/{id}/export.jsonl"),
    dispatches("GET /dispatches/{id}/export.xlsx"),
    dispatches("GET /dispatches/{id}/totals"),
    answering("POST /dispatches/{id}/decide"),
    delivering("POST /dispatches/{id}/deliver"),
    deciding("GET /dispatches/ways", 200),
    operating("GET /distributors/{id}/channels", all(200)),
    operating("GET /distributors/{id}/channels/add", administrator(200)),
    operating("POST /distributors/{id}/channels/add", administrator(400)),
    operating("GET /ways/{id}", administrator(200)),
    operating("POST /ways/{id}", administrator(400)),
    operating("POST /ways/{id}/test", administrator(303)),
    operating("POST /ways/{id}/secret", administrator(400)),
    each("GET /partners", SIGN_IN, [all(200), all(404), all(200), all(404)]),
    each("GET /partners/{id}", SIGN_IN, [all(200), all(404), all(200), all(200)]),
    each("GET /customers", SIGN_IN, [all(200), all(404), all(200), all(200)]),
    each("GET /customers/{id}", SIGN_IN, [all(200), all(404), all(200), all(200)]),
    for_all("GET /products", SIGN_IN, all(200)),
    operating("GET /regions/{id}", all(200)),
    operating("GET /vendors/{id}", all(200)),
    operating("GET /distributors/{id}", all(200)),
    operating("GET /products/{id}", all(200)),
    operating("GET /subscriptions/{id}", all(200)),
    operating("GET /subscriptions/{id}/readings/add", administrator(200)),
    operating("POST /subscriptions/{id}/readings/add", administrator(422)),
    operating("GET /subscriptions/add", administrator(200)),
    operating("POST /subscriptions/add", administrator(422)),
    operating("GET /subscriptions/{id}/edit", administrator(200)),
    operating("POST /subscriptions/{id}/edit", administrator(303)),
    operating("GET /customers/add", administrator(200)),
    operating("POST /customers/add", administrator(422)),
    operating("GET /customers/{id}/edit", administrator(200)),
    operating("POST /customers/{id}/edit", administrator(303)),
    operating("POST /customers/{id}/retirement", administrator(303)),
    operating("POST /set-up-list/dismiss", administrator(303)),
    operating("GET /regions/add", administrator(200)),
    operating("POST /regions/add", administrator(422)),
    operating("GET /regions/{id}/edit", administrator(200)),
    operating("POST /regions/{id}/edit", administrator(303)),
    operating("GET /vendors/add", administrator(200)),
    operating("POST /vendors/add", administrator(422)),
    operating("GET /vendors/{id}/edit", administrator(200)),
    operating("POST /vendors/{id}/edit", administrator(303)),
    operating("POST /vendors/{id}/retirement", administrator(303)),
    operating("GET /distributors/add", administrator(200)),
    operating("POST /distributors/add", administrator(422)),
    operating("GET /distributors/{id}/edit", administrator(200)),
    operating("POST /distributors/{id}/edit", administrator(303)),
    operating("POST /distributors/{id}/retirement", administrator(303)),
    operating("GET /partners/add", administrator(200)),
    operating("POST /partners/add", administrator(422)),
    operating("GET /partners/{id}/edit", administrator(200)),
    operating("POST /partners/{id}/edit", administrator(303)),
    operating("POST /partners/{id}/retirement", administrator(303)),
    operating("GET /products/add", administrator(200)),
    operating("POST /products/add", administrator(422)),
    operating("GET /products/{id}/edit", administrator(200)),
    operating("POST /products/{id}/edit", administrator(303)),
    operating("POST /products/{id}/retirement", administrator(303)),
    deciding("GET /settings/reasons", 200),
    deciding("POST /settings/reasons", 303),
    settings("GET /settings", readers(200), readers(200)),
    settings("GET /settings/regions/{id}", all(404), all(404)),
    settings("GET /settings/distributors/{id}", readers(200), all(404)),
    settings("GET /settings/partners/{id}", readers(200), readers(200)),
    setting("POST /settings/regions/{id}", administrator(303), all(404)),
    setting("POST /settings/distributors/{id}", administrator(303), all(404)),
    setting("POST /settings/partners/{id}", all(404), administrator(303)),
    for_all("GET /account", SIGN_IN, all(200)),
    for_all("POST /account/name", SIGN_IN, all(422)),
    for_all("POST /account/preferences", SIGN_IN, all(303)),
    for_all("POST /account/messages", SIGN_IN, all(303)),
    for_all("POST /account/password", SIGN_IN, all(422)),
    for_all("GET /account/second-factor", SIGN_IN, all(200)),
    for_all("POST /account/second-factor/begin", SIGN_IN, all(422)),
    for_all("POST /account/second-factor/confirm", SIGN_IN, all(422)),
    for_all("POST /account/second-factor/codes", SIGN_IN, all(422)),
    for_all("POST /account/second-factor/remove", SIGN_IN, all(422)),
    for_all("GET /account/passkeys", SIGN_IN, all(200)),
    for_all("POST /account/passkeys/begin", SIGN_IN, all(422)),
    for_all("POST /account/passkeys/add", SIGN_IN, all(422)),
    // An empty form names no passkey.
    for_all("POST /account/passkeys/rename", SIGN_IN, all(404)),
    for_all("POST /account/passkeys/remove", SIGN_IN, all(404)),
    for_all("POST /account/provider/link", SIGN_IN, all(422)),
    for_all("POST /account/provider/unlink", SIGN_IN, all(422)),
    for_all("GET /account/tokens", SIGN_IN, all(200)),
    // An empty form names no token.
    for_all("POST /account/tokens", SIGN_IN, all(422)),
    for_all("POST /account/tokens/revoke", SIGN_IN, all(404)),
    for_all("GET /account/signing-keys", SIGN_IN, all(200)),
    // An empty form has no key and names none.
    for_all("POST /account/signing-keys", SIGN_IN, all(422)),
    for_all("POST /account/signing-keys/remove", SIGN_IN, all(404)),
    for_all("POST /account/sessions/end", SIGN_IN, all(404)),
    for_all("POST /account/sessions/end-all", SIGN_IN, all(SIGN_IN)),
    for_all("GET /people", SIGN_IN, all(200)),
    staffing("GET /audit", 200),
    staffing("GET /people/add", 200),
    staffing("POST /people/add", 422),
    staffing("GET /people/sign-in", 200),
    staffing("GET /people/signing", 200),
    staffing("POST /people/signing", 303),
    staffing("GET /people/service-accounts", 200),
    staffing("POST /people/service-accounts", 422),
    staffing("GET /people/service-accounts/{account}", 200),
    staffing("POST /people/service-accounts/{account}/tokens", 422),
    staffing("POST /people/service-accounts/{account}/revoke", 404),
    staffing("GET /people/service-accounts/{account}/signing-keys", 200),
    staffing("POST /people/service-accounts/{account}/signing-keys", 422),
    staffing("POST /people/service-accounts/{account}/signing-keys/remove", 404),
    staffing("POST /people/service-accounts/{account}/end", 303),
    staffing("POST /people/sign-in", 303),
    staffing("GET /people/{person}", 200),
    staffing("POST /people/{person}/role", 400),
    staffing("POST /people/{person}/link", 200),
    staffing("POST /people/{person}/admit", 303),
    staffing("POST /people/{person}/second-factor", 303),
    staffing("GET /people/{person}/keys", 200),
    // The form names no key.
    staffing("POST /people/{person}/keys/passkey", 404),
    staffing("POST /people/{person}/keys/signing-key", 404),
    staffing("POST /people/{person}/sessions", 303),
    staffing("POST /people/{person}/unlink", 303),
    staffing("GET /people/{person}/remove", 200),
    staffing("POST /people/{person}/remove", 303),
    importing("GET /imports", [200, 403, 403, 403, 403, 403, 403]),
    importing("POST /imports", all(403)),
    // The operator's Administrator runs the clock, its other roles read.
    importing("GET /clock", all(200)),
    importing("POST /clock/move", [422, 403, 403, 403, 403, 403, 403]),
    importing("POST /clock/missed-deadlines", [400, 403, 403, 403, 403, 403, 403]),
    staffing("POST /log/witnesses", 422),
    staffing("POST /log/witnesses/remove", 404),
    staffing("GET /webhooks", 200),
    staffing("POST /webhooks", 422),
    staffing("GET /webhooks/{id}", 200),
    staffing("POST /webhooks/{id}", 422),
    staffing("POST /webhooks/{id}/test", 303),
    staffing("POST /webhooks/{id}/secret", 400),
    staffing("POST /webhooks/{id}/replay", 422),
    staffing("POST /webhooks/{id}/remove", 303),
    each("GET /sources", SIGN_IN, [all(200), all(404), all(404), all(404)]),
    operating("GET /sources/mappings", all(200)),
    operating("POST /sources/mappings", administrator(422)),
    // The form names no mapping.
    operating("POST /sources/mappings/remove", administrator(404)),
    operating("GET /sources/{id}", all(200)),
    operating("POST /sources/{id}", administrator(422)),
    each("GET /outbox", SIGN_IN, [all(200), all(404), all(404), all(404)]),
    // The address names no message.
    each("GET /outbox/message", SIGN_IN, [all(404), all(404), all(404), all(404)]),
    each("GET /outbox/message/page", SIGN_IN, [all(404), all(404), all(404), all(404)]),
    importing("POST /outbox/resend", [400, 403, 403, 403, 403, 403, 403]),
    importing("POST /outbox/resend-all", [303, 403, 403, 403, 403, 403, 403]),
    each("GET /message-templates", SIGN_IN, [all(200), all(404), all(404), all(404)]),
    each("GET /message-templates/{kind}", SIGN_IN, [all(200), all(404), all(404), all(404)]),
    each("GET /message-templates/{kind}/page", SIGN_IN, [all(200), all(404), all(404), all(404)]),
    for_all("GET /unsubscribe/{token}", 404, all(404)),
    for_all("POST /unsubscribe/{token}", 404, all(404)),
    each("GET /jobs/{id}/problems", SIGN_IN, [all(404), all(404), all(404), all(404)]),
    // The job is not an import.
    each("GET /jobs/{id}/correct", SIGN_IN, [all(404), all(404), all(404), all(404)]),
    each("POST /jobs/{id}/correct", SIGN_IN, [all(404), all(404), all(404), all(404)]),
    decided_many("GET /jobs"),
    job("GET /jobs/{id}"),
    job("GET /jobs/{id}/results"),
    job_deed("POST /jobs/{id}/confirm"),
    // The job waits for nothing.
    each("POST /jobs/{id}/statements", SIGN_IN, [all(403), JOB, JOB, JOB]),
    job_deed("POST /jobs/{id}/cancel"),
    job_deed("POST /jobs/{id}/undo"),
];
