// Unpacks the files of a zip, one at a time, in pieces, and never more than the directory states.

// A text that is read as a whole.
const TEXT_MAX = 64 * 2 ** 20;
// Bytes that are read ahead: most files are small, and each read of a browser takes its time.
const WINDOW = 4 * 2 ** 20;

// How long work may take before the page may draw and answer.
const SLICE_MS = 24;

// Lets the page breathe between pieces of work, and ends the work when it is cancelled.
class Pace {
  #since = performance.now();
  #signal;
  #channel = new MessageChannel();

  constructor(signal) {
    this.#signal = signal;
  }

  async rest() {
    if (performance.now() - this.#since < SLICE_MS) return;
    // A timer would be slowed down in a tab that is not in front.
    await new Promise((done) => {
      this.#channel.port1.onmessage = done;
      this.#channel.port2.postMessage(0);
    });
    if (this.#signal.aborted) throw new Fault("cancelled");
    this.#since = performance.now();
  }

  end() {
    this.#channel.port1.close();
  }
}

// Bytes of the zip, out of those that were read ahead if they are among them.
const windowed = async (zip, from, length) => {
  const isIn = from >= zip.window.from
    && from + length <= zip.window.from + zip.window.bytes.length;
  if (!isIn) {
    const piece = zip.blob.slice(from, from + Math.max(length, WINDOW));
    zip.window = { from, bytes: new Uint8Array(await piece.arrayBuffer()) };
  }
  const at = from - zip.window.from;
  if (at + length > zip.window.bytes.length) throw new Fault("zipCut");
  return zip.window.bytes.subarray(at, at + length);
};

// Where the bytes of an entry begin, after its own heading, which has to have its name.
const dataFrom = async (zip, entry) => {
  const length = 30 + entry.bytes.length;
  const heading = await windowed(zip, entry.from, length);
  const view = new DataView(heading.buffer, heading.byteOffset, length);
  const isSame = view.getUint32(0, true) === LOCAL
    && view.getUint16(26, true) === entry.bytes.length && same(heading.subarray(30), entry.bytes);
  if (!isSame) throw new Fault("zipDamaged");
  return entry.from + length + view.getUint16(28, true);
};

// The packed bytes of an entry as a stream, without loading more than a window.
const packedStream = async (zip, entry) => {
  const from = await dataFrom(zip, entry);
  if (from + entry.packed > zip.blob.size) throw new Fault("zipCut");
  if (entry.packed > WINDOW) return zip.blob.slice(from, from + entry.packed).stream();
  const bytes = await windowed(zip, from, entry.packed);
  return new ReadableStream({
    start(controller) {
      if (bytes.length > 0) controller.enqueue(bytes);
      controller.close();
    },
  });
};

// Passes the unpacked bytes of a file to `take`, piece by piece.
const eachPiece = async (zip, entry, pace, take) => {
  const file = entry.name;
  const packed = await packedStream(zip, entry);
  const isPacked = entry.method === 8;
  const unpacked = isPacked ? packed.pipeThrough(new DecompressionStream("deflate-raw")) : packed;
  const reader = unpacked.getReader();
  let size = 0;
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      size += piece.value.length;
      if (size > entry.size) throw new Fault("zipBomb", { file, size: entry.size });
      take(piece.value);
      await pace.rest();
    }
  } catch (error) {
    reader.cancel().catch(() => {});
    throw error instanceof Fault ? error : new Fault("fileDamaged", { file });
  }
  if (size !== entry.size) throw new Fault("fileDamaged", { file });
};

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});
const crc32 = (bytes) =>
  ~bytes.reduce((crc, byte) => (crc >>> 8) ^ CRC[(crc ^ byte) & 0xff], -1) >>> 0;

const newDecoder = () => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const decoded = (decoder, bytes, file, stream) => {
  try {
    return decoder.decode(bytes, { stream });
  } catch {
    throw new Fault("fileNoText", { file });
  }
};
const parseText = (bytes, file) => decoded(newDecoder(), bytes, file, false);

// The whole text of a file. No hash covers the manifest, so its checksum is compared.
const textOf = async (zip, entry, pace) => {
  if (entry.size > TEXT_MAX) throw new Fault("fileTooLarge", { file: entry.name });
  const pieces = [];
  await eachPiece(zip, entry, pace, (piece) => pieces.push(piece));
  const bytes = joined(...pieces);
  if (crc32(bytes) !== entry.crc) throw new Fault("fileDamaged", { file: entry.name });
  return parseText(bytes, entry.name);
};
