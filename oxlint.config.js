import { boundaries, libraryHomes } from './config/boundaries.js'

const relativeUp = {
  regex: '^\\.\\./',
  message: 'Import from other folders as #src/<folder>/… or #server/<folder>/….',
}

const guards = Object.entries(boundaries).flatMap(([folder, allowed]) => [
  guard(folder, [`${folder}/**`], allowed),
  // Only tests may import src/testing.
  guard(
    folder,
    [`${folder}/**/*.test.{ts,tsx}`, `${folder}/**/test-*.ts`],
    [...allowed, '#src/testing/**'],
  ),
])

/**
 * @param {string} folder
 * @param {string[]} files
 * @param {string[]} allowed
 */
function guard(folder, files, allowed) {
  const ownFiles = folder.startsWith('src/') ? [`!#${folder}/**`] : []
  if (folder === 'src/messages') ownFiles.push('!#messages/**')
  const patterns = [
    relativeUp,
    {
      group: [
        '#src/**',
        '#server/**',
        '#messages/**',
        ...allowed.map((path) => `!${path}`),
        ...ownFiles,
      ],
      message: `${folder} may not import this (config/boundaries.js).`,
    },
    ...Object.entries(libraryHomes)
      .filter(([, home]) => home !== folder)
      .map(([library, home]) => ({
        group: [library, `${library}/**`],
        message: `Only ${home} imports ${library}.`,
      })),
  ]
  if (folder === 'src/domain' || folder === 'src/contract') {
    patterns.push({
      group: ['react', 'react/**', '@tanstack/react-query'],
      message: `${folder} is pure TypeScript.`,
    })
  }
  return { files, rules: { 'no-restricted-imports': ['error', { patterns }] } }
}

export default {
  plugins: [
    'eslint',
    'typescript',
    'unicorn',
    'oxc',
    'import',
    'react',
    'jsx-a11y',
    'promise',
    'vitest',
  ],
  jsPlugins: [
    '@tanstack/eslint-plugin-query',
    'eslint-plugin-testing-library',
    'eslint-plugin-playwright',
  ],
  categories: { correctness: 'error', suspicious: 'error' },
  options: { reportUnusedDisableDirectives: 'error' },
  rules: {
    'eslint/max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
    'eslint/max-lines-per-function': [
      'error',
      { max: 80, skipBlankLines: true, skipComments: true },
    ],
    'eslint/no-console': 'error',
    'eslint/eqeqeq': 'error',
    'eslint/no-restricted-imports': ['error', { patterns: [relativeUp] }],
    'eslint/no-restricted-globals': [
      'error',
      { name: 'fetch', message: 'Only src/lib/api calls fetch.' },
    ],
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'import/no-default-export': 'error',
    'import/no-unassigned-import': 'off',
    'oxc/no-barrel-file': 'error',
    'unicorn/filename-case': ['error', { case: 'kebabCase' }],
    'unicorn/custom-error-definition': 'error',
    'unicorn/no-array-sort': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'eslint/no-shadow': 'off',
    // TypeScript's noImplicitReturns reports the same and understands exhaustive switches.
    'typescript/consistent-return': 'off',
    // No HTML element fits a group of toggle buttons or a dialog that is not modal.
    'jsx-a11y/prefer-tag-over-role': 'off',
    'react/react-in-jsx-scope': 'off',
    // Text belongs in src/messages.
    'react/jsx-no-literals': [
      'error',
      { allowedStrings: ['·', '–', '/', '+', '!', '?', ':', '*', ',', '='] },
    ],
    'react/exhaustive-deps': 'error',
    'react/rules-of-hooks': 'error',
    'react/set-state-in-effect': 'error',
    'typescript/consistent-type-definitions': ['error', 'type'],
    'typescript/consistent-type-imports': 'error',
    'typescript/no-deprecated': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/no-unsafe-type-assertion': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    '@tanstack/query/exhaustive-deps': 'error',
    '@tanstack/query/no-rest-destructuring': 'error',
    '@tanstack/query/no-unstable-deps': 'error',
    '@tanstack/query/stable-query-client': 'error',
    '@tanstack/query/prefer-query-options': 'error',
  },
  overrides: [
    ...guards,
    {
      files: ['src/messages/**', '**/*.test.tsx', 'src/testing/**'],
      rules: { 'react/jsx-no-literals': 'off' },
    },
    {
      files: ['src/lib/api/**', 'src/testing/**', 'server/**', 'e2e/**', 'scripts/**'],
      rules: { 'eslint/no-restricted-globals': 'off' },
    },
    {
      files: ['**/*.config.{js,ts}', '*.config.{js,ts}'],
      rules: { 'import/no-default-export': 'off' },
    },
    {
      files: ['scripts/**', 'bench/**'],
      rules: {
        'eslint/no-console': 'off',
        'eslint/no-restricted-globals': 'off',
        // Scripts outside src and server have no import alias.
        'eslint/no-restricted-imports': 'off',
      },
    },
    {
      // Playwright's fixtures destructure their first parameter, even if it is empty, and call their second one `use`.
      files: ['e2e/**'],
      rules: { 'react/rules-of-hooks': 'off', 'eslint/no-empty-pattern': 'off' },
    },
    {
      // Files outside src and server have no import alias.
      files: ['e2e/*/**'],
      rules: { 'eslint/no-restricted-imports': 'off' },
    },
    {
      files: ['**/*.test.{ts,tsx}', 'src/testing/**', 'e2e/**'],
      rules: {
        'eslint/max-lines': 'off',
        'eslint/max-lines-per-function': 'off',
        // A property test over a discriminated union makes different assertions for each variant.
        'vitest/no-conditional-expect': 'off',
      },
    },
    {
      files: ['src/**/*.test.tsx'],
      rules: {
        'testing-library/no-node-access': 'error',
        'testing-library/no-container': 'error',
        'testing-library/prefer-screen-queries': 'error',
        'testing-library/await-async-queries': 'error',
        'testing-library/prefer-presence-queries': 'error',
      },
    },
    {
      files: ['e2e/**/*.spec.ts'],
      rules: {
        'playwright/no-wait-for-timeout': 'error',
        'playwright/no-focused-test': 'error',
        'playwright/no-skipped-test': 'error',
        'playwright/missing-playwright-await': 'error',
        'playwright/prefer-web-first-assertions': 'error',
        'playwright/no-networkidle': 'error',
      },
    },
  ],
}
