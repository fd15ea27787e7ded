// Asks the device for a passkey, or for an answer with one. The server decides about both.

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const isSupported = Boolean(window.PublicKeyCredential && navigator.credentials);
for (const part of document.querySelectorAll("[data-passkey-supported]")) part.hidden = !isSupported;
for (const part of document.querySelectorAll("[data-passkey-unsupported]")) part.hidden = isSupported;

const fill = (form, values) => {
  for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
};

const create = async (form) => {
  const { site, challenge, user, email, person, known } = form.dataset;
  const made = await navigator.credentials.create({ publicKey: {
    rp: { id: site, name: "Countersign" },
    user: { id: bytes(user), name: email, displayName: person },
    challenge: bytes(challenge),
    // Ed25519 and ECDSA on P-256.
    pubKeyCredParams: [{ type: "public-key", alg: -8 }, { type: "public-key", alg: -7 }],
    excludeCredentials: known.split(" ").filter(Boolean).map((id) => ({ type: "public-key", id: bytes(id) })),
    authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
    attestation: "none",
    timeout: 240000,
  } });
  fill(form, {
    client_data: text(made.response.clientDataJSON),
    attestation: text(made.response.attestationObject),
  });
};

const use = async (form) => {
  const answer = await fetch(form.dataset.challengeAt, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  const challenge = await answer.text();
  if (answer.status === 429) throw new Error(challenge);
  if (!answer.ok) throw new Error();
  const used = await navigator.credentials.get({ publicKey: {
    rpId: form.dataset.site,
    challenge: bytes(challenge),
    userVerification: "required",
    timeout: 240000,
  } });
  fill(form, {
    credential: text(used.rawId),
    user: used.response.userHandle ? text(used.response.userHandle) : "",
    client_data: text(used.response.clientDataJSON),
    authenticator_data: text(used.response.authenticatorData),
    signature: text(used.response.signature),
  });
};

for (const form of isSupported ? document.querySelectorAll("form[data-passkey]") : []) {
  const error = form.querySelector("[data-passkey-error]");
  const button = form.querySelector("[data-passkey-start]");
  const start = async () => {
    button.disabled = true;
    error.hidden = true;
    try {
      await (form.dataset.passkey === "create" ? create(form) : use(form));
      form.submit();
    } catch (problem) {
      const { notDone, there } = form.dataset;
      const isOurs = problem instanceof Error && !(problem instanceof DOMException) && !(problem instanceof TypeError);
      error.textContent = problem.name === "InvalidStateError" ? there ?? notDone : isOurs && problem.message || notDone;
      error.hidden = false;
      button.disabled = false;
    }
  };
  button.addEventListener("click", start);
  // The person has just asked for it on the page before.
  if (form.dataset.passkey === "create") start();
}
