//! Explains the error of a connection and what to do about it, without any password.

use crate::error::StoreError;
use rustls::{AlertDescription, CertificateError, Error as TlsError};
use std::error::Error as _;
use tokio_postgres::Error;
use tokio_postgres::error::{DbError, SqlState};

/// The facts that explain a failed connection.
pub(super) struct ConnectionFacts {
    /// The `sslmode` of the connection.
    pub(super) mode: Option<String>,
    /// The source of the trusted authorities; empty if there are none.
    pub(super) trusted: String,
    /// Whether there is a client certificate.
    pub(super) shows_certificate: bool,
    /// Why the password file is not used.
    pub(super) unused_passwords: Option<String>,
}

impl ConnectionFacts {
    /// The error of a failed connection.
    pub(super) fn explain(&self, error: Error) -> StoreError {
        let cause = match error.as_db_error() {
            Some(refusal) => self.refused(refusal),
            None => self.failed(&error),
        };
        cause.map_or_else(|| error.into(), StoreError::Unavailable)
    }

    /// The server refused the connection.
    fn refused(&self, refusal: &DbError) -> Option<String> {
        let said = refusal.message();
        let more = match *refusal.code() {
            SqlState::INVALID_PASSWORD => self.unused_passwords.clone()?,
            SqlState::INVALID_AUTHORIZATION_SPECIFICATION => match self.mode.as_deref() {
                Some("disable") => "sslmode=disable leaves the connection unencrypted, and the \
                     server may accept only encrypted ones: use sslmode=require or verify-full"
                    .to_owned(),
                _ if said.contains("certificate") && !self.shows_certificate => {
                    "name a client certificate with sslcert=FILE and sslkey=FILE".to_owned()
                }
                _ => return None,
            },
            _ => return None,
        };
        Some(format!("{said}; {more}"))
    }

    /// The server did not answer: the network, the encryption, or a missing setting.
    fn failed(&self, error: &Error) -> Option<String> {
        let mut cause = error.source();
        while let Some(one) = cause {
            let inner = one.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
            let tls = inner.and_then(|it| it.downcast_ref::<TlsError>());
            if let Some(tls) = tls.or_else(|| one.downcast_ref()) {
                return Some(self.encryption(tls));
            }
            match one.to_string().as_str() {
                "server does not support TLS" => {
                    let mode = self.mode.as_deref().unwrap_or("verify-full");
                    return Some(format!(
                        "the server does not offer encryption, and sslmode={mode} demands it: \
                         switch it on there (ssl = on), or use sslmode=disable on a network that \
                         you trust"
                    ));
                }
                "password missing" => {
                    let unused = self.unused_passwords.iter().map(|why| format!("; {why}"));
                    return Some(format!(
                        "the server asks for a password, and there is none: set PGPASSWORD, or \
                         write a line into ~/.pgpass or the file of PGPASSFILE{}",
                        unused.collect::<String>()
                    ));
                }
                _ => cause = one.source(),
            }
        }
        None
    }

    /// The server's certificate, or the client's, was refused.
    fn encryption(&self, error: &TlsError) -> String {
        let trusted = &self.trusted;
        match error {
            TlsError::InvalidCertificate(why) => match why {
                CertificateError::UnknownIssuer => format!(
                    "no authority in {trusted} signed the server's certificate: name the file of \
                     the authority that did with sslrootcert=FILE"
                ),
                CertificateError::NotValidForName => "the server's certificate is for another \
                     host: use its name in the address, or sslmode=verify-ca"
                    .to_owned(),
                CertificateError::NotValidForNameContext { expected, presented }
                    if presented.is_empty() =>
                {
                    format!(
                        "the server's certificate names no host, and its common name is not {}: \
                         use the right name in the address, or sslmode=verify-ca",
                        expected.to_str()
                    )
                }
                CertificateError::NotValidForNameContext { expected, presented } => {
                    let names = presented.join(", ");
                    format!(
                        "the server's certificate is not for {}, but for {names}: use the right \
                         name in the address, or sslmode=verify-ca",
                        expected.to_str()
                    )
                }
                CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
                    "the server's certificate has expired: renew it there, or check this machine's \
                     clock"
                        .to_owned()
                }
                CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                    "the server's certificate is not valid yet: check this machine's clock"
                        .to_owned()
                }
                why => format!(
                    "the server's certificate cannot be used: {why}; expected an X.509 \
                     certificate of version 3"
                ),
            },
            TlsError::AlertReceived(AlertDescription::CertificateRequired) => {
                "the server asks for a client certificate: name one with sslcert=FILE and \
                 sslkey=FILE"
                    .to_owned()
            }
            TlsError::AlertReceived(alert) if self.shows_certificate => format!(
                "the server refused the connection ({alert:?}): it may not trust our client \
                 certificate; see sslcert and sslkey, and the server's ssl_ca_file"
            ),
            error => format!("the connection could not be encrypted: {error}"),
        }
    }
}
