import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

/**
 * Runs start.mjs in an installation with the given files. Files under dist are `builtHoursLater` hours newer than the
 * others.
 */
function runInstallation(
  files: Record<string, string>,
  builtHoursLater: number,
  args: string[] = [],
) {
  const root = mkdtempSync(join(tmpdir(), 'headroom-start-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  const now = Date.now() / 1_000
  for (const [path, text] of Object.entries({ 'package.json': '{"type":"module"}', ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
    const changed = path.startsWith('dist') ? now + builtHoursLater * 3_600 : now
    utimesSync(join(root, path), changed, changed)
  }
  const start = fileURLToPath(new URL('start.mjs', import.meta.url))
  cpSync(start, join(root, 'scripts/start.mjs'))
  return spawnSync(process.execPath, [join(root, 'scripts/start.mjs'), ...args], {
    encoding: 'utf8',
  })
}

const built = {
  'dist/client/index.html': '',
  'dist/display/index.html': '',
  'dist/server/main.js': 'console.log("serving"); process.exitCode = 7',
  'src/main.tsx': '',
  'server/main.ts': '',
}
const vite = (program: string) => ({
  'node_modules/vite/package.json': '{"name":"vite"}',
  'node_modules/vite/bin/vite.js': program,
})

test('runs an up-to-date build without rebuilding and returns its exit code', () => {
  const { stdout, stderr, status } = runInstallation({ ...built, ...vite('throw 1') }, 1)
  expect({ stdout, stderr, status }).toEqual({ stdout: 'serving\n', stderr: '', status: 7 })
})

test('rebuilds outdated parts before running them and prints one line', () => {
  const program = 'console.log(process.argv.slice(2).join(" "))'
  const { stdout, stderr } = runInstallation({ ...built, ...vite(program) }, -1)
  expect(stderr).toBe('Building the app, the display page, and the server …\n')
  expect(stdout.split('\n')).toEqual([
    'build --config vite.config.ts --logLevel warn',
    'build --config vite.display.config.ts --logLevel warn',
    'build --config vite.server.config.ts --logLevel warn',
    'serving',
    '',
  ])
})

test('runs an outdated build when the build tools are not installed', () => {
  expect(runInstallation(built, -1).stdout).toBe('serving\n')
})

test('exits with instructions when neither a build nor build tools exist', () => {
  const { stderr, status } = runInstallation({ 'src/main.tsx': '' }, 0)
  expect(status).toBe(1)
  expect(stderr).toBe(
    'Headroom is not built and its build tools are not installed; run "npm ci" first.\n',
  )
})

test('starts the simulator with its own arguments and without building the app', () => {
  const simulator = {
    'dist/server/simulator.js': 'console.log(process.argv.slice(2).join(" "))',
    ...vite('console.log("building")'),
  }
  const args = ['simulator', '--port', '4000']
  expect(runInstallation(simulator, 1, args).stdout).toBe('--port 4000\n')
  expect(runInstallation({ ...simulator, 'server/main.ts': '' }, -1, args)).toMatchObject({
    stdout: 'building\n--port 4000\n',
    stderr: 'Building the server …\n',
  })
})

test('exits with an error when a build fails', () => {
  const { stdout, stderr, status } = runInstallation({ ...built, ...vite('process.exit(3)') }, -1)
  expect({ stdout, status }).toEqual({ stdout: '', status: 1 })
  expect(stderr).toContain('Headroom did not start: building the app failed.')
})
