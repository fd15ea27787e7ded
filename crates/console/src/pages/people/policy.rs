//! How a company's people sign in: whether a second factor is required, and the company's identity
//! provider.

use super::scope::{CompanyQuery, ManagedCompany};
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use crate::notice::Notice;
use crate::response_status::refused;
use askama::Template;
use countersign_app::actions::change_sign_in;
use countersign_app::outbound::Door;
use countersign_domain::audit::Event;
use countersign_domain::text::is_all_seen;
use countersign_store::sign_in_policies::{self, Policy, Provider};
use countersign_web::problem::Answer;
use countersign_web::redirect;
use reqwest::Url;
use serde::Deserialize;

/// The most characters of an address, a client id or a secret.
const LONGEST: usize = 500;

#[derive(Template)]
#[template(path = "people_sign_in.html")]
struct SignInSettings {
    layout: Layout,
    people: String,
    company: String,
    code: String,
    may_change: bool,
    second_factor_required: bool,
    issuer: String,
    client_id: String,
    has_secret: bool,
    /// Whether the secret cannot be opened because its key is missing.
    is_locked: bool,
    other_audiences: String,
    can_seal: bool,
    redirect_address: String,
    error: Option<String>,
}

#[derive(Deserialize)]
struct PolicyForm {
    company: Option<String>,
    second_factor_required: Option<String>,
    #[serde(default)]
    issuer: String,
    #[serde(default)]
    client_id: String,
    #[serde(default)]
    client_secret: String,
    forget_secret: Option<String>,
    #[serde(default)]
    other_audiences: String,
}

async fn page(
    context: &Context,
    scope: &ManagedCompany,
    policy: &Policy,
    error: Option<String>,
) -> Answer {
    let can_seal = context.state.store.can_seal().await?;
    let may_change = context
        .read(async |tx| Ok(change_sign_in::may(tx, context.person()?, scope.company_id).await?))
        .await?;
    let provider = policy.provider.as_ref();
    html(&SignInSettings {
        layout: context.layout(context.locale.t("policy-title")),
        people: scope.address(addresses::PEOPLE),
        company: scope.name.clone(),
        code: scope.code.clone().unwrap_or_default(),
        may_change,
        second_factor_required: policy.second_factor_required,
        issuer: provider.map(|it| it.issuer.clone()).unwrap_or_default(),
        client_id: provider.map(|it| it.client_id.clone()).unwrap_or_default(),
        has_secret: provider.is_some_and(|it| it.client_secret.is_some()),
        is_locked: provider.is_some_and(|it| it.is_locked),
        other_audiences: provider.map(|it| it.other_audiences.join(" ")).unwrap_or_default(),
        can_seal,
        redirect_address: addresses::registered_callback(&context.state.site.origin),
        error,
    })
}

pub(super) async fn show(context: &Context) -> Answer {
    let asked: CompanyQuery = context.query()?;
    let (scope, policy) = context
        .read(async |tx| {
            let scope = ManagedCompany::open(tx, context, asked.company.as_deref()).await?;
            let policy = sign_in_policies::find(tx, scope.company_id).await?;
            Ok((scope, policy))
        })
        .await?;
    page(context, &scope, &policy, None).await
}

/// The policy of a form, based on the present one; or the message about its fault.
fn wanted(
    form: &PolicyForm,
    before: &Policy,
    encrypted: bool,
    door: &Door,
) -> Result<Policy, (&'static str, Box<Policy>)> {
    let [issuer, client_id, secret] =
        [&form.issuer, &form.client_id, &form.client_secret].map(|text| text.trim().to_owned());
    let too_long = [&issuer, &client_id, &secret, &form.other_audiences]
        .iter()
        .any(|it| it.chars().count() > LONGEST);
    let same_provider =
        before.provider.as_ref().filter(|it| it.issuer == issuer && it.client_id == client_id);
    // A secret belongs to its provider, and is never sent to another one.
    let kept = same_provider.and_then(|it| it.client_secret.clone());
    let kept = kept.filter(|_| form.forget_secret.is_none());
    let is_locked = secret.is_empty()
        && form.forget_secret.is_none()
        && same_provider.is_some_and(|it| it.is_locked);
    let client_secret = if secret.is_empty() { kept } else { Some(secret) };
    let others = form.other_audiences.split_whitespace();
    let other_audiences: Vec<String> = others.map(str::to_owned).collect();
    let blank = issuer.is_empty() && client_id.is_empty();
    let half = !blank && (issuer.is_empty() || client_id.is_empty());
    let is_address = blank || is_issuer(&issuer, encrypted);
    let is_seen = is_all_seen(&client_id) && other_audiences.iter().all(|it| is_all_seen(it));
    let provider = (!blank).then_some(Provider {
        issuer,
        client_id,
        client_secret,
        is_locked,
        other_audiences,
    });
    let second_factor_required = form.second_factor_required.is_some();
    let policy = Policy { second_factor_required, provider };
    match () {
        () if half || too_long => Err(("policy-half", Box::new(policy))),
        () if !is_seen => Err(("policy-unseen", Box::new(policy))),
        () if !is_address => Err(("policy-issuer-expected", Box::new(policy))),
        () if !blank && is_shut(door, &form.issuer) => {
            Err(("policy-issuer-network", Box::new(policy)))
        }
        () => Ok(policy),
    }
}

/// Whether an address can be an identity provider's: encrypted, or, if the console is not encrypted
/// either, on this machine.
fn is_issuer(address: &str, encrypted: bool) -> bool {
    let rest = address.strip_prefix("https://").or_else(|| {
        let rest = address.strip_prefix("http://").filter(|_| !encrypted)?;
        let host = rest.split(['/', ':']).next()?;
        matches!(host, "localhost" | "127.0.0.1").then_some(rest)
    });
    let plain = |rest: &str| {
        !rest.is_empty()
            && !rest.starts_with('/')
            && rest.bytes().all(|byte| byte.is_ascii_graphic() && !b"?#@\\".contains(&byte))
    };
    rest.is_some_and(plain)
}

/// Whether the written address names a machine that is not allowed.
fn is_shut(door: &Door, issuer: &str) -> bool {
    let url = Url::parse(issuer.trim()).ok();
    url.as_ref().and_then(Url::host_str).is_none_or(|host| door.refuses(host))
}

pub(super) async fn submit(context: &Context) -> Answer {
    let form: PolicyForm = context.form()?;
    let (scope, before) = context
        .read(async |tx| {
            let scope = ManagedCompany::open(tx, context, form.company.as_deref()).await?;
            let before = sign_in_policies::find(tx, scope.company_id).await?;
            Ok((scope, before))
        })
        .await?;
    let door = &context.app.outbound.destinations.door;
    let policy = match wanted(&form, &before, context.state.site.is_secure(), door) {
        Ok(policy) => policy,
        Err((key, policy)) => {
            return refused(page(context, &scope, &policy, Some(context.locale.t(key))).await);
        }
    };
    let (person, company_id) = (context.person()?, scope.company_id);
    let changed = context
        .write(async |tx| {
            let entry = context.audit(Event::SignInSettingsChanged);
            change_sign_in::run(tx, person, company_id, &policy, entry).await
        })
        .await?;
    let notice = match changed {
        true => Notice::good(context.locale.t("account-saved")),
        false => Notice::bad(context.locale.t("policy-company-decides")),
    };
    Ok(notice.on(context, redirect::to(&scope.address(addresses::SIGN_IN_POLICY))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(issuer: &str, client_secret: &str) -> PolicyForm {
        PolicyForm {
            company: None,
            second_factor_required: None,
            issuer: issuer.to_owned(),
            client_id: "countersign".to_owned(),
            client_secret: client_secret.to_owned(),
            forget_secret: None,
            other_audiences: String::new(),
        }
    }

    #[test]
    fn a_provider_is_reached_encrypted_or_on_this_machine() {
        for address in [
            "https://login.nordlicht.example",
            "https://login.nordlicht.example:8443/realms/x",
            "http://localhost:9000",
            "http://127.0.0.1:9000/x",
        ] {
            assert!(is_issuer(address, false), "{address}");
            assert_eq!(is_issuer(address, true), address.starts_with("https"), "{address}");
        }
        for address in [
            "",
            "https://",
            "https:///x",
            "http://login.nordlicht.example",
            "http://localhost.evil.example",
            "http://127.0.0.1@evil.example",
            "https://x.example/?q",
            "https://x.example/#f",
            "https://us er.example",
            "ftp://x.example",
        ] {
            assert!(!is_issuer(address, false), "{address}");
        }
    }

    #[test]
    fn what_is_recorded_of_a_provider_reads_as_it_is_written() {
        for (client_id, audience, is_taken) in [
            ("countersign", "other", true),
            ("counter\u{202e}sign", "", false),
            ("counter\u{200b}sign", "", false),
            ("countersign", "ot\u{2066}her", false),
        ] {
            let form = PolicyForm {
                client_id: client_id.to_owned(),
                other_audiences: audience.to_owned(),
                ..form("https://a.example", "")
            };
            let wanted = wanted(&form, &Policy::default(), true, &Door::default());
            let refused = wanted.err().map(|(key, _)| key);
            assert_eq!(refused, (!is_taken).then_some("policy-unseen"), "{client_id} {audience}");
        }
    }

    #[test]
    fn a_secret_is_kept_for_its_provider_and_no_other() {
        let secret = |policy: &Policy| policy.provider.clone().and_then(|it| it.client_secret);
        let door = Door::default();
        let first =
            wanted(&form("https://a.example", "hush"), &Policy::default(), true, &door).unwrap();
        assert_eq!(secret(&first).as_deref(), Some("hush"));
        let same = wanted(&form("https://a.example", ""), &first, true, &door).unwrap();
        assert_eq!(secret(&same).as_deref(), Some("hush"));
        let other = wanted(&form("https://b.example", ""), &first, true, &door).unwrap();
        assert_eq!(secret(&other), None);
        let forget =
            PolicyForm { forget_secret: Some("1".to_owned()), ..form("https://a.example", "") };
        assert_eq!(secret(&wanted(&forget, &first, true, &door).unwrap()), None);
    }
}
