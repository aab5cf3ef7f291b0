/** The paint of what is no longer true, coarse enough to be seen from afar. */
export function PlanHatch({ id }: { id: string }) {
  return (
    <pattern
      id={id}
      width="15"
      height="15"
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <path d="M0 0V15" strokeWidth="5.6" className="board-plan-hatch" />
    </pattern>
  )
}
