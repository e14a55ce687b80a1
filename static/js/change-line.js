// <change-line> sends the form around it by itself a moment after the number in it was changed.
// Without it, the form's own "Update" button does the same.
const PATIENCE = 700

class ChangeLine extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button[type=submit]")
    this.button.hidden = true
    this.addEventListener("change", () => this.#soon())
  }

  #soon() {
    clearTimeout(this.waiting)
    this.waiting = setTimeout(() => this.closest("form").requestSubmit(), PATIENCE)
  }
}

customElements.define("change-line", ChangeLine)
