// A form that came too early: its button counts the wait down. On a page that has no form left, the button leads back to
// it, with what was typed. The server keeps the count, with or without this.

import { countDown } from "./porter-countdown.js?v=2ea6453c";

const texts = document.getElementById("porter-sign-up-wait").dataset;
const live = document.getElementById("porter-live");
const button = document.getElementById(texts.form).querySelector("[data-porter-submit]");

if (button.form) {
  button.form.addEventListener("submit", (event) => {
    if (button.getAttribute("aria-disabled") === "true") {
      event.preventDefault();
    }
  });
} else {
  button.hidden = false;
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-disabled") !== "true") {
      history.back();
    }
  });
}
countDown(button, Number(texts.seconds), texts, (text) => {
  live.textContent = text;
});
