import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * Arranges pictures in rows on a page, and takes a screenshot of the page. Chromium cannot draw a page larger than
 * 16,384 pixels, so callers split larger sheets.
 *
 * @param {import('@playwright/test').Browser} browser
 * @param {object} sheet
 * @param {string} sheet.folder the folder of the sheet
 * @param {string} sheet.name the file name, without an extension
 * @param {{ width: number } | { height: number }} sheet.picture the size of a picture on the sheet in pixels
 * @param {{ heading: string, pictures: { file: string, caption: string, warning?: string }[] }[]} sheet.rows files
 * relative to the folder
 */
export async function makeContactSheet(browser, { folder, name, picture, rows }) {
  const [dimension, length] =
    'width' in picture ? ['width', picture.width] : ['height', picture.height]
  const style =
    'body{margin:16px;width:max-content;font:14px sans-serif;background:#ddd}' +
    'div{display:flex;gap:8px}figure{margin:0}h2{margin:16px 0 4px}strong{color:#b00000}' +
    `img{${dimension}:${length}px;display:block}`
  const html = rows.map(
    ({ heading, pictures }) => `<h2>${heading}</h2><div>${pictures.map(figure).join('')}</div>`,
  )
  const file = join(folder, `${name}.html`)
  writeFileSync(
    file,
    `<!doctype html><meta charset="utf-8"><style>${style}</style>${html.join('')}`,
  )
  const page = await browser.newPage({ viewport: { width: 1000, height: 1000 } })
  await page.goto(pathToFileURL(file).href)
  const width = await page.evaluate(() => document.body.offsetWidth + 32)
  await page.setViewportSize({ width, height: 1000 })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
  await page.close()
}

/** @param {{ file: string, caption: string, warning?: string }} picture */
function figure({ file, caption, warning }) {
  const note = warning === undefined ? '' : ` <strong>${warning}</strong>`
  return `<figure><img src="${file}" alt="missing"><figcaption>${caption}${note}</figcaption></figure>`
}
