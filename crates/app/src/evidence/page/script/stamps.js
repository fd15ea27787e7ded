// Time stamps of the log (RFC 3161): each is of the checkpoint beside it, which the log of the pack
// continues. Who signed them is not verified: that takes the certificates of the authorities.

// Tags of DER, and what names types and SHA-256 in it.
const [INTEGER, OCTETS, OBJECT, INSTANT, SEQUENCE, EXPLICIT] = [0x02, 0x04, 0x06, 0x18, 0x30, 0xa0];
const SIGNED_DATA = "2a864886f70d010702";
const STAMP_INFO = "2a864886f70d0109100104";
const SHA_256 = "608648016503040201";
// `granted` and `grantedWithMods`.
const GRANTED = ["00", "01"];
const STAMP_TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d(?:\.\d{1,9})?)Z$/;

// The values that follow one another in DER.
const derValues = (bytes) => {
  const reader = new SshReader(bytes);
  const values = [];
  while (reader.at < bytes.length) {
    const [tag, length] = reader.take(2);
    if ((tag & 0x1f) === 0x1f || length === 0x80 || length > 0x84) throw unreadable();
    const more = length < 0x80 ? [length] : reader.take(length - 0x80);
    const content = reader.take(more.reduce((number, byte) => number * 256 + byte, 0));
    values.push({ tag, content });
  }
  return values;
};

const contentOf = (value, tag) => {
  if (value?.tag !== tag) throw unreadable();
  return value.content;
};
const partsOf = (value, tag = SEQUENCE) => derValues(contentOf(value, tag));

const onlyOf = (values) => {
  if (values.length !== 1) throw unreadable();
  return values[0];
};

// The value that stands beside the name of its type.
const typedValue = (pair, kind) => {
  const [name, value, ...more] = partsOf(pair);
  if (hex(contentOf(name, OBJECT)) !== kind || more.length > 0) throw unreadable();
  return onlyOf(partsOf(value, EXPLICIT));
};

// What an answer of an authority says: the hash, and the instant at which it existed.
const parseStamp = (answer) => {
  const [status, token] = partsOf(onlyOf(derValues(answer)));
  if (!GRANTED.includes(hex(contentOf(partsOf(status)[0], INTEGER)))) throw unreadable();
  const content = typedValue(partsOf(typedValue(token, SIGNED_DATA))[2], STAMP_INFO);
  const [, , imprint, , time] = partsOf(onlyOf(derValues(contentOf(content, OCTETS))));
  const [algorithm, hash] = partsOf(imprint);
  const parts = STAMP_TIME.exec(new TextDecoder().decode(contentOf(time, INSTANT)));
  if (hex(contentOf(partsOf(algorithm)[0], OBJECT)) !== SHA_256 || !parts) throw unreadable();
  const [, year, month, day, hour, minute, second] = parts;
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(at.getTime())) throw unreadable();
  return { hash: contentOf(hash, OCTETS), at: at.toISOString() };
};

const parseStampOrNone = (answer) => {
  try {
    return parseStamp(answer);
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    return null;
  }
};

const stampFiles = (size) => ({
  note: `${STAMP_FILES}${size}.txt`,
  answer: `${STAMP_FILES}${size}.tsr`,
});

// What a line and its files say; `null` if one of them cannot be read, or the line is out of order.
const readStamp = async (check, { size, path }) => {
  const proof = parsePath(path);
  const isNext = isCount(size) && size > (check.stamps.at(-1)?.size ?? 0);
  if (!isNext || !proof) return null;
  const { note, answer } = stampFiles(size);
  const text = await readText(check, note);
  const bytes = await orFinding(check, () => readBytes(check, answer));
  const checkpoint = text && parseCheckpoint(text);
  const stamp = bytes && parseStampOrNone(bytes);
  return checkpoint?.size === size && stamp ? { proof, text, checkpoint, stamp } : null;
};

const checkStamp = async (check, { file, line, value }) => {
  const read = await readStamp(check, value);
  if (!read) {
    find(check, "stampUnreadable", { file, line });
    return;
  }
  const { proof, text, checkpoint, stamp } = read;
  const isSigned = !check.knowsEd25519 || await signerOf(checkpoint, check.keys);
  if (!isSigned || !check.checkpoint || !isContinued(checkpoint, check.checkpoint, proof)) {
    find(check, "stampElsewhere", { file, line });
  } else if (!same(stamp.hash, sha256(utf8(text)))) {
    find(check, "stampOther", { file, line });
  } else {
    check.stamps.push({ size: checkpoint.size, at: stamp.at });
  }
};

const checkStamps = async (check) => {
  const lines = [...await readLines(check, STAMPS)];
  for (const it of lines) await checkStamp(check, it);
  const sizes = lines.map(({ value }) => value.size).filter(isCount);
  const named = new Set(sizes.flatMap((size) => Object.values(stampFiles(size))));
  const others = [...check.zip.files.keys()].filter((it) => STAMP_FILE.test(it));
  for (const file of others.filter((it) => !named.has(it))) {
    find(check, "fileStrange", { file });
  }
};

// What time stamps say of the log: the first one, and the last one with the command for the rest.
const stampsHolding = ({ stamps }) => {
  if (stamps.length === 0) return [];
  const factsOf = ({ size, at }) => ({ size, at: instantText(at, undefined) });
  const [first, last] = [stamps[0], stamps.at(-1)].map(factsOf);
  return [
    [stamps.length > 1, "holdsFirstStamp", { count: stamps.length, ...first }],
    [true, "holdsStamp", { ...last, ...stampFiles(last.size) }],
  ];
};
