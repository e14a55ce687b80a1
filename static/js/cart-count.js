// <cart-count> writes how many things are in the basket beside its drawing.
// Without it the link to the basket works as it is; pages kept for everybody cannot hold the number themselves.
class CartCount extends HTMLElement {
  async connectedCallback() {
    const answer = await fetch(this.dataset.count, { headers: { Accept: "application/json" } }).catch(() => null)
    if (!answer?.ok) return
    const { count } = await answer.json()
    if (count > 0) this.#show(count)
  }

  #show(count) {
    const badge = this.querySelector(".tool__count")
    badge.textContent = count > 99 ? "99+" : String(count)
    badge.hidden = false
    const words = count === 1 ? this.dataset.one : this.dataset.many.replace("{count}", String(count))
    this.querySelector("a").setAttribute("aria-label", words)
  }
}

customElements.define("cart-count", CartCount)
