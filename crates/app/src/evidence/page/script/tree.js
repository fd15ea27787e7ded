// The Merkle tree of RFC 6962: hashes of leaves and nodes, roots, and proofs.

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);
const leafHash = (text) => sha256(LEAF, utf8(text));
const nodeHash = (left, right) => sha256(NODE, left, right);

// Positions and sizes are whole numbers that a double holds exactly.
const isCount = (number) => Number.isSafeInteger(number) && number >= 0;
const isOdd = (number) => number % 2 === 1;
const half = (number) => Math.floor(number / 2);

// The root to which the hashes beside the way of a leaf lead; `null` if there are too many or too
// few (RFC 9162, section 2.1.3.2).
const rootOfInclusion = (position, size, leaf, path) => {
  if (!isCount(position) || !isCount(size) || position >= size) return null;
  let [at, last, hash] = [position, size - 1, leaf];
  for (const beside of path) {
    if (last === 0) return null;
    if (isOdd(at) || at === last) {
      hash = nodeHash(beside, hash);
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      hash = nodeHash(hash, beside);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 ? hash : null;
};

// Whether the first leaves of a tree are those of an older one (RFC 9162, section 2.1.4.2).
const isContinued = (older, newer, proof) => {
  if (older.size === newer.size) return proof.length === 0 && same(older.root, newer.root);
  if (older.size === 0) return proof.length === 0;
  if (older.size > newer.size || proof.length === 0) return false;
  let [at, last] = [older.size - 1, newer.size - 1];
  while (isOdd(at)) [at, last] = [half(at), half(last)];
  // The root of an older tree that is full is not repeated in the proof.
  const isFull = at === 0;
  const path = isFull ? proof : proof.slice(1);
  let oldRoot = isFull ? older.root : proof[0];
  let newRoot = oldRoot;
  for (const beside of path) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      oldRoot = nodeHash(beside, oldRoot);
      newRoot = nodeHash(beside, newRoot);
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      newRoot = nodeHash(newRoot, beside);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && same(oldRoot, older.root) && same(newRoot, newer.root);
};
