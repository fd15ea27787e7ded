//! The browser of a request: its user agent and its cookie of a known browser.

use crate::context::Context;
use crate::device;
use axum::http::header;
use axum::response::Response;
use countersign_app::identity::browser::SeenBrowser;
use countersign_app::identity::token::Token;
use countersign_web::problem::Problem;
use countersign_web::session_cookie;

pub(super) struct Browser {
    pub(super) user_agent: String,
    /// A description that its owner recognises.
    pub(super) device: String,
    pub(super) carries: Option<String>,
    pub(super) address: String,
}

impl Browser {
    /// The browser of this request.
    pub(super) fn of(context: &Context) -> Self {
        let user_agent = context.headers.get(header::USER_AGENT);
        let user_agent = user_agent.and_then(|it| it.to_str().ok()).unwrap_or_default();
        Self {
            device: device::name(user_agent),
            user_agent: user_agent.to_owned(),
            carries: session_cookie::browser(context),
            address: context.client.to_string(),
        }
    }

    /// What is known of it.
    pub(super) fn seen(&self) -> SeenBrowser<'_> {
        let (device, address) = (self.device.as_str(), self.address.as_str());
        SeenBrowser { carries: self.carries.as_deref(), device, address }
    }
}

/// Sets the cookie of a known browser, if it is new.
pub(super) fn keep(
    context: &Context,
    response: &mut Response,
    token: Option<&Token>,
) -> Result<(), Problem> {
    let Some(token) = token else { return Ok(()) };
    session_cookie::set_browser(context, response, token)
}
