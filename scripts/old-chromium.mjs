import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'

/** An npm package with a real Chromium 78 for Linux on x64. It is fetched only for `npm run test:displays`. */
const archive = {
  name: 'chrome-aws-lambda',
  version: '1.20.4',
  integrity:
    'sha512-+zuq/BO9TpAvlXIpyGto6YytnEe0NBpZS5HVGnaMqRhL0cagDEhrzAYqaQfK4HZnafA7HW1wkFacl7CAI990LQ==',
}

const caches = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache')
const folder = join(caches, 'headroom', `${archive.name}-${archive.version}`)

/** How to start Chromium 78: the executable, its arguments, and the environment in which it finds its libraries. */
export const oldChromium = {
  executable: join(folder, 'chromium'),
  arguments: ['--single-process', '--no-zygote', '--no-sandbox', '--disable-gpu'],
  environment: { LD_LIBRARY_PATH: join(folder, 'lib') },
}

/**
 * Fetches Chromium 78 into the user's cache folder, unless it is already there.
 *
 * @throws if the package cannot be fetched or its content differs from the expected content
 */
export function ensureOldChromium() {
  if (existsSync(oldChromium.executable)) return
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('Chromium 78 is only available for Linux on x64.')
  }
  mkdirSync(caches, { recursive: true })
  const aside = mkdtempSync(join(caches, 'headroom-'))
  try {
    const unpacked = unpack(fetchArchive(aside), aside)
    mkdirSync(join(folder, '..'), { recursive: true })
    renameSync(unpacked, folder)
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}

/**
 * Fetches the package from the registry that npm is configured to use, and returns its path.
 *
 * @param {string} aside a folder for the download
 */
function fetchArchive(aside) {
  const spec = `${archive.name}@${archive.version}`
  run('npm', ['pack', spec, '--silent', '--pack-destination', aside])
  const path = join(aside, `${archive.name}-${archive.version}.tgz`)
  const integrity = `sha512-${createHash('sha512').update(readFileSync(path)).digest('base64')}`
  if (integrity !== archive.integrity)
    throw new Error(`${spec} has unexpected content: ${integrity}`)
  return path
}

/**
 * Unpacks the browser and its libraries, and returns their folder.
 *
 * @param {string} path path of the package
 * @param {string} aside a folder for temporary files
 */
function unpack(path, aside) {
  run('tar', ['-xzf', path, '-C', aside])
  const bin = join(aside, 'package', 'bin')
  const result = join(aside, 'result')
  mkdirSync(result)
  const read = (/** @type {string} */ name) => brotliDecompressSync(readFileSync(join(bin, name)))
  const libraries = join(aside, 'aws.tar')
  writeFileSync(libraries, read('aws.tar.br'))
  run('tar', ['-xf', libraries, '-C', result])
  writeFileSync(join(result, 'chromium'), read('chromium.br'), { mode: 0o755 })
  return result
}

/**
 * @param {string} program
 * @param {string[]} words its arguments
 */
function run(program, words) {
  const { status, stderr } = spawnSync(program, words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} ${words[0]} failed: ${stderr}`)
}
