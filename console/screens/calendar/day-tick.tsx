import styles from './day-tick.module.css'

/** The sign of a day that is certain. */
export function DayTick() {
  return <span className={styles['tick']} />
}
