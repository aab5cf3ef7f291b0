/** A sign between the terms of an equation. Screen readers read its name. */
export function EquationOperator({
  sign,
  name,
  className,
}: {
  sign: string
  name: string
  className: string
}) {
  return (
    <p className={className}>
      <span aria-hidden="true">{sign}</span>
      <span className="sr-only">{name}</span>
    </p>
  )
}
