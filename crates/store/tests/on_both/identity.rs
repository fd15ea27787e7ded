//! Access: passwords, factors, links, sessions and single sign-on.

use crate::databases::{NOW, on_both};
use countersign_domain::actor::{CompanyKind, Role};
use countersign_domain::code::company_uuid;
use countersign_domain::instant::Instant;
use countersign_store::companies::{self, Company};
use countersign_store::external_identities::SubjectKey;
use countersign_store::one_time_links::{self, LinkPurpose, Maker, OneTimeLink};
use countersign_store::people::{
    self, Membership, MembershipConsent, MembershipState, PersonRecord,
};
use countersign_store::preferences::{self, Preferences};
use countersign_store::sessions::{self, NewSession, Passed};
use countersign_store::sign_in_policies::{self, Policy, Provider};
use countersign_store::sign_on_flows::{self, Flow};
use countersign_store::throttles::{self, Tries};
use countersign_store::{
    Result, Store, StoreError, Tx, external_identities, passwords, reason_templates,
    reset_requests, second_factors,
};
use uuid::Uuid;

const LATER: Instant = NOW.plus_micros(60_000_000);

/// Two companies. Person 1 belongs to both, person 2 to the second.
async fn fill(tx: &mut Tx) -> Result<()> {
    let company = |id, code: &str, kind| Company {
        id,
        code: code.to_owned(),
        kind,
        name: format!("Company {code}"),
        company_id: company_uuid(code),
    };
    let both = [company(1, "D", CompanyKind::Distributor), company(2, "P", CompanyKind::Partner)];
    companies::insert(tx, &both).await?;
    for id in [1, 2] {
        let email = format!("{id}@x.example");
        let person =
            PersonRecord { id, email_folded: email.clone(), email, name: format!("Person {id}") };
        people::insert(tx, &person).await?;
    }
    for (person_id, company_id) in [(1, 1), (1, 2), (2, 2)] {
        people::join(
            tx,
            &Membership { person_id, company_id, role: Role::SupportEngineer },
            MembershipConsent::Given(NOW),
        )
        .await?;
    }
    Ok(())
}

async fn filled(store: &Store) -> Tx {
    store.write(fill).await.unwrap();
    store.begin().await.unwrap()
}

const fn id(number: u64) -> Uuid {
    Uuid::from_u64_pair(number, 1)
}

fn new(number: u64, hash: &[u8]) -> NewSession<'_> {
    NewSession {
        id: id(number),
        hash,
        person_id: 1,
        company_id: None,
        method: "password",
        second_factor: "none",
        opened_at: NOW,
        expires_at: LATER,
        user_agent: "Browser",
        address: "192.0.2.1",
    }
}

#[tokio::test]
async fn a_session_is_found_with_all_that_belongs_to_it() {
    on_both(async |store| {
        let mut tx = filled(store).await;
        sessions::open(&mut tx, &new(1, &[1; 32])).await.unwrap();
        assert_eq!(sessions::find(&mut tx, &[2; 32]).await.unwrap(), None);
        let found = sessions::find(&mut tx, &[1; 32]).await.unwrap().unwrap();
        assert_eq!((found.id, found.person_id, found.memberships), (id(1), 1, 2));
        assert_eq!((found.email.as_str(), found.name.as_str()), ("1@x.example", "Person 1"));
        assert_eq!((found.company, found.has_second_factor, found.shortcuts), (None, false, true));
        assert_eq!((found.opened_at, found.last_seen_at, found.expires_at), (NOW, NOW, LATER));

        assert!(sessions::choose_company(&mut tx, id(1), 2, "sign-on", &[1; 32]).await.unwrap());
        let policy = Policy { second_factor_required: true, provider: None };
        sign_in_policies::put(&mut tx, 2, &policy).await.unwrap();
        second_factors::begin(&mut tx, 1, &[3; 20]).await.unwrap();
        second_factors::confirm(&mut tx, 1, 7, NOW).await.unwrap();
        let language = Some("ja".to_owned());
        let chosen = Preferences {
            language,
            theme: Some("dark".to_owned()),
            shortcuts: false,
            time_zone: Some("Asia/Tokyo".to_owned()),
        };
        preferences::put(&mut tx, 1, &chosen).await.unwrap();
        assert_eq!(preferences::find(&mut tx, 1).await.unwrap(), chosen);
        let found = sessions::find(&mut tx, &[1; 32]).await.unwrap().unwrap();
        let company = found.company.unwrap();
        assert_eq!((company.id, company.code.as_str()), (2, "P"));
        assert_eq!((company.kind, company.role), (CompanyKind::Partner, Role::SupportEngineer));
        assert_eq!((company.second_factor_required, found.has_second_factor), (true, true));
        assert_eq!(found.language.as_deref(), Some("ja"));
        assert_eq!((found.theme.as_deref(), found.shortcuts), (Some("dark"), false));
    })
    .await;
}

#[tokio::test]
async fn a_company_keeps_its_texts_in_their_order() {
    on_both(async |store| {
        let mut tx = filled(store).await;
        let texts = ["b", "a", "c"].map(str::to_owned);
        reason_templates::put(&mut tx, 2, &texts).await.unwrap();
        assert_eq!(reason_templates::of_company(&mut tx, 2).await.unwrap(), texts);
        assert!(reason_templates::of_company(&mut tx, 1).await.unwrap().is_empty());
        reason_templates::put(&mut tx, 2, &texts[1..2]).await.unwrap();
        assert_eq!(reason_templates::of_company(&mut tx, 2).await.unwrap(), ["a"]);
    })
    .await;
}

#[tokio::test]
async fn a_session_acts_as_nobody_its_person_is_not_or_was_bound_to() {
    on_both(async |store| {
        let mut tx = filled(store).await;
        let mine = NewSession { person_id: 2, ..new(1, &[1; 32]) };
        sessions::open(&mut tx, &mine).await.unwrap();
        assert!(!sessions::choose_company(&mut tx, id(1), 1, "sign-on", &[1; 32]).await.unwrap());
        assert!(sessions::choose_company(&mut tx, id(1), 2, "sign-on", &[1; 32]).await.unwrap());
        people::leave(&mut tx, 2, 2).await.unwrap();
        let found = sessions::find(&mut tx, &[1; 32]).await.unwrap().unwrap();
        assert_eq!((found.company, found.memberships), (None, 0));
        let bound = NewSession { company_id: Some(1), method: "sign-on", ..new(2, &[2; 32]) };
        sessions::open(&mut tx, &bound).await.unwrap();
        assert!(!sessions::choose_company(&mut tx, id(2), 2, "sign-on", &[1; 32]).await.unwrap());
        assert!(sessions::choose_company(&mut tx, id(2), 1, "sign-on", &[1; 32]).await.unwrap());
        for (method, company_id, person_id, ended) in [
            ("password", 1, None, 0),
            ("sign-on", 2, None, 0),
            ("sign-on", 1, Some(2), 0),
            ("sign-on", 1, Some(1), 1),
        ] {
            let end = sessions::end_by(&mut tx, method, company_id, person_id).await;
            assert_eq!(end.unwrap(), ended, "{method} {company_id} {person_id:?}");
        }
        sessions::open(&mut tx, &bound).await.unwrap();
        assert_eq!(sessions::end_by(&mut tx, "sign-on", 1, None).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn sessions_are_touched_passed_listed_and_ended() {
    on_both(async |store| {
        let mut tx = filled(store).await;
        for number in 1..=3_u8 {
            let hash = [number; 32];
            sessions::open(&mut tx, &new(number.into(), &hash)).await.unwrap();
        }
        sessions::touch(&mut tx, id(2), LATER).await.unwrap();
        let listed = sessions::of_person(&mut tx, 1).await.unwrap();
        assert_eq!(listed.iter().map(|it| it.id).collect::<Vec<_>>(), [id(2), id(1), id(3)]);
        assert_eq!(listed[0].last_seen_at, LATER);
        let expires_at = LATER.plus_micros(1);
        let hash = [9; 32];
        let passed = Passed { hash: &hash, second_factor: "passed", expires_at, now: LATER };
        sessions::pass(&mut tx, id(1), &passed).await.unwrap();
        assert_eq!(sessions::find(&mut tx, &[1; 32]).await.unwrap(), None);
        let found = sessions::find(&mut tx, &hash).await.unwrap().unwrap();
        assert_eq!((found.second_factor.as_str(), found.expires_at), ("passed", expires_at));
        assert!(!sessions::end(&mut tx, id(1), 2).await.unwrap());
        assert!(sessions::end(&mut tx, id(1), 1).await.unwrap());
        assert_eq!(sessions::end_all(&mut tx, 1, Some(id(2))).await.unwrap(), 1);
        assert_eq!(sessions::end_all(&mut tx, 1, None).await.unwrap(), 1);
        sessions::open(&mut tx, &new(4, &[4; 32])).await.unwrap();
        assert_eq!(sessions::remove_old(&mut tx, LATER, NOW).await.unwrap(), 0);
        assert_eq!(sessions::remove_old(&mut tx, LATER, LATER).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_account_is_found_whether_it_has_a_password_or_not() {
    on_both(async |store| {
        let mut tx = filled(store).await;
        assert_eq!(passwords::account(&mut tx, "3@x.example").await.unwrap(), None);
        let account = passwords::account(&mut tx, "1@x.example").await.unwrap().unwrap();
        assert_eq!((account.person_id, account.phc), (1, None));
        passwords::put(&mut tx, 1, "$argon2id$1", NOW).await.unwrap();
        passwords::put(&mut tx, 1, "$argon2id$2", LATER).await.unwrap();
        second_factors::begin(&mut tx, 1, &[3; 20]).await.unwrap();
        let account = passwords::account(&mut tx, "1@x.example").await.unwrap().unwrap();
        assert_eq!(account.phc.as_deref(), Some("$argon2id$2"));
        assert!(!account.has_second_factor);
        second_factors::confirm(&mut tx, 1, 7, NOW).await.unwrap();
        let account = passwords::account(&mut tx, "1@x.example").await.unwrap().unwrap();
        assert!(account.has_second_factor);
        assert!(!format!("{account:?}").contains("argon2id"));
        let stored = passwords::find(&mut tx, 1).await.unwrap().unwrap();
        assert_eq!((stored.phc.as_str(), stored.changed_at), ("$argon2id$2", LATER));
        assert_eq!(passwords::find(&mut tx, 2).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_second_factor_is_confirmed_once_and_each_step_is_used_once() {
    on_both(async |store| {
        let mut tx = filled(store).await;
        assert!(second_factors::begin(&mut tx, 1, &[3; 20]).await.unwrap());
        assert!(second_factors::begin(&mut tx, 1, &[4; 20]).await.unwrap());
        assert!(second_factors::confirm(&mut tx, 1, 7, NOW).await.unwrap());
        assert!(!second_factors::confirm(&mut tx, 1, 8, NOW).await.unwrap());
        assert!(!second_factors::begin(&mut tx, 1, &[5; 20]).await.unwrap());
        let stored = second_factors::find(&mut tx, 1).await.unwrap().unwrap();
        assert_eq!((stored.secret, stored.last_step), (Some(vec![4; 20]), 7));
        assert_eq!(stored.confirmed_at, Some(NOW));
        assert!(!second_factors::use_step(&mut tx, 1, 7).await.unwrap());
        assert!(second_factors::use_step(&mut tx, 1, 9).await.unwrap());
        assert!(!second_factors::use_step(&mut tx, 1, 8).await.unwrap());
        assert!(!second_factors::use_step(&mut tx, 2, 99).await.unwrap());
        second_factors::put_codes(&mut tx, 1, &[[1; 32], [2; 32]]).await.unwrap();
        second_factors::put_codes(&mut tx, 1, &[[3; 32], [4; 32]]).await.unwrap();
        assert!(!second_factors::use_code(&mut tx, 1, &[1; 32], NOW).await.unwrap());
        assert!(!second_factors::use_code(&mut tx, 2, &[3; 32], NOW).await.unwrap());
        assert!(second_factors::use_code(&mut tx, 1, &[3; 32], NOW).await.unwrap());
        assert!(!second_factors::use_code(&mut tx, 1, &[3; 32], NOW).await.unwrap());
        assert_eq!(second_factors::codes_left(&mut tx, 1).await.unwrap(), 1);
        second_factors::remove(&mut tx, 1).await.unwrap();
        assert_eq!(second_factors::find(&mut tx, 1).await.unwrap(), None);
        assert_eq!(second_factors::codes_left(&mut tx, 1).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_link_is_used_once_and_can_be_taken_back() {
    on_both(async |store| {
        let mut tx = filled(store).await;
        let link = |number, kind| OneTimeLink {
            id: id(number),
            kind,
            person_id: 1,
            company_id: (number == 1).then_some(2),
            maker: if number == 1 { Maker::Company } else { Maker::Machine },
            made_by: (number == 1).then_some(2),
            mailed: number == 1,
            created_at: NOW.plus_micros(number.cast_signed()),
            expires_at: LATER,
            used_at: None,
        };
        let [one, two] = [link(1, LinkPurpose::Invitation), link(2, LinkPurpose::Reset)];
        one_time_links::add(&mut tx, &one, &[1; 32]).await.unwrap();
        one_time_links::add(&mut tx, &two, &[2; 32]).await.unwrap();
        assert_eq!(one_time_links::find(&mut tx, &[3; 32]).await.unwrap(), None);
        assert_eq!(one_time_links::find(&mut tx, &[1; 32]).await.unwrap(), Some(one.clone()));
        let open = one_time_links::open_of(&mut tx, 1, NOW).await.unwrap();
        assert_eq!(open, [two.clone(), one.clone()]);
        assert_eq!(one_time_links::of_id(&mut tx, two.id).await.unwrap(), Some(two.clone()));
        assert_eq!(one_time_links::of_id(&mut tx, id(3)).await.unwrap(), None);
        assert_eq!(one_time_links::open_of(&mut tx, 1, LATER).await.unwrap(), []);
        assert!(one_time_links::use_up(&mut tx, one.id, NOW).await.unwrap());
        assert!(!one_time_links::use_up(&mut tx, one.id, NOW).await.unwrap());
        assert_eq!(one_time_links::open_of(&mut tx, 1, NOW).await.unwrap(), [two]);
        assert_eq!(one_time_links::revoke(&mut tx, 1, Some(2)).await.unwrap(), 0);
        assert_eq!(one_time_links::revoke(&mut tx, 1, None).await.unwrap(), 1);
        assert_eq!(one_time_links::find(&mut tx, &[2; 32]).await.unwrap(), None);
        assert_eq!(one_time_links::remove_old(&mut tx, LATER).await.unwrap(), 0);
        assert_eq!(one_time_links::remove_old(&mut tx, LATER.plus_micros(1)).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn tries_are_held_counted_and_forgotten() {
    on_both(async |store| {
        let mut tx = store.begin().await.unwrap();
        let none = Tries { failures: 0, last_tried_at: NOW };
        assert_eq!(throttles::hold(&mut tx, "account", "a", NOW).await.unwrap(), none);
        let three = Tries { failures: 3, last_tried_at: LATER };
        throttles::put(&mut tx, "account", "a", three).await.unwrap();
        assert_eq!(throttles::hold(&mut tx, "account", "a", NOW).await.unwrap(), three);
        assert_eq!(throttles::hold(&mut tx, "address", "a", NOW).await.unwrap(), none);
        assert_eq!(throttles::forget_old(&mut tx, LATER).await.unwrap(), 1);
        throttles::forget(&mut tx, "account", "a").await.unwrap();
        assert_eq!(throttles::hold(&mut tx, "account", "a", NOW).await.unwrap(), none);
    })
    .await;
}

#[tokio::test]
async fn many_tries_at_once_are_counted_one_after_the_other() {
    on_both(async |store| {
        let one = async || {
            let count = async |tx: &mut Tx| {
                let tries = throttles::hold(tx, "account", "a", NOW).await?;
                let failures = tries.failures + 1;
                throttles::put(tx, "account", "a", Tries { failures, ..tries }).await
            };
            store.write(count).await.unwrap();
        };
        futures_util::future::join_all((0..20).map(|_| one())).await;
        let mut tx = store.begin().await.unwrap();
        let tries = throttles::hold(&mut tx, "account", "a", NOW).await.unwrap();
        assert_eq!(tries.failures, 20);
    })
    .await;
}

#[tokio::test]
async fn a_subject_is_one_person_of_its_company() {
    on_both(async |store| {
        let mut tx = filled(store).await;
        let key = SubjectKey { company_id: 2, issuer: "https://id.example", subject: "s-1" };
        external_identities::link(&mut tx, 1, key, NOW).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = store.begin().await.unwrap();
        let taken = external_identities::link(&mut tx, 2, key, NOW).await;
        assert!(matches!(taken, Err(StoreError::Conflict(_))), "{taken:?}");
        tx.rollback().await.unwrap();
        let mut tx = store.begin().await.unwrap();
        for (company_id, issuer, subject, person) in [
            (2, "https://id.example", "s-1", Some(1)),
            (1, "https://id.example", "s-1", None),
            (2, "https://id.example/", "s-1", None),
            (2, "https://id.example", "S-1", None),
        ] {
            let other = SubjectKey { company_id, issuer, subject };
            let found = external_identities::find(&mut tx, other).await.unwrap();
            assert_eq!(found, person, "{other:?}");
        }
        let linked = external_identities::of_person(&mut tx, 1).await.unwrap();
        assert_eq!(linked.len(), 1);
        assert_eq!((linked[0].company_name.as_str(), linked[0].linked_at), ("Company P", NOW));
        people::leave(&mut tx, 1, 2).await.unwrap();
        assert_eq!(external_identities::find(&mut tx, key).await.unwrap(), None);
        assert_eq!(external_identities::unlink(&mut tx, 1, 2).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn policies_requests_and_flows_come_back_as_they_were() {
    on_both(async |store| {
        let mut tx = filled(store).await;
        assert_eq!(sign_in_policies::find(&mut tx, 1).await.unwrap(), Policy::default());
        let provider = Provider {
            issuer: "https://id.example".to_owned(),
            client_id: "countersign".to_owned(),
            client_secret: Some("hush".to_owned()),
            is_locked: false,
            other_audiences: vec!["other".to_owned(), "third".to_owned()],
        };
        let policy = Policy { second_factor_required: true, provider: Some(provider) };
        assert!(!format!("{policy:?}").contains("hush"));
        sign_in_policies::put(&mut tx, 1, &policy).await.unwrap();
        assert_eq!(sign_in_policies::find(&mut tx, 1).await.unwrap(), policy);
        let with_provider = sign_in_policies::company_with_provider;
        assert_eq!(with_provider(&mut tx, "D").await.unwrap(), Some(1));
        assert_eq!(with_provider(&mut tx, "P").await.unwrap(), None);
        assert!(sign_in_policies::any_provider(&mut tx).await.unwrap());
        sign_in_policies::put(&mut tx, 1, &Policy::default()).await.unwrap();
        assert_eq!(with_provider(&mut tx, "D").await.unwrap(), None);
        assert!(!sign_in_policies::any_provider(&mut tx).await.unwrap());

        reset_requests::put(&mut tx, 2, LATER).await.unwrap();
        reset_requests::put(&mut tx, 1, LATER).await.unwrap();
        reset_requests::put(&mut tx, 1, NOW).await.unwrap();
        let asked = reset_requests::of_company(&mut tx, 2).await.unwrap();
        assert_eq!(asked, [(1, NOW), (2, LATER)]);
        assert_eq!(reset_requests::of_company(&mut tx, 1).await.unwrap(), [(1, NOW)]);
        reset_requests::remove(&mut tx, 1).await.unwrap();
        assert_eq!(reset_requests::of_company(&mut tx, 1).await.unwrap(), []);

        let flow = Flow {
            id: id(1),
            company_id: 1,
            issuer: "https://id.example".to_owned(),
            nonce: "nonce".to_owned(),
            verifier: "verifier".to_owned(),
            person_id: None,
            link_id: Some(id(2)),
            return_to: Some("/".to_owned()),
            expires_at: LATER,
        };
        sign_on_flows::add(&mut tx, &flow, &[1; 32]).await.unwrap();
        assert_eq!(sign_on_flows::take(&mut tx, &[2; 32]).await.unwrap(), None);
        assert_eq!(sign_on_flows::take(&mut tx, &[1; 32]).await.unwrap(), Some(flow.clone()));
        assert_eq!(sign_on_flows::take(&mut tx, &[1; 32]).await.unwrap(), None);
        sign_on_flows::add(&mut tx, &flow, &[1; 32]).await.unwrap();
        assert_eq!(sign_on_flows::remove_old(&mut tx, LATER).await.unwrap(), 0);
        assert_eq!(sign_on_flows::remove_old(&mut tx, LATER.plus_micros(1)).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_companys_people_come_with_what_its_administrator_asks() {
    on_both(async |store| {
        let mut tx = filled(store).await;
        passwords::put(&mut tx, 1, "phc", NOW).await.unwrap();
        second_factors::begin(&mut tx, 1, &[3; 20]).await.unwrap();
        second_factors::confirm(&mut tx, 1, 7, LATER).await.unwrap();
        reset_requests::put(&mut tx, 2, NOW).await.unwrap();
        sessions::open(&mut tx, &new(1, &[1; 32])).await.unwrap();
        sessions::open(&mut tx, &new(2, &[2; 32])).await.unwrap();
        sessions::touch(&mut tx, id(1), LATER).await.unwrap();
        let link = OneTimeLink {
            id: id(1),
            kind: LinkPurpose::Reset,
            person_id: 2,
            company_id: Some(2),
            maker: Maker::Company,
            made_by: Some(1),
            mailed: true,
            created_at: NOW,
            expires_at: LATER,
            used_at: None,
        };
        one_time_links::add(&mut tx, &link, &[1; 32]).await.unwrap();
        let staff = people::staff(&mut tx, 2, NOW).await.unwrap();
        assert_eq!(staff.iter().map(|it| it.id).collect::<Vec<_>>(), [1, 2]);
        let [first, second] = [&staff[0], &staff[1]];
        assert_eq!((first.password_at, first.second_factor_at), (Some(NOW), Some(LATER)));
        assert_eq!((first.last_seen_at, first.link_until), (Some(LATER), None));
        assert_eq!((second.password_at, second.reset_requested_at), (None, Some(NOW)));
        assert_eq!((second.last_seen_at, second.link_until), (None, Some(LATER)));
        assert_eq!(people::staff(&mut tx, 2, LATER).await.unwrap()[1].link_until, None);
        assert_eq!(people::staff(&mut tx, 1, NOW).await.unwrap().len(), 1);

        let state = people::membership(&mut tx, 2, 2).await.unwrap().unwrap();
        assert_eq!((state.role, state.is_open()), (Role::SupportEngineer, true));
        assert_eq!(people::membership(&mut tx, 2, 1).await.unwrap(), None);
        assert_eq!(people::administrators(&mut tx, 2).await.unwrap(), []);
        let membership = Membership { person_id: 2, company_id: 2, role: Role::Administrator };
        people::set_role(&mut tx, &membership).await.unwrap();
        let state = MembershipState { role: Role::Administrator, ..state };
        assert_eq!(people::administrators(&mut tx, 2).await.unwrap(), [(2, state)]);
        assert_eq!(people::next_id(&mut tx).await.unwrap(), 3);
        let companies = people::companies_of(&mut tx, 1).await.unwrap();
        assert_eq!(companies.iter().map(|it| it.code.as_str()).collect::<Vec<_>>(), ["D", "P"]);
        assert_eq!(people::find(&mut tx, 2).await.unwrap().unwrap().name, "Person 2");
        assert_eq!(people::of_email(&mut tx, "2@x.example").await.unwrap().unwrap().id, 2);
        assert_eq!(companies::of_code(&mut tx, "P").await.unwrap().unwrap().id, 2);
        assert_eq!(companies::of_code(&mut tx, "p").await.unwrap(), None);
    })
    .await;
}
