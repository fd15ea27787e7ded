// What witnesses cosigned of the log of a pack: who saw it, when, and up to which record.

const COSIGNATURE = 4;
// The time before a cosignature, in bytes, and the latest that is an instant.
const TIME_BYTES = 8;
const LATEST = 253_402_300_799;

// The time in a cosignature; `null` if it is of another kind.
const cosignedAt = (signature) => {
  if (signature.bytes.length !== TIME_BYTES + 64) return null;
  const view = new DataView(signature.bytes.buffer, signature.bytes.byteOffset, TIME_BYTES);
  const seconds = Number(view.getBigUint64(0));
  return seconds <= LATEST ? seconds : null;
};

// When this witness cosigned a checkpoint, in seconds; `null` if it did not.
const cosigningTime = async (checkpoint, key) => {
  for (const signature of checkpoint.signatures) {
    const isOwn = signature.name === key.name && signature.id === key.id;
    const at = isOwn ? cosignedAt(signature) : null;
    if (at === null) continue;
    const text = `cosignature/v1\ntime ${at}\n${checkpoint.text}`;
    if (await ed25519(key, signature.bytes.subarray(TIME_BYTES), text)) return at;
  }
  return null;
};

const checkWitness = async (check, { file, line, value }) => {
  const key = isText(value.key) ? parseKey(value.key, COSIGNATURE) : null;
  const checkpoint = isText(value.note) ? parseCheckpoint(value.note) : null;
  const path = parsePath(value.path);
  if (!key || !checkpoint || !path) {
    find(check, "witnessUnreadable", { file, line });
    return;
  }
  const isSigned = await signerOf(checkpoint, check.keys);
  const at = isSigned && await cosigningTime(checkpoint, key);
  if (at === null || !isSigned) {
    find(check, "witnessUnsigned", { file, line });
  } else if (!check.checkpoint || !isContinued(checkpoint, check.checkpoint, path)) {
    find(check, "witnessOther", { file, line });
  } else {
    const when = new Date(at * 1000).toISOString();
    check.witnesses.push({ name: key.name, at: when, size: checkpoint.size });
  }
};

const checkWitnesses = async (check) => {
  const text = await readText(check, WITNESSES);
  if (text === null) return;
  if (!check.knowsEd25519) {
    check.unchecked.push({ code: "witnessesUnchecked", facts: {} });
    return;
  }
  for (const it of jsonLines(check, WITNESSES, text)) await checkWitness(check, it);
};
