// The registration form that came too early: its button counts the wait down. The server keeps the count, with or without this.

import { countDown } from "./porter-countdown.js?v=2ea6453c";

const texts = document.getElementById("porter-sign-up-wait").dataset;
const live = document.getElementById("porter-live");
const button = document.getElementById(texts.form).querySelector("[data-porter-submit]");

button.form.addEventListener("submit", (event) => {
  if (button.getAttribute("aria-disabled") === "true") {
    event.preventDefault();
  }
});
countDown(button, Number(texts.seconds), texts, (text) => {
  live.textContent = text;
});
