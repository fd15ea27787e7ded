//! Checks a server's certificate by libpq's rules.
//!
//! Two of them differ from the rules of the web. A trusted certificate is accepted even if no one
//! else signed it, as PostgreSQL's documentation sets servers up. A certificate without alternative
//! names is compared by the common name of its subject.

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{verify_server_cert_signed_by_trust_anchor, verify_server_name};
use rustls::crypto::{WebPkiSupportedAlgorithms, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use x509_cert::Certificate;
use x509_cert::der::Decode;
use x509_cert::der::asn1::{PrintableStringRef, Utf8StringRef};
use x509_cert::der::oid::db::rfc4519::COMMON_NAME;
use x509_cert::ext::pkix::SubjectAltName;

/// The trust in a server's certificate.
#[derive(Debug)]
pub(super) enum Trust {
    /// No check: the connection is encrypted, but the server may be anyone.
    Anyone,
    /// These authorities and, if asked for, the name of the host.
    These { roots: RootCertStore, certificates: Vec<CertificateDer<'static>>, name: bool },
}

/// The verifier of server certificates.
#[derive(Debug)]
pub(super) struct Peer {
    pub(super) trust: Trust,
    pub(super) algorithms: WebPkiSupportedAlgorithms,
}

impl ServerCertVerifier for Peer {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let Trust::These { roots, certificates, name } = &self.trust else {
            return Ok(ServerCertVerified::assertion());
        };
        let parsed = ParsedCertificate::try_from(end_entity)?;
        if certificates.contains(end_entity) {
            in_its_time(end_entity, now)?;
        } else {
            let all = self.algorithms.all;
            verify_server_cert_signed_by_trust_anchor(&parsed, roots, intermediates, now, all)?;
        }
        if *name {
            let found = verify_server_name(&parsed, server_name);
            found.or_else(|refused| match has_common_name(end_entity, server_name) {
                true => Ok(()),
                false => Err(refused),
            })?;
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, cert, signed, &self.algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, cert, signed, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}

fn read(certificate: &CertificateDer<'_>) -> Result<Certificate, Error> {
    Certificate::from_der(certificate)
        .map_err(|_| Error::InvalidCertificate(CertificateError::BadEncoding))
}

fn in_its_time(certificate: &CertificateDer<'_>, now: UnixTime) -> Result<(), Error> {
    let validity = read(certificate)?.tbs_certificate.validity;
    if now.as_secs() < validity.not_before.to_unix_duration().as_secs() {
        return Err(Error::InvalidCertificate(CertificateError::NotValidYet));
    }
    if now.as_secs() > validity.not_after.to_unix_duration().as_secs() {
        return Err(Error::InvalidCertificate(CertificateError::Expired));
    }
    Ok(())
}

/// Whether a certificate without alternative names has this host as its common name.
fn has_common_name(certificate: &CertificateDer<'_>, host: &ServerName<'_>) -> bool {
    let Ok(certificate) = read(certificate) else { return false };
    let certificate = certificate.tbs_certificate;
    if !matches!(certificate.get::<SubjectAltName>(), Ok(None)) {
        return false;
    }
    let host = host.to_str();
    let subject = certificate.subject.0.iter().flat_map(|one| one.0.iter());
    let mut names = subject.filter(|part| part.oid == COMMON_NAME).filter_map(|part| {
        let value = &part.value;
        let text = value.decode_as::<Utf8StringRef<'_>>().map(|it| it.as_str());
        text.or_else(|_| value.decode_as::<PrintableStringRef<'_>>().map(|it| it.as_str())).ok()
    });
    names.next().is_some_and(|name| names_host(name, &host))
}

/// A star matches the first label, and no dot.
fn names_host(pattern: &str, host: &str) -> bool {
    if let Some(rest) = pattern.strip_prefix("*.") {
        let parent = host.split_once('.').filter(|(first, _)| !first.is_empty());
        return rest.contains('.') && parent.is_some_and(|(_, it)| it.eq_ignore_ascii_case(rest));
    }
    pattern.eq_ignore_ascii_case(host)
}

#[cfg(test)]
mod tests {
    use super::names_host;

    #[test]
    fn a_common_name_is_for_its_host_alone() {
        assert!(names_host("db.example", "DB.example"));
        assert!(names_host("*.db.example", "a.db.example"));
        for (pattern, host) in [
            ("db.example", "x.db.example"),
            ("*.db.example", "a.b.db.example"),
            ("*.db.example", "db.example"),
            ("*.db.example", ".db.example"),
            ("*.example", "db.example"),
            ("*", "db"),
        ] {
            assert!(!names_host(pattern, host), "{pattern} {host}");
        }
    }
}
