/** Credentials of the simulated building. They open nothing real and are shown on the sign-in page. */
export const demoCredentials = {
  username: 'demo@headroom.example',
  password: 'demo',
  clientId: 'demo-client',
  clientSecret: 'demo-secret',
} as const
