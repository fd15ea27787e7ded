//! The set-up list on the dashboard of the operator's Administrator: what a new installation needs,
//! by hand or by file, ticked off from what is there.

use crate::access::WRITES_DIRECTORY;
use crate::addresses;
use crate::context::Context;
use countersign_app::actions::directory_kind::DirectoryKind;
use countersign_app::actions::dismiss_set_up_list;
use countersign_language::text::Locale;
use countersign_store::Tx;
use countersign_store::set_up::{self, SetUpProgress};
use countersign_web::access::AccessVerdict;
use countersign_web::problem::{Answer, Problem};
use countersign_web::redirect;

/// The list.
pub(crate) struct SetUpList {
    pub(crate) items: Vec<SetUpItem>,
    /// Such as "3 of 10 done".
    pub(crate) done: String,
}

/// What has to be there.
pub(crate) struct SetUpItem {
    pub(crate) title: String,
    /// What it is for.
    pub(crate) text: String,
    pub(crate) is_done: bool,
    /// Whether it is the first that is not done.
    pub(crate) is_next: bool,
    /// The form, with the text of its link.
    pub(crate) form: Option<(String, String)>,
    /// The import of its file.
    pub(crate) file: Option<&'static str>,
}

/// An item before it is put into words.
struct Step {
    key: &'static str,
    is_done: bool,
    form: Option<String>,
    file: Option<&'static str>,
}

impl SetUpList {
    /// The list for the reader; `None` if all is done, it was dismissed, or they do not set up.
    pub(crate) async fn of(tx: &mut Tx, context: &Context) -> Result<Option<Self>, Problem> {
        if WRITES_DIRECTORY.check(context.visitor.as_ref()) != AccessVerdict::Open {
            return Ok(None);
        }
        let progress = set_up::progress(tx).await?;
        if progress.is_dismissed {
            return Ok(None);
        }
        let company = set_up::company_without_people(tx).await?;
        let steps = steps(context, &progress, company.as_deref());
        let (all, done) = (steps.len(), steps.iter().filter(|step| step.is_done).count());
        if done == all {
            return Ok(None);
        }
        let next = steps.iter().position(|step| !step.is_done);
        let steps = steps.into_iter().enumerate();
        let items = steps.map(|(place, step)| item(context.locale, step, next == Some(place)));
        let items = items.collect();
        let done = context.locale.say("set-up-list-done").with("done", done).with("all", all);
        Ok(Some(Self { items, done: done.to_string() }))
    }
}

fn steps(context: &Context, is: &SetUpProgress, without_people: Option<&str>) -> Vec<Step> {
    let add = |kind| Some(addresses::add_directory_row(kind));
    let step = |key, is_done, form, file| Step { key, is_done, form, file: Some(file) };
    let people = without_people
        .map(|code| addresses::with_query(addresses::ADD_PERSON, &[("company", code)]));
    let mut steps = vec![
        step("region", is.has_region, add(DirectoryKind::Region), "regions"),
        step("vendor", is.has_vendor, add(DirectoryKind::Vendor), "vendors"),
        step("product", is.has_product, add(DirectoryKind::Product), "products"),
        step("distributor", is.has_distributor, add(DirectoryKind::Distributor), "distributors"),
        step("partner", is.has_partner, add(DirectoryKind::Partner), "partners"),
        step("customer", is.has_customer, add(DirectoryKind::Customer), "customers"),
        step(
            "subscription",
            is.first_subscription.is_some(),
            add(DirectoryKind::Subscription),
            "subscriptions",
        ),
        step("people", is.has_people, people, "users"),
    ];
    // A rehearsal sends nothing.
    if !context.installation.rehearsal {
        let is_done = context.app.sends_mail;
        let form = Some(addresses::help("mail"));
        steps.push(Step { key: "mail", is_done, form, file: None });
    }
    let reading = is.first_subscription.map(addresses::add_reading);
    steps.push(step("reading", is.has_reading, reading, "usage"));
    steps
}

fn item(locale: Locale, step: Step, is_next: bool) -> SetUpItem {
    let Step { key, is_done, form, file } = step;
    SetUpItem {
        title: locale.t(&format!("set-up-{key}")),
        text: locale.t(&format!("set-up-{key}-text")),
        is_done,
        is_next,
        form: form.map(|address| (locale.t(&format!("set-up-{key}-form")), address)),
        file,
    }
}

/// Dismisses the list.
pub(super) async fn dismiss(context: &Context) -> Answer {
    let now = context.machine_time;
    context.write(async |tx| dismiss_set_up_list::run(tx, now).await).await?;
    redirect::to(addresses::HOME)
}
