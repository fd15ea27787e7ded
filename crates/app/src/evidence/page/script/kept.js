// Finds the checkpoints and proofs in what people keep: an e-mail, a file that came with a
// dispatch, or a note by itself. Mail programs wrap, encode and quote, so the text is searched in
// every form that it may have, as `countersign verify --checkpoint` does.

const PROOF = "c2sp.org/tlog-proof@v1";
// The shortest line of encoded text that is decoded.
const ENCODED = 40;
// A tree with more records than a number holds has no longer way to its root.
const PATH_MAX = 64;
// A message is not larger; it is read as a whole.
const KEPT_MAX = 32 * 2 ** 20;

const bare = (line) => line.replace(/^[> ]+/, "").trimEnd();

// The signature of a note may be followed by what follows a text in JSON.
const checkpointAt = (lines, at) => {
  const [origin, size, root, empty] = lines.slice(at, at + 4);
  if (empty !== "" || !/^\d+$/.test(size)) return null;
  const signatures = [];
  for (let next = at + 4; next < lines.length; next += 1) {
    const found = /^(\u2014 \S+ [A-Za-z0-9+/=]+)/.exec(lines[next]);
    if (!found) break;
    signatures.push(`${found[1]}\n`);
  }
  return parseCheckpoint(`${origin}\n${size}\n${root}\n\n${signatures.join("")}`);
};

const LEAF_FORM = "countersign leaf 1";
const parseLeaf = (text) => {
  const [form, kind, record, number, content, end, ...more] = text.split("\n");
  const isLeaf = form === LEAF_FORM && end === "" && more.length === 0
    && /^-?\d+$/.test(number) && isHash(content);
  return isLeaf ? { text, kind, record, number: Number(number), content } : null;
};

const proofAt = (lines, at) => {
  if (!lines[at].endsWith(PROOF) || !lines[at + 1]?.startsWith("extra ")) return null;
  const extra = fromBase64(lines[at + 1].slice(6));
  const index = /^index (\d+)$/.exec(lines[at + 2] ?? "");
  const length = lines.slice(at + 3, at + 3 + PATH_MAX + 1).indexOf("");
  if (!extra || !index || length < 0) return null;
  const end = at + 3 + length;
  const path = lines.slice(at + 3, end).map(fromBase64);
  const leaf = parseLeaf(new TextDecoder().decode(extra));
  const checkpoint = checkpointAt(lines, end + 1);
  if (!leaf || !checkpoint || path.some((hash) => hash?.length !== 32)) return null;
  return { leaf, position: Number(index[1]), path, checkpoint };
};

// The bytes of a text in quoted-printable, as text.
const unquoted = (text) => {
  const bytes = utf8(text.replaceAll("=\n", ""));
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const digits = bytes[at] === 0x3d ? String.fromCharCode(...bytes.slice(at + 1, at + 3)) : "";
    const isByte = /^[0-9A-Fa-f]{2}$/.test(digits);
    bytes[length] = isByte ? Number.parseInt(digits, 16) : bytes[at];
    length += 1;
    if (isByte) at += 2;
  }
  return new TextDecoder().decode(bytes.subarray(0, length));
};

// The texts in the base64 parts of a message.
const decodedParts = (text) => {
  const texts = [];
  let part = "";
  for (const line of [...text.split("\n").map(bare), ""]) {
    const isEncoded = line !== "" && /^[A-Za-z0-9+/=]+$/.test(line);
    if (isEncoded && (part || line.length >= ENCODED)) {
      part += line;
    } else if (part) {
      const bytes = fromBase64(part);
      if (bytes) texts.push(new TextDecoder().decode(bytes).replaceAll("\r\n", "\n"));
      part = "";
    }
  }
  return texts;
};

// Searches a text, and returns how many proofs in it cannot be read; `null` if none begins.
const searchText = (text, kept) => {
  const lines = text.split("\n").map(bare);
  let [begun, read] = [0, 0];
  for (let at = 0; at < lines.length; at += 1) {
    if (lines[at].endsWith(PROOF)) begun += 1;
    const checkpoint = checkpointAt(lines, at);
    if (checkpoint) kept.checkpoints.set(checkpoint.text, checkpoint);
    const proof = proofAt(lines, at);
    if (proof) {
      read += 1;
      kept.proofs.set(`${proof.checkpoint.text}${proof.position}\n${proof.leaf.text}`, proof);
    }
  }
  return begun > 0 ? begun - read : null;
};

// Everything in a file. Only one of the first three forms is the one that was sent.
const findKept = async (file) => {
  if (file.size > KEPT_MAX) throw new Fault("keptTooLarge", { file: file.name });
  const raw = (await file.text()).replaceAll("\r\n", "\n");
  const kept = { checkpoints: new Map(), proofs: new Map() };
  const forms = [raw, unquoted(raw), raw.replaceAll("\\n", "\n")];
  const damaged = forms.map((text) => searchText(text, kept)).filter((it) => it !== null);
  const inParts = decodedParts(raw).map((text) => searchText(text, kept) ?? 0);
  const [checkpoints, proofs] = [kept.checkpoints, kept.proofs].map((it) => [...it.values()]);
  const inForms = damaged.length > 0 ? Math.min(...damaged) : 0;
  return {
    file: file.name,
    checkpoints,
    proofs,
    damaged: inParts.reduce((sum, it) => sum + it, inForms),
  };
};
