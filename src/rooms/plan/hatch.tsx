/** The paint of what is no longer true. */
export function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern
        id={id}
        width="7"
        height="7"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <path d="M0 0V7" className="stroke-line" strokeWidth="2" />
      </pattern>
    </defs>
  )
}
