// Compares a pack with what its reader kept: messages, checkpoints and earlier packs. Each result
// has a state and says one thing.

const newResults = (kept) => {
  const results = [];
  const say = (state, code, facts = {}) => {
    results.push({ state, code, facts: { kept, ...facts } });
  };
  return { results, say };
};

const compareKept = async (check, kept) => {
  const { results, say } = newResults(kept.file);
  // What cannot be read contradicts nothing.
  if (kept.damaged > 0) say("open", "keptDamaged");
  else if (kept.checkpoints.length === 0) say("open", "keptNothing");
  for (const checkpoint of kept.checkpoints) await compareCheckpoint(check, checkpoint, say);
  for (const proof of kept.proofs) compareProof(check, proof, say);
  return results;
};

const compareCheckpoint = async (check, checkpoint, say) => {
  const own = check.checkpoint;
  const { origin, size } = checkpoint;
  if (!own) return;
  if (origin !== own.origin) {
    say("bad", "keptOtherLog", { origin, own: own.origin });
    return;
  }
  if (check.knowsEd25519) {
    const key = await signerOf(checkpoint, check.keys);
    const facts = { key: key && `${key.name}+${key.id}`, size };
    // A forged pack can list a genuine key beside the one that signed it.
    if (key && key.text === check.signer?.text) say("good", "keptSigned", facts);
    else if (key) say("open", "keptSignedOther", facts);
    else say("bad", "keptUnsigned", facts);
  }
  if (size === own.size) {
    const isSame = same(checkpoint.root, own.root);
    say(isSame ? "good" : "bad", isSame ? "keptSameTree" : "keptOtherTree", { size });
  } else {
    say("open", size < own.size ? "keptOlder" : "keptNewer", { size, own: own.size });
  }
};

const compareProof = (check, { leaf, position, path, checkpoint }, say) => {
  const root = rootOfInclusion(position, checkpoint.size, leafHash(leaf.text), path);
  if (!root || !same(root, checkpoint.root)) {
    say("bad", "keptProofWrong", { position });
    return;
  }
  if (checkpoint.origin !== check.checkpoint?.origin) return;
  const facts = { ...recordFacts(check, leaf), position };
  const own = check.leaves.get(leafName(leaf));
  const has = own && own.content === leaf.content && [null, position].includes(own.index);
  if (has) say("good", `keptSame_${facts.kind}`, facts);
  else if (own) say("bad", `keptChanged_${facts.kind}`, facts);
  else if (facts.report) sayMissing(check, position >= check.checkpoint.size, facts, say);
  else say("open", "keptElsewhere", facts);
};

// What a leaf is about, in the words of this pack.
const recordFacts = (check, leaf) => {
  const report = leaf.kind === "history" ? check.records.get(leaf.record) : undefined;
  const last = report?.entries.at(-1)?.version ?? 0;
  return { kind: report ? "entry" : "record", report, version: leaf.number, last };
};

// The entries that involve a vendor: its pack ends each history with one of them.
const OF_VENDORS = ["dispatch", "complete", "return"]
  .flatMap((it) => [`report.${it}`, `report.${it}-amendment`]);

// A report of the pack lacks an entry that was kept. The manifest, which says whose pack it is,
// proves nothing: where a vendor's history may end, the history itself says.
const sayMissing = (check, isNewer, facts, say) => {
  const isOfVendor = check.manifest.reader?.kind === "vendor" && facts.version > facts.last
    && OF_VENDORS.includes(facts.report.entries.at(-1)?.verb);
  if (isNewer) say("open", "keptAhead", facts);
  else if (isOfVendor) say("open", "keptBeyond", facts);
  else say("bad", "keptMissing", facts);
};

// Compares every record of an earlier pack with this one.
const compareEarlier = async (check, earlier, file) => {
  const { results, say } = newResults(file);
  if (earlier.found > 0) say("bad", "keptPackWrong");
  if (earlier.checkpoint) await compareCheckpoint(check, earlier.checkpoint, say);
  const size = check.checkpoint?.size ?? 0;
  let count = 0;
  // The last entry that each report lacks, by the report.
  const missing = new Map();
  for (const [name, { content, index }] of earlier.leaves) {
    const own = check.leaves.get(name);
    if (own?.content === content && [null, own.index].includes(index)) {
      count += 1;
      continue;
    }
    const [kind, record, number] = name.split(" ");
    const facts = recordFacts(check, { kind, record, number: Number(number) });
    const where = { ...facts, position: index };
    if (own) say("bad", `keptChanged_${facts.kind}`, where);
    else if (facts.report) missing.set(facts.report, where);
  }
  for (const facts of missing.values()) {
    // Nothing proves yet what has no position; it is newer than its own checkpoint.
    const isNewer = (facts.position ?? earlier.checkpoint?.size ?? 0) >= size;
    sayMissing(check, isNewer, facts, say);
  }
  say(count > 0 ? "good" : "open", count > 0 ? "keptPackSame" : "keptPackElsewhere", { count });
  return results;
};
