// The waiting page: counts the resend pause down, cleans a pasted code, tells what becomes of the mail, and goes on by itself
// once the address is proven elsewhere. The page does all it must without this file.

import { countDown } from "./porter-countdown.js?v=2ea6453c";

const FIRST_POLL_MS = 1000;
const POLL_MIN_MS = 1200;
const POLL_MAX_MS = 2000;
const ERROR_BASE_MS = 2000;
const ERROR_MAX_MS = 30000;
const REQUEST_TIMEOUT_MS = 10000;

const page = document.getElementById("porter-verify");
const live = document.getElementById("porter-live");
const texts = page.dataset;

function say(text) {
  live.textContent = text;
}

function cleanCode(input, length) {
  input.addEventListener("input", () => {
    const digits = input.value.replace(/\D/g, "").slice(0, length);
    if (digits !== input.value) {
      input.value = digits;
    }
  });
}

// A second press of the same button would cost a second try.
function submitOnce(form) {
  const button = form.querySelector("button[type=submit]");
  form.addEventListener("submit", (event) => {
    if (button.getAttribute("aria-disabled") === "true") {
      event.preventDefault();
      return;
    }
    button.setAttribute("aria-disabled", "true");
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      button.removeAttribute("aria-disabled");
    }
  });
}

// The theme's classes of a button, or ours where it has none.
function emphasize(button, main) {
  for (const look of ["pf-m", "porter-button"]) {
    if (["primary", "secondary"].some((rank) => button.classList.contains(`${look}-${rank}`))) {
      button.classList.toggle(`${look}-primary`, main);
      button.classList.toggle(`${look}-secondary`, !main);
    }
  }
}

// Another address is what helps now: its form opens beside the bad news, with the old one to correct. The focus stays put.
function offerNewAddress() {
  const change = document.getElementById("porter-change");
  if (!change || change.open) {
    return;
  }
  const field = change.querySelector("input[type=email]");
  field.value ||= page.querySelector(".porter-address").textContent;
  emphasize(change.querySelector("button"), true);
  change.open = true;
  if (!change.contains(document.activeElement)) {
    page.querySelector(".porter-panel").after(change);
  }
}

// Without a mail there is no code; but what a person is busy with stays where it is. The main button is the one that helps.
function offerCode(offered, main) {
  const part = document.getElementById("porter-code-part");
  const button = document.getElementById("porter-code-submit");
  const busy = part.contains(document.activeElement) || document.getElementById("code").value;
  part.hidden = !offered && !busy;
  emphasize(button, main);
}

// Said once for each change, however often it is polled.
function showMail(mail, words) {
  const state = mail.complaint ? "unwanted" : mail.state;
  const news = words[state];
  const text = document.getElementById("porter-mail-text");
  const line = news?.line.replace("{0}", () => mail.domain);
  if (!news || (page.dataset.mailState === state && text.textContent === line)) {
    return;
  }
  const lead = document.getElementById("porter-mail-lead");
  const title = document.getElementById("kc-page-title");
  page.dataset.mailState = state;
  lead.textContent = news.lead;
  text.textContent = line;
  document.getElementById("porter-mail").hidden = false;
  if (title) {
    title.textContent = news.title;
  }
  const lost = state === "undeliverable" || state === "failed";
  if (state === "undeliverable" || state === "unwanted") {
    offerNewAddress();
  }
  offerCode(!lost, !lost && state !== "unwanted");
  say(`${lead.textContent} ${page.querySelector(".porter-address").textContent}. ${line}`);
}

function follow(statusUrl, continueUrl) {
  const line = document.getElementById("porter-follow");
  const lineText = document.getElementById("porter-follow-text");
  let timer;
  let running = false;
  let stopped = false;
  let failures = 0;
  const mailWords = JSON.parse(texts.mailWords);

  function stop(reason) {
    stopped = true;
    clearTimeout(timer);
    line.classList.add("porter-still");
    if (reason) {
      lineText.textContent = reason;
      say(reason);
    }
  }

  function plan(delay) {
    clearTimeout(timer);
    if (!stopped && !document.hidden) {
      timer = setTimeout(poll, delay);
    }
  }

  function pauseAfterError(response) {
    failures += 1;
    const wish = Number(response?.headers.get("Retry-After")) * 1000 || 0;
    const backOff = Math.max(wish, ERROR_BASE_MS * 2 ** (failures - 1));
    return Math.min(ERROR_MAX_MS, backOff) * (0.75 + Math.random() / 4);
  }

  async function poll() {
    if (running || stopped) {
      return;
    }
    running = true;
    let delay;
    try {
      const response = await fetch(statusUrl, {
        headers: { Accept: "application/json" },
        cache: "no-store",
        credentials: "same-origin",
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      });
      if (response.status === 404 || response.status === 410) {
        stop(texts.textGone);
        return;
      }
      if (!response.ok) {
        delay = pauseAfterError(response);
        return;
      }
      const { verified, mail } = await response.json();
      failures = 0;
      if (stopped) {
        return;
      }
      if (verified) {
        stop(texts.textVerified);
        location.assign(continueUrl);
        return;
      }
      if (mail) {
        showMail(mail, mailWords);
      }
      delay = POLL_MIN_MS + Math.random() * (POLL_MAX_MS - POLL_MIN_MS);
    } catch {
      // Offline, timed out or not JSON: the next poll comes later.
      delay = pauseAfterError();
    } finally {
      running = false;
      if (delay !== undefined) {
        plan(delay);
      }
    }
  }

  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (!document.hidden) {
      poll();
    }
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      stopped = false;
      line.classList.remove("porter-still");
      poll();
    }
  });
  // Once the person acts, the answer to that decides; a late poll must not take the page away.
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) {
      stop();
    }
  });

  line.hidden = false;
  plan(FIRST_POLL_MS);
}

cleanCode(document.getElementById("code"), Number(texts.codeLength));
document.querySelectorAll("form[data-porter-once]").forEach(submitOnce);
if (Number(texts.resendSeconds) > 0) {
  document.getElementById("porter-resend-wait").hidden = true;
  countDown(document.getElementById("porter-resend"), Number(texts.resendSeconds), texts, say);
}
follow(texts.statusUrl, texts.continueUrl);
