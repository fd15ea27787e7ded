//! The encryption of a connection: `sslmode`, trusted authorities, and the client certificate.

use super::peer::{Peer, Trust};
use crate::url::Keywords;
use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, RootCertStore, SupportedProtocolVersion, crypto::ring, version};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio_postgres::config::SslMode;
use tokio_postgres_rustls::MakeRustlsConnect;

/// The protocol inside TLS.
const ALPN: &[u8] = b"postgresql";

/// The versions of TLS without 1.2.
const NEW_ALONE: &[&SupportedProtocolVersion] = &[&version::TLS13];

/// The encryption of a connection.
pub(super) struct TlsSettings {
    /// The mode for the driver.
    pub(super) mode: SslMode,
    /// The implementation of TLS.
    pub(super) connector: MakeRustlsConnect,
    /// The trusted authorities in words, for an error about the server's certificate.
    pub(super) trusted: String,
    /// Whether there is a client certificate.
    pub(super) shows_certificate: bool,
}

/// Reads the encryption from the keywords.
///
/// # Errors
/// The settings that contradict one another, or the file that cannot be used, and why.
pub(super) fn read(keywords: &Keywords) -> Result<TlsSettings, String> {
    let system = keywords.get("sslrootcert") == Some("system");
    let mode = match keywords.get("sslmode") {
        None if system => "verify-full",
        Some(mode) if system && mode != "verify-full" => {
            return Err(format!(
                "sslmode={mode} is too weak for sslrootcert=system, where anyone can have a \
                 certificate: use verify-full"
            ));
        }
        mode => mode.unwrap_or("prefer"),
    };
    let (trust, trusted) = match mode {
        "disable" => (Trust::Anyone, String::new()),
        _ => trust(keywords, mode, system)?,
    };
    let provider = Arc::new(ring::default_provider());
    let algorithms = provider.signature_verification_algorithms;
    let versions = match keywords.get("ssl_min_protocol_version") {
        Some("TLSv1.3") => NEW_ALONE,
        _ => rustls::DEFAULT_VERSIONS,
    };
    let builder = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(versions)
        .map_err(|error| error.to_string())?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Peer { trust, algorithms }));
    let own = match mode {
        "disable" => None,
        _ => own_certificate(keywords)?,
    };
    let shows_certificate = own.is_some();
    let mut config = match own {
        None => builder.with_no_client_auth(),
        Some((path, chain, key)) => builder.with_client_auth_cert(chain, key).map_err(|error| {
            format!("the client certificate {} and its key do not fit: {error}", path.display())
        })?,
    };
    config.alpn_protocols = vec![ALPN.to_vec()];
    let mode = match mode {
        "disable" => SslMode::Disable,
        "prefer" => SslMode::Prefer,
        _ => SslMode::Require,
    };
    let connector = MakeRustlsConnect::new(config);
    Ok(TlsSettings { mode, connector, trusted, shows_certificate })
}

/// A file in libpq's folder of the current user.
fn usual(name: &str) -> Option<PathBuf> {
    std::env::home_dir().map(|home| home.join(".postgresql").join(name))
}

/// The file of a keyword; otherwise the default file, if it exists.
fn file(keywords: &Keywords, key: &str, name: &str) -> Option<PathBuf> {
    let named = keywords.get(key).filter(|path| !path.is_empty()).map(PathBuf::from);
    named.or_else(|| usual(name).filter(|path| path.exists()))
}

/// The trust. If authorities are named, every mode that encrypts uses them.
fn trust(keywords: &Keywords, mode: &str, system: bool) -> Result<(Trust, String), String> {
    let name = mode == "verify-full";
    if system {
        let found = rustls_native_certs::load_native_certs();
        let mut roots = RootCertStore::empty();
        if roots.add_parsable_certificates(found.certs).0 == 0 {
            return Err("the system has no trusted certificates for sslrootcert=system: install \
                 its package of certificate authorities, or name a file"
                .to_owned());
        }
        let trusted = "the system's trusted authorities".to_owned();
        return Ok((Trust::These { roots, certificates: Vec::new(), name }, trusted));
    }
    let Some(path) = file(keywords, "sslrootcert", "root.crt") else {
        if mode.starts_with("verify") {
            return Err(format!(
                "sslmode={mode} needs the certificates of the authorities that you trust: name \
                 their file with sslrootcert=FILE, or use sslrootcert=system"
            ));
        }
        return Ok((Trust::Anyone, String::new()));
    };
    let certificates = certificates(&path)?;
    let mut roots = RootCertStore::empty();
    for certificate in &certificates {
        let added = roots.add(certificate.clone());
        added.map_err(|error| format!("{}: {error}", path.display()))?;
    }
    let trusted = path.display().to_string();
    Ok((Trust::These { roots, certificates, name }, trusted))
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, String> {
    let unreadable = |error: pem::Error| unread(path, "certificate", &error);
    let found: Result<Vec<_>, _> =
        CertificateDer::pem_file_iter(path).map_err(unreadable)?.collect();
    match found {
        Ok(found) if found.is_empty() => {
            Err(unread(path, "certificate", &pem::Error::NoItemsFound))
        }
        found => found.map_err(unreadable),
    }
}

fn unread(path: &Path, what: &str, error: &pem::Error) -> String {
    let shown = path.display();
    match error {
        pem::Error::Io(error) => format!("{shown}: {error}"),
        pem::Error::NoItemsFound => {
            format!("{shown}: no {what} in it; expected the PEM format (-----BEGIN …)")
        }
        error => format!("{shown}: {error}"),
    }
}

type ClientCertificate = (PathBuf, Vec<CertificateDer<'static>>, PrivateKeyDer<'static>);

/// The client certificate, for a server that asks for one.
fn own_certificate(keywords: &Keywords) -> Result<Option<ClientCertificate>, String> {
    let Some(path) = file(keywords, "sslcert", "postgresql.crt") else { return Ok(None) };
    let chain = certificates(&path)?;
    let Some(key) = file(keywords, "sslkey", "postgresql.key") else {
        return Err(format!(
            "the client certificate {} has no private key: name its file with sslkey=FILE",
            path.display()
        ));
    };
    for_owner_alone(&key)?;
    let read = PrivateKeyDer::from_pem_file(&key).map_err(|error| match error {
        pem::Error::NoItemsFound => format!(
            "{}: no private key in it that can be read; one with a passphrase cannot be used",
            key.display()
        ),
        error => unread(&key, "private key", &error),
    })?;
    Ok(Some((path, chain, read)))
}

/// libpq's rule: 0600 or less; a file of root may be readable by a group.
#[cfg(unix)]
fn for_owner_alone(key: &Path) -> Result<(), String> {
    use std::os::unix::fs::MetadataExt;
    let shown = key.display();
    let about = std::fs::metadata(key).map_err(|error| format!("{shown}: {error}"))?;
    let others = if about.uid() == 0 { 0o037 } else { 0o077 };
    if about.mode() & others != 0 {
        return Err(format!(
            "the private key {shown} can be read by others; run: chmod 0600 {shown}"
        ));
    }
    Ok(())
}

#[cfg(not(unix))]
fn for_owner_alone(_: &Path) -> Result<(), String> {
    Ok(())
}
