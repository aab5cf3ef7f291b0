/**
 * Which folder may import which: the arrows of docs/architecture.md as one table.
 * The linter turns every other import into an error; boundaries.test.ts fails on a folder that is missing here.
 *
 * `own` are folders of this repository, `packages` are libraries that only the listed folders may use.
 */
const contracts = [
  '#src/api/contract.ts',
  '#src/contract/**',
  '#src/reporting/contract.ts',
  '#src/reporting/peak-contract.ts',
  '#src/session/contract.ts',
  '#src/topology/contract.ts',
  '#src/topology/overrides-contract.ts',
  '#src/wall-display/activity-contract.ts',
  '#src/wall-display/board-contract.ts',
  '#src/wall-display/display-contract.ts',
]
const view = ['lib', 'live', 'topology', 'reporting', 'charts', 'ui', 'time', 'occupancy', 'domain']

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
    'lib',
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
  'src/places': ['lib', 'live', 'topology', 'reporting', 'ui', 'time', 'occupancy'].map(srcFolder),
  'src/explain': ['lib', 'live', 'topology', 'reporting', 'ui', 'time', 'occupancy'].map(srcFolder),
  'src/search': ['contract', 'lib', 'live', 'topology', 'ui'].map(srcFolder),
  'src/wall-display': [
    'contract',
    'lib',
    'rooms',
    'live',
    'topology',
    'reporting',
    'api',
    'ui',
    'time',
    'occupancy',
    'domain',
  ].map(srcFolder),
  'src/displays': [
    'wall-display',
    'lib',
    'live',
    'topology',
    'reporting',
    'api',
    'ui',
    'time',
    'occupancy',
  ].map(srcFolder),
  'src/session': ['api', 'time', 'ui'].map(srcFolder),
  'src/live': ['contract', 'domain', 'topology', 'reporting', 'api', 'ui', 'time', 'occupancy'].map(
    srcFolder,
  ),
  'src/topology': ['contract', 'api', 'time', 'domain'].map(srcFolder),
  'src/reporting': ['contract', 'api', 'time'].map(srcFolder),
  'src/charts': ['ui', 'time'].map(srcFolder),
  'src/domain': ['contract'].map(srcFolder),
  'src/contract': [],
  'src/lib': [],
  'src/api': [],
  'src/time': [],
  'src/ui': [],
  'src/occupancy': [],
  'src/testing': ['#server/**', '#src/**'],
  'server/gateway': [
    ...contracts,
    '#src/domain/**',
    // The rules of occupancy that pages and gateway share; the simulator never sees them.
    '#src/occupancy/plausibility.ts',
    '#src/occupancy/room-privacy.ts',
    '#src/occupancy/zeros.ts',
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
  'd3-polygon': 'src/domain',
  polylabel: 'src/domain',
  'd3-zoom': 'src/rooms',
  'd3-selection': 'src/rooms',
  wouter: 'src/lib',
  graphql: 'server/simulator',
  jose: 'server/gateway',
  'rate-limiter-flexible': 'server/gateway',
}

/** @param {string} folder */
function srcFolder(folder) {
  return `#src/${folder}/**`
}
