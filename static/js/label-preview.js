// <label-preview> keeps what stands beside its form in step with the form: pictures, checks, the print button.
// Without it, the form's own "Show" button asks the same address for the same page.
class LabelPreview extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form")
    this.querySelector("[data-without]").hidden = true
    this.form.addEventListener("input", () => this.#soon())
  }

  #soon() {
    clearTimeout(this.waiting)
    this.waiting = setTimeout(() => this.#show(), 250)
  }

  async #show() {
    this.asking?.abort()
    this.asking = new AbortController()
    const address = `${this.form.action}?${new URLSearchParams(new FormData(this.form))}`
    const answer = await fetch(address, { signal: this.asking.signal }).catch(() => null)
    if (!answer?.ok) return
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    this.querySelector("[data-live]").replaceWith(page.querySelector("[data-live]"))
  }
}

customElements.define("label-preview", LabelPreview)
