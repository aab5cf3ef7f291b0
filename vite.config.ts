import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'

type Modules = { getModuleInfo: (id: string) => { importedIds: readonly string[] } | null }

const entry = fileURLToPath(new URL('src/main.tsx', import.meta.url))
/** What an index imports beside what the first screen needs: every chunk takes its own icons, one asks many queries. */
const later = /lucide-react.*icons|\/(useQueries|queriesObserver)\.js$/
let closure: ReadonlySet<string> | null = null

/** Whether the entry needs a module, itself or through others, before anything that loads later. */
function isFirst(id: string, modules: Modules): boolean {
  closure ??= firstRoute(modules)
  return id.includes('rolldown/runtime') || (closure.has(id) && !later.test(id))
}

function firstRoute(modules: Modules): ReadonlySet<string> {
  const found = new Set([entry])
  // A set that grows while it is walked: the imports of each module are walked after it.
  for (const id of found) {
    for (const imported of modules.getModuleInfo(id)?.importedIds ?? []) found.add(imported)
  }
  found.delete(entry)
  return found
}

/**
 * Leaves out what the query library brings along for mutations and endless lists, 3 KB on the first route: Headroom uses
 * neither. The build fails once something does, and when the library names its files differently.
 */
function withoutUnusedQueryParts(): Plugin {
  const parts: Record<string, string> = {
    './mutationCache.js':
      'export class MutationCache { clear() {} findAll() { return [] } resumePausedMutations() { return Promise.resolve() } }',
    './infiniteQueryBehavior.js': 'export const infiniteQueryBehavior = () => undefined',
  }
  const users = /query-core\/.*\/(mutationObserver|infiniteQueryObserver)\.js$/
  const leftOut = new Set<string>()
  return {
    name: 'headroom-without-unused-query-parts',
    apply: 'build',
    enforce: 'pre',
    resolveId(source, importer = '') {
      if (!(source in parts) || !/query-core\/.*\/(queryClient|query)\.js$/.test(importer))
        return null
      leftOut.add(source)
      return `\0query-core${source}`
    },
    load: (id) => parts[id.replace('\0query-core', '')] ?? null,
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const used = chunks.flatMap(({ moduleIds }) => moduleIds).find((id) => users.test(id))
      if (used)
        this.error(`${used} needs parts of the query library that vite.config.ts leaves out.`)
      if (leftOut.size < Object.keys(parts).length) {
        this.error('The query library no longer has the files that vite.config.ts leaves out.')
      }
    },
  }
}

/** Writes into the page which version it is: the names of all that was built, which change with what is in it. */
function version(): Plugin {
  return {
    name: 'headroom-version',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle = {} }) {
        const names = Object.keys(bundle).toSorted().join('\n')
        const content = createHash('sha256').update(names).digest('hex').slice(0, 12)
        return [{ tag: 'meta', attrs: { name: 'headroom-version', content } }]
      },
    },
  }
}

const text = /\.(?:js|css|html|svg|webmanifest|json)$/
/** Smaller files are not worth a header. */
const leastBytes = 1_024
const strongest = {
  br: { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } },
  gzip: { level: constants.Z_BEST_COMPRESSION },
}

/** Compresses what was built, as `file.br` and `file.gz` beside each file, so that no request waits for it. */
function precompress(): Plugin {
  let folder = ''
  return {
    name: 'headroom-precompress',
    apply: 'build',
    configResolved({ root, build }) {
      folder = join(root, build.outDir)
    },
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

/** The browser app. The gateway serves what this builds, under a content security policy without `unsafe-`. */
export default defineConfig({
  plugins: [react(), tailwindcss(), withoutUnusedQueryParts(), version(), precompress()],
  // wouter brings a stand-in for React before 18; React itself has the hook.
  resolve: { alias: { 'use-sync-external-store/shim/index.js': 'react' } },
  build: {
    outDir: 'dist/client',
    emptyOutDir: true,
    // An inlined asset would be a data: URL, which the content security policy refuses.
    assetsInlineLimit: 0,
    // The polyfill is for browsers older than the ones we support.
    modulePreload: { polyfill: false },
    manifest: true,
    target: 'es2022',
    rolldownOptions: {
      output: {
        // One file for all that the first screen needs: many small ones compress worse, and later chunks share it.
        codeSplitting: {
          groups: [{ name: (id, chunking) => (isFirst(id, chunking) ? 'first' : null) }],
        },
      },
    },
  },
  server: {
    port: 5173,
    // `npm run dev` needs a gateway beside it: `npm start`.
    proxy: { '/api': 'http://localhost:4173' },
  },
})
