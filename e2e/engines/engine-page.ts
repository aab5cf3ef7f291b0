import { expect } from '@playwright/test'
import type { Driver } from './driver.ts'
import {
  describePath,
  findClickPoint,
  findElementsScript,
  type ElementPath,
} from './find-elements.ts'

/** In milliseconds, long enough for a busy machine. */
const timeout = 60_000

/** A page in any engine. Each action waits until its element is accessible. */
export class EnginePage {
  readonly #driver: Driver
  #lastAction = 'launch'

  constructor(driver: Driver) {
    this.#driver = driver
  }

  async open(url: string): Promise<void> {
    this.#lastAction = `open ${url}`
    await this.#driver.open(url)
  }

  async see(...path: ElementPath): Promise<void> {
    this.#lastAction = `see ${describePath(path)}`
    await this.#waitFor(path)
  }

  async click(...path: ElementPath): Promise<void> {
    this.#lastAction = `click ${describePath(path)}`
    await this.#click(path)
  }

  async type(text: string, ...path: ElementPath): Promise<void> {
    this.#lastAction = `type into ${describePath(path)}`
    await this.#click(path)
    await this.#driver.type(text)
  }

  /** Returns the visible text of the first element at the path. */
  async text(...path: ElementPath): Promise<string> {
    this.#lastAction = `read ${describePath(path)}`
    await this.#waitFor(path)
    return (await this.#texts(path))[0] ?? ''
  }

  evaluate<Result>(script: () => Result): Promise<Awaited<Result>> {
    this.#lastAction = 'evaluate a script'
    return this.#driver.evaluate(script, undefined)
  }

  printedText(): Promise<string> {
    this.#lastAction = 'print'
    return this.#driver.printedText()
  }

  /** Returns the last action and the current state of the page, for a failure report. */
  async describe(): Promise<{ lastAction: string; text: string; screenshot: Buffer }> {
    const lastAction = this.#lastAction
    const text = await this.#driver.evaluate(() => document.body.innerText, undefined)
    return { lastAction, text, screenshot: await this.#driver.screenshot() }
  }

  close(): Promise<void> {
    return this.#driver.close()
  }

  async #waitFor(path: ElementPath): Promise<void> {
    await this.#retry(async () => expect(await this.#texts(path)).not.toEqual([]))
  }

  async #click(path: ElementPath): Promise<void> {
    await this.#retry(async () => {
      await this.#addFindElements()
      const point = await this.#driver.evaluate(findClickPoint, path)
      if (!point) throw new Error('The element is absent or covered.')
      // If the element is still moving, the click would miss it.
      expect(await this.#driver.evaluate(findClickPoint, path), 'place of the element').toEqual(
        point,
      )
      await this.#driver.clickAt(point.x, point.y)
    })
  }

  /** Repeats an action until it succeeds, because actions fail while a page is loading. */
  async #retry(action: () => Promise<void>): Promise<void> {
    await expect(action, this.#lastAction).toPass({ timeout })
  }

  async #texts(path: ElementPath): Promise<string[]> {
    await this.#addFindElements()
    return this.#driver.evaluate(
      (path: ElementPath) =>
        globalThis.findElements(path).map((element) => element.innerText ?? element.textContent),
      path,
    )
  }

  /** Adds `findElements` to the page, unless it was added since the page loaded. */
  async #addFindElements(): Promise<void> {
    const hasIt = await this.#driver.evaluate(() => 'findElements' in globalThis, undefined)
    if (!hasIt) await this.#driver.run(findElementsScript())
  }
}
