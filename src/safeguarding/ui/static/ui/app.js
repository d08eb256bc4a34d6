import { initAll } from "./govuk.js";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
initAll();

// Long forms keep what is typed, three seconds after the last key.
for (const form of document.querySelectorAll("form[data-draft-url]")) {
  const words = form.querySelector("[data-draft-words]");
  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      try {
        const answer = await fetch(form.dataset.draftUrl, { method: "POST", body: new FormData(form) });
        if (!answer.ok) throw new Error(String(answer.status));
        const now = new Date();
        const two = (n) => String(n).padStart(2, "0");
        words.textContent = `Saved ${two(now.getHours())}:${two(now.getMinutes())}`;
      } catch {
        words.textContent = "Not saved. Keep this page open and check your connection.";
      }
    }, 3000);
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
