//! What surrounds every page: head, navigation, who is signed in, what just happened.

use crate::assets;
use crate::context::Context;
use crate::navigation::{self, Place};
use crate::notice::Notice;
use countersign_language::text::{Locale, Message};
use countersign_web::csrf;

/// What surrounds a page.
pub(crate) struct Layout {
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
    /// In a rehearsal, where its clock is.
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

/// Who is signed in.
pub(crate) struct Who {
    /// Our number of the person: what their browser keeps for them is under it.
    pub(crate) id: i64,
    pub(crate) name: String,
    /// The company they act as; empty while none is chosen.
    pub(crate) company: String,
    pub(crate) role: Option<String>,
    /// Whether they could act as another one.
    pub(crate) may_switch: bool,
}

impl Context {
    /// What surrounds every page.
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
    token.map_or_else(String::new, |(token, visitor)| csrf::value(token, visitor.person_id))
}

/// A hidden field with the token of this session's forms.
pub(crate) struct TokenField<'a>(&'a str);

impl askama::filters::HtmlSafe for TokenField<'_> {}

impl std::fmt::Display for TokenField<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Digits and a dot: nothing to escape.
        write!(f, "<input type=\"hidden\" name=\"{}\" value=\"{}\">", csrf::FIELD, self.0)
    }
}
