import { spawn } from 'node:child_process'
import { Builder } from 'selenium-webdriver'
import { DriverService } from 'selenium-webdriver/remote/index.js'
import type { Driver } from './driver.ts'

/** Launches WebKitGTK's test browser on a virtual X server. */
export async function launchWebKit(): Promise<Driver> {
  const display = await startDisplay()
  // A driver controls only one browser, so each page has its own driver.
  const service = new DriverService.Builder('WebKitWebDriver')
    .setLoopback(true)
    .setEnvironment({ ...definedVariables(), DISPLAY: display.name })
    .build()
  const stop = async () => {
    await service.kill()
    display.stop()
  }
  try {
    const browser = await new Builder()
      .usingServer(await service.start())
      .withCapabilities({ browserName: 'MiniBrowser', acceptInsecureCerts: true })
      .build()
    await browser.manage().window().setRect({ x: 0, y: 0, width: 1440, height: 938 })

    return {
      open: (url) => browser.get(url),
      run: (source) => browser.executeScript(source),
      evaluate: (script, argument) => browser.executeScript(script, argument),
      clickAt: (x, y) => browser.actions().move({ x, y }).click().perform(),
      type: (text) => browser.actions().sendKeys(text).perform(),
      printedText: () => browser.executeScript(readPrintedText),
      screenshot: async () => Buffer.from(await browser.takeScreenshot(), 'base64'),
      async close() {
        try {
          await browser.quit()
        } finally {
          await stop()
        }
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Starts Xvfb, which chooses a free display number and prints it. */
async function startDisplay(): Promise<{ name: string; stop: () => void }> {
  const flags = ['-displayfd', '1', '-screen', '0', '1440x938x24', '-nolisten', 'tcp']
  const server = spawn('Xvfb', flags, { stdio: ['ignore', 'pipe', 'ignore'] })
  const number = await new Promise<string>((resolve, reject) => {
    server.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()))
    server.once('error', reject)
    server.once('exit', () => reject(new Error('Xvfb did not start.')))
  })
  return { name: `:${number}`, stop: () => void server.kill() }
}

function definedVariables(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  )
}

/**
 * Returns the text that the print styles show, because WebKit's driver cannot print. Runs in the page, so it must not
 * refer to anything else in this file.
 */
function readPrintedText(): string {
  const changes: { media: MediaList; before: string }[] = []
  const apply = (media: MediaList) => {
    changes.push({ media, before: media.mediaText })
    media.mediaText = media.mediaText.replaceAll('screen', 'speech').replaceAll('print', 'all')
  }
  const applyAll = (rules: CSSRuleList) => {
    for (const rule of rules) {
      if (rule instanceof CSSMediaRule) apply(rule.media)
      if (rule instanceof CSSGroupingRule || rule instanceof CSSStyleRule) applyAll(rule.cssRules)
    }
  }
  for (const sheet of document.styleSheets) {
    apply(sheet.media)
    applyAll(sheet.cssRules)
  }
  const text = document.body.innerText
  for (const { media, before } of changes) media.mediaText = before
  return text
}
