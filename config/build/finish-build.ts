import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { minify, type Plugin } from 'vite'
import { otherLanguages } from './languages.ts'

/** The version tag in the source of a page, which the build replaces; see server/gateway/http/releases.ts. */
const unversioned = '<meta name="headroom-version" content="development"'

const text = /\.(?:js|css|html|svg|webmanifest|json)$/
/** Smaller files are not compressed, because the response headers would outweigh the savings. */
const leastBytes = 1_024
/** Compression options that make files as small as possible. */
const strongest = {
  br: { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } },
  gzip: { level: constants.Z_BEST_COMPRESSION },
}

/**
 * Completes the output folder after the build of the first language: builds the other languages, minifies the classic
 * scripts, writes the version into the pages and compresses the files.
 *
 * @param buildLanguage builds another language into the same folder
 */
export function finishBuild(buildLanguage: (language: string) => Promise<unknown>): Plugin {
  let folder = ''
  return {
    name: 'headroom-finish-build',
    apply: 'build',
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir)
    },
    async closeBundle() {
      for (const language of otherLanguages) await buildLanguage(language)
      await minifyClassicScripts(folder)
      await writeVersion(folder)
      await precompress(folder)
    },
  }
}

/**
 * Minifies the classic scripts of the public folder, which Vite copies unchanged. Does not transform their syntax,
 * because old browsers run them too.
 */
async function minifyClassicScripts(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.js'))
  for (const name of names) {
    const path = join(folder, name)
    // The minifier's whitespace removal would also turn quotes into template literals.
    const options = { compress: false, codegen: false }
    const { code } = await minify(path, await readFile(path, 'utf8'), options)
    await writeFile(path, code.replaceAll(/\n\t*/g, '\n').replaceAll(/([;{}])\n/g, '$1'))
  }
}

/**
 * Writes the version into the pages of all languages. The version is a hash of all files, so that it changes with any
 * file.
 */
async function writeVersion(folder: string): Promise<void> {
  const names = await listFiles(folder)
  const hash = createHash('sha256')
  for (const name of names) hash.update(`${name}\n`).update(await readFile(join(folder, name)))
  const version = hash.digest('hex').slice(0, 12)
  for (const name of names.filter((file) => /^index(\.[\w-]+)?\.html$/.test(file))) {
    const path = join(folder, name)
    const page = await readFile(path, 'utf8')
    if (!page.includes(unversioned)) throw new Error(`${name} has no version tag.`)
    await writeFile(path, page.replace(unversioned, unversioned.replace('development', version)))
  }
}

/**
 * Writes a `.br` and a `.gz` file next to each text file of at least `leastBytes`, so that the gateway need not
 * compress at request time.
 */
async function precompress(folder: string): Promise<void> {
  for (const name of (await listFiles(folder)).filter((file) => text.test(file))) {
    const path = join(folder, name)
    const plain = await readFile(path)
    if (plain.length < leastBytes) continue
    await writeFile(`${path}.br`, await promisify(brotliCompress)(plain, strongest.br))
    await writeFile(`${path}.gz`, await promisify(gzip)(plain, strongest.gzip))
  }
}

/** Returns the sorted paths of all files in a folder, except hidden files. */
async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((name) => !name.startsWith('.'))
    .toSorted()
}
