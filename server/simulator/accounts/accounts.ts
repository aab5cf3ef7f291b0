/** Credentials of the simulated demo account. They grant access to no real data, and the sign-in page shows them. */
export const demoCredentials = {
  username: 'demo@headroom.example',
  password: 'demo',
  clientId: 'demo-client',
  clientSecret: 'demo-secret',
} as const

/** An account of the simulated API: a user and an API client with the same permissions. */
export type Account = {
  username: string
  password: string
  clientId: string
  clientSecret: string
  visibility: 'organisation' | 'last site' | 'other organisation'
  /** Whether `POST /api/v3/graphql` returns 403. */
  isTopologyRefused: boolean
}

/** Additional accounts for tests of access rights. They grant access to no real data. */
export const testAccounts = {
  /** Reads only the organisation "Southbank", which is not the organisation of the demo account. */
  otherOrganisation: createAccount('southbank', 'other organisation'),
  /** Reads only the last site of the demo organisation: Hudson. */
  singleSite: createAccount('hudson', 'last site'),
  /** Reads the reports of the demo organisation, but not its topology. */
  reportsOnly: { ...createAccount('reports', 'organisation'), isTopologyRefused: true },
} as const satisfies Record<string, Account>

export const accounts: readonly Account[] = [
  { ...demoCredentials, visibility: 'organisation', isTopologyRefused: false },
  ...Object.values(testAccounts),
]

function createAccount(name: string, sees: Account['visibility']): Account {
  return {
    username: `${name}@headroom.example`,
    password: name,
    clientId: `${name}-client`,
    clientSecret: `${name}-secret`,
    visibility: sees,
    isTopologyRefused: false,
  }
}
