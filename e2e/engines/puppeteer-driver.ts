import { launch, type LaunchOptions } from 'puppeteer-core'
import { extractText } from 'unpdf'
import type { Driver } from './driver.ts'

/** Launches Chromium, or Firefox over WebDriver BiDi. */
export async function launchWithPuppeteer(options: LaunchOptions): Promise<Driver> {
  const browser = await launch({
    ...options,
    acceptInsecureCerts: true,
    defaultViewport: { width: 1440, height: 900 },
    // Turns off Puppeteer's timeouts, because the test runner limits the duration of each test.
    timeout: 0,
    protocolTimeout: 0,
  })
  const page = await browser.newPage()
  page.setDefaultTimeout(0)

  return {
    async open(url) {
      await page.goto(url)
    },
    async run(source) {
      await page.evaluate(source)
    },
    evaluate: <Argument, Result>(script: (argument: Argument) => Result, argument: Argument) =>
      page.evaluate<[], () => Result>(`(${script.toString()})(${JSON.stringify(argument)})`),
    clickAt: (x, y) => page.mouse.click(x, y),
    type: (text) => page.keyboard.type(text),
    async printedText() {
      // Text in web fonts cannot be extracted from PDFs that Firefox creates. Text in system fonts can.
      await page.evaluate(() => document.body.style.setProperty('font-family', 'sans-serif'))
      const pdf = await page.pdf()
      await page.evaluate(() => document.body.style.removeProperty('font-family'))
      const { text } = await extractText(new Uint8Array(pdf), { mergePages: true })
      return text
    },
    screenshot: async () => Buffer.from(await page.screenshot()),
    close: () => browser.close(),
  }
}
