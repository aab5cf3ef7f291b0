/** Credentials of the simulated building. They open nothing real and are shown on the sign-in page. */
export const demoCredentials = {
  username: 'demo@headroom.example',
  password: 'demo',
  clientId: 'demo-client',
  clientSecret: 'demo-secret',
} as const

/** An account of the simulated API: a person and API credentials with the same rights. */
export type Account = {
  username: string
  password: string
  clientId: string
  clientSecret: string
  /** Which places, reports and statistics it sees. */
  sees: 'organisation' | 'last site' | 'other organisation'
  /** Whether `POST /api/v3/graphql` answers 403. */
  isTopologyRefused: boolean
}

/** The accounts beside the demo's, for tests of what each account may see. They open nothing real. */
export const testAccounts = {
  /** Sees the organisation "Southbank" and nothing of the demo's. */
  otherOrganisation: account('southbank', 'other organisation'),
  /** Sees the last site of the demo's organisation: Hudson. */
  singleSite: account('hudson', 'last site'),
  /** Gets the reports of the demo's organisation; topology is refused. */
  reportsOnly: { ...account('reports', 'organisation'), isTopologyRefused: true },
} as const satisfies Record<string, Account>

export const accounts: readonly Account[] = [
  { ...demoCredentials, sees: 'organisation', isTopologyRefused: false },
  ...Object.values(testAccounts),
]

function account(name: string, sees: Account['sees']): Account {
  return {
    username: `${name}@headroom.example`,
    password: name,
    clientId: `${name}-client`,
    clientSecret: `${name}-secret`,
    sees,
    isTopologyRefused: false,
  }
}
