// The log of a pack: its checkpoint, its keys, and the proofs that records are in it.

const readCheckpoint = async (check) => {
  const text = await readText(check, CHECKPOINT);
  check.checkpoint = text === null ? null : parseCheckpoint(text);
  if (text !== null && !check.checkpoint) find(check, "checkpointUnreadable", { file: CHECKPOINT });
  if (!check.checkpoint) {
    check.unchecked.push({ code: "noCheckpoint", facts: {} });
    return;
  }
  const { origin, size, root } = check.checkpoint;
  const { installation, checkpoint } = check.manifest;
  const agrees = installation === origin
    && checkpoint?.size === size && checkpoint?.root === base64(root);
  if (!agrees) find(check, "checkpointOther", { file: MANIFEST });
};

const uint64 = (number) => {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigInt64(0, BigInt(number));
  return new Uint8Array(view.buffer);
};

// The columns of a row, as the content of its record has them.
const column = (value, bytes) => (value === null ? utf8("-") : joined(utf8("+"), bytes(value)));
const numberColumn = (number) => column(number, uint64);
const idColumn = (digits) => column(digits, fromHex);
const textColumn = (text) =>
  column(text && utf8(text), (bytes) => joined(uint64(bytes.length), bytes));

// The content of a row as a record of the log.
const rowContent = (kind, columns) =>
  hex(sha256(utf8(`countersign content 1\0${kind}\0`), ...columns));

const checkKey = (check, { file, line, value }) => {
  const key = isText(value.key) ? parseKey(value.key) : null;
  if (!key || key.text !== value.key) {
    find(check, "keyWrong", { file, line });
    return null;
  }
  if (!isCount(value.began_at)) {
    find(check, "jsonWrong", { file, line });
    return null;
  }
  const content = rowContent("key", [textColumn(key.text), numberColumn(value.began_at)]);
  proveLeaf(check, { kind: "key", record: key.text, number: 0, content }, value, { file, line });
  return key;
};

// A log has a new key once in years, and each signature is compared with all of them.
const KEYS_MAX = 1000;

const readKeys = async (check) => {
  const text = await readText(check, KEYS);
  const lines = text === null ? [] : [...jsonLines(check, KEYS, text)];
  if (lines.length > KEYS_MAX) find(check, "keysTooMany", { file: KEYS, count: KEYS_MAX });
  check.keys = lines.slice(0, KEYS_MAX).map((it) => checkKey(check, it)).filter(Boolean);
  if (text !== null && check.keys.length === 0) find(check, "keysNone", { file: KEYS });
};

// Which of the keys in the pack signed the checkpoint.
const checkSignature = async (check) => {
  check.signer = null;
  check.knowsEd25519 = await knowsEd25519();
  if (!check.checkpoint) return;
  if (!check.knowsEd25519) {
    check.unchecked.push({ code: "signatureUnchecked", facts: {} });
    return;
  }
  check.signer = await signerOf(check.checkpoint, check.keys);
  if (!check.signer) find(check, "checkpointUnsigned", { file: CHECKPOINT });
};

const leafText = ({ kind, record, number, content }) =>
  `${LEAF_FORM}\n${kind}\n${record}\n${number}\n${content}\n`;
const leafName = ({ kind, record, number }) => `${kind} ${record} ${number}`;

// Whether a record is in the log of the checkpoint: `true`, `false`, or `null` if it is newer.
// Everything that is wrong about its place is a finding.
const proveLeaf = (check, leaf, { index, path }, place) => {
  const name = leafName(leaf);
  if (check.leaves.has(name)) find(check, "recordTwice", place);
  check.leaves.set(name, { content: leaf.content, index });
  if (index === null && path === null) return null;
  const hashes = parsePath(path);
  if (!isCount(index) || !hashes) {
    find(check, "proofUnreadable", place);
    return false;
  }
  if (!check.checkpoint) return null;
  if (check.positions.has(index)) {
    find(check, "positionTwice", { ...place, position: index });
  }
  check.positions.add(index);
  const { size, root } = check.checkpoint;
  const found = rootOfInclusion(index, size, leafHash(leafText(leaf)), hashes);
  const holds = found !== null && same(found, root);
  if (!holds) find(check, "notInLog", place);
  return holds;
};

// The hashes of a proof; `null` if it is none.
const parsePath = (path) => {
  if (!Array.isArray(path) || path.length > PATH_MAX) return null;
  const hashes = path.map(fromPath);
  return hashes.includes(null) ? null : hashes;
};

const fromPath = (text) => {
  const hash = isText(text) ? fromBase64(text) : null;
  return hash?.length === 32 ? hash : null;
};
