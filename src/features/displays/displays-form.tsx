import type { ReactNode } from 'react'

/** A form that the page validates itself, so the browser shows no errors. */
export function DisplaysForm({
  className,
  onSubmit,
  children,
}: {
  className: string
  onSubmit: () => Promise<void>
  children: ReactNode
}) {
  return (
    <form
      noValidate
      className={className}
      onSubmit={(event) => {
        event.preventDefault()
        void onSubmit()
      }}
    >
      {children}
    </form>
  )
}
