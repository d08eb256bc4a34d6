// Passkeys: asks the browser for one and sends its answer. Without script or support the forms stay hidden.
(() => {
  const form = document.querySelector("form[data-passkey]");
  if (!form || !window.webauthnJSON || !window.webauthnJSON.supported()) return;
  const button = document.getElementById("passkey-button");
  const given = document.getElementById("passkey-data");
  const words = document.createElement("p");
  words.className = "govuk-body";
  words.setAttribute("aria-live", "polite");
  form.append(words);
  form.hidden = false;

  async function options() {
    if (given) return JSON.parse(given.textContent);
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  async function ask() {
    const found = await options();
    if (form.dataset.passkey !== "add") return window.webauthnJSON.get(found.request_options);
    const alone = form.querySelector("input[name=passwordless]").checked;
    const wanted = found.creation_options.publicKey.authenticatorSelection;
    wanted.residentKey = alone ? "required" : "discouraged";
    wanted.requireResidentKey = alone;
    return window.webauthnJSON.create(found.creation_options);
  }

  button.addEventListener("click", async (event) => {
    event.preventDefault();
    words.textContent = "";
    try {
      document.getElementById("passkey-credential").value = JSON.stringify(await ask());
      form.submit();
    } catch {
      words.textContent = "The passkey did not answer. Try again, or use a code from your app.";
    }
  });
})();
