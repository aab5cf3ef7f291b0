import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build, defineConfig, minify, type Plugin, type UserConfig } from 'vite'

type Modules = { getModuleInfo: (id: string) => { importedIds: readonly string[] } | null }

const entry = fileURLToPath(new URL('src/main.tsx', import.meta.url))
/**
 * Modules to exclude from the first-route chunk: index files import all icons and `useQueries`, which that route does
 * not use.
 */
const excludedFromFirstRoute = /lucide-react.*icons|\/(useQueries|queriesObserver)\.js$/
/** Modules for the chunk that lazy chunks share: icons, messages and basic components, without those of displays. */
const smallModule =
  /lucide-react|\/src\/components\/ui\/(?!hatch|use-(?!is-printing|focus|panel|element))|\/src\/lib\/(close-panel|id-list|panel-history)|\/src\/messages\/\w+\/(rooms-toolbar|search|sensors|location)\.|-filter-labels|selected-location/
/** Modules for the chunk of exports. */
const exportModule =
  /\/src\/(lib\/(csv|download|file-name|shorten-middle)|format\/(iso-time|place-names|export-heading)|messages\/\w+\/export)\.|date-fns\/tz/
let closure: ReadonlySet<string> | null = null

/**
 * Returns whether a module belongs to the first-route chunk: the entry imports it statically, directly or indirectly.
 */
function isFirstRoute(id: string, modules: Modules): boolean {
  closure ??= firstRoute(modules)
  return id.includes('rolldown/runtime') || (closure.has(id) && !excludedFromFirstRoute.test(id))
}

function firstRoute(modules: Modules): ReadonlySet<string> {
  const found = new Set([entry])
  // The loop also visits the modules that are added to the set during iteration.
  for (const id of found) {
    for (const imported of modules.getModuleInfo(id)?.importedIds ?? []) found.add(imported)
  }
  found.delete(entry)
  return found
}

/**
 * Replaces code of TanStack Query for features that the app does not use with stubs, which saves 4 KB on the first route:
 * mutations, infinite queries, suspense, errors for error boundaries, restored caches and other timers. The build fails
 * if a module uses one of these features, or if the library renames the files.
 */
function withoutUnusedQueryParts(): Plugin {
  const parts: Record<string, string> = {
    './mutationCache.js':
      'export class MutationCache { clear() {} findAll() { return [] } resumePausedMutations() { return Promise.resolve() } }',
    './infiniteQueryBehavior.js': 'export const infiniteQueryBehavior = () => undefined',
    './suspense.js':
      'export const ensureSuspenseTimers = () => {}, shouldSuspend = () => false, fetchOptimistic = () => {}',
    './errorBoundaryUtils.js':
      'export const ensurePreventErrorBoundaryRetry = () => {}, useClearResetErrorBoundary = () => {}, getHasError = () => false',
    './QueryErrorResetBoundary.js': 'export const useQueryErrorResetBoundary = () => undefined',
    './IsRestoringProvider.js': 'export const useIsRestoring = () => false',
    './timeoutManager.js':
      'export const timeoutManager = globalThis, systemSetTimeoutZero = (callback) => setTimeout(callback, 0)',
  }
  const importers =
    /query-core\/.*\/(queryClient|query|queryObserver|removable|notifyManager|retryer|utils)\.js$|react-query\/.*\/(useBaseQuery|useQueries)\.js$/
  const users =
    /query-core\/.*\/(mutationObserver|infiniteQueryObserver)\.js$|react-query\/.*\/useSuspense\w+\.js$/
  const leftOut = new Set<string>()
  return {
    name: 'headroom-without-unused-query-parts',
    apply: 'build',
    enforce: 'pre',
    resolveId(source, importer = '') {
      if (!(source in parts) || !importers.test(importer)) return null
      leftOut.add(source)
      return `\0query-core${source}`
    },
    load: (id) => parts[id.replace('\0query-core', '')] ?? null,
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const used = chunks.flatMap(({ moduleIds }) => moduleIds).find((id) => users.test(id))
      if (used)
        this.error(
          `${used} requires code of TanStack Query that vite.config.ts replaces with stubs.`,
        )
      if (leftOut.size < Object.keys(parts).length) {
        this.error(
          'TanStack Query no longer has the files that vite.config.ts replaces with stubs.',
        )
      }
    },
  }
}

const messagesFolder = fileURLToPath(new URL('src/messages', import.meta.url))
/** The language to which package.json resolves `#messages/*`, for type checks, tests and the first build. */
const sourceLanguage = 'en'
/** A folder of src/messages for each language. */
const otherLanguages = readdirSync(messagesFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== sourceLanguage)
  .map(({ name }) => name)

/**
 * Resolves `#messages/…` to the messages of a language. Names the page of any language but the source language
 * `index.<language>.html`.
 */
function messages(language: string): Plugin {
  return {
    name: 'headroom-messages',
    enforce: 'pre',
    resolveId(source) {
      const name = /^#messages\/(.+)$/.exec(source)?.[1]
      if (name === undefined || language === sourceLanguage) return null
      return join(messagesFolder, language, name)
    },
    transformIndexHtml: (html) => html.replace('<html lang="en"', `<html lang="${language}"`),
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const page = bundle['index.html']
        if (page && language !== sourceLanguage) page.fileName = `index.${language}.html`
      },
    },
  }
}

/** Builds the app again for each additional language. */
function otherLanguageBuilds(): Plugin {
  return {
    name: 'headroom-other-languages',
    apply: 'build',
    async closeBundle() {
      for (const language of otherLanguages) {
        closure = null
        await build({ configFile: false, ...appConfig(language, []) })
      }
    },
  }
}

/** The version of the app in all languages, known once the first build has named its files. */
let builtVersion: string | null = null

/**
 * Adds the app's version to the page: a hash of all messages and of the built file names, which contain content hashes.
 */
function version(): Plugin {
  return {
    name: 'headroom-version',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle = {} }) {
        if (builtVersion === null) {
          const hash = createHash('sha256').update(Object.keys(bundle).toSorted().join('\n'))
          const names = readdirSync(messagesFolder, { recursive: true, encoding: 'utf8' })
          for (const name of names.filter((file) => /\.tsx?$/.test(file)).toSorted()) {
            hash.update(readFileSync(join(messagesFolder, name)))
          }
          builtVersion = hash.digest('hex').slice(0, 12)
        }
        const content = builtVersion
        return [{ tag: 'meta', attrs: { name: 'headroom-version', content } }]
      },
    },
  }
}

/**
 * Gives the sheets for print and for forced colours, whose links have a `media` attribute, a rel without effect. Browsers
 * would load them beside the script; src/main.tsx makes them work after the first paint.
 */
function deferMediaSheets(): Plugin {
  return {
    name: 'headroom-defer-media-sheets',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html) =>
        html.replaceAll(/rel="stylesheet"(?=[^>]* media=)/g, 'rel="deferred-stylesheet"'),
    },
  }
}

const text = /\.(?:js|css|html|svg|webmanifest|json)$/
/** Smaller files are not compressed, because the response headers would outweigh the savings. */
const leastBytes = 1_024
const strongest = {
  br: { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } },
  gzip: { level: constants.Z_BEST_COMPRESSION },
}

/**
 * Minifies the classic scripts of `public`, which Vite copies unchanged. Does not transform their syntax, because old
 * browsers run them too.
 */
function minifyPublicScripts(): Plugin {
  let folder = ''
  return {
    name: 'headroom-minify-public-scripts',
    apply: 'build',
    configResolved({ root, build }) {
      folder = join(root, build.outDir)
    },
    async closeBundle() {
      const names = (await readdir(folder)).filter((name) => name.endsWith('.js'))
      for (const name of names) {
        const path = join(folder, name)
        // The minifier's whitespace removal would also turn quotes into template literals.
        const options = { compress: false, codegen: false }
        const { code } = await minify(path, await readFile(path, 'utf8'), options)
        await writeFile(path, code.replaceAll(/\n\t*/g, '\n').replaceAll(/([;{}])\n/g, '$1'))
      }
    },
  }
}

/**
 * Writes a `.br` and a `.gz` file next to each built text file, so that the gateway need not compress at request time.
 */
function precompress(): Plugin {
  let folder = ''
  return {
    name: 'headroom-precompress',
    apply: 'build',
    configResolved({ root, build }) {
      folder = join(root, build.outDir)
    },
    // Must run after minifyPublicScripts.
    async closeBundle() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true })
      const files = entries.filter((entry) => entry.isFile() && text.test(entry.name))
      for (const file of files) {
        const path = join(file.parentPath, file.name)
        const plain = await readFile(path)
        if (plain.length < leastBytes) continue
        await writeFile(`${path}.br`, await promisify(brotliCompress)(plain, strongest.br))
        await writeFile(`${path}.gz`, await promisify(gzip)(plain, strongest.gzip))
      }
    },
  }
}

/**
 * Builds the browser app in one language. The gateway serves it with a content security policy without `unsafe-`
 * sources.
 *
 * @param finishing plugins that process the complete output folder
 */
function appConfig(language: string, finishing: Plugin[]): UserConfig {
  const isFirst = language === sourceLanguage
  return {
    plugins: [
      react(),
      tailwindcss(),
      messages(language),
      withoutUnusedQueryParts(),
      deferMediaSheets(),
      version(),
      ...finishing,
    ],
    // wouter depends on a shim for React versions before 18; React 18 and later provide the hook.
    resolve: { alias: { 'use-sync-external-store/shim/index.js': 'react' } },
    publicDir: isFirst ? 'public' : false,
    build: {
      outDir: 'dist/client',
      emptyOutDir: isFirst,
      // An inlined asset would be a data: URL, which the content security policy blocks.
      assetsInlineLimit: 0,
      // Supported browsers do not need the polyfill.
      modulePreload: { polyfill: false },
      manifest: isFirst,
      target: 'es2022',
      rolldownOptions: {
        // Inlines messages even if the constant is in another chunk; without this, each would be a variable.
        optimization: { inlineConst: { mode: 'all', pass: 2 } },
        output: {
          // One chunk for the first screen: many small chunks compress worse, and lazy chunks share this one. Another
          // chunk for small modules that several lazy chunks share, because the first screen contains the names of all
          // chunks.
          codeSplitting: {
            groups: [
              {
                name: (id, chunking) => (isFirstRoute(id, chunking) ? 'first' : null),
                priority: 2,
              },
              { name: 'exports', test: exportModule, priority: 1 },
              { name: 'shared', test: smallModule, minShareCount: 2, priority: 1 },
            ],
          },
        },
      },
    },
    worker: { format: 'es' },
    server: {
      port: 5173,
      // `npm run dev` requires a running gateway (`npm start`).
      proxy: { '/api': 'http://localhost:4173' },
    },
  }
}

export default defineConfig(
  appConfig(sourceLanguage, [otherLanguageBuilds(), minifyPublicScripts(), precompress()]),
)
