//! `countersign health`

use super::listening::Listening;
use super::outcome::Ended;
use super::output::print;
use clap::Args;
use countersign_app::failure::{Failure, Result};
use countersign_app::outbound::{Door, OutboundResponse};
use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use reqwest::{Client, Method, Request, Url};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

/// How long the server may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// The most bytes of an answer that are read.
const LONGEST: usize = 64 << 10;

/// Asks a running server whether it is ready, for containers and scripts
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  countersign health
  countersign health --metrics 127.0.0.1:9090
  countersign health --url http://127.0.0.1:8080/healthz

Without --url it asks for /readyz at the address of the metrics, which gives the reasons, and at \
    the public one where there is no other. Exit status: 0 ready; 1 not ready, or no answer.")]
pub(super) struct Health {
    /// The address to ask; without a path, /readyz
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    #[command(flatten)]
    listening: Listening,
}

impl Health {
    pub(super) async fn run(self) -> Result<Ended> {
        let url = self.url()?;
        match ask(url.clone()).await {
            Ok(answer) => {
                let body = answer.body.unwrap_or_default();
                print(&String::from_utf8_lossy(&body))?;
                let is_ready = answer.status.is_success();
                Ok(if is_ready { Ended::Done } else { Ended::SomeRefused })
            }
            Err(why) => {
                print(&format!("{url} does not answer: {why}\n"))?;
                Ok(Ended::SomeRefused)
            }
        }
    }

    fn url(&self) -> Result<Url> {
        let usual = || {
            format!("http://{}", reached(self.listening.metrics.unwrap_or(self.listening.listen)))
        };
        let given = self.url.clone().unwrap_or_else(usual);
        let wrong = |why: &dyn std::fmt::Display| {
            Failure::Usage(format!("--url {given}: {why}; give one such as http://127.0.0.1:9090"))
        };
        let mut url = Url::parse(&given).map_err(|error| wrong(&error))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(wrong(&"it is no address of a web server"));
        }
        if url.path() == "/" {
            url.set_path("/readyz");
        }
        Ok(url)
    }
}

/// Where this machine reaches an address that is listened on.
fn reached(listens: SocketAddr) -> SocketAddr {
    let here = match listens.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(here, listens.port())
}

/// The operator names the address, so it may be in any network.
async fn ask(url: Url) -> std::result::Result<OutboundResponse, Box<dyn std::error::Error>> {
    let everywhere: [IpNet; 2] = [Ipv4Net::default().into(), Ipv6Net::default().into()];
    let door = Door::opening(everywhere);
    let client: Client = door.client(false, PATIENCE)?;
    Ok(door.ask(&client, Request::new(Method::GET, url), LONGEST).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(url: Option<&str>, listen: &str, metrics: Option<&str>) -> Result<String> {
        let listening = Listening {
            listen: listen.parse().unwrap(),
            metrics: metrics.map(|it| it.parse().unwrap()),
        };
        Ok(Health { url: url.map(str::to_owned), listening }.url()?.to_string())
    }

    #[test]
    fn the_address_with_the_reasons_is_asked_first() {
        for (url, listen, metrics, expected) in [
            (None, "0.0.0.0:8080", Some("127.0.0.1:9090"), "http://127.0.0.1:9090/readyz"),
            (None, "0.0.0.0:8080", None, "http://127.0.0.1:8080/readyz"),
            (None, "[::]:8080", None, "http://[::1]:8080/readyz"),
            (Some("http://10.0.0.5:8080"), "0.0.0.0:1", None, "http://10.0.0.5:8080/readyz"),
            (Some("https://x.example/healthz"), "0.0.0.0:1", None, "https://x.example/healthz"),
        ] {
            assert_eq!(asked(url, listen, metrics).unwrap(), expected);
        }
        assert!(asked(Some("ftp://x.example"), "0.0.0.0:1", None).is_err());
        assert!(asked(Some("x.example"), "0.0.0.0:1", None).is_err());
    }
}
