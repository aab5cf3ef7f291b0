/**
 * `npm start`, `npm run simulator` and `npm run check-upstream`: builds missing or outdated parts, then runs the
 * program in this process, so that it receives signals and sets the exit code.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const tools = ['simulator', 'check-upstream']
const tool = tools.find((name) => name === process.argv[2])
const program = join(root, 'dist/server', `${tool ?? 'main'}.js`)
const shared = ['config/build', 'package.json', 'package-lock.json']
const allParts = [
  {
    name: 'app',
    config: 'vite.config.ts',
    result: join(root, 'dist/client/index.html'),
    sources: ['index.html', 'public', 'src', 'vite.config.ts', ...shared],
  },
  {
    name: 'display page',
    config: 'vite.display.config.ts',
    result: join(root, 'dist/display/index.html'),
    sources: ['display.html', 'public-display', 'src', 'vite.display.config.ts', ...shared],
  },
  {
    name: 'server',
    config: 'vite.server.config.ts',
    result: program,
    sources: ['server', 'src', 'vite.server.config.ts', ...shared],
  },
]
const parts = tool !== undefined ? allParts.filter(({ name }) => name === 'server') : allParts

/**
 * @param {string} path
 * @returns {number} latest modification time at or under the path in Unix milliseconds, ignoring tests; 0 if missing
 */
function newest(path) {
  if (!existsSync(path) || /\.test\.tsx?$/.test(path)) return 0
  const stats = statSync(path)
  if (!stats.isDirectory()) return stats.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}

function viteProgram() {
  try {
    const manifest = createRequire(import.meta.url).resolve('vite/package.json')
    return join(dirname(manifest), 'bin/vite.js')
  } catch {
    return null
  }
}

/** @param {typeof parts[number]} part */
function isStale({ result, sources }) {
  const built = existsSync(result) ? statSync(result).mtimeMs : 0
  return sources.some((source) => newest(join(root, source)) > built)
}

/** @returns {boolean} whether all required builds exist */
function buildWhatIsStale() {
  const stale = parts.filter(isStale)
  if (stale.length === 0) return true
  const vite = viteProgram()
  if (vite === null) {
    // An installation without build tools runs the build that it was shipped with.
    if (stale.every(({ result }) => existsSync(result))) return true
    console.error(
      'Headroom is not built and its build tools are not installed; run "npm ci" first.',
    )
    return false
  }
  console.error(
    `Building ${new Intl.ListFormat('en').format(stale.map(({ name }) => `the ${name}`))} …`,
  )
  return stale.every(({ name, config }) => {
    const build = [vite, 'build', '--config', config, '--logLevel', 'warn']
    const { status } = spawnSync(process.execPath, build, { cwd: root, stdio: 'inherit' })
    if (status !== 0) console.error(`Headroom did not start: building the ${name} failed.`)
    return status === 0
  })
}

if (buildWhatIsStale()) {
  // Removes the tool name, so that the program receives only its own arguments.
  if (tool !== undefined) process.argv.splice(2, 1)
  await import(pathToFileURL(program).href)
} else {
  process.exitCode = 1
}
