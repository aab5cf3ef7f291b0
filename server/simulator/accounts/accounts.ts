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
  visibility: 'organisation' | 'last site' | 'other organisation'
  /** Whether `POST /api/v3/graphql` answers 403. */
  isTopologyRefused: boolean
}

/** The accounts beside the demo's, for tests of what each account may see. They open nothing real. */
export const testAccounts = {
  /** Sees the organisation "Southbank" and nothing of the demo's. */
  otherOrganisation: createAccount('southbank', 'other organisation'),
  /** Sees the last site of the demo's organisation: Hudson. */
  singleSite: createAccount('hudson', 'last site'),
  /** Gets the reports of the demo's organisation; topology is refused. */
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
