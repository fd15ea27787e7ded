//! A one-time link, shown once to who is to hand it over.

use super::scope::Scope;
use crate::console::context::Context;
use crate::console::html;
use crate::console::problem::Answer;
use crate::console::shell::Shell;
use crate::identity::link::{self, Kind};
use crate::identity::token::Token;
use askama::Template;

#[derive(Template)]
#[template(path = "person_link.html")]
struct PersonLink {
    shell: Shell,
    people: String,
    name: String,
    email: String,
    address: String,
    is_invitation: bool,
    /// Whether it goes to them by e-mail as well.
    is_mailed: bool,
}

/// The page with the link.
pub(super) fn page(
    context: &Context,
    scope: &Scope,
    (name, email): (&str, &str),
    (kind, token): (Kind, &Token),
) -> Answer {
    let is_invitation = kind == Kind::Invitation;
    let title = if is_invitation { "handed-invitation" } else { "handed-reset" };
    html(&PersonLink {
        shell: context.shell(context.locale.t(title)),
        people: scope.address("/people"),
        name: name.to_owned(),
        email: email.to_owned(),
        address: format!("{}{}", context.app.site.origin, link::path(token)),
        is_invitation,
        is_mailed: context.app.sends_mail,
    })
}
