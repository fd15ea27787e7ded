// Bytes as text, and the errors of this page: each has a code that the texts put into words.

class Fault extends Error {
  constructor(code, facts = {}) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}

const isText = (it) => typeof it === "string";

// A value of a pack as text. `String` would call what the value itself says.
const asText = (value) => {
  try {
    return isText(value) ? value : JSON.stringify(value) ?? "";
  } catch {
    // It is nested deeper than the browser can follow.
    return "…";
  }
};

const encoder = new TextEncoder();
const utf8 = (text) => encoder.encode(text);

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const hex = (bytes) => Array.from(bytes, (byte) => HEX[byte]).join("");

const fromHex = (text) => {
  if (!isText(text) || text.length % 2 || !/^[0-9a-f]*$/.test(text)) return null;
  return Uint8Array.from({ length: text.length / 2 }, (_, at) =>
    Number.parseInt(text.slice(2 * at, 2 * at + 2), 16));
};

// As many arguments as any engine takes.
const AT_A_TIME = 8192;
const base64 = (bytes) => {
  let text = "";
  for (let at = 0; at < bytes.length; at += AT_A_TIME) {
    text += String.fromCharCode(...bytes.subarray(at, at + AT_A_TIME));
  }
  return btoa(text);
};

// Only the one way to write these bytes is read, so that a text cannot change unseen.
const fromBase64 = (text) => {
  try {
    const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    return base64(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
};

const joined = (...parts) => {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

const same = (one, other) =>
  one.length === other.length && one.every((byte, at) => byte === other[at]);
