/**
 * Which folder may import which: the arrows of docs/architecture.md as one table.
 * The linter turns every other import into an error; boundaries.test.ts fails on a folder that is missing here.
 *
 * `own` are folders of this repository, `packages` are libraries that only the listed folders may use.
 */
const contracts = [
  '#src/api/contract.ts',
  '#src/reporting/contract.ts',
  '#src/reporting/peak-contract.ts',
  '#src/session/contract.ts',
  '#src/topology/contract.ts',
  '#src/topology/overrides-contract.ts',
  '#src/wall-display/board-contract.ts',
  '#src/wall-display/display-contract.ts',
]
const view = ['live', 'topology', 'reporting', 'charts', 'ui', 'time', 'occupancy']

/** @type {Record<string, string[]>} */
export const boundaries = {
  'src/app': [
    'rooms',
    'sensors',
    'places',
    'devices',
    'search',
    'explain',
    'wall-display',
    'displays',
    'session',
    'live',
    'topology',
    'reporting',
    'charts',
    'ui',
    'api',
    'time',
    'occupancy',
  ].map(srcFolder),
  'src/rooms': view.map(srcFolder),
  'src/sensors': view.map(srcFolder),
  'src/devices': view.map(srcFolder),
  'src/places': ['live', 'topology', 'reporting', 'ui', 'time', 'occupancy'].map(srcFolder),
  'src/explain': ['live', 'topology', 'reporting', 'ui', 'time', 'occupancy'].map(srcFolder),
  'src/search': ['live', 'topology', 'ui'].map(srcFolder),
  'src/wall-display': [
    'rooms',
    'live',
    'topology',
    'reporting',
    'api',
    'ui',
    'time',
    'occupancy',
  ].map(srcFolder),
  'src/displays': [
    'wall-display',
    'live',
    'topology',
    'reporting',
    'api',
    'ui',
    'time',
    'occupancy',
  ].map(srcFolder),
  'src/session': ['api', 'time', 'ui'].map(srcFolder),
  'src/live': ['topology', 'reporting', 'api', 'ui', 'time', 'occupancy'].map(srcFolder),
  'src/topology': ['api', 'time'].map(srcFolder),
  'src/reporting': ['api', 'time'].map(srcFolder),
  'src/charts': ['ui', 'time'].map(srcFolder),
  'src/api': [],
  'src/time': [],
  'src/ui': [],
  'src/occupancy': [],
  'src/testing': ['#server/**', '#src/**'],
  'server/gateway': [
    ...contracts,
    // The one rule that pages and gateway have to agree on; the simulator never sees it.
    '#src/occupancy/plausibility.ts',
    '#server/gateway/**',
    '#server/config.ts',
  ],
  'server/simulator': [
    ...contracts.filter((path) => path !== '#src/session/contract.ts'),
    '#server/simulator/**',
  ],
  'server/upstream-check': [
    ...contracts,
    '#server/upstream-check/**',
    '#server/simulator/create-simulator.ts',
    '#server/simulator/demo-credentials.ts',
    '#server/config.ts',
  ],
}

/** Libraries that belong to one folder: nothing else may import them. */
export const libraryHomes = {
  recharts: 'src/charts',
  '@leeoniya/ufuzzy': 'src/search',
  'd3-zoom': 'src/rooms',
  'd3-selection': 'src/rooms',
  graphql: 'server/simulator',
  jose: 'server/gateway',
  'rate-limiter-flexible': 'server/gateway',
}

/** @param {string} folder */
function srcFolder(folder) {
  return `#src/${folder}/**`
}
