//! Hashes passwords with argon2id. It is slow on purpose, so it runs on separate threads, and only
//! a few at once.

use crate::failure::{Failure, Result};
use crate::random::Random;
use argon2::password_hash::PasswordHasher;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordVerifier, Version};
use std::sync::Arc;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use unicode_normalization::UnicodeNormalization;

/// The memory of one hash in KiB, as OWASP recommends.
const MEMORY: u32 = 19 * 1024;
/// The passes over it, as OWASP recommends.
const PASSES: u32 = 2;
/// Concurrent hashes; each takes the memory above.
const AT_ONCE: usize = 2;

/// Hashes and verifies passwords.
#[derive(Clone)]
pub struct Hasher {
    argon2: Argon2<'static>,
    permits: Arc<Semaphore>,
    /// The hash against which an unknown account is verified, so that it takes as long as a known
    /// one.
    nobody: Arc<str>,
}

impl std::fmt::Debug for Hasher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Hasher")
    }
}

/// A password in the one form that is hashed, however the keyboard composed its letters.
#[must_use]
pub fn normal(password: &str) -> String {
    password.nfc().collect()
}

fn failed(error: &dyn std::fmt::Display) -> Failure {
    Failure::System(format!("a password cannot be hashed: {error}"))
}

impl Hasher {
    /// A hasher with the recommended cost.
    #[must_use]
    pub fn new(random: &dyn Random) -> Self {
        Self::of_cost(MEMORY, PASSES, random)
    }

    /// A hasher with almost no cost, for tests.
    #[must_use]
    pub fn cheap(random: &dyn Random) -> Self {
        Self::of_cost(64, 1, random)
    }

    fn of_cost(memory: u32, passes: u32, random: &dyn Random) -> Self {
        let params = Params::new(memory, passes, 1, None).expect("the cost is one of ours");
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let nobody = hash(&argon2, "nobody's", &random.bytes());
        let nobody = nobody.expect("a machine that cannot hash passwords cannot sign anyone in");
        let permits = Arc::new(Semaphore::new(AT_ONCE));
        Self { argon2, permits, nobody: nobody.into() }
    }

    /// The string to store for a password.
    ///
    /// # Errors
    /// Fails if the machine cannot hash.
    pub async fn hash(&self, password: &str, random: &dyn Random) -> Result<String> {
        let (argon2, password, salt) = (self.argon2.clone(), normal(password), random.bytes());
        self.beside(move || hash(&argon2, &password, &salt)).await?
    }

    /// Whether a password matches a stored string. Without a string the answer is no, after the
    /// same time.
    ///
    /// # Errors
    /// Fails if the machine cannot hash.
    pub async fn verify(&self, password: &str, stored: Option<&str>) -> Result<bool> {
        let (argon2, password) = (self.argon2.clone(), normal(password));
        let known = stored.is_some();
        let against = stored.map_or_else(|| self.nobody.clone(), Arc::from);
        let verify = move || argon2.verify_password(password.as_bytes(), &*against).is_ok();
        Ok(self.beside(verify).await? && known)
    }

    async fn beside<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T> {
        let permit = self.permits.clone().acquire_owned().await.map_err(|error| failed(&error))?;
        let done = spawn_blocking(move || {
            let done = work();
            drop(permit);
            done
        });
        done.await.map_err(|error| failed(&error))
    }
}

fn hash(argon2: &Argon2<'_>, password: &str, salt: &[u8; 16]) -> Result<String> {
    let hashed: PasswordHash = argon2
        .hash_password_with_salt(password.as_bytes(), salt)
        .map_err(|error| failed(&error))?;
    Ok(hashed.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SeededRandom;

    #[tokio::test]
    async fn a_password_is_kept_as_argon2id_at_the_recommended_cost() {
        let random = SeededRandom::new(1);
        let hasher = Hasher::new(&random);
        let stored = hasher.hash("correct horse battery", &random).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(hasher.verify("correct horse battery", Some(&stored)).await.unwrap());
        assert!(!hasher.verify("correct horse batterx", Some(&stored)).await.unwrap());
    }

    #[tokio::test]
    async fn one_password_twice_is_kept_as_two_strings() {
        let random = SeededRandom::new(1);
        let hasher = Hasher::cheap(&random);
        let [one, two] =
            [hasher.hash("x", &random).await.unwrap(), hasher.hash("x", &random).await.unwrap()];
        assert_ne!(one, two);
    }

    #[tokio::test]
    async fn nobody_has_a_password() {
        let hasher = Hasher::cheap(&SeededRandom::new(1));
        for password in ["", "nobody's", "x"] {
            assert!(!hasher.verify(password, None).await.unwrap(), "{password}");
        }
        assert!(!hasher.verify("x", Some("not a hash")).await.unwrap());
    }

    #[tokio::test]
    async fn composed_and_decomposed_letters_are_one_password() {
        let random = SeededRandom::new(1);
        let hasher = Hasher::cheap(&random);
        let stored = hasher.hash("Ångström-Straße", &random).await.unwrap();
        let decomposed = "A\u{30a}ngstro\u{308}m-Straße";
        assert!(hasher.verify(decomposed, Some(&stored)).await.unwrap());
    }
}
