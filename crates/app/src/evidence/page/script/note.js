// Signed notes of C2SP: keys, checkpoints and their signatures.

const ED25519 = 1;
const SIGNATURE = "\u2014 ";

// The key of a type that is written `NAME+ID+KEY`; `null` if it is not one, or the id is of another
// key.
const parseKey = (text, type = ED25519) => {
  const found = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text.trim());
  const typed = found && fromBase64(found[3]);
  if (typed?.length !== 33 || typed[0] !== type) return null;
  const id = hex(sha256(utf8(`${found[1]}\n`), typed).subarray(0, 4));
  if (id !== found[2]) return null;
  return { text: text.trim(), name: found[1], id, bytes: typed.subarray(1) };
};

const parseSignature = (line) => {
  const found = new RegExp(`^${SIGNATURE}(\\S+) (\\S+)$`).exec(line);
  const bytes = found && fromBase64(found[2]);
  if (!bytes || bytes.length <= 4) return null;
  return { name: found[1], id: hex(bytes.subarray(0, 4)), bytes: bytes.subarray(4) };
};

// The checkpoint of a signed note: origin, size, root, and the text that is signed.
const parseCheckpoint = (note) => {
  const end = note.lastIndexOf("\n\n");
  if (end < 0 || !note.endsWith("\n")) return null;
  const text = note.slice(0, end + 1);
  const [origin, size, root] = text.split("\n");
  const hash = fromBase64(root ?? "");
  const signatures = note.slice(end + 2, -1).split("\n").map(parseSignature).filter(Boolean);
  const number = /^(0|[1-9]\d*)$/.test(size ?? "") ? Number(size) : NaN;
  if (!origin || !isCount(number) || hash?.length !== 32 || signatures.length === 0) return null;
  return { origin, size: number, root: hash, text, signatures };
};

const ed25519 = async (key, signature, signed) => {
  const imported = await crypto.subtle.importKey("raw", key.bytes, "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", imported, signature, signed);
};

// Tests Ed25519 with the example of C2SP signed-note: a browser that rejects the example would
// reject every signature.
const EXAMPLE = {
  key: "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
  text: "If you think cryptography is the answer to your problem,\n"
    + "then you don't know what your problem is.\n",
  signature: `${SIGNATURE}PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZ`
    + "SNXgKvqfqdngotpRZb6KE6RyyBwJnAM=",
};
const knowsEd25519 = async () => {
  try {
    const { bytes } = parseSignature(EXAMPLE.signature);
    return await ed25519(parseKey(EXAMPLE.key), bytes, utf8(EXAMPLE.text));
  } catch {
    return false;
  }
};

// The first of these keys that signed a checkpoint; `null` if none did.
const signerOf = async (checkpoint, keys) => {
  for (const key of keys.filter((it) => it.name === checkpoint.origin)) {
    const signed = checkpoint.signatures.filter((it) => it.name === key.name && it.id === key.id);
    for (const { bytes } of signed) {
      const text = utf8(checkpoint.text);
      if (bytes.length === 64 && await ed25519(key, bytes, text)) return key;
    }
  }
  return null;
};
