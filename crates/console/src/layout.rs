//! The layout around every page: head, navigation, the visitor, the notice.

use crate::assets;
use crate::context::Context;
use crate::navigation::{self, NavigationEntry};
use crate::notice::Notice;
use crate::pages::help::topic;
use countersign_language::text::{Locale, Message};
use countersign_web::csrf;

pub(crate) struct Layout {
    pub(crate) locale: Locale,
    /// `light` or `dark`, if the reader chose one.
    pub(crate) theme: &'static str,
    pub(crate) title: String,
    /// The entries of the navigation.
    pub(crate) places: Vec<NavigationEntry>,
    /// The visitor, if one is signed in.
    pub(crate) who: Option<Who>,
    pub(crate) notice: Option<Notice>,
    /// The time of a rehearsal's clock.
    pub(crate) rehearsal: Option<String>,
    pub(crate) demo: bool,
    /// The token of this session's forms; blank for strangers.
    pub(crate) form_token: String,
    /// The page of the help about this one.
    pub(crate) help: String,
    /// The address of the page, to come back to.
    pub(crate) here: String,
    /// Whether single keys are shortcuts.
    pub(crate) keys: bool,
    /// The address to reload after this many seconds, while work is in progress.
    pub(crate) reload_after: Option<u32>,
}

pub(crate) struct Who {
    /// The number of the person, under which their browser keeps drafts.
    pub(crate) id: i64,
    pub(crate) name: String,
    /// The company for which they act; empty if none is chosen.
    pub(crate) company: String,
    pub(crate) role: Option<String>,
    /// The time zone in which they read dates, such as "Berlin time".
    pub(crate) zone: String,
    /// Whether they can act for another one.
    pub(crate) may_switch: bool,
}

impl Context {
    /// The layout of a page.
    pub(crate) fn layout(&self, title: String) -> Layout {
        Layout::new(self, title)
    }
}

impl Layout {
    fn new(context: &Context, title: String) -> Self {
        let locale = context.locale;
        let visitor = context.visitor.as_ref();
        let rehearsal = context.installation.rehearsal;
        let utc = countersign_domain::zone::Zone::parse("UTC");
        Self {
            locale,
            theme: context.theme.unwrap_or("auto"),
            title,
            places: navigation::places(context),
            who: visitor.map(|visitor| Who {
                id: visitor.person_id,
                name: visitor.name.clone(),
                company: visitor.company_name.clone(),
                role: visitor.person.as_ref().map(|person| locale.role(person.role)),
                zone: locale.zone(&visitor.time_zone),
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
            demo: context.state.site.demo,
            form_token: form_token(context),
            help: topic(
                context.uri.path(),
                visitor.and_then(|it| it.person.as_ref()).map(|person| person.company_kind),
            ),
            here: context.here(),
            keys: visitor.is_none_or(|visitor| visitor.shortcuts),
            reload_after: None,
        }
    }

    pub(crate) fn t(&self, key: &str) -> String {
        self.locale.t(key)
    }

    pub(crate) fn say(&self, key: &'static str) -> Message {
        self.locale.say(key)
    }

    pub(crate) fn asset(&self, file: &str) -> String {
        assets::address(file)
    }

    pub(crate) fn locales(&self) -> [Locale; Locale::ALL.len()] {
        Locale::ALL
    }

    /// The hidden field of every form.
    pub(crate) fn token_field(&self) -> TokenField<'_> {
        TokenField(&self.form_token)
    }
}

fn form_token(context: &Context) -> String {
    let token = context.session_token.as_deref().zip(context.visitor.as_ref());
    token.map_or_else(String::new, |(token, visitor)| csrf::value(token, visitor.person_id))
}

pub(crate) struct TokenField<'a>(&'a str);

impl askama::filters::HtmlSafe for TokenField<'_> {}

impl std::fmt::Display for TokenField<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Digits and a dot: nothing to escape.
        write!(f, "<input type=\"hidden\" name=\"{}\" value=\"{}\">", csrf::FIELD, self.0)
    }
}
