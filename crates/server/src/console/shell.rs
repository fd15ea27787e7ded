//! What surrounds every page: head, navigation, who is signed in, what just happened.

use super::access::{Access, Verdict};
use super::context::Context;
use super::notice::Notice;
use super::text::{Locale, Message};
use super::{assets, guard, settings};
use countersign_domain::access::{Area, Right};
use countersign_domain::actor::CompanyKind::{self, Distributor, Operator, Partner, Vendor};

/// What surrounds a page.
pub(crate) struct Shell {
    /// The language.
    pub(crate) locale: Locale,
    /// `light` or `dark`, where the reader chose one.
    pub(crate) theme: &'static str,
    /// What the page is about.
    pub(crate) title: String,
    /// Where one can go.
    pub(crate) places: Vec<Place>,
    /// Who is signed in.
    pub(crate) who: Option<Who>,
    /// What just happened.
    pub(crate) notice: Option<Notice>,
    /// In a rehearsal, where its clock stands.
    pub(crate) rehearsal: Option<String>,
    /// Whether it is a demonstration.
    pub(crate) demo: bool,
    /// What this session's forms carry; blank for strangers.
    pub(crate) form_token: String,
    /// Where the page is, to come back to.
    pub(crate) here: String,
    /// Whether single keys do things.
    pub(crate) keys: bool,
    /// The address to reload after so many seconds, while something is under way.
    pub(crate) reload_after: Option<u32>,
}

/// An entry of the navigation.
pub(crate) struct Place {
    /// The message that names it.
    pub(crate) label: String,
    /// Where it leads.
    pub(crate) address: &'static str,
    /// Whether the page lies there.
    pub(crate) is_here: bool,
}

/// Who is signed in.
pub(crate) struct Who {
    /// Our number of the person: what their browser keeps for them is under it.
    pub(crate) id: i64,
    /// Their name.
    pub(crate) name: String,
    /// The company they act as; empty while none is chosen.
    pub(crate) company: String,
    /// Their role there.
    pub(crate) role: Option<String>,
    /// Whether they could act as another one.
    pub(crate) may_switch: bool,
}

const PARTIES: &[CompanyKind] = &[Vendor, Distributor, Partner, Operator];

/// Address, message and who may go there.
const PLACES: [(&str, &str, Access); 11] = [
    ("/", "nav-dashboard", Access::Acting),
    ("/usage-reports", "nav-usage-reports", reports(PARTIES)),
    ("/dispatches", "nav-dispatches", reports(&[Vendor, Distributor, Operator])),
    ("/partners", "nav-partners", directory(&[Distributor, Operator])),
    ("/customers", "nav-customers", directory(&[Distributor, Partner, Operator])),
    ("/products", "nav-products", directory(PARTIES)),
    ("/settings", "nav-settings", settings::READS),
    ("/people", "nav-people", Access::Area(Area::People, Right::Own)),
    ("/imports", "nav-imports", Access::Of(&[Operator], Area::Directory, Right::Full)),
    ("/clock", "nav-clock", directory(&[Operator])),
    ("/outbox", "nav-outbox", directory(&[Operator])),
];

const fn reports(kinds: &'static [CompanyKind]) -> Access {
    Access::Of(kinds, Area::UsageReports, Right::Read)
}

const fn directory(kinds: &'static [CompanyKind]) -> Access {
    Access::Of(kinds, Area::Directory, Right::Read)
}

/// Pages whose addresses begin otherwise than the place that they belong to.
const ELSEWHERE: [(&str, &str); 7] = [
    ("/corrections", "/usage-reports"),
    ("/late-differences", "/usage-reports"),
    ("/cycles", "/usage-reports"),
    ("/regions", "/partners"),
    ("/distributors", "/partners"),
    ("/vendors", "/partners"),
    ("/letters", "/outbox"),
];

/// Whether a page lies at a place of the navigation.
fn is_at(path: &str, place: &str) -> bool {
    let elsewhere = ELSEWHERE.iter().find(|(family, _)| path.starts_with(family));
    match elsewhere {
        Some((_, of)) => *of == place,
        None => path == place || (place != "/" && path.starts_with(place)),
    }
}

impl Shell {
    /// What surrounds the answer to a request.
    pub(crate) fn new(context: &Context, title: String) -> Self {
        let locale = context.locale;
        let path = context.uri.path();
        let visitor = context.visitor.as_ref();
        let open = |access: Access| access.check(visitor) == Verdict::Open;
        let places = PLACES.iter().filter(|(_, _, access)| open(*access));
        let place = |&(address, key, _): &(&'static str, &str, Access)| Place {
            label: locale.t(key),
            address,
            is_here: is_at(path, address),
        };
        let rehearsal = context.installation.rehearsal;
        let utc = countersign_domain::zone::Zone::parse("UTC");
        Self {
            locale,
            theme: context.theme.unwrap_or("auto"),
            title,
            places: places.map(place).collect(),
            who: visitor.map(|visitor| Who {
                id: visitor.person_id,
                name: visitor.name.clone(),
                company: visitor.company_name.clone(),
                role: visitor.person.as_ref().map(|person| locale.role(person.role)),
                may_switch: visitor.memberships > 1,
            }),
            notice: match context.shows_again {
                true => Some(Notice::good(locale.t("unsaved-again"))),
                false => Notice::of(context),
            },
            rehearsal: utc
                .ok()
                .filter(|_| rehearsal)
                .map(|utc| locale.moment(context.now, &utc).words()),
            demo: context.app.site.demo,
            form_token: form_token(context),
            here: context.here(),
            keys: visitor.is_none_or(|visitor| visitor.shortcuts),
            reload_after: None,
        }
    }

    /// The message of a key.
    pub(crate) fn t(&self, key: &str) -> String {
        self.locale.t(key)
    }

    /// A message with blanks.
    pub(crate) fn say(&self, key: &'static str) -> Message {
        self.locale.say(key)
    }

    /// The address of a style sheet or script.
    pub(crate) fn asset(&self, file: &str) -> String {
        assets::address(file)
    }

    /// The languages to choose from.
    pub(crate) fn locales(&self) -> [Locale; 3] {
        Locale::ALL
    }

    /// The field that every form carries.
    pub(crate) fn token_field(&self) -> TokenField<'_> {
        TokenField(&self.form_token)
    }
}

fn form_token(context: &Context) -> String {
    let token = context.session_token.as_deref().zip(context.visitor.as_ref());
    token.map_or_else(String::new, |(token, visitor)| guard::value(token, visitor.person_id))
}

/// A hidden field with the token of this session's forms.
pub(crate) struct TokenField<'a>(&'a str);

impl askama::filters::HtmlSafe for TokenField<'_> {}

impl std::fmt::Display for TokenField<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Digits and a dot: nothing to escape.
        write!(f, "<input type=\"hidden\" name=\"{}\" value=\"{}\">", guard::FIELD, self.0)
    }
}
