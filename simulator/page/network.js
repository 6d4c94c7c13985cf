// The line between a phone and Telegram: good, weak (slow both ways), or off (nothing passes until it is back).

const WEAK_DELAY = 2500;

export class Network {
  constructor() {
    this.quality = "good";
    this.waiting = [];
  }

  set(quality) {
    this.quality = quality;
    if (quality !== "off") this.waiting.splice(0).forEach((pass) => pass());
  }

  // Resolves when something may pass, in order.
  async pass() {
    if (this.quality === "off") await new Promise((resolve) => this.waiting.push(resolve));
    if (this.quality === "weak") await new Promise((resolve) => setTimeout(resolve, WEAK_DELAY));
  }
}
