// The directory of a zip, read from its end. Nothing is believed: sizes are bounded, names are
// checked, and files must not overlap.

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const COMMENT_MAX = 0xffff;
const UNKNOWN_16 = 0xffff;
const UNKNOWN_32 = 0xffffffff;

const ENTRIES_MAX = 200_000;
const DIRECTORY_MAX = 512 * 2 ** 20;
// All files of a pack together, unpacked.
const UNPACKED_MAX = 16 * 2 ** 30;
// Deflate makes at most 1032 bytes of one.
const RATIO_MAX = 1032;

const bytesOf = async (blob, from, length) => {
  if (from < 0 || length < 0 || from + length > blob.size) throw new Fault("zipCut");
  const buffer = await blob.slice(from, from + length).arrayBuffer();
  if (buffer.byteLength !== length) throw new Fault("zipCut");
  return new DataView(buffer);
};

const long = (view, at) => {
  const number = view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
  if (!Number.isSafeInteger(number)) throw new Fault("zipDamaged");
  return number;
};

// The last record of a zip, and its position.
const findEnd = async (blob) => {
  const length = Math.min(blob.size, END_BYTES + COMMENT_MAX);
  const start = await bytesOf(blob, 0, Math.min(blob.size, 4));
  const isZip = start.byteLength === 4 && [LOCAL, END].includes(start.getUint32(0, true));
  if (!isZip) throw new Fault("zipNone");
  const view = await bytesOf(blob, blob.size - length, length);
  for (let at = length - END_BYTES; at >= 0; at -= 1) {
    const isEnd = view.getUint32(at, true) === END
      && at + END_BYTES + view.getUint16(at + 20, true) === length;
    if (isEnd) return { at: blob.size - length + at, view: new DataView(view.buffer, at) };
  }
  throw new Fault("zipCut");
};

// Where the directory is, and how many entries it has.
const findDirectory = async (blob) => {
  const { at, view } = await findEnd(blob);
  let directory = {
    count: view.getUint16(10, true),
    size: view.getUint32(12, true),
    from: view.getUint32(16, true),
    end: at,
  };
  const isLarge = directory.count === UNKNOWN_16
    || directory.size === UNKNOWN_32 || directory.from === UNKNOWN_32;
  if (isLarge) {
    const locator = await bytesOf(blob, at - 20, 20);
    if (locator.getUint32(0, true) !== LOCATOR_64) throw new Fault("zipDamaged");
    const end = long(locator, 8);
    const record = await bytesOf(blob, end, 56);
    if (record.getUint32(0, true) !== END_64) throw new Fault("zipDamaged");
    directory = { count: long(record, 32), size: long(record, 40), from: long(record, 48), end };
  }
  if (directory.from + directory.size !== directory.end) throw new Fault("zipDamaged");
  if (directory.count > ENTRIES_MAX || directory.size > DIRECTORY_MAX) {
    throw new Fault("zipTooLarge");
  }
  return directory;
};

// The sizes and the position that did not fit into 32 bits, in their order.
const widen = (view, at, length, entry) => {
  for (let next = at; next + 4 <= at + length; next += 4 + view.getUint16(next + 2, true)) {
    if (view.getUint16(next, true) !== 1) continue;
    let place = next + 4;
    for (const field of ["size", "packed", "from"]) {
      if (entry[field] !== UNKNOWN_32) continue;
      entry[field] = long(view, place);
      place += 8;
    }
    return;
  }
};

const isPlainName = (name) => /^[A-Za-z0-9._/-]+$/.test(name)
  && name.split("/").every((part) => !["", ".", ".."].includes(part));

const parseEntry = (view, at) => {
  if (view.getUint32(at, true) !== ENTRY) throw new Fault("zipDamaged");
  const [nameLength, extra, comment] = [28, 30, 32].map((it) => view.getUint16(at + it, true));
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at + 46, nameLength);
  const entry = {
    name: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes),
    bytes,
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    from: view.getUint32(at + 42, true),
  };
  widen(view, at + 46 + nameLength, extra, entry);
  return [entry, at + 46 + nameLength + extra + comment];
};

// What is wrong with an entry before a byte of it is read; `null` if nothing is.
const entryFault = (entry) => {
  const { name: file, flags, method, packed, size } = entry;
  if (!isPlainName(file)) return new Fault("zipName", { file });
  if (flags & 1) return new Fault("zipEncrypted", { file });
  if (method !== 0 && method !== 8) return new Fault("zipMethod", { file });
  const isPossible = method === 0 ? size === packed : size <= packed * RATIO_MAX;
  return isPossible ? null : new Fault("zipBomb", { file, size });
};

// The files of a zip by their names.
const openZip = async (blob) => {
  const directory = await findDirectory(blob);
  const view = await bytesOf(blob, directory.from, directory.size);
  const files = new Map();
  let [at, unpacked] = [0, 0];
  try {
    for (let count = 0; count < directory.count; count += 1) {
      const [entry, next] = parseEntry(view, at);
      at = next;
      const fault = entryFault(entry);
      if (fault) throw fault;
      if (files.has(entry.name)) throw new Fault("zipTwice", { file: entry.name });
      unpacked += entry.size;
      files.set(entry.name, entry);
    }
  } catch (error) {
    throw error instanceof Fault ? error : new Fault("zipDamaged");
  }
  if (at !== directory.size) throw new Fault("zipDamaged");
  if (unpacked > UNPACKED_MAX) throw new Fault("zipTooLarge");
  checkOverlap([...files.values()], directory.from);
  return { blob, files, unpacked, window: { from: 0, bytes: new Uint8Array(0) } };
};

// Files that share bytes would unpack to more than the zip holds.
const checkOverlap = (entries, end) => {
  const sorted = entries.sort((one, other) => one.from - other.from);
  for (const [at, entry] of sorted.entries()) {
    const next = sorted[at + 1]?.from ?? end;
    const taken = entry.from + 30 + entry.bytes.length + entry.packed;
    if (taken > next) throw new Fault("zipBomb", { file: entry.name, size: entry.size });
  }
};
