// A button that may be pressed again after a while, and says how long that is.

// Up to here people count in seconds.
const COUNTED_SECONDS = 120;
// A screen reader hears the pause at these seconds only; every second would be noise.
const SPOKEN_SECONDS = [30, 10];

// texts: textWait, textWaitMinutes, textSoon and textReady, with {0} for the number
export function countDown(button, seconds, texts, say) {
  const label = button.textContent;
  const end = Date.now() + seconds * 1000;
  let spoken = seconds;

  button.setAttribute("aria-disabled", "true");

  function tick() {
    const left = Math.ceil((end - Date.now()) / 1000);
    if (left <= 0) {
      button.textContent = label;
      button.removeAttribute("aria-disabled");
      say(texts.textReady);
      return;
    }
    button.textContent =
      left > COUNTED_SECONDS
        ? texts.textWaitMinutes.replace("{0}", Math.ceil(left / 60))
        : texts.textWait.replace("{0}", left);
    const mark = SPOKEN_SECONDS.find((second) => left <= second && spoken > second);
    if (mark !== undefined) {
      spoken = mark;
      say(texts.textSoon.replace("{0}", left));
    }
    setTimeout(tick, (end - Date.now()) % 1000 || 1000);
  }
  tick();
}
