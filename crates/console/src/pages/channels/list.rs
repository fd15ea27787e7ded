//! The channels of one distributor, for the operator or its own people.

use super::{counted, distributor, stays};
use crate::access::WRITES_DIRECTORY;
use crate::addresses;
use crate::context::Context;
use crate::html::html;
use crate::layout::Layout;
use askama::Template;
use countersign_domain::delivery_channel::ChannelKind;
use countersign_store::{companies, delivery_channels};
use countersign_web::access::AccessVerdict;
use countersign_web::problem::Answer;

#[derive(Template)]
#[template(path = "channels.html")]
struct ChannelListPage {
    layout: Layout,
    /// The link back: address and name.
    back: (String, String),
    text: String,
    stays: Option<String>,
    rows: Vec<ChannelRow>,
    /// The kinds to add, for people who may: address and label.
    adds: Vec<(String, String)>,
}

struct ChannelRow {
    /// The form that changes it, for people who may.
    edit: Option<String>,
    name: String,
    kind: String,
    address: String,
    vendor: Option<String>,
    is_on: bool,
    counted: Option<String>,
}

/// The channels of the distributor in the address.
pub(super) async fn of_distributor(context: &Context) -> Answer {
    show(context, context.parameter("id")?, false).await
}

/// The channels of the reader's company.
pub(super) async fn own(context: &Context) -> Answer {
    show(context, context.person()?.company_id, true).await
}

async fn show(context: &Context, distributor_id: i64, is_own: bool) -> Answer {
    let locale = context.locale;
    let may_write = WRITES_DIRECTORY.check(context.visitor.as_ref()) == AccessVerdict::Open;
    let (distributor, rows) = context
        .read(async |tx| {
            let distributor = distributor(tx, distributor_id).await?;
            let companies = companies::not_partners(tx).await?;
            let name = |id: i64| companies.iter().find(|it| it.id == id).map(|it| it.name.clone());
            let mut rows = Vec::new();
            for channel in delivery_channels::of_distributor(tx, distributor_id).await? {
                let counted = counted(context, tx, &channel).await?;
                let said = channel.said;
                rows.push(ChannelRow {
                    edit: may_write.then(|| addresses::channel(channel.id)),
                    name: said.name,
                    kind: locale.way_kind(channel.kind),
                    address: said.address,
                    vendor: said.vendor_id.and_then(name),
                    is_on: said.is_on,
                    counted,
                });
            }
            Ok((distributor, rows))
        })
        .await?;
    let add = |kind: ChannelKind| {
        let address = addresses::with_query(
            &addresses::add_channel(distributor_id),
            &[("kind", kind.token())],
        );
        (address, locale.way_kind(kind))
    };
    let title = locale.say("way-title").with_text("distributor", &distributor.name).to_string();
    html(&ChannelListPage {
        layout: context.layout(title),
        back: match is_own {
            true => (addresses::DISPATCHES.to_owned(), locale.t("nav-dispatches")),
            false => (addresses::distributor(distributor_id), distributor.name),
        },
        text: locale.t(if is_own { "way-list-own" } else { "way-list" }),
        stays: stays(context),
        rows,
        adds: if may_write { ChannelKind::ALL.map(add).to_vec() } else { Vec::new() },
    })
}
