// Draws a pitch card. Everything that came from a source is set as text, never as markup.

/** Where a quote stands, in the card's language: what a reader of files has named; the rest is the document's words. */
export function placed(place, names) {
  return place.split(", ").map((part) => part.replace(/^(slide|page|row|lines?|paragraph|sheet) (?=\S)/, (_, name) => `${names[name]} `)).join(", ");
}

/** One element with text or children. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

/** `2026-11-16` as a reader writes it. */
export function day(date, language) {
  return date && new Date(`${date}T12:00:00Z`).toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" });
}

export class Card {
  /** `words` holds the labels of both languages; `show` is called with a citation to open. */
  constructor(place, words, show) {
    Object.assign(this, { place, words, show });
  }

  /** An empty card in the page's language, to be filled line by line. */
  begin(language) {
    this.place.replaceChildren();
    this.place.lang = language;
    this.label = this.words[language];
    this.sections = new Map(this.label.sections);
    this.citations = new Map();
    this.place.hidden = false;
    this.place.classList.add("growing");
  }

  /** Adds a line that has been checked. Its sources come with the whole card, so the numbers wait for it. */
  add(line) {
    const text = make("p", {}, line.text, this.#numbers(line.citations));
    this.#section(line.section).append(text);
  }

  /** The whole card, in place of what was streamed. */
  finish(pitch) {
    this.begin(pitch.language);
    this.place.classList.remove("growing");
    this.citations = new Map(pitch.citations.map((citation) => [citation.n, citation]));
    if (pitch.notice) this.place.append(make("p", { class: "notice" }, pitch.notice));
    for (const line of pitch.lines) this.add(line);
    if (!pitch.lines.some((line) => line.section === "not_known")) {
      for (const text of pitch.not_known) this.add({ section: "not_known", text, citations: [] });
    }
    if (pitch.gaps.length) this.place.append(this.#gaps(pitch.gaps));
    if (pitch.citations.length) this.place.append(this.#sources(pitch.citations));
    this.place.append(this.#colophon(pitch));
  }

  #section(id) {
    const known = this.place.querySelector(`:scope > [data-section="${id}"]`);
    if (known) return known;
    const order = [...this.sections.keys()];
    const section = make("section", { "data-section": id, class: id });
    if (!["understood_as", "standing"].includes(id)) section.append(make("h2", {}, this.sections.get(id) ?? id));
    const later = [...this.place.querySelectorAll(":scope > [data-section]")].find(
      (other) => order.indexOf(other.dataset.section) > order.indexOf(id),
    );
    this.place.insertBefore(section, later ?? null);
    return section;
  }

  #numbers(citations) {
    const group = make("span", { class: "cites" });
    for (const n of citations) {
      const source = this.citations.get(n);
      if (!source) {
        group.append(make("span", { class: "cite" }, String(n)));
        continue;
      }
      const name = `${this.label.open_source.replace("{n}", n)} (${this.label[source.origin]})`;
      const number = make("button", { type: "button", class: `cite ${source.origin}`, "aria-label": name, title: name }, String(n));
      number.addEventListener("click", () => this.show(source, this.label, number));
      group.append(number);
    }
    return group;
  }

  #gaps(gaps) {
    const list = make("ul", { class: "lines" });
    for (const gap of gaps) {
      const kind = make("span", { class: "kind" }, this.label.kinds[gap.kind] ?? gap.kind);
      const link = make("a", { href: `/gaps/${encodeURIComponent(gap.id)}` }, gap.statement);
      list.append(make("li", {}, kind, " ", link, " ", make("span", { class: "meta" }, this.label.statuses[gap.status] ?? gap.status)));
    }
    return make("details", { class: "behind" }, make("summary", {}, `${this.label.gaps} (${gaps.length})`), list);
  }

  #sources(citations) {
    const list = make("ol", { class: "sources" });
    for (const source of citations) {
      const where = [this.label[source.origin], source.title || source.document, placed(source.place, this.label.places), source.account, day(source.date, this.place.lang)];
      list.append(
        make("li", { value: source.n, class: source.origin },
          make("span", { class: `mark ${source.origin}`, "aria-hidden": "true" }),
          make("blockquote", {}, source.quote),
          make("p", { class: "meta" }, where.filter(Boolean).join(" · "))),
      );
    }
    return make("details", {}, make("summary", {}, `${this.label.sources} (${citations.length})`), list);
  }

  #colophon(pitch) {
    const rules = pitch.composed_by === "rules";
    const parts = [rules ? this.label.composed_rules : this.label.composed_llm.replace("{name}", pitch.composed_by)];
    if (pitch.dropped === 1) parts.push(this.label.dropped_one);
    if (pitch.dropped > 1) parts.push(this.label.dropped_many.replace("{n}", pitch.dropped));
    return make("p", { class: "meta colophon" }, parts.join(" "));
  }
}
