import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { makeContactSheet } from './contact-sheet.mjs'
import { wallLayouts, wallRows } from './wall-pictures.mjs'

/** The folder of the pictures, in the folder of the contact sheets. */
const picturesFolder = 'walls'
/** Height of a picture on a contact sheet, in pixels. */
const height = 300

/**
 * Takes the pictures of boards (e2e/walls), and makes one contact sheet for each layout, because a sheet with all of
 * them would exceed the largest page that Chromium draws. A picture that fails is missing from its sheet.
 *
 * @param {import('@playwright/test').Browser} browser draws the contact sheets
 * @param {string} folder
 * @returns {Promise<string[]>} one sentence for each step that failed
 */
export async function takeWallPictures(browser, folder) {
  const pictures = join(folder, picturesFolder)
  rmSync(pictures, { recursive: true, force: true })
  mkdirSync(pictures, { recursive: true })
  const steps = [
    ['node', 'scripts/ensure-old-chromium.mjs'],
    ['npx', 'playwright', 'test', '--config', 'playwright.walls.config.ts'],
  ]
  const failures = steps.flatMap(([program = '', ...options]) => {
    const env = { ...process.env, WALL_PICTURES: pictures }
    const { status } = spawnSync(program, options, { stdio: 'inherit', env })
    return status === 0 ? [] : [`${program} ${options.join(' ')} failed; see above.`]
  })
  for (const layout of wallLayouts) {
    const rows = wallRows(layout).map((row) => ({
      heading: row.heading,
      pictures: row.pictures.map(({ name, file, caption }) => ({
        file: `${picturesFolder}/${file}`,
        caption,
        ...(existsSync(join(pictures, `${name}.txt`)) && { warning: 'browsers differ' }),
      })),
    }))
    await makeContactSheet(browser, { folder, name: `walls-${layout}`, picture: { height }, rows })
  }
  return failures
}
