//! The keys that seal secrets: 32 random bytes each, kept outside the database.
//!
//! A key is named by its id, a part of its hash, which the database and every sealed secret
//! contain. Sealing is AES-256-GCM with a random nonce. The place of a secret is authenticated with
//! it, so that a sealed value cannot be moved to another row or column. Does not own the choice of
//! the sealing key ([`countersign_store::sealing`]) or the place of the file ([`source`]).

mod file;
pub mod source;
#[cfg(test)]
mod tests;

use crate::failure::{self, Failure};
use crate::random::{Random, SystemRandom};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use countersign_domain::export::hex;
use countersign_domain::instant::Instant;
use countersign_store::sealing::{self, Sealer};
use countersign_store::{Result, Store};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

/// Bytes of a key.
const BYTES: usize = 32;
/// Bytes of a key's hash that make its id.
const ID_BYTES: usize = 8;
/// The prefix of a sealed value; the number is the version of its form.
const SEALED: &str = "sealed:1:";
/// The prefix of the bytes that make a key's id and of the authenticated data, which separates them
/// from all other hashes.
const ID_OF: &[u8] = b"countersign key 1\0";

/// A key that seals and opens secrets.
#[derive(Clone)]
pub struct SealingKey {
    id: String,
    bytes: [u8; BYTES],
}

impl std::fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Key({})", self.id)
    }
}

impl SealingKey {
    /// A new random key.
    #[must_use]
    pub fn new(random: &dyn Random) -> Self {
        Self::of(random.bytes())
    }

    fn of(bytes: [u8; BYTES]) -> Self {
        let hash = Sha256::new().chain_update(ID_OF).chain_update(bytes).finalize();
        let mut id = hex(&hash.into());
        id.truncate(2 * ID_BYTES);
        Self { id, bytes }
    }

    /// The id of the key, which reveals nothing of it.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    fn text(&self) -> String {
        STANDARD.encode(self.bytes)
    }

    fn cipher(&self) -> LessSafeKey {
        let key = UnboundKey::new(&AES_256_GCM, &self.bytes);
        LessSafeKey::new(key.expect("a key has the length of the cipher's"))
    }

    fn seal(&self, place: &str, plain: &[u8]) -> String {
        let nonce = (&SystemRandom as &dyn Random).bytes::<NONCE_LEN>();
        let mut sealed = plain.to_vec();
        let under = Nonce::assume_unique_for_key(nonce);
        let done = self.cipher().seal_in_place_append_tag(under, bound(place), &mut sealed);
        done.expect("a secret is shorter than the cipher's bound");
        let sealed = URL_SAFE_NO_PAD.encode([nonce.as_slice(), &sealed].concat());
        format!("{SEALED}{}:{sealed}", self.id)
    }

    fn open(&self, place: &str, sealed: &str) -> Option<Vec<u8>> {
        let bytes = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let mut sealed = sealed.to_vec();
        let plain = self.cipher().open_in_place(nonce, bound(place), &mut sealed).ok()?;
        Some(plain.to_vec())
    }
}

/// The data that is authenticated beside the secret.
fn bound(place: &str) -> Aad<Vec<u8>> {
    Aad::from([ID_OF, place.as_bytes()].concat())
}

/// The id of the key and the sealed bytes; `None` if the value is plain.
fn parts(stored: &[u8]) -> Option<(&str, &str)> {
    std::str::from_utf8(stored).ok()?.strip_prefix(SEALED)?.split_once(':')
}

/// The keys of a process. It reads their file again when it meets an unknown key, because keys are
/// replaced while it runs.
#[derive(Debug)]
pub struct Keyring {
    file: Option<PathBuf>,
    keys: RwLock<Vec<SealingKey>>,
    is_strict: AtomicBool,
}

impl Keyring {
    /// A keyring with these keys and, later, those of the file.
    #[must_use]
    pub fn new(keys: Vec<SealingKey>, file: Option<PathBuf>) -> Self {
        Self { file, keys: RwLock::new(keys), is_strict: AtomicBool::new(false) }
    }

    /// The keys of an existing file.
    ///
    /// # Errors
    /// The fault of the file.
    pub fn read(path: &Path) -> std::result::Result<Self, String> {
        Ok(Self::new(file::read(path)?, Some(path.to_owned())))
    }

    /// Makes a key in a new file; never overwrites one.
    ///
    /// # Errors
    /// Fails if the file cannot be made or read.
    pub fn make(path: &Path) -> failure::Result<Self> {
        file::make(path, &SealingKey::new(&SystemRandom))
            .map_err(|error| Failure::io(path, &error))?;
        Self::read(path).map_err(Failure::Usage)
    }

    /// The ids of the keys, the one for sealing first.
    #[must_use]
    pub fn ids(&self) -> Vec<String> {
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        keys.iter().map(|key| key.id.clone()).collect()
    }

    /// The key for sealing.
    pub(crate) fn first(&self) -> Option<SealingKey> {
        self.keys.read().unwrap_or_else(PoisonError::into_inner).first().cloned()
    }

    /// The keyring with another key for sealing, which is written into a file.
    pub(crate) fn put_first(self, key: SealingKey, path: &Path) -> std::io::Result<Self> {
        let mut keys = self.keys.into_inner().unwrap_or_else(PoisonError::into_inner);
        keys.retain(|it| it.id != key.id);
        keys.insert(0, key);
        file::write(path, &keys)?;
        Ok(Self::new(keys, Some(path.to_owned())))
    }

    /// The key with this id; if it is unknown, the file is read again.
    fn key(&self, id: &str) -> Option<SealingKey> {
        let known = || {
            let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
            keys.iter().find(|key| key.id == id).cloned()
        };
        let reread = || {
            let found = file::read(self.file.as_deref()?).ok()?;
            *self.keys.write().unwrap_or_else(PoisonError::into_inner) = found;
            known()
        };
        known().or_else(reread)
    }
}

impl Sealer for Keyring {
    fn has(&self, key: &str) -> bool {
        self.key(key).is_some()
    }

    fn seal(&self, key: &str, place: &str, plain: &[u8]) -> Option<String> {
        Some(self.key(key)?.seal(place, plain))
    }

    fn open(&self, place: &str, stored: &[u8]) -> Option<Vec<u8>> {
        match parts(stored) {
            Some((id, sealed)) => self.key(id)?.open(place, sealed),
            // A person who can write into the database must not be able to choose a secret by
            // leaving it plain.
            None => (!self.is_strict.load(Ordering::Relaxed)).then(|| stored.to_vec()),
        }
    }

    fn key_of(&self, stored: &[u8]) -> Option<String> {
        parts(stored).map(|(id, _)| id.to_owned())
    }

    fn be_strict(&self) {
        self.is_strict.store(true, Ordering::Relaxed);
    }
}

/// Seals a database's secrets with a key that is stored nowhere, for a database that is thrown
/// away.
///
/// # Errors
/// Fails when the database does.
pub async fn throwaway(store: Store, now: Instant) -> Result<Store> {
    let key = SealingKey::new(&SystemRandom);
    let id = key.id.clone();
    let ring = Arc::new(Keyring::new(vec![key], None));
    let store = store.sealing_with(ring);
    sealing::adopt(&store, &id, now, async |_| Ok(())).await?;
    Ok(store)
}
