/** What a person signs in with. Lives only in the form and in the one request that carries it. */
export type Credentials =
  | { kind: 'password'; username: string; password: string }
  | { kind: 'client'; clientId: string; clientSecret: string }
