//! Certificates for servers and clients of a test, and the authorities that sign them.

use std::fs;
use std::path::Path;

use rcgen::{
    BasicConstraints, CertificateParams, DnType, Error, IsCa, Issuer, KeyPair, date_time_ymd,
};

/// An authority that signs certificates.
#[derive(Debug)]
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

/// A certificate and its private key, in the PEM format.
#[derive(Clone, Debug)]
pub struct Issued {
    pub certificate: String,
    /// Its private key.
    pub key: String,
}

impl Authority {
    /// A new one.
    ///
    /// # Errors
    /// The error of the library.
    pub fn new(name: &str) -> Result<Self, Error> {
        let mut about = CertificateParams::new(Vec::new())?;
        about.distinguished_name.push(DnType::CommonName, name);
        about.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate()?;
        let pem = about.self_signed(&key)?.pem();
        Ok(Self { issuer: Issuer::new(about, key), pem })
    }

    /// Its own certificate.
    #[must_use]
    pub fn pem(&self) -> &str {
        &self.pem
    }

    /// A certificate for these names. The last year of an expired one was 2021.
    ///
    /// # Errors
    /// The error of the library.
    pub fn issue(&self, names: &[&str], expired: bool) -> Result<Issued, Error> {
        let about = about(names, expired)?;
        let key = KeyPair::generate()?;
        let certificate = about.signed_by(&key, &self.issuer)?.pem();
        Ok(Issued { certificate, key: key.serialize_pem() })
    }
}

impl Issued {
    /// A self-signed certificate for a host that is named only by its common name.
    ///
    /// # Errors
    /// The error of the library.
    pub fn by_itself(common_name: &str, expired: bool) -> Result<Self, Error> {
        let mut about = about(&[], expired)?;
        about.distinguished_name.push(DnType::CommonName, common_name);
        about.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate()?;
        Ok(Self { certificate: about.self_signed(&key)?.pem(), key: key.serialize_pem() })
    }

    /// Writes both into a folder, as `NAME.crt` and `NAME.key`. Only the owner can read the key.
    ///
    /// # Errors
    /// The error of the disk.
    pub fn write(&self, folder: &Path, name: &str) -> std::io::Result<()> {
        fs::write(folder.join(format!("{name}.crt")), &self.certificate)?;
        let key = folder.join(format!("{name}.key"));
        fs::write(&key, &self.key)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&key, fs::Permissions::from_mode(0o600))?;
        }
        Ok(())
    }
}

fn about(names: &[&str], expired: bool) -> Result<CertificateParams, Error> {
    let names: Vec<String> = names.iter().map(ToString::to_string).collect();
    let mut about = CertificateParams::new(names)?;
    about.distinguished_name = rcgen::DistinguishedName::new();
    if expired {
        about.not_before = date_time_ymd(2020, 1, 1);
        about.not_after = date_time_ymd(2021, 1, 1);
    }
    Ok(about)
}
