// Ticks off the rules of a new password while it is typed. Each is tested as the server does, out of the same data; what only the
// server can tell stays open. Nothing typed leaves the page before its form is sent, and the server judges in any case.

const CONTEXT_FIELDS = ["username", "email", "firstName", "lastName"];

const fold = (text) => text.normalize("NFC").toLowerCase();
const squeeze = (text) => text.replace(/[^\p{L}\p{Nd}]/gu, "");
const parts = (text) => [text, ...text.split(/[^\p{L}\p{M}\p{N}]+/u)];
const undress = (text, letters, one) =>
  [...text].map((worn) => (worn === "1" ? one : (letters[worn] ?? worn))).join("");

const words = (value) => {
  const at = value.lastIndexOf("@");
  const domain = at < 0 ? "" : value.slice(at + 1);
  const end = domain.lastIndexOf(".");
  return [...parts(at < 0 ? value : value.slice(0, at)), ...(end < 0 ? domain : domain.slice(0, end)).split(".")];
};

const runs = (text, row, length) => {
  let run = 0;
  let before = -1;
  let direction = 0;
  for (const character of text) {
    const place = row.indexOf(character);
    const step = place < 0 || before < 0 ? 0 : place - before;
    if (Math.abs(step) !== 1) {
      run = 1;
      direction = 0;
    } else {
      run = step === direction ? run + 1 : 2;
      direction = step;
    }
    if (run >= length) {
      return true;
    }
    before = place;
  }
  return false;
};

const repeats = (text, times) => {
  const characters = [...text];
  return characters.some((each, i) =>
    i + times <= characters.length && characters.slice(i, i + times).every((other) => other === each));
};

const tests = {
  length: ({ min, max }, text) => [...text].length >= min && [...text].length <= max,
  pattern: ({ pattern }, text) => new RegExp(pattern, "u").test(text),
  run: ({ rows, length }, text) => !rows.some((row) => runs(fold(text), [...row], length)),
  repeat: ({ times }, text) => !repeats(text, times),
  context: ({ words: known, least, letters }, text, form) => {
    const typed = CONTEXT_FIELDS.flatMap((name) => words(form.elements.namedItem(name)?.value ?? ""));
    const all = [...known, ...typed.map((word) => squeeze(fold(word)))].filter((word) => [...word].length >= least);
    const dresses = [fold(text), undress(fold(text), letters, "l"), undress(fold(text), letters, "i")].map(squeeze);
    return !all.some((word) => dresses.some((dress) => dress.includes(word)));
  },
};

const watch = (list) => {
  const input = document.getElementById(list.dataset.porterPassword);
  const count = document.getElementById(`${input.id}-count`);
  const rules = [...list.children].map((item) => ({ item, test: JSON.parse(item.dataset.test) }));
  const tested = rules.filter(({ test }) => test.kind in tests);
  let told;

  const show = (item, state) => {
    if (state) {
      item.dataset.state = state;
    } else {
      delete item.dataset.state;
    }
    item.querySelector(".porter-rule-state").textContent = state ? ` ${list.dataset[state]}` : "";
  };

  // left: the person has finished, so that what is missing may be called so
  const judge = (left) => {
    const text = input.value.normalize("NFC");
    const met = tested.filter(({ item, test }) => {
      const good = text !== "" && tests[test.kind](test, text, input.form);
      show(item, good ? "met" : left && text !== "" ? "broken" : "");
      return good;
    });
    clearTimeout(told);
    told = setTimeout(() => {
      count.textContent = text === "" ? "" : list.dataset.count.replace("{0}", met.length).replace("{1}", tested.length);
    }, 700);
  };

  input.addEventListener("input", () => {
    rules.filter((rule) => !tested.includes(rule)).forEach(({ item }) => show(item, ""));
    input.removeAttribute("aria-invalid");
    judge(false);
  });
  input.addEventListener("change", () => judge(true));
  // a password manager may have been here before this script
  if (input.value !== "") {
    judge(true);
  }
};

document.querySelectorAll("[data-porter-password]").forEach(watch);
