import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { build, defineConfig, type Plugin, type UserConfig } from 'vite'
import { commonBuild, inlinedMessages } from './config/build/build-options.ts'
import { finishBuild } from './config/build/finish-build.ts'
import { messages, sourceLanguage } from './config/build/languages.ts'

type Modules = { getModuleInfo: (id: string) => { importedIds: readonly string[] } | null }

const entry = fileURLToPath(new URL('src/main.tsx', import.meta.url))
/**
 * Modules to exclude from the first-route chunk: index files import all icons and `useQueries`, which that route does
 * not use.
 */
const excludedFromFirstRoute = /lucide-react.*icons|\/(useQueries|queriesObserver)\.js$/
/** Modules for the chunk that lazy chunks share: icons, and some messages and basic components. */
const smallModule =
  /lucide-react|\/src\/components\/ui\/(?!hatch|use-(?!is-printing|focus|panel|element))|\/src\/lib\/(close-panel|id-list|page-queries|panel-history|place-query|scroll-positions)|\/src\/domain\/topology\/sort-by-name|\/src\/messages\/\w+\/(rooms-toolbar|search|sensors|location)\.|-filter-labels|state-chips|selected-location/
/** Modules for the chunk that exports data: CSV files, images and the clipboard. */
const exportModule =
  /\/src\/(lib\/(csv|download|file-name|shorten-middle)|format\/(iso-time|place-names|export-heading)|messages\/\w+\/export)\.|date-fns\/tz/
/** Modules for the chunk about usual occupancy, which cards, table, floor plan and the room panel share. */
const usualModule =
  /\/src\/(components\/occupancy\/usual-label|format\/usual-labels|data\/history\/use-usual|lib\/end-comparison)\./
/** Modules for the chunk that pages with charts share. */
const chartModule =
  /\/src\/(components\/(range\/|charts\/(axis-ticks|chart-tools|data-table|floating-tooltip|item-(figure|slider)|label-layout)|ui\/hatch)|domain\/history\/ranges|format\/(decimals|periods|percentages)|lib\/range-param|messages\/\w+\/(charts|ranges)\.)/
let closure: ReadonlySet<string> | null = null

/**
 * Returns whether a module belongs to the first-route chunk: the entry imports it statically, directly or indirectly,
 * and it is not excluded.
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
 * Replaces the code of TanStack Query features that the app does not use with stubs, which saves 4 KB on the first
 * route. The features are mutations, infinite queries, suspense, errors for error boundaries, restored caches and
 * custom timers. The build fails if a module uses mutations, infinite queries or suspense, or if the library renames
 * the files.
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

/**
 * Gives links to style sheets with a `media` attribute (print, forced colours, touch) a `rel` that browsers ignore. Otherwise
 * browsers would load these sheets together with the script. src/app/start-app.tsx loads them after the first paint.
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

/** Serves the display app on the development server, built like the app: with React and modern CSS colours. */
function developmentDisplay(): Plugin {
  return {
    name: 'headroom-development-display',
    apply: 'serve',
    configureServer({ middlewares }) {
      middlewares.use((request, _, next) => {
        if (/^\/display(\/check)?(\?|$)/.test(request.url ?? '')) request.url = '/display.html'
        next()
      })
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
      messages(language, 'index.html'),
      withoutUnusedQueryParts(),
      deferMediaSheets(),
      developmentDisplay(),
      ...finishing,
    ],
    // wouter depends on a shim for React versions before 18; React 18 and later provide the hook.
    resolve: { alias: { 'use-sync-external-store/shim/index.js': 'react' } },
    publicDir: isFirst ? 'public' : false,
    build: {
      outDir: 'dist/client',
      emptyOutDir: isFirst,
      ...commonBuild,
      manifest: isFirst,
      target: 'es2022',
      rolldownOptions: {
        optimization: inlinedMessages,
        output: {
          // The first screen is one chunk, because many small chunks compress worse; lazy chunks use it too. Small
          // modules that several lazy chunks share are in another chunk: the first chunk contains the names of all
          // chunks, so fewer chunks make it smaller.
          codeSplitting: {
            groups: [
              {
                name: (id, chunking) => (isFirstRoute(id, chunking) ? 'first' : null),
                priority: 2,
              },
              { name: 'usual', test: usualModule, priority: 1 },
              { name: 'exports', test: exportModule, priority: 1 },
              { name: 'shared', test: smallModule, minShareCount: 2, priority: 1 },
              { name: 'charts', test: chartModule, minShareCount: 2 },
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
  appConfig(sourceLanguage, [
    finishBuild((language) => {
      closure = null
      return build({ configFile: false, ...appConfig(language, []) })
    }),
  ]),
)
