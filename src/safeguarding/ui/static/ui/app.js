import { initAll } from "./govuk.js";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
initAll();

const PAUSE = 3000;

// Long forms keep what is typed: three seconds after the last key, and when the page is left.
function keepDrafts(form) {
  const words = form.querySelector("[data-draft-words]");
  let waiting;
  let sending = false;

  const typed = () => {
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string") data.append(name, value);
    }
    return data;
  };

  const say = (text, bad = false) => {
    words.textContent = text;
    words.classList.toggle("spr-saved--not", bad);
  };

  const save = async (keepalive) => {
    clearTimeout(waiting);
    waiting = undefined;
    try {
      const answer = await fetch(form.dataset.draftUrl, { method: "POST", body: typed(), keepalive });
      const said = (answer.headers.get("content-type") ?? "").includes("json") ? await answer.json() : {};
      if (answer.ok && !answer.redirected) {
        const two = (n) => String(n).padStart(2, "0");
        const now = new Date();
        say(`Saved ${said.saved ?? `${two(now.getHours())}:${two(now.getMinutes())}`}`);
      } else {
        say(`Not saved. ${said.problem ?? "Keep this page open and try again in a minute."}`, true);
      }
    } catch {
      say("Not saved. Keep this page open and check your connection.", true);
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => save(false), PAUSE);
  });
  form.addEventListener("submit", () => {
    sending = true;
    clearTimeout(waiting);
    waiting = undefined;
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && waiting !== undefined && !sending) save(true);
  });
}

// A question that only some answers put is hidden until one of them is given.
function reveal(part) {
  const wanted = part.dataset.onlyIf.split(" ");
  const show = (data) =>
    part.toggleAttribute("data-asked", data.getAll(part.dataset.onlyIfName).some((one) => wanted.includes(one)));
  const form = part.closest("form");
  form.addEventListener("change", () => show(new FormData(form)));
  show(new FormData(form));
}

document.querySelectorAll("form[data-draft-url]").forEach(keepDrafts);
document.querySelectorAll("form [data-only-if]").forEach(reveal);

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
