// <qty-stepper> shows a minus and a plus beside a number field and keeps it between its bounds.
// Without it the field is typed into, and the browser's own arrows step it.
class QtyStepper extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input")
    for (const button of this.querySelectorAll("button")) {
      button.hidden = false
      button.addEventListener("click", () => this.#step(Number(button.dataset.step)))
    }
    this.field.addEventListener("input", () => this.#mark())
    this.#mark()
  }

  #step(by) {
    if (by > 0) this.field.stepUp()
    else this.field.stepDown()
    this.field.dispatchEvent(new Event("input", { bubbles: true }))
    this.field.dispatchEvent(new Event("change", { bubbles: true }))
  }

  #mark() {
    const { value, min, max } = this.field
    for (const button of this.querySelectorAll("button")) {
      const bound = Number(button.dataset.step) > 0 ? max : min
      button.disabled = bound !== "" && value !== "" && Number(value) === Number(bound)
    }
  }
}

customElements.define("qty-stepper", QtyStepper)
