import { useQueryClient } from '@tanstack/react-query'
import type { ComponentProps } from 'react'
import { SignInForm } from './sign-in-form.tsx'
import { signIn } from './signing.ts'

/** The form that opens a session. Whoever has one does not load what opens it before the first figures. */
export function SignInCard(props: Omit<ComponentProps<typeof SignInForm>, 'signIn'>) {
  const client = useQueryClient()
  return <SignInForm {...props} signIn={(credentials) => signIn(client, credentials)} />
}
