//! The directory: cells in a file are set, blank ones change nothing, and owners change.

use crate::content::cycle;
use crate::databases::{NOW, on_both};
use countersign_domain::actor::{CompanyKind, Role};
use countersign_domain::basis::Basis;
use countersign_domain::code::company_uuid;
use countersign_domain::settings::{Setting, Settings};
use countersign_store::companies::{Company, Distributor};
use countersign_store::partners::Partner;
use countersign_store::people::{Membership, MembershipConsent, PersonRecord};
use countersign_store::products::Product;
use countersign_store::regions::Region;
use countersign_store::settings::Level;
use countersign_store::stored_texts::{self, StoredText};
use countersign_store::subscriptions::{OwnedSubscription, Subscription};
use countersign_store::{
    Result, Store, StoreError, Tx, apply_progress, companies, customers, partners, people,
    products, regions, settings, subscriptions,
};

fn company(id: i64, code: &str, kind: CompanyKind) -> Company {
    let company_id = company_uuid(code);
    Company { id, code: code.to_owned(), kind, name: format!("Company {code}"), company_id }
}

fn some_settings() -> Settings {
    let mut settings = Settings::default();
    settings.set(Setting::SettleDays, Some(0));
    settings.set(Setting::ReminderDays, Some(0b110));
    settings
}

fn region() -> Region {
    Region {
        id: 1,
        code: "EU".to_owned(),
        name: "Europe".to_owned(),
        time_zone: "Europe/Berlin".to_owned(),
        currency: "EUR".to_owned(),
        language: "de".to_owned(),
        usage_reports: true,
        settings: some_settings(),
    }
}

fn partner(id: i64, code: &str) -> Partner {
    Partner {
        id,
        code: code.to_owned(),
        name: format!("Company {code}"),
        company_id: company_uuid(code),
        distributor_id: 2,
        account_type: "msp".to_owned(),
        city: None,
        state: Some("NRW".to_owned()),
        made_through: cycle("2026-08"),
        in_force_day: None,
        settings: Settings::default(),
    }
}

fn product() -> Product {
    Product {
        id: 1,
        code: "EP".to_owned(),
        name: "Endpoint".to_owned(),
        unit: "Seats".to_owned(),
        vendor_id: 1,
        decimals: 6,
        reports_usage: true,
        basis: Basis::P85,
        has_readings: false,
    }
}

fn subscription(id: i64, customer_id: i64) -> Subscription {
    Subscription {
        id,
        code: format!("S-{id}"),
        customer_id,
        product_id: 1,
        plan: None,
        billable: true,
        ends_on: None,
        home_partner_id: 3,
    }
}

/// A vendor, a distributor with two partners, two customers of the first, three subscriptions.
pub(crate) async fn fill(tx: &mut Tx) -> Result<()> {
    regions::insert(tx, &region()).await?;
    let all = [
        company(1, "V", CompanyKind::Vendor),
        company(2, "D", CompanyKind::Distributor),
        company(3, "P-1", CompanyKind::Partner),
        company(4, "P-2", CompanyKind::Partner),
    ];
    companies::insert(tx, &all).await?;
    let account_type = "distributor".to_owned();
    let settings = some_settings();
    let distributor = Distributor { id: 2, region_id: 1, account_type, settings };
    companies::insert_distributor(tx, &distributor).await?;
    partners::insert(tx, &[partner(3, "P-1"), partner(4, "P-2")]).await?;
    products::insert(tx, &product()).await?;
    let customer = |id: i64| customers::Customer {
        id,
        code: format!("C-{id}"),
        name: "Customer".to_owned(),
        partner_id: 3,
    };
    customers::insert(tx, &[customer(1), customer(2)]).await?;
    let three = [subscription(1, 1), subscription(2, 1), subscription(3, 2)];
    subscriptions::insert(tx, &three).await
}

async fn filled(store: &Store) -> Tx {
    store.write(fill).await.unwrap();
    store.begin().await.unwrap()
}

#[tokio::test]
async fn what_was_inserted_is_read_back() {
    on_both(async |store| {
        let mut tx = filled(store).await;
        assert_eq!(regions::all(&mut tx).await.unwrap(), [region()]);
        let all = companies::all(&mut tx).await.unwrap();
        assert_eq!(all.iter().map(|it| it.id).collect::<Vec<_>>(), [1, 2, 3, 4]);
        assert_eq!(all[2], company(3, "P-1", CompanyKind::Partner));
        assert_eq!(companies::not_partners(&mut tx).await.unwrap(), all[..2]);
        let distributors = companies::distributors(&mut tx).await.unwrap();
        assert_eq!((distributors.len(), distributors[0].settings), (1, some_settings()));
        let found = partners::by_id(&mut tx, 4).await.unwrap();
        assert_eq!(found, Some(partner(4, "P-2")));
        assert_eq!(partners::by_id(&mut tx, 2).await.unwrap(), None);
        assert_eq!(products::all(&mut tx).await.unwrap(), [product()]);
        let mut codes = Vec::new();
        companies::each_code(&mut tx, |it| codes.push((it.id, it.distributor_id))).await.unwrap();
        assert_eq!(codes, [(1, None), (2, None), (3, Some(2)), (4, Some(2))]);
        let mut codes = Vec::new();
        customers::each(&mut tx, |code, partner| codes.push((code.to_owned(), partner)))
            .await
            .unwrap();
        assert_eq!(codes, [("C-1".to_owned(), 3), ("C-2".to_owned(), 3)]);
    })
    .await;
}

#[tokio::test]
async fn each_text_of_the_directory_is_found_by_its_code() {
    on_both(async |store| {
        let mut tx = filled(store).await;
        let person = PersonRecord {
            id: 1,
            email: "E@x.example".to_owned(),
            email_folded: "e@x.example".to_owned(),
            name: "Eva".to_owned(),
        };
        people::insert(&mut tx, &person).await.unwrap();
        let given =
            partners::PartnerUpdate { city: Some("Bonn"), ..partners::PartnerUpdate::default() };
        partners::update(&mut tx, 4, &given).await.unwrap();
        for (text, code, expected) in [
            (StoredText::RegionName, "EU", Some("Europe")),
            (StoredText::RegionLanguage, "EU", Some("de")),
            (StoredText::CompanyName, "D", Some("Company D")),
            (StoredText::PartnerCity, "P-2", Some("Bonn")),
            (StoredText::PartnerCity, "P-1", None),
            (StoredText::PartnerState, "P-1", Some("NRW")),
            (StoredText::CustomerName, "C-1", Some("Customer")),
            (StoredText::ProductName, "EP", Some("Endpoint")),
            (StoredText::ProductUnit, "EP", Some("Seats")),
            (StoredText::SubscriptionPlan, "S-1", None),
            (StoredText::PersonName, "e@x.example", Some("Eva")),
            (StoredText::CompanyName, "d", None),
        ] {
            let found = stored_texts::find(&mut tx, text, code).await.unwrap();
            assert_eq!(found.as_deref(), expected, "{text:?} of {code}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_code_is_taken_once_whatever_has_it() {
    on_both(async |store| {
        let tx = filled(store).await;
        drop(tx);
        let conflict = |taken: Result<()>| {
            assert!(matches!(taken, Err(StoreError::Conflict(_))), "{taken:?}");
        };
        let again = Region { id: 9, ..region() };
        conflict(store.write(async |tx| regions::insert(tx, &again).await).await);
        let again = Product { id: 9, ..product() };
        conflict(store.write(async |tx| products::insert(tx, &again).await).await);
        let again = [company(9, "P-1", CompanyKind::Vendor)];
        conflict(store.write(async |tx| companies::insert(tx, &again).await).await);
        let again = [Subscription { code: "S-1".to_owned(), ..subscription(9, 1) }];
        conflict(store.write(async |tx| subscriptions::insert(tx, &again).await).await);
        let nobodys = [subscription(9, 99)];
        conflict(store.write(async |tx| subscriptions::insert(tx, &nobodys).await).await);
    })
    .await;
}

#[tokio::test]
async fn what_is_given_is_set_and_the_rest_stays() {
    on_both(async |store| {
        let mut tx = filled(store).await;
        let given =
            regions::RegionUpdate { name: Some("EU"), usage_reports: Some(false), ..no_region() };
        regions::update(&mut tx, 1, &given).await.unwrap();
        regions::update(&mut tx, 1, &no_region()).await.unwrap();
        let expected = Region { name: "EU".to_owned(), usage_reports: false, ..region() };
        assert_eq!(regions::all(&mut tx).await.unwrap(), [expected]);

        companies::update(&mut tx, 1, None, None).await.unwrap();
        companies::update(&mut tx, 3, Some("New"), Some(company_uuid("x"))).await.unwrap();
        companies::update_distributor(&mut tx, 2, None, Some("isp")).await.unwrap();
        let all = companies::all(&mut tx).await.unwrap();
        assert_eq!(all[0], company(1, "V", CompanyKind::Vendor));
        assert_eq!((&*all[2].name, all[2].company_id), ("New", company_uuid("x")));
        assert_eq!(companies::distributors(&mut tx).await.unwrap()[0].account_type, "isp");

        let given =
            partners::PartnerUpdate { city: Some("Bonn"), ..partners::PartnerUpdate::default() };
        partners::update(&mut tx, 4, &given).await.unwrap();
        let expected = Partner { city: Some("Bonn".to_owned()), ..partner(4, "P-2") };
        assert_eq!(partners::by_id(&mut tx, 4).await.unwrap(), Some(expected.clone()));
        for (asked, changes) in [([false, false], false), ([true, false], true)] {
            assert_eq!(partners::clear(&mut tx, 4, asked).await.unwrap(), changes);
        }
        assert!(!partners::clear(&mut tx, 4, [true, false]).await.unwrap(), "it is gone");
        let expected = Partner { city: None, ..expected };
        assert_eq!(partners::by_id(&mut tx, 4).await.unwrap(), Some(expected));

        let other = Product { basis: Basis::Sum, decimals: 0, reports_usage: false, ..product() };
        products::update(&mut tx, &other).await.unwrap();
        products::mark_read(&mut tx, 1).await.unwrap();
        let expected = Product { has_readings: true, ..other };
        assert_eq!(products::all(&mut tx).await.unwrap(), [expected]);
    })
    .await;
}

fn no_region() -> regions::RegionUpdate<'static> {
    regions::RegionUpdate::default()
}

/// Partner, number, and the day before which a moved one's reading counts as in force.
fn owners(owned: &[OwnedSubscription]) -> Vec<(i64, i64, Option<i64>)> {
    owned.iter().map(|it| (it.partner_id, it.id, it.in_force_day)).collect()
}

#[tokio::test]
async fn subscriptions_go_with_their_customer_and_hold_their_readings_in_force_themselves() {
    on_both(async |store| {
        let mut tx = filled(store).await;
        let all = subscriptions::of_partners(&mut tx, 1, 9).await.unwrap();
        assert_eq!(owners(&all), [(3, 1, None), (3, 2, None), (3, 3, None)]);
        partners::set_made(&mut tx, &[(3, Some(20_700))], cycle("2026-09")).await.unwrap();
        let given = customers::CustomerUpdate { id: 1, name: None, moved_to: Some(4) };
        customers::update(&mut tx, &[given]).await.unwrap();
        let all = subscriptions::of_partners(&mut tx, 1, 9).await.unwrap();
        let held = Some(20_700);
        assert_eq!(owners(&all), [(3, 3, None), (4, 1, held), (4, 2, held)]);
        assert_eq!(partners::subscription_counts(&mut tx, 3, 4).await.unwrap(), [(3, 1), (4, 2)]);

        // One subscription moves alone, to a customer of its former partner. Later reports change
        // only its own day.
        partners::set_made(&mut tx, &[(3, Some(20_730))], cycle("2026-10")).await.unwrap();
        subscriptions::set_in_force_day(&mut tx, &[2], 20_728).await.unwrap();
        let given = subscriptions::SubscriptionUpdate {
            id: 2,
            customer_id: Some(2),
            moves: true,
            ..subscriptions::SubscriptionUpdate::default()
        };
        subscriptions::update(&mut tx, &[given]).await.unwrap();
        let given = subscriptions::SubscriptionUpdate {
            id: 3,
            customer_id: Some(1),
            moves: true,
            ..given_none()
        };
        subscriptions::update(&mut tx, &[given]).await.unwrap();
        let all = subscriptions::of_partners(&mut tx, 3, 4).await.unwrap();
        assert_eq!(owners(&all), [(3, 2, Some(20_728)), (4, 1, held), (4, 3, Some(20_730))]);
        let one = subscriptions::by_id(&mut tx, 2).await.unwrap().unwrap();
        assert_eq!((one.home_partner_id, one.customer_id), (3, 2));
        assert_eq!(subscriptions::of_customer(&mut tx, 1).await.unwrap(), [1, 3]);
    })
    .await;
}

fn given_none() -> subscriptions::SubscriptionUpdate {
    subscriptions::SubscriptionUpdate::default()
}

#[tokio::test]
async fn a_subscription_keeps_what_a_file_leaves_blank() {
    on_both(async |store| {
        let mut tx = filled(store).await;
        let plan = |plan: &str| Some(plan.to_owned());
        let none = || subscriptions::SubscriptionUpdate {
            id: 1,
            ..subscriptions::SubscriptionUpdate::default()
        };
        let given = subscriptions::SubscriptionUpdate {
            plan: plan("Gold"),
            billable: Some(false),
            ends_on: Some(20_000),
            ..none()
        };
        subscriptions::update(&mut tx, &[given, none()]).await.unwrap();
        subscriptions::update(&mut tx, &[none()]).await.unwrap();
        let found = &subscriptions::of_partners(&mut tx, 3, 3).await.unwrap()[0];
        assert_eq!((found.plan.clone(), found.billable), (plan("Gold"), false));
        assert_eq!((found.ends_on, found.in_force_day), (Some(20_000), None));
        assert_eq!((&*found.customer_code, found.customer_id), ("C-1", 1));
    })
    .await;
}

#[tokio::test]
async fn partners_are_grouped_and_noted_as_their_cycles_are_made() {
    on_both(async |store| {
        let mut tx = filled(store).await;
        let (august, september) = (cycle("2026-08"), cycle("2026-09"));
        let groups = partners::groups(&mut tx).await.unwrap();
        assert_eq!(groups.len(), 1);
        assert_eq!((groups[0].partners, groups[0].made_through), (2, august));
        partners::set_made(&mut tx, &[(3, Some(20_697)), (4, None)], september).await.unwrap();
        partners::set_made(&mut tx, &[(3, None)], cycle("2026-10")).await.unwrap();
        let of = partners::made_through(&mut tx, september, 0, 9).await.unwrap();
        assert_eq!(of.iter().map(|it| it.id).collect::<Vec<_>>(), [4]);
        assert!(partners::made_through(&mut tx, september, 4, 9).await.unwrap().is_empty());
        let first = partners::by_id(&mut tx, 3).await.unwrap().unwrap();
        assert_eq!((first.made_through, first.in_force_day), (cycle("2026-10"), Some(20_697)));

        partners::note_arrivals(&mut tx, &[(3, 100), (4, 50), (3, 90)]).await.unwrap();
        partners::note_arrivals(&mut tx, &[(3, 95), (4, 40)]).await.unwrap();
        assert_eq!(partners::arrivals(&mut tx, 0, 9).await.unwrap(), [(3, 90), (4, 40)]);
        assert_eq!(partners::arrivals(&mut tx, 3, 9).await.unwrap(), [(4, 40)]);
        assert_eq!(partners::arrivals(&mut tx, 0, 1).await.unwrap(), [(3, 90)]);
        partners::clear_arrivals(&mut tx, &[3, 99]).await.unwrap();
        assert_eq!(partners::arrivals(&mut tx, 0, 9).await.unwrap(), [(4, 40)]);
    })
    .await;
}

const BY: settings::SettingAuthor = settings::SettingAuthor { at: NOW, person_id: None };

/// Level, code, setting, before and after of every recorded change.
async fn changes(tx: &mut Tx) -> Vec<(String, String, String, Option<i64>, Option<i64>)> {
    let sql = "SELECT level, code, setting, before, after FROM setting_changes ORDER BY id";
    tx.all(sql, &[], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))
        .await
        .unwrap()
}

#[tokio::test]
async fn a_setting_that_changes_is_recorded_and_one_that_does_not_is_not() {
    on_both(async |store| {
        let mut tx = filled(store).await;
        let mut given = some_settings();
        given.set(Setting::AutoApprove, Some(0));
        for (level, id, code) in
            [(Level::Region, 1, "EU"), (Level::Distributor, 2, "D"), (Level::Partner, 3, "P-1")]
        {
            for _ in 0..2 {
                settings::change(&mut tx, level, id, code, &given, BY).await.unwrap();
            }
        }
        settings::change(&mut tx, Level::Partner, 3, "P-1", &Settings::default(), BY)
            .await
            .unwrap();
        assert_eq!(partners::by_id(&mut tx, 3).await.unwrap().unwrap().settings, given);
        assert_eq!(regions::all(&mut tx).await.unwrap()[0].settings, given);
        let other = partners::by_id(&mut tx, 4).await.unwrap().unwrap();
        assert_eq!(other.settings, Settings::default());
        let own = |level: &str, code: &str, setting: &str, after| {
            (level.to_owned(), code.to_owned(), setting.to_owned(), None, Some(after))
        };
        let expected = [
            own("region", "EU", "auto_approve", 0),
            own("distributor", "D", "auto_approve", 0),
            own("partner", "P-1", "settle_days", 0),
            own("partner", "P-1", "auto_approve", 0),
            own("partner", "P-1", "reminder_days", 0b110),
        ];
        assert_eq!(changes(&mut tx).await, expected);
    })
    .await;
}

#[tokio::test]
async fn settings_that_are_replaced_are_inherited_where_nothing_is_given() {
    on_both(async |store| {
        let mut tx = filled(store).await;
        let mut given = some_settings();
        settings::change(&mut tx, Level::Partner, 3, "P-1", &given, BY).await.unwrap();
        let own = settings::of_partners(&mut tx, 2, "", 9).await.unwrap();
        let own: Vec<_> = own.iter().map(|it| (it.id, it.code.as_str(), it.settings)).collect();
        assert_eq!(own, [(3, "P-1", given)]);
        assert!(settings::of_partners(&mut tx, 2, "P-1", 9).await.unwrap().is_empty());
        assert!(settings::of_partners(&mut tx, 1, "", 9).await.unwrap().is_empty());
        given = Settings::default();
        given.set(Setting::AutoApprove, Some(1));
        let replace = settings::replace(&mut tx, Level::Partner, 3, "P-1", &given, BY).await;
        assert!(replace.unwrap());
        let stored = settings::of(&mut tx, Level::Partner, 3).await.unwrap();
        assert_eq!(stored, Some(given));
        let changes = settings::changes(&mut tx, Level::Partner, "P-1", 3).await.unwrap();
        let told: Vec<_> =
            changes.iter().map(|it| (it.setting.as_str(), it.before, it.after)).collect();
        assert_eq!(
            told,
            [
                ("reminder_days", Some(0b110), None),
                ("auto_approve", None, Some(1)),
                ("settle_days", Some(0), None),
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn a_person_acts_for_every_company_that_has_them_and_no_longer_than_that() {
    on_both(async |store| {
        let mut tx = filled(store).await;
        let person = PersonRecord {
            id: 1,
            email: "Eva@Nord.Example".to_owned(),
            email_folded: "eva@nord.example".to_owned(),
            name: "Eva".to_owned(),
        };
        people::insert(&mut tx, &person).await.unwrap();
        let of = |company_id, role| Membership { person_id: 1, company_id, role };
        let (first, second) = (of(2, Role::Administrator), of(3, Role::BillingManager));
        for membership in [of(2, Role::SupportEngineer), second, first] {
            people::join(&mut tx, &membership, MembershipConsent::Given(NOW)).await.unwrap();
        }
        assert_eq!(people::memberships(&mut tx).await.unwrap(), [first, second]);
        let acting = people::acting(&mut tx, "eva@nord.example").await.unwrap();
        let codes: Vec<_> = acting.iter().map(|it| (&*it.company_code, it.role)).collect();
        assert_eq!(codes, [("D", first.role), ("P-1", second.role)]);
        assert!(people::acting(&mut tx, "Eva@Nord.Example").await.unwrap().is_empty());
        let renamed = PersonRecord { name: "Eva N.".to_owned(), ..person };
        people::update(&mut tx, &renamed).await.unwrap();
        people::leave(&mut tx, 1, 2).await.unwrap();
        assert_eq!(people::all(&mut tx).await.unwrap(), [renamed]);
        assert_eq!(people::name(&mut tx, 1).await.unwrap().as_deref(), Some("Eva N."));
        assert_eq!(people::name(&mut tx, 2).await.unwrap(), None);
        let listed = people::listed(&mut tx).await.unwrap();
        assert_eq!((listed.len(), &*listed[0].company_code), (1, "P-1"));
    })
    .await;
}

#[tokio::test]
async fn an_interrupted_run_is_remembered_until_it_is_complete() {
    on_both(async |store| {
        let mut tx = store.begin().await.unwrap();
        for (run, first_row, results) in [("b", 1, "x"), ("a", 100, "second"), ("a", 2, "first")] {
            apply_progress::record(&mut tx, run, first_row, results).await.unwrap();
        }
        let recorded = apply_progress::of_run(&mut tx, "a").await.unwrap();
        assert_eq!(recorded, [(2, "first".to_owned()), (100, "second".to_owned())]);
        let rows = apply_progress::of_rows(&mut tx, "a", 100).await.unwrap();
        assert_eq!(rows.as_deref(), Some("second"));
        assert_eq!(apply_progress::of_rows(&mut tx, "a", 1).await.unwrap(), None);
        apply_progress::forget(&mut tx, "a").await.unwrap();
        assert!(apply_progress::of_run(&mut tx, "a").await.unwrap().is_empty());
        let again = apply_progress::record(&mut tx, "b", 1, "y").await;
        assert!(matches!(again, Err(StoreError::Conflict(_))), "{again:?}");
    })
    .await;
}
