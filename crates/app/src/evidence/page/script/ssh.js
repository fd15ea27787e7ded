// Public keys and signatures as SSH writes them (OpenSSH, PROTOCOL.sshsig). What cannot be read is
// a fault.

const unreadable = () => new Fault("signatureUnreadable");

// The parts of SSH data, each after its length.
class SshReader {
  constructor(bytes) {
    Object.assign(this, { bytes, at: 0 });
  }

  take(length) {
    if (length > this.bytes.length - this.at) throw unreadable();
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  number() {
    return this.take(4).reduce((number, byte) => number * 256 + byte, 0);
  }

  part() {
    return this.take(this.number());
  }

  text() {
    return new TextDecoder().decode(this.part());
  }

  end() {
    if (this.at !== this.bytes.length) throw unreadable();
  }
}

const sshPart = (bytes) => {
  const length = new DataView(new ArrayBuffer(4));
  length.setUint32(0, bytes.length);
  return joined(new Uint8Array(length.buffer), bytes);
};

const SK_ED25519 = "sk-ssh-ed25519@openssh.com";
const P256 = "ecdsa-sha2-nistp256";

// What each kind of key has after its name.
const KEY_PARTS = {
  "ssh-ed25519": (reader) => ({ bytes: reader.part() }),
  [SK_ED25519]: (reader) => ({ bytes: reader.part(), application: reader.text() }),
  [P256]: (reader) => ({ curve: reader.text(), bytes: reader.part() }),
  "ssh-rsa": (reader) => ({ exponent: reader.part(), modulus: reader.part() }),
};

const isKey = ({ algorithm, bytes, application, curve }) => {
  if (algorithm === P256) return curve === "nistp256" && bytes.length === 65 && bytes[0] === 4;
  if (algorithm === "ssh-rsa") return true;
  // A security key that is used for something else than SSH has another application.
  return bytes.length === 32 && (application === undefined || application.startsWith("ssh:"));
};

// The key of a line such as `ssh-ed25519 AAAA…`; `null` if it is none that signs.
const parseSshKey = (line) => {
  const [, named, encoded] = /^(\S+) (\S+)(?: .*)?$/.exec(line) ?? [];
  const blob = encoded ? fromBase64(encoded) : null;
  if (!blob) return null;
  try {
    const reader = new SshReader(blob);
    const algorithm = reader.text();
    if (algorithm !== named || !Object.hasOwn(KEY_PARTS, algorithm)) return null;
    const key = { algorithm, blob, ...KEY_PARTS[algorithm](reader) };
    reader.end();
    const fingerprint = `SHA256:${base64(sha256(blob)).replace(/=+$/, "")}`;
    return isKey(key) ? { ...key, fingerprint } : null;
  } catch {
    return null;
  }
};

const ECDSA = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const ecdsa = async ({ bytes }, signature, signed) => {
  const key = await crypto.subtle.importKey("raw", bytes, ECDSA, false, ["verify"]);
  return crypto.subtle.verify(ECDSA, key, signature, signed);
};

// A number without the zero that keeps it positive.
const unsigned = (number) => (number[0] === 0 ? number.subarray(1) : number);

// A number of an ECDSA signature as 32 bytes.
const paddedHalf = (number) => {
  const bytes = unsigned(number);
  if (bytes.length > 32) throw unreadable();
  return joined(new Uint8Array(32 - bytes.length), bytes);
};

const ARMOUR =
  /^-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/=\n]+)\n-----END SSH SIGNATURE-----\n$/;
const ARMOUR_LINE = /.{1,70}/g;
const NAMESPACE = utf8("countersign@v1");
const MAGIC = utf8("SSHSIG");
const HASHES = { sha256: "SHA-256", sha512: "SHA-512" };
const TOUCHED = 1;

// Only the text that OpenSSH writes is read, so that nothing can stand around it.
const unarmoured = (text) => {
  const [, body = ""] = ARMOUR.exec(text) ?? [];
  const encoded = body.replaceAll("\n", "");
  const bytes = fromBase64(encoded);
  if (!bytes || (encoded.match(ARMOUR_LINE) ?? []).join("\n") !== body) throw unreadable();
  return new SshReader(bytes);
};

// What a security key signs: its application, whether it was touched, and its counter.
const bySecurityKey = (key, reader, signed) => {
  const trailer = reader.take(5);
  const wasTouched = (trailer[0] & TOUCHED) !== 0;
  return wasTouched ? joined(sha256(utf8(key.application)), trailer, sha256(signed)) : null;
};

// Whether an SSH signature is that of a key over a message.
const sshVerifies = async (key, text, message) => {
  const reader = unarmoured(text);
  if (!same(reader.take(6), MAGIC) || reader.number() !== 1) throw unreadable();
  const [blob, namespace, reserved] = [reader.part(), reader.part(), reader.part()];
  const [hash, signature] = [reader.text(), new SshReader(reader.part())];
  reader.end();
  if (reserved.length > 0 || !Object.hasOwn(HASHES, hash)) throw unreadable();
  if (!same(blob, key.blob) || !same(namespace, NAMESPACE)) return false;
  const digest = new Uint8Array(await crypto.subtle.digest(HASHES[hash], message));
  const signed = joined(MAGIC, ...[namespace, reserved, utf8(hash), digest].map(sshPart));
  if (signature.text() !== key.algorithm) throw unreadable();
  const bytes = signature.part();
  const isSecurityKey = key.algorithm === SK_ED25519;
  const whole = isSecurityKey ? bySecurityKey(key, signature, signed) : signed;
  signature.end();
  if (!whole) return false;
  if (key.algorithm === P256) {
    const numbers = new SshReader(bytes);
    const halves = joined(paddedHalf(numbers.part()), paddedHalf(numbers.part()));
    numbers.end();
    return ecdsa(key, halves, whole);
  }
  if (key.algorithm === "ssh-rsa") throw unreadable();
  return ed25519(key, bytes, whole);
};
