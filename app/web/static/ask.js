// The Ask page: sends the question, shows the card as it is made, opens the exact quotes.
import { Card, day, make, placed } from "./card.js";
import { events } from "./stream.js";

const words = JSON.parse(document.getElementById("words").textContent);
const page = document.documentElement.lang;
const [form, question, send, progress, problem, examples, dialog] = [
  "ask", "question", "send", "progress", "problem", "examples", "source",
].map((id) => document.getElementById(id));
const product = document.getElementById("product");
const card = new Card(document.getElementById("card"), words, open);
let asking = null;

function open(source, label, from) {
  document.getElementById("source-name").replaceChildren(
    make("span", { class: `mark ${source.origin}`, "aria-hidden": "true" }),
    `${source.n} · ${label[source.origin]} · ${source.title || source.document}`,
  );
  const quote = document.getElementById("source-quote");
  quote.textContent = source.quote;
  quote.className = source.origin;
  document.getElementById("source-place").textContent =
    [source.document, placed(source.place, label.places), source.account && label.said.replace("{account}", source.account), day(source.date, card.place.lang)].filter(Boolean).join(" · ");
  const whole = document.getElementById("source-document");
  whole.hidden = !dialog.dataset.opens.split(" ").includes(source.origin);
  whole.textContent = label.open_document;
  whole.href = `/sources/${encodeURIComponent(source.document_id)}#p-${encodeURIComponent(source.passage_id)}`;
  dialog.showModal();
  dialog.addEventListener("close", () => from.focus(), { once: true });
}

function refuse(title, ...sentences) {
  card.place.hidden = true;
  problem.replaceChildren(make("div", { class: "problem" }, make("p", {}, make("strong", {}, title)),
    ...sentences.filter((text) => text && text !== title).map((text) => make("p", {}, text))));
}

async function ask() {
  const text = question.value.trim();
  problem.replaceChildren();
  if (!text) {
    refuse(words[page].empty);
    question.focus();
    return;
  }
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  send.setAttribute("aria-busy", "true");
  progress.textContent = words[page].working;
  examples.hidden = true;
  card.begin(page);
  try {
    await follow(text, signal);
  } catch (error) {
    if (signal.aborted) return;
    refuse(words[page].offline, words[page].offline_next);
  }
  progress.textContent = "";
  send.removeAttribute("aria-busy");
}

async function follow(text, signal) {
  const response = await fetch("/api/pitch/stream", {
    method: "POST",
    headers: { "Content-Type": "application/json", "Accept-Language": page },
    body: JSON.stringify({ question: text, product: product?.value || null }),
    signal,
  });
  if (!response.ok) {
    const refusal = await response.json();
    refuse(refusal.title, refusal.detail, refusal.next_step);
    return;
  }
  for await (const { event, data } of events(response)) {
    if (signal.aborted) return;
    if (event === "step") progress.textContent = `${data.text} …`;
    if (event === "line") card.add(data);
    if (event === "error") {
      refuse(data.title, data.detail, data.next_step);
      return;
    }
    if (event === "done") {
      card.finish(data);
      return;
    }
  }
  refuse(words[page].broken, words[page].broken_next);
}

function fromAddress() {
  const asked = new URLSearchParams(location.search);
  question.value = asked.get("q") ?? "";
  if (product) product.value = asked.get("product") ?? "";
  if (question.value) ask();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const asked = new URLSearchParams({ q: question.value.trim() });
  if (product?.value) asked.set("product", product.value);
  if (question.value.trim()) history.pushState({}, "", `?${asked}`);
  ask();
});
question.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});
for (const example of examples.querySelectorAll("button")) {
  example.addEventListener("click", () => {
    question.value = example.textContent.trim();
    form.requestSubmit();
  });
}
addEventListener("popstate", fromAddress);
fromAddress();
