//! Checks the servers of other companies: identity providers and delivery channels.

use super::finding::DoctorFinding;
use countersign_app::failure::Result;
use countersign_app::identity::sign_on::{self, Network};
use countersign_delivery::channels::try_out::try_out;
use countersign_delivery::channels::verdict::DeliveryVerdict;
use countersign_delivery::outbound_config::OutboundConfig;
use countersign_domain::instant::Instant;
use countersign_store::companies::Company;
use countersign_store::delivery_channels::DeliveryChannel;
use countersign_store::{
    Store, StoreError, companies, delivery_channels, installation, sign_in_policies,
};

/// Has each identity provider describe itself, by the same door as a sign-in.
pub(super) async fn providers(
    store: &Store,
    outbound: &OutboundConfig,
) -> Result<Vec<DoctorFinding>> {
    let read = async |tx: &mut _| {
        let mut found = Vec::new();
        for (id, code) in sign_in_policies::companies_with_provider(tx).await? {
            let policy = sign_in_policies::find(tx, id).await?;
            found.extend(policy.provider.map(|provider| (code, provider)));
        }
        Ok::<_, StoreError>(found)
    };
    let network =
        Network::new(outbound.origin.starts_with("https:"), outbound.destinations.door.clone());
    let mut findings = Vec::new();
    for (code, provider) in store.reading(read).await? {
        let issuer = &provider.issuer;
        let finding = match sign_on::describes_itself(&network, &provider, &outbound.origin).await {
            _ if provider.is_locked => DoctorFinding::failure(
                "identity provider",
                format!("{code}: the secret for {issuer} cannot be opened."),
                "Give the key with --key-file, or enter the secret again.",
            ),
            true => DoctorFinding::ok("identity provider", format!("{code}: {issuer} answers.")),
            false => DoctorFinding::failure(
                "identity provider",
                format!("{code}: {issuer} does not answer as a provider; the log says why."),
                "Check the address, and --allow-network where it is in a network of your own.",
            ),
        };
        findings.push(finding);
    }
    if findings.is_empty() {
        findings.push(DoctorFinding::ok("identity provider", "No company has one."));
    }
    Ok(findings)
}

/// Every delivery channel that is on; a test by each where one is asked for. Out of a rehearsal
/// nothing is sent unless the operator allows it.
pub(super) async fn channels(
    store: &Store,
    outbound: &OutboundConfig,
    tests: bool,
    now: Instant,
) -> Result<Vec<DoctorFinding>> {
    let loaded = store.reading(async |tx| installation::load(tx).await).await?;
    let stays = loaded.is_none_or(|it| it.rehearsal) && !outbound.in_rehearsal;
    if tests && stays {
        return Ok(vec![DoctorFinding::warning(
            "delivery channel",
            "This is a rehearsal, so no test is sent.",
            "Send tests out of a rehearsal with --deliver-in-rehearsal.",
        )]);
    }
    let read = async |tx: &mut _| {
        let mut found = Vec::new();
        for company in companies::not_partners(tx).await? {
            let channels = delivery_channels::of_distributor(tx, company.id).await?;
            found.extend(channels.into_iter().map(|channel| (company.clone(), channel)));
        }
        Ok::<_, StoreError>(found)
    };
    let found = store.reading(read).await?;
    let on: Vec<_> = found.into_iter().filter(|(_, channel)| channel.said.is_on).collect();
    if on.is_empty() {
        return Ok(vec![DoctorFinding::ok("delivery channel", "None is set up.")]);
    }
    let mut findings = Vec::new();
    for (company, channel) in &on {
        findings.push(of_channel(store, outbound, company, channel, tests, now).await?);
    }
    Ok(findings)
}

async fn of_channel(
    store: &Store,
    outbound: &OutboundConfig,
    company: &Company,
    channel: &DeliveryChannel,
    tests: bool,
    now: Instant,
) -> Result<DoctorFinding> {
    let name = format!("{}, {}", company.code, channel.said.name);
    if channel.is_locked {
        return Ok(DoctorFinding::failure(
            "delivery channel",
            format!("{name}: its secret cannot be opened."),
            "Give the key with --key-file, or make a new secret on the channel's page.",
        ));
    }
    if !tests {
        return Ok(DoctorFinding::ok(
            "delivery channel",
            format!("{name}: it is on. A test goes by it with --test-channels."),
        ));
    }
    Ok(match try_out(store, outbound, channel, &company.name, now).await? {
        DeliveryVerdict::Sent | DeliveryVerdict::Acknowledged => {
            DoctorFinding::ok("delivery channel", format!("{name}: a test went by it."))
        }
        DeliveryVerdict::Later(why) | DeliveryVerdict::Never(why) => DoctorFinding::failure(
            "delivery channel",
            format!("{name}: a test did not go by it: {why}."),
            "See docs/operating/delivery.md.",
        ),
    })
}
