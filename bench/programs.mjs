import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Starts one of the built programs on a free port.
 *
 * @param {string} file
 * @param {string[]} flags
 * @param {Record<string, string>} environment
 * @returns {Promise<{ url: string, child: import('node:child_process').ChildProcess, stop: () => Promise<void> }>}
 */
export async function startProgram(file, flags = [], environment = {}) {
  const data = mkdtempSync(join(tmpdir(), 'headroom-bench-'))
  const child = spawn(process.execPath, [file, ...flags], {
    env: { ...process.env, PORT: '0', HEADROOM_DATA_DIR: data, ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const exited = new Promise((resolve) => void child.once('exit', resolve))
  /** @type {string} */
  const url = await new Promise((resolve, reject) => {
    let printed = ''
    /** @param {Buffer} chunk */
    const look = (chunk) => {
      printed = (printed + chunk.toString()).slice(-4_000)
      const found = /http:\/\/localhost:\d+/.exec(printed)
      if (found) resolve(found[0])
    }
    child.stdout.on('data', look)
    child.stderr.on('data', look)
    child.once('exit', () => reject(new Error(`${file} stopped: ${printed}`)))
  })
  return {
    url,
    child,
    async stop() {
      child.kill('SIGTERM')
      await exited
      rmSync(data, { recursive: true, force: true })
    },
  }
}
