/**
 * The import rules of the linter: the tiers of docs/architecture.md as a table. Any other import between folders is a
 * lint error. boundaries.test.ts fails if a folder is missing here.
 */

/** @param {...string} folders */
const src = (...folders) =>
  folders.flatMap((folder) => [
    ...(folder === 'messages' ? ['#messages/**'] : []),
    `#src/${folder}/**`,
  ])

const below = ['board', 'components', 'data', 'lib', 'messages', 'format', 'domain', 'contract']

/**
 * The imports that each folder may use in addition to its own files. Features never import each other; src/app composes
 * them.
 */
export const boundaries = {
  'src/app': src('features', ...below),
  'src/features/breakdown': src(...below),
  'src/features/connection-status': src(...below),
  'src/features/displays': src(...below),
  'src/features/floor-plan': src(...below),
  'src/features/insights': src(...below),
  'src/features/location': src(...below),
  'src/features/metrics': src(...below),
  'src/features/replay': src(...below),
  'src/features/room-detail': src(...below),
  'src/features/rooms': src(...below),
  'src/features/search': src(...below),
  'src/features/sensors': src(...below),
  'src/features/settings': src(...below),
  'src/features/sign-in': src(...below),
  'src/display-app': src('board', 'components', 'lib', 'messages', 'format', 'domain', 'contract'),
  'src/board': src('components', 'lib', 'messages', 'format', 'domain', 'contract'),
  'src/components': src('lib', 'messages', 'format', 'domain'),
  'src/data': src('lib', 'domain', 'contract'),
  'src/lib': src('domain', 'contract'),
  // Messages contain numbers and dates, whose format depends on the language.
  'src/messages': src('format', 'domain', 'contract'),
  'src/format': src('messages', 'domain', 'contract'),
  'src/domain': src('contract'),
  'src/contract': [],
  'src/testing': ['#server/**', '#src/**'],
  'server/gateway': [
    ...src('contract', 'domain', 'messages', 'format'),
    '#server/gateway/**',
    '#server/config.ts',
    '#server/history/protocol.ts',
  ],
  // A separate process: only `protocol.ts` connects it to the gateway.
  'server/history': [...src('contract', 'domain'), '#server/history/**'],
  // Excludes src/domain: if the simulator shared the rules that are tested with it, the tests would prove nothing.
  'server/simulator': [...src('contract'), '#server/simulator/**'],
  'server/upstream-check': [
    ...src('contract'),
    '#server/upstream-check/**',
    '#server/simulator/create-simulator.ts',
    '#server/simulator/accounts/accounts.ts',
    '#server/config.ts',
  ],
}

/** Libraries that only one folder may import. */
export const libraryHomes = {
  recharts: 'src/components',
  '@leeoniya/ufuzzy': 'src/features/search',
  'd3-polygon': 'src/domain',
  polylabel: 'src/domain',
  hyparquet: 'server/history',
  'hyparquet-writer': 'server/history',
  'd3-zoom': 'src/features/floor-plan',
  'd3-selection': 'src/features/floor-plan',
  wouter: 'src/lib',
  graphql: 'server/simulator',
  jose: 'server/gateway',
  'rate-limiter-flexible': 'server/gateway',
  'lru-cache': 'server/gateway',
  'jsonc-parser': 'server/gateway',
  '@duckdb/node-api': 'server/history',
}
