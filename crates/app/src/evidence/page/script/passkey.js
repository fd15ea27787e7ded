// Signatures of passkeys (Web Authentication): what the authenticator says, what the browser says,
// and the signature over both.

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
// A hash of the host, flags, and a counter.
const DATA_LEAST = 37;

const base64UrlSafe = (bytes) =>
  base64(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

// A number after its length in DER, which is short here.
const derNumber = (reader) => {
  if (reader.take(1)[0] !== 2) throw unreadable();
  return reader.take(reader.take(1)[0]);
};
const fromDer = (bytes) => {
  const reader = new SshReader(bytes);
  const [kind, length] = reader.take(2);
  if (kind !== 0x30 || length !== bytes.length - 2) throw unreadable();
  const halves = joined(paddedHalf(derNumber(reader)), paddedHalf(derNumber(reader)));
  reader.end();
  return halves;
};

const RSA = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
const rsa = async ({ exponent, modulus }, signature, signed) => {
  const [n, e] = [modulus, exponent].map((it) => base64UrlSafe(unsigned(it)));
  const key = await crypto.subtle.importKey("jwk", { kty: "RSA", n, e }, RSA, false, ["verify"]);
  return crypto.subtle.verify(RSA, key, signature, signed);
};

const PASSKEYS = {
  "ssh-ed25519": ed25519,
  [P256]: (key, signature, signed) => ecdsa(key, fromDer(signature), signed),
  "ssh-rsa": rsa,
};

// What the browser says: that it was asked for a signature, over what, and by which host.
const parseClientData = (bytes) => {
  try {
    const { type, challenge, origin } =
      JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return { type, challenge, host: new URL(origin).hostname };
  } catch {
    throw unreadable();
  }
};

// Whether a passkey made a signature over a message.
const passkeyVerifies = async (key, text, message) => {
  const parts = text.split(".").map(fromBase64);
  if (parts.length !== 3 || parts.includes(null)) throw unreadable();
  const [data, client, signature] = parts;
  if (data.length < DATA_LEAST || !Object.hasOwn(PASSKEYS, key.algorithm)) throw unreadable();
  const { type, challenge, host } = parseClientData(client);
  const flags = USER_PRESENT | USER_VERIFIED;
  const isMeant = type === "webauthn.get" && challenge === base64UrlSafe(sha256(message))
    && same(data.subarray(0, 32), sha256(utf8(host))) && (data[32] & flags) === flags;
  return isMeant && PASSKEYS[key.algorithm](key, signature, joined(data, sha256(client)));
};
