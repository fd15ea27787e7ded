//! Two companies and the operator, five people, and a console.

use crate::identity::browser::Browser;
use countersign_app::channels::Destinations;
use countersign_app::clock::Clock;
use countersign_app::identity::hashing::Hasher;
use countersign_app::identity::{link, totp};
use countersign_app::keys::source::KeySource;
use countersign_app::outbound::{Door, networks};
use countersign_app::random::SeededRandom;
use countersign_console::app::App;
use countersign_console::router;
use countersign_delivery::outbound_config::OutboundConfig;
use countersign_delivery::settings::{self, SmtpServer};
use countersign_domain::actor::{CompanyKind, Role};
use countersign_domain::code::{company_uuid, fold_email};
use countersign_domain::cycle::Cycle;
use countersign_domain::instant::Instant;
use countersign_domain::settings::Settings;
use countersign_store::companies::{self, Company, Distributor};
use countersign_store::installation;
use countersign_store::partners::{self, Partner};
use countersign_store::people::{self, Membership, MembershipConsent, PersonRecord};
use countersign_store::regions::{self, Region};
use countersign_store::second_factors;
use countersign_store::{DatabaseUrl, Store, Tx, passwords};
use countersign_web::state::Site;
use std::net::IpAddr;
use std::sync::Arc;
use tempfile::TempDir;

/// The initial time: 2026-10-01T10:00:00Z.
pub(crate) const NOW: Instant = Instant::from_micros(1_790_848_800_000_000);
/// Everyone's password.
pub(crate) const PASSWORD: &str = "correct horse battery staple";

/// Administrator of the distributor Nordlicht.
pub(crate) const EVA: &str = "eva@nordlicht.example";
/// Billing Manager there.
pub(crate) const BEN: &str = "ben@nordlicht.example";
/// A person of the distributor, and Administrator of the partner Fjordnett.
pub(crate) const OLE: &str = "ole@fjordnett.example";
/// Administrator of the operator.
pub(crate) const OPA: &str = "opa@operator.example";
/// A person without a company and a password.
pub(crate) const IDA: &str = "ida@kiel.example";

/// The number of a person in the order above, from 1.
pub(crate) fn number(email: &str) -> i64 {
    let all = [EVA, BEN, OLE, OPA, IDA];
    i64::try_from(all.iter().position(|it| *it == email).unwrap() + 1).unwrap()
}

/// A console and its database.
pub(crate) struct IdentityFixture {
    pub(crate) store: Store,
    pub(crate) random: SeededRandom,
    hasher: Hasher,
    pub(crate) folder: TempDir,
}

async fn fill(tx: &mut Tx) -> countersign_store::Result<()> {
    installation::create(tx, false, NOW, Cycle::from_number(2026 * 12 + 8)).await?;
    let company = |id, code: &str, name: &str, kind| Company {
        id,
        code: code.to_owned(),
        kind,
        name: name.to_owned(),
        company_id: company_uuid(code),
    };
    let all = [
        company(1, "operator", "Operator", CompanyKind::Operator),
        company(2, "NORD", "Nordlicht", CompanyKind::Distributor),
        company(3, "FJORD", "Fjordnett", CompanyKind::Partner),
    ];
    companies::insert(tx, &all).await?;
    let region = Region {
        id: 1,
        code: "EU".to_owned(),
        name: "Europe".to_owned(),
        time_zone: "Europe/Berlin".to_owned(),
        currency: "EUR".to_owned(),
        language: "de".to_owned(),
        usage_reports: true,
        settings: Settings::default(),
    };
    regions::insert(tx, &region).await?;
    let (account_type, settings) = ("distributor".to_owned(), Settings::default());
    let distributor = Distributor { id: 2, region_id: 1, account_type, settings };
    companies::insert_distributor(tx, &distributor).await?;
    let partner = Partner {
        id: 3,
        code: "FJORD".to_owned(),
        name: "Fjordnett".to_owned(),
        company_id: company_uuid("FJORD"),
        distributor_id: 2,
        account_type: "msp".to_owned(),
        city: None,
        state: None,
        made_through: Cycle::from_number(2026 * 12 + 7),
        in_force_day: None,
        settings: Settings::default(),
    };
    partners::insert(tx, &[partner]).await?;
    for (email, name) in [
        (EVA, "Eva Lind"),
        (BEN, "Ben Horn"),
        (OLE, "Ole Berg"),
        (OPA, "Opa Rand"),
        (IDA, "Ida Kiel"),
    ] {
        let (id, email_folded) = (number(email), fold_email(email));
        let (email, name) = (email.to_owned(), name.to_owned());
        people::insert(tx, &PersonRecord { id, email, email_folded, name }).await?;
    }
    for (email, company_id, role) in [
        (EVA, 2, Role::Administrator),
        (BEN, 2, Role::BillingManager),
        (OLE, 2, Role::SupportEngineer),
        (OLE, 3, Role::Administrator),
        (OPA, 1, Role::Administrator),
    ] {
        let membership = Membership { person_id: number(email), company_id, role };
        people::join(tx, &membership, MembershipConsent::Given(NOW)).await?;
    }
    Ok(())
}

impl IdentityFixture {
    /// A new one, in which everyone except the last person has the password.
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&DatabaseUrl::Sqlite(folder.path().join("world.db"))).await;
        let store = store.unwrap();
        store.migrate(NOW).await.unwrap();
        store.write(fill).await.unwrap();
        let source = KeySource::new(None, None, store.url());
        let (store, _) = source.begin(store, NOW).await.unwrap();
        let random = SeededRandom::new(1);
        let hasher = Hasher::cheap(&random);
        for email in [EVA, BEN, OLE, OPA] {
            let phc = hasher.hash(PASSWORD, &random).await.unwrap();
            let put = async |tx: &mut Tx| passwords::put(tx, number(email), &phc, NOW).await;
            store.write(put).await.unwrap();
        }
        Self { store, random, hasher, folder }
    }

    /// The same database opened by another process, with the existing keys.
    pub(crate) async fn reopened(self) -> Self {
        let url = self.store.url().clone();
        let source = KeySource::new(None, None, &url);
        let store = Store::open(&url).await.unwrap();
        let (store, _) = source.begin(store, NOW).await.unwrap();
        Self { store, ..self }
    }

    /// A browser at so many seconds of the console's clock.
    pub(crate) fn browser_at(&self, seconds: i64) -> Browser {
        self.browser_by(Clock::fixed(NOW.plus_micros(seconds * 1_000_000)), "http://localhost")
    }

    /// A browser with the console at this address and with this clock.
    pub(crate) fn browser_by(&self, clock: Clock, origin: &str) -> Browser {
        Browser::new(router(&Arc::new(self.app(clock, origin))))
    }

    /// A browser with a console that sends messages, at so many seconds.
    pub(crate) fn mailing_browser_at(&self, seconds: i64) -> Browser {
        let clock = Clock::fixed(NOW.plus_micros(seconds * 1_000_000));
        let app = self.app(clock, "http://localhost").sending_mail(true);
        Browser::new(router(&Arc::new(app)))
    }

    /// A person's browser with a console that has a mail server, with or without the key.
    pub(crate) async fn signed_in_by_mail_server(&self, email: &str, has_key: bool) -> Browser {
        let app = self.app(Clock::fixed(NOW), "http://localhost");
        let server = SmtpServer::parse("smtp://localhost").unwrap();
        let mail = Some(settings::MailSettings::new(server, "reports@example.com").unwrap());
        let outbound = OutboundConfig { mail, ..app.outbound.clone() };
        let app = app.sending(outbound).sending_mail(has_key);
        let mut browser = Browser::new(router(&Arc::new(app)));
        let page = browser.post("/sign-in", &[("email", email), ("password", PASSWORD)]).await;
        assert_eq!(page.leads_to(), "/");
        browser
    }

    fn app(&self, clock: Clock, origin: &str) -> App {
        let site = Site {
            origin: origin.to_owned(),
            trusted_proxies: vec![IpAddr::from([127, 0, 0, 1])],
            demo: false,
        };
        let door = Door::opening([networks::parse("127.0.0.0/8").unwrap()]);
        let outbound = OutboundConfig {
            destinations: Destinations { door, ..Destinations::default() },
            ..OutboundConfig::nowhere(origin.to_owned())
        };
        let mut app = App::new(self.store.clone(), clock, site).sending(outbound);
        app.hasher = self.hasher.clone();
        app
    }

    pub(crate) fn browser(&self) -> Browser {
        self.browser_at(0)
    }

    /// A browser in which a person has signed in.
    pub(crate) async fn signed_in(&self, email: &str) -> Browser {
        let mut browser = self.browser();
        let page = browser.post("/sign-in", &[("email", email), ("password", PASSWORD)]).await;
        assert_eq!(page.leads_to(), "/");
        browser.get("/companies/choose").await;
        browser
    }

    /// Gives a person a second factor and recovery codes, and returns the secret.
    pub(crate) async fn give_factor(&self, email: &str) -> (Vec<u8>, Vec<String>) {
        let (id, random) = (number(email), &self.random);
        let begin = async |tx: &mut Tx| {
            totp::begin(tx, id, email, random).await?;
            let secret = second_factors::find(tx, id).await?.unwrap().secret.unwrap();
            let before = NOW.plus_micros(-600_000_000);
            let code = totp::code_at(&secret, before);
            let codes = totp::confirm(tx, id, &code, before, random).await?.unwrap();
            Ok((secret, codes))
        };
        self.store.write(begin).await.unwrap()
    }

    /// Makes a link for a person and returns its address.
    pub(crate) async fn link(&self, kind: link::LinkPurpose, email: &str) -> String {
        self.link_at(kind, email, NOW).await
    }

    /// The same, at another time.
    pub(crate) async fn link_at(
        &self,
        kind: link::LinkPurpose,
        email: &str,
        now: Instant,
    ) -> String {
        let order = link::Order::of_machine(kind, number(email));
        let make = async |tx: &mut Tx| link::make(tx, &order, now, &self.random).await;
        link::path(&self.store.write(make).await.unwrap().unwrap())
    }
}
