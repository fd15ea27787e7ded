//! The demonstration as a whole: what it shows, and to whom.

mod story;
mod time;

use super::{MadeDemo, make, people};
use countersign_app::actions::export_reports::{self, ExportFormat};
use countersign_app::actions::verify_record;
use countersign_app::failure::Failure;
use countersign_app::formats::csv_out::Dialect;
use countersign_app::progress::WorkProgress;
use countersign_domain::actor::{CompanyKind, Role};
use countersign_domain::code::fold_email;
use countersign_store::people::acting;
use countersign_store::reports::{self, Filter, StoredReport};
use countersign_store::{DatabaseUrl, Store, Tx, installation};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex, Weak};
use tempfile::TempDir;

fn url(folder: &Path) -> DatabaseUrl {
    DatabaseUrl::Sqlite(folder.join("demo.db"))
}

async fn made_in(folder: &Path) -> (Store, MadeDemo) {
    let store = Store::open_disposable(&url(folder)).await.unwrap();
    let demo = make(&store, &mut WorkProgress::hidden()).await.unwrap();
    (store, demo)
}

/// A demonstration that several tests read. The last of them removes it.
struct SharedDemo {
    folder: TempDir,
    store: Store,
    demo: MadeDemo,
}

/// The demonstration that another test has open, or a new one.
fn show() -> Arc<SharedDemo> {
    static SHOWN: Mutex<Weak<SharedDemo>> = Mutex::new(Weak::new());
    let mut shown = SHOWN.lock().unwrap();
    if let Some(there) = shown.upgrade() {
        return there;
    }
    // In a thread of its own, because this one is already running a test.
    let made = std::thread::spawn(|| {
        let folder = tempfile::tempdir().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let (store, demo) = runtime.unwrap().block_on(made_in(folder.path()));
        Arc::new(SharedDemo { folder, store, demo })
    });
    let made = made.join().unwrap();
    *shown = Arc::downgrade(&made);
    made
}

/// The reports of the month that is so many months before the open one.
async fn reports_of(store: &Store, demo: &MadeDemo, back: i32) -> Vec<StoredReport> {
    let filter = Filter::of_cycle(demo.cycle.plus(-back));
    let find = async |tx: &mut Tx| {
        let keys = reports::keys(tx, &filter).await?;
        reports::find(tx, &keys).await
    };
    let found = store.reading(find).await.unwrap();
    found.into_iter().flatten().collect()
}

async fn export(store: &Store, demo: &MadeDemo) -> Vec<u8> {
    let mut out = Vec::new();
    for back in 0..14 {
        let filter = Filter::of_cycle(demo.cycle.plus(-back));
        let form = ExportFormat::Csv(Dialect::STANDARD);
        export_reports::run(store, &filter, form, &mut out, &mut WorkProgress::hidden())
            .await
            .unwrap();
    }
    out
}

#[tokio::test]
async fn making_it_again_gives_the_same_bytes_and_it_verifies() {
    let shown = show();
    let SharedDemo { store, demo, .. } = shown.as_ref();
    let folder = tempfile::tempdir().unwrap();
    let (again, made_again) = made_in(folder.path()).await;
    assert_eq!(*demo, made_again);
    let exported = export(store, demo).await;
    assert!(exported.len() > 1_000_000, "{} bytes", exported.len());
    assert!(exported == export(&again, demo).await, "the exports differ");
    let found = verify_record::run(store, &mut WorkProgress::hidden()).await.unwrap();
    assert_eq!(found.broken, Vec::<String>::new());
    assert_eq!(found.reports, demo.reports);
    assert!(found.dispatches > 150, "{} dispatches", found.dispatches);
}

#[tokio::test]
async fn it_is_marked_and_stands_in_the_middle_of_the_preparing_window() {
    let shown = show();
    let SharedDemo { store, demo, .. } = shown.as_ref();
    let found = store.reading(async |tx| installation::load(tx).await).await.unwrap().unwrap();
    assert!(found.demo && found.rehearsal);
    assert_eq!(found.clock_at, demo.now);
    assert_eq!(demo.now.to_string(), "2026-11-03T14:30:00Z");
    assert_eq!(demo.partners, 75);
    let twice = make(store, &mut WorkProgress::hidden()).await;
    assert!(matches!(twice, Err(Failure::Usage(_))), "{twice:?}");
}

#[tokio::test]
async fn everybody_of_one_click_is_there_in_the_role_that_is_said() {
    let shown = show();
    let store = &shown.store;
    let mut tx = store.read().await.unwrap();
    for person in people() {
        let companies = acting(&mut tx, &fold_email(&person.email)).await.unwrap();
        let company = companies.iter().find(|it| it.company_code == person.company);
        let company = company.unwrap_or_else(|| panic!("{person:?} is not there"));
        assert_eq!((company.role, company.company_kind), (person.role, person.company_kind));
    }
    let labels: BTreeSet<_> = people().into_iter().map(|it| it.label).collect();
    assert_eq!(labels.len(), people().len());
    for kind in CompanyKind::ALL {
        let roles: BTreeSet<&str> =
            people().iter().filter(|it| it.company_kind == kind).map(|it| it.role.name()).collect();
        assert_eq!(roles.len(), Role::ALL.len(), "{kind:?} has {roles:?}");
    }
    let several = people().into_iter().filter(|it| it.name == "Linnea Holm");
    assert_eq!(several.count(), 3);
}
