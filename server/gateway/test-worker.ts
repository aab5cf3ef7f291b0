import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll } from 'vitest'

/** Builds the worker threads before the tests of a file, and returns their URLs. */
export function buildWorkers(): { answerWorker: URL; firstScreenWorker: URL } {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  // The folder is inside the project, so that the bundle resolves its packages as in production.
  const scratch = mkdtempSync(join(root, 'node_modules', '.headroom-worker-'))
  beforeAll(async () => {
    const configFile = join(root, 'vite.server.config.ts')
    await build({ root, configFile, logLevel: 'error', build: { outDir: scratch } })
  })
  afterAll(() => rmSync(scratch, { recursive: true }))
  const built = (name: string) => pathToFileURL(join(scratch, name))
  return {
    answerWorker: built('answer-worker.js'),
    firstScreenWorker: built('first-screen-worker.js'),
  }
}
